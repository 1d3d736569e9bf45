"""The items of an area side by side: number, mark and word in one box each."""

from typing import Any

from ecodash.documents import fitting
from ecodash.documents.book import ItemLine
from ecodash.documents.lines import item_words
from ecodash.documents.slides.lettering import Run, paragraph_xml
from ecodash.documents.slides.shapes import POINTS, Box, Paint, add_box
from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import ACCENT, LOOKS, MARKS
from ecodash.language.text import t

_GAP = 0.08
# More boxes than these say nothing from the back of a room; the chart below them does.
MOST = 84


def add_strip(slide: Any, box: Box, items: list[ItemLine], lang: str) -> float:
    """Draw the strip from the top of a box; says how many inches it took."""
    if not items or len(items) > MOST:
        return 0
    left, top, width, _ = box
    in_row = len(items) if len(items) <= 12 else min(21, -(-len(items) // -(-len(items) // 16)))
    wide = min(1.5, (width + _GAP) / in_row - _GAP)
    rows = -(-len(items) // in_row)
    tall = 1.25 if rows == 1 else min(0.8, 2.4 / rows - _GAP)
    for number, line in enumerate(items):
        row, column = divmod(number, in_row)
        place = (left + column * (wide + _GAP), top + row * (tall + _GAP), wide, tall)
        _add_box(slide, place, line, lang, has_words=rows == 1)
    return rows * (tall + _GAP)


def _add_box(slide: Any, place: Box, line: ItemLine, lang: str, has_words: bool) -> None:
    look = LOOKS[line.result]
    ink = look.ink
    is_unknown = line.result is Result.NOT_ASSESSED
    paint = Paint(look.tint, ACCENT if line.moved else ink, 3 if line.moved else 1, is_unknown)
    number = t(lang, "say.item", items=line.item)
    told = f"{line.name} {t(lang, f'result.{line.result}')} {item_words(line, lang)}"
    mark = Run(MARKS[line.result], 18 if has_words else 14, True, ink)
    if has_words:
        word = t(lang, f"result_short.{line.result}") + (f" · {t(lang, 'say.new')}" if line.moved else "")
        rows = [[mark], [_fit(number, 16, place, ink)], [_fit(word, 14, place, ink)]]
        if line.called:
            rows[:2] = [[mark, Run(f" {line.item}", 16, colour=ink)], [Run(line.called, 12, colour=ink)]]
    else:
        rows = [[mark, _fit(f" {line.item}", 16, place, ink)]]
    add_box(slide, place, told, paint, *(paragraph_xml(runs, "ctr") for runs in rows))


def _fit(text: str, size: float, place: Box, ink: str) -> Run:
    """The word at the size at which it stays on one line, down to what can still be read."""
    room = place[2] * POINTS - 4
    fits = next((s for s in (size, size - 1, size - 2, size - 3) if fitting.width(text, s) * 0.85 <= room), size - 4)
    return Run(text, fits, colour=ink)
