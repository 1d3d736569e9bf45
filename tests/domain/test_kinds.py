"""One description of a kind: what is read from it, and what has to fit it, column by column."""

import pytest

import row_types
from ecodash.api import answers
from ecodash.domain.kinds import KINDS, Column, Kind
from ecodash.domain.vocabulary import Mark
from ecodash.facts import lists, stories
from ecodash.language.text import words
from ecodash.store.database import Database
from ecodash.tables.filters import NARROWED
from ecodash.ui.desk.chosen_row import RECORDED
from ecodash.workbook.sheets import SHEETS

COLUMNS = [(kind.name, column) for kind in KINDS.values() for column in kind.by_name.values()]


def test_the_types_of_the_rows_are_those_of_the_queries() -> None:
    """Else: python tests/row_types.py."""
    assert row_types.FILE.read_text(encoding="utf-8") == row_types.written()


@pytest.mark.parametrize("kind", row_types.LISTED, ids=lambda kind: kind.name)
def test_a_list_answers_every_column_of_its_kind(kind: Kind) -> None:
    database = Database(None)
    database.migrate()
    try:
        answered = set(row_types.columns_of(kind, database))
    finally:
        database.close()
    renamed = {column.name: name for name, column in kind.sheet_columns.items()}
    assert {renamed.get(name, name) for name in kind.by_name} <= answered
    assert set(kind.api_columns) <= answered


def test_every_table_of_the_api_is_narrowed_and_every_sheet_but_two_is_a_table() -> None:
    """The survey is answered as states; evidence may be in confidence."""
    assert (
        set(answers.COLUMNS)
        == set(NARROWED)
        == {kind.plural for kind in KINDS.values() if kind.api_columns}
        - {KINDS["observation"].plural, KINDS["evidence"].plural}
    )
    assert {sheet.kind for sheet in SHEETS.values()} == {kind.name for kind in KINDS.values() if kind.sheet}


def test_the_form_is_for_every_kind_but_links_and_templates_which_have_their_own() -> None:
    assert set(RECORDED) == set(KINDS) - {"agency_link", "office_template"}
    assert len(RECORDED) == len(set(RECORDED))


def test_what_is_counted_by_its_mark_is_a_list_of_its_kind() -> None:
    assert all(question is getattr(lists, KINDS[kind].plural) for kind, question in stories._LISTS.items())


@pytest.mark.parametrize(("kind", "column"), COLUMNS, ids=lambda value: getattr(value, "name", value))
def test_a_column_has_its_words_and_fits_its_kind(kind: str, column: Column) -> None:
    declared = KINDS[kind]
    for lang in ("th", "en"):
        known = words(lang)
        if column.is_asked and kind != "agency_link":
            assert f"field.{column.name}" in known
        for name, shown in declared.sheet_columns.items():
            if shown is column:
                assert f"column.{column.heading or name}" in known
        assert {f"{column.words}.{code}" for code in column.all_codes} <= set(known)
    if column.refers:
        assert {*column.within} <= set(declared.columns)
        assert len(KINDS[column.refers].key) == len(column.within) + 1 or column.is_list or column.refers == "item"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_what_holds_of_a_kind_is_about_columns_that_it_has(kind: Kind) -> None:
    dates = {name for name, expected in kind.all_columns.items() if expected == "date"}
    assert {day for pair in kind.in_order for day in pair} <= dates
    assert kind.holds_from in {"", "meeting.held_on", "plan.effective_on"} | dates
    assert not kind.closes or {"status", "note"} <= set(kind.columns)
    assert kind.by_name["mark"].type is Mark
