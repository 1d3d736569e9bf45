"""By which names this dashboard answers, and from which pages it may be spoken to.

A page elsewhere can have its own name lead to this machine and so speak to it through a reader's browser. What it
cannot do is make a browser call this machine by an address in numbers, by a name without a dot, or by this machine's
own names; so these are always answered. A proxy says that it is one. Other names are told in ``ECODASH_PUBLIC_URL``
or ``ECODASH_HOSTS``.
"""

import os
import socket
from collections.abc import Iterator, MutableMapping
from fnmatch import fnmatch
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

import streamlit as st

_LONGEST = 300
_OF_A_PROXY = (b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip")
READING = ("GET", "HEAD", "OPTIONS")
_STANDARD_PORTS = (None, 80, 443)


def believe_no_proxy_unless_told() -> None:
    """Who a proxy says that it speaks for is believed from the addresses in ``FORWARDED_ALLOW_IPS`` alone.

    Otherwise any program of this machine could pass for any number of visitors.
    """
    os.environ.setdefault("FORWARDED_ALLOW_IPS", "")


def problem_of(scope: MutableMapping[str, Any]) -> str | None:
    """What is wrong with where a request goes or comes from; it names the words under ``door``.

    Asks the operating system for names, which may take a moment.
    """
    headers = {name.lower(): value for name, value in scope["headers"]}
    host = _split(b"//" + headers[b"host"]) if b"host" in headers else urlsplit("//localhost")
    origin = _split(headers[b"origin"]) if b"origin" in headers else None
    if host is None or not host.hostname or host.path or host.query or host.fragment or host.username is not None:
        return "bad_host"
    if b"origin" in headers and origin is None:
        return "bad_origin"
    is_stream = scope["type"] == "websocket"
    if not is_stream and scope["method"] in READING:
        return None
    if not is_known(host.hostname) and not any(name in headers for name in _OF_A_PROXY):
        return "strange_host"
    if is_stream and origin is not None and not _is_own_page(origin, host, headers):
        return "bad_origin"
    return None


def is_own_origin(origin: str | None, host: str | None) -> bool:
    """Whether a form was sent from a page of ours; another site's would carry another origin."""
    page = _split(origin.encode("latin-1", "replace")) if origin else None
    return page is not None and bool(page.netloc) and page.netloc == host


def is_known(name: str) -> bool:
    """Whether this dashboard answers to a name."""
    name = name.lower().rstrip(".")
    return _is_number(name) or "." not in name or name in _own_names() or any(fnmatch(name, told) for told in _told())


def _is_own_page(origin: SplitResult, host: SplitResult, headers: dict[bytes, bytes]) -> bool:
    """Cookies know no port, so that a page of another program on this machine would bring the officer's."""
    asked = [host]
    if b"x-forwarded-host" in headers and (forwarded := _split(b"//" + headers[b"x-forwarded-host"])):
        asked.append(forwarded)
    if any(_place(origin) == _place(each) for each in asked):
        return True
    return origin.port in _STANDARD_PORTS and any(fnmatch(origin.hostname or "", told) for told in _told())


def _place(address: SplitResult) -> tuple[str | None, int | None]:
    return address.hostname, None if address.port in _STANDARD_PORTS else address.port


def _split(address: bytes) -> SplitResult | None:
    """Its parts, or None when it is no address."""
    if len(address) > _LONGEST:
        return None
    try:
        parts = urlsplit(address.decode("latin-1"))
        # Only asking for the port tells whether it is one.
        return parts if parts.port is None or parts.port >= 0 else None
    except ValueError:
        return None


def _is_number(name: str) -> bool:
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


@cache
def _own_names() -> frozenset[str]:
    own = socket.gethostname().lower()
    return frozenset({own, f"{own.split('.')[0]}.local", socket.getfqdn().lower().rstrip(".")})


def _told() -> Iterator[str]:
    """The names that whoever set this up says it has; ``*`` stands for any letters."""
    told = os.environ.get("ECODASH_HOSTS", "").split(",") + list(st.get_option("server.allowedHosts") or [])
    yield from (name.strip().lower() for name in told if name.strip())
    if public := urlsplit(os.environ.get("ECODASH_PUBLIC_URL", "")).hostname:
        yield public
