"""The two stores of this process: the real one in ``ECODASH_HOME``, the demonstration in memory.

They live in this plain module and not in Streamlit's caches, which any visitor can clear.
"""

import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecodash import places
from ecodash.access.accounts import People
from ecodash.access.problem import EntryProblem
from ecodash.access.withdrawn_names import withdrawn_names
from ecodash.evidence.vault import Vault
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.reference import open_demo, sync_reference
from ecodash.store.store import Store

if TYPE_CHECKING:
    from ecodash.access.place import Place
    from ecodash.access.shared_place import SharedPlace
    from ecodash.store.shared import SharedRecord

_log = logging.getLogger("ecodash")
DATA = places.DATA

# A home that must not be shown: it is not the one that the shared record goes on from.
_NOT_OURS = ("shared_diverged", "shared_altered")

_stores: dict[bool, Store] = {}
_people: dict[str, Any] = {}
_entering = threading.Lock()
_vaults: dict[bool, tuple[Path | None, Vault]] = {}
_opening = threading.Lock()


def home() -> Path:
    """Where the store lives."""
    return places.home()


def shared_address() -> str:
    """The PostgreSQL address of the record that machines share; empty where the home alone has it."""
    return os.environ.get("ECODASH_STORE", "").strip()


def shared_record() -> "SharedRecord | None":
    """The record that machines share, if there is one."""
    if not shared_address():
        return None
    from ecodash.store.shared import SharedRecord

    return SharedRecord(shared_address())


def open_real(address: str | None = None) -> Store:
    """The store of ``ECODASH_HOME`` with its reference rows up to date; StoreProblem when it cannot be."""
    store = open_store(home(), address, shared_record())
    try:
        sync_reference(store, DATA / "reference")
    except StoreProblem as problem:
        # Nothing to read, or another past than the one that others see.
        if store.version == 0 or problem.code in _NOT_OURS:
            store.close()
            raise
        # What was recorded can be read all the same: a full disk, a wrong clock or a shared record that is away
        # stops the writing alone.
        _log.warning("reference data: %s", problem)
    store.await_names()
    _keep_names_back(store)
    return store


def keep_names_back() -> None:
    """Have the real store keep back the names that were taken out of view, here or at a machine that shares it."""
    current().keep_back(withdrawn_names(people()))


def _keep_names_back(store: Store) -> None:
    """Where nobody can say which names these are, the store answers nothing, and is asked about them again."""
    try:
        store.keep_back(withdrawn_names(people()))
    except EntryProblem as problem:
        _log.warning("names: %s", problem)


def current(demo: bool = False, address: str | None = None) -> Store:
    """The store to ask, opened at first use."""
    with _opening:
        if demo not in _stores:
            _stores[demo] = open_demo(DATA / "demo") if demo else open_real(address)
        elif _stores[demo].awaits_names:
            _keep_names_back(_stores[demo])
        return _stores[demo]


def people() -> People:
    """Who may sign in: at this home, or at all machines that share its record. EntryProblem when nobody can say."""
    with _entering:
        if _people.get("where") != (home(), shared_address()):
            _people.clear()
            _people.update(where=(home(), shared_address()), place=_shared_place())
        if "people" not in _people:
            _people["people"] = People(home(), _people["place"])
        known: People = _people["people"]
        return known


def place_of_accounts() -> "Place | None":
    """Where the accounts are kept; None while nobody can say."""
    try:
        return people().place
    except EntryProblem:
        return None


def _shared_place() -> "SharedPlace | None":
    if not shared_address():
        return None
    from ecodash.access.shared_place import SharedPlace

    return SharedPlace(shared_address())


def vault(demo: bool = False) -> Vault:
    """The files of evidence beside a store."""
    with _opening:
        place = None if demo else home()
        if demo not in _vaults or _vaults[demo][0] != place:
            opened = _stores.get(demo)
            _vaults[demo] = (place, Vault(place, opened.shared if opened else None))
        return _vaults[demo][1]


def reset_demo() -> None:
    """The demonstration as it is at first, for everybody.

    Whoever is being answered from the old one keeps it until the answer is there; then it is forgotten.
    """
    fresh = open_demo(DATA / "demo")
    with _opening:
        _stores[True] = fresh
        _vaults.pop(True, None)


def use(store: Store, demo: bool = False) -> None:
    """Put a store in place of the one that would be opened."""
    _stores[demo] = store


def close_all() -> None:
    """Close what was opened and let go of the home."""
    with _opening:
        for store in _stores.values():
            store.close()
        _stores.clear()
        _vaults.clear()
    with _entering:
        if _people.get("place"):
            _people["place"].close()
        _people.clear()
