"""Who may sign in: officers, their sessions, the readers' passphrase. Kept apart from the history.

Passwords and sessions change and are forgotten, and they belong into no journal, export or backup; so they have a
small SQLite file of their own in the home. Only hashes are kept, of passwords and of tokens alike.
"""

import hashlib
import hmac
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ecodash.access import attempts
from ecodash.access.attempts import Kind
from ecodash.disk import keep_private
from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Role
from ecodash.language.problem import FAILED, REFUSED, Problem

FILE_NAME = "access.sqlite"
LEAST_LETTERS = 12
_IDLE = timedelta(hours=2)
_LONGEST = timedelta(hours=12)
_LONGEST_NAME = 80
# Of every sort the newest; strangers cause some of them, and must not fill the disk.
_MOST_EVENTS = 1000
# Hashing takes 64 MB each; a flood of sign-ins must not take the memory.
_HASHING = threading.Semaphore(2)
_HASHER = PasswordHasher()
# Hashed for names that do not exist, so that the time of an answer tells nothing.
_NOBODY = _HASHER.hash(secrets.token_urlsafe())

_SCHEMA = """
create table if not exists officer (
    name text primary key, role text not null, password_hash text not null, email text, added_at text not null
);
create table if not exists session (
    token_sha256 text primary key, officer text not null, began_at text not null, seen_at text not null
);
create table if not exists setting (name text primary key, value text not null);
create table if not exists event (at text not null, who text not null, what text not null, about text not null);
update event set who = substr(who, 1, 80) where length(who) > 80;
"""


@dataclass(frozen=True)
class Officer:
    """Somebody who signs in. ``email`` is how an identity provider knows them."""

    name: str
    role: Role
    email: str | None
    added_at: datetime


@dataclass(frozen=True)
class Event:
    """Something about who may enter. ``what`` names the words under ``event``."""

    at: datetime
    who: str
    what: str
    about: str


class EntryProblem(Problem):
    """Why somebody does not come in, or cannot be added."""

    section = "entry_problem"

    @property
    def exit_code(self) -> int:
        """The file of those who enter cannot be read or written: nothing was wrong with what was asked."""
        return FAILED if self.code == "file" else REFUSED


