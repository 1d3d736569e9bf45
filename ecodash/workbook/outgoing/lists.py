"""The sheet of lists: every code that a cell may give, with its name, for drop-down lists and for reading."""

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ecodash.language.text import t
from ecodash.workbook.stored_rows import Standing

# The kinds of row that have a list, with the words that name it.
LISTED = {
    "area": "kind.area",
    "framework": "kind.framework",
    "agency": "kind.agency",
    "body": "kind.body",
    "meeting": "kind.meeting",
    "resolution": "kind.resolution",
    "phase": "kind.phase",
    "province": "kind.province",
    "plan": "kind.plan",
}


class Lists:
    """Where every list stands on the sheet, and what is in it."""

    def __init__(self, standing: Standing) -> None:
        self._lists = {kind: _entries(standing, kind) for kind in LISTED}

    def range_of(self, kind: str) -> str | None:
        """The cells of a list for a drop-down; None when there is nothing to choose."""
        place = list(LISTED).index(kind) * 2 + (kind == "province")
        column = xl_col_to_name(place)
        last = len(self._lists[kind]) + 1
        return f"='{t('th', 'workbook.lists')}'!${column}$2:${column}${last}" if last > 1 else None

    def write(self, page: Worksheet, bold: Format, plain: Format) -> None:
        """Two columns for each list: code and name."""
        for number, (kind, entries) in enumerate(self._lists.items()):
            title = t("th", LISTED[kind])
            for half, word in enumerate(("workbook.code", "workbook.name")):
                page.write_string(0, number * 2 + half, f"{title} · {t('th', word)}", bold)
                page.set_column(number * 2 + half, number * 2 + half, 24 if half == 0 else 40, plain)
            for row, entry in enumerate(entries, start=1):
                for half, told in enumerate(entry):
                    page.write_string(row, number * 2 + half, told, plain)
        page.freeze_panes(1, 0)


def _entries(standing: Standing, kind: str) -> list[tuple[str, str]]:
    rows: list[dict[str, Any]] = standing.latest(kind)
    return [(row["code"], row.get("name_th") or row.get("text") or "") for row in rows]
