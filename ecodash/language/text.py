"""Every word a person reads, in Thai and English: ``t("th", "nav.criteria")``.

The words live in ``words/th.toml`` and ``words/en.toml`` under the same keys; a test holds them together.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ecodash.domain.dates import year_shown
from ecodash.language.english import of_one
from ecodash.language.unbroken import NO_BREAK

LANGUAGES = ("th", "en")
_WORDS = Path(__file__).parents[1] / "words"

Translate = Callable[..., str]


@cache
def words(lang: str) -> dict[str, str]:
    """All words of one language, keys flattened with dots. A text «=term.area» is that of the key ``term.area``."""
    tree = tomllib.loads((_WORDS / f"{lang}.toml").read_text(encoding="utf-8"))
    told = dict(_flatten(tree))
    return {key: told[text[1:]] if text.startswith("=") else text for key, text in told.items()}


def _flatten(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, str):
            pairs.append((prefix + key, value))
        else:
            pairs.extend(_flatten(value, f"{prefix}{key}."))
    return pairs


def t(lang: str, key: str, /, **values: object) -> str:
    """The words for ``key``; an unknown key is a mistake in the program and raises KeyError.

    A ``year`` among the values is a Buddhist one; in English the Gregorian one stands behind it. ``days`` may be many.
    A ``unit``, where there is one, stands behind its number and is not parted from it.
    """
    if isinstance(values.get("days"), int):
        values["days"] = f"{values['days']:,}"
    if "unit" in values:
        values["unit"] = f"{NO_BREAK}{values['unit']}" if values["unit"] else ""
    if "year" in values:
        values["year"] = year_shown(values["year"], lang)
    if not values:
        return words(lang)[key]
    said = words(lang)[key].format(**values)
    return of_one(said) if lang == "en" else said


def translator(lang: str) -> Translate:
    """``t`` with its language given."""
    return partial(t, lang)


def name(row: Mapping[str, Any], lang: str, field: str = "name") -> str:
    """A row's name in the language, falling back to Thai: ``name_en`` or ``name_th``."""
    return (row.get(f"{field}_en") if lang == "en" else None) or row.get(f"{field}_th") or ""


def told(row: Mapping[str, Any], lang: str, field: str) -> str:
    """What people wrote, in the language where it was translated: ``title_en`` or ``title``."""
    return (row.get(f"{field}_en") if lang == "en" else None) or row.get(field) or ""


def number(value: int | float | Decimal | None) -> str:
    """1900000 → 1,900,000; 8.40 → 8.4; None (not told) → empty."""
    if value is None:
        return ""
    text = f"{_rounded(value):,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: int | float | Decimal) -> Decimal:
    """To two places, halves away from nil, as Excel does: one figure in every document."""
    return Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def money(baht: Decimal | None) -> str:
    """Nil is «-», not told is empty; the unit stands in the heading."""
    return "-" if baht == 0 else number(baht)


def web_host(address: str) -> str | None:
    """https://www.diw.go.th/eit → www.diw.go.th, a Thai name in Thai; None for what is no whole web address."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and host and not any(c.isspace() or not c.isprintable() for c in address)
    return _thai_written(host) if is_web and host else None


_THAI_LABEL = re.compile(r"[\u0e00-\u0e7f0-9-]+")


def _thai_written(host: str) -> str:
    """xn--12c1fe.com → its Thai letters; other scripts stay as they are, where one letter may pass for another."""
    try:
        labels = [(label, label.encode().decode("idna")) for label in host.split(".")]
    except UnicodeError:
        return host
    return ".".join(thai if _THAI_LABEL.fullmatch(thai) else label for label, thai in labels)


_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# In front of a format for numbers of an office file: shown in Thai digits, while the number stays one.
THAI_NUMBERS = "[$-D00041E]"
_WITHOUT_LATIN = re.compile(r"(?<!\S)[^\sA-Za-z]+(?!\S)")


def in_thai_digits(text: str) -> str:
    """12 ก.พ. 2567 → ๑๒ ก.พ. ๒๕๖๗; codes and addresses in Latin letters stay as they are."""
    return _WITHOUT_LATIN.sub(lambda word: word.group().translate(_THAI_DIGITS), text)
