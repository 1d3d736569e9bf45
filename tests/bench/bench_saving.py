"""Saving a form of the desk while others record: from pressing «save» until the screen says that it was recorded.

    python tests/bench/bench_saving.py [--others N] [--every SECONDS] [--saves N]

In the process of one server, over a copy of the demonstration; each of the others records a result, waits and
records the next. What the browser and the network add is not in it. The processor's seconds are those of the whole
process meanwhile, what the others record among them.
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from functools import cache
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from streamlit.components.v2 import manifest_scanner  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402

from ecodash import recording, stores  # noqa: E402
from ecodash.access.roles import Principal  # noqa: E402
from ecodash.domain.vocabulary import Role  # noqa: E402
from ecodash.recording import Entry  # noqa: E402
from ecodash.store.store import Store  # noqa: E402
from ecodash.ui import signed_in  # noqa: E402
from forms import SECRETARY, SHELL, field, press, said  # noqa: E402

_PLACE = {"area": "lamphun-ban-klang", "framework": "diw-eit-basic12", "effective_on": "2024-02-12"}


# A test of a screen reads the description of every installed package at each run; a server does it once.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--others", type=int, default=10)
    parser.add_argument("--every", type=float, default=10)
    parser.add_argument("--saves", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["ECODASH_HOME"] = home
        store, ended = stores.current(demo=True), threading.Event()
        others = [threading.Thread(target=_record, args=(store, n, asked.every, ended)) for n in range(asked.others)]
        for other in others:
            other.start()
        began, version = time.perf_counter(), store.version
        waits, works = zip(*(_saved(n) for n in range(asked.saves)), strict=True)
        a_second = (store.version - version - asked.saves) / (time.perf_counter() - began)
        ended.set()
        for other in others:
            other.join()
        stores.close_all()
    print(f"{asked.saves} saves beside {asked.others} others, who record {a_second:.1f} times a second")
    print(f"median {statistics.median(waits):.2f} s, slowest {max(waits):.2f} s, load {os.getloadavg()[0]:.0f}")
    print(f"processor: median {statistics.median(works):.2f} s, most {max(works):.2f} s")


def _record(store: Store, who: int, every: float, ended: threading.Event) -> None:
    for number in count():
        row = {**_PLACE, "item": str(who % 12 + 1), "result": "met", "code": f"other-{who}", "note": f"ครั้งที่ {number}"}
        recording.record(store, Principal(f"คนที่ {who}", Role.OFFICER), [Entry("observation", row)])
        if ended.wait(every):
            return


def _saved(number: int) -> tuple[float, float]:
    """How long one save of the record form took, and what the process worked meanwhile, in seconds."""
    signed_in.principal = lambda store: SECRETARY
    at = AppTest.from_file(str(SHELL), default_timeout=60)
    at.switch_page("../pages/record.py")
    for name, value in {"demo": "1", "kind": "observation", **_PLACE, "item": str(number % 12 + 1)}.items():
        at.query_params[name] = value
    at.query_params.pop("effective_on")
    at.run()
    at.selectbox(key=field(at, "result")).set_value("met")
    at.text_area(key=field(at, "note")).set_value(f"วัดเวลา {number}")
    began, worked = time.perf_counter(), time.process_time()
    press(at, "บันทึก")
    assert "บันทึกแล้ว" in said(at), said(at)
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    main()
