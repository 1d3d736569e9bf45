"""Workbooks as people send them, each beside what has to be found in it: ``tests/workbooks/*.expected.csv``."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecodash.store.store import Store
from ecodash.workbook import Prepared, prepare

FOLDER = Path(__file__).parents[1] / "workbooks"
FILES = sorted(FOLDER.glob("*.xlsx"))
COLUMNS = ["what", "sheet", "place", "told", "value"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_expected_is_found(path: Path, plain_store: Store) -> None:
    with path.with_suffix(".expected.csv").open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    prepared = prepare(plain_store, path.read_bytes(), path.name)
    assert [COLUMNS, *told(prepared)] == expected


def told(prepared: Prepared) -> Iterator[list[str]]:
    """Notes, problems and what would be recorded, a line each."""
    for note in prepared.notes:
        yield ["note", note.sheet or "", "", note.code, str(note.values.get("count", ""))]
    for problem in prepared.problems:
        yield ["problem", problem.sheet or "", problem.cell or "", problem.code, problem.value or ""]
    for change in prepared.changes:
        for cell in change.cells:
            yield ["new" if change.is_new else "changed", change.sheet, str(change.row), cell.column, str(cell.after)]


def test_there_are_workbooks() -> None:
    assert len(FILES) >= 3
