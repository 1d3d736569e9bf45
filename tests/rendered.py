"""Every screen's HTML as readers get it, to see that a change of templates changes nothing for them.

    python tests/rendered.py FILE                   # before the change: write them down
    python tests/rendered.py FILE --against BEFORE  # after it: write them down and say what differs

White space counts as a browser counts it: any run of it is one space, and none beside elements that stand in lines of
their own.
"""

import argparse
import difflib
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from streamlit.testing.v1 import AppTest  # noqa: E402

from ecodash import stores  # noqa: E402
from ecodash.access.roles import READER, Principal  # noqa: E402
from ecodash.domain.vocabulary import Role  # noqa: E402
from ecodash.language.text import LANGUAGES  # noqa: E402
from ecodash.ui import signed_in  # noqa: E402
from ecodash.ui.screens import DESK, SCREENS  # noqa: E402

DEEPER = [
    ("areas", "area=lamphun-ban-klang"), ("briefing", "area=lamphun-ban-klang"), ("criteria", "item=6"),
    ("criteria", "area=lamphun-ban-klang&item=6"), ("criteria", "framework=diw-eit-2560"), ("criteria", "phase=1"),
    ("agencies", "agency=lamphun-industry"), ("fiscal_years", "fy=2566"), ("meetings", "as_of=2024-02-12"),
    ("overview", "province=lamphun"), ("overview", "area=atlantis&as_of=x"), ("find", "q=บ้านกลาง"),
    ("record", "kind=activity"),
]  # fmt: skip
SECRETARY = Principal("สมหญิง", Role.SECRETARY)
AGENCY = Principal("lamphun-industry", Role.AGENCY, "lamphun-industry", "lamphun-industry-1")
_IN_LINE = {"a", "abbr", "b", "bdi", "button", "code", "em", "i", "img", "small", "span", "strong", "time"}


def places() -> Iterator[tuple[str, str, Principal]]:
    """Screens to open, with what their address says and who looks."""
    for screen in SCREENS:
        for demo in ("", "demo=1"):
            yield screen, demo, READER
    for screen, query in DEEPER:
        yield screen, f"{query}&demo=1", SECRETARY if screen in (*DESK, "criteria") else READER
    for screen in DESK:
        yield screen, "demo=1", SECRETARY
    yield "report", "demo=1", AGENCY


def rendered() -> Iterator[tuple[str, str]]:
    """Name and HTML of every place in both languages."""
    for screen, query, who in places():
        for lang in LANGUAGES:
            signed_in.principal = lambda store, who=who: who
            at = AppTest.from_file(str(ROOT / "ecodash" / "shell.py"), default_timeout=300)
            at.switch_page(f"../pages/{screen}.py")
            for name, value in parse_qsl(query + f"&lang={lang}"):
                at.query_params[name] = value
            at.run()
            assert not at.exception, (screen, query, at.exception)
            yield f"{screen}?{query}&{lang} {who.role}", "\n".join(part.proto.body for part in at.get("html"))


class _Pieces(HTMLParser):
    """Tags and texts one by one, white space as a browser counts it."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = [f' {name}="{" ".join((value or "").split())}"' for name, value in attrs]
        self._add(f"<{tag}{''.join(named)}>", tag)

    def handle_endtag(self, tag: str) -> None:
        self._add(f"</{tag}>", tag)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def _add(self, piece: str, tag: str) -> None:
        self.pieces.append(piece if tag in _IN_LINE else f"\0{piece}\0")


def pieces(html: str) -> list[str]:
    """What is compared: a piece per line, a space where a browser sees one."""
    reader = _Pieces()
    reader.feed(html)
    reader.close()
    alone = re.split(r"\s*\0\s*", "".join(reader.pieces).strip())
    return [re.sub(r"\s+", " ", piece) for piece in alone if piece]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--against", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["ECODASH_HOME"] = str(Path(home) / "home")
        now = dict(rendered())
        stores.close_all()
    given.file.write_text(json.dumps(now, ensure_ascii=False), encoding="utf-8")
    before = json.loads(given.against.read_text(encoding="utf-8")) if given.against else now
    different = [
        f"{name}\n" + "\n".join(difflib.unified_diff(pieces(before[name]), pieces(html), lineterm="", n=1))
        for name, html in now.items()
        if pieces(before[name]) != pieces(html)
    ]
    print("\n\n".join(different))
    print(f"{len(different)} of {len(now)} differ")
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
