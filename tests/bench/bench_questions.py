"""What a question costs as the log grows: ``python tests/bench/bench_questions.py [--rows N]``.

A store of N accepted observations (a hundred thousand for 70 areas, ten million for 7,000) is written by SQL, without a
journal. Each question is asked several times and the best told, in processor time and by the clock, beside reading one
number of each row once, and beside pandas and SQLite on the same rows, whose answers must be the same.
"""

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT)]

import duckdb  # noqa: E402
import numpy as np  # noqa: E402

from ecodash.store.database import Database  # noqa: E402

FRAMEWORK, AREA = "diw-eit-2560", "area-0007"
DAY, KNOWN, NOW = date(2022, 3, 1), datetime(2022, 3, 1), datetime.max
_CHANGES = 500
_LOG = """
    insert into change (id, recorded_at, who, means, first_rev, row_count, prev_hash, hash)
    select
        i, timestamp '2016-10-01' + to_days((i * 7)::integer), 'x', 'import', 1 + (i - 1) * $size, $size, '', i::varchar
    from range(1, $changes + 1) t(i);
"""
_ROWS = """
    insert into observation (
        rev, change_id, recorded_at, key, code, area, framework, item, result, review, effective_on, mark
    )
    select
        i + 1, 1 + i // $size, timestamp '2016-10-01' + to_days((1 + i // $size)::integer * 7), 'o' || i, 'o' || i,
        'area-' || lpad((hash(i) % $areas)::varchar, 4, '0'),
        case when hash(i * 7) % 53 < 12 then 'diw-eit-basic12' else 'diw-eit-2560' end,
        (1 + case when hash(i * 7) % 53 < 12 then hash(i * 7) % 53 else hash(i * 7) % 53 - 12 end)::varchar,
        (['met', 'not_met', 'partly_met', 'not_assessed', 'not_applicable'])[1 + (hash(i * 13) % 5)::integer],
        'accepted', date '2016-10-01' + (1 + i // $size)::integer * 7 - (hash(i * 3) % 7)::integer, 'attested'
    from range($rows) t(i);
"""
_SQLITE = """
    select area, item, result from (
        select area, item, result,
            row_number() over (partition by area, item order by effective_on desc, rev desc) as place
        from log where framework = ? and effective_on <= ?
    ) where place = 1 order by area, item
"""

Answer = list[tuple[str, str, str]]


def main() -> None:
    """Build the store, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    print(f"{rows:,} observations, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "log.duckdb"
        database = Database(path)
        database.migrate()
        _timed("the log written", lambda: _write(database, rows), times=1)
        _timed("spans worked out anew", database.renew_spans, times=1)
        numbers = np.arange(rows)
        _timed("one number of each row read", lambda: int(numbers.sum()))
        answers = [_ask(database)]
        database.close()
        answers += [_pandas(path), _sqlite(path, Path(name))]
    print("the answers are", "the same" if all(answer == answers[0] for answer in answers) else "NOT the same")


def _write(database: Database, rows: int) -> None:
    size = rows // _CHANGES
    connection = database._connection
    connection.execute(_LOG, {"size": size, "changes": _CHANGES})
    connection.execute(_ROWS, {"rows": size * _CHANGES, "size": size, "areas": max(1, rows * 70 // 100_000)})


def _ask(database: Database) -> Answer:
    months = [date(year, month, 28) for year in range(2018, 2024) for month in range(1, 13)]
    about: dict[str, Any] = {"framework": FRAMEWORK, "area": AREA}
    of_all = about | {"area": None}
    questions = {
        "state of all areas": ("span_states", of_all | {"day": DAY, "known": NOW}),
        "state of one area": ("area_states", about | {"day": DAY, "known": NOW}),
        "its 72 months": ("month_counts", about | {"months": months, "known": NOW}),
        "its history": ("area_spans", about | {"day": DAY, "known": NOW}),
        "one item of it, all revisions": ("item_history", about | {"item": "7", "known": NOW, "reports": False}),
        "how new, all areas": ("freshness", {"day": DAY, "known": NOW, "area": None}),
        "state of one area, as known then": ("area_states", about | {"day": DAY, "known": KNOWN}),
        "state of all areas, as known then": ("item_states", {"framework": FRAMEWORK, "day": DAY, "known": KNOWN}),
    }
    told = {
        name: _timed(name, lambda q=query, p=params: database.ask(q, p)) for name, (query, params) in questions.items()
    }

    def changes() -> int:
        days = [database.ask("span_states", of_all | {"day": day, "known": NOW}) for day in (date(2021, 3, 1), DAY)]
        before, after = ({(row["area"], row["item"]): row["result"] for row in rows} for rows in days)
        return sum(after[place] != before.get(place) for place in after)

    _timed("changes between two days, all areas", changes)
    return sorted((row["area"], row["item"], row["result"]) for row in told["state of all areas"])


def _pandas(path: Path) -> Answer:
    frame = (
        duckdb.connect(str(path), read_only=True).execute("select * from observation order by effective_on, rev").df()
    )

    def ask() -> Answer:
        mine = frame[(frame.framework == FRAMEWORK) & (frame.effective_on <= np.datetime64(DAY))]
        last = mine.groupby(["area", "item"]).tail(1)
        return sorted(last[["area", "item", "result"]].itertuples(index=False, name=None))

    return [tuple(row) for row in _timed("state of all areas by pandas, in memory", ask, times=2)]


def _sqlite(path: Path, folder: Path) -> Answer:
    light = sqlite3.connect(folder / "log.sqlite")
    light.execute("create table log (rev integer primary key, area, framework, item, result, effective_on)")
    rows = duckdb.connect(str(path), read_only=True).execute(
        "select rev, area, framework, item, result, effective_on::varchar from observation"
    )
    while some := rows.fetchmany(100_000):
        light.executemany("insert into log values (?, ?, ?, ?, ?, ?)", some)
    light.execute("create index covering on log (framework, area, item, effective_on, rev, result)")
    ask = light.execute
    told = _timed("state of all areas by SQLite", lambda: ask(_SQLITE, (FRAMEWORK, str(DAY))).fetchall(), times=2)
    light.close()
    return sorted(told)


def _timed(name: str, job: Callable[[], Any], times: int = 5) -> Any:
    told: Any = None
    best = (float("inf"), float("inf"))
    for _ in range(times):
        clock, processor = time.perf_counter(), time.process_time()
        told = job()
        best = min(best, (time.process_time() - processor, time.perf_counter() - clock))
    print(f"{name:42} {best[0] * 1000:10.1f} ms of processor {best[1] * 1000:10.1f} ms by the clock", flush=True)
    return told


if __name__ == "__main__":
    main()
