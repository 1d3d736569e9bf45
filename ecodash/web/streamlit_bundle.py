"""Which of Streamlit's script files every screen needs, so that the document can ask for them at once.

Streamlit loads an element's script only when the first such element arrives; by then the page is waiting.
"""

import re
from functools import cache
from pathlib import Path

import streamlit

_FOLDER = Path(streamlit.__file__).parent / "static" / "static" / "js"
_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_ELEMENTS = ("Html", "Selectbox")


@cache
def script_of(element: str) -> str | None:
    """The file name of what draws an element, for instance ``PlotlyChart``; None when Streamlit names it otherwise."""
    return next((path.name for path in _FOLDER.glob(f"{element}.*.js")), None)


@cache
def needed_scripts() -> tuple[str, ...]:
    """The file names behind HTML and selection boxes, each once; none when Streamlit names them otherwise."""
    found: dict[str, None] = {}
    waiting = [path.name for element in _ELEMENTS for path in _FOLDER.glob(f"{element}.*.js")]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            text = (_FOLDER / name).read_text(encoding="utf-8")
            waiting += [each for each in _IMPORT.findall(text) if (_FOLDER / each).exists()]
    return tuple(found)
