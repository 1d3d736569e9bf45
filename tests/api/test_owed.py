"""The answer of what is owed is the list of the screens: same matters, same counts, as known then too."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import facts, stores
from ecodash.api.owed import OWED, owed
from ecodash.api.query import read_view
from ecodash.store.store import Store
from ecodash.web.api import routes

FRAMEWORK = "diw-eit-basic12"


def answer_of(store: Store, **query: str) -> dict[str, object]:
    return owed(*read_view(store, query))


def test_every_agency_has_what_its_screen_lists(demo_store: Store) -> None:
    selection, _ = facts.read_selection(demo_store, {})
    for load in facts.agency_loads(demo_store, selection):
        answer = answer_of(demo_store, agency=load.agency["code"])
        assert answer["counts"] == {"owed": load.count, "late": load.late, "unassigned": 0}
        assert [row["days_late"] for row in answer["rows"]] == [m.days_late for m in load.matters]


def test_every_area_has_what_its_verdict_counts(demo_store: Store) -> None:
    for area in facts.areas(demo_store, demo_store.today()):
        brief = facts.brief(demo_store, area["code"], FRAMEWORK, demo_store.today(), None)
        assert brief is not None
        counts = answer_of(demo_store, area=area["code"], framework=FRAMEWORK)["counts"]
        judged = brief.verdict
        assert counts == {"owed": judged.owed, "late": judged.late, "unassigned": judged.unassigned}


def test_it_is_told_as_it_was_known(demo_store: Store) -> None:
    then = answer_of(demo_store, as_of="2023-09-30", known_at="as_of")
    assert then["known_at"] == "2023-09-30T16:59:59.999999Z"
    assert answer_of(demo_store, known_at="2023-03-31")["counts"] != answer_of(demo_store)["counts"]
    assert answer_of(demo_store, known_at="2000-01-01")["rows"] == []


@pytest.fixture
def client(home: Path, demo_store: Store) -> Iterator[TestClient]:
    stores._stores[True] = demo_store
    with TestClient(Starlette(routes=routes)) as client:
        yield client
    stores._stores.pop(True)


def test_over_http_as_json_and_as_csv(client: TestClient, demo_store: Store) -> None:
    answer = client.get("/api/v1/owed.json?demo=1&agency=nrie")
    assert answer.json() == json.loads(json.dumps(answer_of(demo_store, agency="nrie")))
    text = client.get("/api/v1/owed.csv?demo=1&agency=nrie").text.removeprefix("\ufeff")
    header, *rows = csv.reader(io.StringIO(text))
    assert tuple(header) == OWED
    assert len(rows) == answer.json()["counts"]["owed"] > 0
    assert client.get("/api/v1/owed.json?demo=1&agency=x").status_code == 400
