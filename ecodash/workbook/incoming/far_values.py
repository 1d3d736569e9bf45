"""Values of a workbook that lie far from all that their items ever had: pointed out before anything is recorded."""

from collections.abc import Iterable, Iterator

from ecodash.language.text import number
from ecodash.recording import Had, far_off_row, values_had
from ecodash.store.store import Store
from ecodash.workbook.incoming.plan import RowChange
from ecodash.workbook.problems import Note

_MOST = 20


def far_values(store: Store, changes: Iterable[RowChange]) -> list[Note]:
    """A note for each, at most twenty, and how many more there are."""
    found = list(_far(store, changes))
    more = [Note(None, "values_far_off_more", {"count": len(found) - _MOST})] if len(found) > _MOST else []
    return found[:_MOST] + more


def _far(store: Store, changes: Iterable[RowChange]) -> Iterator[Note]:
    had: dict[str, Had] = {}
    for change in changes:
        if change.source.sheet.kind != "observation" or change.told.get("value") is None:
            continue
        area = change.value("area")
        if area not in had:
            had[area] = values_had(store, area)
        if not had[area]:
            continue
        row = {name: change.value(name) for name in ("area", "framework", "item", "value", "code")}
        limits = far_off_row(row, had[area])
        if limits:
            sheet, cell = change.source.place("value")
            told = {"value": row["value"], "least": limits[0], "most": limits[1]}
            spoken = {name: number(value) for name, value in told.items()}
            yield Note(sheet, "value_far_off", {"sheet": sheet, "cell": cell, "item": row["item"], **spoken})
