"""The store that a selection looks at, and whether anything was in it by then."""

from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS
from ecodash.facts.selection import Selection
from ecodash.store.as_known import as_known
from ecodash.store.store import Store


def seen_by(store: Store, selection: Selection) -> Store:
    """The store as it was known at the moment that a selection names, else as it is known now."""
    return as_known(store, selection.known_at)


@fact
def is_blank(store: Store) -> bool:
    """Whether nothing at all had been recorded by the moment up to which the store is known."""
    return store.known_at is not None and not store.ask("recorded_by", known=ALWAYS)[0]["changes"]
