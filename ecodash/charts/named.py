"""Which charts there are, by the name that an address says."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ecodash.charts.cells import grid_chart, matrix_chart
from ecodash.charts.chart import Chart, View
from ecodash.charts.courses import burn_up_chart, phases_chart, trend_chart
from ecodash.charts.profile import profile_chart
from ecodash.charts.provinces import provinces_chart
from ecodash.charts.values import values_chart
from ecodash.charts.years import areas_chart, gains_chart, years_chart

CHARTS: Mapping[str, Callable[[View], Chart | None]] = MappingProxyType(
    {
        "matrix": matrix_chart,
        "grid": grid_chart,
        "burn_up": burn_up_chart,
        "trend": trend_chart,
        "profile": profile_chart,
        "values": values_chart,
        "phases": phases_chart,
        "areas": areas_chart,
        "map": provinces_chart,
        "years": years_chart,
        "gains": gains_chart,
    }
)
