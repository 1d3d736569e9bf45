"""A copy of a home's record in memory, for whoever reads beside the program that owns the home."""

from pathlib import Path

from ecodash.store.database import Database
from ecodash.store.journal_lines import read_lines
from ecodash.store.opening import RESTORING
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store


def copy_of(home: Path) -> Store:
    """What the journal says this moment, as a store in memory; the home is neither locked nor changed.

    A line that is being written is left out. StoreProblem when there is no whole journal.
    """
    try:
        text = (home / "journal.jsonl").read_bytes()
    except OSError as error:
        raise StoreProblem("no_copy", home=home) from error
    reading = read_lines(text[: text.rfind(b"\n") + 1])
    if (home / RESTORING).exists() or reading.damaged_line is not None or not reading.entries:
        raise StoreProblem("no_copy", home=home)
    database = Database(None)
    database.migrate()
    database.harden(None)
    database.put_in(reading.changes)
    return Store(database)
