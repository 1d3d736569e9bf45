"""Values that a sentence is filled in with, in the language of its reader."""

from collections.abc import Mapping
from datetime import date

from ecodash.domain.dates import short_date
from ecodash.language.text import t


class Word(str):
    """A key of the words files, given as a value: it is filled in in the reader's language."""


class Words(tuple[Word, ...]):
    """Several of them, named one after the other."""


def spoken(lang: str, values: Mapping[str, object]) -> dict[str, object]:
    """Days and words in the language of the reader; the rest as it is."""
    return {name: _said(lang, value) for name, value in values.items()}


def _said(lang: str, value: object) -> object:
    if isinstance(value, Word):
        return t(lang, value)
    if isinstance(value, Words):
        return ", ".join(t(lang, word) for word in value)
    return short_date(value, lang) if isinstance(value, date) else value
