"""Documents take turns, and nobody else waits for them."""

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response

from ecodash import stores
from ecodash.documents import making
from ecodash.documents.apart import Abandoned, is_wanted
from ecodash.ui import static_pages
from ecodash.web import api, document_turns, documents, plain_pages, sign_in
from ecodash.web.gate import Front
from loops import run
from survey import AREA, surveyed_store


class Press:
    """Stands for the writers of documents: each waits until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._counting = threading.Lock()
        self.at_work = self.most = self.made = 0
        self.go_on = threading.Event()
        monkeypatch.setattr(making, "make", self._document)
        monkeypatch.setattr(static_pages, "snapshot", self._snapshot)

    def _document(self, name: str, *rest: Any) -> making.Document:
        self._work()
        return making.Document(name, "application/pdf", b"%PDF")

    def _snapshot(self, *rest: Any) -> str:
        self._work()
        return "<p>"

    def _work(self) -> None:
        with self._counting:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        assert self.go_on.wait(60)
        with self._counting:
            self.at_work -= 1
            self.made += 1


PATHS = ("/brief.pdf", "/snapshot.html", "/brief.pptx", "/papers.docx", "/brief.xlsx")


async def asked(app: Starlette, press: Press) -> tuple[list[httpx2.Response], list[httpx2.Response]]:
    """Forty ask for a document at once: the answers of others meanwhile, and theirs in the order they came."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://localhost") as client:
        waiting = {
            asyncio.ensure_future(client.get(path, params={"area": AREA, "lang": lang}))
            for path in PATHS
            for lang in ("th", "en") * 4
        }
        answers = []
        while len(waiting) > 10:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            answers += [each.result() for each in done]
        others = [await client.get(path) for path in ("/healthz", "/auth/first", f"/api/v1/status.json?area={AREA}")]
        assert press.made == 0
        press.go_on.set()
        return others, answers + [await each for each in waiting]


def test_two_are_made_at_a_time_eight_wait_and_the_rest_is_told_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores.use(surveyed_store())
    press = Press(monkeypatch)
    routes = [*api.routes, *documents.routes, *sign_in.routes, *plain_pages.routes]
    others, answers = run(asked(Starlette(routes=routes, middleware=[Middleware(Front)]), press))
    assert [answer.status_code for answer in others] == [200, 200, 200]
    assert [answer.status_code for answer in answers] == [503] * 30 + [200] * 10
    assert press.most == 2
    for answer in answers[:30]:
        assert answer.headers["retry-after"] == "10"
        assert ("10 seconds" if answer.url.params["lang"] == "en" else "10 วินาที") in answer.text


def test_what_is_being_made_is_given_up_once_its_reader_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_turns, "_LOOK_EVERY_SECONDS", 0.01)
    looks = iter((False, False, False, True))

    async def is_gone() -> bool:
        return next(looks, True)

    def make() -> Response:
        for _ in range(600):
            if not is_wanted.get()():
                raise Abandoned
            time.sleep(0.01)
        return Response("made")

    turns = document_turns.Turns(1, 0)
    answer = run(turns.take(make, lambda: Response("nobody reads this", 503), is_gone))
    assert answer.status_code == 503
    # The turn is free again.
    assert turns._places == 1


@pytest.mark.parametrize("leaves", [True, False])
def test_what_fails_fails_as_itself(monkeypatch: pytest.MonkeyPatch, leaves: bool) -> None:
    monkeypatch.setattr(document_turns, "_LOOK_EVERY_SECONDS", 0.01)
    looks = iter((False,))

    async def is_gone() -> bool:
        return next(looks, leaves)

    def make() -> Response:
        while leaves and is_wanted.get()():
            time.sleep(0.01)
        raise OSError("no room on the disk")

    turns = document_turns.Turns(1, 0)
    with pytest.raises(OSError, match="no room"):
        run(turns.take(make, lambda: Response("busy", 503), is_gone))
    assert turns._places == 1
