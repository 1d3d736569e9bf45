"""The Thai of a PDF can be searched, copied and read aloud: what is read back is what was written."""

import importlib.util
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typst

from documents.reading import pages
from ecodash import facts
from ecodash.documents import pdf, todo
from ecodash.documents.content import book
from ecodash.documents.glyphs import FONT
from ecodash.documents.press import FONTS
from ecodash.language.unbroken import HELD_WORDS
from ecodash.store.store import Store

ADDRESS = "http://192.0.2.7:8501"
HOME = {"area": "lamphun-ban-klang"}
# Tone marks over ั ิ ึ ี ื, over ป and ฝ, over น and ำ.
WORDS = {
    "real": ("ครั้งที่", "พื้นที่", "ทั้งหมด", "ยังไม่", "เพื่อ", "ซึ่ง", "ทั้ง", "ครั้ง", "สิ้นสุด", "ขั้นต่อไป"),
    "demo": ("ครั้งที่", "น้ำทิ้ง", "เพิ่มขึ้น", "ตั้งแต่", "ทั้งหมด", "พื้นที่", "ซึ่ง", "ยังไม่", "ทั้ง", "ผู้", "เพื่อ"),
}
_DOUBLED = re.compile("([\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a]?[\u0e47-\u0e4e]+\u0e33?)\\1")
_CONSONANTS = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_VOWELS = ("", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู")
_TONES = ("", "่", "้", "๊", "๋", "์")


def squeezed(text: str) -> str:
    return re.sub("[\\s\u00a0\u200b\u2060]", "", text)


def strings(value: Any) -> Iterator[str]:
    """Every text within a template's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from strings(inner)


def doubled(text: str) -> set[str]:
    """Syllables that stand twice in a row, with the letters before them."""
    flat = squeezed(text)
    return {flat[max(found.start() - 2, 0) : found.end()] for found in _DOUBLED.finditer(flat)}


def parted(made: bytes) -> set[str]:
    """Words of the programme that two lines of a page share."""
    words = re.compile("|".join(HELD_WORDS))
    found = set()
    for lines in (page.splitlines() for page in pages(made)):
        for first, second in pairwise(lines):
            spans = (word.span() for word in words.finditer(first + second))
            found |= {f"{first}|{second}" for start, end in spans if start < len(first) < end}
    return found


def assert_as_written(made: bytes, told: Any) -> str:
    """The text of a PDF, in which no syllable stands twice that was not written twice."""
    text = squeezed("".join(pages(made)))
    written = squeezed("".join(strings(told)))
    assert {twice for twice in doubled(text) if twice not in written} == set()
    assert parted(made) == set()
    return text


@pytest.fixture(params=["real", "demo"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


def selection(store: Store, **query: str) -> facts.Selection:
    return facts.read_selection(store, query | ({"demo": "1"} if store.is_demo else {}))[0]


@pytest.mark.parametrize("query", [HOME, {}])
def test_the_words_of_a_brief_are_found_as_they_were_written(store: Store, query: dict[str, str]) -> None:
    of = book(store, selection(store, **query))
    told = pdf.told(of, ADDRESS)
    text = assert_as_written(pdf.write_pdf(of, ADDRESS), told)
    if query == HOME:
        words = WORDS["demo" if store.is_demo else "real"]
        assert [word for word in words if word not in text] == []


def test_the_words_of_a_to_do_sheet_are_found_as_they_were_written(demo_store: Store) -> None:
    asked = selection(demo_store, agency="nrie")
    told = todo.told(todo.sheet(demo_store, asked), (ADDRESS, ""), "", "pdf")
    text = assert_as_written(todo.write_todo_pdf(demo_store, asked, ADDRESS), told)
    assert all(squeezed(duty["task"]) in text for duty in told["duties"])


@pytest.mark.parametrize("weight", ["regular", "semibold", "bold"])
def test_every_syllable_is_read_back_in_every_cut(weight: str) -> None:
    lines = [" ".join(c + v + tone for v in _VOWELS for tone in _TONES) + f" {c}่ำ {c}้ำ" for c in _CONSONANTS]
    family = "Sarabun Ecodash"
    source = f'#set text(font: "{family}", lang: "th", weight: "{weight}", fallback: false)\n' + "\n\n".join(lines)
    made = typst.Compiler(source.encode(), font_paths=[FONTS]).compile(format="pdf")
    assert isinstance(made, bytes)
    assert squeezed("".join(pages(made))).replace("1", "") == squeezed("".join(lines))


def _maker() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "level_thai_marks.py"
    spec = importlib.util.spec_from_file_location("level_thai_marks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_font_is_what_its_maker_makes_of_the_package() -> None:
    pytest.importorskip("fontTools", reason="only who changes the font needs it")
    maker = _maker()
    for cut in maker.CUTS:
        assert (FONTS / f"{FONT}-{cut}.ttf").read_bytes() == maker.levelled(cut), cut


def test_the_changed_font_does_not_pass_for_the_original() -> None:
    font_tools = pytest.importorskip("fontTools.ttLib", reason="only who changes the font needs it")
    for path in FONTS.glob("Sarabun*.ttf"):
        names = font_tools.TTFont(path)["name"]
        assert {names.getDebugName(n).split(" ")[0:2] == ["Sarabun", "Ecodash"] for n in (1, 4)} == {True}
        assert "Open Font License" in names.getDebugName(13)
        assert names.getDebugName(0).startswith("Copyright 2018 The Sarabun Project Authors")
    assert (FONTS / "OFL.txt").is_file()
