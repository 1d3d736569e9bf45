"""The cookies we set: no script reads them, no other site sends them, and those of HTTPS never travel in the clear."""

from starlette.requests import Request
from starlette.responses import Response

from ecodash.identity import HOST_PREFIX

LASTING = 180 * 86400


def set_cookie(answer: Response, request: Request, cookie: str, value: str, seconds: int | None = None) -> None:
    """Until the browser is closed, or for so many seconds. Under HTTPS it takes the place of one from before."""
    is_secure = request.url.scheme == "https"
    name = (HOST_PREFIX if is_secure else "") + cookie
    answer.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=is_secure)
    if is_secure and cookie in request.cookies:
        answer.delete_cookie(cookie, path="/", httponly=True, samesite="lax")


def drop_cookie(answer: Response, request: Request, cookie: str) -> None:
    """Under whichever name it was set, if it was."""
    for name in (cookie, HOST_PREFIX + cookie):
        if name in request.cookies:
            # A browser ignores what is said of a name with the prefix unless it is said as it was set.
            answer.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=name != cookie)
