"""Who sits before a screen when an identity provider says so."""

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ecodash import identity, stores
from ecodash.access.roles import READER
from ecodash.domain.vocabulary import Role
from ecodash.language.text import t
from ecodash.store.store import Store
from ecodash.ui import signed_in

SHELL = Path(__file__).parents[2] / "ecodash" / "shell.py"
NOW = int(time.time())


@pytest.fixture
def officer(home: Path, quick_passwords: None) -> None:
    stores.people().add("สมหญิง", Role.SECRETARY, "ลำพูน-หริภุญชัย-2567", "-", "somying@lamphun.go.th")


def test_a_passphrase_that_is_set_or_changed_ends_what_is_open(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was open before asks for it at its next run, whatever screen it shows."""
    jar: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: jar))
    at = AppTest.from_file(str(SHELL), default_timeout=60)
    at.query_params["demo"] = "1"
    at.run()
    assert is_shown(at)
    people = stores.people()
    people.set_passphrase("ประชาชนลำพูนทุกคน", by="-")
    at.run()
    assert not is_shown(at)
    assert [warning.value for warning in at.warning] == [t("th", "door.passphrase_changed")]
    assert "/auth/enter?next=%2F%3Fdemo%3D1" in at.get("html")[0].proto.body
    jar[identity.READER_COOKIE] = identity.sealed(identity.READER_COOKIE, people.enter("ประชาชนลำพูนทุกคน", "a"))
    at.run()
    assert is_shown(at)
    people.set_passphrase("รหัสใหม่ของลำพูน", by="-")
    at.run()
    assert not is_shown(at)


def is_shown(at: AppTest) -> bool:
    """Whether anything of the data stands on the page."""
    assert not at.exception
    return any('class="foot' in html.proto.body for html in at.get("html"))


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({}, ""),
        ({"is_logged_in": False, "email": "somying@lamphun.go.th"}, ""),
        ({"is_logged_in": True, "email": "Somying@Lamphun.go.th", "iat": NOW}, "สมหญิง"),
        ({"is_logged_in": True, "email": "somying@lamphun.go.th", "iat": NOW, "email_verified": False}, ""),
        ({"is_logged_in": True, "email": "somying@lamphun.go.th"}, ""),
        ({"is_logged_in": True, "email": "somying@lamphun.go.th", "iat": "now"}, ""),
        # What a provider said days ago says nothing of today.
        ({"is_logged_in": True, "email": "somying@lamphun.go.th", "iat": NOW - 3 * 86400}, ""),
        ({"is_logged_in": True, "email": "stranger@example.org", "iat": NOW}, ""),
        ({"is_logged_in": True, "iat": NOW}, ""),
    ],
    ids=["nobody", "out", "known", "unproven", "undated", "misdated", "long ago", "stranger", "nameless"],
)
def test_a_provider_says_who_and_the_list_says_what_they_may(
    user: dict[str, Any], name: str, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = SimpleNamespace(to_dict=lambda: user)
    monkeypatch.setattr(signed_in, "st", SimpleNamespace(user=said, context=SimpleNamespace(cookies={})))
    who = signed_in.principal(empty_store)
    assert who.who == name
    assert (who == READER) == (name == "")
