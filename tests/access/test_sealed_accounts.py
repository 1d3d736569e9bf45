"""Accounts in a backup: there once a secretary signed in, opened by their password of then, and by nothing else."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ecodash.__main__ import main
from ecodash.access import passwords, place, sealed_accounts
from ecodash.access.accounts import People
from ecodash.access.problem import EntryProblem
from ecodash.access.sealed_accounts import seal, unseal
from ecodash.domain.vocabulary import Role
from ecodash.store.opening import open_store
from homes import fill

NAME, GOOD, OTHER = "สมหญิง", "ลำพูน-หริภุญชัย-2567", "แม่กวง-อุดมธารา-2570"


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    monkeypatch.setattr(passwords, "_HASHER", passwords.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    monkeypatch.setattr(sealed_accounts, "_KILOBYTES", 64)
    people = People(tmp_path / "home")
    people.add(NAME, Role.SECRETARY, GOOD, by="-")
    people.add("สมชาย", Role.OFFICER, OTHER, by="-")
    people.set_passphrase("คนบ้านกลางอ่านได้", by=NAME)
    return people


def refused(sealed: str, password: str) -> str:
    with pytest.raises(EntryProblem) as told:
        unseal(sealed, password)
    assert told.value.sentence("th") != told.value.sentence("en")
    return told.value.code


def test_a_secretary_s_password_opens_them_and_no_other(people: People) -> None:
    people.sign_in("สมชาย", OTHER, "-")
    assert seal(people.place) is None
    people.sign_in(NAME, GOOD, "-")
    sealed = seal(people.place)
    assert sealed is not None
    found = unseal(sealed, GOOD)
    assert [row[0] for row in found["officer"]] == [NAME, "สมชาย"]
    assert "event" not in found
    for wrong in ("", OTHER, GOOD + " ", "x" * 5000):
        assert refused(sealed, wrong) == "sealed_wrong"
    # Nothing of it can be read, and neither half of the keys.
    assert NAME not in sealed
    kept = people.setting("backup key " + NAME)
    assert kept is not None
    assert json.loads(kept)["open"] not in sealed


def test_an_earlier_password_opens_earlier_backups_alone(people: People) -> None:
    people.sign_in(NAME, GOOD, "-")
    before = seal(people.place)
    people.set_password(NAME, OTHER, NAME)
    assert seal(people.place) is None
    people.sign_in(NAME, OTHER, "-")
    after = seal(people.place)
    assert before is not None
    assert after is not None
    assert unseal(before, GOOD)["officer"] != unseal(after, OTHER)["officer"]
    assert refused(after, GOOD) == "sealed_wrong"
    people.add("อีกคน", Role.SECRETARY, GOOD, by=NAME)
    people.change(NAME, Role.OFFICER, None, "", by="อีกคน")
    assert seal(people.place) is None


def test_accounts_sealed_before_officers_had_a_name_to_sign_in_by_come_back(
    people: People, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    people.sign_in(NAME, GOOD, "-")
    with monkeypatch.context() as before:
        before.setitem(place.CARRIED, "officer", place.CARRIED["officer"][:-1])
        sealed = seal(people.place)
    assert sealed is not None
    fresh = People(tmp_path / "fresh")
    assert place.put_accounts(fresh.place, unseal(sealed, GOOD)) == 2
    assert fresh.sign_in(NAME, GOOD, "-")


def test_damaged_accounts_are_said(people: People) -> None:
    people.sign_in(NAME, GOOD, "-")
    sealed = seal(people.place)
    assert sealed is not None
    told = json.loads(sealed)
    assert refused(json.dumps(told | {"accounts": told["accounts"][:-8] + "AAAAAAA="}), GOOD) == "sealed_damaged"
    for damaged in ("", "{}", "[]", '{"locks": [{}]}', json.dumps(told | {"accounts": 7})):
        assert refused(damaged, GOOD) == "sealed_damaged"


@pytest.fixture
def backup(people: People, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    people.sign_in(NAME, GOOD, "-")
    store = open_store(home)
    fill(store, 2)
    store.close()
    assert main(["backup", str(tmp_path / "all.zip"), "--lang", "en"]) == 0
    assert "sealed" in capsys.readouterr().out
    return tmp_path / "all.zip"


def restored(backup: Path, typed: str, monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    return main(["restore", str(backup), "--lang", "en", *more])


def test_another_machine_gets_them_with_the_password(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path / "other"))
    assert restored(backup, OTHER, monkeypatch, "--accounts") != 0
    assert not (tmp_path / "other").exists()
    assert restored(backup, "", monkeypatch) == 0
    said = capsys.readouterr().out
    assert "Not brought: officers" in said
    assert "one-time code" in said
    assert restored(backup, GOOD, monkeypatch, "--accounts") == 0
    assert "Brought too: 2 officers" in capsys.readouterr().out
    other = People(tmp_path / "other")
    assert other.sign_in(NAME, GOOD, "-")
    assert other.enter("คนบ้านกลางอ่านได้", "-")


def test_a_backup_without_accounts_says_so(
    backup: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    # As programs of before wrote it.
    told = {key: value for key, value in json.loads(members["manifest.json"]).items() if key != "accounts"}
    told["format"] = 1
    with zipfile.ZipFile(backup, "w") as archive:
        for name, data in (members | {"manifest.json": json.dumps(told).encode()}).items():
            archive.writestr(name, data)
    assert restored(backup, GOOD, monkeypatch, "--accounts") != 0
    assert restored(backup, "", monkeypatch) == 0
    assert "Not in this backup: officers" in capsys.readouterr().out
    assert People(home).sign_in(NAME, GOOD, "-")
