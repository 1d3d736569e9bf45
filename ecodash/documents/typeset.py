"""Typst: a template and data in, a PDF or a picture out. What people wrote travels as data and is never markup."""

import io
import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import segno

from ecodash.documents.apart import set_apart
from ecodash.documents.glyphs import lacks, printable
from ecodash.documents.press import Asked, Form, press
from ecodash.language.status_look import ACCENT, LOOKS, icon_svg
from ecodash.language.text import in_thai_digits, t
from ecodash.language.unbroken import whole_on_paper

# Characters of data, about ten areas.
_LARGE = 150_000
# What is short is set here, what is large in a process of its own, one of each at a time: a compiler does one thing at
# a time, and nobody's sheet waits for a country.
_presses = {is_large: threading.Lock() for is_large in (False, True)}


class Plain(str):
    """Text for the template itself (a drawing, a code, an address to link to): set as it is, digits and all."""


def typeset(
    template: str, data: Mapping[str, Any], made_at: datetime, form: Form = "pdf", thai_digits: bool = False
) -> bytes:
    """The document. ``made_at`` is UTC without zone; a picture is of the first page."""
    given = {**data, "made_on": data["made_on"] + _lacking(data)}
    told = _told({"thai_digits": thai_digits, **given}, thai_digits)
    told["whole"] = whole_on_paper(_json(told))
    inputs = _json(told)
    asked = Asked(template, inputs, made_at.replace(tzinfo=UTC, microsecond=0).isoformat(), form)
    is_large = len(inputs) > _LARGE
    with _presses[is_large]:
        return set_apart(asked.written()) if is_large else press(asked)


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, allow_nan=False)


def _lacking(data: Mapping[str, Any]) -> str:
    """That some letters are printed by name or number, where some are."""
    return f" · {t(data['lang'], 'paper.lacking')}" if lacks(json.dumps(data, ensure_ascii=False)) else ""


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
