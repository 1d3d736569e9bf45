"""What others wait while somebody floods a real server, and what it refuses.

    python tests/bench/bench_flood.py

A thousand messages of one reader, forty PDFs at once, two hundred connections from one address.
"""

import os
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(Path(__file__).parent)]

from bench_pages import _memory  # noqa: E402
from bench_readers import _is_last  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from websockets.exceptions import InvalidStatus  # noqa: E402
from websockets.sync.client import ClientConnection, connect  # noqa: E402

from server import free_port, start, wait_until_up  # noqa: E402

_MESSAGES, _PDFS, _CONNECTIONS = 1000, 40, 200


def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        process = start(port, Path(name) / "home")
        try:
            wait_until_up(port, process, seconds=120)
            _visit(port, "demo=1")
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
            for flood in (_messages, _pdfs, _connections):
                before = _memory(process.pid)
                with _health_watched(port) as health:
                    said = flood(port)
                print(f"{said}; /healthz at most {max(health):.2f} s; {before} to {_memory(process.pid)} MB")
        finally:
            process.terminate()
            process.communicate(timeout=60)


def _messages(port: int) -> str:
    with _tab(port) as tab:
        for number in range(_MESSAGES):
            tab.send(_wish(f"demo=1&as_of={_day(number)}"))
        return f"{_MESSAGES} messages: the next visitor waits {_visit(port, 'demo=1'):.2f} s"


def _pdfs(port: int) -> str:
    with ThreadPoolExecutor(_PDFS) as pool:
        answers = Counter(pool.map(lambda n: _asked(port, f"/brief.pdf?demo=1&as_of={_day(n)}"), range(_PDFS)))
    return f"{_PDFS} PDFs at once: {dict(answers)}"


def _connections(port: int) -> str:
    with ExitStack() as tabs:
        refused = 0
        for _ in range(_CONNECTIONS):
            try:
                tabs.enter_context(_tab(port))
            except InvalidStatus:
                refused += 1
        return f"{_CONNECTIONS} connections: {refused} refused"


@contextmanager
def _health_watched(port: int) -> Iterator[list[float]]:
    """How long each look at the server's health took, meanwhile."""
    waited: list[float] = []
    stopping = threading.Event()

    def watch() -> None:
        while not stopping.wait(0.1):
            waited.append(_timed(lambda: _asked(port, "/healthz")))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield waited
    finally:
        stopping.set()
        watcher.join()
        waited.append(_timed(lambda: _asked(port, "/healthz")))


def _visit(port: int, query: str) -> float:
    """The seconds until a new visitor has a whole screen."""

    def visit() -> None:
        with _tab(port) as tab:
            tab.send(_wish(query))
            while not _is_last(tab.recv(timeout=300)):
                pass

    return _timed(visit)


def _tab(port: int) -> ClientConnection:
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    return connect(address, subprotocols=["streamlit"], max_size=None, open_timeout=120)


def _wish(query: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


def _asked(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=300) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _day(number: int) -> str:
    return f"{2023 + number % 2}-{number % 12 + 1:02}-{number % 28 + 1:02}"


def _timed(do: Callable[[], object]) -> float:
    begin = time.perf_counter()
    do()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
