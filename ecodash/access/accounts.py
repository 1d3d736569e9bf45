"""Who may sign in: officers, their sessions, the readers' passphrase. Kept apart from the history.

Passwords and sessions change and are forgotten, and they belong into no journal, export or backup; so they have a
place of their own (``place.py``). Only hashes are kept, of passwords and of tokens alike.
"""

from contextlib import suppress
from pathlib import Path

from ecodash.access.events import Events
from ecodash.access.passphrase import Passphrase
from ecodash.access.place import Place, SqlitePlace, carry
from ecodash.access.problem import EntryProblem
from ecodash.access.proving import Proving
from ecodash.access.settings import Settings


class People(Proving, Passphrase, Events):
    """All that is known about who may enter; whoever needs a part of it asks for that part's class."""

    def __init__(self, home: Path, shared: Place | None = None) -> None:
        """The accounts of a home, or those that the machines of a ``shared`` record have in common.

        Where these have none yet, those of the first home that comes are theirs from now on.
        """
        own = SqlitePlace(home)
        if shared is not None:
            with suppress(EntryProblem):
                carry(own, shared, only_into_empty=True)
        super().__init__(shared or own, Settings(own) if shared else None)
