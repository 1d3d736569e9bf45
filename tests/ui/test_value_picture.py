"""The picture of a measured item: where its values and its target stand."""

import re
from datetime import date
from decimal import Decimal

from ecodash.store.store import Store
from ecodash.ui.contents import content_of
from ecodash.ui.render import render
from ecodash.ui.static_pages import page_of
from ecodash.ui.value_picture import value_picture

AREA, SECOND = "lamphun-ban-klang", "demo-indicators"


def rows(*values: tuple[date, str]) -> list[dict[str, object]]:
    return [{"effective_on": day, "value": Decimal(value)} for day, value in values]


def test_a_value_and_the_target_stand_on_one_scale_and_later_is_further_right() -> None:
    told = value_picture(
        rows((date(2023, 1, 1), "2"), (date(2023, 7, 1), "10"), (date(2024, 1, 1), "6")), Decimal(10), date(2024, 3, 1)
    )
    assert told is not None
    lefts, ups = [dot.left for dot in told.dots], [dot.up for dot in told.dots]
    assert lefts == sorted(lefts)
    assert lefts[-1] < 100
    assert ups[1] == told.target
    assert ups[0] < ups[2] < ups[1] < 100
    # From nought: a value of a fifth stands at a fifth of the way to the target.
    assert abs(ups[0] / ups[1] - 0.2) < 0.01


def test_odd_values_have_a_place() -> None:
    """One value, all alike, below nought, nought, none at all; a target before or without values."""
    day = date(2024, 3, 1)
    assert value_picture([], Decimal(1), day) is None
    for values in (["7"], ["7", "7"], ["-3", "2"], ["0", "0"], ["1e9", "1"]):
        told = value_picture(rows(*((day, value) for value in values)), None, day)
        assert told is not None
        assert told.target is None
        assert all(0 <= dot.up <= 100 and 0 <= dot.left <= 100 for dot in told.dots)
        assert told.dots[-1].is_told


def test_of_values_near_each_other_the_newest_is_written() -> None:
    told = value_picture(
        rows((date(2020, 1, 1), "1"), (date(2024, 1, 1), "2"), (date(2024, 1, 9), "3")), None, date(2024, 3, 1)
    )
    assert told is not None
    assert [dot.is_told for dot in told.dots] == [True, False, True]


def test_the_page_of_a_measured_item_shows_every_value_and_its_target(demo_store: Store) -> None:
    page = page_of(demo_store, {"area": AREA, "framework": SECOND, "item": "1.1.1"}, "criteria")
    content = content_of(page)
    html = render(page, content.template, **content.values)
    part = html.split('id="values"')[1].split("</section>")[0]
    assert part.count('class="dot"') == len(content.values["values"]) > 1
    assert "เป้าหมาย 10 %" in part.replace("\u00a0", " ")
    assert re.search(r"chart=values", part)
    assert part.index("data:image/svg+xml") > 0
    other = page_of(demo_store, {"area": AREA, "item": "6"}, "criteria")
    assert 'id="values"' not in render(other, "item.html", **content_of(other).values)
