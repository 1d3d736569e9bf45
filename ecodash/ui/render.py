"""Templates to HTML: every value in them is escaped."""

from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ecodash import sentences
from ecodash.domain.dates import be_year, long_date, short_date, short_month, thai_day
from ecodash.domain.vocabulary import ActivityStatus, Mark, Result
from ecodash.facts.selection import PARAMETERS
from ecodash.facts.work import linked_items, partner_codes
from ecodash.language.text import money, name, number, translator, web_host
from ecodash.ui.page import Page, here_link, own_link, record_link
from ecodash.ui.screens import DESK, IN_MENU, UNDER_MORE, path_of


def render(page: Page, template: str, **values: Any) -> str:
    """A template's HTML for a page. ``link`` among the values makes its links lead elsewhere."""
    given = {"page": page, "s": page.selection, "link": page.selection.link, "agencies": page.agencies()}
    return _environment(page.lang).get_template(template).render(given | values)


@cache
def _environment(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=translator(lang),
        lang=lang,
        Result=Result,
        ActivityStatus=ActivityStatus,
        Mark=Mark,
        nothing=partial(sentences.nothing, lang=lang),
        items_phrase=partial(sentences.items_phrase, lang=lang),
        ask_sentence=partial(sentences.ask_sentence, lang=lang),
        matter_phrase=partial(sentences.matter_phrase, lang=lang),
        matter_task=partial(sentences.matter_task, lang=lang),
        due_phrase=partial(sentences.due_phrase, lang=lang),
        stressed_parts=sentences.stressed_parts,
        linked_items=linked_items,
        partner_codes=partner_codes,
        verdict_parts=partial(sentences.verdict_parts, lang=lang),
        verdict_details=partial(sentences.verdict_details, lang=lang),
        meeting_label=partial(sentences.meeting_label, lang=lang),
        be_year=be_year,
        IN_MENU=IN_MENU,
        UNDER_MORE=UNDER_MORE,
        DESK=DESK,
        path_of=path_of,
        record_link=record_link,
        own_link=own_link,
        here_link=here_link,
        PARAMETERS=PARAMETERS,
    )
    environment.filters.update(
        day=partial(short_date, lang=lang),
        thai_day=thai_day,
        long_day=partial(long_date, lang=lang),
        month=partial(short_month, lang=lang),
        name=lambda row, field="name": name(row if isinstance(row, dict) else vars(row), lang, field),
        short=partial(sentences.short_name, lang=lang),
        agency=lambda code, agencies: sentences.agency_name(agencies, code, lang),
        number=number,
        field=lambda column: translator(lang)(f"field.{column}"),
        unquote=unquote,
        web_host=web_host,
        money=money,
    )
    return environment
