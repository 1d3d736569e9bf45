import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pypdfium2 as pdfium
import pytest

from documents.hostile import AS_OF, ITEMS, RESOLUTIONS, hostile_store
from documents.reading import lowest_ink, pages, title
from ecodash import facts
from ecodash.documents import layout, pdf, typeset
from ecodash.documents.book import Book
from ecodash.documents.content import book
from ecodash.documents.glyphs import printable
from ecodash.documents.matrix import matrix_told
from ecodash.domain.progress import Counts, ItemState
from ecodash.domain.vocabulary import Result
from ecodash.facts.matrix import Cell, Column, Line, Matrix
from ecodash.language.text import in_thai_digits, translator
from ecodash.sentences import trend_line
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

ADDRESS = "http://192.0.2.7:8501"
HOME = {"area": "lamphun-ban-klang"}


def book_of(store: Store, annexes: bool = False, **query: str) -> Book:
    selection, misread = facts.read_selection(store, query | ({"demo": "1"} if store.is_demo else {}))
    assert misread == []
    return book(store, selection, annexes)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Store]:
    store = hostile_store()
    yield store
    store.close()


@pytest.fixture(scope="module")
def hostile_pdf(hostile: Store) -> Callable[..., bytes]:
    """The brief of an area in a language; people wrote the worst into the one that was surveyed."""
    return cache(
        lambda lang, area="surveyed": pdf.write_pdf(book_of(hostile, area=area, framework="f", lang=lang), ADDRESS)
    )


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a document asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("lang", ["th", "en"])
def test_one_area_is_tagged_titled_and_in_its_language(demo_store: Store, lang: str) -> None:
    made = pdf.write_pdf(book_of(demo_store, **HOME, lang=lang), ADDRESS)
    assert made.startswith(b"%PDF-1.7")
    for mark in (b"/StructTreeRoot", b"/DisplayDocTitle true", b"pdfuaid", f"/Lang({lang}".encode()):
        assert mark in made.replace(b"/Lang (", b"/Lang("), mark
    assert ("สาธิต" if lang == "th" else "demonstration data") in title(made)


def test_page_one_says_how_it_went_on_and_who_makes_it_where_that_is_recorded(
    demo_store: Store, real_store: Store
) -> None:
    of = book_of(demo_store, **HOME)
    first = "".join(pages(pdf.write_pdf(of, ADDRESS))[0].split())
    office = facts.agency_names(demo_store, demo_store.today())["lamphun-industry"]
    assert "".join(f"{office['name_th']}{office['contact']}".split()) in first
    assert "".join(trend_line(of.contents[0].trend, "th").split()) in first
    assert book_of(demo_store, lang="en").secretariat.startswith("Secretariat: Lamphun Provincial Industry Office")
    assert book_of(real_store, **HOME).secretariat == ""


def test_page_one_says_what_the_facts_say(demo_store: Store) -> None:
    content = book_of(demo_store, **HOME, lang="en", as_of="2024-02-12").contents[0]
    first = pages(pdf.write_pdf(book_of(demo_store, **HOME, lang="en", as_of="2024-02-12"), ADDRESS))[0]
    flat = " ".join(first.split())
    assert f"{content.counts.met} of {content.counts.total}" in flat
    for state in ("Met", "Partly met", "Not met", "Not assessed"):
        assert state in flat
    for late in (line.days_late for line in content.stuck if line.days_late):
        assert str(late) in flat
    assert translator("en")("brief.done_of", done=content.work.done, total=content.work.total) in flat
    for ask in content.asks:
        assert ask.split()[0] in flat


def test_the_annexes_hold_every_row(demo_store: Store) -> None:
    of = book_of(demo_store, **HOME, lang="en")
    content = of.contents[0]
    told = pdf.told(of, ADDRESS)["stories"][0]
    assert [item["item"] for item in told["items"]] == [item.item for item in content.items]
    assert len(told["activities"]) == content.work.total
    assert len(told["resolutions"]) == len(content.resolutions)
    text = "".join(" ".join(pages(pdf.write_pdf(of, ADDRESS))[1:]).split())
    for line in content.resolutions:
        assert "".join(line.text.split())[:30] in text


def test_the_items_at_each_meeting_are_read_without_colour(demo_store: Store) -> None:
    of = book_of(demo_store, **HOME, as_of="2024-02-12")
    matrix = of.contents[0].matrix
    told = pdf.told(of, ADDRESS)["stories"][0]["matrix"]
    assert matrix
    assert [[cell["result"] for cell in line["cells"]] for line in told["lines"]] == [
        [str(cell.result) for cell in line.cells] for line in matrix.lines
    ]
    changed = sum(cell["changed"] for line in told["lines"] for cell in line["cells"])
    assert changed == sum(cell.changed for line in matrix.lines for cell in line.cells) > 0
    text = "".join("".join(pages(pdf.write_pdf(of, ADDRESS))).split())
    for column in told["columns"]:
        assert "".join((column["number"] + column["day"]).split()) in text
    # A picture in each cell, which says its state to those who cannot see it.
    made = pdf.write_pdf(of, ADDRESS)
    assert made.count(b"/Alt") > len(matrix.lines) * len(matrix.columns)


