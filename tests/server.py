"""A server of our own, started as the README says."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    port: int | None, home: Path, script: str = "app.py", cwd: Path = ROOT, options: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """``streamlit run`` as the README says, heard on this machine alone; it is not waited for.

    Without a port Streamlit takes 8501 or the next one that is free.
    """
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", *(["--server.port", str(port)] if port else []), *options]
    environment = os.environ | {"ECODASH_HOME": str(home), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def wait_until_up(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Only asks whether the server listens: the first page shown is still the test's own."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError(process.communicate()[0].decode("utf-8", "replace"))


@dataclass
class Serving:
    """A server over a home, which can be started anew at the same address."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def restart(self) -> None:
        self.stop()
        self.process = start(self.port, self.home)
        wait_until_up(self.port, self.process)

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=30)


@contextmanager
def serving(home: Path) -> Iterator[Serving]:
    """A server over a home, which stops at the end."""
    port = free_port()
    server = Serving(home, port, start(port, home))
    try:
        wait_until_up(port, server.process)
        yield server
    finally:
        server.stop()
