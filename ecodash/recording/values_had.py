"""The values that measured items ever had, for asking about one that lies far from them."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ecodash.domain.far_off import far_off
from ecodash.store.store import Store

Had = Mapping[tuple[str, str], list[tuple[str, Decimal]]]
"""Framework and item → the values with the code of the survey that says so."""


def values_had(store: Store, area: str) -> Had:
    """Every accepted value of an area, as it stands."""
    found: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for row in store.ask("accepted_of_area", area=area):
        if row["value"] is not None:
            found[row["framework"], row["item"]].append((row["code"], row["value"]))
    return found


def far_off_row(row: Mapping[str, Any], had: Had) -> tuple[Decimal, Decimal] | None:
    """The least and the most of an observation's item where its value lies far off; its own row does not count."""
    if row.get("value") is None:
        return None
    others = had.get((row["framework"], row["item"]), ())
    return far_off(Decimal(row["value"]), [value for code, value in others if code != row.get("code")])
