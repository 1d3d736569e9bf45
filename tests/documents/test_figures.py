"""The workbook of figures, opened again: cells are what the facts are, days are days, and nothing is a formula."""

import re
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from crowded import AREA, LONG, NASTY, RESOLUTIONS, UNBROKEN, crowded_store
from ecodash import facts
from ecodash.documents.book import Book
from ecodash.documents.content import book
from ecodash.documents.figures import write_figures
from ecodash.domain.dates import short_date
from ecodash.domain.vocabulary import HOME_AREA, Result
from ecodash.language.text import t
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

ADDRESS = "http://192.168.1.20:8501"
MEETING = {"area": HOME_AREA, "as_of": "2024-02-12"}


def made(store: Store, query: dict[str, str]) -> tuple[Book, Any]:
    selection, misread = facts.read_selection(store, query)
    assert not misread
    content = book(store, selection, annexes=True)
    return content, openpyxl.load_workbook(BytesIO(write_figures(content, ADDRESS)))


def rows_of(page: Any) -> list[dict[str, Any]]:
    """The rows of a sheet's table under its headings."""
    first = int(page.print_title_rows.split(":")[0].strip("$"))
    heads = [cell.value for cell in page[first]]
    return [dict(zip(heads, values, strict=True)) for values in page.iter_rows(min_row=first + 1, values_only=True)]


def test_what_stands_above_a_table_is_not_printed_again_beside_it(demo_store: Store) -> None:
    """Where a table goes on beside itself, columns are printed again, and lines above would be cut to their width."""
    wide = 0
    for page in made(demo_store, MEETING)[1].worksheets:
        again = page.print_title_cols.split(":")[-1].strip("$")
        first = int(page.print_title_rows.split(":")[0].strip("$"))
        across = sum(page.column_dimensions[cell.column_letter].width for cell in page[first])
        above = [row[: column_index_from_string(again)] for row in page.iter_rows(max_row=first - 1, values_only=True)]
        assert any(any(row) for row in above) == (across < 180)
        wide += across >= 180
    assert wide > 2


def sheet(workbook: Any, name: str, lang: str = "th") -> list[dict[str, Any]]:
    return rows_of(workbook[t(lang, f"figures.sheet_{name}")])


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_figures_are_those_of_the_facts(demo_store: Store, lang: str) -> None:
    content, workbook = made(demo_store, {**MEETING, "lang": lang})
    area = content.contents[0]
    counts = facts.counts_by_area(demo_store, area.framework_code, area.as_of)[HOME_AREA]
    said = {row[t(lang, "figures.figure")]: row[t(lang, "figures.value")] for row in sheet(workbook, "summary", lang)}
    assert [said[t(lang, f"result.{result}")] for result in Result] == [counts.of(result) for result in Result]
    items = sheet(workbook, "items", lang)
    assert [row[t(lang, "figures.item")] for row in items] == [line.item for line in area.items]
    assert [row[t(lang, "figures.days_late")] for row in items] == [line.days_late for line in area.items]
    activities = sheet(workbook, "activities", lang)
    allocated = sum(row[t(lang, "figures.allocated_baht")] or 0 for row in activities)
    assert allocated == area.work.money["allocated_baht"].baht
    assert [row[t(lang, "figures.code")] for row in activities] == [line.code for line in area.activities]
    resolutions = sheet(workbook, "resolutions", lang)
    assert [row[t(lang, "figures.code")] for row in resolutions] == [line.code for line in area.resolutions]


@pytest.mark.parametrize(("lang", "shown"), [("th", "[$-107041E]d mmm yyyy"), ("en", "[$-409]d mmm yyyy")])
def test_days_are_days_and_only_thai_ones_show_the_buddhist_year(demo_store: Store, lang: str, shown: str) -> None:
    content, workbook = made(demo_store, {**MEETING, "lang": lang})
    page = workbook[t(lang, "figures.sheet_items")]
    days = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, datetime)]
    assert {cell.number_format for cell in days} == {shown}
    told = {day for line in content.contents[0].items for day in (line.effective_on, line.assigned_on, line.due_on)}
    assert {cell.value.date() for cell in days} == told - {None}
    assert date(2024, 2, 12) >= min(cell.value.date() for cell in days)


