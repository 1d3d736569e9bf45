"""Installed as a package, from any folder; and the offline bundle's own script, as far as it needs no bundle."""

import json
import os
import runpy
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pyarrow
import pytest

from ecodash import places
from server import free_port, wait_until_up

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PARTS = ROOT / "tools" / "installing"
_BUILD = """
import os, sys
os.chdir(sys.argv[1])
from setuptools import Distribution, find_namespace_packages
from tools.build_package import BuildPy
packages = find_namespace_packages(include=["ecodash*"])
build = BuildPy(Distribution({"packages": packages, "package_data": {"": ["*"]}, "script_name": "setup.py"}))
build.build_lib = sys.argv[2]
build.ensure_finalized()
build.run()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``pip install .`` puts among the packages, in a folder with Thai letters and a space."""
    target = tmp_path_factory.mktemp("installed") / "โปรแกรม ของเรา"
    command = [sys.executable, "-c", _BUILD, str(ROOT), str(target)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return target


def environment(installed: Path, home: Path) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if name != "ECODASH_HOME"}
    return {**told, "PYTHONPATH": str(installed), "XDG_DATA_HOME": str(home), "PYTHONIOENCODING": "utf-8"}


def test_every_file_of_the_package_comes_along_and_nobodys_data(installed: Path) -> None:
    tracked = subprocess.run(["git", "ls-files", "ecodash", "pages", "data"], cwd=ROOT, capture_output=True, text=True)
    names = [name for name in tracked.stdout.splitlines() if (ROOT / name).exists()]
    assert len(names) > 400
    within = [name if name.startswith("ecodash/") else f"ecodash/dashboard/{name}" for name in names]
    assert [name for name in within if not (installed / name).exists()] == []
    assert {path.name for path in installed.iterdir()} == {"ecodash"}
    assert {path.name for path in (installed / "ecodash/dashboard/data").iterdir()} <= {
        "reference", "demo", "outlines", "README.md",
    }  # fmt: skip


def test_the_command_works_from_another_folder_and_keeps_data_where_the_user_has_theirs(
    installed: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "ecodash", "status", "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(installed, tmp_path), capture_output=True, check=True)
    assert json.loads(done.stdout)["counts"]["total"] == 12
    assert (tmp_path / "ecodash" / "journal.jsonl").exists()


def test_start_serves_the_dashboard_from_any_folder(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ecodash", "start", "--port", str(port), "--only-here"]
    out = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(installed, tmp_path), **out)  # type: ignore[call-overload]
    try:
        # Nothing is compiled there yet.
        wait_until_up(port, process, 150)
        for path, words in {"/healthz": '"ok"', "/help": "คู่มือ", "/s/criteria?demo=1": "เกณฑ์"}.items():
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                assert words in answer.read().decode()
        taken = subprocess.run(command, cwd=tmp_path, env=environment(installed, tmp_path / "b"), capture_output=True)
        assert taken.returncode == 2
        assert f"พอร์ต {port}" in taken.stderr.decode()
        assert f"Port {port}" in taken.stderr.decode()
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_in_a_checkout_everything_is_where_it_always_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ECODASH_HOME", raising=False)
    assert places.home() == ROOT / "data"
    assert (places.ROOT, places.IS_INSTALLED) == (ROOT, False)


# The bundle's script


def bundle(folder: Path, **changed: object) -> Path:
    """A bundle with one file, which nobody gets to install."""
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "a.whl").write_bytes(b"whole")
    digest = "dd52ca3d75c6d59b29b0bbdb2b3fe04ec8c7ee6bfe4ee7c2d5ee8b2d8c0b6d0a"
    told = {"version": "9.9", "system": "linux", "python": ["{}.{}".format(*sys.version_info[:2])],
            "files": {"wheels/a.whl": digest}}  # fmt: skip
    (folder / "bundle.json").write_text(json.dumps(told | changed), encoding="utf-8")
    for part in PARTS.glob("*.py"):
        (folder / part.name).write_bytes(part.read_bytes())
    return folder


