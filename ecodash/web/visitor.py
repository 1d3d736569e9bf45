"""Who makes a request, and whether they may read at all."""

import json
from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ecodash import identity
from ecodash.access.feed_keys import PATHS
from ecodash.access.officers import Officer
from ecodash.access.roles import READER, Principal
from ecodash.store.problem import StoreProblem
from ecodash.stores import current

# What a page that asks for the passphrase needs, what Streamlit's own start asks, and what watches the server.
_OPEN_TO_ALL = (
    "/auth/",
    "/privacy",
    "/oauth2callback",
    "/assets/",
    "/fonts/",
    "/static/",
    "/healthz",
    "/help",
    "/_stcore/health",
    "/_stcore/host-config",
)


def principal_of(request: Request, demo: bool = False) -> Principal:
    """Who asks, as far as one of the two stores is concerned."""
    return _principal(request.cookies, demo)


def _principal(cookies: Mapping[str, str], demo: bool) -> Principal:
    found = identity.principal(cookies, current(demo))
    officer = _vouched_for(cookies) if found == READER else None
    return identity.of_officer(officer) if officer else found


def is_open_to_all(path: str) -> bool:
    """Whether a path needs no passphrase, whoever asks."""
    return path.startswith(_OPEN_TO_ALL)


def may_read(scope: MutableMapping[str, Any]) -> bool:
    """Whether this request needs no passphrase, or brings it; EntryProblem when that cannot be told."""
    cookies = cookies_of(scope["headers"])
    if identity.may_read(cookies) or _vouched_for(cookies):
        return True
    return scope["path"] in PATHS and identity.opens_feed(scope["path"], scope["query_string"].decode("latin-1"))


def may_upload(scope: MutableMapping[str, Any]) -> bool:
    """Whether this browser may send files: an officer's, or one that holds an agency's link."""
    return _known(scope) != READER


def is_known(scope: MutableMapping[str, Any]) -> bool:
    """Whether somebody who may record sits there: an officer, by whatever sign-in, or an agency by its link."""
    return may_upload(scope)


def may_download(scope: MutableMapping[str, Any]) -> bool:
    """Whether this browser may have a file that was made for a download; a backup is for those who sign in."""
    if not scope["path"].endswith(".zip"):
        return True
    cookies = cookies_of(scope["headers"])
    return identity.signed_in(cookies) is not None or _vouched_for(cookies) is not None


def counted_as(scope: MutableMapping[str, Any]) -> str:
    """Under what the connections of a visitor are counted: readers by their address, others by who they are."""
    who = _known(scope)
    return f"{who.role} {who.who}" if who != READER else address_of(scope)


def address_of(scope: MutableMapping[str, Any]) -> str:
    """The address somebody comes from, or "-"."""
    client = scope.get("client")
    return client[0] if client else "-"


def _vouched_for(cookies: Mapping[str, str]) -> Officer | None:
    """The officer whom an identity provider vouches for, by the cookie that Streamlit keeps of its answer."""

    def unsigned(name: str) -> bytes | None:
        value = cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(get_cookie_secret(), name, value) if value else None

    try:
        told = get_cookie_with_chunks(unsigned, USER_COOKIE_NAME)
        claims = json.loads(told) if told else {}
    except ValueError:
        return None
    return identity.vouched_for(claims) if isinstance(claims, dict) else None


def _known(scope: MutableMapping[str, Any]) -> Principal:
    """Who holds these cookies in one of the two stores; a reader in neither."""
    cookies = cookies_of(scope["headers"])
    for demo in (False, True) if cookies else ():
        with suppress(StoreProblem):
            who = _principal(cookies, demo)
            if who != READER:
                return who
    return READER


def cookies_of(headers: Iterable[tuple[bytes, bytes]]) -> Mapping[str, str]:
    """The cookies of a request."""
    found: dict[str, str] = {}
    for name, value in headers:
        if name.lower() == b"cookie":
            try:
                found |= {key: morsel.value for key, morsel in SimpleCookie(value.decode("latin-1")).items()}
            except CookieError:
                continue
    return found
