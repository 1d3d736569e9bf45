"""What is held about people stands on a page that everybody may open, and goes after the time it says."""

import tomllib
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ecodash import stores
from ecodash.access import events
from ecodash.access.accounts import People
from ecodash.access.privacy import set_contact
from ecodash.access.problem import EntryProblem
from ecodash.domain.dates import utc_now
from ecodash.web import privacy
from ecodash.web.gate import Front

WORDS = Path(__file__).parents[2] / "ecodash/words"


def test_the_page_says_of_everything_what_why_until_when_and_who(home: Path) -> None:
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by="-")
    app = Starlette(routes=privacy.routes, middleware=[Middleware(Front)])
    with TestClient(app) as client:
        for lang in ("th", "en"):
            text = client.get(f"/privacy?lang={lang}").text
            words = tomllib.loads((WORDS / f"{lang}.toml").read_text(encoding="utf-8"))
            assert set(words["privacy_held"]) == {
                f"{kind}_{question}" for kind in privacy.HELD for question in privacy.ASKED
            }
            assert words["privacy"]["ask_nobody"] in unescape(text)
            assert text.count("<h2>") == len(privacy.HELD) + 1
            assert "{" not in text
        set_contact(stores.people(), " <b>สำนักงาน</b>  อุตสาหกรรม ", by="-")
        assert "&lt;b&gt;สำนักงาน&lt;/b&gt; อุตสาหกรรม" in client.get("/privacy").text
    with pytest.raises(EntryProblem):
        set_contact(stores.people(), "ก" * 201, by="-")


def test_where_a_failed_sign_in_came_from_is_forgotten_after_a_month_and_the_rest_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = People(tmp_path)
    people.note("สมหญิง", "sign_in_failed", "10.9.8.7")
    people.note("สมหญิง", "signed_in", "")

    def after(days: int) -> list[tuple[str, str]]:
        monkeypatch.setattr(events, "utc_now", lambda: utc_now() + timedelta(days=days))
        people.forget_old()
        return [(event.what, event.about) for event in people.events()]

    assert ("sign_in_failed", "10.9.8.7") in after(29)
    assert after(31) == [("signed_in", ""), ("sign_in_failed", "")]
    # Not in what the file no longer uses either.
    assert b"10.9.8.7" not in (tmp_path / "access.sqlite").read_bytes()
    assert after(91) == [("signed_in", "")]