def test_nil_is_a_nought_shown_as_a_dash_and_not_told_is_empty(demo_store: Store) -> None:
    content, workbook = made(demo_store, {})
    lines = [line for area in content.contents for line in area.activities]
    page = workbook[t("th", "figures.sheet_activities")]
    told = [row[t("th", "figures.disbursed_baht")] for row in rows_of(page)]
    assert told == [None if line.disbursed_baht is None else float(line.disbursed_baht) for line in lines]
    assert None in told
    nil = [cell for row in page.iter_rows() for cell in row if cell.value == 0]
    assert nil
    assert all(cell.number_format.endswith('"-"') for cell in nil)
    # A sum that is wider than its column is no row of ####.
    assert all(cell.alignment.shrink_to_fit for cell in nil)


@pytest.mark.parametrize("query", [MEETING, {}, {"lang": "en"}, {"area": "chiang-mai-mae-faek"}])
def test_every_sheet_says_what_it_is_about_and_prints(demo_store: Store, query: dict[str, str]) -> None:
    content, workbook = made(demo_store, query)
    for page in workbook:
        head = "\n".join(str(words) for row in page.iter_rows(max_row=8, values_only=True) for words in row if words)
        assert t(content.lang, "figures.demo_note") in head
        assert ADDRESS in head
        assert t(content.lang, "figures.as_of", day=short_date(content.as_of, content.lang)) in head
        assert page.page_setup.orientation == "landscape"
        assert page.freeze_panes
        assert page.auto_filter.ref
        assert "&P" in page.oddFooter.right.text


@pytest.mark.parametrize("query", [{"area": AREA, "as_of": "m-2"}, {"as_of": "m-2"}])
def test_no_cell_is_a_formula_or_a_link_and_hostile_text_comes_back(query: dict[str, str]) -> None:
    _, workbook = made(crowded_store(), query)
    for page in workbook:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.coordinate
                assert cell.hyperlink is None, cell.coordinate
    said = [cell for row in sheet(workbook, "resolutions") for cell in row.values()]
    assert sum(isinstance(cell, str) and cell.startswith(NASTY[:20]) for cell in said) > RESOLUTIONS / 3
    items = sheet(workbook, "items")
    assert any(row[t("th", "figures.text")] == f"{UNBROKEN}2" for row in items)
    assert any(row[t("th", "figures.agency")] == LONG for row in items)
    assert len(sheet(workbook, "resolutions")) == RESOLUTIONS


def test_all_areas_stand_in_one_workbook(demo_store: Store) -> None:
    content, workbook = made(demo_store, {})
    rows = sheet(workbook, "areas")
    assert [row[t("th", "figures.code")] for row in rows] == [line.code for line in content.areas]
    assert [row[t("th", "figures.late")] for row in rows] == [line.late for line in content.areas]
    items = sheet(workbook, "items")
    assert {row[t("th", "figures.area")] for row in items} == {area.area for area in content.contents}


def test_nothing_recorded_still_makes_a_workbook(empty_store: Store, real_store: Store) -> None:
    for store, query in ((empty_store, {}), (real_store, {}), (real_store, {"area": HOME_AREA})):
        _, workbook = made(store, query)
        assert t("th", "figures.sheet_summary") in workbook.sheetnames
        assert t("th", "figures.demo_note") not in str(workbook.worksheets[0]["A2"].value)


def test_no_font_is_left_to_the_theme(demo_store: Store) -> None:
    """A font with a scheme is the theme's in Excel, whatever name is written beside it."""
    _, workbook = made(demo_store, MEETING)
    used = {(font.name, font.scheme) for font in workbook._fonts}
    assert {scheme for _, scheme in used} == {None}
    assert {name for name, _ in used} == {"TH Sarabun New"}


def test_it_prints_at_twelve_points_with_what_its_rows_are_about_on_every_page(demo_store: Store) -> None:
    _, book = made(demo_store, MEETING)
    for page in book:
        assert page.page_setup.scale * 14 / 100 >= 12, page.title
        assert not page.sheet_properties.pageSetUpPr or not page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_cols
        assert page.print_title_rows


@pytest.mark.parametrize(("lang", "day"), [("th", "[$-D07041E]d mmm yyyy"), ("en", "[$-D000409]d mmm yyyy")])
def test_thai_digits_are_how_numbers_and_days_look_and_not_what_they_are(
    demo_store: Store, lang: str, day: str
) -> None:
    content, _ = made(demo_store, {"area": HOME_AREA, "lang": lang})
    page = openpyxl.load_workbook(BytesIO(write_figures(content, ADDRESS, thai_digits=True))).worksheets[1]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.number_format for cell in cells if cell.is_date} == {day}
    assert {cell.number_format for cell in cells if isinstance(cell.value, int)} == {"[$-D00041E]#,##0"}
    said = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert "๑๒" in said
    assert not re.search(r"(?<!\S)[0-9]+(?!\S)", " ".join(said))
