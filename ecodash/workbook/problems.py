"""What is wrong with a file, or worth saying about it, as values with a sentence in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ecodash.dates import short_date
from ecodash.text import t


class Word(str):
    """A key of the words files, given as a value: it is filled in in the reader's language."""


class Words(tuple[Word, ...]):
    """Several of them, named one after the other."""


@dataclass(frozen=True)
class Misread:
    """Why one cell could not be read. ``code`` names the words under ``problem``."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: object = None


@dataclass(frozen=True)
class Problem:
    """One thing to put right. ``sheet`` and ``cell`` are None where the whole file or sheet is meant."""

    sheet: str | None
    cell: str | None
    value: str | None
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    suggestion: object = None

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do about it."""
        told = t(lang, f"problem.{self.code}", **spoken(lang, self.values))
        if self.suggestion is None:
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


def _place(cell: str | None) -> tuple[int, int, str]:
    """D7 stands before AA7 and E7 before D10."""
    if cell is None:
        return 0, 0, ""
    column = cell.rstrip("0123456789")
    return int(cell[len(column) :] or 0), len(column), column


def spoken(lang: str, values: Mapping[str, object]) -> dict[str, object]:
    """Days and words in the language of the reader; the rest as it is."""
    return {name: _said(lang, value) for name, value in values.items()}


def _said(lang: str, value: object) -> object:
    if isinstance(value, Word):
        return t(lang, value)
    if isinstance(value, Words):
        return ", ".join(t(lang, word) for word in value)
    return short_date(value, lang) if isinstance(value, date) else value
