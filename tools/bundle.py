"""The offline bundle: one zip with every package, installed without a network.

    python tools/bundle.py FOLDER [--system linux|windows] [--python 3.11] [--python-embed FILE.zip]

Downloads exactly the files that requirements.lock names, by their hashes, and builds our own package. The embeddable
Python of Windows is on no package registry: who has it from python.org names it, and it goes into the zip.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from pip._vendor.packaging.markers import Marker

ROOT = Path(__file__).parents[1]
_PARTS = ROOT / "tools" / "installing"
_PLATFORMS = {
    "linux": [f"manylinux_2_{minor}_x86_64" for minor in (17, 24, 26, 27, 28, 31, 34)] + ["manylinux2014_x86_64"],
    "windows": ["win_amd64"],
}
_SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}


def wanted(lock: str, system: str, python: str) -> str:
    """The lines of the lock that hold for a system, without their conditions: pip would judge them by this machine."""
    where = {**_SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.0",
             "platform_machine": "x86_64", "implementation_name": "cpython",
             "platform_python_implementation": "CPython"}  # fmt: skip
    kept = []
    for entry in re.split(r"\n(?=[a-z0-9])", lock):
        head, _, rest = entry.partition(" \\\n")
        name, _, condition = head.partition(" ; ")
        if not condition or Marker(condition).evaluate(where):
            kept.append(f"{name} \\\n{rest}")
    return "\n".join(kept)


def make(folder: Path, system: str, python: str, embed: Path | None) -> Path:
    """The zip, written whole before it has its name."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "bundle"
        wheels = root / "wheels"
        wheels.mkdir(parents=True)
        print(f"packages for {system}, Python {python}", flush=True)
        lines = Path(place) / "wanted.txt"
        lines.write_text(wanted((ROOT / "requirements.lock").read_text("utf-8"), system, python), encoding="utf-8")
        # Written by hand, without hashes: our own, and the pip that installs the others.
        _pip("download", "--require-hashes", "--no-deps", *_target(system, python), "-r", str(lines), "-d", str(wheels))
        _pip("download", "--no-deps", *_target(system, python), "pip", "-d", str(wheels))
        _pip("wheel", "--no-deps", "-w", str(wheels), str(ROOT))
        for part in filter(Path.is_file, _PARTS.iterdir()):
            shutil.copyfile(part, root / part.name)
        if embed:
            _embedded(embed, root / "python")
        version = next(wheels.glob("ecodash-*.whl")).name.split("-")[1]
        files = {file.relative_to(root).as_posix(): _digest(file) for file in sorted(wheels.iterdir())}
        told = {"version": version, "system": system, "python": [python], "files": files}
        (root / "bundle.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
        return _zipped(root, folder / f"ecodash-{version}-{system}-x64.zip")


def _target(system: str, python: str) -> list[str]:
    platforms = [part for name in _PLATFORMS[system] for part in ("--platform", name)]
    return ["--only-binary=:all:", "--python-version", python, "--implementation", "cp", *platforms]


def _pip(*asked: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *asked], check=True)


def _embedded(file: Path, target: Path) -> None:
    """Without its ._pth it reads PYTHONPATH, as any Python does."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(target)
    for isolated in target.glob("*._pth"):
        isolated.unlink()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _zipped(root: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    # Wheels are compressed already.
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(root.rglob("*")):
            if file.is_file():
                archive.write(file, f"{target.stem}/{file.relative_to(root).as_posix()}")
    part.replace(target)
    print(f"{target} ({target.stat().st_size // 1_000_000} MB)")
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description="The offline bundle.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--system", choices=_PLATFORMS, action="append")
    parser.add_argument("--python", default="3.11")
    parser.add_argument("--python-embed", type=Path)
    given = parser.parse_args()
    for system in given.system or _PLATFORMS:
        make(given.folder, system, given.python, given.python_embed if system == "windows" else None)


if __name__ == "__main__":
    main()
