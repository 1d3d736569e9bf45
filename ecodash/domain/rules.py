"""What is late, what is stuck, what to ask the chair, and the verdict in a sentence. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ecodash.domain.changes import StateChange
from ecodash.domain.matters import Matter, days_past, is_owed
from ecodash.domain.progress import Counts, ItemState
from ecodash.domain.vocabulary import AssignmentStatus, Result


class Absence(StrEnum):
    """What may be said where nothing was found: that there is none, or only that nothing is recorded."""

    NONE = "none"
    NOT_RECORDED = "not_recorded"


def absence(records: int) -> Absence:
    """How to say that nothing was found among ``records`` rows that could have shown it.

    Without such rows nobody knows: what is not recorded may well have happened.
    """
    return Absence.NONE if records else Absence.NOT_RECORDED


def days_late(due_on: date | None, result: Result, day: date, repeats: str | None = None) -> int | None:
    """Whole days past the due date on ``day``; None when nothing is owed or the date has not gone by."""
    return days_past(due_on, day) if is_owed(result, repeats) else None


def days_overdue(status: str | None, due_on: date | None, day: date) -> int | None:
    """Whole days that what is open is past its due date on ``day``; None when it is closed or not due before it."""
    return days_past(due_on, day) if status == AssignmentStatus.OPEN else None


class Trend(StrEnum):
    """How the number of items met moved between the two days."""

    NOT_SURVEYED = "not_surveyed"
    NO_COMPARISON = "no_comparison"
    MORE = "more"
    FEWER = "fewer"
    SAME = "same"


@dataclass(frozen=True)
class Verdict:
    """Where an area stands, as numbers; ``words/`` has the sentence for each trend."""

    counts: Counts
    trend: Trend
    moved: int
    owed: int
    late: int
    longest: Matter | None
    unassigned: int
    waiting: int

    @property
    def all_met(self) -> bool:
        """Every item that applies is met."""
        return 0 < self.counts.met == self.counts.total - self.counts.not_applicable


def verdict(counts: Counts, earlier: Counts | None, owed: Sequence[Matter], waiting: int = 0) -> Verdict:
    """The verdict on a day, compared with an earlier day's counts if there are any.

    ``owed`` is what is owed, the most urgent first; ``waiting`` how many assignments wait to be closed.
    """
    moved = counts.met - earlier.met if earlier else 0
    if counts.assessed == 0:
        trend = Trend.NOT_SURVEYED
    elif earlier is None:
        trend = Trend.NO_COMPARISON
    else:
        trend = Trend.MORE if moved > 0 else Trend.FEWER if moved < 0 else Trend.SAME
    late = [matter for matter in owed if matter.is_late]
    return Verdict(
        counts,
        trend,
        abs(moved),
        owed=len(owed),
        late=len(late),
        longest=max(late, key=lambda matter: matter.days_late or 0, default=None),
        unassigned=sum(matter.agency is None for matter in owed),
        waiting=waiting,
    )


class AskKind(StrEnum):
    """What a chair can decide."""

    FOLLOW_UP = "follow_up"
    ASSIGN = "assign"
    EXPEDITE = "expedite"
    EXPLAIN_LOSS = "explain_loss"
    SURVEY = "survey"
    FIND_RESULTS = "find_results"


@dataclass(frozen=True)
class Ask:
    """One thing the chair is asked: about which items, with whom, since when; or about which resolutions.

    ``matters`` are the resolutions, all of one agency: the late ones, or those of one meeting that have no date.
    """

    kind: AskKind
    items: tuple[str, ...] = ()
    agency: str | None = None
    since: date | None = None
    states: tuple[ItemState, ...] = field(default=(), compare=False)
    matters: tuple[Matter, ...] = ()


def asks(states: Sequence[ItemState], changes: Sequence[StateChange], owed: Sequence[Matter]) -> list[Ask]:
    """What to ask: late by agency, resolutions to follow up, owners for gaps, items lost, what to survey.

    The longest late comes first. A resolution is followed up once it is late, or when nobody set a date for it.
    """
    wanted = sorted([*_expedite(states, owed), *_follow_up(owed)], key=lambda pair: -pair[0])
    asked = [ask for _, ask in wanted]
    unassigned = [s for s in states if s.result.is_gap and not s.has_owner]
    if unassigned:
        asked.append(_ask(AskKind.ASSIGN, unassigned))
    lost = [c.state for c in changes if c.lost and c.after.is_gap]
    if lost:
        asked.append(_ask(AskKind.EXPLAIN_LOSS, lost))
    unknown = [s for s in states if s.result is Result.NOT_ASSESSED]
    if unknown:
        kind = AskKind.FIND_RESULTS if len(unknown) == len(states) else AskKind.SURVEY
        asked.append(_ask(kind, unknown))
    return asked


def _expedite(states: Sequence[ItemState], owed: Sequence[Matter]) -> list[tuple[int, Ask]]:
    late = [m for m in owed if m.is_late and m.item is not None]
    by_item = {s.item: s for s in states}
    made = []
    for agency in dict.fromkeys(m.agency for m in late):
        theirs = [m for m in late if m.agency == agency]
        since = min(m.due_on for m in theirs if m.due_on)
        items = tuple(dict.fromkeys(m.item for m in theirs if m.item))
        told = tuple(by_item[item] for item in items if item in by_item)
        made.append((max(m.days_late or 0 for m in theirs), Ask(AskKind.EXPEDITE, items, agency, since, told)))
    return made


def _follow_up(owed: Sequence[Matter]) -> list[tuple[int, Ask]]:
    """Late resolutions agency by agency; those without a date meeting by meeting."""
    groups: dict[tuple[str | None, str | None], list[Matter]] = {}
    for matter in owed:
        if matter.item is None and (matter.is_late or matter.due_on is None):
            groups.setdefault((None if matter.is_late else matter.meeting, matter.agency), []).append(matter)
    return [
        (
            max(m.days_late or 0 for m in those),
            Ask(AskKind.FOLLOW_UP, agency=agency, since=those[0].since, matters=tuple(those)),
        )
        for (_, agency), those in groups.items()
    ]


def _ask(kind: AskKind, states: list[ItemState]) -> Ask:
    return Ask(kind, tuple(s.item for s in states), states=tuple(states))
