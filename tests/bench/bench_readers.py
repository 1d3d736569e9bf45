"""Many readers at once over many days on a store of the size of the country, before a change and after it.

    python tests/bench/bench_readers.py [--before COMMIT] [--readers N] [--runs N] [--days N] [--rounds N]

Two servers, one of this folder and one of an earlier commit, over the same store, take turns in one run: every reader
keeps one connection and asks for a screen as of some day, again and again, as fast as the answers come. Needs git.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from bench_pages import _cpu, _memory  # noqa: E402
from earlier import earlier  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from websockets.sync.client import connect  # noqa: E402

from server import free_port, start, wait_until_up  # noqa: E402

_PAGES = ("", "briefing", "criteria")
_LAST_DAY = date(2026, 9, 30)


@dataclass
class Side:
    """One of the two servers, and what its readers waited and it worked."""

    name: str
    port: int
    pid: int
    waited: list[float] = field(default_factory=list)
    cpu: float = 0.0


def main() -> None:
    asked = _arguments()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {asked}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name, earlier(asked.before, Path(name) / "before") as before:
        folder = Path(name)
        _built(before, folder / "home")
        shutil.copytree(folder / "home", folder / "same", ignore=shutil.ignore_patterns("ecodash.lock"))
        with (
            _served("before", before, folder / "home") as was,
            _served("after", ROOT, folder / "same") as now,
        ):
            for number in range(asked.rounds):
                for side in (was, now):
                    _round(side, asked, number)
            print(_table(was, now))
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", default="HEAD~1", help="the commit to compare with")
    parser.add_argument("--readers", type=int, default=20, help="at once")
    parser.add_argument("--runs", type=int, default=5, help="screens per reader and round")
    parser.add_argument("--days", type=int, default=12, help="different days per round")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each server")
    return parser.parse_args()


def _built(program: Path, home: Path) -> None:
    """By the earlier program, so that the later one opens a home that was made before it."""
    code = "import sys; from pathlib import Path; import national; print(national.build_national(Path(sys.argv[1])))"
    paths = os.pathsep.join([str(program), str(program / "tests/bench")])
    environment = os.environ | {"PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", code, str(home)], cwd=program, env=environment, check=True)


@contextmanager
def _served(name: str, program: Path, home: Path) -> Iterator[Side]:
    port = free_port()
    process = start(port, home, "app.py", program)
    try:
        wait_until_up(port, process, seconds=300)
        yield Side(name, port, process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _round(side: Side, asked: argparse.Namespace, number: int) -> None:
    # Each round has days of its own, or the second one would only be remembered.
    days = [_LAST_DAY - timedelta(days=37 * (number * asked.days + each)) for each in range(asked.days)]
    before = _cpu(side.pid)
    with ThreadPoolExecutor(asked.readers) as pool:
        told = pool.map(
            lambda reader: _reader(side.port, asked.runs, days, number * 1000 + reader), range(asked.readers)
        )
        waited = [seconds for each in told for seconds in each]
    side.cpu += _cpu(side.pid) - before
    side.waited += waited
    print(f"round {number + 1}, {side.name}: {statistics.median(waited) * 1000:.0f} ms", file=sys.stderr)


def _reader(port: int, runs: int, days: list[date], seed: int) -> list[float]:
    chance, waited = random.Random(seed), []
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=120) as socket:
        for _ in range(runs):
            message = BackMsg()
            message.rerun_script.query_string = f"as_of={chance.choice(days)}"
            message.rerun_script.page_name = chance.choice(_PAGES)
            begin = time.perf_counter()
            socket.send(message.SerializeToString())
            while not _is_last(socket.recv(timeout=300)):
                pass
            waited.append(time.perf_counter() - begin)
    return waited


def _is_last(data: bytes | str) -> bool:
    message = ForwardMsg()
    message.ParseFromString(data if isinstance(data, bytes) else data.encode())
    if message.WhichOneof("type") == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
        raise RuntimeError(message.delta.new_element.exception.message)
    return message.WhichOneof("type") == "script_finished"


def _table(before: Side, after: Side) -> str:
    lines = ["| | before | after | ratio |", "| --- | --- | --- | --- |"]
    rows = {
        "median wait, ms": [statistics.median(side.waited) * 1000 for side in (before, after)],
        "95 of 100 wait less than, ms": [
            statistics.quantiles(side.waited, n=20)[-1] * 1000 for side in (before, after)
        ],
        "longest wait, ms": [max(side.waited) * 1000 for side in (before, after)],
        "server CPU per screen, ms": [side.cpu / len(side.waited) * 1000 for side in (before, after)],
        "server memory, MB": [float(_memory(side.pid)) for side in (before, after)],
    }
    lines += [f"| {name} | {was:.0f} | {now:.0f} | {now / was:.2f} |" for name, (was, now) in rows.items()]
    return "\n".join([*lines, f"\n{len(after.waited)} screens each"])


if __name__ == "__main__":
    main()
