"""Draw which room of the program uses which, into docs/ARCHITECTURE.md: ``python tools/draw_rooms.py``.
With ``--check`` nothing is written; the exit code says whether the drawing is what the code says.

An arrow that follows from two others is left out, as an arrow from the top to everything would say nothing.
"""

import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PAPER = ROOT / "docs" / "ARCHITECTURE.md"
BEGIN, END = "```mermaid\n", "```\n"


def uses() -> dict[str, set[str]]:
    """Room → the rooms that it imports; a loose module is a room of its own."""
    graph = grimp.build_graph("ecodash", "pages")
    arrows: dict[str, set[str]] = {}
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            above, below = room(module), room(imported)
            if above != below and "ecodash" not in (above, below):
                arrows.setdefault(above, set()).add(below)
    return arrows


def room(module: str) -> str:
    """ecodash.facts.lists → facts; pages.areas → pages."""
    first, _, rest = module.partition(".")
    return first if first == "pages" else rest.partition(".")[0] or first


def reduced(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """The arrows that do not follow from others."""

    def reached(start: str) -> set[str]:
        below = arrows.get(start, set())
        return below.union(*map(reached, below)) if below else set()

    return {
        above: {b for b in below if not any(b in reached(o) for o in below - {b})} for above, below in arrows.items()
    }


def drawing() -> str:
    """The arrows as Mermaid, which GitHub and editors draw."""
    lines = [
        f"    {above} --> {below}" for above, belows in sorted(reduced(uses()).items()) for below in sorted(belows)
    ]
    return "\n".join(["graph TD", *lines]) + "\n"


def redrawn(paper: str) -> str:
    """The paper with its drawing made anew."""
    before, _, rest = paper.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + drawing() + END + after


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    now = PAPER.read_text(encoding="utf-8")
    if "--check" in sys.argv:
        sys.exit(redrawn(now) != now)
    PAPER.write_text(redrawn(now), encoding="utf-8", newline="\n")
