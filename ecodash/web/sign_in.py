"""Signing in and out: plain pages of our own, since only they can set a cookie.

``/auth/login`` and ``/auth/logout`` for officers, ``/auth/first`` for the very first one, ``/auth/enter`` for readers
behind a passphrase, ``/auth/link/…`` for agencies.
"""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope
from streamlit.auth_util import encode_provider_token
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ecodash import identity, stores
from ecodash.access.password_changes import change_own, renew
from ecodash.access.problem import EntryProblem
from ecodash.facts.selection import language, wants_demo
from ecodash.language.text import t
from ecodash.store.problem import StoreProblem
from ecodash.ui.signed_in import has_provider
from ecodash.web.allowed_hosts import is_own_origin
from ecodash.web.cookies import LASTING, drop_cookie
from ecodash.web.entry_form import seal, signed_in, tried
from ecodash.web.entry_page import entry_page, on_to
from ecodash.web.html_document import message
from ecodash.web.sign_in_fields import (
    enter_fields,
    first_fields,
    forgot_fields,
    login_fields,
    number_fields,
    own_fields,
)
from ecodash.web.visitor import address_of, is_known

_PROVIDER = "provider"


async def login(request: Request) -> Response:
    """An officer's name and password."""
    if request.method == "GET" and await run_in_threadpool(stores.people().first_code) is not None:
        return on_to("/auth/first", request)

    def browser(form: Mapping[str, str]) -> str | None:
        return identity.browser_of(request.cookies, form.get("name", ""))

    def seconds_to_wait(form: Mapping[str, str]) -> float:
        return 0.0 if browser(form) else stores.people().seconds_to_wait(form.get("name", ""))

    def try_in(form: Mapping[str, str]) -> str:
        name, password = form.get("name", ""), form.get("password", "")
        return stores.people().sign_in(name, password, address_of(request.scope), browser(form))

    return await tried(request, "login", login_fields, try_in, signed_in, "/desk", seconds_to_wait)


async def first(request: Request) -> Response:
    """The first secretary, known by the code in the terminal."""
    if request.method == "GET" and await run_in_threadpool(stores.people().first_code) is None:
        return on_to("/auth/login", request)

    def try_in(form: Mapping[str, str]) -> str:
        return stores.people().claim(
            form.get("code", ""),
            form.get("name", ""),
            form.get("password", ""),
            address_of(request.scope),
            form.get("login", ""),
        )

    def typed_twice(form: Mapping[str, str]) -> str:
        if form.get("again", form.get("password", "")) != form.get("password", ""):
            raise EntryProblem("differ")
        return try_in(form)

    return await tried(request, "first", first_fields, typed_twice, signed_in, "/desk")


async def own_password(request: Request) -> Response:
    """An officer's own new password; in other browsers they sign in anew."""
    token = identity.unsealed(request.cookies, identity.SESSION_COOKIE) or ""
    if await run_in_threadpool(stores.people().signed_in, token) is None:
        return on_to("/auth/login", request)

    def try_in(form: Mapping[str, str]) -> str:
        address = address_of(request.scope)
        change_own(
            stores.people(), token, form.get("old", ""), form.get("password", ""), form.get("again", ""), address
        )
        return token

    def welcome(request: Request, answer: Response, token: str) -> None:
        """The session goes on as it is."""

    return await tried(request, "own", own_fields, try_in, welcome, "/desk")


async def forgot(request: Request) -> Response:
    """A new password by a one-time code of a secretary."""

    def try_in(form: Mapping[str, str]) -> str:
        name, code, password, again = (form.get(field, "") for field in ("name", "code", "password", "again"))
        return renew(stores.people(), name, code, password, again, address_of(request.scope))

    return await tried(request, "forgot", forgot_fields, try_in, signed_in, "/desk")


async def second_step(request: Request) -> Response:
    """The number from the phone, after the password."""
    name = await run_in_threadpool(identity.half_way_in, request.cookies)
    if name is None:
        return on_to("/auth/login", request)

    def try_in(form: Mapping[str, str]) -> str:
        return stores.people().sign_in_by_number(name, form.get("number", ""))

    return await tried(request, "number", number_fields, try_in, signed_in, "/desk")


