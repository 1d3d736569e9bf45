"""Native tables without walls of colour, on as many slides as they need, their heading on each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from ecodash.documents import fitting
from ecodash.documents.lines import legal
from ecodash.documents.slides.lettering import INK, MUTED, RULE, Run, paragraph_xml, parsed, run_of
from ecodash.documents.slides.shapes import POINTS, Box

Cell = str | Run
Row = Sequence[Cell]

# Room left and right of a cell's text, and above and below it, in points.
_SIDE, _ABOVE = 5.0, 2.5
# «No Style, No Grid»: the lines are ours.
_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_NARROW_LINE = 1.13
# A row that takes more of a page than this is not read but searched.
_TALL_ROW = 0.4
_SMALLER = (16, 14, 12)


@dataclass(frozen=True)
class Column:
    """``width`` is a share of the table. ``align``: l, r or ctr."""

    heading: str
    width: float
    align: str = "l"


@dataclass(frozen=True)
class Table:
    columns: Sequence[Column]
    rows: Sequence[Row]
    size: float = 18

    def widths(self, room: float) -> list[float]:
        """Points of each column in a table ``room`` points wide."""
        whole = sum(column.width for column in self.columns)
        return [room * column.width / whole for column in self.columns]

    def heading_height(self, room: float) -> float:
        """Points that the heading takes."""
        return self._row_height([column.heading for column in self.columns], room, self.size - 2)

    def pages(self, room: float, tall: float) -> list["Table"]:
        """The table in parts that fit a box in points. A row taller than a whole page goes on in the next."""
        if self._tallest(room) > tall * _TALL_ROW:
            return self._narrowed(room, tall)._pages(room, tall)
        return self._pages(room, tall)

    def _tallest(self, room: float) -> float:
        return max((self._row_height(row, room, self.size) for row in self.rows), default=0)

    def _narrowed(self, room: float, tall: float) -> "Table":
        """Long texts take more of the width, and all the letters become smaller as far as they stay legible."""
        longest = [
            max(fitting.width(_text(cell), self.size) for cell in cells)
            for cells in zip(*([column.heading for column in self.columns], *self.rows), strict=True)
        ]
        kept = [share * 0.75 for share in self.widths(room)]
        spare = room - sum(kept)
        more = [max(0.0, wish - keep) for wish, keep in zip(_scaled(longest, room), kept, strict=True)]
        widths = [keep + spare * part / (sum(more) or 1) for keep, part in zip(kept, more, strict=True)]
        shaped = [replace(column, width=width) for column, width in zip(self.columns, widths, strict=True)]
        sizes = [size for size in (self.size, *_SMALLER) if size <= self.size]
        tries = [replace(self, columns=shaped, size=size) for size in sizes]
        return next((table for table in tries if table._tallest(room) <= tall * _TALL_ROW), tries[-1])

    def _pages(self, room: float, tall: float) -> list["Table"]:
        left = tall - self.heading_height(room)
        pages: list[list[Row]] = [[]]
        used = 0.0
        for row in self._short_rows(room, left):
            height = self._row_height(row, room, self.size)
            if used + height > left and pages[-1]:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += height
        return [replace(self, rows=rows) for rows in pages]

    def height(self, room: float) -> float:
        """Points that the whole table takes."""
        return self.heading_height(room) + sum(self._row_height(row, room, self.size) for row in self.rows)

    def _row_height(self, row: Row, room: float, size: float) -> float:
        heights = (
            fitting.height(_text(cell), size, width - 2 * _SIDE)
            for cell, width in zip(row, self.widths(room), strict=True)
        )
        return max(heights) + 2 * _ABOVE

    def _short_rows(self, room: float, tall: float) -> list[Row]:
        most = max(1, int((tall - 2 * _ABOVE) / (self.size * fitting.LINE)))
        out: list[Row] = []
        for row in self.rows:
            cut = [
                fitting.pieces(_text(cell), self.size, width - 2 * _SIDE, most)
                for cell, width in zip(row, self.widths(room), strict=True)
            ]
            for part in range(max(map(len, cut))):
                out.append([_with_text(cell, texts[part : part + 1]) for cell, texts in zip(row, cut, strict=True)])
        return out


def add_table(slide: Any, box: Box, table: Table, told: str) -> Any:
    """Draw a table at a place in inches. ``told`` is read aloud to those who cannot see it."""
    left, top, width, _ = (round(part * 914400) for part in box)
    rows = len(table.rows) + 1
    frame = slide.shapes.add_table(1, 1, Emu(left), Emu(top), Emu(width), Pt(1))
    old = frame._element.find(".//" + qn("a:tbl"))
    new = parsed(_table_xml(table, box[2] * POINTS))
    old.getparent().replace(old, new)
    frame.height = Pt(rows * (table.size * _NARROW_LINE + 2 * _ABOVE))
    frame.name = legal(told)[:60]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", legal(told))
    return frame


def _scaled(lengths: Sequence[float], room: float) -> list[float]:
    """Widths by the root of what is to be set in them: twice the text wants more width and more height."""
    roots = [length**0.5 for length in lengths]
    return [room * root / sum(roots) for root in roots]


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Run) else cell


def _with_text(cell: Cell, texts: list[str]) -> Cell:
    text = texts[0] if texts else ""
    return replace(cell, text=text) if isinstance(cell, Run) else text


def _table_xml(table: Table, room: float) -> str:
    grid = "".join(f'<a:gridCol w="{round(width * 12700)}"/>' for width in table.widths(room))
    heads = [Run(column.heading, table.size - 2, True, MUTED) for column in table.columns]
    rows = [_row_xml(table, heads, is_heading=True)]
    rows += [_row_xml(table, [run_of(cell, table.size) for cell in row]) for row in table.rows]
    return (
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )


def _row_xml(table: Table, runs: Sequence[Run], is_heading: bool = False) -> str:
    tall = runs[0].size * _NARROW_LINE + 2 * _ABOVE if runs else 0
    line = (1.5, INK) if is_heading else (0.5, RULE)
    cells = "".join(
        f'<a:tc><a:txBody><a:bodyPr wrap="square"/><a:lstStyle/>{paragraph_xml([run], column.align)}</a:txBody>'
        f"{_cell_look_xml(line, 'b' if is_heading else 't')}</a:tc>"
        for run, column in zip(runs, table.columns, strict=True)
    )
    return f'<a:tr h="{round(tall * 12700)}">{cells}</a:tr>'


def _cell_look_xml(line: tuple[float, str], anchor: str) -> str:
    width, colour = line
    sides, edges = round(_SIDE * 12700), round(_ABOVE * 12700)
    none = "".join(f"<a:ln{side}><a:noFill/></a:ln{side}>" for side in "LRT")
    return (
        f'<a:tcPr marL="{sides}" marR="{sides}" marT="{edges}" marB="{edges}" anchor="{anchor}">{none}'
        f'<a:lnB w="{round(width * 12700)}"><a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill></a:lnB>'
        "<a:noFill/></a:tcPr>"
    )
