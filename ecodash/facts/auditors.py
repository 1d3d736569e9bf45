"""The register of auditors, with how long each may still audit."""

from datetime import date
from enum import StrEnum

from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import AuditorRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.store.store import Store

SOON_DAYS = 90


class Validity(StrEnum):
    """Whether a registration holds on a day; without an expiry date nobody can say."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    NOT_KNOWN = "not_known"


Registered = tuple[AuditorRow, Validity, int]
"""An auditor, the validity, and the days to or since the expiry (0 when not known)."""


@fact
def auditor_register(store: Store, selection: Selection) -> list[Registered]:
    """The auditors of the selected areas, those without an area too unless one is selected."""
    codes = {row["code"] for row in areas_selected(store, selection)}
    return [
        (row, *validity(row["expires_on"], selection.as_of))
        for row in lists.auditors(store, selection.as_of)
        if row["area"] in codes or (row["area"] is None and not selection.is_narrowed)
    ]


def validity(expires_on: date | None, day: date) -> tuple[Validity, int]:
    """The state of a registration that holds up to and including ``expires_on``."""
    if expires_on is None:
        return Validity.NOT_KNOWN, 0
    left = (expires_on - day).days
    if left < 0:
        return Validity.EXPIRED, -left
    return (Validity.EXPIRING if left <= SOON_DAYS else Validity.VALID), left
