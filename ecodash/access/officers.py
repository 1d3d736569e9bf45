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
    """Somebody who signs in. ``email`` is how an identity provider knows them."""

    name: str
    role: Role
    email: str | None
    added_at: datetime


class Officers(Kept):
    """Everybody who can sign in."""

    def officers(self) -> list[Officer]:
        """By name."""
        with self.place.opened() as rows:
            found = rows.execute("select name, role, email, added_at from officer order by name").fetchall()
        return [Officer(name, Role(role), email, datetime.fromisoformat(at)) for name, role, email, at in found]

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
        if not name or len(name) > LONGEST_NAME:
            raise EntryProblem("bad_name")
        if is_new and self.officer(name):
            raise EntryProblem("there_already", name=name)
        check_password(password, name)
        kept = hashed(password)
        with self.place.opened() as rows:
            _keep_a_secretary(rows, name, role)
            rows.execute(
                "insert into officer (name, role, password_hash, email, added_at) values (?, ?, ?, ?, ?)"
                " on conflict (name) do update"
                " set role = excluded.role, password_hash = excluded.password_hash, email = excluded.email",
                (name, str(role), kept, email or None, as_text(utc_now())),
            )
            rows.execute("delete from session where officer = ?", (name,))
            note(rows, by, "officer_added", f"{name} ({role})")

    def change(self, name: str, role: Role, email: str | None, by: str) -> None:
        """Another role or address of an officer; the password and the sessions stay."""
        with self.place.opened() as rows:
            _keep_a_secretary(rows, name, role)
            rows.execute("update officer set role = ?, email = ? where name = ?", (str(role), email or None, name))
            note(rows, by, "officer_changed", f"{name} ({role})")

    def set_password(self, name: str, password: str, by: str, kept: str | None = None) -> None:
        """A new password of an officer; their sessions end but for the one of the token ``kept``."""
        check_password(password, name)
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


def _keep_a_secretary(rows: Rows, name: str, role: Role | None) -> None:
    """The last secretary stays one, or nobody could let anybody in."""
    rows.alone()
    secretary = str(Role.SECRETARY)
    others = rows.execute("select count(*) from officer where role = ? and name <> ?", (secretary, name)).fetchone()[0]
    was = rows.execute("select role from officer where name = ?", (name,)).fetchone()
    if was and was[0] == secretary and role != Role.SECRETARY and others == 0:
        raise EntryProblem("last_secretary", name=name)
