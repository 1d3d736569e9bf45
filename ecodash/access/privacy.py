"""Whom to ask about personal data: an office, as the secretary writes it, kept beside the accounts."""

from ecodash.access.problem import EntryProblem
from ecodash.access.settings import Settings

_NAME = "privacy contact"
LONGEST = 200


def contact(people: Settings) -> str | None:
    """Where to ask; None until somebody says."""
    return people.setting(_NAME)


def set_contact(people: Settings, written: str, by: str) -> None:
    """Say where to ask, or (empty) take it away."""
    told = " ".join(written.split())
    if len(told) > LONGEST:
        raise EntryProblem("contact_long", most=LONGEST)
    people.keep(_NAME, told or None, by, "contact_set")
