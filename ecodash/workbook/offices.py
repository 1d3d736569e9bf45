"""Offices by the short names that they have where they are: «สอจ.» in Lamphun. Pure."""

from collections.abc import Iterable

from ecodash.workbook.cells import loose
from ecodash.workbook.known_codes import Known
from ecodash.workbook.name_forms import municipalities, of_province, with_units, within
from ecodash.workbook.problems import Misread


def office(known: Known, provinces: Iterable[str], written: str, places: Iterable[str]) -> str | Misread | None:
    """The agency of a place by its short name; one elsewhere, or of a kind that is not said, is asked about."""
    here = known.named(within(written, places)) or _followed_by_its_place(known, written, places)
    if len(here) == 1:
        return next(iter(here))
    ends = [end for name in provinces for end in (name, f"จังหวัด{name}")]
    others = here or known.named((*within(written, ends), *municipalities(written), of_province(written)))
    if len(others) > 1:
        return Misread("ambiguous", {"codes": ", ".join(map(known.said, sorted(others)))}, among=known)
    found = next(iter(others or known.shortened(written)), None)
    return Misread("unknown_code", {}, known.said(found), known) if found else None


def _followed_by_its_place(known: Known, written: str, places: Iterable[str]) -> set[str]:
    """«ทต.บ้านกลาง จ.ลำพูน» where that is the province of the row."""
    head, units = with_units(written)
    are_here = {loose(unit) for unit in units} <= {loose(place) for place in places}
    return known.named([head]) if units and are_here else set()
