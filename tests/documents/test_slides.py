"""The slides, opened again: what they say is what the facts say, in our font, with notes, and nothing cut off."""

import time
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from crowded import AREA, LONG, NASTY, RESOLUTIONS, UNBROKEN, crowded_store
from ecodash import facts
from ecodash.documents.book import Book
from ecodash.documents.content import book
from ecodash.documents.slides import write_slides
from ecodash.documents.slides.lettering import FONT
from ecodash.domain.vocabulary import HOME_AREA
from ecodash.language.text import t
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

ADDRESS = "http://192.168.1.20:8501"
MEETING = {"area": HOME_AREA, "as_of": "2024-02-12"}


def made(store: Store, query: dict[str, str]) -> tuple[Book, Any]:
    selection, misread = facts.read_selection(store, query)
    assert not misread
    content = book(store, selection, annexes=True)
    return content, Presentation(BytesIO(write_slides(content, ADDRESS)))


def texts_of(slide: Any) -> list[str]:
    """Every text of a slide, cell by cell and shape by shape."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return found


def rows_of(slides: list[Any]) -> list[list[str]]:
    """The rows of the tables of some slides under their heading."""
    return [
        [cell.text_frame.text for cell in row.cells]
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]


def about(deck: Any, title: str) -> list[Any]:
    return [slide for slide in deck.slides if slide.shapes.title.text_frame.text.startswith(title)]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_slides_in_their_order_then_the_annexes(demo_store: Store, lang: str) -> None:
    content, deck = made(demo_store, {**MEETING, "lang": lang})
    area = content.contents[0]
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == area.verdict_text
    assert titles[1] == t(lang, "slides.changed_count", count=len(area.changes), compared=area.compared)
    assert titles[2].startswith(t(lang, "slides.stuck_count", count=len(area.stuck)))
    resolutions = about(deck, t(lang, "slides.open_resolutions", count=len(area.open_resolutions)))
    assert list(deck.slides)[3 : 3 + len(resolutions)] == resolutions
    assert [row[0] for row in rows_of(resolutions)] == [line.text for line in area.open_resolutions]
    del titles[3 : 3 + len(resolutions)]
    assert titles[3] == t(lang, "slides.asked_count", count=len(area.asks))
    assert titles[4] == t(lang, "brief.done_of", done=area.work.done, total=area.work.total)
    heads = [slide.placeholders[13].text_frame.text for slide in deck.slides]
    for annex in ("annex_items", "annex_activities", "annex_resolutions", "annex_definitions"):
        words = t(lang, f"slides.{annex}", year=area.fiscal_year)
        assert any(head.startswith(words) for head in heads), annex


def test_the_figures_are_those_of_the_facts(demo_store: Store) -> None:
    content, deck = made(demo_store, MEETING)
    area = content.contents[0]
    counts = facts.counts_by_area(demo_store, area.framework_code, area.as_of)[HOME_AREA]
    slides = list(deck.slides)
    chart = next(shape.chart for shape in slides[0].shapes if shape.has_chart)
    drawn = [int(value) for series in chart.plots[0].series for value in series.values]
    assert drawn == [n for n in (counts.met, counts.partly_met, counts.not_met, counts.not_applicable,
                                 counts.not_assessed) if n]  # fmt: skip
    assert sum(drawn) == counts.total
    assert [row[0] for row in rows_of([slides[1]])] == [change.name for change in area.changes]
    stuck = rows_of([slides[2]])
    assert [(row[0], row[5]) for row in stuck] == [(s.name, str(s.days_late or "")) for s in area.stuck]
    after = 3 + len(about(deck, t("th", "slides.open_resolutions", count=len(area.open_resolutions))))
    asked = slides[after].placeholders[1].text_frame
    assert [paragraph.text for paragraph in asked.paragraphs] == area.asks
    money = [shape.chart for shape in slides[after + 1].shapes if shape.has_chart][1]
    told = [float(m.baht) if m.known else None for m in area.work.money.values()]
    assert list(money.plots[0].series[0].values) == told


@pytest.mark.parametrize("query", [MEETING, {}, {"lang": "en"}, {"province": "lamphun", "as_of": "2023-08-29"}])
def test_every_slide_has_title_notes_number_day_and_says_that_it_is_made_up(
    demo_store: Store, query: dict[str, str]
) -> None:
    content, deck = made(demo_store, query)
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.notes_slide.notes_text_frame.text.strip()
        assert t(content.lang, "slides.demo") in texts_of(slide)
        kinds = {mark.get("type") for mark in slide._element.iter(qn("p:ph"))}
        assert {"title", "ftr", "sldNum"} <= kinds
        ids = [mark.get("id") for mark in slide._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))


def test_nothing_real_is_called_made_up(real_store: Store) -> None:
    _, deck = made(real_store, {"area": HOME_AREA})
    assert not any(t("th", "slides.demo") in texts_of(slide) for slide in deck.slides)


def test_every_run_names_its_thai_font(demo_store: Store) -> None:
    _, deck = made(demo_store, MEETING)
    roots = [part for slide in deck.slides for part in (slide._element, slide.notes_slide._element)]
    roots += [shape.chart._chartSpace for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    looks = 0
    for root in roots:
        for run in root.iter(qn("a:r")):
            thai = run.find(f"{qn('a:rPr')}/{qn('a:cs')}")
            assert thai is not None, run.findtext(qn("a:t"))
            assert thai.get("typeface") == FONT
            looks += 1
        for look in root.iter(qn("a:defRPr")):
            assert look.find(qn("a:cs")).get("typeface") == FONT
    assert looks > 500


def test_charts_carry_a_takeaway_and_words_for_those_who_cannot_see(demo_store: Store) -> None:
    _, deck = made(demo_store, {})
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) > 10
    for shape in charts:
        title = shape.chart.chart_title.text_frame.text
        assert title
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == title
        assert shape.chart.part.chart_workbook.xlsx_part is not None


def test_no_areas_surveyed_or_nothing_at_all_still_makes_a_deck(real_store: Store, empty_store: Store) -> None:
    for store, query in ((real_store, {}), (real_store, {"area": HOME_AREA}), (empty_store, {})):
        _, deck = made(store, query)
        assert len(deck.slides) >= 1


def test_all_areas_come_with_an_overview_and_five_slides_each(demo_store: Store) -> None:
    content, deck = made(demo_store, {})
    surveyed = [line for line in content.areas if line.surveyed]
    table = rows_of([slide for slide in deck.slides if slide.placeholders[13].text_frame.text.startswith("ทุกพื้นที่")])
    assert [row[0] for row in table] == [line.area for line in content.areas]
    assert len(content.contents) == len(surveyed)
    for area in content.contents:
        assert about(deck, area.verdict_text)
    sections = deck.part._element.findall(".//{http://schemas.microsoft.com/office/powerpoint/2010/main}section")
    assert [section.get("name") for section in sections][1:-1] == [area.area for area in content.contents]


def test_hostile_text_comes_back_as_it_was_and_every_row_is_there() -> None:
    _, deck = made(crowded_store(), {"area": AREA, "as_of": "m-2"})
    slides = list(deck.slides)
    said = "\n".join(text for slide in slides for text in texts_of(slide))
    assert NASTY in said
    listed = about(deck, t("th", "slides.resolutions_count", total=RESOLUTIONS, open=RESOLUTIONS, late=RESOLUTIONS))
    assert len(listed) > 5
    rows = rows_of(listed)
    assert sum(bool(row[3]) for row in rows) == RESOLUTIONS
    assert "".join(row[0] for row in rows).count("ติดตาม") == len(range(2, RESOLUTIONS, 3))
    # A row parted between two slides goes on where it stopped.
    whole = "".join(row[1] for row in rows_of(about(deck, "ทั้ง 20 ข้อ")))
    assert UNBROKEN in whole
    assert LONG in whole


def test_a_table_stays_on_its_slide() -> None:
    _, deck = made(crowded_store(), {"area": AREA, "as_of": "m-2"})
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = sum(row.height for row in shape.table.rows)
                assert shape.top + rows < deck.slide_height


def test_one_area_takes_less_than_a_second(demo_store: Store) -> None:
    selection, _ = facts.read_selection(demo_store, MEETING)
    content = book(demo_store, selection)
    write_slides(content, ADDRESS)
    start = time.process_time()
    write_slides(content, ADDRESS)
    assert time.process_time() - start < 1
