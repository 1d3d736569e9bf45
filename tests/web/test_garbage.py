"""Garbage is collected when nobody reads: Streamlit leaves it alone after a page, and a thread of ours does it."""

import gc
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ecodash.web import garbage
from ecodash.web.garbage import Pages
from server import free_port

ROOT = Path(__file__).parents[2]
# What takes long to load and no reader needs.
_DEAR = (
    "openpyxl", "xlsxwriter", "docx", "pptx", "typst", "pypdfium2", "markdown_it", "psycopg", "authlib", "httpx2",
    "numpy", "pandas", "pyarrow",
)  # fmt: skip
# The door as it is started, but for the greeting, which tells what Streamlit was configured to and ends it.
_TELLS = """
import gc, os, sys
import streamlit as st
from ecodash.web import startup
def tell():
    import ecodash.ui.toolkit
    print("collects after a page:", st.get_option("runner.postScriptGC"), flush=True)
    print("looked through again:", gc.isenabled() and gc.get_freeze_count() > 100_000, flush=True)
    print("loaded:", [name for name in {dear} if name in sys.modules], flush=True)
    os._exit(0)
startup._welcome = tell
from streamlit.web.cli import main
sys.exit(main(sys.argv[1:]))
""".replace("{dear}", repr(_DEAR))


@pytest.mark.parametrize("elsewhere", [False, True], ids=["in its folder", "from another folder"])
@pytest.mark.slow
def test_the_running_app_leaves_garbage_alone_after_a_page_and_has_loaded_nothing_dear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path / "home"))
    command = [sys.executable, "-c", _TELLS, "run", str(ROOT / "app.py"), "--server.port", str(free_port())]
    done = subprocess.run(
        [*command, "--server.headless", "true"],
        cwd=tmp_path if elsewhere else ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "collects after a page: False" in done.stdout, done.stdout + done.stderr
    assert "looked through again: True" in done.stdout, done.stdout
    assert "loaded: []" in done.stdout, done.stdout


def test_the_pinned_streamlit_obeys_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[tuple[int, ...]] = []
    monkeypatch.setattr(gc, "collect", lambda *generation: walked.append(generation) or 0)
    assert not AppTest.from_string("import streamlit as st\nst.write('words')").run().exception
    assert walked == []


def test_it_is_collected_once_a_minute_and_only_when_no_page_runs() -> None:
    pages = Pages()
    assert pages.wait(0) > 0
    pages.ran(100)
    assert pages.wait(100) == 5
    pages.ran(103)
    assert pages.wait(105) == 3
    assert pages.wait(108) == 0
    pages.collected(108)
    assert pages.wait(109) > 0
    pages.ran(110)
    assert pages.wait(116) == 108 + 60 - 116
    pages.ran(167)
    assert pages.wait(168) == 4
    assert pages.wait(172) == 0


def test_what_a_page_left_behind_is_gone_when_it_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Kept:
        pass

    gone, stopping = threading.Event(), threading.Event()
    kept = Kept()
    kept.itself = kept  # type: ignore[attr-defined]
    end = weakref.finalize(kept, gone.set)
    del kept
    assert end.alive
    monkeypatch.setattr(garbage, "_QUIET", 0.0)
    monkeypatch.setattr(garbage, "pages", Pages())
    garbage.page_runs()
    thread = threading.Thread(target=garbage.collect_when_idle, args=(stopping,))
    thread.start()
    try:
        assert gone.wait(20)
    finally:
        stopping.set()
        thread.join()


def test_a_screen_says_that_it_runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "pages", Pages())
    shown = AppTest.from_file(str(ROOT / "ecodash" / "shell.py"), default_timeout=60)
    shown.query_params["demo"] = "1"
    assert not shown.run().exception
    assert garbage.pages.wait(time.monotonic()) <= garbage._QUIET
