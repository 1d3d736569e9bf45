"""How full page one of a brief will be, guessed before it is set, so that few of the template's fits are tried."""

import re
from bisect import bisect

from ecodash.documents.book import Content

_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
# Rows of a panel at the page's largest.
_ROWS = 10
# From how full a page on each next, tighter fit is the likely one, as pages of the demonstration, of a country and of
# crowded stores came out.
_FITS = (1.4, 1.75, 1.77, 1.95, 2.3, 2.45, 3, 4)


def fit_of(content: Content) -> int:
    """Which of the template's fits is tried first, 0 the most generous."""
    return bisect(_FITS, _fullness(content))


def _fullness(content: Content) -> float:
    """How full page one would be at its largest, as a share of it; lines are counted generously, in points."""
    details = " · ".join(words for words, _, _ in content.details)
    changed = [34 + 16 * _lines(change.text or "", 25) for change in content.changes]
    stuck = [34 + 17 * _lines(f"{item.called} {item.task or item.text or ''}", 20) for item in content.stuck]
    stuck += [34 + 17 * _lines(line.text, 20) for line in content.open_resolutions]
    asked = [6 + 18 * _lines(ask, 34) for ask in content.asks]
    height = 274 + 33 * _lines(content.verdict_text, 32) + 22 * _lines(details, 75)
    height += 16 * _lines(content.participation, 110) + (22 if len(content.trend) > 1 else 0)
    first_changed, first_stuck, first_asked = (sum(each[:_ROWS]) for each in (changed, stuck, asked))
    return (height + max(first_changed, first_stuck) + max(first_asked, 170)) / 720


def is_roomy(content: Content) -> bool:
    """Surely fits page one at its largest, so that the template need not try."""
    head = len(content.area) + len(content.body) + len(content.venue) + len(content.chair)
    return head < 240 and len(content.items) <= 12 and _fullness(content) < 1


def _lines(text: str, letters: int) -> int:
    """Lines of so many letters; marks above and below Thai ones take no room."""
    return -(-len(_MARKS.sub("", text)) // letters)
