"""Charts that people explore, each with the rows behind it. Knows no Streamlit.

The package is the only maker of Plotly figures; Plotly itself is loaded when the first chart is asked for.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ecodash.facts.selection import Selection
from ecodash.store.store import Store

if TYPE_CHECKING:
    from ecodash.charts.chart import Chart


def asked(name: str | None, store: Store, selection: Selection, axis: str = "calendar") -> "Chart | None":
    """The chart of a name under a selection; None where there is no such chart, or nothing recorded to draw."""
    if not name:
        return None
    # Plotly takes a second to load, which nobody who only reads shall wait for.
    from ecodash.charts.chart import View
    from ecodash.charts.named import CHARTS

    make = CHARTS.get(name)
    return make(View(store, selection, axis)) if make else None


def pivoted(
    labels: Sequence[str],
    series: Sequence[tuple[str, str, Sequence[float | None]]],
    title: str,
    note: str,
    lang: str,
    file_name: str,
) -> tuple[Any, dict[str, object]]:
    """The figure of a table counted by somebody, and its buttons: see ``ecodash.charts.pivot``."""
    from ecodash.charts import pivot

    return pivot.pivoted(labels, series, title, note), pivot.picture_config(lang, file_name)
