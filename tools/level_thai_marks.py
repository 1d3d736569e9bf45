"""Make the documents' font anew: Sarabun with its Thai marks levelled, under a family name of its own.

    python tools/level_thai_marks.py

Needs fontTools (``tests/requirements.txt``). What is changed and why: ``ecodash/documents/fonts/README.md``.
"""

import hashlib
import io
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont

FROM, FAMILY = "Sarabun", "Sarabun Ecodash"
FOLDER = Path(__file__).parents[1] / "ecodash" / "documents" / "fonts"
# What the templates ask for, and the package's files that the cuts are made from (SHA-256).
CUTS = {
    "Regular": "226d4f368fbc0457990ddef2692679badfd2c1a4e89e5ac4d43c10ba7743b2f1",
    "SemiBold": "c0bb057d86e4a12097d701ac0953597e315788d47a446f5b63a6604ab21dceba",
    "Bold": "d38308ca27d067b9a1b79006337c1f9a66c29aa016d96a9d88d3801da7fa83b9",
}
_NAMES_WITH_FAMILY = (1, 3, 4, 6, 16)
_VERSION = 5
_MARK_TO_BASE, _MARK_TO_MARK = 4, 6
# Sarabun's base anchors stand at one height but for slips of a unit, and for letters that are truly taller.
_SLIP = 2


def levelled(cut: str) -> bytes:
    """The font file of a cut; ValueError when the package's file is not the one this was made for."""
    original = (fontpkg.path(FROM).parent / f"{FROM}-{cut}.ttf").read_bytes()
    if hashlib.sha256(original).hexdigest() != CUTS[cut]:
        raise ValueError(f"{FROM}-{cut}.ttf is another version: look at its anchors before levelling them")
    font = TTFont(io.BytesIO(original), recalcTimestamp=False)
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if lookup.LookupType == _MARK_TO_MARK:
                _level_marks(table)
            elif lookup.LookupType == _MARK_TO_BASE:
                _mend_slips(table)
    _rename(font)
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _is_thai(glyph: str) -> bool:
    return glyph.startswith("uni0E")


def _level_marks(table: object) -> None:
    """A tone mark over a vowel is not raised or lowered: Sarabun's small tone marks are drawn where they belong."""
    marks = [r for g, r in zip(table.Mark1Coverage.glyphs, table.Mark1Array.MarkRecord, strict=True) if _is_thai(g)]
    small = [g for g in table.Mark1Coverage.glyphs if _is_thai(g) and g.endswith(".small")]
    level = table.Mark1Array.MarkRecord[table.Mark1Coverage.glyphs.index(small[0])].MarkAnchor.YCoordinate
    for record in marks:
        record.MarkAnchor.YCoordinate = level
    for glyph, record in zip(table.Mark2Coverage.glyphs, table.Mark2Array.Mark2Record, strict=True):
        for anchor in record.Mark2Anchor if _is_thai(glyph) else ():
            anchor.YCoordinate = level


def _mend_slips(table: object) -> None:
    """A base anchor that is a unit off the marks' own height is set to it (ษ of the heavier cuts)."""
    for number in range(table.ClassCount):
        heights = {
            record.MarkAnchor.YCoordinate
            for glyph, record in zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True)
            if _is_thai(glyph) and record.Class == number
        }
        for glyph, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True):
            anchor = record.BaseAnchor[number]
            near = [y for y in heights if anchor and 0 < abs(y - anchor.YCoordinate) <= _SLIP]
            if _is_thai(glyph) and near:
                anchor.YCoordinate = near[0]


def _rename(font: TTFont) -> None:
    """A changed font is not to be taken for the original."""
    for record in font["name"].names:
        told = record.toUnicode()
        if record.nameID in _NAMES_WITH_FAMILY:
            is_postscript = record.nameID in (3, 6)
            record.string = told.replace(FROM, FAMILY.replace(" ", "") if is_postscript else FAMILY)
        elif record.nameID == _VERSION:
            record.string = f"{told}; Thai marks levelled by ecodash"


if __name__ == "__main__":
    for name in CUTS:
        (FOLDER / f"SarabunEcodash-{name}.ttf").write_bytes(levelled(name))
