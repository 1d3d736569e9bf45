"""What ``pip install .`` does besides: app.py, pages/, data/ and .streamlit/ go into the package, as ecodash/dashboard.

In a checkout they stand beside the package. Nothing called ``pages`` or ``app`` would be proper among other
people's packages. Named in pyproject.toml; run by setuptools.
"""

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

_BESIDE = ("app.py", "pages", "data", ".streamlit")
# A checkout may be somebody's home as well: what they recorded is theirs and goes into no package.
_OF_DATA = ("reference", "demo", "outlines", "README.md")


class BuildPy(build_py):
    """setuptools' own, and the files beside the package."""

    def run(self) -> None:
        super().run()
        within = Path(self.build_lib) / "ecodash" / "dashboard"
        shutil.rmtree(within, ignore_errors=True)
        within.mkdir(parents=True)
        for name in _BESIDE:
            parts = [f"data/{part}" for part in _OF_DATA] if name == "data" else [name]
            for part in parts:
                _copy(Path(part), within / part)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"))
    else:
        shutil.copyfile(source, target)