async def enter(request: Request) -> Response:
    """A reader's passphrase, where one is asked for."""

    def try_in(form: Mapping[str, str]) -> str:
        return stores.people().enter(form.get("passphrase", ""), address_of(request.scope))

    def welcome(request: Request, answer: Response, key: str) -> None:
        seal(answer, request, identity.READER_COOKIE, key, LASTING)

    return await tried(request, "enter", enter_fields, try_in, welcome, "/")


async def account(request: Request) -> Response:
    """On to the identity provider of the organisation, as ``st.login`` goes there."""
    if not has_provider():
        return on_to("/auth/login", request)
    return on_to(f"/auth/login?{_PROVIDER}={encode_provider_token('default')}", request)


async def here(request: Request) -> Response:
    """Whether whoever is about to send a form still may: 204, or 401 when their sign-in ended."""
    is_in = await run_in_threadpool(is_known, request.scope)
    return Response(status_code=204 if is_in else 401, headers={"cache-control": "no-store"})


async def logout(request: Request) -> Response:
    """Ends the session in every tab; asked first, so that no link can do it by itself."""
    if request.method == "GET":
        return entry_page(request, "logout", submit=True)
    if not is_own_origin(request.headers.get("origin"), request.headers.get("host")):
        return entry_page(request, "logout", submit=True, problem="foreign", status_code=403)
    token = identity.unsealed(request.cookies, identity.SESSION_COOKIE)
    if token:
        await run_in_threadpool(stores.people().sign_out, token)
    answer = _on_to_provider(request) if USER_COOKIE_NAME in request.cookies else on_to("/", request)
    for cookie in (identity.SESSION_COOKIE, identity.LINK_COOKIE):
        drop_cookie(answer, request, cookie)
    return answer


def _on_to_provider(request: Request) -> Response:
    """Whom an identity provider vouched for signs out there too, which is Streamlit's to do.

    Not by a redirect: browsers let no form lead to another machine (``form-action``), and the provider is one.
    """
    lang = language(request.query_params)
    headers = {"refresh": f"0; url=/auth/logout?{_PROVIDER}=", "cache-control": "no-store"}
    return HTMLResponse(message(lang, t(lang, "entry.signing_out")), headers=headers)


async def agency_link(request: Request) -> Response:
    """What an agency's link opens: its own page, in this browser, until the link ends."""
    token: str = request.path_params["token"]
    try:
        store = await run_in_threadpool(stores.current, wants_demo(request.query_params))
        link = await run_in_threadpool(identity.open_link, store, token)
    except StoreProblem as problem:
        return entry_page(
            request, "link", problem_text=problem.sentence(language(request.query_params)), status_code=503
        )
    if link is None:
        return entry_page(request, "link", problem="closed_link", status_code=404)
    answer = on_to("/report", request)
    seal(answer, request, identity.LINK_COOKIE, token, LASTING)
    return answer


class _Ours(Route):
    """A page of ours at an address that Streamlit uses as well, for ``st.login`` and ``st.logout``."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Not when it is Streamlit that is asked: its own requests name a provider."""
        is_streamlits = (
            scope["type"] == "http" and scope["method"] == "GET" and _PROVIDER in QueryParams(scope["query_string"])
        )
        return (Match.NONE, {}) if is_streamlits else super().matches(scope)


routes: list[BaseRoute] = [
    _Ours("/auth/login", login, methods=["GET", "POST"]),
    Route("/auth/account", account),
    Route("/auth/here", here),
    Route("/auth/password", own_password, methods=["GET", "POST"]),
    Route("/auth/forgot", forgot, methods=["GET", "POST"]),
    Route("/auth/first", first, methods=["GET", "POST"]),
    Route("/auth/number", second_step, methods=["GET", "POST"]),
    Route("/auth/enter", enter, methods=["GET", "POST"]),
    _Ours("/auth/logout", logout, methods=["GET", "POST"]),
    Route("/auth/link/{token}", agency_link, methods=["GET"]),
]
