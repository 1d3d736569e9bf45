"""One area's way up: what was met, its meetings, what open assignments promise. Knows no Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from ecodash import facts
from ecodash.domain.dates import short_date
from ecodash.facts.courses import Step, steps_by_area
from ecodash.facts.prospects import Aim, Prospects, prospects
from ecodash.facts.rows import MeetingRow
from ecodash.sentences import short_name
from ecodash.ui.course_pictures import Picture, calendar_axis, picture
from ecodash.ui.page import Page

_ROOM = timedelta(days=20)
# An aim further away would leave what happened no room; it is said in words alone.
_FAR = timedelta(days=3 * 365)
# How far apart two dots stand at least on a narrow and on a wide window, in per cent of the width.
_APART_NARROW, _APART_WIDE = 8.0, 2.2


@dataclass(frozen=True)
class Mark:
    """A meeting on the axis, ``left`` in per cent of the width.

    ``crowded``: beside the next one a dot has room on a wide window only ("narrow"), or nowhere ("all"); "" on each.
    """

    left: float
    meeting: MeetingRow
    crowded: str = ""


@dataclass(frozen=True)
class BurnUp:
    """The picture with its marks, and in words what is to come; ``warning`` "" when there is none.

    ``aim_at`` is where on the axis the year ends in which a level is meant to be reached, None when it is not shown.
    """

    picture: Picture | None
    meetings: tuple[Mark, ...]
    today: float
    aim_at: float | None
    met: int
    total: int
    sentence: str
    aim: str
    warning: str


def burn_up(page: Page, area: str) -> BurnUp:
    """One area under the page's selection; without any result there is no picture, and the words say so."""
    framework = page.selection.framework
    told = prospects(page.store, area, framework, page.day)
    steps = steps_by_area(page.store, framework, page.day, area).get(area, ())
    meetings = facts.meetings_held(page.store, area, page.day)
    total = sum(1 for _ in facts.framework_items(page.store, framework, page.day))
    words = {"sentence": outlook_sentence(page, told), "aim": _aim(page, told), "warning": _warning(page, told)}
    if not steps:
        return BurnUp(None, (), 0, None, told.outlook.met, total, **words)
    until = told.aim.until if told.aim and page.day <= told.aim.until <= page.day + _FAR else None
    last = max(page.day, told.outlook.by or page.day, until or page.day) + _ROOM
    axis = calendar_axis(steps[0].day, last)
    planned = [Step(s.due_on, told.outlook.met_by(s.due_on), 0) for s in told.outlook.dated if s.due_on]
    drawn = picture(steps, axis, page.day, total, width=480, planned=planned)
    marks = [
        Mark(round(100 * axis.share(row["held_on"]), 1), row)
        for row in meetings
        if row["held_on"] and row["held_on"] >= axis.start
    ]
    today, aim_at = (round(100 * axis.share(at), 1) if at else None for at in (page.day, until))
    return BurnUp(drawn, _with_room(marks), today or 0, aim_at, told.outlook.met, total, **words)


def _with_room(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, those without room for a dot said to be crowded; the newest have their dots."""
    narrow, wide = (_apart(marks, least) for least in (_APART_NARROW, _APART_WIDE))
    return tuple(replace(mark, crowded="" if mark in narrow else "narrow" if mark in wide else "all") for mark in marks)


def _apart(marks: Sequence[Mark], least: float) -> list[Mark]:
    """From the newest back, the marks that stand so far from the one kept before."""
    kept: list[Mark] = []
    for mark in reversed(marks):
        if not kept or kept[-1].left - mark.left >= least:
            kept.append(mark)
    return kept


def outlook_sentence(page: Page, told: Prospects) -> str:
    """หากปิดตามกำหนด จะครบ 10 ข้อภายใน 15 มิ.ย. 2567; 2 ข้อไม่มีกำหนด."""
    o = told.outlook
    if o.wanted and o.met == o.wanted:
        return page.t("outlook.all_met")
    if o.by:
        head = page.t("outlook.reach", count=o.reach, day=short_date(o.by, page.lang))
    else:
        head = page.t("outlook.none_dated")
    left = {"late": o.late, "undated": o.undated, "unowned": o.unowned, "unassessed": o.unassessed}
    rest = [page.t(f"outlook.{key}", count=count) for key, count in left.items() if count]
    return "; ".join([head, *rest])


def _aim(page: Page, told: Prospects) -> str:
    return page.t("outlook.aim", **_level(page, told.aim)) if told.aim else page.t("outlook.no_aim")


def _level(page: Page, aim: Aim) -> dict[str, object]:
    """The level that is meant to be reached, of which framework and in which year."""
    row = aim.row
    framework = facts.framework_row(page.store, row["framework"], page.day)
    name = short_name(framework, page.lang) if framework else row["framework"]
    return {"level": row["level"], "year": row["year"], "framework": name}


def _warning(page: Page, told: Prospects) -> str:
    aim = told.aim
    if aim is None:
        return ""
    if aim.is_past:
        return page.t("outlook.aim_past", **_level(page, aim))
    if aim.outlook is None or not aim.is_out_of_reach:
        return ""
    reach = {"wanted": aim.outlook.wanted, "reach": aim.outlook.met_by(aim.until)}
    return page.t("outlook.out_of_reach", **_level(page, aim), **reach)
