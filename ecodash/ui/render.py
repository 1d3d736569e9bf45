"""Templates to HTML: every value in them is escaped."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from ecodash import sentences
from ecodash.domain.dates import be_year, long_date, short_date, short_month, thai_day, year_shown
from ecodash.domain.vocabulary import ActivityStatus, Mark, Result
from ecodash.facts.selection import PARAMETERS
from ecodash.facts.work import linked_items, partner_codes
from ecodash.language.item_names import item_called, item_name
from ecodash.language.text import money, name, number, translator, web_host
from ecodash.language.unbroken import unbroken, unbroken_name, unbroken_words, words_apart
from ecodash.ui.page import Page, how_to, own_link, record_link
from ecodash.ui.screens import BESIDE, DESK, IN_MENU, UNDER_MORE, path_of


def render(page: Page, template: str, **values: Any) -> str:
    """A template's HTML for a page. ``link`` among the values makes its links lead elsewhere."""
    given = {"page": page, "s": page.selection, "link": page.selection.link, "agencies": page.agencies()}
    return _environment(page.lang).get_template(template).render(given | values)


def render_plain(lang: str, template: str, **values: Any) -> str:
    """The HTML of a template that is about no store and no selection."""
    return _environment(lang).get_template(template).render(values)


class _Compiled(BytecodeCache):
    """Templates compiled once for all languages, for what differs between them is looked up when they are drawn.

    Only a filter of a constant would be worked out with the first language: a test keeps these out.
    """

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


@cache
def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_in_lines,
        bytecode_cache=_COMPILED,
    )
    environment.globals.update(_KNOWN, lang=lang, **_sentences(lang))
    environment.filters.update(_filters(lang))
    return environment


# What a template knows in every language.
_KNOWN = {
    "Result": Result,
    "ActivityStatus": ActivityStatus,
    "Mark": Mark,
    "linked_items": linked_items,
    "partner_codes": partner_codes,
    "be_year": be_year,
    "IN_MENU": IN_MENU,
    "UNDER_MORE": UNDER_MORE,
    "DESK": DESK,
    "BESIDE": BESIDE,
    "path_of": path_of,
    "record_link": record_link,
    "how_to": how_to,
    "own_link": own_link,
    "PARAMETERS": PARAMETERS,
}


def _sentences(lang: str) -> dict[str, Callable[..., Any]]:
    """What a template says by a call."""
    return {
        "t": translator(lang),
        "nothing": partial(sentences.nothing, lang=lang),
        "ask_sentence": partial(sentences.ask_sentence, lang=lang),
        "matter_phrase": partial(sentences.matter_phrase, lang=lang),
        "matter_task": partial(sentences.matter_task, lang=lang),
        "due_phrase": partial(sentences.due_phrase, lang=lang),
        "meeting_label": partial(sentences.meeting_label, lang=lang),
        "stressed_parts": lambda sentence: _parts(sentences.stressed_parts(sentence)),
        "verdict_parts": lambda brief, compared: _parts(sentences.verdict_parts(brief, compared, lang)),
        "verdict_details": lambda verdict, agencies: _parts(sentences.verdict_details(verdict, agencies, lang)),
    }


def _filters(lang: str) -> dict[str, Callable[..., Any]]:
    """How a template writes a value."""
    return {
        "day": partial(short_date, lang=lang),
        "thai_day": thai_day,
        "long_day": partial(long_date, lang=lang),
        "month": partial(short_month, lang=lang),
        "year": partial(year_shown, lang=lang),
        "name": lambda row, field="name": name(_told(row), lang, field),
        "item_name": lambda item: item_name(_told(item), lang),
        "item_called": lambda item: item_called(_told(item), lang),
        "short": lambda row: unbroken_name(sentences.short_name(row, lang)),
        "agency": lambda code, agencies: unbroken_name(sentences.agency_name(agencies, code, lang)),
        "whole": _whole,
        "joined": unbroken_words,
        "held": _held,
        "number": number,
        "field": lambda column: translator(lang)(f"field.{column}"),
        "unquote": unquote,
        "web_host": web_host,
        "money": money,
    }


def _in_lines(value: Any) -> Any:
    """What a template writes, with days and counted numbers that no line parts. Markup (``|e``) stays as it is."""
    return unbroken(value) if type(value) is str else value


def _parts(said: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Pieces of a headline, each with what belongs to it."""
    return [(unbroken_words(words), *rest) for words, *rest in said]


def _whole(words: str) -> Markup:
    """A few words that stay on one line, such as a state. Not for attributes."""
    return Markup('<span class="whole-words">{}</span>').format(words)


@lru_cache(maxsize=4_096)
def _held(sentence: str) -> Markup:
    """A name or a sentence in small letters whose words stay whole, to be copied and searched as it is."""
    return Markup().join(_whole(words) if is_held else words for words, is_held in words_apart(sentence))


def _told(row: Any) -> Mapping[str, Any]:
    """A row of a list, or a fact that has the same words."""
    return row if isinstance(row, dict) else vars(row)
