"""One office over years: people record, and everything that can go wrong goes wrong. Deterministic by its seed.

The store, its journal, lock, notices and healing are the program's own; the disk, the clock and the database file are
simulated. :class:`Wrong` says what an office would have lost.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act, Change
from ecodash.store.database import Database
from ecodash.store.lock import LOCK_NAME
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from simulator.database import SimulatedDatabase
from simulator.machine import HOME, Crash, Machine, SimulatedDisk

_CLOCKS = [f"ecodash.store.{module}.utc_now" for module in ("store", "journal", "generations", "lock", "notices")]
_FIRST_DAY = date(2026, 11, 1)
_RESULTS = ("met", "partly_met", "not_met")
_REFUSED_BY_THE_CLOCK = ("clock_year", "clock_behind", "clock_ahead")


class Wrong(Exception):
    """Something acknowledged is lost, a home does not open, or an answer is not what was recorded."""


class Office:
    """A simulated home and whoever works with it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.machine = Machine(self.chance)
        self.now = datetime(2026, 11, 30, 8)
        self.acknowledged: list[Change] = []
        self.counted: Counter[str] = Counter()
        self._codes: set[str] = set()
        self._process = 0
        self._old_copies: list[dict[str, bytes]] = []
        self._store: Store | None = None
        self._actions: list[tuple[Callable[[], None], int]] = [
            (self._record, 600), (self._correct, 120), (self._read, 120), (self._restart, 25), (self._clock, 12),
            (self._second_program, 15), (self._lock_deleted, 5), (self._foreign_line, 4), (self._crash_soon, 25),
            (self._damage, 12), (self._trouble, 10),
        ]  # fmt: skip

    def live(self, steps: int, *, answers: bool = True) -> None:
        """So many steps, each one act of somebody or a blow of fate; Wrong when something is.

        ``answers``: ask a real DuckDB at the end, which takes longer than all the rest.
        """
        actions, weights = zip(*self._actions, strict=True)
        with _simulated(lambda: self.now, self.chance):
            self._open()
            for _ in range(steps):
                self.counted["steps"] += 1
                self.now += timedelta(seconds=self.chance.randint(1, 4000))
                with self._surviving():
                    self.chance.choices(actions, weights)[0]()
            with self._surviving():
                self._restart()
            if answers:
                self._check_answers()

    # -- what people do

    def _record(self) -> None:
        rows = [self._observation() for _ in range(self.chance.randint(1, 3))]
        self._commit(rows if self.chance.random() < 0.8 else [*rows, self._auditor()], [])

    def _correct(self) -> None:
        """A new row in place of one that was recorded."""
        known = [change for change in self.acknowledged[-40:] if change.rows]
        if known:
            change = self.chance.choice(known)
            self._commit([self._observation()], [("observation", change.first_rev)])

    def _read(self) -> None:
        assert self._store
        try:
            head = self._store.ask("head")[0]["id"]
        except StoreProblem:
            return self._restart()
        if head != len(self.acknowledged):
            raise Wrong(f"{head} changes are answered, {len(self.acknowledged)} were acknowledged")

    def _restart(self) -> None:
        assert self._store
        self._store.close()
        self._open()

    def _second_program(self) -> None:
        """A command while the dashboard runs is told that the home is in use."""
        try:
            self._opened(self._process + 1_000_000).close()
        except StoreProblem as problem:
            if problem.code not in ("in_use", "home_unusable"):
                raise Wrong(f"a second program is told {problem.code}") from problem
        else:
            raise Wrong("a second program was let in")
        finally:
            self._ours()

    def _lock_deleted(self) -> None:
        """The usual answer to «in use»."""
        disk = SimulatedDisk(self.machine, self._process)
        disk.remove(HOME / LOCK_NAME)
        self._second_program()

    def _foreign_line(self) -> None:
        """An editor leaves something behind the journal: nothing is saved any more until a restart."""
        node = self.machine.names.get(HOME / "journal.jsonl")
        if node is None:
            return
        node.data += self.chance.choice([b"\n", b"\n\n", b"half a line"])
        node.synced = bytes(node.data)
        count = len(self.acknowledged)
        self._record()
        if len(self.acknowledged) != count:
            raise Wrong("saved behind a line of somebody else")
        self._restart()

    def _clock(self) -> None:
        """Somebody sets the clock; what it says for a while is wrong by hours, days or centuries."""
        right = self.now
        self.now += self.chance.choice(
            [timedelta(hours=-3), timedelta(days=-3), timedelta(days=365 * 6), timedelta(days=198_000)]
        )
        for _ in range(3):
            self._record()
        self.now = max(right, self.acknowledged[-1].recorded_at if self.acknowledged else right)

    def _crash_soon(self) -> None:
        self.machine.crash_in = self.chance.randint(1, 40)
        self.machine.is_power_cut = self.chance.random() < 0.6
        self.machine.liar = self.chance.choice([None, None, "journal", "eco.duckdb"])

    def _trouble(self) -> None:
        """For a while the disk is full, or fails now and then."""
        self.machine.is_full = self.chance.random() < 0.5
        self.machine.fault_rate = 0.0 if self.machine.is_full else self.chance.choice([0.02, 0.3])
        try:
            for _ in range(self.chance.randint(1, 8)):
                self.chance.choice([self._record, self._record, self._restart_in_trouble])()
        finally:
            self.machine.is_full, self.machine.fault_rate = False, 0.0
        self._restart()

    def _restart_in_trouble(self) -> None:
        if self._store:
            self._store.close()
        try:
            self._open(patient=False)
        except StoreProblem:
            self.counted["refused for the moment"] += 1
            self.machine.is_full, self.machine.fault_rate = False, 0.0
            self._open()

    def _damage(self) -> None:
        """The dashboard is stopped, all is on the disk, and one of the two records is damaged."""
        assert self._store
        self._store.close()
        self.machine.crash_in = self.machine.liar = None
        self._open()
        self._store.close()
        self.machine.settle()
        if not self.acknowledged:
            # A pointer without any change is refused: it may be a home that lost both records.
            return self._open()
        self._old_copies = [*self._old_copies[-2:], self._database_files()]
        hurt = self.chance.choice([self._journal_hurt, self._database_hurt, self._database_old, self._pointer_hurt])
        hurt(SimulatedDisk(self.machine, self._process))
        self.machine.settle()
        self.counted["damaged"] += 1
        self._open()

    def _journal_hurt(self, disk: SimulatedDisk) -> None:
        path = HOME / "journal.jsonl"
        data = self.machine.names[path].data if path in self.machine.names else bytearray()
        how = self.chance.randint(0, 3)
        if how == 0:
            disk.remove(path)
        elif how == 1:
            del data[self.chance.randint(0, len(data)) :]
        elif how == 2 and data:
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randint(0, 7)
        else:
            data += self.chance.choice([b"\n\n", b"junk\n", bytes(600), bytes(data[-900:])])

    def _database_hurt(self, disk: SimulatedDisk) -> None:
        base = self._current()
        path = self.chance.choice([base, base.with_name(base.name + ".wal")])
        if path not in self.machine.names:
            return
        data = self.machine.names[path].data
        how = self.chance.randint(0, 2)
        if how == 0:
            disk.remove(path)
        elif how == 1:
            del data[self.chance.randint(0, len(data)) :]
        elif data:
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randint(0, 7)

    def _database_old(self, disk: SimulatedDisk) -> None:
        """Somebody puts yesterday's copy of the database back."""
        base = self._current()
        copy = self.chance.choice(self._old_copies)
        for name in ("eco.duckdb", "eco.duckdb.wal"):
            path = base.with_name(name)
            if path in self.machine.names:
                disk.remove(path)
            if name in copy:
                disk.append(path, [copy[name]])

    def _pointer_hurt(self, disk: SimulatedDisk) -> None:
        pointer = HOME / "CURRENT"
        if self.chance.random() < 0.5:
            disk.remove(pointer)
        else:
            self.machine.names[pointer].data[:] = self.chance.choice([b"", b"gen-999999", b"\xff\x00"])

    # -- what is seen to

    def _open(self, *, patient: bool = True) -> None:
        """Start the dashboard; whatever crashes meanwhile, in the end it opens and has everything."""
        while True:
            if self.machine.crash_in is None:
                # What an earlier process said was synced and was not is on the disk by now, or lost.
                self.machine.liar = None
            self._process += 1
            try:
                self._store = self._opened(self._process)
                break
            except Crash:
                self.counted["crashed while opening"] += 1
                self._after_crash()
            except StoreProblem as problem:
                if patient:
                    raise Wrong(f"the home does not open: {problem}") from problem
                raise
        self.counted["opened"] += 1
        self._check_nothing_lost(list(self._store.changes()))

    def _opened(self, process: int) -> Store:
        disk = SimulatedDisk(self.machine, process)
        SimulatedDatabase.disk = disk
        return open_store(HOME, disk=disk)

    def _ours(self) -> None:
        SimulatedDatabase.disk = SimulatedDisk(self.machine, self._process)

    def _check_nothing_lost(self, there: list[Change]) -> None:
        told = [change.hash for change in self.acknowledged]
        if [change.hash for change in there[: len(told)]] != told:
            raise Wrong(f"{len(told)} changes were acknowledged, {len(there)} are there, or others")
        for change in there[len(told) :]:
            # Cut off before anybody could be told: it may be there, whole, and nothing else may.
            if not change.is_genuine or not {row["code"] for _, row in change.rows} <= self._codes:
                raise Wrong(f"change {change.id} was never asked for")
        if len(there) > len(told) + 1:
            raise Wrong(f"{len(there) - len(told)} changes more than were acknowledged")
        self.acknowledged = there

    def _commit(self, rows: list[tuple[str, dict[str, Any]]], voids: list[tuple[str, int]]) -> None:
        assert self._store
        self._codes |= {row["code"] for _, row in rows}
        try:
            change = self._store.commit(Act("สมหญิง", Means.EDIT), rows, voids)
        except StoreProblem as problem:
            self.counted[f"refused: {problem.code}"] += 1
            if problem.code in _REFUSED_BY_THE_CLOCK:
                return
            if not (
                self.machine.is_full or self.machine.fault_rate or problem.code in ("half_saved", "written_elsewhere")
            ):
                raise Wrong(f"not saved without a reason: {problem.code}") from problem
            return
        self.counted["acknowledged"] += 1
        self.acknowledged.append(change)

    @contextmanager
    def _surviving(self) -> Iterator[None]:
        try:
            yield
        except Crash:
            self._after_crash()
            self._open()

    def _after_crash(self) -> None:
        # Also when it was the second program that brought the machine down.
        self.machine.ends(self._process)
        self.machine.is_full, self.machine.fault_rate = False, 0.0
        if not self.machine.is_power_cut:
            # The system goes on and writes what it has.
            self.machine.settle()
        # Another crash while it heals.
        self.machine.crash_in = self.chance.randint(1, 60) if self.chance.random() < 0.3 else None

    def _check_answers(self) -> None:
        """As of twenty days and as known at five moments, DuckDB says what looking through all changes says."""
        assert self._store
        database = Database(None)
        database.migrate()
        for change in self.acknowledged:
            with database.writing(change):
                pass
        if [change.to_line() for change in database.changes()] != [change.to_line() for change in self.acknowledged]:
            raise Wrong("the database tells other changes than were put into it")
        moments = [self.chance.choice(self.acknowledged).recorded_at for _ in range(5)] if self.acknowledged else []
        for day in (_FIRST_DAY + timedelta(days=17 * n) for n in range(20)):
            for known in moments:
                rows = database.ask("item_states", {"framework": "f", "day": day, "known": known})
                found = {(row["area"], row["item"]): row["code"] for row in rows}
                if found != _states(self.acknowledged, day, known):
                    raise Wrong(f"another answer as of {day}, as known at {known}")
                self.counted["answers"] += 1
        database.close()

    def _observation(self) -> tuple[str, dict[str, Any]]:
        self.counted["rows"] += 1
        chance = self.chance
        return "observation", {
            "code": f"o-{self.counted['rows']}", "area": "ab"[chance.randrange(2)], "framework": "f",
            "item": str(chance.randint(1, 12)), "result": chance.choice(_RESULTS), "review": "accepted",
            "effective_on": (_FIRST_DAY + timedelta(days=chance.randint(0, 300))).isoformat(),
        }  # fmt: skip

    def _auditor(self) -> tuple[str, dict[str, Any]]:
        """A row with the name of a person, some of whom come again."""
        self.counted["rows"] += 1
        return "auditor", {"code": f"a-{self.counted['rows']}", "name": f"สมชาย {self.chance.randrange(5)}"}

    def _current(self) -> Any:
        return HOME / bytes(self.machine.names[HOME / "CURRENT"].data).decode() / "eco.duckdb"

    def _database_files(self) -> dict[str, bytes]:
        folder = self._current().parent
        return {path.name: bytes(node.data) for path, node in self.machine.names.items() if path.parent == folder}


