"""The slides, opened again: what they say is what the facts say, in the template's look, with notes, on their slide."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from crowded import AREA, LONG, NASTY, RESOLUTIONS, UNBROKEN, crowded_store
from ecodash import facts
from ecodash.documents.book import Book
from ecodash.documents.content import book
from ecodash.documents.slides import measure, write_slides
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.template import FILE, LAYOUTS, STATEMENT, Slot
from ecodash.documents.slides.text import Line
from ecodash.domain.vocabulary import HOME_AREA
from ecodash.language.refusal import Refusal
from ecodash.language.text import THAI_NUMBERS, in_thai_digits, t
from ecodash.store.store import Store
from tools.make_slide_template import made as template_made

pytestmark = pytest.mark.slow

ADDRESS = "http://192.168.1.20:8501"
MEETING = {"area": HOME_AREA, "as_of": "2024-02-12"}


def made(store: Store, query: dict[str, str], annexes: bool = True) -> tuple[Book, Any]:
    selection, misread = facts.read_selection(store, query)
    assert not misread
    content = book(store, selection, annexes)
    return content, opened(write_slides(content, ADDRESS))


def opened(file: bytes) -> Any:
    """The deck, its spaces all alike."""
    deck: Any = Presentation(BytesIO(file))
    for slide in deck.slides:
        for text in (*slide._element.iter(qn("a:t")), *slide.notes_slide._element.iter(qn("a:t"))):
            text.text = (text.text or "").replace("\u00a0", " ")
    return deck


def test_what_powerpoint_is_strict_about_is_as_the_standard_has_it(demo_store: Store) -> None:
    deck = made(demo_store, MEETING)[1]
    assert deck.part._element.sldSz.get("type") is None
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    axes = [axis.get("val") for chart in charts for axis in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx"))]
    assert len(axes) > 8
    assert all(map(str.isdigit, axes))
    for slide in deck.slides:
        numbers = [shape.shape_id for shape in slide.shapes]
        assert len(numbers) == len(set(numbers))


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


def placed(slide: Any, slot: Slot) -> Any:
    return next((each for each in slide.placeholders if each.placeholder_format.idx == slot), None)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_one_area_where_it_stands_then_what_to_decide_and_no_annex_unasked(demo_store: Store, lang: str) -> None:
    content, deck = made(demo_store, {**MEETING, "lang": lang}, annexes=False)
    area = content.contents[0]
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert "".join(titles[0].rstrip("…").split()) in "".join(area.verdict_text.split())
    assert titles[1] == t(lang, "slides.changed_count", count=len(area.changes), compared=area.compared)
    assert any(title.startswith(t(lang, "slides.stuck_count", count=len(area.stuck))) for title in titles)
    asked = [slide for n in range(len(area.asks)) for slide in about(deck, t(lang, "slides.decision", number=n + 1,
                                                                             total=len(area.asks)))]  # fmt: skip
    assert [placed(slide, Slot.BODY).text_frame.paragraphs[0].text for slide in asked] == area.asks
    for slide in asked:
        said = [paragraph.text for paragraph in placed(slide, Slot.BODY).text_frame.paragraphs]
        assert said[1:4] == [t(lang, f"slides.choice_{choice}") for choice in ("agree", "amend", "return")]
    assert titles[-1] == t(lang, "brief.done_of", done=area.work.done, total=area.work.total)
    assert len(titles) <= 16
    _, whole = made(demo_store, {**MEETING, "lang": lang})
    heads = [slide.placeholders[13].text_frame.text for slide in whole.slides]
    for annex in ("annex_items", "annex_activities", "annex_resolutions", "annex_definitions"):
        words = t(lang, f"slides.{annex}", year=area.fiscal_year)
        assert any(head.startswith(words[:20]) for head in heads), annex


def test_the_figures_are_those_of_the_facts(demo_store: Store) -> None:
    content, deck = made(demo_store, MEETING, annexes=False)
    area = content.contents[0]
    counts = facts.counts_by_area(demo_store, area.framework_code, area.as_of)[HOME_AREA]
    slides = list(deck.slides)
    chart = next(shape.chart for shape in slides[0].shapes if shape.has_chart)
    drawn = [int(value) for series in chart.plots[0].series for value in series.values]
    assert drawn == [n for n in (counts.met, counts.partly_met, counts.not_met, counts.not_applicable,
                                 counts.not_assessed) if n]  # fmt: skip
    assert [row[0] for row in rows_of([slides[1]])] == [change.name for change in area.changes]
    stuck = rows_of(about(deck, t("th", "slides.stuck_count", count=len(area.stuck))))
    assert [(row[0], row[3]) for row in stuck] == [(s.name, str(s.days_late or "")) for s in area.stuck]
    assert area.matrix
    matrix = rows_of([s for s in slides if s.placeholders[13].text_frame.text.startswith(t("th", "matrix.title"))])
    assert [row[0] for row in matrix[1:]] == [line.name for line in area.items]
    assert matrix[0][1:] == [str(column.counts.met) for column in area.matrix.columns]


def test_the_sum_above_the_items_is_not_counted_as_one(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecodash.documents.slides.matrix._SLIDES", 1)
    content, deck = made(demo_store, MEETING, annexes=False)
    slides = [s for s in deck.slides if s.placeholders[13].text_frame.text.startswith(t("th", "matrix.title"))]
    shown, items = len(rows_of(slides)) - 1, len(content.contents[0].items)
    assert 0 < shown < items == 12
    assert t("th", "slides.first_rows", title="", count=shown, total=items).strip() in " ".join(texts_of(slides[0]))


@pytest.mark.parametrize("query", [MEETING, {}, {"lang": "en"}, {"province": "lamphun", "as_of": "2023-08-29"}])
@pytest.mark.parametrize("annexes", [True, False])
def test_every_slide_has_a_body_notes_number_day_and_says_that_it_is_made_up(
    demo_store: Store, query: dict[str, str], annexes: bool
) -> None:
    content, deck = made(demo_store, query, annexes)
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.notes_slide.notes_text_frame.text.strip()
        assert t(content.lang, "slides.demo") in texts_of(slide)
        body = placed(slide, Slot.BODY)
        assert (body is not None and body.text_frame.text.strip()) or any(
            shape.has_table or shape.has_chart for shape in slide.shapes
        )
        kinds = {mark.get("type") for mark in slide._element.iter(qn("p:ph"))}
        assert {"title", "ftr", "sldNum"} <= kinds
        # Whatever is on a slide stands in a place of the template's.
        assert all(shape.is_placeholder for shape in slide.shapes)
        ids = [mark.get("id") for mark in slide._element.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids))


def test_nothing_real_is_called_made_up_and_an_area_nobody_surveyed_has_two_slides(real_store: Store) -> None:
    _, deck = made(real_store, {"area": HOME_AREA}, annexes=False)
    assert not any(t("th", "slides.demo") in texts_of(slide) for slide in deck.slides)
    assert len(deck.slides) == 2


def looks_of(data: bytes) -> list[str]:
    """Sizes, fonts and colours that slides and charts name by themselves."""
    with ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}
    slides = "".join(text for name, text in parts.items() if re.match(r"ppt/(slides|notesSlides)/[^/]*\.xml", name))
    charts = "".join(text for name, text in parts.items() if name.startswith("ppt/charts/chart"))
    return [
        *re.findall(r'\bsz="\d+"', re.sub(r"<p:ph[^>]*>", "", slides)),
        *re.findall(r'typeface="[^"+][^"]*"', slides + charts),
        *re.findall(r"<a:srgbClr[^>]*>", slides + charts),
    ]


def test_no_run_has_a_font_a_size_or_a_colour_of_its_own(demo_store: Store) -> None:
    for query, annexes in ((MEETING, True), ({}, False)):
        content, _ = made(demo_store, query, annexes)
        assert looks_of(write_slides(content, ADDRESS)) == []


def test_another_theme_is_what_all_slides_then_look_like(demo_store: Store) -> None:
    content, _ = made(demo_store, MEETING)

    def swapped(data: bytes) -> bytes:
        out = BytesIO()
        with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if "/theme/" in name:
                    part = part.replace(b"TH Sarabun New", b"Garuda").replace(b"0b5563", b"c000c0")
                new.writestr(name, part)
        return out.getvalue()

    ours = write_slides(content, ADDRESS)
    theirs = write_slides(content, ADDRESS, template=swapped(FILE.read_bytes()))
    with ZipFile(BytesIO(theirs)) as file:
        themes = [file.read(name) for name in file.namelist() if "/theme/theme1" in name]
    assert themes
    assert b"Garuda" in themes[0]
    assert b"c000c0" in themes[0]
    assert b"TH Sarabun New" not in themes[0]
    # Nothing holds on to the old look, so that the theme decides what is seen.
    assert looks_of(theirs) == []
    assert theirs != ours


def test_a_template_that_cannot_be_filled_is_refused_with_what_it_lacks(demo_store: Store) -> None:
    content, _ = made(demo_store, MEETING)
    with pytest.raises(Refusal) as refused:
        write_slides(content, ADDRESS, template=b"PK no presentation")
    assert refused.value.sentence("th")
    plain = BytesIO()
    Presentation().save(plain)
    with pytest.raises(Refusal) as refused:
        write_slides(content, ADDRESS, template=plain.getvalue())
    assert next(iter(LAYOUTS)) in refused.value.sentence("en")


def test_the_template_is_what_the_tool_makes_and_can_be_read_from_the_last_row() -> None:
    with ZipFile(BytesIO(template_made())) as new, ZipFile(FILE) as kept:
        assert new.namelist() == kept.namelist()
        assert {name: new.read(name) for name in new.namelist()} == {name: kept.read(name) for name in kept.namelist()}
    deck = Presentation(str(FILE))
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.idx == Slot.BODY:
                sizes = [int(look.get("sz")) for look in shape._element.iter(qn("a:defRPr"))]
                assert min(sizes) >= 2800
    first = deck.part._element.find(f"{qn('p:defaultTextStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    assert int(first.get("sz")) >= 2800


def test_widths_are_those_of_the_font_that_is_named() -> None:
    # A third narrower than Sarabun; marks above and below take no room.
    assert measure.width("ก", 1000) == pytest.approx(408)
    assert measure.width("กี่", 28) == measure.width("ก", 28)
    assert measure.lines("ก" * 100, 28, 28 * 0.408 * 50) in (2, 3)
    assert measure.cut("ข้อความสั้น", 28, 500, 1) == "ข้อความสั้น"
    long = measure.cut("ยาวมาก " * 80, 28, 500, 2)
    assert long.endswith("…")
    assert measure.lines(long, 28, 500) == 2


def test_charts_carry_a_takeaway_and_are_told_apart_without_colour(demo_store: Store) -> None:
    _, deck = made(demo_store, {})
    charts = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) > 10
    for shape in charts:
        title = shape.chart.chart_title.text_frame.text
        assert title
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == title
        assert shape.chart.part.chart_workbook.xlsx_part is not None
        fills = [series._element.get_or_add_spPr()[0] for series in shape.chart.plots[0].series]
        patterns = [fill.get("prst") for fill in fills]
        assert len(set(patterns)) == len(patterns)


def test_no_areas_surveyed_or_nothing_at_all_still_makes_a_deck(real_store: Store, empty_store: Store) -> None:
    for store, query in ((real_store, {}), (real_store, {"area": HOME_AREA}), (empty_store, {})):
        _, deck = made(store, query, annexes=False)
        assert len(deck.slides) >= 1


def test_all_areas_are_told_together_and_each_when_asked(demo_store: Store) -> None:
    content, deck = made(demo_store, {}, annexes=False)
    assert content.overview
    table = rows_of(about(deck, t("th", "overview_page.by_need")))
    assert [row[0] for row in table] == [line.area for line in content.areas]
    assert len(deck.slides) < 12
    worst = next(s for s in deck.slides if t("th", "overview_page.worst") in str([c.chart.chart_title.text_frame.text
                 for c in s.shapes if c.has_chart]))  # fmt: skip
    chart = next(shape.chart for shape in worst.shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [each.areas for each in content.overview.worst]
    content, deck = made(demo_store, {})
    sections = deck.part._element.findall(".//{http://schemas.microsoft.com/office/powerpoint/2010/main}section")
    assert [section.get("name") for section in sections][1:-1] == [area.area for area in content.contents]


@pytest.fixture(scope="module")
def crowded_deck() -> Any:
    """The slides of a crowded store with their annexes."""
    return made(crowded_store(), {"area": AREA, "as_of": "m-2"})[1]


def test_hostile_text_comes_back_as_it_was_and_every_row_is_there(crowded_deck: Any) -> None:
    slides = list(crowded_deck.slides)
    said = "\n".join(text for slide in slides for text in texts_of(slide))
    assert NASTY in said
    listed = about(
        crowded_deck, t("th", "slides.resolutions_count", total=RESOLUTIONS, open=RESOLUTIONS, late=RESOLUTIONS)
    )
    assert len(listed) > 5
    rows = rows_of(listed)
    assert sum(bool(row[3]) for row in rows) == RESOLUTIONS
    assert "".join(row[0] for row in rows).count("ติดตาม") == len(range(2, RESOLUTIONS, 3))
    # A row parted between two slides goes on where it stopped.
    whole = "".join(row[1] for row in rows_of(about(crowded_deck, "ทั้ง 20 ข้อ")))
    assert UNBROKEN in whole
    assert LONG in whole


def test_a_table_stays_on_its_slide(crowded_deck: Any) -> None:
    _, without_annexes = made(crowded_store(), {"area": AREA, "as_of": "m-2"}, annexes=False)
    for deck in (crowded_deck, without_annexes):
        for slide in deck.slides:
            for shape in slide.shapes:
                if shape.has_table:
                    rows = sum(row.height for row in shape.table.rows)
                    assert shape.top + rows < deck.slide_height


def test_thai_digits_are_everywhere_and_figures_of_charts_stay_numbers(demo_store: Store) -> None:
    selection, _ = facts.read_selection(demo_store, MEETING)
    deck = opened(write_slides(book(demo_store, selection, True), ADDRESS, thai_digits=True))
    for number, slide in enumerate(deck.slides, start=1):
        said = [*texts_of(slide), slide.notes_slide.notes_text_frame.text]
        assert not re.search(r"(?<!\S)[0-9]+(?!\S)", " ".join(said))
        assert in_thai_digits(str(number)) in texts_of(slide)
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            assert chart.value_axis.tick_labels.number_format.startswith(THAI_NUMBERS)
            assert all(isinstance(value, float) for value in chart.plots[0].series[0].values)


def test_sentences_are_cut_so_that_all_have_room() -> None:
    deck = Deck("th", False, "")
    slide = deck.text("", "", "", [Line("สำนักงานคณะกรรมการพัฒนา" * 60), *[Line("เห็นชอบ", level=2)] * 4])
    first, *others = [paragraph.text for paragraph in placed(slide, Slot.BODY).text_frame.paragraphs]
    assert first.endswith("…")
    assert others == ["เห็นชอบ"] * 4
    wide, tall = deck.room(STATEMENT, Slot.BODY)
    assert (measure.lines(first, 28, wide) + 4) * 28 * measure.LINE + 5 * 6 <= tall
    assert measure.lines(first, 28, wide) >= 4
