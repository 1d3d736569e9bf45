"""What must hold of a row, whichever way it comes in. Pure.

A rule is asked of a row that is new, and of a revision that changes one of the columns the rule is about. So a row
that was recorded under looser rules can still be read, taken over and corrected in its other columns.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ecodash.domain.clock import clock_of
from ecodash.domain.dates import touches_fiscal_year
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import AssignmentStatus, Mark, Result
from ecodash.language.problem import Problem
from ecodash.language.spoken import Word, spoken
from ecodash.language.text import t

Row = Mapping[str, Any]
Told = tuple[str, str, dict[str, object], dict[str, str]]
"""The column to point at, the code of the words, values, and values that are names of columns."""


@dataclass(frozen=True)
class RowProblem:
    """One rule that a row breaks. ``code`` names the words under ``problem``, ``columns`` values that are columns."""

    kind: str
    key: str
    column: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """The column as the forms call it, what is wrong and what to do about it."""
        named = {name: Word(f"field.{column}") for name, column in self.columns.items()}
        problem = t(lang, f"problem.{self.code}", **spoken(lang, {**self.values, **named}))
        return t(lang, "problem.of_field", field=t(lang, f"field.{self.column}"), problem=problem)


class RowProblems(Problem):
    """Rows that break a rule; nothing was recorded."""

    section = "problem"

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0].code)

    def sentence(self, lang: str) -> str:
        """Every problem once, in lines of their own."""
        return "\n\n".join(dict.fromkeys(problem.sentence(lang) for problem in self.problems))


def row_problems(
    kind: str, key: str, row: Row, before: Row | None, today: date, *, has_evidence: bool = False
) -> Iterator[RowProblem]:
    """Every rule that the row breaks and that its change is about.

    ``before`` is what stands under its key (None: the row is new), ``has_evidence`` whether evidence for it is
    recorded with it.
    """

    def is_asked(*columns: str) -> bool:
        return before is None or any(row[column] != before[column] for column in columns)

    for column, code, values, columns in _told(kind, row, before, today, has_evidence, is_asked):
        yield RowProblem(kind, key, column, code, values, columns)


def changed_on(before: Row, today: date) -> date:
    """From which day a change of a row with a course holds: today, or the later day from which that holds."""
    return max(today, before["effective_on"] or today)


def _told(
    kind: str, row: Row, before: Row | None, today: date, has_evidence: bool, is_asked: Callable[..., bool]
) -> Iterator[Told]:
    yield from _required(kind, row, is_asked)
    for first, last in KINDS[kind].in_order:
        if row[first] and row[last] and row[first] > row[last] and is_asked(first, last):
            days: dict[str, object] = {"first_day": row[first], "last_day": row[last]}
            yield last, "ends_before_it_starts", days, {"first": first}
    if kind == "activity" and is_asked("fiscal_year", *_DAYS) and not is_of_its_year(row):
        yield "fiscal_year", "fiscal_year_without_days", {"year": row["fiscal_year"]}, {}
    if kind == "plan" and is_asked("first_year", "last_year") and (row["last_year"] or 9999) < (row["first_year"] or 0):
        yield "last_year", "plan_years_reversed", {"first": row["first_year"], "last": row["last_year"]}, {}
    if (
        kind == "meeting"
        and row["starts_at"]
        and clock_of(row["starts_at"]) != row["starts_at"]
        and is_asked("starts_at")
    ):
        yield "starts_at", "not_a_time", {}, {}
    if kind == "observation" and row["effective_on"] and row["effective_on"] > today and is_asked("effective_on"):
        yield "effective_on", "in_the_future", {"today": today}, {}
    if KINDS[kind].closes and _is_closed(row, before) and not (_has_reason(row, before) or has_evidence):
        yield "status", "closing_needs_anew" if row["note"] else "closing_needs", {}, {}
    if KINDS[kind].closes and before is not None and _is_moved(row, before) and not _has_reason(row, before):
        yield "due_on", "moving_needs", {"day": before["due_on"]}, {}
    if _is_ruled_out(kind, row) and is_asked("result", "note", "evidence") and not (row["note"] or row["evidence"]):
        yield "result", "not_applicable_needs", {}, {}


def _is_ruled_out(kind: str, row: Row) -> bool:
    """Whether a survey says that an item does not concern its area."""
    return kind == "observation" and row["result"] == Result.NOT_APPLICABLE


def _has_reason(row: Row, before: Row | None) -> bool:
    """Whether the note says why; what was noted before is no reason for what is done now."""
    return row["note"] is not None and (before is None or row["note"] != before["note"])


def _is_moved(row: Row, before: Row) -> bool:
    """Whether the due day of something open is moved or taken away; one that closes needs no other reason."""
    is_open = before["status"] in (None, AssignmentStatus.OPEN) and row["status"] == AssignmentStatus.OPEN
    return is_open and before["due_on"] is not None and row["due_on"] != before["due_on"]


def _required(kind: str, row: Row, is_asked: Callable[..., bool]) -> Iterator[Told]:
    for column in KINDS[kind].required:
        # What an item says may be unknown: then nobody could say so far.
        is_unknown = (kind, column) == ("item", "text_th") and row["mark"] == Mark.UNKNOWN
        if row[column] is None and is_asked(column) and not is_unknown:
            yield column, "required", {}, {"column": column}


_SPANS = (("planned_start", "planned_end"), ("actual_start", "actual_end"))
_DAYS = tuple(column for span in _SPANS for column in span)


def is_of_its_year(activity: Row) -> bool:
    """Whether the plan or what came of it touches the fiscal year, as far as both are known."""
    spans = [[activity[name] for name in span if activity[name]] for span in _SPANS]
    known = [span for span in spans if span]
    year = activity["fiscal_year"]
    return not (year and known) or any(touches_fiscal_year(year, span) for span in known)


def _is_closed(row: Row, before: Row | None) -> bool:
    """Whether this is what closes the row."""
    was_open = before is None or before["status"] in (None, AssignmentStatus.OPEN)
    return was_open and row["status"] in (AssignmentStatus.DONE, AssignmentStatus.CANCELLED)
