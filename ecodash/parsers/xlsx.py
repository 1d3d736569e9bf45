"""An .xlsx workbook. Values come from calamine; what calamine does not tell, from a streaming look at the XML."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ecodash.parsers.number_formats import seen
from ecodash.parsers.protocol import Row, parse, tell, tell_rows
from ecodash.parsers.xlsx_flaws import look_of
from ecodash.parsers.xlsx_parts import looks, looks_of_cells, properties, sheet_parts


def _tell_workbook(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = dict(sheet_parts(archive))
        tell(properties=properties(archive))
        looking = looks(archive)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        tell(sheets=len(sheets))
        for meta in sheets:
            look = look_of(archive, parts.get(meta.name))
            is_far = any(code == "far_away" for code, _, _ in look["flaws"])
            cells = looks_of_cells(archive, parts.get(meta.name), looking)
            look["flaws"] += (("struck_out", place, "") for place in cells.struck)
            tell(sheet=meta.name, hidden=meta.visible != SheetVisibleEnum.Visible, **look)
            if not is_far:
                _tell_sheet(workbook.get_sheet_by_name(meta.name), cells.formats)


def _tell_sheet(sheet: CalamineSheet, formats: dict[int, dict[int, str]]) -> None:
    merged = [_range(*area) for area in sheet.merged_cell_ranges or () if area[0][0] != area[1][0]]
    tell(merged=merged, total=sheet.total_height or sheet.height)
    if sheet.start is not None:
        tell_rows(_rows(sheet, formats))


def _rows(sheet: CalamineSheet, formats: dict[int, dict[int, str]]) -> Iterator[Row]:
    # iter_rows begins at A1, wherever the first value stands.
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells: list[Any] = row
        for place, look in formats.get(number, {}).items():
            if place < len(cells):
                cells[place] = seen(cells[place], look)
        yield number, cells


def _range(first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int, int, int]:
    return first[0] + 1, first[1], last[0] + 1, last[1]


if __name__ == "__main__":
    parse(_tell_workbook)
