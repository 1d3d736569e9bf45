"""Two records of the same changes, a database and a journal: each is completed from the other, or both are left.

Nothing is guessed. What one record lacks is taken from the other where the chain of hashes proves that it follows;
two different pasts, and damage that may hide a change which the other record lacks, are refused in words.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from ecodash.store.change import Change
from ecodash.store.database import Database
from ecodash.store.journal import Journal
from ecodash.store.journal_lines import SHORTEST_LINE, Entry, Reading
from ecodash.store.problem import StoreProblem

Healed = tuple[str, dict[str, object]]
"""What was healed: a code whose words stand under ``notice``, and the values in them."""


def reconcile(database: Database, journal: Journal, reading: Reading) -> list[Healed]:
    """Make both records equal, and say what had to be done; StoreProblem when it cannot, and nothing was changed."""
    head = _head(database)
    genuine = (*reading.entries, *reading.later)
    # In a whole chain the last hash that both have speaks for all before it.
    is_patchy = reading.damaged_line is not None and head["id"] > len(reading.entries)
    _check_same_past(database, genuine if is_patchy else reading.entries[: head["id"]][-1:])
    missing = _following(head, genuine)
    if reading.damaged_line is not None and _may_hide_a_change(database, head, missing, reading):
        raise StoreProblem("both_damaged", home=journal.path.parent)
    _catch_up(database, missing)
    known = head["id"] + len(missing)
    healed: list[Healed] = [("journal_torn", {})] if reading.torn else []
    if missing:
        healed.append(("database_completed", {"changes": len(missing)}))
    if reading.damaged_line is not None and known > len(reading.entries):
        journal.replace(_genuine(database))
        healed.append(("journal_rewritten", {"line": reading.damaged_line}))
    elif reading.damaged_line is not None:
        journal.cut_behind(reading.entries)
        healed.append(("journal_cut", {"line": reading.damaged_line}))
    elif known > len(reading.entries):
        _complete(journal, reading.entries, database)
        healed.append(("journal_completed", {"changes": known - len(reading.entries)}))
    return healed


def _check_same_past(database: Database, entries: Iterable[Entry]) -> None:
    recorded = {row["id"]: row["hash"] for row in database.ask("changes_after", {"after": 0})}
    for entry in entries:
        if recorded.get(entry.id, entry.hash) != entry.hash:
            raise StoreProblem("diverged", change=entry.id)


def _following(head: Mapping[str, Any], entries: Iterable[Entry]) -> list[Entry]:
    """The entries that go on, one after the other, where the database ends."""
    number, prev = head["id"], head["hash"]
    found = []
    for entry in entries:
        if entry.id == number + 1 and entry.prev == prev:
            found.append(entry)
            number, prev = entry.id, entry.hash
    return found


def _may_hide_a_change(database: Database, head: Mapping[str, Any], missing: list[Entry], reading: Reading) -> bool:
    """Whether damage can be a change that neither record has any more.

    Not when the journal has no more lines, or no more room, than the changes known take, and not when the last of them
    still stands in it: what follows it is a torn tail or no change at all.
    """
    genuine = (*reading.entries, *reading.later)
    known = head["id"] + len(missing)
    last = missing[-1].hash if missing else head["hash"]
    if any(entry.id > known for entry in genuine):
        return True
    if reading.lines <= known or any(entry.hash == last for entry in genuine):
        return False
    # Damage may break a line in two; it makes none longer.
    whole = len(reading.entries)
    taken = [len(change.to_bytes()) for change in database.changes(whole)]
    taken += [entry.size for entry in missing if entry.id > whole]
    return reading.behind - sum(size + 1 for size in taken) >= SHORTEST_LINE


def _catch_up(database: Database, missing: Iterable[Entry]) -> None:
    # All are put together before the first is written: one that this program does not know stops them all.
    database.put_in([entry.change for entry in missing])


def _complete(journal: Journal, entries: list[Entry], database: Database) -> None:
    missing = _genuine(database, after=len(entries))
    if entries and missing[0].prev != entries[-1].hash:
        raise StoreProblem("diverged", change=len(entries))
    journal.extend(missing)


def _genuine(database: Database, after: int = 0) -> list[Change]:
    changes = list(database.changes(after))
    for change, before in zip(changes, [None, *changes], strict=False):
        if not change.is_genuine or (before and change.prev != before.hash):
            raise StoreProblem("diverged", change=change.id)
    return changes


def _head(database: Database) -> dict[str, Any]:
    return database.ask("head", {})[0]
