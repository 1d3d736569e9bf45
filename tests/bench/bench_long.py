"""Readers who come and go for a long time over one real server: do answers get slower, does memory grow?

    python tests/bench/bench_long.py [--readers N] [--minutes N]

Each reader connects, looks at a few screens as of some days, leaves, and comes back after a pause. The first and the
last quarter are compared; memory is looked at once everybody was there, at the end, and a minute after all have left.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from bench_flood import _tab, _wish  # noqa: E402
from bench_pages import _cpu, _memory  # noqa: E402
from bench_readers import _is_last  # noqa: E402

from server import free_port, start, wait_until_up  # noqa: E402

_SCREENS, _LONGEST_PAUSE = 4, 60.0
_IDLE_SECONDS = 60

Waited = list[tuple[float, float]]
"""When a screen was asked for, and the seconds until it was there."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=30)
    asked = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        process = start(port, Path(name) / "home")
        try:
            wait_until_up(port, process, seconds=120)
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {asked}", flush=True)
            end = time.monotonic() + asked.minutes * 60
            with ThreadPoolExecutor(asked.readers) as pool:
                readers = [pool.submit(_reader, port, end, seed) for seed in range(asked.readers)]
                time.sleep(asked.minutes * 60 / 4)
                early = _memory(process.pid)
                told = [reader.result() for reader in readers]
            late = _memory(process.pid)
            time.sleep(_IDLE_SECONDS)
            print(_table([each for waited, _ in told for each in waited]))
            failed = sum(failures for _, failures in told)
            print(f"{failed} failures; memory {early} MB after a quarter, {late} MB at the end,", end=" ")
            print(f"{_memory(process.pid)} MB a minute later; {_cpu(process.pid):.0f} s of the server's processor")
        finally:
            process.terminate()
            process.communicate(timeout=60)


def _reader(port: int, end: float, seed: int) -> tuple[Waited, int]:
    chance, waited, failures = random.Random(seed), [], 0
    while time.monotonic() < end:
        try:
            with _tab(port) as tab:
                for _ in range(_SCREENS):
                    begin = time.monotonic()
                    tab.send(_wish(f"demo=1&as_of={chance.randint(2021, 2024)}-{chance.randint(1, 12):02}-15"))
                    while not _is_last(tab.recv(timeout=300)):
                        pass
                    waited.append((begin, time.monotonic() - begin))
                    time.sleep(chance.uniform(0, _LONGEST_PAUSE / 10))
        except Exception as error:
            failures += 1
            print(f"reader {seed}: {type(error).__name__}: {error}", file=sys.stderr)
        time.sleep(min(chance.uniform(0, _LONGEST_PAUSE), max(0.0, end - time.monotonic())))
    return waited, failures


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
