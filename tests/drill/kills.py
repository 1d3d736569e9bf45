"""``kill -9`` of a real dashboard while an officer saves a form, again and again over one home.

    python tests/drill/kills.py [--kills N] [--seed N]

An officer signs in by HTTP and saves survey results by the record form, over the websocket as her browser does. At some
moment of the saving, or of the start, the whole server is killed and started again. After every start: each save that
the screen said was recorded is in the journal, at most one more for each kill, and the server answers with all of them.
At the end the home is looked through as ``ecodash verify`` does. Linux: the servers are forked from a process that has
the packages loaded, so that each starts in a part of a second.
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from websockets.exceptions import ConnectionClosed, InvalidMessage  # noqa: E402
from websockets.sync.client import ClientConnection  # noqa: E402

from drill.officer import Officer  # noqa: E402
from ecodash.access.accounts import People  # noqa: E402
from ecodash.domain.vocabulary import Role  # noqa: E402
from ecodash.maintenance import verify  # noqa: E402
from ecodash.store.journal_lines import read_lines  # noqa: E402
from ecodash.store.opening import open_store  # noqa: E402
from server import free_port  # noqa: E402

_NAME, _PASSWORD = "สมหญิง ใจดี", "หริภุญชัย-ลำพูน-2567"
_LOADED = ["streamlit.web.cli", "duckdb", "pandas", "ecodash.web.startup", "ecodash.web.api", "ecodash.web.documents"]
_AT_THE_START = 0.1

Gone = (ConnectionClosed, InvalidMessage, OSError, TimeoutError)


def serve(home: str, port: int) -> None:
    """What ``streamlit run app.py`` does, in this process."""
    os.environ["ECODASH_HOME"] = home
    os.chdir(ROOT)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    from streamlit.web import cli

    place = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    cli.main(["run", str(ROOT / "app.py"), *place])


class Office:
    """One home, its server of the moment, and what an officer was told."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self.port = home, free_port()
        self.chance = random.Random(seed)
        self.told: set[str] = set()
        self.counted: Counter[str] = Counter()
        self.officer = Officer(self._at(""))
        # How many seconds the last save took.
        self.a_save = 2.0
        self._process: BaseProcess
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(_LOADED)

    def live_and_die(self) -> None:
        """One server, from its start until it is killed."""
        self._process = self._context.Process(target=serve, args=(str(self.home), self.port), daemon=True)
        self._process.start()
        if self.counted["kills"] and self.chance.random() < _AT_THE_START:
            time.sleep(self.chance.uniform(0, 1.5))
            self.counted["killed at a start"] += 1
        else:
            changes = self.until_up()
            if not self.officer.cookie:
                self.officer.sign_in(_NAME, _PASSWORD)
            self.check(changes)
            self.save_until_killed()
        self.stop()
        self.counted["kills"] += 1

    def stop(self) -> None:
        """Kill -9."""
        self._process.kill()
        self._process.join()

    def until_up(self) -> int:
        """The number of changes that the server answers with."""
        end = time.monotonic() + 120
        while self._process.is_alive() and time.monotonic() < end:
            with suppress(OSError), urllib.request.urlopen(self._at("/api/v1/head.json"), timeout=30) as answer:
                return int(json.load(answer)["changes"])
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def save_until_killed(self) -> None:
        """Some saves, which nothing may cut off, and one during which the server is killed."""
        for _ in range(self.chance.randint(0, 2)):
            begun = time.monotonic()
            self._save(begun + 120)
            self.a_save = time.monotonic() - begun
        with suppress(*Gone):
            self._save(time.monotonic() + self.chance.uniform(0, 1.1 * self.a_save))
            return
        self.counted["cut off while saving"] += 1

    def _save(self, killing: float) -> None:
        """Save one result; the server is killed at a moment unless it is done before."""
        self.counted["begun"] += 1
        note = f"ครั้งที่ {self.counted['begun']}"
        self.officer.save(self.chance.randint(1, 12), note, lambda tab: self._heard(tab, killing))
        self.told.add(note)

    def _heard(self, tab: ClientConnection, killing: float) -> bytes | str:
        try:
            return tab.recv(timeout=max(0.0, killing - time.monotonic()))
        except TimeoutError:
            self._process.kill()
            raise

    def check(self, changes: int) -> None:
        """Nothing that was told is lost, and the server has what the journal has."""
        reading = read_lines((self.home / "journal.jsonl").read_bytes())
        assert reading.damaged_line is None, "the journal is damaged"
        notes = {str(row["note"]) for change in reading.changes for kind, row in change.rows if kind == "observation"}
        assert self.told <= notes, f"lost: {self.told - notes}"
        assert len(notes - self.told) <= self.counted["kills"], "more was recorded than was asked for"
        assert changes == len(reading.entries), f"{changes} changes are answered of {len(reading.entries)}"
        self.counted["recorded and not told"] = len(notes - self.told)

    def _at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        open_store(home).close()
        People(home).add(_NAME, Role.SECRETARY, _PASSWORD, by="-")
        office = Office(home, asked.seed)
        with suppress(KeyboardInterrupt):
            while office.counted["kills"] < asked.kills:
                office.live_and_die()
        office.stop()
        store = open_store(home)
        office.check(store.version)
        found = verify.verify(store, home)
        store.close()
    print(f"load {os.getloadavg()[0]:.0f}; {len(office.told)} told; {dict(office.counted)}")
    print(f"found at the end: {found.problems or 'nothing'}")
    return 0 if found.ok else 1


if __name__ == "__main__":
    sys.exit(main())
