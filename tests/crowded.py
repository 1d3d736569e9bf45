"""A store full of what nobody expects: long names, 200 open resolutions, marks that programs like to interpret."""

from datetime import date, datetime
from typing import Any

from copies import store_as
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.store.typed_row import typed

AREA = "hostile-town"
FRAMEWORK = "diw-eit-basic12"
DAY = date(2024, 6, 30)
# What Excel, Word, Typst, HTML or a format string might take for more than text.
NASTY = "=1+1 +2 -3 @SUM(A1) #ref $x$ *หนา* <b>&amp;</b> \"q\" 's' {0} {x} %s \\n _x0041_ 😀👩‍👩‍👧 ก\u200bข"
LONG = ("สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัดลำพูนฝ่ายที่หนึ่งและองค์ปกครองส่วนท้องถิ่นที่เกี่ยวข้อง " * 5)[:300]
UNBROKEN = "https://example.org/" + "a" * 280
RESOLUTIONS = 90

_RESULTS = ("met", "not_met", "partly_met", "not_applicable")


def crowded_store() -> Store:
    """One area with 20 items, 24 activities and 90 open resolutions, and a second area never surveyed."""
    return store_as(_fill)


def _fill(store: Store) -> None:
    for moment, rows in (("2024-01-01T08:00:00", _places()), ("2024-05-01T08:00:00", _work())):
        act = Act(NASTY, Means.EDIT, recorded_at=datetime.fromisoformat(moment))
        store.commit(act, [(kind, typed(KINDS[kind], row)) for kind, listed in rows.items() for row in listed])


def item_text(number: int) -> str:
    """Every third is nasty, every third long, every third without a place to break."""
    return (f"{NASTY} {number}", f"{LONG}{number}", f"{UNBROKEN}{number}")[number % 3]


def _places() -> dict[str, list[dict[str, Any]]]:
    return {
        "phase": [{"code": "1", "name_th": NASTY}],
        "province": [{"code": "lamphun", "name_th": LONG}],
        "area": [
            {"code": AREA, "name_th": LONG, "phase": "1", "province": "lamphun"},
            {"code": "silent-town", "name_th": NASTY, "phase": "1", "province": "lamphun"},
        ],
        "framework": [{"code": FRAMEWORK, "name_th": NASTY, "items_declared": 20}],
        "item": [
            {"framework": FRAMEWORK, "item": str(n), "position": n, "text_th": item_text(n)} for n in range(1, 21)
        ],
        "agency": [{"code": "long", "name_th": LONG}, {"code": "nasty", "name_th": NASTY}],
        "body": [{"code": "wg", "name_th": LONG, "area": AREA, "province": "lamphun", "tier": 1}],
        "meeting": [
            {"code": "m-1", "body": "wg", "number": "1/2567", "held_on": "2024-02-12", "venue": NASTY},
            {
                "code": "m-2",
                "body": "wg",
                "number": "2/2567",
                "held_on": DAY.isoformat(),
                "venue": LONG,
                "chair": NASTY,
            },
        ],
    }


def _work() -> dict[str, list[dict[str, Any]]]:
    seen = {"area": AREA, "framework": FRAMEWORK, "review": "accepted", "note": NASTY}
    return {
        "observation": [
            {"code": f"o-{n}", "item": str(n), "result": _RESULTS[n % 4], "effective_on": "2024-04-01",
             "evidence": UNBROKEN, **seen}
            for n in range(1, 19)
        ],
        "assignment": [
            {"area": AREA, "framework": FRAMEWORK, "item": str(n), "agency": ("long", "nasty")[n % 2],
             "task": item_text(n + 1), "assigned_on": "2024-02-12", "due_on": "2024-04-30", "status": "open"}
            for n in range(1, 19, 3)
        ],
        "resolution": [
            {"code": f"r-{n:03}", "meeting": "m-1", "text": f"{(NASTY, LONG, 'ติดตาม')[n % 3]} {n}",
             "agency": ("long", "nasty")[n % 2], "due_on": "2024-03-31", "status": "open"}
            for n in range(RESOLUTIONS)
        ],
        "activity": [
            {"code": f"a-{n:02}", "title": item_text(n), "area": AREA, "fiscal_year": 2567, "status": "done",
             "planned_baht": "0", "allocated_baht": "1900000.50", "lead_agency": "long",
             "partner_agencies": "nasty;long", "fund_source": NASTY, "unit": LONG, "target": "10",
             "planned_start": "2023-11-01", "planned_end": "2024-05-31"}
            for n in range(24)
        ],
    }  # fmt: skip
