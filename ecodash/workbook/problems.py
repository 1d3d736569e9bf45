"""What is wrong with a file, or worth saying about it, as values with a sentence in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ecodash.language.spoken import Word, Words, spoken
from ecodash.language.text import t

__all__ = ["Meanings", "Misread", "Note", "Problem", "Word", "Words", "in_order", "spoken"]


class Meanings(Protocol):
    """Everything that a cell of a column may mean."""

    def answers(self) -> Mapping[str, object]:
        """Every code with what a cell would have to say to mean it."""
        ...


@dataclass(frozen=True)
class Misread:
    """Why one cell could not be read. ``code`` names the words under ``problem``; ``among`` is what it may mean."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: object = None
    among: Meanings | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Problem:
    """One thing to put right. ``sheet`` and ``cell`` are None where the whole file or sheet is meant.

    ``among``: what the cell may mean, where it names something that is not known.
    """

    sheet: str | None
    cell: str | None
    value: str | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: object = None
    among: Meanings | None = field(default=None, compare=False, repr=False)

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do about it."""
        told = t(lang, f"problem.{self.code}", **spoken(lang, self.values))
        if self.suggestion in (None, self.value):
            # That it means what it says need not be asked.
            return told
        return f"{told} {t(lang, 'problem.suggestion', **spoken(lang, {'suggestion': self.suggestion}))}"


@dataclass(frozen=True)
class Note:
    """Something the reader of a file should know that is no problem. ``code`` names the words under ``note``."""

    sheet: str | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, lang: str) -> str:
        """What was found and what was made of it."""
        return t(lang, f"note.{self.code}", **spoken(lang, self.values))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sheet by sheet as they come, each from its top to its bottom, what has no cell first."""
    problems = list(problems)
    sheets = list(dict.fromkeys(problem.sheet for problem in problems))
    return sorted(problems, key=lambda problem: (sheets.index(problem.sheet), *_place(problem.cell)))


def without_repetition(problems: Iterable[Problem]) -> list[Problem]:
    """Without the word that a cell has to be filled in where something else is wrong with it that says why."""
    problems = list(problems)
    explained = {(problem.sheet, problem.cell) for problem in problems if problem.cell and problem.code != "required"}
    return [p for p in problems if p.code != "required" or (p.sheet, p.cell) not in explained]


def _place(cell: str | None) -> tuple[int, int, str]:
    """D7 stands before AA7 and E7 before D10."""
    if cell is None:
        return 0, 0, ""
    column = cell.rstrip("0123456789")
    return int(cell[len(column) :] or 0), len(column), column
