"""No document waits for another: what is short has a compiler of its own, and what was made is not made again."""

import subprocess
import threading
from collections.abc import Callable

import pytest

from documents.reading import pages
from ecodash import facts
from ecodash.documents import apart, making, papers, typeset
from ecodash.documents.todo import write_todo
from ecodash.store.store import Store

ADDRESS = "http://192.0.2.7:8501"


def test_a_sheet_is_set_while_a_country_is_being_set(demo_store: Store) -> None:
    selection = facts.read_selection(demo_store, {"demo": "1", "agency": "nrie"})[0]
    made: list[bytes] = []
    with typeset._presses[True]:
        sheet = threading.Thread(target=lambda: made.append(write_todo(demo_store, selection, ADDRESS, "png")))
        sheet.start()
        sheet.join(60)
    assert made


@pytest.mark.slow
def test_a_long_brief_waits_for_no_sheet(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what one that is set here says, however often it is looked whether somebody still wants it."""
    selection = facts.read_selection(demo_store, {"demo": "1"})[0]
    here = making._made("brief.pdf", demo_store, selection, ADDRESS, True, {}).body
    monkeypatch.setattr(typeset, "_LARGE", 1000)
    monkeypatch.setattr(apart, "_LOOK_EVERY_SECONDS", 0.001)
    with typeset._presses[False]:
        there = making._made("brief.pdf", demo_store, selection, ADDRESS, True, {}).body
    assert pages(there) == pages(here)


def test_a_large_document_that_nobody_waits_for_is_given_up(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process ends, and it is no failure that others who asked for the same would be told."""
    monkeypatch.setattr(typeset, "_LARGE", 1000)
    monkeypatch.setattr(apart, "_LOOK_EVERY_SECONDS", 0.01)
    begun: list[subprocess.Popen[bytes]] = []
    started = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: begun.append(started(*a, **k)) or begun[0])
    looks = iter((True, True, False))
    token = apart.is_wanted.set(lambda: next(looks))
    try:
        with pytest.raises(apart.Abandoned):
            making.make("brief.pdf", demo_store, facts.read_selection(demo_store, {"demo": "1"})[0], "http://gone")
    finally:
        apart.is_wanted.reset(token)
    assert begun[0].returncode not in (None, 0)


def test_the_same_document_is_made_once_and_anew_after_a_change(
    demo_store: Store, fresh_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def writer(path: str) -> Callable[..., bytes]:
        made.append(path)
        return lambda *rest, **more: b""

    monkeypatch.setattr(making, "_writer", writer)
    monkeypatch.setattr(papers, "write_paper", lambda *rest: made.append("paper") or b"")
    monkeypatch.setattr(making, "_kept", making.Answers(1 << 20))
    selection = facts.read_selection(demo_store, {"demo": "1"})[0]
    for _ in range(3):
        making.make("brief.pdf", demo_store, selection, ADDRESS)
        making.make_paper(demo_store, selection, ADDRESS, kind="minutes")
        making.make_news("news.pdf", demo_store, selection, ADDRESS, "one")
    assert made == ["pdf.write_pdf", "paper", "news.write_news"]
    making.make("brief.pdf", demo_store, selection, "http://other")
    making.make("brief.pdf", fresh_store, selection, ADDRESS)
    # Who may see names is handed another paper than everybody.
    making.make_paper(demo_store, selection, ADDRESS, kind="minutes", sees_names=True)
    making.make_news("news.pdf", demo_store, selection, ADDRESS, "another")
    assert len(made) == 7
