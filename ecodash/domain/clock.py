"""Times of day as Thai offices write them: 13.30 น., 13:30, ๙.๐๐. Pure; kept as HH:MM."""

import re

_CLOCK = re.compile(r"(?:เวลา)?\s*(\d{1,2})\s*[.:]\s*(\d{2})(?:[.:]00)?\s*(?:น\.?|นาฬิกา)?", re.IGNORECASE)
_HOUR = re.compile(r"(?:เวลา)?\s*(\d{1,2})\s*(?:น\.?|นาฬิกา)", re.IGNORECASE)


def clock_of(text: str) -> str | None:
    """HH:MM of what is written (with digits 0-9); None where it is no time of day."""
    found = _CLOCK.fullmatch(text.strip()) or _HOUR.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2]) if found.re is _CLOCK else 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def clock_shown(clock: str, lang: str) -> str:
    """09:30 → «09.30 น.» in Thai, «09:30» in English."""
    return f"{clock.replace(':', '.')} น." if lang == "th" else clock
