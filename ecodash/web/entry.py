"""Signing in and out: plain pages of our own, since only they can set a cookie.

``/auth/login`` and ``/auth/logout`` for officers, ``/auth/first`` for the very first one, ``/auth/enter`` for readers
behind a passphrase, ``/auth/link/…`` for agencies.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ecodash import identity
from ecodash.facts.selection import language, wants_demo
from ecodash.store import current
from ecodash.store.people import LEAST_LETTERS, EntryProblem
from ecodash.store.problem import StoreProblem
from ecodash.text import t, translator
from ecodash.web.document import asset_version

_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
_HEADERS = {"cache-control": "no-store", "content-security-policy": _POLICY}


@dataclass(frozen=True)
class Field:
    """One field of a form of ours."""

    name: str
    label: str
    type: str = "text"
    autocomplete: str = "off"
    value: str = ""
    least: int = 0


async def login(request: Request) -> Response:
    """An officer's name and password."""
    if request.method == "GET" and current.people().first_code() is not None:
        return _redirect("/auth/first", request)

    def try_in(form: Mapping[str, str]) -> str:
        return current.people().sign_in(form.get("name", ""), form.get("password", ""), _address(request))

    return await _tried(request, "login", _login_fields, try_in, identity.SESSION_COOKIE, "/desk")


async def first(request: Request) -> Response:
    """The first secretary, known by the code in the terminal."""
    if request.method == "GET" and current.people().first_code() is None:
        return _redirect("/auth/login", request)

    def try_in(form: Mapping[str, str]) -> str:
        return current.people().claim(
            form.get("code", ""), form.get("name", ""), form.get("password", ""), _address(request)
        )

    return await _tried(request, "first", _first_fields, try_in, identity.SESSION_COOKIE, "/desk")


async def enter(request: Request) -> Response:
    """A reader's passphrase, where one is asked for."""

    def try_in(form: Mapping[str, str]) -> str:
        return current.people().enter(form.get("passphrase", ""), _address(request))

    return await _tried(request, "enter", _enter_fields, try_in, identity.READER_COOKIE, "/", lasting=True)


async def logout(request: Request) -> Response:
    """Ends the session in every tab; asked first, so that no link can do it by itself."""
    if request.method == "GET":
        return _page(request, "logout", submit=True)
    if not _is_own_form(request):
        return _page(request, "logout", submit=True, problem="foreign", status_code=403)
    token = identity.unsealed(request.cookies, identity.SESSION_COOKIE)
    if token:
        await run_in_threadpool(current.people().sign_out, token)
    answer = _redirect("/", request)
    for cookie in (identity.SESSION_COOKIE, identity.LINK_COOKIE):
        answer.delete_cookie(cookie, path="/", httponly=True, samesite="lax")
    return answer


async def agency_link(request: Request) -> Response:
    """What an agency's link opens: its own page, in this browser, until the link ends."""
    token: str = request.path_params["token"]
    try:
        store = await run_in_threadpool(current.current, wants_demo(request.query_params))
        link = await run_in_threadpool(identity.open_link, store, token)
    except StoreProblem as problem:
        return _page(request, "link", problem_text=problem.sentence(language(request.query_params)), status_code=503)
    if link is None:
        return _page(request, "link", problem="closed_link", status_code=404)
    answer = _redirect("/report", request)
    _set(answer, request, identity.LINK_COOKIE, token, lasting=True)
    return answer


async def _tried(
    request: Request,
    page: str,
    fields: Callable[[str, Mapping[str, str]], list[Field]],
    try_in: Callable[[Mapping[str, str]], str],
    cookie: str,
    home: str,
    lasting: bool = False,
) -> Response:
    """Show a form; when it comes back, set the cookie of whoever it proves and send them on."""
    lang = language(request.query_params)
    if request.method == "GET":
        return _page(request, page, fields(lang, {}))
    if not _is_own_form(request):
        return _page(request, page, fields(lang, {}), problem="foreign", status_code=403)
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    try:
        token = await run_in_threadpool(try_in, form)
    except EntryProblem as problem:
        text = problem.sentence(lang)
        status = 429 if problem.code == "too_often" else 401
        return _page(request, page, fields(lang, form), problem_text=text, status_code=status)
    answer = _redirect(_next(request) or home, request)
    _set(answer, request, cookie, token, lasting)
    return answer


def _login_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [
        Field("name", t(lang, "entry.name"), autocomplete="username", value=form.get("name", "")),
        Field("password", t(lang, "entry.password"), "password", "current-password"),
    ]


def _first_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [
        Field("code", t(lang, "entry.code"), value=form.get("code", "")),
        Field("name", t(lang, "entry.name"), autocomplete="username", value=form.get("name", "")),
        Field(
            "password",
            t(lang, "entry.new_password", least=LEAST_LETTERS),
            "password",
            "new-password",
            least=LEAST_LETTERS,
        ),
    ]


def _enter_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [Field("passphrase", t(lang, "entry.passphrase"), "password", "current-password")]


def _page(
    request: Request,
    page: str,
    fields: list[Field] | None = None,
    *,
    submit: bool = False,
    problem: str | None = None,
    problem_text: str = "",
    status_code: int = 200,
) -> Response:
    lang = language(request.query_params)
    html = (
        _environment()
        .get_template("entry.html")
        .render(
            lang=lang,
            t=translator(lang),
            title=t(lang, f"entry.{page}_title"),
            lines=[t(lang, f"entry.{page}_line")],
            problem=t(lang, f"entry_problem.{problem}") if problem else problem_text,
            fields=fields or [],
            submit=t(lang, f"entry.{page}_submit") if fields or submit else "",
            action=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            home="/" if lang == "th" else f"/?lang={lang}",
            insecure=bool(fields)
            and request.url.scheme == "http"
            and request.url.hostname not in ("localhost", "127.0.0.1"),
            version=asset_version(),
        )
    )
    return HTMLResponse(html, status_code, _HEADERS)


def _is_own_form(request: Request) -> bool:
    """Whether the form was sent from a page of ours; another site's would carry another origin."""
    origin = request.headers.get("origin")
    return origin is not None and origin != "null" and urlsplit(origin).netloc == request.headers.get("host")


def _next(request: Request) -> str | None:
    """Where somebody was going; only ever a path of ours."""
    wanted = request.query_params.get("next", "")
    is_path = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if is_path else None


def _redirect(path: str, request: Request) -> RedirectResponse:
    """On to a path, in the language and the store of this request."""
    kept = {name: value for name in ("lang", "demo") if (value := request.query_params.get(name)) and "?" not in path}
    return RedirectResponse(path + (f"?{urlencode(kept)}" if kept else ""), 303, {"cache-control": "no-store"})


def _set(answer: Response, request: Request, cookie: str, token: str, lasting: bool) -> None:
    answer.set_cookie(
        cookie,
        identity.sealed(cookie, token),
        max_age=180 * 86400 if lasting else None,
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


def _address(request: Request) -> str:
    return request.client.host if request.client else "-"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )


routes: list[BaseRoute] = [
    Route("/auth/login", login, methods=["GET", "POST"]),
    Route("/auth/first", first, methods=["GET", "POST"]),
    Route("/auth/enter", enter, methods=["GET", "POST"]),
    Route("/auth/logout", logout, methods=["GET", "POST"]),
    Route("/auth/link/{token}", agency_link, methods=["GET"]),
]
