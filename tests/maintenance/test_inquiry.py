"""Asking the program that has a home whether all is well, and being answered by it."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecodash.disk import DISK
from ecodash.language.refusal import Refusal
from ecodash.maintenance import inquiry
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from homes import fill


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiry, "_BETWEEN_SECONDS", 0.02)


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    """What another program has open."""
    store = open_store(home)
    fill(store, 3)
    yield store
    store.close()


@pytest.fixture
def answering(store: Store, home: Path) -> Iterator[None]:
    """The other program answers, as the dashboard does."""
    stopping = threading.Event()

    def answer() -> None:
        while not stopping.wait(0.02):
            inquiry.answer_all(home, lambda: store)

    thread = threading.Thread(target=answer)
    thread.start()
    yield
    stopping.set()
    thread.join()


@pytest.mark.usefixtures("answering")
def test_who_has_the_home_verifies_it_and_compares_papers(store: Store, home: Path) -> None:
    head = store.ask("head")[0]
    found = inquiry.verified(home, (f"3-{head['hash'][:8]}",))
    assert (found.ok, found.changes) == (True, 3)
    told = inquiry.verified(home, ("3-00000000", "9-00000000", "nonsense"))
    assert [problem.code for problem in told.problems] == ["paper_differs", "paper_beyond", "mark_unread"]
    assert "3-00000000" in told.problems[0].sentence("th")
    assert list((home / "asked").iterdir()) == []


@pytest.mark.usefixtures("answering")
def test_who_has_the_home_looks_at_everything_again(home: Path) -> None:
    stray = home / "evidence" / "stray.txt"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("?", encoding="utf-8")
    assert [finding.code for finding in inquiry.looked(home).findings] == ["evidence_unknown"]
    stray.unlink()
    assert inquiry.looked(home).is_sound


def test_a_free_home_is_looked_at_by_whoever_asks(store: Store, home: Path) -> None:
    store.close()
    assert inquiry.verified(home).changes == 3
    assert inquiry.looked(home).is_sound
    assert list((home / "asked").iterdir()) == []


@pytest.mark.usefixtures("store")
def test_a_program_that_does_not_answer_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiry, "_PATIENCE_SECONDS", 0.1)
    with pytest.raises(StoreProblem) as refused:
        inquiry.verified(home)
    assert refused.value.code == "in_use"
    assert list((home / "asked").iterdir()) == []


def test_that_it_could_not_be_found_out_is_said(store: Store, home: Path) -> None:
    def broken() -> Store:
        raise OSError("cannot be read")

    def answer() -> None:
        while not list((home / "asked").glob("*.question")):
            pass
        with pytest.raises(OSError, match="cannot be read"):
            inquiry.answer_all(home, broken)

    thread = threading.Thread(target=answer)
    thread.start()
    with pytest.raises(Refusal):
        inquiry.verified(home)
    thread.join()


@pytest.mark.parametrize(
    "question",
    [b"", b"\xff", b"[]", b'{"marks": 3, "is_look": false}', b"{" * 200_000, json.dumps({"marks": []}).encode()],
)
def test_what_is_no_question_is_taken_away(home: Path, question: bytes) -> None:
    asked = home / "asked" / "x.question"
    DISK.make_folder(asked.parent)
    asked.write_bytes(question)
    inquiry.answer_all(home, lambda: pytest.fail("nothing was asked"))
    assert list(asked.parent.iterdir()) == []


def test_what_nobody_fetched_is_taken_away(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = home / "asked" / "x.answer"
    DISK.make_folder(left.parent)
    left.write_bytes(b"null")
    inquiry.forget_old(home)
    assert left.exists()
    monkeypatch.setattr(inquiry, "_FORGOTTEN_SECONDS", -1)
    inquiry.forget_old(home)
    assert not left.exists()
