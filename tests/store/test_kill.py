"""kill -9 while it writes, again and again over one home: what was acknowledged is there."""

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from homes import assert_sound

from ecodash.store.opening import open_store

ROOT = Path(__file__).parents[2]
ROUNDS = 15
FIRST_STARTS = 8

WRITER = """
import sys
from pathlib import Path
from ecodash.model import Means
from ecodash.store import opening
from ecodash.store.change import Act

opening._COMPACT_ABOVE_BYTES = 256 * 1024
store = opening.open_store(Path(sys.argv[1]))
print("open", flush=True)
while True:
    n = store.version + 1
    rows = [
        ("observation", {"code": f"o-{n}-{k}", "area": "a", "framework": "f", "item": str(k), "result": "met",
         "review": "accepted", "effective_on": "2024-02-12", "note": "บันทึก" * (n % 7)})
        for k in range(1 + n % 12)
    ]
    change = store.commit(Act("สมหญิง", Means.EDIT), rows)
    print(change.id, change.hash, flush=True)
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")


def started(script: str, home: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", script, str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


def killed(writer: subprocess.Popen[bytes]) -> list[list[bytes]]:
    """Kill it; the whole lines that it printed before, in words."""
    assert writer.poll() is None, writer.communicate()[1].decode()
    writer.send_signal(signal.SIGKILL)
    said, _ = writer.communicate()
    whole, _, _ = said.rpartition(b"\n")
    return [line.split() for line in whole.splitlines()]


def test_every_acknowledged_change_survives_kill_9(tmp_path: Path) -> None:
    chance = random.Random(2567)
    home = tmp_path / "home"
    acknowledged: dict[int, str] = {}
    for _ in range(ROUNDS):
        writer = started(WRITER, home)
        assert writer.stdout is not None
        assert select.select([writer.stdout], [], [], 30)[0], "the store did not open"
        time.sleep(chance.uniform(0, 0.25))
        for words in killed(writer):
            if words[0] != b"open":
                acknowledged[int(words[0])] = words[1].decode()
        store = open_store(home)
        try:
            assert_sound(store)
            there = {change.id: change.hash for change in store.changes()}
            # One change may be recorded of which the killed writer could tell nobody.
            assert acknowledged.items() <= there.items()
            assert len(there) <= len(acknowledged) + ROUNDS
            acknowledged = there
        finally:
            store.close()
    assert len(acknowledged) > ROUNDS
    assert not list((home / "quarantine").glob("gen-*"))


def test_a_first_start_killed_at_any_moment_can_be_started_again(tmp_path: Path) -> None:
    chance = random.Random(2568)
    script = (
        "import sys\nfrom pathlib import Path\nfrom ecodash.store.opening import open_store\n"
        "print('ready', flush=True)\nopen_store(Path(sys.argv[1]))\nprint('open', flush=True)\ninput()\n"
    )
    for n in range(FIRST_STARTS):
        home = tmp_path / f"home-{n}"
        writer = started(script, home)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        if writer.poll() is None:
            writer.send_signal(signal.SIGKILL)
        writer.communicate()
        store = open_store(home)
        assert store.version == 0
        assert_sound(store)
        store.close()
