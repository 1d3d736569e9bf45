"""Provinces with areas: what these have come to together, and the outlines that maps draw."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ecodash.domain.progress import Counts
from ecodash.stores import DATA

OUTLINES = (560, 1025)
"""The box in which outlines lie, width × height, from the upper left."""


@dataclass(frozen=True)
class Province:
    """A province with areas: how many, of how many there is a result, and of these what is met, assessed and all."""

    code: str
    name: Mapping[str, Any]
    areas: int
    surveyed: int
    met: int
    assessed: int
    items: int

    def share(self, shade: str) -> float | None:
        """Met or assessed out of all items, 0…1; None where nothing was surveyed."""
        if not self.surveyed:
            return None
        return (self.met if shade == "met" else self.assessed) / self.items


def provinces_with(rows: Iterable[Mapping[str, Any]], counts: Mapping[str, Counts], shade: str) -> list[Province]:
    """The areas counted in their provinces, whether or not their own place is known; the fullest first."""
    members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["province"]:
            members[row["province"]].append(row)
    provinces = [_province(code, those, counts) for code, those in members.items()]
    return sorted(provinces, key=lambda one: (one.share(shade) is None, -(one.share(shade) or 0), one.code))


def _province(code: str, rows: list[Mapping[str, Any]], counts: Mapping[str, Counts]) -> Province:
    told = [counts[row["code"]] for row in rows if counts[row["code"]].assessed]
    return Province(
        code,
        rows[0],
        areas=len(rows),
        surveyed=len(told),
        met=sum(count.met for count in told),
        assessed=sum(count.assessed for count in told),
        items=sum(count.total for count in told),
    )


@cache
def outlines() -> dict[str, tuple[str, ...]]:
    """Province → its rings as ``x,y x,y …``, the largest first."""
    lines = (DATA / "outlines" / "provinces.txt").read_text(encoding="utf-8").splitlines()
    return {code: tuple(rings.split("|")) for code, _, rings in (line.partition(";") for line in lines)}
