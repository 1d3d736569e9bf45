"""The attested facts: what the files must hold, and how the store follows them."""

import csv
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ecodash.domain.kinds import KINDS, Kind
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, Mark, Means
from ecodash.store.change import Act
from ecodash.store.reference import sync_reference
from ecodash.store.store import Store
from ecodash.store.typed_row import key_of, typed
from ecodash.stores import DATA

REFERENCE = DATA / "reference"
FILES = sorted(REFERENCE.glob("*.csv"))
KIND_OF = {kind.plural: kind for kind in KINDS.values()}
AREA = "rayong-town"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def named(plural: str) -> list[dict[str, str]]:
    path = REFERENCE / f"{plural}.csv"
    return rows_of(path) if path.exists() else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that a test may edit."""
    copy = tmp_path / "reference"
    shutil.copytree(REFERENCE, copy)
    return copy


Edit = Callable[[list[dict[str, str]]], object]


def edit(folder: Path, plural: str, change: Edit) -> None:
    path = folder / f"{plural}.csv"
    rows = rows_of(path)
    header = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def renamed(code: str, name: str) -> Edit:
    def change(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if row["code"] == code)["name_th"] = name

    return change


def removed(code: str) -> Edit:
    def change(rows: list[dict[str, str]]) -> None:
        rows[:] = [row for row in rows if row["code"] != code]

    return change


@pytest.fixture
def code() -> str:
    """Any area but our own."""
    return next(row["code"] for row in named("areas") if row["code"] != HOME_AREA)


def area_named(store: Store, code: str, known: datetime = datetime.max) -> str | None:
    rows = store.ask("areas", day=store.today(), known=known)
    return next((row["name_th"] for row in rows if row["code"] == code), None)


# The files


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_file_has_columns_of_its_kind_alone_in_order(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    assert header == [column for column in KIND_OF[path.stem].all_columns if column in header]
    assert set(KIND_OF[path.stem].key) <= set(header)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_row_reads_and_no_key_stands_twice(path: Path) -> None:
    kind = KIND_OF[path.stem]
    rows = [typed(kind, row) for row in rows_of(path)]
    places = [(key_of(kind, row), row["effective_on"]) for row in rows]
    assert rows
    assert len(set(places)) == len(places)
    assert all(row[column] is not None for row in rows for column in kind.key)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_row_says_its_source_and_how_sure_it_is(path: Path) -> None:
    for row in rows_of(path):
        assert row["source"].strip(), row
        assert row["mark"] in list(Mark), row


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_cell_holds_stray_spaces_or_invisible_characters(path: Path) -> None:
    for row in rows_of(path):
        for column, value in row.items():
            assert value == value.strip(), (column, value)
            assert not set(value) & {"\u00a0", "\u200b", "\ufeff", "\u200c", "\u200d"}, (column, value)


REFERENCES = {
    ("area", "phase"): "phase",
    ("area", "province"): "province",
    ("dimension", "framework"): "framework",
    ("aspect", "framework"): "framework",
    ("item", "framework"): "framework",
    ("level", "framework"): "framework",
    ("attainment", "area"): "area",
    ("attainment", "framework"): "framework",
    ("body", "area"): "area",
    ("body", "province"): "province",
    ("body", "reports_to"): "body",
    ("meeting", "body"): "body",
    ("agenda_item", "meeting"): "meeting",
    ("resolution", "meeting"): "meeting",
    ("resolution", "agency"): "agency",
    ("resolution", "sent_up_to"): "body",
    ("activity", "area"): "area",
    ("activity", "lead_agency"): "agency",
    ("auditor", "area"): "area",
    ("assignment", "area"): "area",
    ("assignment", "agency"): "agency",
    ("framework", "owner"): "agency",
}


@pytest.mark.parametrize(("column", "target"), REFERENCES.items(), ids=lambda value: str(value))
def test_every_reference_resolves(column: tuple[str, str], target: str) -> None:
    there = {row["code"] for row in named(KINDS[target].plural)}
    for row in named(KINDS[column[0]].plural):
        assert not row[column[1]] or row[column[1]] in there, row[column[1]]


def test_lists_of_codes_resolve_too() -> None:
    agencies = {row["code"] for row in named("agencies")}
    items = {f"{row['framework']}:{row['item']}" for row in named("items")}
    levels = {(row["framework"], row["level"]) for row in named("levels")}
    dimensions = {(row["framework"], row["code"]) for row in named("dimensions")}
    for row in named("activities"):
        assert {part.strip() for part in row["partner_agencies"].split(";")} - {""} <= agencies
        assert {part.strip() for part in row["items"].split(";")} - {""} <= items
    for row in named("attainments"):
        assert not row["level"] or (row["framework"], row["level"]) in levels
    for row in named("items"):
        assert not row["dimension"] or (row["framework"], row["dimension"]) in dimensions


def test_names_in_thai_are_in_thai() -> None:
    for path in FILES:
        for row in rows_of(path):
            for column in ("name_th", "text_th"):
                value = row.get(column, "")
                assert not value or any("ก" <= letter <= "๙" for letter in value), (path.stem, value)


def test_the_twelve_basic_requirements_are_twelve_slots_without_a_text() -> None:
    items = [row for row in named("items") if row["framework"] == HOME_FRAMEWORK]
    assert [row["item"] for row in items] == [str(n) for n in range(1, 13)]
    assert all(not row["text_th"] and not row["text_en"] and row["mark"] == Mark.UNKNOWN for row in items)


def test_nobodys_result_is_made_up() -> None:
    for plural in ("observations", "assignments", "evidence"):
        assert not (REFERENCE / f"{plural}.csv").exists()


def test_our_own_area_and_framework_are_there() -> None:
    assert HOME_AREA in {row["code"] for row in named("areas")}
    assert HOME_FRAMEWORK in {row["code"] for row in named("frameworks")}


def test_every_file_is_of_a_known_kind() -> None:
    assert {path.stem for path in FILES} <= set(KIND_OF)


# The store follows the files


def test_the_first_start_records_every_row_in_one_change(real_store: Store) -> None:
    (change,) = real_store.changes()
    assert change.act.means is Means.REFERENCE
    assert len(change.rows) == sum(len(rows_of(path)) for path in FILES)
    assert not change.voids
    assert real_store.ask("item_states", framework=HOME_FRAMEWORK, day=real_store.today(), known=datetime.max) == []


def test_syncing_again_changes_nothing(real_store: Store) -> None:
    assert sync_reference(real_store, REFERENCE) == 0
    assert real_store.version == 1


def test_an_edited_row_becomes_exactly_one_revision_and_what_was_known_before_stays(
    real_store: Store, folder: Path, code: str
) -> None:
    before, name = real_store.version, area_named(real_store, code)
    (first,) = real_store.changes()
    edit(folder, "areas", renamed(code, "ชื่อใหม่"))
    assert sync_reference(real_store, folder) == 1
    assert real_store.version == before + 1
    (change,) = real_store.changes(after=before)
    assert [(kind, row["code"]) for kind, row in change.rows] == [("area", code)]
    assert not change.voids
    assert area_named(real_store, code) == "ชื่อใหม่"
    assert area_named(real_store, code, first.recorded_at) == name
    assert sync_reference(real_store, folder) == 0


def test_a_file_that_is_edited_back_is_one_more_revision(real_store: Store, folder: Path, code: str) -> None:
    name = area_named(real_store, code)
    edit(folder, "areas", renamed(code, "ชื่อใหม่"))
    sync_reference(real_store, folder)
    assert sync_reference(real_store, REFERENCE) == 1
    assert area_named(real_store, code) == name


def test_a_row_that_is_gone_from_the_file_is_gone_but_not_from_the_past(
    real_store: Store, folder: Path, code: str
) -> None:
    (first,) = real_store.changes()
    name = area_named(real_store, code)
    edit(folder, "areas", removed(code))
    assert sync_reference(real_store, folder) == 1
    assert area_named(real_store, code) is None
    assert area_named(real_store, code, first.recorded_at) == name
    assert sync_reference(real_store, folder) == 0


def test_a_row_that_was_edited_and_then_removed_does_not_come_back_as_it_first_was(
    real_store: Store, folder: Path, code: str
) -> None:
    edit(folder, "areas", renamed(code, "ชื่อใหม่"))
    sync_reference(real_store, folder)
    edit(folder, "areas", removed(code))
    sync_reference(real_store, folder)
    assert area_named(real_store, code) is None
    assert sync_reference(real_store, folder) == 0


def test_a_row_that_comes_back_is_there_again(real_store: Store, folder: Path, code: str) -> None:
    name = area_named(real_store, code)
    edit(folder, "areas", removed(code))
    sync_reference(real_store, folder)
    assert sync_reference(real_store, REFERENCE) == 1
    assert area_named(real_store, code) == name


def test_a_new_row_is_added(real_store: Store, folder: Path, code: str) -> None:
    edit(folder, "areas", lambda rows: rows.append({**rows[0], "code": "brand-new", "name_th": "ใหม่"}))
    assert sync_reference(real_store, folder) == 1
    assert area_named(real_store, "brand-new") == "ใหม่"


@pytest.fixture
def touched(real_store: Store, code: str) -> Store:
    """An officer gave the area another name."""
    row: dict[str, Any] = next(row for row in named("areas") if row["code"] == code)
    real_store.commit(Act("สมหญิง", Means.EDIT), [("area", {**row, "name_th": "ตามที่แก้ไข"})])
    return real_store


@pytest.mark.parametrize("change", [lambda code: renamed(code, "ชื่อใหม่"), removed], ids=["edited", "removed"])
def test_what_an_officer_recorded_is_never_changed(
    touched: Store, folder: Path, code: str, change: Callable[[str], Edit]
) -> None:
    edit(folder, "areas", change(code))
    assert sync_reference(touched, folder) == 0
    assert area_named(touched, code) == "ตามที่แก้ไข"


def test_when_the_officers_act_is_undone_the_file_counts_again(touched: Store, folder: Path, code: str) -> None:
    edit(folder, "areas", renamed(code, "ชื่อใหม่"))
    (edited,) = touched.changes(after=1)
    touched.commit(Act("สมหญิง", Means.UNDO, undoes=edited.id), [], [("area", edited.first_rev)])
    assert sync_reference(touched, folder) == 1
    assert area_named(touched, code) == "ชื่อใหม่"


def test_voids_of_several_kinds_keep_the_chain_whole(real_store: Store, folder: Path, code: str) -> None:
    edit(folder, "phases", renamed(named("phases")[0]["code"], "ระยะใหม่"))
    edit(folder, "provinces", lambda rows: rows.append({**rows[0], "code": "zz", "name_th": "จังหวัด"}))
    sync_reference(real_store, folder)
    # The later revision is of the kind that comes first.
    edit(folder, "phases", lambda rows: rows.pop(0))
    edit(folder, "areas", removed(code))
    sync_reference(real_store, folder)
    assert all(change.is_genuine for change in real_store.changes())


def test_a_row_may_hold_from_several_days_on(empty_store: Store, tmp_path: Path) -> None:
    kind: Kind = KINDS["agency"]
    rows = [
        {"code": "x", "name_th": "ชื่อเดิม"},
        {"code": "x", "name_th": "ชื่อใหม่", "effective_on": "2024-01-01"},
    ]
    with (tmp_path / "agencies.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(kind.all_columns))
        writer.writeheader()
        writer.writerows(rows)
    assert sync_reference(empty_store, tmp_path) == 2
    assert sync_reference(empty_store, tmp_path) == 0
