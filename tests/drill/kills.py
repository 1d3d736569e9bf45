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
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402
from websockets.exceptions import ConnectionClosed, InvalidMessage  # noqa: E402
from websockets.sync.client import ClientConnection, connect  # noqa: E402
from websockets.typing import Subprotocol  # noqa: E402

from ecodash.access.accounts import People  # noqa: E402
from ecodash.domain.vocabulary import Role  # noqa: E402
from ecodash.maintenance import verify  # noqa: E402
from ecodash.store.journal_lines import read_lines  # noqa: E402
from ecodash.store.opening import open_store  # noqa: E402
from server import free_port  # noqa: E402

_NAME, _PASSWORD = "สมหญิง ใจดี", "หริภุญชัย-ลำพูน-2567"
_SAVED, _SAVE, _MET = "บันทึกแล้ว", "บันทึก", "ผ่าน"
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


@dataclass
class Form:
    """The record form as the server drew it: the identities of its fields and of its button."""

    fields: dict[str, str] = field(default_factory=dict)
    button: str = ""
    option: str = ""
    said: str = ""

    def hear(self, data: bytes | str) -> bool:
        """Take in a message; whether the screen is done, also with what it shows once it recorded."""
        message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._element(message)
        return bool(kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def _element(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "selectbox" if element.selectbox.id.endswith("-result"):
                self.fields["result"] = element.selectbox.id
                self.option = next(each for each in element.selectbox.options if each.endswith(_MET))
            case "text_area" if element.text_area.id.endswith("-note"):
                self.fields["note"] = element.text_area.id
            case "button" if element.button.label == _SAVE:
                self.button = element.button.id
            case "exception":
                raise AssertionError(element.exception.message)
            case _:
                self.said += str(message.delta) if _SAVED in element.html.body + element.alert.body else ""


def _wish(query: str, form: Form, note: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = "record"
    if not note:
        return bytes(message.SerializeToString())
    for name, value in (("result", form.option), ("note", note)):
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = form.fields[name], value
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.trigger_value = form.button, True
    return bytes(message.SerializeToString())


class Office:
    """One home, its server of the moment, and what an officer was told."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self.port = home, free_port()
        self.chance = random.Random(seed)
        self.told: set[str] = set()
        self.counted: Counter[str] = Counter()
        self.cookie = ""
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
            if not self.cookie:
                self.sign_in()
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

    def sign_in(self) -> None:
        data = urllib.parse.urlencode({"name": _NAME, "password": _PASSWORD}).encode()
        asked = urllib.request.Request(self._at("/auth/login"), data, {"Origin": self._at("")})
        opener = urllib.request.build_opener(_Stays)
        with suppress(urllib.error.HTTPError):
            opener.open(asked)
        self.cookie = "; ".join(each.partition(";")[0] for each in _Stays.cookies)
        assert self.cookie, "signed in by nothing"

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
        query = f"kind=observation&area=lamphun-ban-klang&framework=diw-eit-basic12&item={self.chance.randint(1, 12)}"
        address, headers = self._at("/_stcore/stream").replace("http", "ws"), {"Cookie": self.cookie}
        form = Form()
        with connect(
            address, subprotocols=[Subprotocol("streamlit")], max_size=None, additional_headers=headers
        ) as tab:
            for asked in ("", note):
                tab.send(_wish(query, form, asked))
                while not form.hear(self._heard(tab, killing)):
                    pass
                assert form.button, "the form has no button"
        assert form.said, "the screen does not say that it was recorded"
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


class _Stays(urllib.request.HTTPRedirectHandler):
    """Goes nowhere after signing in, and keeps the cookies."""

    cookies: tuple[str, ...] = ()

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        _Stays.cookies = tuple(headers.get_all("Set-Cookie", []))


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
