"""Starting the dashboard where it cannot work: sentences in Thai and English, no traceback."""

import json
import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ecodash.language.text import t
from server import Serving, free_port, serving, start, wait_until_up

pytestmark = pytest.mark.slow

_FIELDS = re.compile(r"\{\w+\}")


def says(output: str, key: str) -> bool:
    """The sentence stands there in both languages, whatever its values are."""
    return all(all(part.strip() in output for part in _FIELDS.split(t(lang, key))) for lang in ("th", "en"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A dashboard that runs."""
    with serving(tmp_path_factory.mktemp("running") / "home") as server:
        yield server


def test_a_second_start_on_the_same_home_says_where_the_first_one_is(running: Serving) -> None:
    before = {path.name for path in running.home.iterdir()}
    process = start(free_port(), running.home)
    output = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 3
    assert says(output, "store_problem.in_use")
    assert running.address in output
    assert "Traceback" not in output
    assert {path.name for path in running.home.iterdir()} == before
    with urllib.request.urlopen(f"{running.address}/healthz") as answer:
        assert json.load(answer)["status"] == "ok"


def test_a_port_asked_for_and_in_use_is_no_traceback(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = start(port, tmp_path / "home")
        output = process.communicate(timeout=60)[0].decode()
    assert process.returncode != 0
    assert str(port) in output
    assert "Traceback" not in output


def test_where_the_usual_port_is_in_use_the_next_one_is_taken_and_said_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        # Whoever holds the port already serves as well.
        with suppress(OSError):
            taken.bind(("127.0.0.1", 8501))
            taken.listen()
        process = start(None, tmp_path / "home")
        too_long = threading.Timer(60, process.kill)
        too_long.start()
        output = ""
        assert process.stdout is not None
        for line in process.stdout:
            output += line.decode()
            if says(output, "start.other_port"):
                break
        too_long.cancel()
        process.terminate()
        process.communicate(timeout=30)
    assert says(output, "start.ready")
    assert says(output, "start.other_port")
    assert "Traceback" not in output


def test_a_home_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("not a folder", encoding="utf-8")
    port = free_port()
    process = start(port, home)
    try:
        wait_until_up(port, process)
        with pytest.raises(urllib.error.HTTPError) as failed:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz")
        with failed.value as answer:
            assert answer.code == 503
            assert str(home) in json.load(answer)["error"]
    finally:
        process.terminate()
        output = process.communicate(timeout=30)[0].decode()
    assert says(output, "store_problem.home_unusable")
    assert "Traceback" not in output
    assert home.read_text(encoding="utf-8") == "not a folder"
