"""A name that was taken out of view is in no answer, and the history stays the one that was sealed."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from days import TODAY
from ecodash import facts, stores
from ecodash.access.problem import EntryProblem
from ecodash.access.roles import Principal
from ecodash.access.withdrawn_names import show_name_again, withdraw_name, withdrawn_names
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, Means, Role
from ecodash.language.text import t
from ecodash.maintenance.backup import back_up, in_one_file
from ecodash.maintenance.export import export
from ecodash.maintenance.restore import restore
from ecodash.maintenance.take_export import take_folder
from ecodash.maintenance.verify import verify
from ecodash.store.change import Act
from ecodash.store.kept_back import KeptBack
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from ecodash.web import api, plain_pages

NAME, MARK = "สมหญิง ใจดี", t("th", "kept_back.mark")
NOW: dict[str, Any] = {"day": TODAY, "known": datetime.max}


@pytest.fixture
def store(real_store: Store) -> Store:
    """A person who chaired, assessed, and recorded."""
    meeting = {"code": "m-1", "body": "lamphun-ban-klang-wg", "number": "1", "held_on": "2026-01-05"}
    meeting |= {"chair": f"นาง{NAME}", "note": "เสนอโดย สมหญิง\u00a0 ใจดี"}
    observed = {"code": "o-1", "area": HOME_AREA, "framework": HOME_FRAMEWORK, "item": "1", "result": "met"}
    observed |= {"review": "accepted", "effective_on": "2026-01-06", "note": f"{NAME} ตรวจแล้ว"}
    rows = [("meeting", meeting), ("observation", observed)]
    real_store.commit(Act(NAME, Means.EDIT, note=f"{NAME} บันทึก"), rows)
    return real_store


def attendance_of(store: Store) -> list[dict[str, Any]]:
    return [row for row in store.ask("attendance", **NOW) if row["meeting"] == "m-1"]


def journal_of(backup: Path) -> str:
    with zipfile.ZipFile(backup) as archive:
        return archive.read("journal.jsonl").decode()


def everything_told(store: Store, folder: Path) -> str:
    """What screens, programs and files say of it, as one text."""
    with TestClient(Starlette(routes=[*api.routes, *plain_pages.routes])) as client:
        pages = ["/api/v1/changes.json", "/api/v1/meetings.csv", "/api/v1/status.json", "/s/criteria?item=1"]
        told = [client.get(page).text for page in pages]
        told.append(client.get(f"/api/v1/changes.csv?from=2026-01-01&to={TODAY}").text)
    told.append(str(facts.change_log(store, 10)))
    told.append(str(facts.changes_about(store, 10, None, "บันทึก", None)))
    export(store, folder)
    told += [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    return "\n".join(told)


def test_a_name_that_was_taken_out_is_told_nowhere(store: Store, tmp_path: Path) -> None:
    assert everything_told(store, tmp_path / "before").count(NAME) > 3
    before = store.head, facts.changes_about(store, 10, None, NAME, None)
    withdraw_name(stores.people(), f" {NAME.replace(' ', '  ')} ", "-")
    stores.keep_names_back()
    told = everything_told(store, tmp_path / "after")
    assert "ใจดี" not in told
    assert MARK in told
    # Whoever looks for it is not told where it stood, with a part of it neither.
    assert before[1]
    for part in (NAME, "ใจดี", "สมหญิง"):
        assert facts.changes_about(store, 10, None, part, None) == ()
    # The history is as it was sealed, and so is a backup; both are said to be.
    assert store.head == before[0]
    assert verify(store, stores.home()).problems == ()
    with zipfile.ZipFile(io.BytesIO(in_one_file(store, stores.home(), None))) as archive:
        assert NAME.encode() in archive.read("journal.jsonl")
    assert "backups" in t("en", "kept_back.line")
    # It stays so after a start, in what is recorded later, and until it is shown again.
    stores.close_all()
    again = stores.current()
    again.commit(Act(NAME, Means.EDIT), [("area", {"code": "x", "name_th": f"บ้าน{NAME}"})])
    assert NAME not in str(facts.change_log(again, 10))
    show_name_again(stores.people(), NAME, "-")
    stores.keep_names_back()
    assert NAME in str(facts.change_log(again, 10))


def test_who_recorded_is_in_no_later_backup_or_export_and_the_chain_is_whole(real_store: Store, tmp_path: Path) -> None:
    rows = [("area", {"code": "x", "name_th": "บ้านเหนือ"})]
    real_store.commit(Act(f"นาง{NAME}", Means.EDIT), rows)
    real_store.commit(Act("สมชาย", Means.EDIT), [])
    head = real_store.head
    assert NAME in journal_of(back_up(real_store, stores.home(), tmp_path / "earlier.zip").path)
    withdraw_name(stores.people(), NAME, "-")
    stores.keep_names_back()
    back_up(real_store, stores.home(), tmp_path / "later.zip")
    export(real_store, tmp_path / "export")
    stores.close_all()
    restore(tmp_path / "later.zip", tmp_path / "restored")
    assert NAME not in journal_of(tmp_path / "later.zip")
    assert "สมชาย" in journal_of(tmp_path / "later.zip")
    restored = open_store(tmp_path / "restored")
    assert restored.head == head
    assert [row["who"] for row in restored.ask("changes_after", after=head[0] - 2)] == [MARK, "สมชาย"]
    assert verify(restored, tmp_path / "restored").problems == ()
    restored.close()
    taken = open_store(tmp_path / "taken")
    assert take_folder(taken, Principal("-", Role.SECRETARY), tmp_path / "export").problems == ()
    assert taken.head == head
    taken.close()


def test_a_person_in_the_rows_is_in_no_later_backup_or_export_and_still_one_person(
    real_store: Store, tmp_path: Path
) -> None:
    meeting = {"body": "lamphun-ban-klang-wg", "chair": f"นาง{NAME}", "held_on": "2026-01-05"}
    meetings = [("meeting", meeting | {"code": f"m-{n}", "number": str(n)}) for n in (1, 2)]
    came = [
        ("attendance", {"meeting": f"m-{n}", "name": name, "attended": "present"})
        for n, name in ((1, NAME), (1, "สมศรี ใจดี"), (2, NAME), (2, "สมชาย"))
    ]
    real_store.commit(Act("-", Means.EDIT), [*meetings, *came])
    # Corrected later: the same person, also where nobody can say which.
    real_store.commit(Act("-", Means.EDIT), [("attendance", came[0][1] | {"attended": "absent"})])
    head, before = real_store.head, attendance_of(real_store)
    assert NAME in journal_of(back_up(real_store, stores.home(), tmp_path / "earlier.zip").path)
    withdraw_name(stores.people(), "ใจดี", "-")
    stores.keep_names_back()
    back_up(real_store, stores.home(), tmp_path / "later.zip")
    export(real_store, tmp_path / "export")
    stores.close_all()
    told = journal_of(tmp_path / "later.zip")
    assert "ใจดี" not in told
    assert "สมชาย" in told
    restore(tmp_path / "later.zip", tmp_path / "restored")
    restored, taken = open_store(tmp_path / "restored"), open_store(tmp_path / "taken")
    assert take_folder(taken, Principal("-", Role.SECRETARY), tmp_path / "export").problems == ()
    for store in (restored, taken):
        assert store.head == head
        assert verify(store, tmp_path / "restored").problems == ()
        after = attendance_of(store)
        assert sorted(row["attended"] for row in after) == sorted(row["attended"] for row in before)
        assert len({row["name"] for row in after}) == 2
        (chair,) = {row["chair"] for row in store.ask("meetings", **NOW) if row["code"].startswith("m-")}
        assert chair.startswith(MARK)
        # Each record is put together from the other.
        assert [change.to_line() for change in store.changes()] == [e.line.decode() for e in store.journal().entries]
        store.close()


def test_while_nobody_can_say_which_names_nothing_is_told_and_all_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdraw_name(stores.people(), NAME, "-")
    stores.close_all()
    with monkeypatch.context() as locked:
        locked.setattr(stores, "withdrawn_names", Mock(side_effect=EntryProblem("file", reason="locked")))
        unsure = stores.current()
        with TestClient(Starlette(routes=[*api.routes, *plain_pages.routes])) as client:
            for page in ("/api/v1/meetings.csv", "/api/v1/changes.json", "/s/criteria?item=1"):
                answer = client.get(page)
                assert answer.status_code == 503
                assert "ใจดี" not in answer.text
        with pytest.raises(StoreProblem):
            facts.change_log(unsure, 10)
        # Who looks after the home is not kept from it.
        assert verify(unsure, stores.home()).problems == ()
        assert in_one_file(unsure, stores.home(), None)
    told = str(facts.change_log(stores.current(), 10))
    assert MARK in told
    assert "ใจดี" not in told


def test_what_would_hide_more_than_a_person_is_refused(home: Path) -> None:
    people = stores.people()
    for name, code in (
        ("", "name_length"),
        ("สม", "name_length"),
        ("ก" * 81, "name_length"),
        ("admin", "name_like_code"),
    ):
        with pytest.raises(EntryProblem) as told:
            withdraw_name(people, name, "-")
        assert told.value.code == code
    assert withdrawn_names(people) == []
    assert withdraw_name(people, " John  Smith ", "-") == "John Smith"
    # No list of what happened says whose name it was.
    assert "Smith" not in str(people.events())


def test_names_are_found_in_whatever_is_told_and_keys_stay(home: Path) -> None:
    kept = KeptBack(["John Smith", "John Smithson", "a.b (c)"])
    row = {
        "key": "m-1 John Smith",
        "who": "JOHN\n smithson",
        "all": ["x", {"y": "aXb (c), a.b (c)"}],
        "n": 3,
        "no": None,
    }
    told = {"key": "m-1 John Smith", "who": MARK, "all": ["x", {"y": f"aXb (c), {MARK}"}], "n": 3, "no": None}
    assert kept.in_rows([row]) == [told]
    rows = [row]
    assert KeptBack().in_rows(rows) is rows
