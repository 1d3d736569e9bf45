"""How long 100,000 rows take to import, and how much memory: ``python tests/bench/bench_import.py [ROWS]``.

Run by hand; a timer in a test would only measure the machine.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path += [str(ROOT), str(ROOT / "tests")]

from books import book  # noqa: E402
from ecodash import stores  # noqa: E402
from ecodash.access.roles import Principal  # noqa: E402
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, Result, Role  # noqa: E402
from ecodash.language.text import t  # noqa: E402
from ecodash.workbook import confirm, prepare  # noqa: E402

SECRETARY = Principal("เลขานุการ", Role.SECRETARY)
_HEADS = ("พื้นที่", "ชุดเกณฑ์", "ข้อ", "สถานะ", "คะแนน", "ค่า", "วันที่มีผล", "หลักฐาน", "หมายเหตุ")


def survey(rows: int) -> bytes:
    """A workbook of observations, each of its own day and item."""
    words = [t("th", f"result.{result}") for result in Result]
    first = date(2000, 1, 1)
    body = [
        (
            HOME_AREA, HOME_FRAMEWORK, number % 12 + 1, words[number % 5], "", number % 100 / 4,
            first + timedelta(days=number // 12), f"ภาพถ่าย {number % 50}", f"บันทึกที่ {number}",
        )
        for number in range(rows)
    ]  # fmt: skip
    return book({t("th", "sheet.criteria_status"): [_HEADS, *body]})


@contextmanager
def timed(step: str) -> Iterator[None]:
    """Says how long a step took, by the clock and in processor time, and the most memory so far."""
    clock, processor = time.perf_counter(), _processor()
    yield
    clock, processor = time.perf_counter() - clock, _processor() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{step:14} {clock:6.1f} s, {processor:5.1f} s of processor, at most {memory:.0f} MB so far")


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Prepare, confirm, and prepare once more what is then there already."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    # Made in a process of its own, or the making would count as memory of the import.
    with ProcessPoolExecutor(1) as maker:
        data = maker.submit(survey, rows).result()
    print(f"{rows:,} rows, {len(data) / 1e6:.1f} MB, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as home:
        os.environ["ECODASH_HOME"] = home
        store = stores.current()
        with timed("prepare"):
            prepared = prepare(store, data, "survey.xlsx")
        with timed("confirm"):
            recorded = confirm(store, SECRETARY, prepared)
        print(f"{len(prepared.problems)} problems, {recorded.accepted:,} accepted")
        del prepared, recorded
        with timed("prepare again"):
            again = prepare(store, data, "survey.xlsx")
        print(f"{again.accepted:,} accepted, {again.unchanged:,} unchanged")
        stores.close_all()


if __name__ == "__main__":
    main()
