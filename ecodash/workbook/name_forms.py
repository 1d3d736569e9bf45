"""The ways in which a name is written: in full, short, with its province or without. Pure.

Abbreviations of offices and of units of administration are the same word in full («ต.» ตำบล, «ทสจ.» …); which they
are stands in ``said.toml``. What is made here are names to be found by, not to be shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from ecodash.language.thai import tidy
from ecodash.workbook.cells import loose
from ecodash.workbook.said import said

# «อุตสาหกรรมจ.ลำพูน», «ทสจ.จ.ลำพูน»: the province behind an office, which its abbreviation may say already.
_PROVINCE_GLUED = re.compile(r"(?:(?<=[ก-๙]{2}\.)|(?<=อุตสาหกรรม)|(?<=สาธารณสุข)|(?<=สิ่งแวดล้อม))จ\.(?=\s*[ก-๙])")
_PROVINCE_TWICE = re.compile(r"จังหวัด\s*จังหวัด")
_GOVERNMENT_APART = re.compile(r"(?<=เทศบาล)\s+(?=(?:ตำบล|เมือง|นคร)[ก-๙])")
_UNIT_BEHIND = re.compile(r"[\s,(]+(?=ตำบล|อำเภอ|จังหวัด|เทศบาล|องค์การบริหารส่วนตำบล)")
_GOVERNMENTS = ("เทศบาล", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "องค์การบริหารส่วนตำบล")


@lru_cache(maxsize=50_000)
def in_full(written: str) -> str:
    """A name with its abbreviations written out: «ต.บ้านกลาง» → «ตำบลบ้านกลาง»."""
    pattern, words = _abbreviations()
    full = pattern.sub(lambda found: words[_letters(found[0])], _PROVINCE_GLUED.sub(" จ.", tidy(written)))
    full = _GOVERNMENT_APART.sub("", _PROVINCE_TWICE.sub("จังหวัด", full))
    squeezed = full.replace(" ", "")
    office = next((short for short in said()["office"] if squeezed.startswith(short)), None)
    return said()["office"][office] + squeezed.removeprefix(office) if office else full


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {_letters(short): word for short, word in said()["abbreviation"].items()}
    # «ท.ต.» and «ทต.» are the same; without its last dot an abbreviation stands alone.
    forms = (r"\.?\s?".join(letters) for letters in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![ก-๙.])(?:{'|'.join(forms)})(?:\.\s*|(?=\s|$)\s*)"), words


def _letters(written: str) -> str:
    return "".join(c for c in written if c not in ". \n")


def area_names(area: Mapping[str, Any], province: str) -> Iterator[str]:
    """What an area is called beside its names: by its unit of administration, with or without what it lies in."""
    district, subdistrict = area.get("district"), area.get("subdistrict")
    # An estate lies in a subdistrict and is another area.
    is_named_by = (area.get("name_th") or "").startswith
    heads = [area.get("short_th") or ""]
    if subdistrict and is_named_by(f"ตำบล{subdistrict}"):
        heads += [f"ตำบล{subdistrict}", subdistrict]
    elif district and is_named_by(f"อำเภอ{district}"):
        heads += [f"อำเภอ{district}", district]
    districts = [f"อำเภอ{district}", *(["อำเภอเมือง"] if district.startswith("เมือง") else [])] if district else []
    provinces = [f"จังหวัด{province}", province] if province else []
    tails = ["", *districts, *provinces, *(d + p for d in districts for p in provinces)]
    for head in dict.fromkeys(filter(None, heads)):
        yield from (f"{before}{head}{tail}" for before in ("", "พื้นที่") for tail in tails)


def local_governments(area: Mapping[str, Any]) -> list[str]:
    """What the local government of an area may be called that is a subdistrict; of any other area nobody can say."""
    subdistrict = area.get("subdistrict")
    is_one = bool(subdistrict) and (area.get("name_th") or "").startswith(f"ตำบล{subdistrict}")
    return [f"{unit}{subdistrict}" for unit in _GOVERNMENTS] if is_one else []


def is_local_government(written: str) -> bool:
    """Whether a name, in full, says itself that it is that of a local government."""
    return written.startswith(_GOVERNMENTS)


def with_units(written: str) -> tuple[str, list[str]]:
    """A name and the units of administration behind it: «บ้านกลาง อ.เมือง จ.ลำพูน»."""
    head, *units = _UNIT_BEHIND.split(in_full(written))
    return head, units


def lies_in(area: Mapping[str, Any], province: str, units: Iterable[str]) -> bool:
    """Whether an area is known to lie in all of some units: «อำเภอเมือง», «จังหวัดลำพูน»."""
    district, subdistrict = area.get("district") or "", area.get("subdistrict") or ""
    own = {"ตำบล": [subdistrict], "อำเภอ": [district], "จังหวัด": [province]}
    if district.startswith("เมือง"):
        own["อำเภอ"].append("เมือง")
    known = {loose(unit + name) for unit, names in own.items() for name in names if name}
    known |= set(map(loose, local_governments(area)))
    return all(loose(unit) in known for unit in units)


def body_names(body: Mapping[str, Any], area: str, province: str) -> Iterator[str]:
    """What a body is called by its tier: «คณะทำงาน», «คณะกรรมการจังหวัด», with its area or province or without."""
    for name in said()["body"].get(str(body.get("tier")), ()):
        yield from (name, *(f"{name}{place}" for place in (area, province) if place))


def framework_names(code: str) -> Iterable[str]:
    """What a framework is called beside its names."""
    names: list[str] = said()["framework"].get(code, [])
    return names


def within(written: str, places: Iterable[str]) -> Iterator[str]:
    """What a short name of an office is in full where its place is known: «ทสจ.» in Lamphun is «ทสจ.ลำพูน»."""
    # A dash alone would be any of the places.
    yield from (f"{in_full(written)}{place}" for place in places if place and loose(written))


def of_province(written: str) -> str:
    """A name that ends with a province as offices abbreviate it, in full: «สอจ.ลพ.» → «…จังหวัดลำพูน»."""
    full = in_full(written)
    found = _abbreviated_province().search(full)
    return full[: found.start(1)] + said()["province"][found[1]] if found else full


@cache
def _abbreviated_province() -> re.Pattern[str]:
    return re.compile(rf"จังหวัด\s*({'|'.join(said()['province'])})\.?$")


def municipalities(written: str) -> list[str]:
    """«เทศบาลบ้านกลาง» does not say of which kind: every name that it may be."""
    full = in_full(written)
    units = ("ตำบล", "เมือง", "นคร")
    if not full.startswith("เทศบาล") or full.removeprefix("เทศบาล").startswith(units):
        return []
    return [f"เทศบาล{unit}{full.removeprefix('เทศบาล')}" for unit in units]
