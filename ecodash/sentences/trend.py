"""How an area went on in a sentence."""

from collections.abc import Sequence
from datetime import date

from ecodash.domain.dates import short_date
from ecodash.domain.progress import Counts
from ecodash.language.text import t


def trend_line(months: Sequence[tuple[date, Counts]], lang: str) -> str:
    """How many items were met at the first of some days and at the last, which way that is."""
    (start, first), (end, last) = months[0], months[-1]
    way = "up" if last.met > first.met else "down" if last.met < first.met else "flat"
    days = {"start": short_date(start, lang), "end": short_date(end, lang)}
    return t(lang, f"areas.trend_{way}", first=first.met, last=last.met, **days)
