"""Who sits before a screen when an identity provider says so."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ecodash.access import READER
from ecodash.model import Role
from ecodash.store import current
from ecodash.store import people as people_module
from ecodash.store.store import Store
from ecodash.ui import entering


@pytest.fixture
def officer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = people_module.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(people_module, "_HASHER", hasher)
    current.people().add("สมหญิง", Role.SECRETARY, "ลำพูน-หริภุญชัย-2567", "-", "somying@lamphun.go.th")


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({}, ""),
        ({"is_logged_in": False, "email": "somying@lamphun.go.th"}, ""),
        ({"is_logged_in": True, "email": "Somying@Lamphun.go.th"}, "สมหญิง"),
        ({"is_logged_in": True, "email": "somying@lamphun.go.th", "email_verified": False}, ""),
        ({"is_logged_in": True, "email": "stranger@example.org"}, ""),
        ({"is_logged_in": True}, ""),
    ],
)
def test_a_provider_says_who_and_the_list_says_what_they_may(
    user: dict[str, Any], name: str, empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entering, "st", SimpleNamespace(user=user, context=SimpleNamespace(cookies={})))
    who = entering.principal(empty_store)
    assert who.who == name
    assert (who == READER) == (name == "")
