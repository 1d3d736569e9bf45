"""kill -9 while it writes, again and again over one home: what was acknowledged is there."""

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from ecodash.store.opening import open_store
from homes import assert_sound, open_and_tell, write_and_tell

# A nightly run kills more often: ECODASH_KILLS=200 python -m pytest tests/store/test_kill.py
ROUNDS = int(os.environ.get("ECODASH_KILLS", "3"))
FIRST_STARTS = max(4, ROUNDS // 2)

TESTS = Path(__file__).parents[1]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")]


@pytest.fixture(autouse=True)
def path_of_the_victims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS.parent), str(TESTS)]))


class Victim:
    """A process of its own that works on a home and tells what it did, until it is killed."""

    def __init__(self, work: Callable[[str, Connection], None], home: Path) -> None:
        # A server that has imported everything forks the victims: each starts within milliseconds.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["homes"])
        self.heard, tells = context.Pipe(duplex=False)
        self.process = context.Process(target=work, args=(str(home), tells))
        self.process.start()
        tells.close()

    def first_word(self) -> object:
        assert self.heard.poll(60), "the store did not open"
        return self.heard.recv()

    def killed(self) -> list[tuple[int, str]]:
        """Kill -9; all that it told and nobody listened to yet."""
        assert self.process.is_alive()
        self.process.kill()
        self.process.join()
        told = []
        try:
            while True:
                told.append(self.heard.recv())
        except EOFError:
            return told
        finally:
            self.heard.close()
            self.process.close()


def test_every_acknowledged_change_survives_kill_9(tmp_path: Path) -> None:
    chance = random.Random(2567)
    home = tmp_path / "home"
    acknowledged: dict[int, str] = {}
    for number in range(ROUNDS):
        victim = Victim(write_and_tell, home)
        assert victim.first_word() == "open"
        # Every other time some change is told before: a machine with much to do may not come to one otherwise.
        assert number % 2 or victim.heard.poll(60)
        time.sleep(chance.uniform(0, 0.25))
        acknowledged |= dict(victim.killed())
        store = open_store(home)
        try:
            assert_sound(store)
            there = {change.id: change.hash for change in store.changes()}
        finally:
            store.close()
        assert acknowledged.items() <= there.items()
        # One change may be recorded of which the killed process could tell nobody.
        assert len(there) <= len(acknowledged) + 1
        acknowledged = there
    assert len(acknowledged) >= ROUNDS / 2
    # No generation was ever found damaged: what a kill leaves behind is whole.
    assert not list(home.glob("quarantine/gen-*"))


def test_a_first_start_killed_at_any_moment_can_be_started_again(tmp_path: Path) -> None:
    chance = random.Random(2568)
    for n in range(FIRST_STARTS):
        home = tmp_path / f"home-{n}"
        victim = Victim(open_and_tell, home)
        assert victim.first_word() == "ready"
        time.sleep(chance.uniform(0, 0.15))
        victim.killed()
        store = open_store(home)
        assert store.version == 0
        assert_sound(store)
        store.close()
