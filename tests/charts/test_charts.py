"""Charts to explore: the facts in the figure, title, source and day within the picture, rows as CSV, words of Thai."""

import subprocess
import sys
from datetime import date
from html import unescape
from itertools import pairwise
from typing import Any

import pytest

from ecodash import charts, facts
from ecodash.charts.chart import Chart
from ecodash.charts.named import CHARTS
from ecodash.domain.vocabulary import Result
from ecodash.language import csv_text
from ecodash.language.text import t
from ecodash.store.store import Store

AREA, SECOND = "lamphun-ban-klang", "demo-indicators"


def chart(store: Store, name: str, axis: str = "calendar", **query: str) -> Chart:
    found = charts.asked(name, store, selected(store, **query), axis)
    assert found is not None, name
    return found


def selected(store: Store, **query: str) -> facts.Selection:
    selection, misread = facts.read_selection(store, query)
    assert misread == []
    return selection


def texts(figure: Any) -> str:
    layout = figure.layout
    said = [layout.title.text, layout.title.subtitle.text, *(note.text for note in layout.annotations)]
    return unescape(" ".join(said)).replace("<br>", " ").replace("\xa0", " ")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_picture_says_what_it_is_whence_and_as_of_when(demo_store: Store, name: str, lang: str) -> None:
    narrowed = {} if name in ("phases", "areas", "grid", "map") else {"area": AREA}
    measured = {"framework": SECOND, "item": "1.1.1"} if name == "values" else {}
    given = chart(demo_store, name, lang=lang, **narrowed, **({"framework": SECOND} if name == "profile" else measured))
    said = texts(given.figure)
    assert given.heading in said
    assert t(lang, "filter.demo") in said
    assert ("1 มี.ค. 2567" if lang == "th" else "1 Mar 2024 (2567)") in said
    told = csv_text.read(given.csv)
    assert given.csv.startswith("\ufeff")
    assert len(told) == len(given.rows) > 0
    assert given.name.startswith("ecodash-")


def test_a_measured_item_has_its_values_its_unit_and_its_target(demo_store: Store) -> None:
    drawn = chart(demo_store, "values", area=AREA, framework=SECOND, item="1.1.1")
    line, target = drawn.figure.data
    told = facts.measured_values(demo_store, AREA, SECOND, "1.1.1", date(2024, 3, 1))
    assert list(line.y) == [float(row["value"]) for row in told]
    assert line.customdata[-1][1] == "8.4 %"
    assert set(target.y) == {10.0}
    assert drawn.figure.layout.yaxis.title.text == "%"
    assert [row[t("th", "field.value")] for row in drawn.rows] == [row["value"] for row in told]
    assert charts.asked("values", demo_store, selected(demo_store, area=AREA, item="6")) is None, "nothing measured"


def test_the_map_has_every_province_with_areas_and_hatches_what_is_not_known(demo_store: Store) -> None:
    drawn = chart(demo_store, "map")
    rows = facts.areas_selected(demo_store, selected(demo_store))
    told = {row["province"] for row in rows}
    assert {shape.customdata[0] for shape in drawn.figure.data if shape.customdata is not None} == told
    assert len(drawn.rows) == len(told)
    assert sum(int(row[t("th", "chart.area_count")]) for row in drawn.rows) == len(rows)
    counts = facts.counts_by_area(demo_store, "diw-eit-basic12", date(2024, 3, 1))
    unknown = {row["province"] for row in rows} - {row["province"] for row in rows if counts[row["code"]].assessed}
    shapes = [shape for shape in drawn.figure.data if shape.customdata is not None]
    hatched = {shape.customdata[0] for shape in shapes if shape.fillpattern.shape}
    assert hatched == unknown


def test_the_matrix_has_every_meeting_and_frames_what_changed(demo_store: Store) -> None:
    told = facts.matrix(demo_store, AREA, "diw-eit-basic12", date(2024, 3, 1), most=10_000)
    drawn = chart(demo_store, "matrix", area=AREA)
    met = next(layer for layer in drawn.figure.data if t("th", "result.met") in layer.name)
    assert sum(map(bool, met.z[-1])) == sum(cell.result is Result.MET for cell in told.lines[-1].cells)
    assert len(drawn.figure.layout.shapes) == sum(cell.changed for line in told.lines for cell in line.cells)
    assert len(drawn.rows) == len(told.lines) * len(told.columns)


