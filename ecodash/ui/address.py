"""At which addresses other machines find this dashboard."""

import os
import socket
import time
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urlsplit

import streamlit as st


def own_port() -> int:
    """The port this server listens on."""
    return int(st.get_option("server.port"))


def addresses() -> list[str]:
    """The addresses to tell people, the likeliest first; this machine's own name for itself last."""
    if public := os.environ.get("ECODASH_PUBLIC_URL"):
        return [public.rstrip("/")]
    bound = st.get_option("server.address")
    hosts = [bound] if bound and bound not in ("0.0.0.0", "::") else [*_network_hosts(), "localhost"]
    return [f"http://{host}:{own_port()}" for host in hosts]


def reachable(origin: str) -> str:
    """An address that others can open, instead of the one by which this machine calls itself."""
    is_own = urlsplit(origin).hostname in ("localhost", "127.0.0.1", "::1")
    return likeliest_address() if is_own else origin


def likeliest_address() -> str:
    """The first of the addresses to tell people; looked up once a minute, since every screen asks."""
    return _likeliest_address(int(time.monotonic() // 60))


@lru_cache(maxsize=1)
def _likeliest_address(_minute: int) -> str:
    return addresses()[0]


def _network_hosts() -> list[str]:
    found: list[str] = []
    # No packet is sent: connecting a datagram socket only asks which card would be used.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 9))
            found.append(probe.getsockname()[0])
        except OSError:
            pass
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [host for host in dict.fromkeys(found) if not host.startswith(("127.", "169.254.", "0."))]