def test_sixty_meetings_are_the_newest_twelve_and_words() -> None:
    columns = tuple(Column(date(2020, 1, 1) + timedelta(days=n), None, Counts(met=1)) for n in range(12))
    state = ItemState("a", "f", "1", None, None, None)
    lines = (Line(state, (Cell(Result.MET),) * 12),)
    told = matrix_told(Matrix(columns, lines, left_out=48), "en")
    assert told
    assert "48" in told["left_out"]
    assert matrix_told(Matrix(columns[:1], (), left_out=0), "en") is not None
    assert matrix_told(Matrix((), (), left_out=0), "en") is None


def test_nil_is_a_dash_and_not_told_is_empty(demo_store: Store) -> None:
    activities = book_of(demo_store, **HOME).contents[0].activities
    told = pdf.told(book_of(demo_store, **HOME), ADDRESS)["stories"][0]["activities"]
    for line, shown in zip(activities, told, strict=True):
        given = (line.planned_baht, line.allocated_baht, line.disbursed_baht)
        assert [text == "" for text in shown["money"]] == [baht is None for baht in given]
        assert [text == "-" for text in shown["money"]] == [baht == 0 for baht in given]


@pytest.mark.parametrize("query", [HOME, {}])
def test_the_demonstration_says_so_on_every_page(demo_store: Store, query: dict[str, str]) -> None:
    for page in pages(pdf.write_pdf(book_of(demo_store, **query, lang="en"), ADDRESS)):
        assert "Demonstration data" in page


def test_the_real_store_never_says_demonstration(real_store: Store) -> None:
    made = pages(pdf.write_pdf(book_of(real_store, **HOME, lang="en"), ADDRESS))
    assert not any("Demonstration" in page for page in made)


def test_an_area_without_an_observation_has_its_pages(real_store: Store) -> None:
    first = pages(pdf.write_pdf(book_of(real_store, **HOME, lang="en"), ADDRESS))[0]
    assert "No survey result of Ban Klang is in the system" in " ".join(first.split())
    assert "summarise the results" in " ".join(first.split())


def test_all_areas_on_page_one_with_what_they_add_up_to(demo_store: Store) -> None:
    of = book_of(demo_store, lang="en")
    made = pages(pdf.write_pdf(of, ADDRESS))
    flat = " ".join(made[0].split())
    assert len(made) <= 3
    counts = facts.counts_by_area(demo_store, "diw-eit-basic12", of.as_of)
    surveyed = [count for count in counts.values() if count.assessed]
    whole = sum(count.met == count.total - count.not_applicable for count in surveyed)
    assert f"{whole} of {len(surveyed)} areas surveyed" in flat
    assert of.overview
    assert of.overview.counts.met == sum(count.met for count in surveyed)
    states = facts.states_by_area(demo_store, "diw-eit-basic12", of.as_of)
    for worst in of.overview.worst:
        assert worst.areas == sum(s.item == worst.item and s.result.is_gap for area in states.values() for s in area)
    assert [line.late for line in of.areas if line.surveyed] == sorted(
        (line.late for line in of.areas if line.surveyed), reverse=True
    )
    # The list by need may go on behind page one.
    whole_text = " ".join(" ".join(made).split())
    for line in of.areas:
        assert line.area in whole_text
    for said in (*of.overview.asks, of.overview.worst[0].called, of.overview.moved[0].area):
        assert said.split()[0] in flat


def test_every_area_in_full_when_asked(demo_store: Store) -> None:
    of = book_of(demo_store, annexes=True, lang="en")
    made = pages(pdf.write_pdf(of, ADDRESS))
    assert len(of.contents) > 1
    for line in of.areas:
        assert line.area in " ".join(made[0].split())
    assert len(made) == 1 + 2 * len(of.contents) + 1


