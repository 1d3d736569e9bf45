"""How long slides, workbook and meeting papers take: ``PYTHONPATH=. python tests/bench/bench_slides.py [HOME]``.

On the demonstration set, and on a store of the size of the country when its home is given (``national.py`` fills one).
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

from ecodash import facts, stores
from ecodash.documents.book import Book
from ecodash.documents.content import book
from ecodash.documents.figures import write_figures
from ecodash.documents.papers import write_paper
from ecodash.documents.slides import write_slides
from ecodash.domain.vocabulary import HOME_AREA
from ecodash.store.store import Store

ADDRESS = "http://192.168.1.20:8501"
TIMES = 5


def measured(what: str, work: Callable[[], bytes], times: int = TIMES) -> None:
    taken = []
    size = 0
    for _ in range(times):
        start = time.perf_counter()
        size = len(work())
        taken.append(time.perf_counter() - start)
    print(f"{what:<44} first {taken[0]:6.2f} s  median {median(taken):6.2f} s  {size / 1024:7.0f} kB")


def measure(store: Store, name: str) -> None:
    for scope, query in (("one area", {"area": HOME_AREA}), ("all areas", {})):
        selection, _ = facts.read_selection(store, query)
        start = time.perf_counter()
        content = book(store, selection)
        print(f"{name}, {scope}: content in {time.perf_counter() - start:.2f} s, {len(content.contents)} surveyed")
        times = TIMES if len(content.contents) < 20 else 1
        measured("  slides", lambda content=content: write_slides(content, ADDRESS), times)
        measured("  workbook", lambda content=content: write_figures(content, ADDRESS), times)
        measured("  meeting papers", lambda chosen=selection: write_paper(store, chosen, ADDRESS), times)


def as_many(content: Book, count: int) -> Book:
    """A book of ``count`` areas made of a smaller one's."""
    return replace(content, contents=(content.contents * count)[:count])


def main() -> None:
    demo = stores.current(demo=True)
    measure(demo, "demonstration")
    selection, _ = facts.read_selection(demo, {})
    many = as_many(book(demo, selection, annexes=True), 60)
    measured("sixty areas: slides", lambda: write_slides(many, ADDRESS), 1)
    measured("sixty areas: workbook", lambda: write_figures(many, ADDRESS), 1)
    if len(sys.argv) > 1:
        os.environ["ECODASH_HOME"] = sys.argv[1]
        measure(stores.current(), "country")
    stores.close_all()


if __name__ == "__main__":
    main()
