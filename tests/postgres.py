"""A PostgreSQL server of our own, for the tests of the shared record."""

import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from server import free_port


def programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``; Debian keeps it off the path."""
    named = shutil.which("initdb")
    places = [str(Path(named).parent)] if named else sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    return Path(places[-1]) if places else None


def needed() -> None:
    """Skip where there is no PostgreSQL, unless there must be one."""
    if programs() is None:
        why = "no PostgreSQL found: install it (Debian: postgresql)"
        if os.environ.get("ECODASH_REQUIRE_POSTGRES"):
            pytest.fail(why)
        pytest.skip(why)


class Postgres:
    """One server with its own data folder, which can be killed and started again."""

    def __init__(self, *, is_synced: bool = False) -> None:
        self._fsync = "on" if is_synced else "off"
        found = programs()
        assert found is not None
        # Not among pytest's own folders, which belong to who runs it and are closed to the server's user.
        self._folder = Path(tempfile.mkdtemp(prefix="ecodash-postgres-"))
        self._bin, self._data, self.port = found, self._folder / "data", free_port()
        self._user: dict[str, str] = {}
        if sys.platform != "win32" and os.getuid() == 0:
            # PostgreSQL refuses to run as root; Debian's package brings a user for it.
            self._user = {"user": "postgres"}
            shutil.chown(self._folder, "postgres")
        made = subprocess.run(
            [self._bin / "initdb", "-D", self._data, "-U", "eco", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
            capture_output=True, text=True, cwd=self._folder, **self._user,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def address(self, database: str = "postgres", user: str = "eco") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        self._process = subprocess.Popen(
            [self._bin / "postgres", "-D", self._data, "-p", str(self.port), "-c", "listen_addresses=127.0.0.1",
             "-c", "unix_socket_directories=", "-c", f"fsync={self._fsync}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._data.parent, **self._user,
        )  # fmt: skip
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                psycopg.connect(self.address(), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise AssertionError("PostgreSQL did not start")

    def kill(self) -> None:
        """As a power cut does it, as far as the server is concerned."""
        assert self._process is not None
        # Stopped first, or it would start new children for those that were killed.
        self._process.send_signal(signal.SIGSTOP)
        children = subprocess.run(["pkill", "-9", "-P", str(self._process.pid)], check=False)
        assert children.returncode in (0, 1)
        self._process.kill()
        self._process.wait(timeout=20)
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        if self._process is not None:
            # At once: nobody is to be waited for.
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=30)
        shutil.rmtree(self._folder, ignore_errors=True)

    def fresh(self, name: str) -> str:
        """The address of a new, empty database."""
        self.run(f"create database {name}")
        return self.address(name)

    def run(self, statement: str, address: str | None = None) -> list[tuple[object, ...]]:
        with psycopg.connect(address or self.address(), autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return list(cursor.fetchall()) if cursor.description else []
