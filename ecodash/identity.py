"""Who somebody is, from the cookies of their browser. Asked anew for every run and every request.

A cookie holds a random token, signed so that a made-up one is turned away before any file is read. The token
means something only as long as its session, its agency link or the passphrase it stands for holds.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl

from itsdangerous import BadData, BadSignature, Signer, URLSafeTimedSerializer

from ecodash import stores
from ecodash.access import feed_keys
from ecodash.access.officers import Officer
from ecodash.access.problem import EntryProblem
from ecodash.access.roles import READER, Principal
from ecodash.domain.vocabulary import Role
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store

SESSION_COOKIE = "ecodash_session"
LINK_COOKIE = "ecodash_link"
READER_COOKIE = "ecodash_reader"
# Says in which browsers an officer signed in before. It opens nothing.
KNOWN_COOKIE = "ecodash_known"
# Says who proved the password and still owes the number of the second step.
HALF_COOKIE = "ecodash_half"
HALF_SECONDS = 600
# Under HTTPS cookies have this before their name: then no neighbour and no page without HTTPS can set them.
HOST_PREFIX = "__Host-"


def sealed(cookie: str, token: str) -> str:
    """The value to set for a cookie."""
    return Signer(stores.people().secret(), salt=cookie).sign(token).decode()


def unsealed(cookies: Mapping[str, str], cookie: str) -> str | None:
    """The token in a cookie of ours, or None."""
    value = cookies.get(HOST_PREFIX + cookie) or cookies.get(cookie)
    if not value:
        return None
    try:
        return Signer(stores.people().secret(), salt=cookie).unsign(value).decode()
    except (BadSignature, UnicodeError):
        return None


def half_way(name: str) -> str:
    """The value to set for whoever proved the password and is asked for a number next."""
    return _half_signer().dumps(name)


def half_way_in(cookies: Mapping[str, str]) -> str | None:
    """Who proved the password in this browser within the last minutes."""
    value = cookies.get(HOST_PREFIX + HALF_COOKIE) or cookies.get(HALF_COOKIE)
    try:
        return str(_half_signer().loads(value, max_age=HALF_SECONDS)) if value else None
    except BadData:
        return None


def _half_signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(stores.people().secret(), salt=HALF_COOKIE)


def known_browser(login: str) -> str:
    """What a browser keeps once an officer signed in there: a number of its own, and for whom it holds."""
    return f"{secrets.token_urlsafe(12)}.{token_hash(login)[:16]}"


def browser_of(cookies: Mapping[str, str], login: str) -> str | None:
    """The number of a browser in which somebody signed in by this name before."""
    number, _, whose = (unsealed(cookies, KNOWN_COOKIE) or "").partition(".")
    return number if number and whose == token_hash(" ".join(login.split()))[:16] else None


def principal(cookies: Mapping[str, str], store: Store) -> Principal:
    """Who acts on a store with these cookies: an officer, an agency by its link, or a reader."""
    officer = signed_in(cookies)
    if officer is not None:
        return of_officer(officer)
    token = unsealed(cookies, LINK_COOKIE)
    link = open_link(store, token) if token else None
    if link is not None:
        return Principal(link["agency"], Role.AGENCY, link["agency"], link["code"])
    return READER


def of_officer(officer: Officer) -> Principal:
    return Principal(officer.name, officer.role)


def signed_in(cookies: Mapping[str, str]) -> Officer | None:
    """The officer whose session these cookies hold."""
    token = unsealed(cookies, SESSION_COOKIE)
    try:
        return stores.people().signed_in(token) if token else None
    except EntryProblem:
        # The file that says who may enter cannot be read: nobody is let in by mistake.
        return None


def vouched_for(claims: Mapping[str, Any]) -> Officer | None:
    """The officer whom an identity provider vouches for, by what its signed answer claims."""
    email, issued_at = claims.get("email"), claims.get("iat")
    is_theirs = claims.get("is_logged_in") is True and claims.get("email_verified") is not False
    if not is_theirs or not isinstance(email, str) or not email or not isinstance(issued_at, (int, float)):
        return None
    try:
        since = datetime.fromtimestamp(issued_at, UTC).replace(tzinfo=None)
        return stores.people().officer_of_account(email, since)
    except (EntryProblem, ValueError, OverflowError, OSError):
        return None


def may_read(cookies: Mapping[str, str]) -> bool:
    """Whether the shared passphrase is off, known, or not needed: officers and agencies prove themselves otherwise."""
    people = stores.people()
    if not people.has_passphrase():
        return True
    return (
        people.may_read(unsealed(cookies, READER_COOKIE)) or signed_in(cookies) is not None or _holds_open_link(cookies)
    )


def opens_feed(path: str, query: str) -> bool:
    """Whether the address of a feed carries its key."""
    asked = parse_qsl(query, keep_blank_values=True)
    key = dict(asked).get(feed_keys.KEY)
    return key is not None and feed_keys.opens(stores.people(), path, asked, key)


def feed_address(link: str) -> str:
    """The address of a feed as a calendar can read it: with its key, where readers are asked for a passphrase."""
    path, _, query = link.partition("?")
    key = feed_keys.key_of(stores.people(), path, parse_qsl(query, keep_blank_values=True))
    return link if key is None else f"{link}{'&' if query else '?'}{feed_keys.KEY}={key}"


def _holds_open_link(cookies: Mapping[str, str]) -> bool:
    token = unsealed(cookies, LINK_COOKIE)
    try:
        return token is not None and any(open_link(stores.current(demo), token) for demo in (False, True))
    except StoreProblem:
        return False


def link_token(code: str) -> str:
    """The token of the agency link with this code; with this home's secret it can be made again, for a letter."""
    made = hmac.new(stores.people().secret().encode(), f"agency-link {code}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


def printable_link(store: Store, agency: str) -> tuple[str, date | None] | None:
    """The token and the last day of an agency's open link that is open longest; None where none can be told again.

    Links made before tokens could be made again, or in another home, are known by their hash alone.
    """
    rows = store.ask("latest_revisions", kind="agency_link", keys=None)
    mine = [row for row in rows if row["agency"] == agency and is_open(row, store.today())]
    told = [row for row in mine if row["token_sha256"] == token_hash(link_token(row["code"]))]
    last = max(told, key=lambda row: row["ends_on"] or date.max, default=None)
    return (link_token(last["code"]), last["ends_on"]) if last else None


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_link(store: Store, token: str) -> dict[str, Any] | None:
    """The agency link that a token opens today; None when it is withdrawn, over, or never was."""
    wanted = token_hash(token)
    rows = store.ask("latest_revisions", kind="agency_link", keys=None)
    return next((row for row in rows if row["token_sha256"] == wanted and is_open(row, store.today())), None)


def is_open(link: Mapping[str, Any], day: date) -> bool:
    """Whether a link still lets its agency report; its last day is included."""
    return link["withdrawn_on"] is None and (link["ends_on"] is None or day <= link["ends_on"])
