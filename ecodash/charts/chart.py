"""What a chart is made of, and the one look of all of them: letters, colours, title, source, words of the buttons."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

from ecodash import facts
from ecodash.domain.dates import day_shown
from ecodash.language import csv_text
from ecodash.language.csv_text import Value
from ecodash.language.item_names import shortened
from ecodash.language.text import LANGUAGES, Translate, name, t, translator
from ecodash.language.unbroken import unbroken
from ecodash.store.store import Store

INK, SOFT, LINE = "#17202a", "#556070", "#dfe4ea"
LINES = ("#0b3c49", "#5b2a86", "#0a5f55", "#b3261e", "#8a5200", "#2563a8")
"""Of lines beside each other, all dark enough on white; dashes and symbols tell them apart as well."""
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star")

IMAGES = ("png", "svg")
"""The formats in which a picture is downloaded; the first is everybody's."""

_FONT = "Sarabun, 'Leelawadee UI', Tahoma, sans-serif"
# So many letters fit beside each other on a phone; the buttons have a line of their own above the title.
_LETTERS = 44
_BUTTONS_HIGH, _LINE_HIGH = 44, 24
_BUTTONS = [["toImage"], ["zoom2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]]
# What Plotly says in English, and under which key ours stands.
_PLOTLY_WORDS = {
    "Download plot as a PNG": "download_png",
    "Download plot": "download_svg",
    "Zoom": "zoom",
    "Pan": "pan",
    "Zoom in": "zoom_in",
    "Zoom out": "zoom_out",
    "Reset axes": "reset",
    "Double-click to zoom back out": "zoom_back",
    "Double-click on legend to isolate one trace": "isolate",
    "Taking snapshot - this may take a few seconds": "in_making",
    "Snapshot succeeded": "made",
    "Sorry, there was a problem downloading your snapshot!": "not_made",
}


@dataclass(frozen=True)
class View:
    """What a chart is asked about. ``axis`` is calendar, or elapsed: time since each area's first survey."""

    store: Store
    selection: facts.Selection
    axis: str = "calendar"

    @property
    def lang(self) -> str:
        return self.selection.lang

    @property
    def t(self) -> Translate:
        return translator(self.lang)

    def framework(self) -> str:
        """The name of the framework shown; its code where it has none."""
        row = facts.framework_row(self.store, self.selection.framework, self.selection.as_of)
        return (name(row, self.lang) if row else "") or self.selection.framework


@dataclass(frozen=True)
class Chart:
    """A figure, what it shows in a sentence, and the rows behind it; ``name`` is of its files, without an ending."""

    figure: go.Figure
    heading: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Value]]
    name: str

    @property
    def csv(self) -> str:
        """The rows as a file that a spreadsheet opens."""
        return csv_text.write(self.columns, self.rows)

    def config(self, lang: str, image: str) -> dict[str, Any]:
        """Plotly's buttons: zoom by button or drag, and the picture as a file, in words of the language."""
        ours = {said: t(lang, f"chart.{key}") for said, key in _PLOTLY_WORDS.items()}
        return {
            "displayModeBar": True,
            "modeBarButtons": _BUTTONS,
            "toImageButtonOptions": {"format": image if image in IMAGES else IMAGES[0], "filename": self.name},
            "locale": lang,
            "locales": {code: {"dictionary": ours, "format": {}} for code in LANGUAGES if code == lang},
        }


def plain(text: object) -> str:
    """A text from people as Plotly shall show it, which would take tags for its own."""
    return escape(str(text), quote=False)


def brief_name(text: str, letters: int = 26) -> str:
    """A name short enough for an axis."""
    return plain(shortened(text, letters))


def drawn(view: View, figure: go.Figure, heading: str, about: str, plot_height: float) -> go.Figure:
    """The figure with title, source and day in the picture itself, so that whoever gets it by itself knows them."""
    said = [about, view.t("filter.demo")] if view.store.is_demo else [about]
    source = view.t("chart.source", day=day_shown(view.selection.as_of, view.lang))
    title, head = titled(heading, [" · ".join(said), source])
    legend = _LINE_HIGH * (1 + sum(drawn.showlegend is not False for drawn in figure.data) // 2)
    foot = 40 + legend
    figure.update_layout(
        template="none",
        font={"family": _FONT, "size": 14, "color": INK},
        title=title,
        height=plot_height + head + foot,
        margin={"t": head, "r": 16, "b": foot, "l": 44},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        dragmode=False,
        hoverlabel={"align": "left", "font": {"family": _FONT, "size": 14}},
        legend={"orientation": "h", "x": 0, "y": -36 / plot_height, "yanchor": "top", "font": {"size": 13}},
        modebar={"orientation": "h", "color": SOFT, "activecolor": INK, "bgcolor": "rgba(255,255,255,0)"},
    )
    figure.update_xaxes(automargin=True, linecolor=SOFT, zeroline=False)
    figure.update_yaxes(automargin=True, gridcolor=LINE, zeroline=False)
    return figure


def titled(heading: str, lines: Sequence[str]) -> tuple[dict[str, Any], int]:
    """A title and the lines below it, broken to fit a phone; and the pixels that they and the buttons take above."""
    title = _wrapped(heading, _LETTERS * 3 // 4)
    below = "<br>".join(_wrapped(line, _LETTERS) for line in lines)
    told = {
        "text": f"<b>{title}</b>",
        "subtitle": {"text": below, "font": {"size": 13, "color": SOFT}},
        "x": 0.01,
        "y": 1,
        "yanchor": "top",
        "pad": {"t": _BUTTONS_HIGH},
        "font": {"size": 17},
    }
    return told, _BUTTONS_HIGH + _LINE_HIGH * (title.count("<br>") + below.count("<br>") + 4)


def _wrapped(text: str, letters: int) -> str:
    """In lines that fit a phone, since Plotly breaks none; what belongs together stays so."""
    lines = [""]
    for word in plain(unbroken(text)).split(" "):
        line = f"{lines[-1]} {word}".strip()
        if lines[-1] and sum(unicodedata.category(sign) != "Mn" for sign in line) > letters:
            lines.append(word)
        else:
            lines[-1] = line
    return "<br>".join(lines)
