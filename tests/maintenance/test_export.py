from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language import csv_text
from ecodash.language.refusal import Refusal
from ecodash.maintenance.export import export
from ecodash.store.change import Act, Change
from ecodash.store.store import Store
from ecodash.store.typed_row import typed
from survey import observe, surveyed_store


@pytest.fixture
def store() -> Store:
    store = surveyed_store()
    last = store.ask("revisions_after", kind="observation", after=0)[-1]["rev"]
    store.commit(Act("สมชาย", Means.UNDO, note="=ผิด", undoes=store.version), [], [("observation", last)])
    return store


def test_every_revision_and_change_is_there(store: Store, tmp_path: Path) -> None:
    files = {file.name: file.rows for file in export(store, tmp_path / "out")}
    assert set(files) == {"changes.csv", "voided.csv", "names.csv"} | {f"{kind.plural}.csv" for kind in KINDS.values()}
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(files)
    assert files["changes.csv"] == store.version
    assert files["voided.csv"] == 1
    assert files["observations.csv"] == 3
    observations = _read(tmp_path / "out" / "observations.csv")
    assert list(observations[0]) == ["rev", "change_id", "recorded_at", *KINDS["observation"].all_columns]
    assert observations[0]["recorded_at"] == "2024-01-15T08:00:00"


def test_the_files_are_enough_to_rebuild_the_whole_chain(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path)
    assert _rebuilt(tmp_path) == list(store.changes())
    assert all(change.is_genuine for change in _rebuilt(tmp_path))


def test_formulas_are_guarded_in_the_files(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path)
    assert ",'=1+1," in (tmp_path / "items.csv").read_text(encoding="utf-8")
    assert ",'=ผิด," in (tmp_path / "changes.csv").read_text(encoding="utf-8")


def test_an_earlier_export_is_replaced(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path)
    (tmp_path / "areas.csv.part").write_text("left by a power cut")
    observe(store, "2024-07-01T08:00:00", code="o-4", item="10", result="met", effective_on="2024-07-01")
    files = {file.name: file.rows for file in export(store, tmp_path)}
    assert files["observations.csv"] == 4 == len(_read(tmp_path / "observations.csv"))
    assert not list(tmp_path.glob("*.part"))


def test_a_folder_with_anything_else_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(Refusal) as refused:
        export(store, tmp_path)
    assert "thesis.docx" in refused.value.sentence("th")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
    with pytest.raises(Refusal, match="not_a_folder"):
        export(store, tmp_path / "thesis.docx")


def _read(path: Path) -> list[dict[str, str]]:
    return csv_text.read(path.read_bytes().decode("utf-8"))


def _rebuilt(folder: Path) -> list[Change]:
    """As anybody could write it who has nothing but the files and the journal's definition of a hash."""
    rows: dict[int, list[tuple[int, str, dict[str, str]]]] = {}
    for name, kind in KINDS.items():
        for row in _read(folder / f"{kind.plural}.csv"):
            place = int(row.pop("rev")), name, row
            row.pop("recorded_at")
            rows.setdefault(int(row.pop("change_id")), []).append(place)
    voids = _read(folder / "voided.csv")
    return [_change(head, rows.get(int(head["id"]), []), voids) for head in _read(folder / "changes.csv")]


def _change(head: dict[str, str], rows: list[tuple[int, str, dict[str, str]]], voids: list[dict[str, str]]) -> Change:
    moment = datetime.fromisoformat(head["recorded_at"])
    act = Act(
        head["who"], Means(head["means"]), head["source_name"] or None, head["source_sha256"] or None,
        head["note"] or None, int(head["undoes"]) if head["undoes"] else None, moment,
    )  # fmt: skip
    change = Change(
        id=int(head["id"]),
        recorded_at=moment,
        act=act,
        first_rev=int(head["first_rev"]),
        rows=tuple((kind, typed(KINDS[kind], row)) for _, kind, row in sorted(rows, key=lambda place: place[0])),
        prev=head["prev_hash"],
        voids=tuple((void["kind"], int(void["rev"])) for void in voids if void["change_id"] == head["id"]),
    )
    return replace(change, hash=head["hash"])
