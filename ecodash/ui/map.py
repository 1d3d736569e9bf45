"""A plan of places from their coordinates, without a map service: shares of a box, to be drawn by CSS."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

_MARGIN = 0.18
_LEAST_DEGREES = 0.5


# Labels closer than this (per cent of the box) would cover each other.
_NEAR_LEFT, _NEAR_TOP = 30, 6


@dataclass(frozen=True)
class Place:
    """An area in the box, ``left`` and ``top`` in per cent, and on which side of its dot the name stands."""

    area: Mapping[str, Any]
    left: float
    top: float
    label_left: bool


@dataclass(frozen=True)
class Plan:
    """The areas that have a place, the box's height by its width, and the areas without coordinates."""

    placed: list[Place]
    ratio: float
    missing: list[Mapping[str, Any]]


def plan_of(rows: Iterable[Mapping[str, Any]]) -> Plan:
    """Fit the areas that have coordinates into one box, north up, a degree of longitude as wide as it is there."""
    rows = list(rows)
    known = [row for row in rows if row["lat"] is not None and row["lon"] is not None]
    missing = [row for row in rows if row not in known]
    if not known:
        return Plan([], 1.0, missing)
    lats, lons = [float(row["lat"]) for row in known], [float(row["lon"]) for row in known]
    height = max(max(lats) - min(lats), _LEAST_DEGREES)
    width = max(max(lons) - min(lons), _LEAST_DEGREES)
    middle_lat, middle_lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    placed: list[Place] = []
    for row, lat, lon in zip(known, lats, lons, strict=True):
        left, top = _percent((lon - middle_lon) / width), _percent((middle_lat - lat) / height)
        placed.append(Place(row, left, top, _label_left(left, top, placed)))
    ratio = height / (width * cos(radians(middle_lat)))
    return Plan(placed, min(max(ratio, 0.6), 1.6), missing)


def _label_left(left: float, top: float, placed: list[Place]) -> bool:
    near = [p for p in placed if abs(p.left - left) < _NEAR_LEFT and abs(p.top - top) < _NEAR_TOP]
    return not near[-1].label_left if near else left > 62


def _percent(offset: float) -> float:
    return round(100 * (0.5 + offset * (1 - 2 * _MARGIN)), 2)
