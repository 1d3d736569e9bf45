"""What recording one row takes until it lasts: ``python tests/bench/bench_commits.py [--commits N] [--writers N]``.

First in a home of its own, then in a PostgreSQL record that several processes share and all write to at once, with
every write synced. Beside it what the machine takes to sync a line to a file. The chain of the shared record must have
every change once, or this ends with an error.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import postgres  # noqa: E402
from ecodash.domain.vocabulary import Means  # noqa: E402
from ecodash.store.change import Act  # noqa: E402
from ecodash.store.opening import open_store  # noqa: E402
from ecodash.store.shared import SharedRecord  # noqa: E402
from ecodash.store.store import Store  # noqa: E402


def main() -> None:
    """Measure alone and shared, and look at the chain."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=10_000, help="in the shared record")
    parser.add_argument("--writers", type=int, default=3)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        _say("a line synced to a file", _synced(Path(name) / "lines"))
        store = open_store(Path(name) / "alone")
        _say("a home of its own", _committed(store, 0, 1_000))
        store.close()
        server = postgres.Postgres(is_synced=True)
        try:
            _share(Path(name), server.address(), asked.writers, asked.commits // asked.writers)
        finally:
            server.stop()


def _share(folder: Path, address: str, writers: int, each: int) -> None:
    SharedRecord(address).length()
    began = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(writers) as pool:
        times = pool.starmap(_write, [(folder / str(n), address, n, each) for n in range(writers)])
    took = time.perf_counter() - began
    _say(f"{writers} processes that share a record, waiting for a turn among it", [t for mine in times for t in mine])
    print(f"{'one change after the other in it':64} {took / (writers * each) * 1000:6.2f} ms")
    record, prev = SharedRecord(address), None
    for number, entry in enumerate(record.after(0), start=1):
        if entry.id != number or (prev is not None and entry.prev != prev):
            raise SystemExit(f"change {entry.id} does not follow the one before")
        prev = entry.hash
    found = record.length()
    record.close()
    print(f"{found:,} changes in one chain, {writers * each:,} were told to be recorded")
    if found != writers * each:
        raise SystemExit("not every change is there")


def _write(home: Path, address: str, writer: int, commits: int) -> list[float]:
    store = open_store(home, shared=SharedRecord(address))
    try:
        return _committed(store, writer, commits)
    finally:
        store.close()


def _committed(store: Store, writer: int, commits: int) -> list[float]:
    times = []
    for number in range(commits):
        row = {"code": f"a-{writer}-{number}", "name_th": "บ้านเหนือ"}
        began = time.perf_counter()
        store.commit(Act("สมหญิง", Means.EDIT), [("area", row)])
        times.append(time.perf_counter() - began)
    return times


def _synced(path: Path) -> list[float]:
    times = []
    with path.open("ab") as file:
        for _ in range(200):
            began = time.perf_counter()
            file.write(b"x" * 400)
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return times


def _say(name: str, times: list[float]) -> None:
    slow = statistics.quantiles(times, n=100)[98]
    print(f"{name:64} {statistics.median(times) * 1000:6.2f} ms, 99 of 100 under {slow * 1000:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