@pytest.mark.parametrize("area", ["surveyed", "bare"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_page_one_stays_one_page_whatever_people_wrote(hostile_pdf: Callable[..., bytes], area: str, lang: str) -> None:
    made = hostile_pdf(lang, area)
    assert b"pdfuaid" in made
    first, second = pages(made)[:2]
    assert lang == "th" or ("Annex 1." in second and "Annex 1." not in first)
    assert str(ITEMS) in first
    assert lowest_ink(made, 0) < 0.95


def test_what_looks_like_markup_is_printed_as_it_stands(hostile_pdf: Callable[..., bytes]) -> None:
    made = pages(hostile_pdf("en"))
    for text in ("#pagebreak()", "$x^2$", "*b*", "<b>&", "=1+1", "`raw`", "中", "[factory]", '#eval("1")'):
        assert text in "".join(made).replace("\r\n", ""), text
    # [factory] is what stands for a picture of one, and every page says so.
    assert "font lacks are printed by name" in made[-1].replace("\r\n", "")


def test_two_hundred_resolutions_are_all_there(hostile: Store, hostile_pdf: Callable[..., bytes]) -> None:
    of = book_of(hostile, area="surveyed", framework="f", lang="en")
    assert len(pdf.told(of, ADDRESS)["stories"][0]["resolutions"]) == RESOLUTIONS
    heads = [page for page in pages(hostile_pdf("en")) if "Resolution" in page and "Meeting" in page]
    assert len(heads) > RESOLUTIONS / 10
    assert of.as_of == AS_OF


def test_thai_digits_on_request_and_never_in_addresses(demo_store: Store) -> None:
    of = book_of(demo_store, **HOME)
    first = pages(pdf.write_pdf(of, ADDRESS, thai_digits=True))[0]
    assert "๘" in first
    assert "12" not in first.replace(of.mark, "")
    assert in_thai_digits("12 ก.พ. 2567 http://h/a1 Pre-EIT2") == "๑๒ ก.พ. ๒๕๖๗ http://h/a1 Pre-EIT2"


def test_what_cannot_be_shown_is_named_and_what_is_invisible_is_left_out() -> None:
    assert printable("a\u200bb\u202e\ufeffc\x00") == "abc "
    assert printable("🏭") == "[factory]"
    assert printable("𐤀") == "[U+10900]"
    assert printable("東芝 セミコン 한국") == "東芝 セミコン 한국"
    assert printable("ก้ำ ที่ ปู่") == "ก้ำ ที่ ปู่"
    assert "\u200b" in printable("A" * 40)
    assert printable("combined-effluent responsibilities") == "combined-effluent responsibilities"
    assert printable("กรอบ/2024-02-12-report-17.pdf") == "กรอบ/\u200b2024-\u200b02-\u200b12-report-\u200b17.\u200bpdf"
    assert printable("วันที่ 12 ก.พ. 2567") == "วันที่\u00a012\u00a0ก.พ.\u00a02567"


def test_the_code_leads_to_the_live_page(demo_store: Store) -> None:
    told = pdf.told(book_of(demo_store, **HOME), ADDRESS)["stories"][0]["qr"]
    assert told["link"] == f"{ADDRESS}/briefing?area=lamphun-ban-klang&demo=1"
    assert told["drawing"].startswith("<svg")
    assert isinstance(told["link"], typeset.Plain)


def test_more_spent_than_allocated_is_said(demo_store: Store) -> None:
    content = book_of(demo_store, **HOME, lang="en").contents[0]
    within = layout.work(content.work, content.fiscal_year, translator("en"))["spent"]
    assert within["beyond"] == ""
    over = replace(content.work, disbursed_of=(Decimal(700), Decimal(500)))
    assert layout.work(over, content.fiscal_year, translator("en"))["spent"]["beyond"] == "200 baht more than allocated"


def test_days_late_carry_their_unit_in_the_annex(demo_store: Store) -> None:
    told = pdf.told(book_of(demo_store, **HOME), ADDRESS)["stories"][0]
    assert "ช้า 214 วัน" in {line["late_words"] for line in told["resolutions"]}
    text = "".join("".join(pages(pdf.write_pdf(book_of(demo_store, **HOME), ADDRESS))).split())
    assert "ช้า214วัน" in text


def test_short_names_of_agencies_stand_apart_from_the_sentence(demo_store: Store) -> None:
    asks = book_of(demo_store, **HOME).contents[0].asks
    assert any(ask.startswith("เร่งรัดให้ นิคมฯ ภาคเหนือ ดำเนินการ") for ask in asks)


def test_addresses_can_be_copied_and_followed(real_store: Store) -> None:
    of = book_of(real_store, **HOME)
    made = pdf.write_pdf(of, ADDRESS)
    document = pdfium.PdfDocument(made)
    raw = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    address = next(s for s in of.sources if s.startswith("http") and "%" not in s and len(s) > 60)
    assert address in re.sub(r"\s", "", raw)
    assert address.encode() in made


def test_a_long_name_leaves_no_invisible_letters_in_the_title(hostile_pdf: Callable[..., bytes]) -> None:
    assert "\u200b" not in title(hostile_pdf("th"))


@pytest.mark.parametrize("text", ["2 เรื่อง", "ย้อนหลัง 3 เดือน", "พ.ศ. 2566", "8 จาก 12 ข้อ", "61 days"])
def test_a_number_is_not_parted_from_what_it_counts(text: str) -> None:
    assert re.search(r"\d [ก-๙a-z]|\. \d", printable(text).replace("8 จาก", "")) is None
