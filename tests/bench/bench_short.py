"""How soon the short page is complete in a fresh browser, against an empty Streamlit page in the same run.

    python tests/bench/bench_short.py [--rounds N]

The aim: a quarter of the time.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from bench_pages import Subject, _cold_rounds, _empty_app, _server  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from chromium import launched, program  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, help="fresh profiles per page")
    rounds = parser.parse_args().rounds
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        _server(_empty_app(Path(folder)), Path(folder) / "unused") as (empty, _),
        _server("app.py", Path(folder) / "home") as (ours, _),
    ):
        browser = launched(playwright, program() or "chromium")
        subjects = [Subject("empty Streamlit page", empty, "text=nothing here")]
        subjects += [Subject(path, f"{ours}{path}", ".foot") for path in ("/s/briefing?demo=1", "/s?demo=1", "/s")]
        _cold_rounds(browser, subjects, rounds)
        print(_table(subjects))
        browser.close()


def _table(subjects: list[Subject]) -> str:
    empty = statistics.median(subjects[0].cold)
    lines = ["| page | cold, s | slowest, s | ratio | kB |", "| --- | --- | --- | --- | --- |"]
    for subject in subjects:
        seconds = statistics.median(subject.cold)
        size = statistics.median(subject.bytes) / 1000
        lines.append(
            f"| {subject.name} | {seconds:.3f} | {max(subject.cold):.3f} | {seconds / empty:.2f} | {size:.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
