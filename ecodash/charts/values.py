"""The chart of a measured item: its values over time in the area in focus, and the target they shall reach."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from ecodash import facts
from ecodash.charts.chart import INK, SOFT, Chart, View, drawn, plain
from ecodash.charts.courses import fiscal_years_along
from ecodash.domain.dates import short_date
from ecodash.language.csv_text import Value
from ecodash.language.item_names import item_name
from ecodash.language.text import number
from ecodash.sentences import short_name

Row = Mapping[str, Any]


def values_chart(view: View) -> Chart | None:
    """Every accepted value of the item chosen, with its unit; None where no item is chosen or nothing was measured."""
    s = view.selection
    item = next((r for r in facts.framework_items(view.store, s.framework, s.as_of) if r["item"] == s.item), None)
    area = facts.area_row(view.store, s.focus, s.as_of) if s.focus else None
    if item is None or area is None:
        return None
    values = facts.measured_values(view.store, area["code"], s.framework, item["item"], s.as_of)
    if not values:
        return None
    unit, target = item["unit"] or "", item["target"]
    figure = go.Figure()
    figure.add_scatter(
        x=[row["effective_on"] for row in values],
        y=[float(row["value"]) for row in values],
        name=view.t("field.value"),
        mode="lines+markers",
        line={"color": INK, "width": 2.5},
        marker={"size": 10},
        cliponaxis=False,
        customdata=[[short_date(r["effective_on"], view.lang), plain(f"{number(r['value'])} {unit}")] for r in values],
        hovertemplate="%{customdata[0]}<br><b>%{customdata[1]}</b><extra></extra>",
    )
    first, last = values[0]["effective_on"], s.as_of
    if target is not None:
        figure.add_scatter(
            x=[first, last],
            y=[float(target)] * 2,
            name=plain(view.t("criteria.target", target=number(target), unit=unit)),
            mode="lines",
            line={"color": SOFT, "dash": "dash", "width": 2},
            hovertemplate="%{fullData.name}<extra></extra>",
        )
    fiscal_years_along(figure, view, first, last)
    figure.update_yaxes(title={"text": plain(unit)}, fixedrange=False)
    heading = view.t("chart.of", what=item_name(item, view.lang), area=short_name(area, view.lang))
    rows = [_row(view, area, item, row) for row in values]
    figure = drawn(view, figure, heading, view.framework(), 320)
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-values-{area['code']}-{item['item']}-{s.as_of}")


def _row(view: View, area: Row, item: Row, measured: Row) -> dict[str, Value]:
    """One value as the file of the chart has it."""
    return {
        view.t("filter.area"): short_name(area, view.lang),
        view.t("filter.item"): item["item"],
        view.t("chart.day"): measured["effective_on"],
        view.t("field.value"): measured["value"],
        view.t("field.target"): item["target"],
        view.t("field.unit"): item["unit"] or None,
        view.t("field.result"): view.t(f"result.{measured['result']}") if measured["result"] else None,
    }
