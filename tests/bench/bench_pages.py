"""How fast the screens are, against an empty Streamlit app with two pages, in the same run.

    python tests/bench/bench_pages.py [--rounds N] [--clicks N] [--national] [--screens a,b]

Cold: a fresh browser profile, from the address to the whole screen. Warm: a click on a link within the page.
Server CPU is what the server process used per click. Ratios tell more than times.
"""

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from national import build_national  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from chromium import launched, program  # noqa: E402
from ecodash.ui.screens import SCREENS, path_of  # noqa: E402
from server import free_port, start, wait_until_up  # noqa: E402

_EMPTY_MAIN = """import streamlit as st
one = st.Page("one.py", title="One", default=True)
two = st.Page("two.py", title="Two")
st.navigation([one, two]).run()
"""
_DRAWN = "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))))"


@dataclass
class Subject:
    """One screen to measure: where it is, and how it is known to be complete."""

    name: str
    url: str
    complete: str
    cold: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Warm:
    """Medians over some clicks."""

    seconds: float
    cpu: float


def main() -> None:
    asked = _arguments()
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        _server(_empty_app(Path(folder)), Path(folder) / "unused") as (empty, empty_pid),
    ):
        home = Path(folder) / "home"
        if asked.national:
            print(f"national store: {build_national(home)}", file=sys.stderr)
            gc.collect()
        with _server("app.py", home) as (ours, our_pid):
            browser = launched(playwright, program() or "chromium")
            query = "" if asked.national else "?demo=1"
            subjects = [Subject("empty", empty, "text=nothing here")]
            subjects += [Subject(s, f"{ours}/{path_of(s)}{query}", ".foot") for s in asked.screens.split(",")]
            _cold_rounds(browser, subjects, asked.rounds)
            warm_empty = _warm(browser, empty_pid, subjects[0], _empty_click, asked.clicks)
            warm = {
                subject.name: _warm(browser, our_pid, subject, _our_click, asked.clicks) for subject in subjects[1:]
            }
            print(_table(subjects, warm_empty, warm))
            print(f"\nserver memory: empty {_memory(empty_pid)} MB, ecodash {_memory(our_pid)} MB")
            browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="fresh profiles per screen")
    parser.add_argument("--clicks", type=int, default=20, help="clicks per screen")
    parser.add_argument("--national", action="store_true", help="60 areas and 200,000 observations")
    parser.add_argument("--screens", default=",".join(SCREENS), help="which screens, with commas")
    return parser.parse_args()


def _empty_app(folder: Path) -> str:
    app = folder / "empty"
    app.mkdir()
    (app / "main.py").write_text(_EMPTY_MAIN)
    (app / "one.py").write_text("import streamlit as st\nst.write('nothing here')\n")
    (app / "two.py").write_text("import streamlit as st\nst.write('nothing there')\n")
    # Only what keeps it from asking other hosts.
    (app / ".streamlit").mkdir()
    (app / ".streamlit" / "config.toml").write_text("[browser]\ngatherUsageStats = false\n")
    return str(app / "main.py")


@contextmanager
def _server(script: str, home: Path) -> Iterator[tuple[str, int]]:
    port = free_port()
    folder = ROOT if script == "app.py" else Path(script).parent
    process = start(port, home, script, folder)
    try:
        wait_until_up(port, process, seconds=300)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _cold_rounds(browser: Browser, subjects: list[Subject], rounds: int) -> None:
    for number in range(rounds + 1):
        for subject in subjects:
            seconds, size = _cold(browser, subject)
            # The first round warms the server and the disk.
            if number:
                subject.cold.append(seconds)
                subject.bytes.append(size)
        print(f"round {number} of {rounds}", file=sys.stderr)


def _cold(browser: Browser, subject: Subject) -> tuple[float, int]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    begin = time.perf_counter()
    page.goto(subject.url, wait_until="commit")
    page.wait_for_selector(subject.complete, timeout=60_000)
    page.evaluate(_DRAWN)
    seconds = time.perf_counter() - begin
    context.close()
    return seconds, sum(sizes)


def _warm(
    browser: Browser, pid: int, subject: Subject, click: Callable[[Page, Subject, int], None], clicks: int
) -> Warm:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(subject.url)
    page.wait_for_selector(subject.complete, timeout=60_000)
    page.evaluate(_DRAWN)
    for number in range(4):
        click(page, subject, number)
    time.sleep(0.3)
    times, before = [], _cpu(pid)
    for number in range(clicks):
        begin = time.perf_counter()
        click(page, subject, number)
        times.append(time.perf_counter() - begin)
    # What the server does after its answer belongs to the click as well.
    time.sleep(0.3)
    used = (_cpu(pid) - before) / clicks
    context.close()
    return Warm(statistics.median(times), used)


def _empty_click(page: Page, _subject: Subject, number: int) -> None:
    page.get_by_role("link", name="One" if number % 2 else "Two").click()
    page.wait_for_selector(f"text=nothing {'here' if number % 2 else 'there'}")


def _our_click(page: Page, subject: Subject, number: int) -> None:
    """Back and forth between the screen as it is and as of an earlier day, in place and not through the network."""
    url = subject.url
    if number % 2 == 0:
        url += ("&" if "?" in url else "?") + "as_of=2024-01-31"
    page.evaluate(
        """url => {
            const link = document.createElement('a');
            link.href = url;
            document.querySelector('.head').append(link);
            link.click();
        }""",
        url,
    )
    path = url.split("/", 3)[3]
    wanted = '.head a.language[href*="as_of"]' if number % 2 == 0 else '.head a.language:not([href*="as_of"])'
    page.wait_for_selector(wanted, timeout=30_000)
    page.wait_for_function(
        "() => !document.querySelector('[data-testid=stStatusWidget]')"
        " && document.querySelectorAll('[data-stale=true]').length === 0",
    )
    assert path in page.url


def _cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def _table(subjects: list[Subject], warm_empty: Warm, warm: dict[str, Warm]) -> str:
    empty = statistics.median(subjects[0].cold)
    lines = [
        "| screen | cold, s | ratio | MB | click, ms | server CPU per click, ms | ratio |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for subject in subjects:
        seconds, clicked = statistics.median(subject.cold), warm.get(subject.name, warm_empty)
        lines.append(
            f"| {subject.name} | {seconds:.2f} | {seconds / empty:.2f} | "
            f"{statistics.median(subject.bytes) / 1e6:.2f} | {clicked.seconds * 1000:.0f} | "
            f"{clicked.cpu * 1000:.0f} | {clicked.cpu / warm_empty.cpu:.2f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
