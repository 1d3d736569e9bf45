"""The practice path over the demonstration: what of it was done, told from what was recorded."""

from dataclasses import dataclass

from ecodash.domain.vocabulary import Means
from ecodash.facts.cache import fact
from ecodash.store.store import Store

# More changes than anybody makes before the demonstration begins anew.
_MOST = 2000
# Each step with the screen it is done on: by how the change came in, or by a row of which kind.
_STEPS = {
    "grid": ("survey", {Means.EDIT}, "observation"),
    "workbook": ("workbook", {Means.IMPORT}, None),
    "minutes": ("minutes", {Means.EDIT}, "resolution"),
    "assign": ("bulk", {Means.EDIT}, "assignment"),
    "link": ("people", {Means.EDIT}, "agency_link"),
    "review": ("reports", {Means.REVIEW}, None),
    "undo": ("log", {Means.UNDO}, None),
}


@dataclass(frozen=True)
class PracticeStep:
    """``name`` names its words; ``screen`` is where it is done."""

    name: str
    screen: str
    is_done: bool


@fact
def practice_steps(store: Store) -> tuple[PracticeStep, ...]:
    """Every step in its order. What the demonstration itself brings along is nobody's practice."""
    log = store.ask("change_log", before=2**62, most=_MOST)
    means_of = {row["id"]: row["means"] for row in log if row["means"] not in (Means.DEMO, Means.REFERENCE)}
    first = min(means_of, default=2**62)
    return tuple(
        PracticeStep(name, screen, _is_done(store, means_of, first, means, kind))
        for name, (screen, means, kind) in _STEPS.items()
    )


def _is_done(store: Store, means_of: dict[int, str], first: int, means: set[Means], kind: str | None) -> bool:
    changes = {change for change, how in means_of.items() if how in means}
    if kind is None or not changes:
        return bool(changes)
    return any(row["change_id"] in changes for row in store.ask("revisions_after", kind=kind, after=first - 1))
