"""Native tables in a template's place for one, on as many slides as they need; their look is the table style's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml.ns import qn

from ecodash.documents.lines import legal
from ecodash.documents.slides import measure
from ecodash.documents.slides.text import Cell, paragraph_xml, parsed, text_of, with_text

Row = Sequence[Cell]

# «Light Style 1 - Accent 1»: lines above and below, nothing else; its colours are the theme's.
_STYLE = "{3B4B98B0-60AC-42C2-AFA5-B58CD77FA1E5}"
# Room left and right of a cell's text and above and below it, in points: those that every program takes by itself.
_SIDE, _ABOVE = 7.2, 3.6
_EMU = 12_700
# The sizes of the two levels of a table's text in our template: what is said in a room, and an annex.
ROOM, ANNEX = 28, 20


@dataclass(frozen=True)
class Column:
    """``width`` is a share of the table. ``align``: l, r or ctr."""

    heading: str
    width: float
    align: str = "l"


@dataclass(frozen=True)
class Table:
    """``size`` is ROOM or ANNEX. In a room a text is cut after two lines; an annex tells it whole.

    ``sums`` of the first rows add up the others and are not counted among them.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    size: int = ROOM
    sums: int = 0

    def pages(self, room: float, tall: float) -> list["Table"]:
        """The table in parts that fit a place, in points."""
        left = tall - self._height([column.heading for column in self.columns], room)
        pages: list[list[Row]] = [[]]
        used = 0.0
        for row in self._fitting_rows(room, left):
            height = self._height(row, room)
            if used + height > left and pages[-1]:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += height
        return [replace(self, rows=rows) for rows in pages]

    def written(self, shown: Callable[[str], str]) -> "Table":
        """The table with every text as it is shown."""
        columns = [replace(column, heading=shown(column.heading)) for column in self.columns]
        rows = [[with_text(cell, shown(text_of(cell))) for cell in row] for row in self.rows]
        return replace(self, columns=columns, rows=rows)

    def widths(self, room: float) -> list[float]:
        whole = sum(column.width for column in self.columns)
        return [room * column.width / whole for column in self.columns]

    def _height(self, row: Row, room: float) -> float:
        most = max(
            measure.lines(text_of(cell), self.size, width - 2 * _SIDE)
            for cell, width in zip(row, self.widths(room), strict=True)
        )
        return most * self.size * measure.LINE + 2 * _ABOVE

    def _fitting_rows(self, room: float, tall: float) -> list[Row]:
        widths = [width - 2 * _SIDE for width in self.widths(room)]
        if self.size == ROOM:
            return [
                [
                    with_text(cell, measure.cut(text_of(cell), self.size, width, 2))
                    for cell, width in zip(row, widths, strict=True)
                ]
                for row in self.rows
            ]
        most = max(1, int((tall - 2 * _ABOVE) / (self.size * measure.LINE)))
        return [part for row in self.rows for part in _parted(row, widths, self.size, most)]


def _parted(row: Row, widths: Sequence[float], size: float, most: int) -> list[Row]:
    """A row taller than a slide goes on where it stopped."""
    cut = [_pieces(text_of(cell), size, width, most) for cell, width in zip(row, widths, strict=True)]
    return [
        [with_text(cell, texts[part] if part < len(texts) else "") for cell, texts in zip(row, cut, strict=True)]
        for part in range(max(map(len, cut)))
    ]


def _pieces(text: str, size: float, room: float, most: int) -> list[str]:
    pieces = []
    while measure.lines(text, size, room) > most:
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if measure.lines(text[:middle], size, room) <= most else (low, middle - 1)
        space = text.rfind(" ", low * 2 // 3, low)
        end = space + 1 if space > 0 else low
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def fill_table(place: Any, table: Table, told: str) -> Any:
    """Put a table into a placeholder. ``told`` is read aloud to those who cannot see it."""
    frame = place.insert_table(1, 1)
    old = frame._element.find(".//" + qn("a:tbl"))
    old.getparent().replace(old, parsed(_table_xml(table, frame.width / _EMU)))
    frame.name = legal(told)[:60]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", legal(told))
    return frame


def _table_xml(table: Table, room: float) -> str:
    grid = "".join(f'<a:gridCol w="{round(width * _EMU)}"/>' for width in table.widths(room))
    rows = [_row_xml(table, [column.heading for column in table.columns]), *(_row_xml(table, r) for r in table.rows)]
    return (
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )


def _row_xml(table: Table, row: Row) -> str:
    level = 1 if table.size == ROOM else 2
    cells = "".join(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>"
        f"{paragraph_xml(cell, level=level, align='' if column.align == 'l' else column.align)}"
        "</a:txBody><a:tcPr/></a:tc>"
        for cell, column in zip(row, table.columns, strict=True)
    )
    return f'<a:tr h="{round((table.size * measure.LINE + 2 * _ABOVE) * _EMU)}">{cells}</a:tr>'
