"""What is owed: whose it is, what is to be done, until when; and that nothing was found."""

from datetime import date

from ecodash.domain import rules
from ecodash.domain.matters import Matter
from ecodash.domain.progress import ItemState
from ecodash.language.text import t


def nothing(what: str, records: int, lang: str, **values: object) -> str:
    """That nothing was found among ``records`` rows, or that no row is recorded which could tell."""
    return t(lang, f"{rules.absence(records)}.{what}", **values)


def owes(agency: str, count: int, late: int, records: int, lang: str) -> str:
    """How many matters an agency owes and how many are late, [[ and ]] about the figure; ``records`` are all it had."""
    if not count:
        return nothing("agency", records, lang, agency=agency)
    return t(
        lang, "agencies.one_headline_late" if late else "agencies.one_headline", agency=agency, count=count, late=late
    )


def matter_task(matter: Matter, lang: str) -> str:
    """What is to be done; empty where nobody was given the item."""
    return (matter.task_en if lang == "en" else None) or matter.task or ""


def matter_phrase(matter: Matter, day: date, lang: str) -> str:
    """ช้า 43 วัน · อีก 18 วัน · ค้าง 1,017 วัน; empty for a gap that nobody has."""
    if matter.days_late is not None:
        return t(lang, "say.late", days=matter.days_late)
    if matter.due_on is not None:
        left = (matter.due_on - day).days
        return t(lang, "say.due_in", days=left) if left else t(lang, "say.due_today")
    return t(lang, "say.age", days=(day - matter.since).days) if matter.since else ""


def due_phrase(state: ItemState, day: date, lang: str) -> str:
    """ช้า 43 วัน · อีก 18 วัน · ไม่กำหนดวัน; empty when nobody owes it, or nothing is wanting any more."""
    if state.days_late is not None:
        return t(lang, "say.late", days=state.days_late)
    if not state.has_owner:
        return ""
    if state.due_on is None:
        return t(lang, "say.no_due")
    left = (state.due_on - day).days
    if left < 0:
        # The item is settled and its assignment was left open: past its date, and not late.
        return ""
    return t(lang, "say.due_today") if left == 0 else t(lang, "say.due_in", days=left)
