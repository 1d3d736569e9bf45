"""Native charts in a template's place for one: figures that can be edited, fonts and colours of the theme.

Fills differ in lightness and in hatching, so that gray paper and a weak projector tell them apart.
"""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn

from ecodash.documents.lines import legal, result_words
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.text import parsed
from ecodash.domain.progress import Counts
from ecodash.domain.vocabulary import Result

# python-pptx carries types for some of its calls and not for these.
_Data: Any = CategoryChartData
_SIZE = 20
# The theme's colours two to six are the states', and each has a hatching of its own.
_PATTERN = {
    Result.PARTLY_MET: "wdUpDiag",
    Result.NOT_MET: "dkHorz",
    Result.NOT_APPLICABLE: "pct50",
    Result.NOT_ASSESSED: "dotGrid",
}
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'


def state_chart(deck: Deck, place: Any, title: str, bars: Sequence[tuple[str, Counts]]) -> Any:
    """How many items stand at each state, stacked; of one area labelled, of several days side by side."""
    shown = [result for result in Result if any(counts.of(result) for _, counts in bars)] or [Result.NOT_ASSESSED]
    data = _Data(number_format=deck.figures("0"))
    data.categories = [_shown(deck, name) for name, _ in bars]
    for result in shown:
        data.add_series(result_words(result, deck.lang), [counts.of(result) for _, counts in bars])
    chart = _chart(place, XL_CHART_TYPE.COLUMN_STACKED, data, _shown(deck, title))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, result in zip(plot.series, shown, strict=True):
        _paint(series, f"accent{list(Result).index(result) + 2}", _PATTERN.get(result))
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    _axes(deck, chart, upside_down=False, names=len(bars) > 1)
    if len(bars) == 1:
        chart.value_axis.maximum_scale = max(1, bars[0][1].total)
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = f"{deck.figures('0')};;", False
        _on_white(plot.data_labels._element)
    return chart


def bar_chart(deck: Deck, place: Any, title: str, bars: Sequence[tuple[str, int]]) -> Any:
    """Counts as bars, one below the other."""
    form, title = deck.figures("0"), _shown(deck, title)
    data = _Data(number_format=form)
    data.categories = [_shown(deck, name) for name, _ in bars]
    data.add_series(title, [count for _, count in bars])
    chart = _chart(place, XL_CHART_TYPE.BAR_CLUSTERED, data, title)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width = 55
    _paint(plot.series[0], "accent1", None)
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = form, False
    _axes(deck, chart, upside_down=True, names=True)
    return chart


def _shown(deck: Deck, words: str) -> str:
    return legal(deck.shown(words))


def _chart(place: Any, kind: Any, data: Any, title: str) -> Any:
    frame = place.insert_chart(kind, data)
    frame.name = title[:60]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", title)
    chart = frame.chart
    chart.has_title = True
    chart.chart_title.text_frame.text = title
    chart.chart_title.include_in_layout = False
    space = chart._chartSpace
    space.find(qn("c:chart")).find(qn("c:autoTitleDeleted")).set("val", "0")
    for old in space.findall(qn("c:txPr")):
        space.remove(old)
    # python-pptx numbers axes below nothing, which the standard has no place for.
    for axis in space.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").lstrip("-"))
    look = _look_xml()
    after = space.find(qn("c:externalData"))
    after.addprevious(look) if after is not None else space.append(look)
    return chart


def _look_xml() -> Any:
    """The theme's own font and ink, for every text of the chart."""
    fonts = "".join(
        f'<a:{tag} typeface="+mn-{short}"/>' for tag, short in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
    )
    return parsed(
        f'<c:txPr {_C}><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{_SIZE * 100}"><a:solidFill>'
        f'<a:schemeClr val="tx1"/></a:solidFill>{fonts}</a:defRPr></a:pPr><a:endParaRPr lang="th-TH"/></a:p></c:txPr>'
    )


def _on_white(labels: Any) -> None:
    """A figure on a hatched bar stands on a patch of the background."""
    patch = parsed(f'<c:spPr {_C}><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></c:spPr>')
    form = labels.find(qn("c:numFmt"))
    form.addnext(patch)


def _paint(series: Any, colour: str, pattern: str | None) -> None:
    properties = series._element.get_or_add_spPr()
    for child in list(properties):
        properties.remove(child)
    theme = f'<a:schemeClr val="{colour}"/>'
    ground = '<a:bgClr><a:schemeClr val="bg1"/></a:bgClr>'
    fill = (
        f'<a:pattFill prst="{pattern}"><a:fgClr>{theme}</a:fgClr>{ground}</a:pattFill>'
        if pattern
        else f"<a:solidFill>{theme}</a:solidFill>"
    )
    properties.append(parsed(fill))
    properties.append(parsed('<a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>'))


def _axes(deck: Deck, chart: Any, upside_down: bool, names: bool) -> None:
    """The first name on top; lengths carry their figures, so the axis of values only leads the eye."""
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = upside_down
    category.major_tick_mark = XL_TICK_MARK.NONE
    if not names:
        category.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    value.minimum_scale = 0
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = deck.figures("0"), False
    value.has_major_gridlines = not upside_down
    value.major_tick_mark = XL_TICK_MARK.NONE
    value.visible = not upside_down
