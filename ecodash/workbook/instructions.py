"""The first sheet of the template: how to fill it in, Thai beside English."""

from datetime import date
from typing import Any

from ecodash.domain.dates import long_date
from ecodash.language.text import LANGUAGES, t
from ecodash.workbook.sheets import SHEETS

# How the stamp begins, so that reading finds it wherever it stands.
STAMP = "ecodash-"
_SAID = ("how_edit", "how_required", "how_empty", "how_dates", "how_codes", "how_pending", "how_delete")


def write_instructions(book: Any, today: date, stamp: str, *, is_demo: bool) -> None:
    """What the workbook is, of which day and change, and what to do with it."""
    page = book.add_worksheet(t("th", "workbook.instructions"))
    title = book.add_format({"bold": True, "font_size": 16, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    warning = book.add_format({"bold": True, "font_color": "#9C2B00", "text_wrap": True, "valign": "top"})
    page.set_column(0, 1, 76)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for place, lang in enumerate(LANGUAGES):
        lines = [(t(lang, "workbook.title"), title)]
        if is_demo:
            lines.append((t(lang, "workbook.demo"), warning))
        lines.append((t(lang, "workbook.made_on", day=long_date(today, lang)), plain))
        lines += [(t(lang, f"workbook.{key}"), plain) for key in _SAID]
        sheets = ", ".join(sheet.title(lang) for sheet in SHEETS.values())
        lines.append((f"{t(lang, 'workbook.sheet')}: {sheets}", plain))
        # As text in a cell it survives every program that opens the file; a property of the file does not.
        lines.append((f"{t(lang, 'workbook.stamp')} {STAMP}{stamp}", plain))
        for number, (line, look) in enumerate(lines):
            page.set_row(number, 36)
            page.write_string(number, place, line, look)
    if is_demo:
        page.set_header(f"&C&B{t('th', 'workbook.demo')}")
