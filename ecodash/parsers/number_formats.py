"""Cells that show another text than the number or the day they hold: 35%, 0012, 1.10, «2 ล้านบาท», ม.ค.-67."""

import re
from datetime import date
from typing import Any

# Codes and shares. Amounts with their commas say nothing more than their number.
_SHOWN = re.compile(r"0+(?:\.0+)?%|00+|0\.0+|0+(?:[-/]0+)+")
# What is written beside the number in colours, widths and blanks.
_ORNAMENT = re.compile(r"\[[^\]]*\]|_.|\*.|\s|\\(?=[-/ ])")
# 2 shown as «2 ล้านบาท», 1900000 as «1.9 ล้าน»: the commas behind the digits divide by thousands.
_UNIT = re.compile(r'[#,0]+(?:\.0+)?(?P<thousands>,*)"(?P<unit>[^"]*(?:ล้าน|พัน|แสน|หมื่น)[^"]*)"')
_MONTH = re.compile(r"[my][my./-]*", re.IGNORECASE)
_SAME = 1e-9


def telling_format(number_format: str) -> str | None:
    """The format of a number above nil without its ornaments, if its cells show another text than they hold."""
    plain = _ORNAMENT.sub("", number_format.split(";")[0])
    if plain.endswith("%"):
        plain = plain.replace("#", "").replace(",", "")
    return plain if any(kind.fullmatch(plain) for kind in (_SHOWN, _UNIT, _MONTH)) else None


def seen(cell: Any, look: str) -> Any:
    """The number with what its cell shows, where that is another text; of a day its month alone. As a parser tells it.

    ``look``: a format from :func:`telling_format`.
    """
    shows_month = bool(_MONTH.fullmatch(look))
    if isinstance(cell, date):
        return {"month": cell.isoformat()[:10]} if shows_month and cell.day == 1 else cell
    if shows_month or isinstance(cell, bool) or not isinstance(cell, float | int):
        return cell
    shown = _shown(cell, look)
    return cell if shown is None else {"number": cell, "shown": shown}


def _shown(value: float, look: str) -> str | None:
    if unit := _UNIT.fullmatch(look):
        return f"{value / 1000 ** len(unit['thousands']):.15g} {unit['unit'].strip()}"
    if "-" in look or "/" in look:
        return _in_groups(value, look)
    whole, _, decimals = look.rstrip("%").partition(".")
    if look.endswith("%"):
        return f"{value * 100:.{len(decimals)}f}%"
    shown = f"{value:.{len(decimals)}f}"
    # More digits than are shown: the number itself says more than its cell.
    if abs(float(shown) - value) > _SAME:
        return None
    # Only formats without decimals have more than one digit to fill.
    shown = shown.zfill(len(whole))
    return shown if shown != f"{value:g}" else None


def _in_groups(value: float, look: str) -> str | None:
    """12 as 00-12: whole numbers that have no more digits than the format."""
    places = look.count("0")
    if value != int(value) or not 0 <= value < 10**places:
        return None
    digits = iter(f"{int(value):0{places}d}")
    return "".join(next(digits) if sign == "0" else sign for sign in look)