def ran(folder: Path, program: Path, *verbs: str) -> tuple[int, str]:
    env = {
        **os.environ,
        "ECODASH_PROGRAM": str(program),
        "ECODASH_HOME": str(program / "home"),
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, str(folder / "install.py"), *verbs]
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    return done.returncode, done.stdout.decode("utf-8") + done.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the sentences are the same; the paths here are not")
@pytest.mark.parametrize(
    ("changed", "thai", "english"),
    [
        ({"python": ["3.99"]}, "ต้องใช้ Python 3.99", "Python 3.99 is needed"),
        ({"system": "windows"}, "สำหรับ windows", "for windows"),
        ({"files": {"wheels/none.whl": ""}}, "none.whl", "none.whl in this bundle is damaged"),
        ({}, "ไม่ครบหรือเสียหาย", "damaged or missing"),
    ],
)
def test_what_cannot_be_installed_is_a_sentence_and_changes_nothing(
    tmp_path: Path, changed: dict[str, object], thai: str, english: str
) -> None:
    program = tmp_path / "โปรแกรม ก"
    code, said = ran(bundle(tmp_path / "ชุด ติดตั้ง", **changed), program, "install")
    assert code == 1
    assert thai in said
    assert english in said
    assert "Traceback" not in said
    assert not (program / "current").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders are closed another way there")
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, said = ran(bundle(tmp_path / "b"), tmp_path / "file" / "program", "install")
    assert code == 1
    assert "ECODASH_PROGRAM" in said
    assert "Traceback" not in said


def test_verbs_before_anything_is_installed_say_so(tmp_path: Path) -> None:
    folder = bundle(tmp_path / "b")
    assert ran(folder, tmp_path / "p", "start")[0] == 1
    assert ran(folder, tmp_path / "p", "back")[0] == 1
    assert ran(folder, tmp_path / "p", "stop")[0] == 0
    assert ran(folder, tmp_path / "p", "dance")[0] == 2


def test_pyarrow_keeps_what_its_library_leans_on() -> None:
    packages = Path(pyarrow.__file__).parents[1]
    unused = runpy.run_path(str(PARTS / "unused.py"))["UNUSED"]
    removed = {path.name for patterns in unused.values() for pattern in patterns for path in packages.glob(pattern)}
    library = Path(pyarrow.lib.__file__).read_bytes()
    assert "_flight" in " ".join(removed)
    assert [name for name in removed if ".so" in name and name.encode() in library] == []


# README's first command

_STARTED_BY = "import runpy, sys; sys.version_info = ({version}); runpy.run_path('start.py', run_name='__main__')"


@pytest.mark.skipif(sys.platform == "win32", reason="the sentences are the same; the venv is laid out another way")
@pytest.mark.parametrize(
    ("version", "thai", "english"),
    [
        ("3, 9, 0", "แต่เครื่องนี้มี 3.9", "3.11 or newer is needed and this is 3.9"),
        ("3, 11, 0", "โปรดตรวจอินเทอร์เน็ต", "Cannot fetch the packages"),
    ],
)
def test_what_keeps_the_first_command_from_starting_is_a_sentence(
    tmp_path: Path, version: str, thai: str, english: str
) -> None:
    place = tmp_path / "โฟลเดอร์ ของเรา"
    shutil.copytree(PARTS, place / "tools" / "installing")
    shutil.copyfile(ROOT / "start.py", place / "start.py")
    (place / "requirements.txt").write_text("ecodash-needs-this==1\n")
    # A room that is there already, with this Python's own pip, spares the half minute of making one.
    (place / ".venv" / "bin").mkdir(parents=True)
    (place / ".venv" / "bin" / "python").symlink_to(sys.executable)
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    command = [sys.executable, "-c", _STARTED_BY.replace("{version}", version)]
    done = subprocess.run(command, cwd=place, capture_output=True, env={**os.environ, **nowhere}, check=False)
    said = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode == 1
    assert thai in said
    assert english in said
    assert "Traceback" not in said
    assert not (place / ".venv" / "ecodash-ready").exists()
