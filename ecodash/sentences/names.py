"""What places, frameworks and agencies are called."""

from collections.abc import Iterable, Mapping
from typing import Any

from ecodash.language.text import name, t

Agencies = Mapping[str, Mapping[str, Any]]


def short_name(row: Mapping[str, Any], lang: str) -> str:
    """What a place or framework is called within a sentence; in English, its English name before a short Thai one."""
    english = row.get("short_en") or row.get("name_en") if lang == "en" else None
    return english or name(row, "th", "short") or name(row, "th")


def agency_name(agencies: Mapping[str, Mapping[str, Any]], code: str | None, lang: str) -> str:
    """An agency's short name, or its name, or its code when it was never registered."""
    row = agencies.get(code or "")
    if row is None:
        return code or ""
    return (row["short_name"] if lang == "th" else None) or name(row, lang)


def secretariat_line(agencies: Iterable[Mapping[str, Any]], lang: str) -> str:
    """Who makes the papers of a meeting and how they are reached; empty where nobody recorded it."""
    told = [" ".join(filter(None, (name(row, lang), row["contact"]))) for row in agencies]
    return t(lang, "say.secretariat", who=", ".join(told)) if told else ""


def owner_name(agencies: Agencies, code: str | None, lang: str) -> str:
    """An agency's name, or that none is recorded."""
    return agency_name(agencies, code, lang) if code else t(lang, "say.no_owner")
