"""What calendars and feed readers subscribe to: read back as they read it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import stores
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.web.feeds import routes
from survey import AREA, FRAMEWORK, surveyed_store

LONG = "จัดทำแผน; ระยะที่ 1, \\ “ก”\nบรรทัดสอง " + "ยาว" * 60


@pytest.fixture
def store(home: Path) -> Store:
    store = surveyed_store()
    stores.use(store)
    return store


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=routes), base_url="http://10.0.0.5:8501") as client:
        yield client


def events(client: TestClient, query: str) -> list[dict[str, str]]:
    """The events of a calendar, unfolded and unescaped; every line within what RFC 5545 allows."""
    answer = client.get(f"/calendar.ics?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    unfolded = answer.content.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert (unfolded[0], unfolded[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in unfolded:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            field, _, value = line.partition(":")
            found[-1][field.partition(";")[0]] = unescaped(value)
    return found


def unescaped(value: str) -> str:
    parts = value.split("\\\\")
    return "\\".join(p.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";") for p in parts)


def test_an_agency_has_its_due_days_and_the_meetings_about_them(client: TestClient) -> None:
    found = events(client, "agency=municipality")
    assert [(e["DTSTART"], e["DTEND"], e["SUMMARY"].split()[0]) for e in found] == [
        ("20240212", "20240213", "wg"),
        ("20240430", "20240501", "ครบกำหนด"),
        ("20241001", "20241002", "committee"),
    ]
    due = found[1]
    assert due["URL"] == f"http://10.0.0.5:8501/criteria?area={AREA}&framework={FRAMEWORK}&item=2"
    assert due["DESCRIPTION"].startswith("แก้ไข\nhttp://10.0.0.5:8501/criteria?")
    assert due["DTSTAMP"] == "20240213T080000Z"


def test_a_body_has_its_meetings_alone_and_what_is_due_by_its_resolutions(client: TestClient, store: Store) -> None:
    resolution = {"code": "r-9", "meeting": "m-1", "text": LONG, "agency": "municipality", "status": "open"}
    store.commit(Act("x", Means.EDIT), [("resolution", {**resolution, "due_on": date(2024, 7, 1)})])
    found = events(client, "body=wg")
    assert [e["DTSTART"] for e in found] == ["20240212", "20240701"]
    assert found[1]["DESCRIPTION"].startswith(LONG + "\nhttp://")
    assert [e["DTSTART"] for e in events(client, "body=rayong-wg")] == ["20240505"]
    assert len(events(client, f"area={AREA}")) == 4


def test_what_is_moved_keeps_its_number_and_what_is_closed_is_gone(client: TestClient, store: Store) -> None:
    before = events(client, "agency=municipality")[1]
    row = store.ask("latest_revisions", kind="assignment", keys=None)[0]
    given = {name: row[name] for name in ("area", "framework", "item", "agency", "assigned_on", "task", "status")}
    store.commit(Act("x", Means.EDIT), [("assignment", {**given, "due_on": date(2024, 9, 1)})])
    after = next(e for e in events(client, "agency=municipality") if e["UID"] == before["UID"])
    assert after["DTSTART"] == "20240901"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    store.commit(Act("x", Means.EDIT), [("assignment", {**given, "status": "done"})])
    assert before["UID"] not in {e["UID"] for e in events(client, "agency=municipality")}


def test_the_feed_tells_what_changed_the_newest_first(client: TestClient) -> None:
    answer = client.get(f"/feed.atom?area={AREA}&as_of=2024-06-30&lang=en")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    name = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{name}feed"
    entries = root.findall(f"{name}entry")
    updated = [entry.findtext(f"{name}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    titles = [entry.findtext(f"{name}title") for entry in entries]
    assert "บ้านกลาง, item 2: Not assessed → Partly met" in titles
    assert len({entry.findtext(f"{name}id") for entry in entries}) == len(entries) >= 3
    for entry in entries:
        assert entry.find(f"{name}link").get("href", "").startswith("http://10.0.0.5:8501/")  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ["body=nobody", "agency=nobody", "colour=red", "area=nowhere"])
def test_what_is_not_known_is_refused(client: TestClient, query: str) -> None:
    for path in ("/calendar.ics", "/feed.atom"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        assert query.partition("=")[0] in answer.json()["error"]


def test_the_key_of_a_feed_is_no_question(client: TestClient) -> None:
    for path in ("/calendar.ics", "/feed.atom"):
        assert client.get(f"{path}?key=abc").content == client.get(path).content


def test_whoever_has_the_very_same_already_is_sent_nothing(client: TestClient, store: Store) -> None:
    for path in ("/calendar.ics", "/feed.atom"):
        mark = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": mark})
        assert (again.status_code, again.content, again.headers["cache-control"]) == (304, b"", "private, max-age=900")
    meeting = {"code": "m-9", "body": "wg", "held_on": date(2024, 5, 7)}
    store.commit(Act("x", Means.EDIT), [("meeting", meeting)])
    assert client.get("/feed.atom", headers={"if-none-match": mark}).status_code == 200