class People:
    """Officers, sessions and the passphrase of one home. Every call opens the file for itself."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._path = home / FILE_NAME
        self._first_code: str | None = None
        # By officer, one-time codes for a new password: their hash, and until when. Gone when the program stops.
        self.reset_codes: dict[str, tuple[str, datetime]] = {}
        # Asked at every request; nobody but this process changes it while it runs.
        self._reader_key: str | None = None
        with self._file() as file:
            file.executescript(_SCHEMA + attempts.SCHEMA)
            file.execute(
                "insert into setting values ('secret', ?) on conflict do nothing", (secrets.token_urlsafe(32),)
            )
        keep_private(home)
        self._reader_key = self._setting("reader_key")
        # Asked for every cookie, so read once: a made-up cookie costs no look at the file.
        self._secret = self._setting("secret") or ""

    # -- officers

    def officers(self) -> list[Officer]:
        """Everybody who can sign in, by name."""
        with self._file() as file:
            rows = file.execute("select name, role, email, added_at from officer order by name").fetchall()
        return [Officer(name, Role(role), email, datetime.fromisoformat(at)) for name, role, email, at in rows]

    def officer(self, name: str) -> Officer | None:
        return next((officer for officer in self.officers() if officer.name == name), None)

    def officer_by_email(self, email: str) -> Officer | None:
        """Whom an identity provider means."""
        wanted = email.casefold()
        return next((o for o in self.officers() if o.email and o.email.casefold() == wanted), None)

    def add(
        self, name: str, role: Role, password: str, by: str, email: str | None = None, *, is_new: bool = False
    ) -> None:
        """Add an officer, or (unless ``is_new``) give one a new password and role; their sessions end."""
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME:
            raise EntryProblem("bad_name")
        if is_new and self.officer(name):
            raise EntryProblem("there_already", name=name)
        _check_password(password, name)
        hashed = _hashed(password)
        with self._file() as file:
            self._keep_a_secretary(file, name, role)
            file.execute(
                "insert into officer values (?, ?, ?, ?, ?) on conflict (name) do update"
                " set role = excluded.role, password_hash = excluded.password_hash, email = excluded.email",
                (name, role, hashed, email or None, _text(utc_now())),
            )
            file.execute("delete from session where officer = ?", (name,))
            _note(file, by, "officer_added", f"{name} ({role})")
        self._first_code = None

    def change(self, name: str, role: Role, email: str | None, by: str) -> None:
        """Another role or address of an officer; the password and the sessions stay."""
        with self._file() as file:
            self._keep_a_secretary(file, name, role)
            file.execute("update officer set role = ?, email = ? where name = ?", (role, email or None, name))
            _note(file, by, "officer_changed", f"{name} ({role})")

    def set_password(self, name: str, password: str, by: str, kept: str | None = None) -> None:
        """A new password of an officer; their sessions end but for the one of the token ``kept``."""
        _check_password(password, name)
        hashed = _hashed(password)
        with self._file() as file:
            file.execute("update officer set password_hash = ? where name = ?", (hashed, name))
            file.execute(
                "delete from session where officer = ? and token_sha256 <> ?", (name, _sha256(kept) if kept else "")
            )
            _note(file, by, "password_changed", name)

    def remove(self, name: str, by: str) -> None:
        """Nobody of that name can sign in any more; what they recorded keeps their name."""
        with self._file() as file:
            if not file.execute("select 1 from officer where name = ?", (name,)).fetchone():
                raise EntryProblem("nobody", name=name)
            self._keep_a_secretary(file, name, None)
            file.execute("delete from officer where name = ?", (name,))
            file.execute("delete from session where officer = ?", (name,))
            _note(file, by, "officer_removed", name)

    def _keep_a_secretary(self, file: sqlite3.Connection, name: str, role: Role | None) -> None:
        """The last secretary stays one, or nobody could let anybody in."""
        others = file.execute(
            "select count(*) from officer where role = ? and name <> ?", (Role.SECRETARY, name)
        ).fetchone()[0]
        was = file.execute("select role from officer where name = ?", (name,)).fetchone()
        if was and was[0] == Role.SECRETARY and role != Role.SECRETARY and others == 0:
            raise EntryProblem("last_secretary", name=name)

    # -- signing in

    def sign_in(self, name: str, password: str, address: str, browser: str | None = None) -> str:
        """A token for a new session; EntryProblem when name or password are wrong, or tried too often.

        ``browser`` is the number of a browser in which this officer signed in before: what strangers try under the
        same name, from wherever, does not count there.
        """
        name = _short(name)
        self.prove(name, password, address, browser)
        return self.begin(name)

    def prove(self, name: str, password: str, address: str, browser: str | None = None) -> None:
        """EntryProblem unless the password is theirs; every wrong one counts as a try."""
        kind, place = (Kind.SIGN_IN, address) if browser is None else (Kind.KNOWN, browser)
        with self.counted(kind, name, place):
            with self._file() as file:
                row = file.execute("select password_hash from officer where name = ?", (name,)).fetchone()
            if not _verified(row[0] if row else _NOBODY, password) or row is None:
                with self._file() as file:
                    _note(file, name or "-", "sign_in_failed", _short(address))
                raise EntryProblem("wrong")

    def seconds_to_wait(self, name: str) -> float:
        """How long a try to sign in by this name is to be held up before it is looked at."""
        with self._file() as file:
            return attempts.seconds_to_wait(file, _short(name))

    def begin(self, name: str) -> str:
        """A new session of an officer whose identity is proven."""
        token = secrets.token_urlsafe(32)
        now = _text(utc_now())
        with self._file() as file:
            file.execute("insert into session values (?, ?, ?, ?)", (_sha256(token), name, now, now))
            _note(file, name, "signed_in", "")
        return token

    def signed_in(self, token: str) -> Officer | None:
        """Whose session a token is; None when it ended, was idle too long, or never was."""
        now = utc_now()
        with self._file() as file:
            row = file.execute(
                "select officer, began_at, seen_at from session where token_sha256 = ?", (_sha256(token),)
            ).fetchone()
            if row is None:
                return None
            began, seen = (datetime.fromisoformat(text) for text in row[1:])
            if now - began > _LONGEST or now - seen > _IDLE:
                file.execute("delete from session where token_sha256 = ?", (_sha256(token),))
                return None
            if now - seen > timedelta(minutes=1):
                file.execute("update session set seen_at = ? where token_sha256 = ?", (_text(now), _sha256(token)))
        return self.officer(row[0])

    def sign_out(self, token: str) -> None:
        """End one session, in every tab that shares it."""
        with self._file() as file:
            row = file.execute("select officer from session where token_sha256 = ?", (_sha256(token),)).fetchone()
            if row:
                file.execute("delete from session where token_sha256 = ?", (_sha256(token),))
                _note(file, row[0], "signed_out", "")

    def sign_out_everywhere(self, name: str, by: str) -> None:
        """End all sessions of an officer."""
        with self._file() as file:
            file.execute("delete from session where officer = ?", (name,))
            _note(file, by, "signed_out_everywhere", name)

    @contextmanager
    def counted(self, kind: Kind, name: str, address: str) -> Iterator[None]:
        """One try, which counts unless it comes to a good end."""
        with self._file() as file:
            number = attempts.reserve(file, kind, name, _short(address))
        if number is None:
            raise EntryProblem("too_often")
        yield
        with self._file() as file:
            attempts.give_back(file, number)

    # -- the very first officer

    def first_code(self) -> str | None:
        """The code by which the first secretary makes themselves known; None once there is an officer."""
        if self.officers():
            return None
        self._first_code = self._first_code or new_code()
        return self._first_code

    def claim(self, code: str, name: str, password: str, address: str) -> str:
        """Become the first secretary with the code from the terminal; a token for a session."""
        wanted = self.first_code()
        if wanted is None:
            raise EntryProblem("claimed")
        with self.counted(Kind.CODE, "", address):
            if not secrets.compare_digest(plain_code(code).encode(), plain_code(wanted).encode()):
                raise EntryProblem("wrong_code")
        self.add(name, Role.SECRETARY, password, by=" ".join(name.split()))
        return self.begin(" ".join(name.split()))

    # -- the passphrase for readers, and the secret that signs cookies

    def has_passphrase(self) -> bool:
        """Whether reading needs the shared passphrase."""
        return self._reader_key is not None

    def set_passphrase(self, passphrase: str | None, by: str) -> None:
        """Switch the shared passphrase on, change it, or (None) switch it off."""
        if passphrase is not None and len(passphrase) < LEAST_LETTERS:
            raise EntryProblem("short_passphrase", least=LEAST_LETTERS)
        with self._file() as file:
            file.execute("delete from setting where name in ('passphrase_hash', 'reader_key')")
            if passphrase is not None:
                file.execute("insert into setting values ('passphrase_hash', ?)", (_hashed(passphrase),))
                file.execute("insert into setting values ('reader_key', ?)", (secrets.token_urlsafe(32),))
            _note(file, by, "passphrase_on" if passphrase else "passphrase_off", "")
        self._reader_key = self._setting("reader_key")

    def enter(self, passphrase: str, address: str) -> str:
        """What a reader's browser keeps once it knew the passphrase; a new passphrase makes it worthless."""
        with self.counted(Kind.PASSPHRASE, "", address):
            hashed, key = self._setting("passphrase_hash"), self._reader_key
            if hashed is None or key is None or not _verified(hashed, passphrase):
                raise EntryProblem("wrong_passphrase")
        return key

    def may_read(self, key: str | None) -> bool:
        """Whether somebody with this key, or without one, may read."""
        wanted = self._reader_key
        return wanted is None or (key is not None and secrets.compare_digest(key.encode(), wanted.encode()))

    def secret(self) -> str:
        """What signs the cookies of this home; made once."""
        return self._secret

    def events(self, most: int = 200) -> list[Event]:
        """Who came, failed, was added or removed; the newest first."""
        with self._file() as file:
            rows = file.execute(
                "select at, who, what, about from event order by rowid desc limit ?", (most,)
            ).fetchall()
        return [Event(datetime.fromisoformat(at), who, what, about) for at, who, what, about in rows]

    # -- what else is kept beside the accounts

    def setting(self, name: str) -> str | None:
        """What was kept under a name; None where nothing was."""
        return self._setting(name)

    def keep(self, name: str, value: str | None, by: str, what: str, about: str = "") -> None:
        """Keep a value under a name, or (None) forget it, and note who did ``what`` about it."""
        with self._file() as file:
            file.execute("delete from setting where name = ?", (name,))
            if value is not None:
                file.execute("insert into setting values (?, ?)", (name, value))
            _note(file, by, what, about)

    def note(self, who: str, what: str, about: str) -> None:
        """Note that somebody did something about who enters or who is told."""
        with self._file() as file:
            _note(file, who, what, about)

    def key_for(self, purpose: str) -> str | None:
        """A key that opens one thing to whoever has it, as long as the passphrase is the same; None without one."""
        if self._reader_key is None:
            return None
        secret = f"{self._secret}.{self._reader_key}".encode()
        return hmac.new(secret, purpose.encode(), hashlib.sha256).hexdigest()

    def _setting(self, name: str) -> str | None:
        with self._file() as file:
            row = file.execute("select value from setting where name = ?", (name,)).fetchone()
        return row[0] if row else None

    @contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=5)
        try:
            with connection:
                yield connection
        except sqlite3.Error as error:
            raise EntryProblem("file", reason=error) from error
        finally:
            connection.close()


