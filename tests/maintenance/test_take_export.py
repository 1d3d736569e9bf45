from datetime import date, datetime
from pathlib import Path

import pytest

from books import criteria, new_store
from ecodash import recording
from ecodash.access.roles import Forbidden, Principal
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means, Role
from ecodash.maintenance.export import export
from ecodash.maintenance.take_export import take_folder
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.workbook import confirm, prepare

SECRETARY = Principal("สมหญิง", Role.SECRETARY)


@pytest.fixture
def lived(fresh_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store in which somebody has imported, undone and imported again."""
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path / "home"))
    first = confirm(fresh_store, SECRETARY, prepare(fresh_store, criteria(("1", "ผ่าน", date(2024, 2, 12))), "a.xlsx"))
    assert first.change
    recording.undo(fresh_store, SECRETARY, first.change.id, note="=ผิด")
    confirm(fresh_store, SECRETARY, prepare(fresh_store, criteria(("2", "ผ่าน", date(2024, 2, 12))), "b.xlsx"))
    return fresh_store


def test_an_empty_store_takes_over_the_whole_past(lived: Store, empty_store: Store, tmp_path: Path) -> None:
    export(lived, tmp_path / "out")
    planned = take_folder(empty_store, SECRETARY, tmp_path / "out", is_dry_run=True)
    assert empty_store.version == 0
    taken = take_folder(empty_store, SECRETARY, tmp_path / "out")
    assert (taken.accepted, taken.unchanged, taken.batch) == (planned.accepted, 0, lived.version)
    assert [c.to_line() for c in empty_store.changes()] == [c.to_line() for c in lived.changes()]
    again = take_folder(empty_store, SECRETARY, tmp_path / "out")
    assert (again.accepted, again.unchanged, again.batch) == (0, taken.accepted, None)


def test_the_store_itself_learns_nothing_and_an_older_copy_catches_up(
    lived: Store, empty_store: Store, tmp_path: Path
) -> None:
    export(lived, tmp_path / "older")
    take_folder(empty_store, SECRETARY, tmp_path / "older")
    confirm(lived, SECRETARY, prepare(lived, criteria(("3", "ผ่าน", date(2024, 3, 1))), "c.xlsx"))
    export(lived, tmp_path / "newer")
    assert take_folder(lived, SECRETARY, tmp_path / "older").accepted == 0
    assert take_folder(lived, SECRETARY, tmp_path / "newer").accepted == 0
    assert take_folder(empty_store, SECRETARY, tmp_path / "newer").accepted == 1
    assert [c.hash for c in empty_store.changes()] == [c.hash for c in lived.changes()]


def test_a_store_with_a_past_of_its_own_gets_what_it_has_not(lived: Store, tmp_path: Path) -> None:
    export(lived, tmp_path / "out")
    other = new_store(reference=False)
    other.commit(Act("x", Means.EDIT), [("observation", {"code": "mine", "item": "9"})])
    taken = take_folder(other, SECRETARY, tmp_path / "out")
    assert taken.problems == ()
    moment = {"day": date(2024, 5, 1), "known": datetime.max, "framework": "diw-eit-basic12"}
    mine = [(row["item"], row["result"]) for row in other.ask("item_states", **moment)]
    assert mine == [(row["item"], row["result"]) for row in lived.ask("item_states", **moment)] == [("2", "met")]
    assert take_folder(other, SECRETARY, tmp_path / "out").accepted == 0
    other.close()


def test_a_folder_that_was_altered_is_named_and_changes_nothing(
    lived: Store, empty_store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    assert [p.code for p in take_folder(empty_store, SECRETARY, tmp_path).problems] == ["not_an_export"]
    for name, old, new in (
        ("observations.csv", ",met,", ",not_met,"), ("changes.csv", "สมหญิง", "สมชาย"), ("areas.csv", "rev,", "ver,"),
        ("voided.csv", "observation", "area"),
    ):  # fmt: skip
        export(lived, folder)
        path = folder / name
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
        (problem,) = take_folder(empty_store, SECRETARY, folder).problems
        assert problem.code == "folder_damaged"
        assert problem.sentence("th") != problem.sentence("en")
    export(lived, folder)
    (folder / "items.csv").unlink()
    (problem,) = take_folder(empty_store, SECRETARY, folder).problems
    assert "items.csv" in problem.sentence("th")
    assert empty_store.version == 0
    assert all(not empty_store.ask("revisions_after", kind=kind, after=0) for kind in KINDS)


def test_only_a_secretary_may(lived: Store, empty_store: Store, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        take_folder(empty_store, Principal("x", Role.OFFICER), tmp_path)
