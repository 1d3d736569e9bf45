"""A state is a word, an icon and a colour, defined here once for screens, charts and documents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ecodash.domain.vocabulary import Result


@dataclass(frozen=True)
class Look:
    """``ink`` is for text and icon on ``tint``; ``fill`` for bars. All pass WCAG AA where text sits on them.

    In gray, fills run from met (dark) over not met, not applicable and partly met to not assessed (light). ``hatch``
    tells bars without icons apart in gray: its angle, how wide its lines are, and how far apart, in pixels.
    """

    ink: str
    tint: str
    fill: str
    hatch: tuple[int, int, int] | None = None

    @property
    def bar(self) -> str:
        """How a bar is filled, in CSS."""
        if self.hatch is None:
            return self.fill
        angle, wide, apart = self.hatch
        return f"repeating-linear-gradient({angle}deg,{self.fill} 0 {wide}px,#fff {wide}px {apart}px)"


LOOKS: dict[Result, Look] = {
    Result.MET: Look(ink="#0b6b60", tint="#e8f4f1", fill="#0a5f55"),
    Result.PARTLY_MET: Look(ink="#8a5200", tint="#fdf3e1", fill="#eab55a", hatch=(90, 3, 4)),
    Result.NOT_MET: Look(ink="#b3261e", tint="#fdecea", fill="#cb463c", hatch=(45, 4, 6)),
    Result.NOT_APPLICABLE: Look(ink="#475569", tint="#f1f5f9", fill="#8593a8"),
    Result.NOT_ASSESSED: Look(ink="#556070", tint="#ffffff", fill="#dfe4ea"),
}

SHARES = ("#dcebe8", "#a9cfc8", "#6faea4", "#2f8577", "#0a5f55")
"""Of shares from the least to all, light to dark, so that they are told apart in grey as well."""


def share_class(share: float) -> int:
    """Which of SHARES a share of 0…1 has."""
    return min(int(share * len(SHARES)), len(SHARES) - 1)


# Drawn on a grid of 16 × 16; a path each, "fill" or a stroke's width.
_ICONS: dict[Result, str] = {
    Result.MET: '<path d="M2.5 8.6 6.2 12.3 13.5 4" fill="none" stroke="#000" stroke-width="2.4"/>',
    Result.PARTLY_MET: '<circle cx="8" cy="8" r="6" fill="none" stroke="#000" stroke-width="1.8"/>'
    '<path d="M8 2a6 6 0 0 0 0 12z"/>',
    Result.NOT_MET: '<path d="M3.2 3.2 12.8 12.8M12.8 3.2 3.2 12.8" fill="none" stroke="#000" stroke-width="2.4"/>',
    Result.NOT_APPLICABLE: '<path d="M3 8h10" fill="none" stroke="#000" stroke-width="2.4"/>',
    Result.NOT_ASSESSED: '<circle cx="8" cy="8" r="5.6" fill="none" stroke="#000" stroke-width="1.6"'
    ' stroke-dasharray="2.4 2"/>',
}

# The same icons as characters, where nothing can be drawn: cells of tables, labels of charts.
MARKS: dict[Result, str] = {
    Result.MET: "✓",
    Result.PARTLY_MET: "◐",
    Result.NOT_MET: "✕",
    Result.NOT_APPLICABLE: "–",
    Result.NOT_ASSESSED: "○",
}

ACCENT = "#0b5563"


def icon_svg(result: Result) -> str:
    """The state's icon in black, to be used as it is or as a mask."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{_ICONS[result]}</svg>'


def stylesheet_variables() -> str:
    """The colours and icons as CSS, so that no stylesheet repeats them."""
    lines = [
        f".s-{result}{{--ink:{look.ink};--tint:{look.tint};--fill:{look.fill};--bar:{look.bar}}}"
        for result, look in LOOKS.items()
    ]
    masks = [f".i-{result}{{--icon:url('data:image/svg+xml,{quote(icon_svg(result))}')}}" for result in Result]
    return f":root{{--accent:{ACCENT}}}" + "".join(lines + masks)


def stylesheet(folder: Path, names: Iterable[str]) -> str:
    """The colours and icons, then the files ``names`` of a folder in this order, as one compact stylesheet."""
    texts = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in names]
    return stylesheet_variables() + compact_css("\n".join(texts))


_GAP = r"(?:\s|/\*.*?\*/)"
# A text in quotes stays; gaps vanish around punctuation and after a colon, and are one space elsewhere.
_SHORTENED = re.compile(
    rf"""("[^"]*"|'[^']*')|(?:{_GAP}|;)*(}}){_GAP}*|{_GAP}*([{{;,]){_GAP}*|(:){_GAP}+|{_GAP}+""", re.DOTALL
)


def compact_css(css: str) -> str:
    """The same rules without the comments, line breaks and spaces that only a person needs."""
    return _SHORTENED.sub(lambda found: next(filter(None, found.groups()), " "), css).strip()