def test_the_way_up_ends_at_what_is_met_and_goes_on_as_promised(demo_store: Store) -> None:
    lines = {line.name: line for line in chart(demo_store, "burn_up", area=AREA).figure.data}
    met = lines[t("th", "result.met")]
    assert (met.x[-1], met.y[-1]) == (date(2024, 3, 1), 8)
    assert met.customdata[-1] == "1 มี.ค. 2567"
    assert lines[t("th", "chart.promised")].y[0] == 8
    assert t("th", "chart.meetings") in lines


def test_phases_stand_below_each_other_on_one_scale_also_by_time_since_the_first_survey(demo_store: Store) -> None:
    told = facts.areas_selected(demo_store, selected(demo_store))
    by_day, elapsed = chart(demo_store, "phases").figure, chart(demo_store, "phases", "elapsed").figure
    assert len({line.yaxis for line in by_day.data}) == len({row["phase"] for row in told})
    assert {line.x[0] for line in elapsed.data if line.mode == "lines"} == {0}
    assert len({line.x[0] for line in by_day.data if line.mode == "lines"}) > 1
    ours = next(line for line in by_day.data if line.name == "บ้านกลาง")
    assert (ours.y[-1], list(ours.customdata[-1])) == (8, ["1 มี.ค. 2567", 11])
    assert "ผ่าน %{y} จาก 12" in ours.hovertemplate


def test_months_are_bars_as_wide_as_months_although_the_last_day_follows_the_end_of_one(demo_store: Store) -> None:
    drawn = chart(demo_store, "trend", area=AREA)
    places = list(drawn.figure.data[0].x)
    assert drawn.rows[-1][t("th", "chart.day")] == date(2024, 3, 1)
    assert min((after - before).days for before, after in pairwise(places)) >= 28


def test_what_nobody_told_is_no_bar_of_nought(demo_store: Store) -> None:
    years = facts.years_side_by_side(demo_store, selected(demo_store))
    figure = chart(demo_store, "years").figure
    spent = next(bar for bar in figure.data if bar.name == t("th", "fy.disbursed_baht"))
    untold = [one for one in years if not one.work.money["disbursed_baht"].known]
    assert [y for y in spent.y if y is None] == [None] * len(untold)
    assert chart(demo_store, "years").rows[-1][t("th", "fy.gained")] == years[-1].gained


def test_text_of_people_is_no_markup_in_a_picture_and_no_formula_in_the_rows(demo_store: Store) -> None:
    from ecodash.charts.chart import brief_name, plain

    assert plain("<a href='x'>y</a>") == "&lt;a href='x'&gt;y&lt;/a&gt;"
    assert brief_name("ก" * 60).endswith("…")
    evil = Chart(None, "x", ("a",), [{"a": "=1+1"}], "x")
    assert "'=1+1" in evil.csv


def test_the_buttons_speak_the_language_and_save_what_was_chosen(demo_store: Store) -> None:
    config = chart(demo_store, "areas").config("th", "svg")
    assert config["locales"]["th"]["dictionary"]["Zoom in"] == t("th", "chart.zoom_in")
    assert config["toImageButtonOptions"]["format"] == "svg"
    assert chart(demo_store, "areas").config("en", "exe")["toImageButtonOptions"]["format"] == "png"


@pytest.mark.parametrize("name", [*CHARTS, "unheard-of", "", None])
def test_where_nothing_is_recorded_nothing_is_drawn(empty_store: Store, name: str | None) -> None:
    assert charts.asked(name, empty_store, selected(empty_store)) is None


def test_plotly_is_loaded_when_a_chart_is_asked_for_and_not_before() -> None:
    said = "import sys; from ecodash import charts; assert 'plotly' not in sys.modules"
    subprocess.run([sys.executable, "-c", said], check=True)


def test_what_somebody_counts_has_a_title_that_fits_a_phone() -> None:
    title = "สถานะเกณฑ์: จำนวนแถว ตามระยะ แยกตามสถานะของข้อ <b>"
    figure, _ = charts.pivoted(["1"], [("", "n", [2])], title, "ข้อมูล ณ 1 มี.ค. 2567", "th", "x")
    lines = figure.layout.title.text.removeprefix("<b>").removesuffix("</b>").split("<br>")
    assert " ".join(map(unescape, lines)).replace("\xa0", " ").replace("\u2060", "") == title
    assert len(lines) > 1
