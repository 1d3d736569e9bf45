"""How long documents take: one area, every area of the demonstration and of a whole country, a to-do sheet.

    python tests/bench/bench_documents.py [--rounds N] [--national]

Content is what the facts take, paper what the typesetting takes. Cold is the first of the process, warm the median
of the rounds after it, each for another day, so that nothing is only remembered.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from national import build_national  # noqa: E402

from ecodash import facts, stores  # noqa: E402
from ecodash.documents.content import book  # noqa: E402
from ecodash.documents.pdf import write_pdf  # noqa: E402
from ecodash.documents.todo import write_todo  # noqa: E402
from ecodash.store.store import Store  # noqa: E402

ADDRESS = "http://192.0.2.7:8501"
AREA = "lamphun-ban-klang"


def main() -> None:
    asked = _arguments()
    demo = stores.current(demo=True)
    _report("one area, demonstration", demo, {"area": AREA}, asked.rounds)
    _report("all areas, demonstration", demo, {}, asked.rounds)
    for form in ("pdf", "png"):
        _say(f"to-do sheet, {form}", [_timed(lambda f=form: _todo(demo, f)) for _ in range(asked.rounds + 1)])
    if asked.national:
        with tempfile.TemporaryDirectory() as folder:
            print(build_national(Path(folder)))
            os.environ["ECODASH_HOME"] = folder
            _report("one area, country", stores.current(), {"area": AREA}, asked.rounds)
            _report("all areas, country", stores.current(), {}, asked.rounds)
            _report("all areas in full, country", stores.current(), {}, asked.rounds, annexes=True)
            stores.close_all()
    print(f"most memory held: {_peak_megabytes()} MB")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--national", action="store_true", help="also a store of the size of the country")
    return parser.parse_args()


def _report(name: str, store: Store, query: dict[str, str], rounds: int, annexes: bool = False) -> None:
    contents, papers = [], []
    last = min(store.today(), facts.meetings(store, store.today())[0]["held_on"] or store.today())
    for number in range(rounds + 1):
        day = {"as_of": (last - timedelta(days=number)).isoformat()}
        selection, _ = facts.read_selection(store, query | day)
        start = time.perf_counter()
        made = book(store, selection, annexes)
        contents.append(time.perf_counter() - start)
        papers.append(_timed(lambda made=made: write_pdf(made, ADDRESS)))
    _say(f"{name}: content", contents)
    _say(f"{name}: paper", papers)


def _todo(store: Store, form: str) -> bytes:
    selection, _ = facts.read_selection(store, {"agency": "nrie", "demo": "1"})
    return write_todo(store, selection, ADDRESS, "png" if form == "png" else "pdf")


def _timed(make: Callable[[], object]) -> float:
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def _say(name: str, seconds: list[float]) -> None:
    cold, *warm = seconds
    print(
        f"{name:38} cold {cold:6.3f} s   warm {statistics.median(warm):6.3f} s   worst {max(warm):6.3f} s", flush=True
    )


def _peak_megabytes() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
