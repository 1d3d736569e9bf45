import csv
import io
import re
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import __version__, facts, stores
from ecodash.api import answers
from ecodash.api.query import read_question
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from ecodash.web.api import routes
from survey import AREA, FRAMEWORK, surveyed_store

THAI = re.compile("[ก-๙]")


@pytest.fixture
def store(home: Path) -> Store:
    real = surveyed_store()
    stores.use(real)
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)), demo=True)
    return real


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes)) as client:
        yield client


def test_the_number_of_changes_is_told_of_either_store(client: TestClient, store: Store) -> None:
    demo = stores.current(demo=True)
    assert client.get("/api/v1/head.json").json() == {"changes": store.version}
    before = client.get("/api/v1/head.json?demo=1").json()["changes"]
    demo.commit(Act("x", Means.EDIT), [("phase", {"code": "9", "name_th": "ก"})])
    answer = client.get("/api/v1/head.json?demo=1")
    assert answer.json() == {"changes": before + 1}
    assert answer.headers["cache-control"] == "no-store"


def test_whoever_follows_waits_until_there_is_another_change_or_for_a_while(
    client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecodash.web.live._WAITED", 0.2)
    began = time.monotonic()
    assert client.get(f"/api/v1/head.json?after={store.version}").json() == {"changes": store.version}
    assert time.monotonic() - began >= 0.2
    monkeypatch.setattr("ecodash.web.live._WAITED", 30)
    rows = [("phase", {"code": "9", "name_th": "ก"})]
    later = threading.Timer(0.1, lambda: store.commit(Act("x", Means.EDIT), rows))
    later.start()
    before = store.version
    assert client.get(f"/api/v1/head.json?after={before}").json() == {"changes": before + 1}
    later.join()


def test_health_reads_the_store(client: TestClient, store: Store) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok", "store": "ok", "version": __version__, "changes": store.version,
    }  # fmt: skip


def test_health_says_when_the_store_fails(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(demo: bool = False) -> Store:
        raise StoreProblem("broken")

    monkeypatch.setattr("ecodash.web.api.current", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "error",
        "store": "error",
        "version": __version__,
        "error": StoreProblem("broken").sentence("th"),
    }
    answer = client.get("/api/v1/areas.json?lang=en")
    assert answer.status_code == 503
    assert answer.json() == {"error": StoreProblem("broken").sentence("en")}


@pytest.mark.parametrize("table", answers.COLUMNS)
def test_every_table_is_there_as_json_and_as_csv(client: TestClient, store: Store, table: str) -> None:
    found = client.get(f"/api/v1/{table}.json")
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json; charset=utf-8"
    assert found.headers["cache-control"] == "no-store"
    answer = found.json()
    assert answer == answers.table(store, table, *read_question(store, {}))
    text = client.get(f"/api/v1/{table}.csv")
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    assert text.headers["content-disposition"] == f'attachment; filename="{table}-{answer["as_of"]}.csv"'
    # By this mark Excel knows that Thai letters are Thai.
    assert text.content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(text.text.removeprefix("\ufeff")))
    assert tuple(header) == answers.COLUMNS[table]
    assert len(rows) == len(answer["rows"])


def test_thai_stays_readable_and_formulas_do_not_run(client: TestClient) -> None:
    assert "บ้านกลาง" in client.get("/api/v1/areas.json").text
    text = client.get("/api/v1/items.csv").content
    assert b",'=1+1," in text


def test_status_is_what_the_facts_say(client: TestClient, store: Store) -> None:
    answer = client.get(f"/api/v1/status.json?area={AREA}&framework={FRAMEWORK}&as_of=2024-05-10&known_at=")
    assert answer.status_code == 200
    states = facts.item_states(store, AREA, FRAMEWORK, date(2024, 5, 10))
    said = [(item["item"], item["result"], item["days_late"]) for item in answer.json()["items"]]
    assert said == [(state.item, str(state.result), state.days_late) for state in states]
    then = client.get("/api/v1/status.json?as_of=2024-05-10&known_at=2024-05-10T07:00:00%2B07:00").json()
    assert then["known_at"] == "2024-05-10T00:00:00Z"
    assert then["counts"]["partly_met"] == 0


def test_changes_and_series_take_days_or_meetings(client: TestClient) -> None:
    by_code = client.get("/api/v1/changes.json?from=m-1&to=m-2").json()
    assert by_code == client.get("/api/v1/changes.json?from=2024-02-12&to=2024-10-01").json()
    assert [(row["item"], row["from"], row["to"]) for row in by_code["rows"]] == [("1", "not_met", "met")]
    series = client.get("/api/v1/series.json?from=2024-01-01&to=2024-04-15").json()
    assert [row["month"] for row in series["rows"]] == ["2024-01-31", "2024-02-29", "2024-03-31"]
    one = client.get("/api/v1/changes.json?from=2024-01-01&to=2024-10-01&item=2").json()
    assert [row["item"] for row in one["rows"]] == ["2"]


