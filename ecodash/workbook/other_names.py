"""Areas and estates by what people call them who leave their names out. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ecodash.workbook.cells import loose
from ecodash.workbook.name_forms import in_full, lies_in, local_governments, with_units

Placed = tuple[Mapping[str, Any], str]
"""An area with the name of its province."""

# «นิคมฯลำพูน», «การนิคมฯ จ.ลำพูน», «กนอ.ลำพูน»: an estate by where it lies.
_ESTATE_OF = re.compile(r"(?:สำนักงาน)?(?:(?:การ)?นิคม(?:อุตสาหกรรม)?ฯ?|กนอ\.?)\s*(?:จังหวัด|อำเภอ|ตำบล)?(.*)")


def areas_governed_by(areas: Iterable[Placed], written: str) -> list[str]:
    """The areas whose local government a text names, with units behind it in which they lie."""
    head, units = with_units(written)
    named = loose(head)
    governed = (placed for placed in areas if named in map(loose, local_governments(placed[0])))
    return [area["code"] for area, province in governed if lies_in(area, province, units)]


def estates_meant(areas: Iterable[Placed], written: str, places: Iterable[str]) -> list[Mapping[str, Any]]:
    """The estates that a text may mean that names one by where it lies; by no place: those of ``places``."""
    found = _ESTATE_OF.fullmatch(in_full(written))
    if found is None:
        return []
    wanted = {loose(place) for place in ([found[1]] if found[1] else places) if place}
    return [area for area, province in areas if wanted & set(map(loose, _places_of_estate(area, province)))]


def _places_of_estate(area: Mapping[str, Any], province: str) -> list[str]:
    """What an estate may be called after; nothing for an area that is none."""
    named = _ESTATE_OF.fullmatch(area.get("name_th") or "")
    district = area.get("district") or ""
    lies_in = (province, district, district.removeprefix("เมือง"), area.get("subdistrict"))
    return [place for place in (named[1], *lies_in) if place] if named else []
