"""The fonts of the screens are Sarabun's, letter by letter, in a third of the bytes."""

import fontpkg
import pytest
from fontTools.ttLib import TTFont

from ecodash.ui.static_pages import FONTS


@pytest.mark.slow
@pytest.mark.parametrize("cut", ["Regular", "SemiBold", "Bold"])
def test_they_are_the_originals_compressed(cut: str) -> None:
    original = fontpkg.path("Sarabun").parent / f"Sarabun-{cut}.ttf"
    ours = FONTS / f"Sarabun-{cut}.woff2"
    with TTFont(original) as one, TTFont(ours) as other:
        assert one.getGlyphOrder() == other.getGlyphOrder()
        for table in ("cmap", "GPOS", "GSUB", "glyf", "hmtx"):
            assert one[table] == other[table] or one.getTableData(table) == other.getTableData(table), table
    assert ours.stat().st_size < original.stat().st_size * 0.4
