"""Which mail server is used, and where agencies are written to. Kept beside the accounts, apart from the history.

A password of a server goes into no journal, export or backup, and is shown to nobody again.
"""

import json
import re
from dataclasses import asdict, dataclass, field, replace
from email.utils import parseaddr
from enum import StrEnum

from ecodash.access.settings import Settings
from ecodash.language.problem import Problem

_SERVER, _ADDRESSES = "mail server", "mail addresses"
_LONGEST = 254
_LAST_PORT = 65535
# One plain address. More would be allowed, and is nobody's.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"[A-Za-z0-9._:-]{1,253}")


class MailProblem(Problem):
    """Why a mail server cannot be set up, or a message was not sent."""

    section = "mail_problem"


class Security(StrEnum):
    """How the way to the server is kept secret."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True)
class Server:
    """A mail server. ``user`` and ``password`` are empty where it asks for none; ``sender`` is who writes."""

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


def server(people: Settings) -> Server | None:
    """The server that was set up; None where none was."""
    kept = people.setting(_SERVER)
    if kept is None:
        return None
    told = json.loads(kept)
    return Server(**{**told, "security": Security(told["security"])})


def set_server(people: Settings, told: Server, by: str) -> None:
    """Use a server from now on; an empty password leaves that of the same server and user. MailProblem says why not."""
    if not _HOST.fullmatch(told.host):
        raise MailProblem("host", value=told.host)
    if not 0 < told.port <= _LAST_PORT:
        raise MailProblem("port", value=told.port)
    checked_address(told.sender)
    before = server(people)
    if before and not told.password and (before.host, before.user) == (told.host, told.user):
        told = replace(told, password=before.password)
    if told.password and told.security is Security.NONE:
        # A password in the clear is read by whoever listens.
        raise MailProblem("password_in_clear")
    people.keep(_SERVER, json.dumps(asdict(told)), by, "mail_set", f"{told.host}:{told.port}")


def forget_server(people: Settings, by: str) -> None:
    """Send no more; the addresses stay."""
    people.keep(_SERVER, None, by, "mail_off")


def addresses(people: Settings) -> dict[str, str]:
    """Agency → the address it is written to."""
    kept: dict[str, str] = json.loads(people.setting(_ADDRESSES) or "{}")
    return kept


def set_address(people: Settings, agency: str, address: str, by: str) -> None:
    """Write to an agency there from now on; an empty address: nowhere."""
    told = addresses(people)
    told.pop(agency, None)
    if address.strip():
        told[agency] = checked_address(address)
    people.keep(_ADDRESSES, json.dumps(told), by, "mail_address", agency)


def checked_address(written: str) -> str:
    """One address, without a name beside it; MailProblem for anything else."""
    address = written.strip()
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address) or parseaddr(address)[1] != address:
        raise MailProblem("address", value=written[:80])
    return address
