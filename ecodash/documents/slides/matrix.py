"""Items × meetings on slides: a mark in each cell, bold where it changed; as many items a slide as can be read."""

from ecodash.documents.book import Content
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.tables import Column, Row, Table
from ecodash.documents.slides.text import Run
from ecodash.domain.dates import short_month
from ecodash.facts.matrix import Cell
from ecodash.language.item_names import item_name
from ecodash.language.status_look import MARKS
from ecodash.language.text import t

# Meetings across, the newest kept; slides for a framework of many items. The PDF has more.
_ACROSS, _SLIDES = 6, 3


def add_matrix(deck: Deck, content: Content) -> None:
    """The area's items at its newest meetings; where there was one only, nothing could be compared."""
    found, lang = content.matrix, content.lang
    if found is None or not found.is_told or len(found.columns) < 2:
        return
    columns = found.columns[-_ACROSS:]
    left_out = found.left_out + len(found.columns) - len(columns)
    heads = [Column(t(lang, "slides.item"), 4.4), *(Column(short_month(c.day, lang), 1.4, "ctr") for c in columns)]
    rows: list[Row] = [
        [item_name(vars(line.state), lang), *(_mark(cell) for cell in line.cells[-_ACROSS:])] for line in found.lines
    ]
    met = [Run(t(lang, "slides.met_row"), bold=True), *(Run(str(c.counts.met), bold=True) for c in columns)]
    first, last = columns[0].counts.met, columns[-1].counts.met
    title = t(lang, "slides.matrix", first=first, last=last, count=len(columns), total=len(found.lines))
    left = t(lang, "matrix.left_out", shown=len(columns), left_out=left_out) if left_out else ""
    notes = "\n".join(part for part in (t(lang, "slides.matrix_key"), left) if part)
    above = f"{t(lang, 'matrix.title')} · {content.area}"
    deck.table(above, title, Table(heads, [met, *rows], sums=1), notes, _SLIDES)


def _mark(cell: Cell) -> Run:
    """A changed cell's mark stands between arrows, which a gray copy keeps."""
    if cell.result is None:
        return Run("")
    mark = MARKS[cell.result]
    return Run(f"→{mark}", bold=True) if cell.changed else Run(mark)
