"""A store as it was known at a moment: the same questions, answered from what had been recorded by then."""

from datetime import date, datetime
from typing import Any, NoReturn

from ecodash.store.query_files import query_text
from ecodash.store.store import Store


class AsKnown(Store):
    """Read only. ``whole`` is the store itself, with all that was recorded since."""

    def __init__(self, whole: Store, known_at: datetime) -> None:
        self.serial = whole.serial
        self.known_at = known_at
        self._whole = whole

    def __getattr__(self, name: str) -> Any:
        """What a store keeps of itself is that of the whole one: trouble with its home, what it shares with others."""
        return getattr(self._whole, name)

    @property
    def whole(self) -> Store:
        return self._whole

    @property
    def is_demo(self) -> bool:
        return self._whole.is_demo

    @property
    def version(self) -> int:
        return self._whole.version

    @property
    def head(self) -> tuple[int, str]:
        return self._whole.head

    def today(self) -> date:
        return self._whole.today()

    def ask(self, query: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query; where it asks what was known at a moment, of this one or an earlier one."""
        if "$known" in query_text(query):
            params["known"] = min(params["known"], self.known_at)
        return self._whole.ask(query, **params)

    def commit(self, *_given: Any, **_named: Any) -> NoReturn:
        """Nothing is recorded in the past."""
        raise TypeError("a store as it was known at a moment is only read")


def as_known(store: Store, known_at: datetime | None) -> Store:
    """The store as it was known at a moment; None: as it is known now."""
    return store.whole if known_at is None else AsKnown(store.whole, known_at)
