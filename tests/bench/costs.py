"""What some jobs cost in processor and memory, over one tree of the program: run by ``compare.py`` for two of them.

    PYTHONPATH=TREE python tests/bench/costs.py HOME ROWS JOB [JOB …]

One line of JSON for each job. Only what earlier programs have as well is called.
"""

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ecodash import facts, stores
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import HOME_AREA, Role
from ecodash.maintenance.backup import back_up
from ecodash.store.opening import open_store
from ecodash.store.reference import sync_reference
from ecodash.store.store import Store
from ecodash.workbook import confirm, prepare

SECRETARY = Principal("เลขานุการ", Role.SECRETARY)
FRAMEWORK = "diw-eit-2560"
DAY = date(2024, 3, 1)
_SMALL = 20


def main() -> None:
    """Do the jobs one after the other, each from what the one before left."""
    home, rows = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["ECODASH_HOME"] = str(home)
    store: Store | None = None
    for name in sys.argv[3:]:
        if name == "build":
            _build(home, rows)
        elif name == "import":
            print(json.dumps({"job": name, **_imported(rows)}), flush=True)
        elif name == "start":
            store, told = _cost(lambda: _started(home))
            print(json.dumps({"job": name, **told}), flush=True)
        else:
            store = store or _started(home)
            print(json.dumps({"job": name, **_cost(JOBS[name](store, home))[1]}), flush=True)
    if store:
        store.close()


def _build(home: Path, rows: int) -> None:
    import national

    national.OBSERVATIONS = rows
    national.build_national(home)
    # The first start after so much was written writes the database anew, smaller; those after it are what counts.
    open_store(home).close()


def _started(home: Path) -> Store:
    store = open_store(home)
    sync_reference(store, stores.DATA / "reference")
    return store


def _cost(job: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """What a job gives; its seconds of processor, those of its children too, and the most memory it added, in MB."""
    before, memory = _processor(), _memory("VmRSS")
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    given = job()
    return given, {"cpu": _processor() - before, "memory": _memory("VmHWM") - memory, "peak": _memory("VmHWM")}


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _memory(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def _small_workbook(store: Store, _: Path) -> Callable[[], None]:
    from bench_import import survey

    data = survey(_SMALL)
    return lambda: _recorded(store, data)


def _recorded(store: Store, data: bytes) -> None:
    prepared = prepare(store, data, "survey.xlsx")
    assert not prepared.problems
    confirm(store, SECRETARY, prepared)


def _imported(rows: int) -> dict[str, float]:
    from bench_import import survey

    with tempfile.TemporaryDirectory() as name:
        os.environ["ECODASH_HOME"] = name
        store = stores.current()
        data = survey(rows)
        told = _cost(lambda: _recorded(store, data))[1]
        stores.close_all()
    return told


def _days(question: Callable[[date], object]) -> Callable[[], None]:
    """A question about ten days that nobody asked for yet."""

    def ask() -> None:
        for number in range(10):
            question(DAY - timedelta(days=number))

    return ask


JOBS: dict[str, Callable[[Store, Path], Callable[[], Any]]] = {
    "one area": lambda store, _: _days(lambda day: facts.item_states(store, HOME_AREA, FRAMEWORK, day)),
    "all areas": lambda store, _: _days(lambda day: facts.states_by_area(store, FRAMEWORK, day)),
    "changes": lambda store, _: _days(
        lambda day: facts.changes_in_area(store, HOME_AREA, FRAMEWORK, day - timedelta(days=200), day)
    ),
    "72 months": lambda store, _: _days(
        lambda day: facts.series(store, HOME_AREA, FRAMEWORK, day - timedelta(days=2190), day)
    ),
    "as known": lambda store, _: _days(
        lambda day: facts.item_states(store, HOME_AREA, FRAMEWORK, day, datetime(2023, 1, 1))
    ),
    "workbook of 20 rows": _small_workbook,
    "backup": lambda store, home: lambda: back_up(store, home),
}

if __name__ == "__main__":
    main()
