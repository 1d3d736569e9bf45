"""When a change is recorded, and when the clock of the machine is not to be believed.

A moment that is wrong stays in the history for ever. The last change is the one witness that is always there.
"""

from datetime import datetime, timedelta

from ecodash.store.problem import StoreProblem

# Nobody ran this program before; a clock that is at an earlier day has lost its battery.
_FIRST_MADE = datetime(2026, 11, 1)
_ORDINARY = timedelta(days=1)
# A machine may be off for years; one that jumps further has had a wrong year typed in.
_LONGEST_GAP = timedelta(days=5 * 365)
# A Buddhist year (2569) taken for a Christian one.
_NO_YEAR = 2400


def moment(now: datetime, last: datetime | None) -> datetime:
    """The moment of a change that follows one at ``last``; StoreProblem when the clock or the last change is wrong.

    Up to a day back is an hour changed or a clock set right, and the change counts as made when the last one was.
    """
    if now.year >= _NO_YEAR:
        raise StoreProblem("clock_year", now=_said(now))
    if last is None or _is_absurd(last, now):
        return now
    if last - now > _ORDINARY:
        raise StoreProblem("clock_behind", now=_said(now), last=_said(last))
    if now - last > _LONGEST_GAP:
        raise StoreProblem("clock_ahead", now=_said(now), last=_said(last))
    return max(now, last)


def following(wanted: datetime, last: datetime | None) -> datetime:
    """The moment of a change that is brought in with its own: never before the one it follows."""
    return wanted if last is None or _is_absurd(last, wanted) else max(wanted, last)


def _is_absurd(last: datetime, now: datetime) -> bool:
    """The last change was made by a clock years ahead, and the time now is a possible one: it does not bind."""
    return now >= _FIRST_MADE and last - now > _LONGEST_GAP


def _said(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
