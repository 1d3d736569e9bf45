"""Sessions: what the cookie of an officer's browser stands for, until it ends."""

import secrets
from datetime import datetime, timedelta

from ecodash.access.events import as_text, note
from ecodash.access.officers import Officer, Officers
from ecodash.access.passwords import token_hash
from ecodash.domain.dates import utc_now

_IDLE = timedelta(hours=2)
_LONGEST = timedelta(hours=12)


class Sessions(Officers):
    """Who is signed in."""

    def begin(self, name: str) -> str:
        """A new session of an officer whose identity is proven; its token."""
        token = secrets.token_urlsafe(32)
        now = as_text(utc_now())
        with self.place.opened() as rows:
            rows.execute(
                "insert into session (token_sha256, officer, began_at, seen_at) values (?, ?, ?, ?)",
                (token_hash(token), name, now, now),
            )
            note(rows, name, "signed_in", "")
        return token

    def signed_in(self, token: str) -> Officer | None:
        """Whose session a token is; None when it ended, was idle too long, or never was."""
        now, kept = utc_now(), token_hash(token)
        with self.place.opened() as rows:
            row = rows.execute(
                "select officer, began_at, seen_at from session where token_sha256 = ?", (kept,)
            ).fetchone()
            if row is None:
                return None
            began, seen = (datetime.fromisoformat(text) for text in row[1:])
            if now - began > _LONGEST or now - seen > _IDLE:
                rows.execute("delete from session where token_sha256 = ?", (kept,))
                return None
            if now - seen > timedelta(minutes=1):
                rows.execute("update session set seen_at = ? where token_sha256 = ?", (as_text(now), kept))
        return self.officer(row[0])

    def sign_out(self, token: str) -> None:
        """End one session, in every tab that shares it."""
        with self.place.opened() as rows:
            row = rows.execute("select officer from session where token_sha256 = ?", (token_hash(token),)).fetchone()
            if row:
                rows.execute("delete from session where token_sha256 = ?", (token_hash(token),))
                note(rows, row[0], "signed_out", "")

    def sign_out_everywhere(self, name: str, by: str) -> None:
        """End all sessions of an officer."""
        with self.place.opened() as rows:
            rows.execute("delete from session where officer = ?", (name,))
            note(rows, by, "signed_out_everywhere", name)

    def officer_of_account(self, email: str, since: datetime) -> Officer | None:
        """Whom an identity provider vouched for at a moment; None when that is as long ago as any session may last,

        or they were signed out everywhere since.
        """
        officer = self.officer_by_email(email)
        if officer is None or utc_now() - since > _LONGEST:
            return None
        with self.place.opened() as rows:
            ended = rows.execute(
                "select max(at) from event where what = 'signed_out_everywhere' and about = ?", (officer.name,)
            ).fetchone()[0]
        return None if ended and datetime.fromisoformat(ended) >= since else officer