@pytest.mark.parametrize("path", ["status.json", "changes.json", "series.json", "areas.json"])
def test_demonstration_answers_say_so(client: TestClient, path: str) -> None:
    assert client.get(f"/api/v1/{path}").json()["demo"] is False
    assert client.get(f"/api/v1/{path}?demo=1").json()["demo"] is True


def test_a_demonstration_file_says_so_in_its_name(client: TestClient) -> None:
    disposition = client.get("/api/v1/areas.csv?demo=1").headers["content-disposition"]
    assert "areas-demo-2024-05-10.csv" in disposition


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("areas.json?aera=x1", "aera", "x1"),
        ("areas.json?area=a1&area=b1", "area", "b1"),
        ("areas.csv?province=atlantis", "province", "atlantis"),
        ("areas.json?demo=yes", "demo", "yes"),
        ("areas.json?lang=fr", "lang", "fr"),
        ("activities.json?fy=2024", "fy", "2024"),
        ("status.json?as_of=12/02/2567", "as_of", "12/02/2567"),
        ("status.json?known_at=soon", "known_at", "soon"),
        ("status.json?from=2024-01-01", "from", "2024-01-01"),
        ("status.json?area=lamphun-ban-klan", "area", "lamphun-ban-klan"),
        ("changes.json?known_at=2024-02-31", "known_at", "2024-02-31"),
        ("changes.json?from=m-99", "from", "m-99"),
        ("series.json?from=2024-02-01&to=2024-01-01", "from", "2024-02-01"),
        ("series.json?framework=none-such", "framework", "none-such"),
    ],
)
def test_what_is_not_understood_is_400_with_parameter_and_value(
    client: TestClient, path: str, parameter: str, value: str
) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]
    assert parameter in answer.json()["error"]
    assert value in answer.json()["error"]
    assert THAI.search(answer.json()["error"])


def test_refusals_speak_the_language_asked_for(client: TestClient) -> None:
    answer = client.get("/api/v1/areas.json?fy=2024&lang=en")
    assert answer.status_code == 400
    assert not THAI.search(answer.json()["error"])


def test_health_refuses_what_it_does_not_know(client: TestClient) -> None:
    assert client.get("/healthz?verbose=1").status_code == 400
    assert client.get("/healthz?lang=en").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/officers.json",
        "/api/v1/areas.xml",
        "/api/v1/areas",
        "/api/v1/status.xml",
        "/api/v2/x",
        "/api/",
    ],
)
def test_other_paths_are_404_in_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert path in answer.json()["error"]


def test_it_only_reads(client: TestClient) -> None:
    assert client.post("/api/v1/areas.json").status_code == 405
    assert client.delete("/api/v1/status.json").status_code == 405
    head = client.head("/api/v1/areas.json")
    assert head.status_code == 200
    assert head.content == b""


def test_an_unreadable_data_file_is_503(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(demo: bool = False) -> Store:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ecodash.web.api.current", refuse)
    answer = client.get("/api/v1/areas.json")
    assert answer.status_code == 503
    assert "Permission denied" in answer.json()["error"]


@pytest.mark.parametrize("added", ["fbclid=x", "utm_source=line", "openExternalBrowser=1"])
def test_what_a_chat_adds_to_a_link_is_no_parameter_of_a_program(client: TestClient, added: str) -> None:
    assert client.get(f"/api/v1/areas.json?{added}").status_code == 400


def test_a_table_comes_in_pages_that_together_are_the_whole(client: TestClient) -> None:
    whole = client.get("/api/v1/items.json").json()
    rows, link = [], "/api/v1/items.json?limit=3"
    while link:
        answer = client.get(link)
        assert answer.headers["x-total-count"] == str(len(whole["rows"]))
        assert set(answer.json()) == set(whole)
        rows += answer.json()["rows"]
        link = answer.links.get("next", {}).get("url", "")
    assert rows == whole["rows"]
    assert len(client.get("/api/v1/items.csv?limit=1&offset=2").text.splitlines()) == 2
    owed = len(client.get("/api/v1/owed.json").json()["rows"])
    assert client.get("/api/v1/owed.json?limit=1").headers["x-total-count"] == str(owed)
    for wrong in ("limit=0", "limit=-1", "limit=x", "offset=1.5", "limit=" + "9" * 30, "limit=๕"):
        assert client.get(f"/api/v1/items.json?{wrong}").status_code == 400, wrong


def test_who_has_the_same_answer_is_sent_nothing(client: TestClient, store: Store) -> None:
    for path in ("/api/v1/areas.json", "/api/v1/status.csv", "/openapi.json"):
        mark = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": mark})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", mark)
    mark = client.get("/api/v1/phases.json").headers["etag"]
    store.commit(Act("x", Means.EDIT), [("phase", {"code": "9", "name_th": "ก"})])
    assert client.get("/api/v1/phases.json", headers={"if-none-match": mark}).status_code == 200
    assert "etag" not in client.get("/api/v1/areas.json?nothing=1").headers
