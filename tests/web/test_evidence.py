"""Who gets a file of evidence: everybody what is public, officers the rest, of which nobody else learns."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ecodash import identity, recording, stores
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Means, Role
from ecodash.recording import NOTHING_SEEN, Entry, revised
from ecodash.store.store import Store
from ecodash.web import evidence
from ecodash.web.gate import Front
from pdf_files import pdf
from survey import AREA, FRAMEWORK, surveyed_store

PASSWORD = "ลำพูน-หริภุญชัย-2567"
SECRETARY = Principal("สมหญิง", Role.SECRETARY)
AGENCY = Principal("municipality", Role.AGENCY, "municipality", "l-1")
REPORT = {"area": AREA, "framework": FRAMEWORK, "item": "2", "effective_on": date(2024, 3, 1)}
ROLES = ("reader", "agency", "officer", "secretary")
OFFICERS = ("officer", "secretary")
PATHS = ("/evidence/{}", "/evidence/{}/preview.png")

Ask = Callable[..., Response]


@pytest.fixture
def store(home: Path) -> Store:
    """A public file, an internal one, and the file of an agency's report that waits."""
    store = surveyed_store()
    stores.use(store)
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)), demo=True)
    kept = {code: stores.vault().put(pdf(pages), f"{code}.pdf") for pages, code in enumerate(("public", "internal"), 1)}
    rows = [Entry("evidence", _file(code, kept[code].sha256, visibility=code, file_name="รายงาน.pdf")) for code in kept]
    recording.record(store, SECRETARY, rows)
    recording.record(store, AGENCY, _report(stores.vault().put(pdf(3), "ของหน่วยงาน.pdf").sha256), Means.REPORT)
    return store


def _file(code: str, sha256: str, **more: object) -> dict[str, Any]:
    return {**REPORT, "code": code, "sha256": sha256, "title": code, "media_type": "application/pdf", **more}


def _report(sha256: str) -> list[Entry]:
    report = {**REPORT, "code": "rep", "result": "met", "review": "reported", "agency_link": "l-1"}
    rows = [("observation", report), ("evidence", _file("sent", sha256, observation="rep", visibility="internal"))]
    return [Entry(kind, row, seen=NOTHING_SEEN) for kind, row in rows]


@pytest.fixture
def cookies(store: Store, quick_passwords: None) -> dict[str, dict[str, str]]:
    """The cookies of each role's browser."""
    token = "of-an-agencys-link"
    link = {"code": "l-1", "agency": "municipality", "token_sha256": identity.token_hash(token)}
    recording.record(store, SECRETARY, [Entry("agency_link", link)])
    held = {"reader": {}, "agency": {identity.LINK_COOKIE: identity.sealed(identity.LINK_COOKIE, token)}}
    for role in (Role.OFFICER, Role.SECRETARY):
        stores.people().add(f"สม{role}", role, PASSWORD, by="-")
        session = stores.people().sign_in(f"สม{role}", PASSWORD, "-")
        held[role] = {identity.SESSION_COOKIE: identity.sealed(identity.SESSION_COOKIE, session)}
    return held


@pytest.fixture
def ask(cookies: dict[str, dict[str, str]]) -> Iterator[Ask]:
    app = Starlette(routes=evidence.routes, middleware=[Middleware(Front)])
    with TestClient(app, follow_redirects=False) as client:

        def asked(role: str, code: str, path: str = PATHS[0], query: str = "") -> Response:
            client.cookies.clear()
            client.cookies.update(cookies[role])
            answer: Response = client.get(path.format(code) + query)
            return answer

        yield asked


def opens_for(ask: Ask, code: str, path: str = PATHS[0]) -> set[str]:
    """The roles that get the file; all others are told that there is none."""
    got = {role: ask(role, code, path).status_code for role in ROLES}
    assert set(got.values()) <= {200, 404}
    return {role for role, status in got.items() if status == 200}


@pytest.mark.parametrize("path", PATHS, ids=["the file", "its picture"])
@pytest.mark.parametrize(
    ("code", "roles"), [("public", ROLES), ("internal", OFFICERS), ("sent", OFFICERS), ("unknown", ())]
)
def test_what_is_public_is_everybodys_and_the_rest_officers_alone(
    ask: Ask, code: str, roles: tuple[str, ...], path: str
) -> None:
    assert opens_for(ask, code, path) == set(roles)


