"""How often somebody may try to get in. Counted before a try is looked at, so that many at once are as few as one by
one, and given back when it was right.

Kinds of try are counted apart: whoever guesses at one door must not shut another. Nobody is shut out by what others
do elsewhere: a limit holds for an address, and for a name only together with the address.
"""

from datetime import timedelta
from enum import StrEnum

from ecodash.access.place import Rows
from ecodash.domain.dates import utc_now

_WINDOW = timedelta(minutes=1)
# Six digits are guessed sooner than a password.
_LONG_WINDOW = timedelta(minutes=15)
_FEW, _SOME = 5, 20
_SLOWER_BY_SECONDS, _SLOWEST_SECONDS = 0.5, 5.0


class Kind(StrEnum):
    """What is tried."""

    SIGN_IN = "sign_in"
    # By a browser in which the same officer signed in before; its number stands for the address.
    KNOWN = "known"
    CODE = "code"
    PASSPHRASE = "passphrase"
    # The second step, by whoever knows the password; the name stands for the address.
    SECOND = "second"


# At most so many wrong tries a minute by one name from one address, and by one address.
_MOST = {
    Kind.SIGN_IN: (_FEW, _SOME),
    Kind.KNOWN: (_FEW, _FEW),
    Kind.CODE: (_FEW, _FEW),
    Kind.PASSPHRASE: (_SOME, _SOME),
    Kind.SECOND: (_FEW, _FEW),
}


def reserve(rows: Rows, kind: Kind, name: str, address: str) -> int | None:
    """Count a try; its number, or None when there were too many."""
    # Nobody counts between our counting and our writing.
    rows.alone()
    rows.execute("delete from attempt where at < ?", (_since(_LONG_WINDOW),))
    since = _since(_LONG_WINDOW if kind is Kind.SECOND else _WINDOW)
    of_name, of_address = rows.execute(
        "select count(*) filter (where name = ?), count(*) from attempt where kind = ? and address = ? and at >= ?",
        (name, str(kind), address, since),
    ).fetchone()
    most_of_name, most_of_address = _MOST[kind]
    if of_name >= most_of_name or of_address >= most_of_address:
        return None
    now = utc_now().isoformat(timespec="seconds")
    rows.execute("insert into attempt (kind, name, address, at) values (?, ?, ?, ?)", (str(kind), name, address, now))
    number: int = rows.execute("select max(id) from attempt").fetchone()[0]
    return number


def give_back(rows: Rows, number: int) -> None:
    """It was right: not counted."""
    rows.execute("delete from attempt where id = ?", (number,))


def seconds_to_wait(rows: Rows, name: str) -> float:
    """How long the next try to sign in by a name is to be held up, after many from wherever they came."""
    tried: int = rows.execute(
        "select count(*) from attempt where kind = ? and name = ? and at >= ?", (str(Kind.SIGN_IN), name, _since())
    ).fetchone()[0]
    return min(_SLOWEST_SECONDS, max(0, tried - _FEW + 1) * _SLOWER_BY_SECONDS)


def _since(window: timedelta = _WINDOW) -> str:
    return (utc_now() - window).isoformat(timespec="seconds")