def _states(changes: list[Change], day: date, known: datetime) -> dict[tuple[Any, Any], Any]:
    """Which observation speaks for each item: the plainest way to say it."""
    told = [change for change in changes if change.recorded_at <= known]
    voided = {rev for change in told for _, rev in change.voids}
    best: dict[tuple[Any, Any], tuple[Any, int, Any]] = {}
    for change in told:
        for rev, (kind, row) in enumerate(change.rows, start=change.first_rev):
            on: Any = row["effective_on"]
            if kind == "observation" and rev not in voided and on <= day:
                place = (row["area"], row["item"])
                best[place] = max(best.get(place, (date.min, 0, None)), (on, rev, row["code"]), key=lambda b: b[:2])
    return {place: code for place, (_, _, code) in best.items()}


@contextmanager
def _simulated(now: Callable[[], datetime], chance: random.Random) -> Iterator[None]:
    """The store of this process works on the simulated database, by the simulated clock and chance."""
    with ExitStack() as stack:
        stack.enter_context(patch("ecodash.store.generations.Database", SimulatedDatabase))
        stack.enter_context(patch("ecodash.store.generations._COMPACT_ABOVE_BYTES", 8_000))
        for place in ("change", "store"):
            stack.enter_context(patch(f"ecodash.store.{place}.new_salt", lambda: f"{chance.getrandbits(128):032x}"))
        for clock in _CLOCKS:
            stack.enter_context(patch(clock, now))
        yield
