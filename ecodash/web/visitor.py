"""Who makes a request, and whether they may read at all."""

from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import suppress
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.requests import Request

from ecodash import identity
from ecodash.access import READER, Principal
from ecodash.store.current import current
from ecodash.store.problem import StoreProblem

# What a page that asks for the passphrase needs, what Streamlit's own start asks, and what watches the server.
_OPEN_TO_ALL = ("/auth/", "/assets/", "/fonts/", "/static/", "/healthz", "/_stcore/health", "/_stcore/host-config")


def principal_of(request: Request, demo: bool = False) -> Principal:
    """Who asks, as far as one of the two stores is concerned."""
    return identity.principal(request.cookies, current(demo))


def may_read(scope: MutableMapping[str, Any]) -> bool:
    """Whether this request needs no passphrase, or brings it."""
    path: str = scope["path"]
    return path.startswith(_OPEN_TO_ALL) or identity.may_read(cookies_of(scope["headers"]))


def may_upload(scope: MutableMapping[str, Any]) -> bool:
    """Whether this browser may send files: an officer's, or one that holds an agency's link."""
    return _known(scope) != READER


def counted_as(scope: MutableMapping[str, Any]) -> str:
    """Under what the connections of a visitor are counted: readers by their address, others by who they are."""
    who = _known(scope)
    return f"{who.role} {who.who}" if who != READER else address_of(scope)


def address_of(scope: MutableMapping[str, Any]) -> str:
    """The address somebody comes from, or "-"."""
    client = scope.get("client")
    return client[0] if client else "-"


def _known(scope: MutableMapping[str, Any]) -> Principal:
    """Who holds these cookies in one of the two stores; a reader in neither."""
    cookies = cookies_of(scope["headers"])
    for demo in (False, True) if cookies else ():
        with suppress(StoreProblem):
            who = identity.principal(cookies, current(demo))
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
