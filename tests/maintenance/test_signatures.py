"""Signed heads: with a key that is elsewhere, and what becomes of them when history is written anew."""

import io
import json
from pathlib import Path

import pytest

from ecodash.__main__ import main
from ecodash.maintenance.signatures import NAME, Signature, SignatureProblem, beside, new_key, sign, signatures
from ecodash.maintenance.verify import unlike_signed, verify
from ecodash.store.opening import open_store
from homes import fill

PASSWORD = "ดอยสุเทพ-2570"


def made(home: Path, start: int = 1) -> tuple[int, str]:
    """A home with three changes; its head."""
    store = open_store(home)
    try:
        fill(store, 3, start=start)
        return store.head
    finally:
        store.close()


def found(home: Path, path: Path) -> list[str]:
    store = open_store(home)
    try:
        assert [finding.code for finding in verify(store, home).problems] == []
        return [finding.code for finding in unlike_signed(path, store)]
    finally:
        store.close()


def refused(home: Path, key: Path, password: str) -> str:
    with pytest.raises(SignatureProblem) as told:
        sign(home, (1, "0" * 64), key, password)
    assert told.value.sentence("th") != told.value.sentence("en")
    assert not (home / NAME).exists()
    return told.value.code


def test_a_history_written_anew_is_found_by_what_was_signed(home: Path, tmp_path: Path) -> None:
    key = tmp_path / "stick.pem"
    new_key(key, PASSWORD)
    signature = sign(home, made(home), key, PASSWORD)
    assert found(home, beside(key)) == []
    store = open_store(home)
    fill(store, 2, start=50)
    store.close()
    assert found(home, beside(key)) == []
    # The whole home is another's, sound in itself, and carries no signature.
    other = tmp_path / "other"
    made(other, start=100)
    assert found(other, beside(key)) == ["signature_differs"]
    assert [kept.fingerprint for kept in signatures(beside(key))] == [signature.fingerprint]


def test_a_signature_that_was_changed_is_none(home: Path, tmp_path: Path) -> None:
    key = tmp_path / "stick.pem"
    new_key(key, "")
    made_one = sign(home, made(home), key, "")
    line = json.loads((home / NAME).read_text())
    for part, value in (
        ("changes", 2),
        ("head", "0" * 64),
        ("at", "2020-01-01T00:00:00"),
        ("public", "AAAA"),
        ("signature", 7),
    ):
        assert not Signature(**line | {part: value}).is_genuine
    (home / NAME).write_text(json.dumps(line | {"changes": 2}) + "\nwords\n[]\n" + json.dumps(line) + "\n")
    store = open_store(home)
    assert [finding.code for finding in verify(store, home).problems] == ["signature_damaged"] * 3
    store.close()
    assert made_one.is_genuine


def test_a_key_that_does_not_open_signs_nothing(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    key = tmp_path / "stick.pem"
    assert refused(home, key, PASSWORD) == "key_not_read"
    new_key(key, PASSWORD)
    assert key.stat().st_mode & 0o077 == 0
    assert refused(home, key, "") == "key_not_opened"
    assert refused(home, key, "another") == "key_not_opened"
    with pytest.raises(SignatureProblem) as told:
        new_key(key, PASSWORD)
    assert told.value.code == "key_not_written"
    key.write_text("words")
    assert refused(home, key, PASSWORD) == "key_not_opened"


def test_signing_and_verifying_on_the_command_line(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made(home)
    key = tmp_path / "stick.pem"
    for more in (["--new"], []):
        monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
        assert main(["sign", str(key), "--lang", "en", *more]) == 0
    assert "Signed up to change 3" in capsys.readouterr().out
    assert main(["verify", "--signatures", str(beside(key)), "--lang", "en"]) == 0
    assert main(["verify", "--signatures", str(tmp_path / "none"), "--lang", "en"]) != 0
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path / "other"))
    made(tmp_path / "other", start=100)
    capsys.readouterr()
    assert main(["verify", "--signatures", str(beside(key)), "--lang", "en"]) != 0
    assert "rewritten or cut" in capsys.readouterr().out
