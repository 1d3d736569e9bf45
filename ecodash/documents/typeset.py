"""Typst: a template and data in, a PDF or a picture out. What people wrote travels as data and is never markup."""

import io
import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import segno
import typst

from ecodash.documents.glyphs import FOLDER, lacks, printable
from ecodash.language.status_look import ACCENT, LOOKS, icon_svg
from ecodash.language.text import in_thai_digits, t
from ecodash.language.unbroken import ON_PAPER

Form = Literal["pdf", "png"]

_TEMPLATES = Path(__file__).parent / "typst"
# 360 points wide is then 1080 pixels, as wide as a telephone shows.
_PPI = 216
# Characters of data, about ten areas.
_LARGE = 150_000
# One compiler for what is short and one for briefs of many areas, so that nobody's sheet waits for a country; a
# compiler does one thing at a time.
_presses = {is_large: threading.Lock() for is_large in (False, True)}


class Plain(str):
    """Text for the template itself (a drawing, a code, an address to link to): set as it is, digits and all."""


def typeset(
    template: str, data: Mapping[str, Any], made_at: datetime, form: Form = "pdf", thai_digits: bool = False
) -> bytes:
    """The document. ``made_at`` is UTC without zone; a picture is of the first page."""
    given = {**data, "made_on": data["made_on"] + _lacking(data)}
    told = _told({"thai_digits": thai_digits, "whole": Plain(ON_PAPER), **given}, thai_digits)
    inputs = {"data": json.dumps(told, ensure_ascii=False, allow_nan=False)}
    is_large = len(inputs["data"]) > _LARGE
    lane = is_large and template == "brief"
    with _presses[lane]:
        compiler = _compiler(template, lane)
        try:
            if form == "png":
                return _first(compiler.compile(format="png", ppi=_PPI, sys_inputs=inputs))
            return _pdf(compiler, inputs, made_at.replace(tzinfo=UTC, microsecond=0))
        finally:
            if is_large:
                _forget()


def _lacking(data: Mapping[str, Any]) -> str:
    """That some letters are printed by name or number, where some are."""
    return f" · {t(data['lang'], 'paper.lacking')}" if lacks(json.dumps(data, ensure_ascii=False)) else ""


def _pdf(compiler: typst.Compiler, inputs: dict[str, str], made_at: datetime) -> bytes:
    """To the standard for screen readers; a character that no font has breaks it, and is then shown as an empty box."""
    try:
        return _first(compiler.compile(format="pdf", sys_inputs=inputs, timestamp=made_at, pdf_standards="ua-1"))
    except typst.TypstError:
        return _first(compiler.compile(format="pdf", sys_inputs=inputs, timestamp=made_at))


def _first(made: bytes | list[bytes] | None) -> bytes:
    """Of several pictures the first; a template always makes something."""
    page = made[0] if isinstance(made, list) else made
    assert page is not None
    return page


def _forget() -> None:
    """Typst remembers the pages of the last ten documents of a process: 300 MB for all areas of the country."""
    empty = typst.Compiler(b"-", font_paths=_fonts())
    for _ in range(11):
        empty.compile(input=b"-", format="pdf")


@cache
def _compiler(template: str, lane: bool) -> typst.Compiler:
    """Kept, because finding the fonts costs more than a page does; each lane has its own."""
    return typst.Compiler(_TEMPLATES / f"{template}.typ", root=_TEMPLATES, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[FOLDER])


def _told(value: Any, thai_digits: bool) -> Any:
    """Every text in it made fit to print."""
    if isinstance(value, Plain):
        return str(value)
    if isinstance(value, str):
        shown = printable(value)
        return in_thai_digits(shown) if thai_digits else shown
    if isinstance(value, Mapping):
        return {key: _told(inner, thai_digits) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_told(inner, thai_digits) for inner in value]
    return value


def looks(lang: str) -> dict[str, dict[str, str]]:
    """Every state's word, icon and colours, for the template."""
    return {
        Plain(result): {
            "word": t(lang, f"result.{result}"),
            "short": t(lang, f"result_short.{result}"),
            "icon": Plain(icon_svg(result).replace("#000", look.ink).replace("<svg ", f'<svg fill="{look.ink}" ')),
            "ink": Plain(look.ink),
            "tint": Plain(look.tint),
            "fill": Plain(look.fill),
        }
        for result, look in LOOKS.items()
    }


def accent() -> Plain:
    """The one colour that is not a state's."""
    return Plain(ACCENT)


def qr_code(address: str) -> dict[str, Plain]:
    """A link and its code as a drawing of one path."""
    drawing = io.BytesIO()
    # Trying all masks for the evenest one takes twenty times as long, and every reader reads any of them.
    segno.make(address, error="m", micro=False, mask=0).save(drawing, kind="svg", border=0, xmldecl=False, svgns=True)
    return {"link": Plain(address), "drawing": Plain(drawing.getvalue().decode())}
