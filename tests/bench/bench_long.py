"""Readers come and go for long while officers record and walls follow: do answers get slower, does memory grow?

    python tests/bench/bench_long.py [--readers N] [--minutes N] [--pause SECONDS]

Each reader connects from an address of her own (Linux), looks at a few screens as of some days, of the demonstration
or of what is recorded meanwhile, leaves, and comes back after a pause of at most so long: with the usual 60 seconds
200 readers ask for more than two cores can answer, with 300 for what they can. Five officers save survey results by
the record form, each of her own items; ten walls ask for what is new as their script does. The first and the last
quarter are compared; memory is looked at after a quarter, at the end, and a minute after all have left.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from bench_flood import _wish  # noqa: E402
from bench_pages import _cpu, _memory  # noqa: E402
from bench_readers import _is_last  # noqa: E402
from websockets.sync.client import connect  # noqa: E402
from websockets.typing import Subprotocol  # noqa: E402

from drill.officer import Officer  # noqa: E402
from ecodash.access.accounts import People  # noqa: E402
from ecodash.domain.vocabulary import Role  # noqa: E402
from server import free_port, start, wait_until_up  # noqa: E402

_SCREENS = 4
_OFFICERS_PAUSE = 30.0
_IDLE_SECONDS = 60
_OFFICERS, _WALLS, _PASSWORD = 5, 10, "หริภุญชัย-ลำพูน-2567"

Waited = list[tuple[float, float]]
"""When a screen was asked for, and the seconds until it was there."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--pause", type=float, default=60, help="of a reader, at most, in seconds")
    asked = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        process = start(port, home)
        try:
            wait_until_up(port, process, seconds=120)
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {asked}", flush=True)
            end = time.monotonic() + asked.minutes * 60
            with ThreadPoolExecutor(asked.readers + _OFFICERS + _WALLS) as pool:
                readers = [pool.submit(_reader, port, end, seed, asked.pause) for seed in range(asked.readers)]
                officers = [pool.submit(_officer, home, port, end, seed) for seed in range(_OFFICERS)]
                walls = [pool.submit(_wall, port, end) for _ in range(_WALLS)]
                time.sleep(asked.minutes * 60 / 4)
                early = _memory(process.pid)
                told = [reader.result() for reader in readers]
            late = _memory(process.pid)
            time.sleep(_IDLE_SECONDS)
            print(_table([each for waited, _ in told for each in waited]))
            saved, seen = (sum(each.result() for each in some) for some in (officers, walls))
            print(f"{saved} results saved by {_OFFICERS} officers, {seen} changes seen", end=" ")
            print(f"by {_WALLS} walls; {sum(failures for _, failures in told)} failures of readers;", end=" ")
            print(f"memory {early} MB after a quarter, {late} MB at the end,", end=" ")
            print(f"{_memory(process.pid)} MB a minute later; {_cpu(process.pid):.0f} s of the server's processor")
        finally:
            process.terminate()
            process.communicate(timeout=60)


def _reader(port: int, end: float, seed: int, pause: float) -> tuple[Waited, int]:
    chance, waited, failures = random.Random(seed), [], 0
    while time.monotonic() < end:
        try:
            address = f"ws://127.0.0.1:{port}/_stcore/stream"
            own = (f"127.0.{1 + seed // 100}.{1 + seed % 100}", 0)
            with connect(
                address, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=120, source_address=own
            ) as tab:
                for _ in range(_SCREENS):
                    begin = time.monotonic()
                    demo = "demo=1&" if chance.random() < 0.5 else ""
                    tab.send(_wish(f"{demo}as_of={chance.randint(2021, 2024)}-{chance.randint(1, 12):02}-15"))
                    while not _is_last(tab.recv(timeout=300)):
                        pass
                    waited.append((begin, time.monotonic() - begin))
                    time.sleep(chance.uniform(0, pause / 10))
        except Exception as error:
            failures += 1
            print(f"reader {seed}: {type(error).__name__}: {error}", file=sys.stderr)
        time.sleep(min(chance.uniform(0, pause), max(0.0, end - time.monotonic())))
    return waited, failures


def _officer(home: Path, port: int, end: float, seed: int) -> int:
    """How many results she saved; what goes wrong ends the run."""
    chance, saved = random.Random(seed), 0
    People(home).add(f"เจ้าหน้าที่ {seed}", Role.OFFICER, _PASSWORD, by="-")
    officer = Officer(f"http://127.0.0.1:{port}")
    officer.sign_in(f"เจ้าหน้าที่ {seed}", _PASSWORD)
    while time.monotonic() < end:
        saved += 1
        officer.save(chance.choice([1 + seed, 6 + seed]), f"ครั้งที่ {saved}", lambda tab: tab.recv(timeout=120))
        time.sleep(chance.uniform(0, _OFFICERS_PAUSE))
    return saved


def _wall(port: int, end: float) -> int:
    """How often it was told of something new."""
    known, seen = "", 0
    while time.monotonic() < end:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/head.json?after={known}", timeout=60) as answer:
            changes = str(json.load(answer)["changes"])
        seen, known = seen + (changes != known), changes
        time.sleep(0.05)
    return seen


def _table(waited: Waited) -> str:
    waited.sort()
    quarter = len(waited) // 4
    lines = ["| | screens | median wait, s | 95 of 100 wait less than, s |", "| --- | --- | --- | --- |"]
    for name, part in (("first quarter", waited[:quarter]), ("last quarter", waited[-quarter:])):
        seconds = [wait for _, wait in part]
        most = statistics.quantiles(seconds, n=20)[-1]
        lines.append(f"| {name} | {len(part)} | {statistics.median(seconds):.2f} | {most:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
