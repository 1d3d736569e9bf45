"""A store of the size of the country: 60 areas, 10 fiscal years, 53 items, 200,000 observations. Always the same."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ecodash import stores
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, ActivityKind, ActivityStatus, Means, Result
from ecodash.store.change import Act
from ecodash.store.opening import open_store
from ecodash.store.reference import sync_reference
from ecodash.store.store import Store

AREAS, OBSERVATIONS, CHANGES = 60, 200_000, 500
SECOND = "diw-eit-2560"
YEARS = range(2560, 2570)
_FIRST_DAY = date(2016, 10, 1)
_DAYS = 3650
_ITEMS = [(HOME_FRAMEWORK, str(n)) for n in range(1, 13)] + [(SECOND, str(n)) for n in range(1, 42)]
# The longer an area is in the programme the more it meets.
_EARLY = [Result.NOT_ASSESSED, Result.NOT_MET, Result.NOT_MET, Result.PARTLY_MET, Result.MET]
_LATE = [Result.NOT_MET, Result.PARTLY_MET, Result.MET, Result.MET, Result.MET, Result.NOT_APPLICABLE]

Row = tuple[str, dict[str, Any]]


def build_national(home: Path) -> str:
    """Fill an empty home; says what is in it."""
    chance = random.Random(2569)
    store = open_store(home)
    try:
        known = _known_areas()
        areas = [*known, *(f"area-{n:02}" for n in range(AREAS - len(known)))]
        _commit(store, _FIRST_DAY, [*_registry(areas[len(known) :], known), *_activities(chance, areas)])
        for number, rows in enumerate(_observations(chance, areas)):
            _commit(store, _FIRST_DAY + timedelta(days=(number + 1) * _DAYS // CHANGES), rows)
        _commit(store, _FIRST_DAY + timedelta(days=_DAYS), list(_assignments(chance, areas)))
        sync_reference(store, stores.DATA / "reference")
        return f"{len(areas)} areas, {len(_ITEMS)} items, {OBSERVATIONS:,} observations, {store.version} changes"
    finally:
        store.close()


def _commit(store: Store, day: date, rows: list[Row]) -> None:
    moment = datetime(day.year, day.month, day.day, 3)
    store.commit(Act("เลขานุการ", Means.IMPORT, recorded_at=moment), rows)


def _known_areas() -> list[str]:
    lines = (stores.DATA / "reference" / "areas.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    codes = sorted({line.split(",", 1)[0] for line in lines})
    return [HOME_AREA, *(code for code in codes if code != HOME_AREA)][:AREAS]


def _registry(new: list[str], known: list[str]) -> Iterator[Row]:
    for number, code in enumerate(new):
        name = {"name_th": f"พื้นที่ตัวอย่างที่ {number + 1}", "name_en": f"Example area {number + 1}"}
        place = {"phase": str(number % 3 + 1), "province": "lamphun", "kind": "town"}
        yield "area", {"code": code, **name, **place, "mark": "attested"}
    for number in range(1, 42):
        text = {"text_th": f"ตัวชี้วัดตัวอย่างที่ {number}", "text_en": f"Example indicator {number}"}
        row = {"framework": SECOND, "item": str(number), "type": "scored", "position": number, **text}
        yield "item", {**row, "mark": "attested"}


def _activities(chance: random.Random, areas: list[str]) -> Iterator[Row]:
    for year in YEARS:
        for area in areas:
            for number in range(3):
                start = date(year - 544, 10, 1) + timedelta(days=chance.randrange(300))
                planned = chance.randrange(50, 2000) * 1000
                yield (
                    "activity",
                    {
                        "code": f"{area}-{year}-{number}",
                        "title": f"กิจกรรมที่ {number + 1} ปี {year}",
                        "area": area,
                        "fiscal_year": year,
                        "kind": chance.choice(list(ActivityKind)),
                        "status": chance.choice(list(ActivityStatus)),
                        "planned_start": start,
                        "planned_end": start + timedelta(days=chance.randrange(1, 60)),
                        "planned_baht": chance.choice([None, 0, planned]),
                        "allocated_baht": chance.choice([None, planned]),
                        "disbursed_baht": chance.choice([None, planned // 2]),
                        "lead_agency": "lamphun-industry",
                        "effective_on": start,
                        "mark": "attested",
                    },
                )


def _observations(chance: random.Random, areas: list[str]) -> Iterator[list[Row]]:
    """One change after the other, each about the days before it."""
    size = OBSERVATIONS // CHANGES
    for change in range(CHANGES):
        rows: list[Row] = []
        until = (change + 1) * _DAYS // CHANGES
        for number in range(size):
            framework, item = chance.choice(_ITEMS)
            outcomes = _LATE if chance.random() < change / CHANGES else _EARLY
            day = _FIRST_DAY + timedelta(days=max(0, until - chance.randrange(30)))
            rows.append(
                (
                    "observation",
                    {
                        "code": f"obs-{change:03}-{number:03}",
                        "area": chance.choice(areas),
                        "framework": framework,
                        "item": item,
                        "result": chance.choice(outcomes),
                        "review": "accepted",
                        "effective_on": day,
                        "mark": "attested",
                    },
                )
            )
        yield rows


def _assignments(chance: random.Random, areas: list[str]) -> Iterator[Row]:
    for area in areas:
        for item in chance.sample(range(1, 13), 4):
            given = _FIRST_DAY + timedelta(days=_DAYS - chance.randrange(400))
            yield (
                "assignment",
                {
                    "area": area,
                    "framework": HOME_FRAMEWORK,
                    "item": str(item),
                    "agency": "lamphun-industry",
                    "assigned_on": given,
                    "task": "จัดทำแผน",
                    "due_on": given + timedelta(days=chance.randrange(30, 500)),
                    "status": "open",
                    "effective_on": given,
                    "mark": "attested",
                },
            )