def new_code() -> str:
    """A one-time code that people read out and type: 3f0a-91bc-77de."""
    return "-".join(secrets.token_hex(2) for _ in range(3))


def plain_code(code: str) -> str:
    """A code as it is compared: with dashes and blanks or without, in any case of letters."""
    return "".join(c for c in code.lower() if c.isalnum())


def _check_password(password: str, name: str) -> None:
    if len(password) < LEAST_LETTERS:
        raise EntryProblem("short", least=LEAST_LETTERS)
    if len(password) > 200:
        raise EntryProblem("long")
    if len(set(password)) < 5 or name.casefold() in password.casefold():
        raise EntryProblem("simple")


def _hashed(password: str) -> str:
    with _HASHING:
        return _HASHER.hash(password)


def _verified(hashed: str, password: str) -> bool:
    try:
        with _HASHING:
            return _HASHER.verify(hashed, password[:200])
    except VerificationError:
        return False


def _note(file: sqlite3.Connection, who: str, what: str, about: str) -> None:
    file.execute("insert into event values (?, ?, ?, ?)", (_text(utc_now()), who, what, about))
    file.execute(
        "delete from event where what = ? and rowid not in"
        " (select rowid from event where what = ? order by rowid desc limit ?)",
        (what, what, _MOST_EVENTS),
    )


def _short(text: str) -> str:
    """What a stranger says of themselves, cut before it is compared or written down."""
    return " ".join(text[:1000].split())[:_LONGEST_NAME]


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
