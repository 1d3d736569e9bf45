"""What happened about who may enter: the newest of each sort, since strangers cause some of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ecodash.access.place import Kept, Rows
from ecodash.domain.dates import utc_now

# Of every sort the newest; strangers cause some of them, and must not fill the disk.
_MOST_EVENTS = 1000
# How long it is told that somebody tried to sign in and failed, and how long from which address.
EVENT_DAYS, ADDRESS_DAYS = 90, 30


@dataclass(frozen=True)
class Event:
    """Something about who may enter. ``what`` names the words under ``event``."""

    at: datetime
    who: str
    what: str
    about: str


class Events(Kept):
    """Who came, failed, was added or removed."""

    def events(self, most: int = 200) -> list[Event]:
        """The newest first."""
        with self.place.opened() as rows:
            found = rows.execute("select at, who, what, about from event order by rowid desc limit ?", (most,))
            return [Event(datetime.fromisoformat(at), who, what, about) for at, who, what, about in found.fetchall()]

    def note(self, who: str, what: str, about: str) -> None:
        """Note that somebody did something about who enters or who is told."""
        with self.place.opened() as rows:
            note(rows, who, what, about)

    def forget_old(self) -> None:
        """Let go of failed sign-ins, and of where they came from, after their time."""
        with self.place.opened() as rows:
            _forget_old(rows)


def _forget_old(rows: Rows) -> None:
    failed = "what in ('sign_in_failed', 'second_failed')"
    rows.execute(f"delete from event where {failed} and at < ?", (_days_ago(EVENT_DAYS),))
    rows.execute(f"update event set about = '' where {failed} and about <> '' and at < ?", (_days_ago(ADDRESS_DAYS),))


def _days_ago(days: int) -> str:
    return as_text(utc_now() - timedelta(days=days))


def note(rows: Rows, who: str, what: str, about: str) -> None:
    """The same together with what is done."""
    rows.execute("insert into event (at, who, what, about) values (?, ?, ?, ?)", (as_text(utc_now()), who, what, about))
    rows.execute(
        "delete from event where what = ? and rowid not in"
        " (select rowid from event where what = ? order by rowid desc limit ?)",
        (what, what, _MOST_EVENTS),
    )
    _forget_old(rows)


def as_text(moment: datetime) -> str:
    """A moment as it is kept."""
    return moment.isoformat(timespec="seconds")
