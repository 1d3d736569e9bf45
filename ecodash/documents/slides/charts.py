"""Native charts: figures that can be edited where they stand, their takeaway as title."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from ecodash.documents.lines import legal, result_words
from ecodash.documents.slides import template
from ecodash.documents.slides.lettering import INK, MUTED, RULE, letter_chart
from ecodash.documents.slides.shapes import Box
from ecodash.domain.progress import Counts
from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import LOOKS, MARKS

# python-pptx carries types for some of its calls and not for these.
_Data: Any = CategoryChartData
_OUTLINE = "#94a3b8"
_WHITE = "#ffffff"
_LABEL_ON = {Result.MET: _WHITE, Result.NOT_MET: _WHITE}


def state_chart(slide: Any, box: Box, title: str, bars: Sequence[tuple[str, Counts]], lang: str, kind: str) -> Any:
    """How many items stand at each state, stacked: ``bar`` lies and is labelled, ``column`` stands in time."""
    shown = [result for result in Result if any(counts.of(result) for _, counts in bars)] or [Result.NOT_ASSESSED]
    data = _Data(number_format="0")
    data.categories = [legal(name) for name, _ in bars]
    for result in shown:
        data.add_series(result_words(result, lang), [counts.of(result) for _, counts in bars])
    stacked = XL_CHART_TYPE.BAR_STACKED if kind == "bar" else XL_CHART_TYPE.COLUMN_STACKED
    chart = _chart(slide, box, stacked, data, title)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (45 if kind == "bar" else 25), 100
    for series, result in zip(plot.series, shown, strict=True):
        _colour(series.format, LOOKS[result].fill, _OUTLINE if result is Result.NOT_ASSESSED else _WHITE)
        if kind == "bar":
            # The mark beside the figure is read where colours are not.
            _label(series, f'"{MARKS[result]} "0;;', _LABEL_ON.get(result, INK))
    _legend(chart)
    _axes(chart, upside_down=kind == "bar", names=len(bars) > 1)
    if kind == "bar":
        chart.value_axis.maximum_scale = max(1, *(counts.total for _, counts in bars))
    return chart


def bar_chart(
    slide: Any, box: Box, title: str, bars: Sequence[tuple[str, Decimal | int | None]], colour: str, form: str = "#,##0"
) -> Any:
    """Bars side by side; one that was not told is left out and not drawn as nil."""
    data = _Data(number_format=form)
    data.categories = [legal(name) for name, _ in bars]
    data.add_series(legal(title), [None if value is None else float(value) for _, value in bars])
    chart = _chart(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, data, title)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 55
    _colour(plot.series[0].format, colour, colour)
    _label(plot.series[0], form, INK)
    _axes(chart, upside_down=True, names=True)
    return chart


def _chart(slide: Any, box: Box, kind: Any, data: Any, title: str) -> Any:
    frame = slide.shapes.add_chart(kind, 0, 0, 0, 0, data)
    template.place(frame, box)
    frame.name = legal(title)[:60]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", legal(title))
    chart = frame.chart
    chart.font.size = Pt(14)
    chart.font.color.rgb = _rgb(INK)
    chart.has_title = True
    text = chart.chart_title.text_frame
    text.text = legal(title)
    run = text.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(16), True
    run.font.color.rgb = _rgb(INK)
    chart.chart_title.include_in_layout = False
    chart._chartSpace.find(qn("c:chart")).find(qn("c:autoTitleDeleted")).set("val", "0")
    return chart


def _rgb(colour: str) -> Any:
    made: Any = RGBColor
    return made.from_string(colour.lstrip("#"))


def _colour(form: Any, fill: str, line: str) -> None:
    form.fill.solid()
    form.fill.fore_color.rgb = _rgb(fill)
    form.line.color.rgb = _rgb(line)
    form.line.width = Pt(0.75)


def _label(series: Any, form: str, colour: str) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = form, False
    labels.font.size, labels.font.bold = Pt(14), True
    labels.font.color.rgb = _rgb(colour)


def _legend(chart: Any) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(14)


def _axes(chart: Any, upside_down: bool, names: bool) -> None:
    """The first name on top; the lengths carry their figures, so the axis of values only leads the eye."""
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = upside_down
    category.major_tick_mark = XL_TICK_MARK.NONE
    category.format.line.color.rgb = _rgb(RULE)
    category.tick_labels.font.size = Pt(14)
    if not names:
        category.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    value.minimum_scale = 0
    value.has_major_gridlines = not upside_down
    value.major_tick_mark = XL_TICK_MARK.NONE
    value.format.line.fill.background()
    value.visible = not upside_down
    if not upside_down:
        value.major_gridlines.format.line.color.rgb = _rgb(RULE)
        value.tick_labels.font.size = Pt(12)
        value.tick_labels.font.color.rgb = _rgb(MUTED)
    letter_chart(chart._chartSpace, 14)