@pytest.mark.parametrize("role", ["reader", "agency"])
def test_nobody_can_tell_a_file_they_may_not_see_from_one_that_is_not_there(ask: Ask, role: str) -> None:
    hidden, missing = ask(role, "internal"), ask(role, "unknown")
    assert hidden.text.replace("internal", "?") == missing.text.replace("unknown", "?")
    kept = ("date", "content-length")
    assert [h for h in hidden.headers.items() if h[0] not in kept] == [
        h for h in missing.headers.items() if h[0] not in kept
    ]


def test_the_file_of_a_report_opens_for_readers_when_it_is_accepted_and_published(store: Store, ask: Ask) -> None:
    report, sent = (recording.standing(store, *row) for row in (("observation", "rep"), ("evidence", "sent")))
    assert report is not None
    assert sent is not None
    accepted = revised("observation", report, review="accepted")
    recording.record(store, SECRETARY, [accepted], Means.REVIEW)
    assert opens_for(ask, "sent") == set(OFFICERS)
    published = recording.record(store, SECRETARY, [revised("evidence", sent, visibility="public")]).change
    assert published is not None
    assert opens_for(ask, "sent") == set(ROLES)
    recording.undo(store, SECRETARY, published.id)
    assert opens_for(ask, "sent") == set(OFFICERS)


def test_the_file_of_a_report_that_was_returned_stays_with_the_officers(store: Store, ask: Ask) -> None:
    report = recording.standing(store, "observation", "rep")
    assert report is not None
    recording.record(store, SECRETARY, [revised("observation", report, review="returned")], Means.REVIEW)
    assert opens_for(ask, "sent") == set(OFFICERS)


def test_evidence_whose_recording_was_undone_is_gone_for_all(store: Store, ask: Ask) -> None:
    row = _file("mistake", stores.vault().put(pdf(4), "x.pdf").sha256, visibility="public")
    made = recording.record(store, SECRETARY, [Entry("evidence", row)]).change
    assert made is not None
    assert opens_for(ask, "mistake") == set(ROLES)
    recording.undo(store, SECRETARY, made.id)
    assert opens_for(ask, "mistake") == set()


def test_an_agencys_link_that_was_withdrawn_opens_what_readers_may_see(store: Store, ask: Ask) -> None:
    link = recording.standing(store, "agency_link", "l-1")
    assert link is not None
    recording.record(store, SECRETARY, [revised("agency_link", link, withdrawn_on=date(2024, 1, 1))])
    assert ask("agency", "public").status_code == 200
    assert ask("agency", "internal").status_code == 404


def test_the_demonstration_shows_no_file_of_the_real_store(ask: Ask) -> None:
    assert ask("secretary", "public", query="?demo=1").status_code == 404


def test_what_is_internal_is_kept_by_no_browser_and_what_is_public_for_minutes(ask: Ask) -> None:
    assert ask("officer", "internal").headers["cache-control"] == "no-store"
    assert ask("reader", "public").headers["cache-control"] == "private, max-age=300"
    assert ask("reader", "internal").headers["cache-control"] == "no-store"


def test_a_file_is_saved_under_its_name_and_can_neither_run_nor_load_anything(ask: Ask) -> None:
    answer = ask("reader", "public")
    assert answer.content == pdf(1)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99.pdf"
    )
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert ask("reader", "public", PATHS[1]).headers["content-type"] == "image/png"


@pytest.mark.parametrize(("query", "words"), [("", "ไม่พบ"), ("?lang=en", "not")])
def test_that_there_is_no_file_is_said_in_both_languages(ask: Ask, query: str, words: str) -> None:
    assert words in ask("reader", "unknown", query=query).text


def test_a_file_that_was_altered_on_disk_is_not_handed_on(store: Store, ask: Ask) -> None:
    row = recording.standing(store, "evidence", "public")
    assert row is not None
    (path,) = (stores.home() / "evidence").rglob(f"{row['sha256']}*")
    path.chmod(0o640)
    path.write_bytes(pdf(5))
    assert ask("reader", "public").status_code == 500
    path.unlink()
    assert ask("reader", "public").status_code == 404


def test_what_is_withdrawn_opens_for_nobody(ask: Ask, store: Store) -> None:
    row = recording.standing(store, "evidence", "public")
    assert row is not None
    marks = {"withdrawn_on": store.today(), "withdrawn_by": SECRETARY.who}
    recording.record(store, SECRETARY, [recording.revised("evidence", row, **marks)])
    for path in PATHS:
        assert opens_for(ask, "public", path) == set()
