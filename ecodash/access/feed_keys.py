"""Keys of feeds: calendars cannot type the readers' passphrase, so the address of a feed carries a key of its own.

A key opens one feed, as it was asked for, and nothing else. It is worked out from the passphrase's own secret, so a new
passphrase ends it; and anew for an agency, a body or everybody when its feeds are withdrawn.
"""

import secrets
from collections.abc import Iterable
from urllib.parse import urlencode

from ecodash.access.passphrase import Passphrase

PATHS = ("/calendar.ics", "/feed.atom")
KEY = "key"
# Whose feed it is; in what language it is said opens nothing more.
_WHOSE = ("agency", "body")
_LEFT_ASIDE = (KEY, "lang")

Asked = Iterable[tuple[str, str]]


def key_of(people: Passphrase, path: str, asked: Asked) -> str | None:
    """The key of a feed; None where readers need no passphrase."""
    if not people.has_passphrase():
        return None
    told = sorted((name, value) for name, value in asked if name not in _LEFT_ASIDE)
    whose = next((value for name, value in told if name in _WHOSE and value), "")
    return people.key_for(f"{path}?{urlencode(told)}#{people.setting(_place(whose)) or ''}")


def opens(people: Passphrase, path: str, asked: Asked, key: str) -> bool:
    """Whether a key is that of the feed that is asked for."""
    wanted = key_of(people, path, asked) if path in PATHS else None
    return wanted is not None and secrets.compare_digest(wanted.encode(), key.encode())


def withdraw(people: Passphrase, whose: str, by: str) -> None:
    """End every address of the feeds of an agency or a body (its code), or of those of nobody in particular («»)."""
    people.keep(_place(whose), secrets.token_hex(8), by, "feeds_withdrawn", whose)


def _place(whose: str) -> str:
    return f"feeds of {whose}"
