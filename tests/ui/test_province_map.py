"""The map of provinces: every province has an outline, areas count in theirs, nothing unknown is shaded as known."""

import csv
from typing import Any
from urllib.parse import unquote

from ecodash import stores
from ecodash.domain.progress import Counts
from ecodash.language.status_look import SHARES
from ecodash.ui.province_map import ProvinceMap, province_map


def drawn(shares: dict[str, tuple[str | None, Counts]], shade: str = "met", chosen: str | None = None) -> ProvinceMap:
    rows: list[dict[str, Any]] = [{"code": code, "province": place} for code, (place, _) in shares.items()]
    return province_map(rows, {code: counts for code, (_, counts) in shares.items()}, shade, chosen)


def test_every_province_has_an_outline_within_the_box_and_all_are_small() -> None:
    file = stores.DATA / "outlines" / "provinces.txt"
    assert file.stat().st_size < 80_000
    found = dict(line.split(";") for line in file.read_text(encoding="utf-8").splitlines())
    with (stores.DATA / "reference" / "provinces.csv").open(encoding="utf-8-sig") as known:
        assert set(found) == {row["code"] for row in csv.DictReader(known)}
    for outline in found.values():
        for ring in outline.split("|"):
            points = [tuple(map(int, point.split(","))) for point in ring.split()]
            assert len(points) > 2
            assert all(0 <= x <= 560 and 0 <= y <= 1025 for x, y in points)


def test_provinces_add_up_the_areas_with_results_and_the_fullest_come_first() -> None:
    done = drawn(
        {
            "a": ("lamphun", Counts(met=3, not_assessed=1)),
            "b": ("lamphun", Counts(not_assessed=4)),
            "c": ("tak", Counts(met=4)),
            "d": ("lampang", Counts(not_assessed=4)),
            "e": (None, Counts(met=4)),
        }
    )
    assert [(p.code, p.areas, p.surveyed, p.met, p.items) for p in done.provinces] == [
        ("tak", 1, 1, 4, 4), ("lamphun", 2, 1, 3, 4), ("lampang", 1, 0, 0, 0),
    ]  # fmt: skip
    assert [p.share("met") for p in done.provinces] == [1, 0.75, None]


def test_a_share_is_shaded_by_its_class_and_what_nobody_surveyed_is_hatched() -> None:
    image = unquote(drawn({"a": ("tak", Counts(met=1, not_met=3)), "d": ("lampang", Counts(not_assessed=4))}).image)
    assert f"fill='{SHARES[1]}'" in image
    assert "fill='url(#h)'" in image
    assert SHARES[4] not in image
    known = unquote(drawn({"a": ("tak", Counts(met=1, not_met=3))}, shade="known").image)
    assert f"fill='{SHARES[4]}'" in known


def test_the_places_to_click_lie_within_the_image_and_the_chosen_one_is_framed() -> None:
    done = drawn({"a": ("tak", Counts(met=1))}, chosen="tak")
    ((province, points),) = done.places
    numbers = [int(number) for number in points.split(",")]
    assert province.code == "tak"
    assert max(numbers[::2]) <= done.width
    assert max(numbers[1::2]) <= done.height
    assert "stroke-width='4'" in unquote(done.image)


def test_a_province_that_has_no_outline_is_listed_all_the_same() -> None:
    done = drawn({"a": ("atlantis", Counts(met=1))})
    assert [p.code for p in done.provinces] == ["atlantis"]
    assert done.places == []
