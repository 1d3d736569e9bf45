"""Officers: who can sign in at all, with which role and password."""

from dataclasses import dataclass
from datetime import datetime

from ecodash.access.events import as_text, note
from ecodash.access.passwords import check_password, hashed, token_hash
from ecodash.access.place import Kept, Rows
from ecodash.access.problem import EntryProblem
from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Role

LONGEST_NAME = 80


@dataclass(frozen=True)
class Officer:
    """Somebody who signs in. ``name`` is what readers see and the history keeps, ``login`` what is typed to sign in,

    ``email`` how an identity provider knows them.
    """

    name: str
    role: Role
    email: str | None
    added_at: datetime
    login: str


class Officers(Kept):
    """Everybody who can sign in."""

    def officers(self) -> list[Officer]:
        """By name."""
        with self.place.opened() as rows:
            found = rows.execute(
                "select name, role, email, added_at, coalesce(login, name) from officer order by name"
            ).fetchall()
        return [
            Officer(name, Role(role), email, datetime.fromisoformat(at), login)
            for name, role, email, at, login in found
        ]

    def officer(self, name: str) -> Officer | None:
        return next((officer for officer in self.officers() if officer.name == name), None)

    def officer_by_email(self, email: str) -> Officer | None:
        """Whom an identity provider means."""
        wanted = email.casefold()
        return next((o for o in self.officers() if o.email and o.email.casefold() == wanted), None)

    def add(
        self,
        name: str,
        role: Role,
        password: str,
        by: str,
        email: str | None = None,
        login: str = "",
        *,
        is_new: bool = False,
    ) -> None:
        """Add an officer, or (unless ``is_new``) give one a new password and role; their sessions end.

        Without ``login`` a new officer signs in by their name, and one who is there already as before.
        """
        name, login = _checked(name), _checked(login or name)
        there = self.officer(name)
        if is_new and there:
            raise EntryProblem("there_already", name=name)
        if there and login == name:
            login = there.login
        check_password(password, name, login)
        kept = hashed(password)
        with self.place.opened() as rows:
            _keep_a_secretary(rows, name, role)
            _keep_apart(rows, name, login)
            rows.execute(
                "insert into officer (name, role, password_hash, email, added_at, login) values (?, ?, ?, ?, ?, ?)"
                " on conflict (name) do update set role = excluded.role, password_hash = excluded.password_hash,"
                " email = excluded.email, login = excluded.login",
                (name, str(role), kept, email or None, as_text(utc_now()), login),
            )
            rows.execute("delete from session where officer = ?", (name,))
            note(rows, by, "officer_added", f"{name} ({role})")

    def change(self, name: str, role: Role, email: str | None, login: str, by: str) -> None:
        """Another role, address or name to sign in by of an officer; the password and the sessions stay."""
        login = _checked(login or name)
        with self.place.opened() as rows:
            _keep_a_secretary(rows, name, role)
            _keep_apart(rows, name, login)
            rows.execute(
                "update officer set role = ?, email = ?, login = ? where name = ?",
                (str(role), email or None, login, name),
            )
            note(rows, by, "officer_changed", f"{name} ({role})")

    def set_password(self, name: str, password: str, by: str, kept: str | None = None) -> None:
        """A new password of an officer; their sessions end but for the one of the token ``kept``."""
        officer = self.officer(name)
        check_password(password, name, officer.login if officer else name)
        fresh = hashed(password)
        with self.place.opened() as rows:
            rows.execute("update officer set password_hash = ? where name = ?", (fresh, name))
            rows.execute(
                "delete from session where officer = ? and token_sha256 <> ?", (name, token_hash(kept) if kept else "")
            )
            note(rows, by, "password_changed", name)

    def remove(self, name: str, by: str) -> None:
        """Nobody of that name can sign in any more; what they recorded keeps their name."""
        with self.place.opened() as rows:
            if not rows.execute("select 1 from officer where name = ?", (name,)).fetchone():
                raise EntryProblem("nobody", name=name)
            _keep_a_secretary(rows, name, None)
            rows.execute("delete from officer where name = ?", (name,))
            for table in ("session", "one_time_code", "second_factor", "recovery_code"):
                rows.execute(f"delete from {table} where officer = ?", (name,))
            note(rows, by, "officer_removed", name)


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME:
        raise EntryProblem("bad_name")
    return plain


def _keep_apart(rows: Rows, name: str, login: str) -> None:
    """No two officers sign in by the same name."""
    taken = "select 1 from officer where coalesce(login, name) = ? and name <> ?"
    if rows.execute(taken, (login, name)).fetchone():
        raise EntryProblem("login_taken", login=login)


def _keep_a_secretary(rows: Rows, name: str, role: Role | None) -> None:
    """The last secretary stays one, or nobody could let anybody in."""
    rows.alone()
    secretary = str(Role.SECRETARY)
    others = rows.execute("select count(*) from officer where role = ? and name <> ?", (secretary, name)).fetchone()[0]
    was = rows.execute("select role from officer where name = ?", (name,)).fetchone()
    if was and was[0] == secretary and role != Role.SECRETARY and others == 0:
        raise EntryProblem("last_secretary", name=name)
