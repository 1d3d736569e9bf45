"""What is owed: the one list that screens and documents count from, for other programs."""

from dataclasses import fields
from typing import Any

from ecodash import facts
from ecodash.api.answers import Answer, json_value
from ecodash.domain.matters import Matter
from ecodash.store.store import Store

# ``agency`` is empty where nobody has the item; ``item`` where a resolution stands alone.
OWED = tuple(field.name for field in fields(Matter))


def owed(store: Store, selection: facts.Selection) -> Answer:
    """Every matter within a selection, the most urgent first, and how many there are.

    ``framework`` narrows where it is asked for; gaps that nobody has are always those of one framework.
    """
    framework = dict(selection.given).get("framework")
    matters = [
        matter
        for matter in facts.matters_selected(store, selection)
        if selection.agency in (None, matter.agency) and framework in (None, matter.framework or framework)
    ]
    return {
        "demo": store.is_demo,
        "as_of": json_value(selection.as_of),
        "known_at": json_value(selection.known_at),
        "counts": {
            "owed": len(matters),
            "late": sum(matter.is_late for matter in matters),
            "unassigned": sum(matter.agency is None for matter in matters),
        },
        "rows": [{column: _told(getattr(matter, column)) for column in OWED} for matter in matters],
    }


def _told(value: Any) -> Any:
    """A value as JSON has it; a state by its code."""
    told = json_value(value)
    return str(told) if isinstance(told, str) else told
