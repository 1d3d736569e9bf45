"""What a form says as an entry to record."""

from collections.abc import Callable
from datetime import date
from typing import Any

from ecodash.domain.kinds import Kind
from ecodash.domain.vocabulary import Visibility
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.store.typed_row import Value
from ecodash.ui.page import Page


def entry_of(
    kind: Kind, row: dict[str, Value], began: dict[str, Any] | None, code: str = "", moves: date | None = None
) -> Entry:
    """What a form says: what stood when it was opened, and what was typed over it.

    ``code`` names a new piece of evidence; ``moves`` is the day from which a change holds (None: a correction).
    """
    whole: dict[str, Value] = {column: began[column] for column in kind.all_columns} if began else {}
    whole |= {column: value for column, value in row.items() if column in kind.all_columns}
    if began is None and kind.name == "evidence":
        whole["code"] = f"ev-{code}"
    if moves is not None:
        whole["effective_on"] = moves
    return Entry(kind.name, whole, seen=began["rev"] if began else NOTHING_SEEN)


def evidence_of(page: Page, entry: Entry, files: Any, public: bool, rows: Callable[..., list[Entry]]) -> list[Entry]:
    """The rows of the attached files, by ``attached`` or, before they are kept, by ``announced``."""
    if not files or entry.kind == "evidence":
        return []
    row = entry.row
    about: dict[str, Any] = {name: row.get(name) for name in ("area", "framework", "item")}
    if entry.kind in ("observation", "activity", "resolution"):
        about[entry.kind] = row["code"]
    day = row["effective_on"] or page.store.today()
    visibility = Visibility.PUBLIC if public else Visibility.INTERNAL
    return rows(page, files, visibility=visibility, evidence_on=day, **about)
