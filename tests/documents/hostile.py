"""A store of what nobody should write and somebody will: names of 300 characters, markup, emoji, 200 resolutions."""

from datetime import date, datetime
from typing import Any

from copies import store_as
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store

ITEMS = 30
RESOLUTIONS = 200
MARKUP = '#pagebreak() $x^2$ *b* _i_ <b>& =1+1 \\n @ref `raw` // 🏭👨‍👩‍👧 a\u200bb\u202e\u0000 中 [x](y) #eval("1") '
THAI = ("สำนักงานคณะกรรมการพัฒนาเมืองอุตสาหกรรมเชิงนิเวศน์ก้ำกึ่ง" * 6)[:300]
LATIN = "A" * 300
MET_ON, AS_OF = date(2024, 2, 12), date(2024, 5, 10)

Row = tuple[str, dict[str, Any]]


def hostile_store() -> Store:
    """Two areas: ``surveyed`` with everything, ``bare`` without a single observation."""
    return store_as(_fill, AS_OF)


def _fill(store: Store) -> None:
    act = Act(THAI, Means.DEMO, recorded_at=datetime(2024, 4, 2))
    store.commit(act, [(kind, {**values, "mark": "attested"}) for kind, values in (*_places(), *_work())])


def _places() -> list[Row]:
    named = {"name_th": THAI, "name_en": LATIN}
    called = {"text_th": MARKUP + THAI, "short_th": "<b>=1+1\u200b #น้ำ$ 水 " + THAI * 5, "short_en": "x" * 300}
    items = [("item", {"framework": "f", "item": str(n), "position": n, **called}) for n in _numbers()]
    return [
        ("province", {"code": "p", **named}),
        ("area", {"code": "surveyed", "name_th": MARKUP + LATIN, "province": "p"}),
        ("area", {"code": "bare", **named, "province": "p"}),
        ("framework", {"code": "f", **named}),
        *items,
        ("agency", {"code": "ag", **named}),
        ("agency", {"code": "idle", **named}),
        ("body", {"code": "wg", "name_th": THAI, "area": "surveyed", "province": "p", "tier": 1}),
        ("meeting", {"code": "m1", "body": "wg", "number": "1/2567", "held_on": MET_ON}),
        ("meeting", {"code": "m2", "body": "wg", "held_on": AS_OF, "venue": MARKUP + THAI, "chair": THAI}),
    ]


def _work() -> list[Row]:
    owed = {"area": "surveyed", "framework": "f", "agency": "ag", "task": MARKUP + THAI, "status": "open"}
    seen = {"area": "surveyed", "framework": "f", "review": "accepted", "note": THAI}
    spent = {"area": "surveyed", "fiscal_year": 2567, "status": "done", "title": MARKUP + THAI, "fund_source": LATIN}
    rows: list[Row] = []
    for n in range(RESOLUTIONS):
        due_on = date(2024, 3, 1 + n % 28)
        row = {"code": f"r{n}", "meeting": "m1", "text": MARKUP + THAI, "agency": "ag", "status": "open"}
        rows.append(("resolution", {**row, "due_on": due_on}))
    for n in _numbers():
        item = {"item": str(n)}
        rows.append(("assignment", {**owed, **item, "assigned_on": MET_ON, "due_on": date(2024, 3, 1)}))
        rows.append(("activity", {**spent, "code": f"a{n}", "planned_baht": "999999999999.99", "allocated_baht": "0"}))
        for on, result in ((date(2024, 1, 1), "met"), (date(2024, 4, 1), "not_met")):
            rows.append(("observation", {**seen, **item, "code": f"o{n}-{on}", "result": result, "effective_on": on}))
    return rows


def _numbers() -> range:
    return range(1, ITEMS + 1)
