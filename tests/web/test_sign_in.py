"""Signing in and out over HTTP: cookies, wrong tries, forged forms, links for agencies, the readers' passphrase."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pyotp
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from days import TODAY
from ecodash import identity, recording, stores
from ecodash.access.password_changes import give_code
from ecodash.access.place import FILE_NAME
from ecodash.access.problem import EntryProblem
from ecodash.access.roles import Principal
from ecodash.access.second_factor import new_secret
from ecodash.domain.vocabulary import Role
from ecodash.language.text import t
from ecodash.web import api, entry_form
from ecodash.web import sign_in as sign_in_pages
from ecodash.web.gate import Front
from ecodash.web.visitor import principal_of
from survey import surveyed_store

NAME, PASSWORD = "สมหญิง", "ลำพูน-หริภุญชัย-2567"
ADDRESS = "http://testserver"
OWN = {"origin": ADDRESS}


async def whoami(request: Request) -> Response:
    who = principal_of(request)
    return JSONResponse([who.who, who.role, who.link])


async def upload(request: Request) -> Response:
    return PlainTextResponse("taken")


async def stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.close()


@pytest.fixture
def client(home: Path, quick_passwords: None) -> Iterator[TestClient]:
    stores.use(surveyed_store())
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)), demo=True)
    routes = [
        *api.routes,
        *sign_in_pages.routes,
        Route("/whoami", whoami),
        Route("/_stcore/upload_file/s/f", upload, methods=["PUT"]),
        WebSocketRoute("/_stcore/stream", stream),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Front)])
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture
def officer(client: TestClient) -> TestClient:
    stores.people().add(NAME, Role.SECRETARY, PASSWORD, by="-")
    return client


def sign_in(client: TestClient, **more: str) -> Response:
    return client.post("/auth/login", data={"name": NAME, "password": PASSWORD} | more, headers=OWN)  # type: ignore[return-value]


def test_the_first_start_asks_for_the_code_and_makes_a_secretary(client: TestClient) -> None:
    assert client.get("/auth/login").headers["location"] == "/auth/first"
    code = stores.people().first_code()
    assert code is not None
    answer = client.post("/auth/first", data={"code": code, "name": NAME, "password": PASSWORD}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert client.get("/whoami").json() == [NAME, "secretary", None]
    assert client.get("/auth/first").headers["location"] == "/auth/login"


def test_the_first_code_is_taken_without_dashes_and_the_password_is_typed_twice(
    client: TestClient,
) -> None:
    code = (stores.people().first_code() or "").replace("-", "").upper()
    form = {"code": code, "name": NAME, "password": PASSWORD, "again": PASSWORD + "x"}
    answer = client.post("/auth/first", data=form, headers=OWN)
    assert (answer.status_code, t("th", "entry_problem.differ") in answer.text) == (401, True)
    assert client.post("/auth/first", data={**form, "again": PASSWORD}, headers=OWN).status_code == 303


OTHER_PASSWORD = "แม่กวง-อุดมธารา-2570"


def test_an_officer_changes_their_own_password_and_other_browsers_sign_in_anew(officer: TestClient) -> None:
    assert officer.get("/auth/password").headers["location"] == "/auth/login"
    elsewhere = stores.people().sign_in(NAME, PASSWORD, "10.0.0.9")
    sign_in(officer)
    form = {"old": PASSWORD, "password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    for wrong in ({"old": "ผิด"}, {"again": "อื่น"}, {"password": "สั้น", "again": "สั้น"}):
        assert officer.post("/auth/password", data=form | wrong, headers=OWN).status_code == 401
    assert officer.post("/auth/password", data=form, headers=OWN).headers["location"] == "/desk"
    assert officer.get("/whoami").json() == [NAME, "secretary", None]
    assert stores.people().signed_in(elsewhere) is None
    assert sign_in(officer).status_code == 401
    assert sign_in(officer, password=OTHER_PASSWORD).status_code == 303


def test_a_forgotten_password_is_set_anew_by_a_code_that_works_once(officer: TestClient) -> None:
    assert "/auth/forgot" in officer.get("/auth/login").text
    code = give_code(stores.people(), NAME)
    form = {"name": NAME, "code": code.replace("-", " "), "password": OTHER_PASSWORD, "again": OTHER_PASSWORD}
    for wrong in ({"code": "0000-0000-0000"}, {"name": "สมชาย"}, {"again": "อื่น"}):
        assert officer.post("/auth/forgot", data=form | wrong, headers=OWN).status_code == 401
    answer = officer.post("/auth/forgot", data=form, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert officer.get("/whoami").json() == [NAME, "secretary", None]
    assert officer.post("/auth/forgot", data=form, headers=OWN).status_code == 401
    assert sign_in(officer).status_code == 401


def test_whoever_sends_a_form_is_asked_whether_they_still_may(officer: TestClient) -> None:
    assert officer.get("/auth/here").status_code == 401
    sign_in(officer)
    assert officer.get("/auth/here").status_code == 204
    stores.people().sign_out_everywhere(NAME, "-")
    assert officer.get("/auth/here").status_code == 401


def test_signing_in_sets_a_cookie_that_scripts_cannot_read(officer: TestClient) -> None:
    answer = sign_in(officer)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert officer.get("/whoami").json() == [NAME, "secretary", None]


PASSPHRASE = "ประชาชนลำพูนทุกคน"


@pytest.mark.parametrize(("scheme", "is_secure"), [("https", True), ("http", False)])
def test_under_https_no_cookie_is_ever_sent_in_the_clear_and_under_http_all_still_work(
    officer: TestClient, scheme: str, is_secure: bool
) -> None:
    """An officer's, a known browser's, a reader's and an agency's."""
    stores.people().set_passphrase(PASSPHRASE, by=NAME)
    token, origin = make_link(), {"origin": f"{scheme}://testserver"}
    answers = [
        officer.post(f"{scheme}://testserver{path}", data=form, headers=origin)
        for path, form in (
            ("/auth/login", {"name": NAME, "password": PASSWORD}),
            ("/auth/enter", {"passphrase": PASSPHRASE}),
        )
    ]
    answers.append(officer.get(f"{scheme}://testserver/auth/link/{token}"))
    given = [cookie for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    prefix = identity.HOST_PREFIX if is_secure else ""
    assert [cookie.split("=")[0].removeprefix(prefix) for cookie in given] == [
        identity.SESSION_COOKIE, identity.KNOWN_COOKIE, identity.READER_COOKIE, identity.LINK_COOKIE,
    ]  # fmt: skip
    for cookie in given:
        flags = {flag.strip().lower() for flag in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= flags
        assert ("secure" in flags) is is_secure
    assert officer.get(f"{scheme}://testserver/whoami").json() == [NAME, "secretary", None]


def test_a_session_ends_with_the_browser_and_what_a_browser_is_known_by_lasts(officer: TestClient) -> None:
    session, known = sign_in(officer).headers.get_list("set-cookie")  # type: ignore[attr-defined]
    assert "max-age" not in session.lower()
    assert f"max-age={180 * 86400}" in known.lower()


def test_signing_out_ends_the_session_for_every_tab(officer: TestClient) -> None:
    sign_in(officer)
    kept = dict(officer.cookies)
    assert officer.post("/auth/logout", headers=OWN).status_code == 303
    officer.cookies.update(kept)
    assert officer.get("/whoami").json() == ["", "reader", None]


def test_a_cookie_that_was_made_up_is_a_reader(officer: TestClient) -> None:
    token = stores.people().sign_in(NAME, PASSWORD, "-")
    for value in (token, f"{token}.abc", "x", "", "%00", "a=b; c"):
        officer.cookies.clear()
        answer = officer.get("/whoami", headers={"cookie": f"{identity.SESSION_COOKIE}={value}"})
        assert answer.json() == ["", "reader", None]


def test_a_wrong_password_says_so_in_both_languages_and_gives_nothing(officer: TestClient) -> None:
    thai = sign_in(officer, password="ผิด")
    english = officer.post("/auth/login?lang=en", data={"name": NAME, "password": "x"}, headers=OWN)
    assert (thai.status_code, english.status_code) == (401, 401)
    assert "set-cookie" not in thai.headers
    assert "รหัสผ่านไม่ถูกต้อง" in thai.text  # type: ignore[attr-defined]
    assert "password is wrong" in english.text


def test_the_sixth_wrong_try_is_told_to_wait(officer: TestClient) -> None:
    assert [sign_in(officer, password="ผิด").status_code for _ in range(6)] == [401] * 5 + [429]


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "https://testserver.evil.example"])
@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/auth/first", "/auth/enter"])
def test_a_form_from_elsewhere_does_nothing(officer: TestClient, path: str, origin: str | None) -> None:
    sign_in(officer)
    headers = {"origin": origin} if origin else {}
    answer = officer.post(path, data={"name": NAME, "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert officer.get("/whoami").json()[1] == "secretary"


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        ("/workbook?area=x", "/workbook?area=x"),
        ("//evil.example", "/desk"),
        ("https://evil.example", "/desk"),
        ("/\\evil.example", "/desk"),
        ("/a\r\nSet-Cookie: x=1", "/desk"),
    ],
)
def test_after_signing_in_one_goes_only_to_a_page_of_ours(officer: TestClient, wanted: str, leads: str) -> None:
    answer = officer.post(
        "/auth/login", params={"next": wanted}, data={"name": NAME, "password": PASSWORD}, headers=OWN
    )
    assert answer.headers["location"] == leads


def test_what_was_typed_is_escaped(officer: TestClient) -> None:
    answer = sign_in(officer, name='"><script>alert(1)</script>')
    assert "<script>" not in answer.text  # type: ignore[attr-defined]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_signing_in_again_ends_the_session_before(officer: TestClient) -> None:
    sign_in(officer)
    before = officer.cookies[identity.SESSION_COOKIE]
    sign_in(officer)
    officer.cookies.clear()
    answer = officer.get("/whoami", headers={"cookie": f"{identity.SESSION_COOKIE}={before}"})
    assert answer.json() == ["", "reader", None]


def test_a_browser_of_the_officer_passes_while_a_neighbour_guesses(officer: TestClient) -> None:
    sign_in(officer)
    known = officer.cookies[identity.KNOWN_COOKIE]
    officer.cookies.clear()
    assert [sign_in(officer, password="ผิด").status_code for _ in range(6)] == [401] * 5 + [429]
    officer.cookies.set(identity.KNOWN_COOKIE, known)
    # For another name, or altered, it is worth nothing.
    assert [sign_in(officer, name="สมชาย", password="ผิด").status_code for _ in range(6)] == [401] * 5 + [429]
    assert sign_in(officer).status_code == 303
    officer.cookies.clear()
    officer.cookies.set(identity.KNOWN_COOKIE, known + "x")
    assert sign_in(officer).status_code == 429


def test_a_name_that_is_guessed_from_elsewhere_is_held_up_and_let_in(
    officer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(entry_form, "_pause", pause)
    for n in range(20):
        with pytest.raises(EntryProblem):
            stores.people().sign_in(NAME, "ผิด", f"10.0.0.{n}")
    assert sign_in(officer).status_code == 303
    assert sign_in(officer).status_code == 303
    assert waited == [5.0, 0.0]


def test_a_form_longer_than_any_of_ours_is_refused_unread(officer: TestClient) -> None:
    for lang, words in (("th", "ยาวเกินไป"), ("en", "too long")):
        answer = officer.post(f"/auth/login?lang={lang}", data={"name": "ก" * 900_000}, headers=OWN)
        assert answer.status_code == 413
        assert words in answer.text


def test_what_streamlits_sign_in_asks_reaches_streamlit(officer: TestClient) -> None:
    async def streamlits(request: Request) -> Response:
        return PlainTextResponse(f"streamlit {request.url.path}")

    routes = [
        *sign_in_pages.routes,
        *(Route(path, streamlits) for path in ("/auth/login", "/auth/logout", "/oauth2callback")),
    ]
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by=NAME)
    with TestClient(Starlette(routes=routes, middleware=[Middleware(Front)]), follow_redirects=False) as client:
        assert client.get("/auth/login?provider=abc").text == "streamlit /auth/login"
        assert client.get("/oauth2callback?state=x&code=y").text == "streamlit /oauth2callback"
        assert "<form" in client.get("/auth/login").text
        assert client.post("/auth/login?provider=abc", headers=OWN).status_code == 401
        client.cookies.set("_streamlit_user", "somebody")
        leads = client.post("/auth/logout", headers=OWN).headers["refresh"].removeprefix("0; url=")
        assert client.get(leads).text == "streamlit /auth/logout"


def test_while_another_program_holds_the_file_everybody_is_told_so(
    officer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "ประชาชนลำพูนทุกคน"
    stores.people().set_passphrase(words, by=NAME)
    reader = officer.post("/auth/enter", data={"passphrase": words}, headers=OWN).headers["set-cookie"].split(";")[0]
    held = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout: held(path, timeout=0))
    with closing(held(stores.home() / FILE_NAME)) as backup:
        backup.execute("begin exclusive")
        officer.cookies.clear()
        # Who knew the passphrase reads on: that is asked without the file.
        assert officer.get("/whoami", headers={"cookie": reader}).status_code == 200
        made_up = {"cookie": f"{identity.SESSION_COOKIE}=made.up"}
        assert officer.get("/whoami", headers=made_up).status_code == 303
        for path in ("/auth/login", "/auth/first"):
            for lang, said in (("th", "ไฟล์ผู้มีสิทธิ์"), ("en", "who may enter")):
                got = officer.get(f"{path}?lang={lang}")
                assert got.status_code == 503
                assert said in got.text
        assert sign_in(officer).status_code == 503
        assert officer.post("/auth/enter", data={"passphrase": words}, headers=OWN).status_code == 503


def test_after_the_password_a_number_is_asked_for_and_then_one_goes_where_one_wanted(officer: TestClient) -> None:
    secret = new_secret()
    stores.people().set_second_step(NAME, secret, pyotp.TOTP(secret).now())
    answer = officer.post("/auth/login?next=/log&lang=en", data={"name": NAME, "password": PASSWORD}, headers=OWN)
    asked = answer.headers["location"]
    assert (answer.status_code, asked) == (303, "/auth/number?lang=en&next=%2Flog")
    assert "Second step" in officer.get(asked).text
    # The password alone is nobody yet, and somebody without it is not even asked.
    assert officer.get("/whoami").json()[1] == "reader"
    with TestClient(officer.app, follow_redirects=False) as stranger:
        assert stranger.get(asked).headers["location"].startswith("/auth/login")
        stranger.cookies.set(identity.HALF_COOKIE, identity.half_way(NAME)[:-1] + "x")
        assert stranger.post(asked, data={"number": "1"}, headers=OWN).headers["location"].startswith("/auth/login")
    assert officer.post(asked, data={"number": "12"}, headers=OWN).status_code == 401
    right = {"number": pyotp.TOTP(secret).at(time.time() + 30)}
    answer = officer.post(asked, data=right, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/log?lang=en")
    assert officer.get("/whoami").json()[:2] == [NAME, "secretary"]
    assert identity.HALF_COOKIE not in officer.cookies


def test_under_https_cookies_are_bound_to_this_host_and_those_of_before_still_count(officer: TestClient) -> None:
    sign_in(officer)
    before = officer.cookies.get(identity.SESSION_COOKIE)
    assert before
    with TestClient(officer.app, base_url="https://testserver", follow_redirects=False) as client:
        client.cookies.set(identity.SESSION_COOKIE, before)
        assert client.get("/whoami").json()[0] == NAME
        form, own = {"name": NAME, "password": PASSWORD}, {"origin": "https://testserver"}
        said = client.post("/auth/login", data=form, headers=own).headers.get_list("set-cookie")
        bound = [line for line in said if line.startswith("__Host-ecodash_session=")]
        assert len(bound) == 1
        assert "Secure" in bound[0]
        assert "Path=/;" in bound[0]
        assert "omain" not in bound[0]
        assert any(line.startswith(f'{identity.SESSION_COOKIE}=""') for line in said)
        # The session before ended with the new sign-in.
        assert (
            stores.people().signed_in(identity.unsealed({identity.SESSION_COOKIE: before}, "ecodash_session") or "")
            is None
        )
        assert client.get("/whoami").json()[0] == NAME
        client.post("/auth/logout", headers=own)
        assert client.get("/whoami").json()[1] == "reader"
        assert "__Host-ecodash_session" not in client.cookies


# Links for agencies


def make_link(**more: object) -> str:
    token = "of-an-agencys-link"
    row = {"code": "l-1", "agency": "tesaban", "token_sha256": identity.token_hash(token), "ends_on": TODAY} | more
    secretary = Principal(NAME, Role.SECRETARY)
    recording.record(stores.current(), secretary, [recording.Entry("agency_link", row)])
    return token


def test_an_agencys_link_lets_it_report_and_nothing_else(client: TestClient) -> None:
    token = make_link()
    answer = client.get(f"/auth/link/{token}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/report")
    assert client.get("/whoami").json() == ["tesaban", "agency", "l-1"]


@pytest.mark.parametrize(
    "more",
    [{"ends_on": TODAY - timedelta(days=1)}, {"withdrawn_on": date(2024, 1, 1)}, {"token_sha256": "0" * 64}],
)
def test_a_link_that_ended_says_so_in_both_languages(client: TestClient, more: dict[str, object]) -> None:
    token = make_link(**more)
    for lang, words in (("th", "ใช้ไม่ได้แล้ว"), ("en", "no longer works")):
        answer = client.get(f"/auth/link/{token}?lang={lang}")
        assert answer.status_code == 404
        assert words in answer.text
        assert "set-cookie" not in answer.headers


def test_a_link_withdrawn_meanwhile_is_a_readers(client: TestClient) -> None:
    client.get(f"/auth/link/{make_link()}")
    row = recording.standing(stores.current(), "agency_link", "l-1")
    assert row is not None
    entry_ = recording.revised("agency_link", row, withdrawn_on=TODAY)
    recording.record(stores.current(), Principal(NAME, Role.SECRETARY), [entry_])
    assert client.get("/whoami").json() == ["", "reader", None]


# Files and the passphrase


def test_files_are_taken_from_officers_and_agencies_alone(officer: TestClient) -> None:
    assert officer.put("/_stcore/upload_file/s/f").status_code == 404
    officer.get(f"/auth/link/{make_link()}")
    assert officer.put("/_stcore/upload_file/s/f").text == "taken"
    officer.cookies.clear()
    sign_in(officer)
    assert officer.put("/_stcore/upload_file/s/f").text == "taken"


def test_with_a_passphrase_nothing_is_read_without_it(officer: TestClient) -> None:
    words = "ประชาชนลำพูนทุกคน"
    stores.people().set_passphrase(words, by=NAME)
    answer = officer.get("/api/v1/status.json?area=x&lang=en")
    assert answer.status_code == 303
    assert re.match(
        r"/auth/enter\?next=%2Fapi%2Fv1%2Fstatus\.json%3Farea%3Dx%26lang%3Den&lang=en", answer.headers["location"]
    )
    assert officer.get("/healthz").status_code == 200
    assert officer.get("/auth/enter").status_code == 200
    wrong = officer.post("/auth/enter", data={"passphrase": "ผิด"}, headers=OWN)
    assert wrong.status_code == 401
    right = officer.post("/auth/enter?next=/whoami", data={"passphrase": words}, headers=OWN)
    assert right.headers["location"] == "/whoami"
    assert officer.get("/whoami").status_code == 200
    stores.people().set_passphrase("รหัสใหม่ของลำพูน", by=NAME)
    assert officer.get("/whoami").status_code == 303


def test_an_agency_needs_no_passphrase_while_its_link_is_open(officer: TestClient) -> None:
    token = make_link()
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by=NAME)
    assert officer.get("/whoami").status_code == 303
    officer.get(f"/auth/link/{token}")
    assert officer.get("/whoami").json()[1] == "agency"
    row = recording.standing(stores.current(), "agency_link", "l-1")
    assert row is not None
    withdrawn = recording.revised("agency_link", row, withdrawn_on=TODAY)
    recording.record(stores.current(), Principal(NAME, Role.SECRETARY), [withdrawn])
    assert officer.get("/whoami").status_code == 303


def test_with_a_passphrase_the_websocket_is_shut_too(officer: TestClient) -> None:
    with officer.websocket_connect("/_stcore/stream"):
        pass
    stores.people().set_passphrase("ประชาชนลำพูนทุกคน", by=NAME)
    with pytest.raises(WebSocketDisconnect), officer.websocket_connect("/_stcore/stream"):
        pass
