"""A small world in memory whose every figure can be counted by hand."""

from datetime import date, datetime
from typing import Any

from copies import store_as
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.store.typed_row import typed

AREA = "lamphun-ban-klang"
FRAMEWORK = "diw-eit-basic12"

_PLACES: dict[str, list[dict[str, Any]]] = {
    "phase": [{"code": "1", "name_th": "ระยะที่ 1"}, {"code": "3", "name_th": "ระยะที่ 3"}],
    "province": [
        {"code": "lamphun", "name_th": "ลำพูน", "name_en": "Lamphun"},
        {"code": "rayong", "name_th": "ระยอง", "name_en": "Rayong"},
    ],
    "area": [
        {"code": AREA, "name_th": "บ้านกลาง", "phase": "3", "province": "lamphun", "lat": "18.567"},
        {"code": "rayong-town", "name_th": "เมืองระยอง", "phase": "1", "province": "rayong"},
    ],
    "framework": [
        {"code": FRAMEWORK, "name_th": "เกณฑ์พื้นฐาน", "items_declared": 12},
        {"code": "other", "name_th": "เกณฑ์อื่น"},
    ],
    "item": [
        {"framework": FRAMEWORK, "item": "1", "position": 1, "text_th": "=1+1"},
        {"framework": FRAMEWORK, "item": "2", "position": 2},
        {"framework": FRAMEWORK, "item": "10", "position": 3},
        {"framework": "other", "item": "1", "position": 1},
    ],
    "agency": [
        {"code": "municipality", "name_th": "เทศบาลตำบลบ้านกลาง"},
        {"code": "province-office", "name_th": "สำนักงานจังหวัด"},
    ],
    "body": [
        {"code": "wg", "area": AREA, "province": "lamphun", "reports_to": "committee", "tier": 1},
        {"code": "committee", "province": "lamphun", "tier": 2},
        {"code": "rayong-wg", "area": "rayong-town", "province": "rayong", "tier": 1},
    ],
    "meeting": [
        {"code": "m-1", "body": "wg", "number": "1/2567", "held_on": "2024-02-12"},
        {"code": "m-2", "body": "committee", "number": "1/2568", "held_on": "2024-10-01"},
        {"code": "m-r", "body": "rayong-wg", "number": "2/2567", "held_on": "2024-05-05"},
    ],
}
_WORK: dict[str, list[dict[str, Any]]] = {
    "plan": [{"code": "p", "area": AREA, "name_th": "แผน", "first_year": 2566, "last_year": 2570}],
    "plan_project": [
        {"code": "p-1", "plan": "p", "title": "น้ำทิ้ง", "area": AREA, "fiscal_year": 2567, "items": f"{FRAMEWORK}:1"},
    ],
    "resolution": [
        {"code": "r-1", "meeting": "m-1", "text": "สำรวจ", "agency": "municipality", "status": "open"},
        {"code": "r-2", "meeting": "m-2", "text": "ติดตาม", "agency": "province-office", "status": "done"},
    ],
    "assignment": [
        {
            "area": AREA, "framework": FRAMEWORK, "item": "2", "agency": "municipality", "task": "แก้ไข",
            "assigned_on": "2024-02-12", "due_on": "2024-04-30", "status": "open",
        },
    ],
    "activity": [
        {
            "code": "a-1", "title": "อบรม", "area": AREA, "fiscal_year": 2567, "status": "done",
            "allocated_baht": "1900000", "disbursed_baht": "0", "lead_agency": "municipality",
            "partner_agencies": "province-office", "items": f"{FRAMEWORK}:2", "result_value": "8.5",
        },
        {
            "code": "a-2", "title": "สำรวจ", "area": "rayong-town", "fiscal_year": 2568,
            "status": "planned", "lead_agency": "province-office",
        },
    ],
    "auditor": [{"code": "au-1", "name": "ผู้ตรวจ", "area": AREA}],
}  # fmt: skip


def surveyed_store(demo_today: date | None = None) -> Store:
    """Places recorded on 1 January, work in February, and three observations, one of them recorded late."""
    return store_as(_fill, demo_today)


def _fill(store: Store) -> None:
    _record(store, "2024-01-01T08:00:00", _PLACES)
    observe(store, "2024-01-15T08:00:00", code="o-1", item="1", result="not_met", effective_on="2024-01-10")
    _record(store, "2024-02-13T08:00:00", _WORK)
    observe(store, "2024-03-05T08:00:00", code="o-2", item="1", result="met", effective_on="2024-03-01")
    observe(store, "2024-06-01T08:00:00", code="o-3", item="2", result="partly_met", effective_on="2024-02-01")


def observe(store: Store, recorded_at: str, **observation: str) -> None:
    row = {"area": AREA, "framework": FRAMEWORK, "review": "accepted", "evidence": "รายงาน", **observation}
    _record(store, recorded_at, {"observation": [row]})


def _record(store: Store, recorded_at: str, rows_of: dict[str, list[dict[str, Any]]]) -> None:
    act = Act("สมหญิง", Means.EDIT, recorded_at=datetime.fromisoformat(recorded_at))
    store.commit(act, [(kind, typed(KINDS[kind], row)) for kind, rows in rows_of.items() for row in rows])
