"""Whether what the recipes add is there: run in the copy of the tree in which they were followed."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

from ecodash import facts, stores
from ecodash.access.roles import Principal
from ecodash.api import answers
from ecodash.documents import making
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Role
from ecodash.language.text import LANGUAGES, t
from ecodash.maintenance.export import _tables
from ecodash.recording import RowProblems, record
from ecodash.store.database import Database
from ecodash.store.reference import sync_reference
from ecodash.store.store import Store
from ecodash.ui.contents import content_of, html_of
from ecodash.ui.desk.record_form import _is_asked, entry_of
from ecodash.ui.page import Page
from ecodash.ui.screens import PATHS
from ecodash.workbook import prepare, template
from ecodash.workbook.sheets import SHEETS

OFFICER = Principal("x", Role.OFFICER)
VISIT = {"area": "lamphun-ban-klang", "visited_on": "2024-02-12", "agency": "diw"}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    database = Database(None)
    database.migrate()
    store = Store(database)
    sync_reference(store, stores.DATA / "reference")
    yield store
    store.close()


def rows_of(store: Store, table: str, **query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = answers.table(store, table, facts.read_selection(store, query)[0])["rows"]
    return rows


def test_a_column(store: Store) -> None:
    kind = KINDS["auditor"]
    assert _is_asked(kind, kind.by_name["license"], None)
    assert SHEETS["auditors"].by_stored["license"].heading("th") == "ใบอนุญาต*"
    with pytest.raises(RowProblems) as told:
        record(store, OFFICER, [entry_of(kind, {"name": "ก"}, None)])
    assert [problem.column for problem in told.value.problems] == ["license"]
    record(store, OFFICER, [entry_of(kind, {"name": "ก", "license": "อ.1"}, None)])
    assert rows_of(store, "auditors")[-1]["license"] == "อ.1"
    assert "license" in {name: columns for name, columns, _ in _tables(store)}["auditors.csv"]


def test_a_kind_and_its_ways_in_and_out(store: Store) -> None:
    record(store, OFFICER, [entry_of(KINDS["visit"], VISIT, None)])
    (row,) = rows_of(store, "visits", area="lamphun-ban-klang")
    assert (row["code"], row["visited_on"]) == ("lamphun-ban-klang-visit-1", "2024-02-12")
    assert rows_of(store, "visits", agency="deqp") == []
    exported = {name: rows for name, _, rows in _tables(store)}["visits.csv"]
    assert len(list(exported)) == 1
    again = prepare(store, template(store, False), "x.xlsx")
    assert (again.problems, again.unchanged > 0, again.changes) == ((), True, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_screen_and_its_document(store: Store, lang: str) -> None:
    assert "visits" in PATHS
    selection = facts.read_selection(store, {"area": "lamphun-ban-klang", "lang": lang})[0]
    page = Page(store, selection, (), "visits")
    html = html_of(page, content_of(page))
    assert t(lang, "visits.headline", count=1) in html.replace("\u00a0", " ")
    assert 'href="/visits.pdf?area=lamphun-ban-klang' in html
    made = making.make("visits.pdf", store, selection, "http://x")
    assert made.body.startswith(b"%PDF")
    assert making.subjects()[-1] == "visits"


def test_a_framework(store: Store) -> None:
    told = answers.status(store, facts.read_selection(store, {"framework": "visit-2026"})[0])
    assert [item["item"] for item in told["items"]] == ["1", "2"]
    assert told["counts"]["not_assessed"] == 2


def test_every_reference_row_has_as_many_cells_as_its_file_has_columns() -> None:
    for name in ("frameworks", "items"):
        text = (stores.DATA / "reference" / f"{name}.csv").read_text(encoding="utf-8-sig")
        assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1
