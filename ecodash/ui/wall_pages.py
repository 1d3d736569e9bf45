"""What is owed as pages of the wall, owner by owner, none fuller than can be read from its far end. No Streamlit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ecodash.domain.matters import Matter

# So many lines fit one page: a heading takes one, and so does an item; a resolution is a sentence.
LINES = 8
_LINES_OF_RESOLUTION = 2


@dataclass(frozen=True)
class OwnerPart:
    """What one agency owes (None: what nobody was given), or as much of it as has room on a page."""

    agency: str | None
    matters: tuple[Matter, ...]
    total: int
    late: int
    is_continued: bool


def owner_pages(owed: Sequence[Matter]) -> list[list[OwnerPart]]:
    """The owners in the order of what is most urgent; one that has no room left on a page begins the next."""
    owners = list(dict.fromkeys(matter.agency for matter in owed))
    pages: list[list[OwnerPart]] = []
    left = 0
    for agency in owners:
        mine = [matter for matter in owed if matter.agency == agency]
        for number, part in enumerate(_parts(mine)):
            needed = 1 + sum(map(_lines, part))
            if needed > left:
                pages.append([])
                left = LINES
            late = sum(matter.is_late for matter in mine)
            pages[-1].append(OwnerPart(agency, part, len(mine), late, is_continued=number > 0))
            left -= needed
    return pages


def _parts(matters: Iterable[Matter]) -> list[tuple[Matter, ...]]:
    """As many at once as fit a page with their heading."""
    parts: list[list[Matter]] = []
    room = 0
    for matter in matters:
        if _lines(matter) > room:
            parts.append([])
            room = LINES - 1
        parts[-1].append(matter)
        room -= _lines(matter)
    return [tuple(part) for part in parts]


def _lines(matter: Matter) -> int:
    return 1 if matter.item else _LINES_OF_RESOLUTION
