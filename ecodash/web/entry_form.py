"""A form of signing in: shown, taken back, and what whoever it proves gets for it."""

import asyncio
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ecodash import identity, stores
from ecodash.access.problem import UNREACHABLE, EntryProblem
from ecodash.facts.selection import language
from ecodash.web.allowed_hosts import is_own_origin
from ecodash.web.cookies import LASTING, drop_cookie, set_cookie
from ecodash.web.entry_page import entry_page, on_to, wanted_path
from ecodash.web.open_tabs import connect_anew
from ecodash.web.sign_in_fields import Field

_STATUS = {"too_often": 429, "too_often_numbers": 429} | dict.fromkeys(UNREACHABLE, 503)
_pause = asyncio.sleep


async def tried(
    request: Request,
    page: str,
    fields: Callable[[str, Mapping[str, str]], list[Field]],
    try_in: Callable[[Mapping[str, str]], str],
    welcome: Callable[[Request, Response, str], None],
    home: str,
    seconds_to_wait: Callable[[Mapping[str, str]], float] = lambda form: 0.0,
) -> Response:
    """Show a form; when it comes back, set the cookies of whoever it proves and send them on."""
    lang = language(request.query_params)
    if request.method == "GET":
        return entry_page(request, page, fields(lang, {}))
    if not is_own_origin(request.headers.get("origin"), request.headers.get("host")):
        return entry_page(request, page, fields(lang, {}), problem="foreign", status_code=403)
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    answer = on_to(wanted_path(request) or home, request)
    try:
        await _pause(await run_in_threadpool(seconds_to_wait, form))
        token = await run_in_threadpool(try_in, form)
        await run_in_threadpool(welcome, request, answer, token)
    except EntryProblem as problem:
        if problem.code == "number_needed":
            return _half_way(request, str(problem.values["name"]))
        status = _STATUS.get(problem.code, 401)
        return entry_page(request, page, fields(lang, form), problem_text=problem.sentence(lang), status_code=status)
    await connect_anew(request.cookies)
    return answer


def _half_way(request: Request, name: str) -> Response:
    """On to the second step, and from there to where they were going."""
    wanted = wanted_path(request)
    answer = on_to("/auth/number", request, **({"next": wanted} if wanted else {}))
    set_cookie(answer, request, identity.HALF_COOKIE, identity.half_way(name), identity.HALF_SECONDS)
    return answer


def signed_in(request: Request, answer: Response, token: str) -> None:
    """The cookies of an officer. A session that this browser held before ends; two would be one too many."""
    earlier = identity.unsealed(request.cookies, identity.SESSION_COOKIE)
    if earlier:
        stores.people().sign_out(earlier)
    seal(answer, request, identity.SESSION_COOKIE, token)
    drop_cookie(answer, request, identity.HALF_COOKIE)
    officer = stores.people().signed_in(token)
    if officer and identity.browser_of(request.cookies, officer.login) is None:
        seal(answer, request, identity.KNOWN_COOKIE, identity.known_browser(officer.login), LASTING)


def seal(answer: Response, request: Request, cookie: str, token: str, seconds: int | None = None) -> None:
    """Set a cookie of ours, signed; without ``seconds`` it ends with the browser."""
    set_cookie(answer, request, cookie, identity.sealed(cookie, token), seconds)
