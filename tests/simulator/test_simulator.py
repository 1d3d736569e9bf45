"""A short run of the simulator, and that it would notice: the store with a fault loses something or does not open."""

import pytest

from ecodash.disk import Disk
from ecodash.store.journal import Journal
from simulator.machine import SimulatedDisk
from simulator.run import STEPS_EACH, lives

pytestmark = pytest.mark.slow


def wrongs(seed: int, offices: int) -> list[str]:
    return [wrong for _, _, wrong in lives(seed, offices * STEPS_EACH) if wrong]


def test_offices_lose_nothing_through_crashes_and_damage() -> None:
    assert wrongs(1, 6) == []


@pytest.mark.parametrize("seed", [384, 478, 986, 1156, 200151])
def test_offices_whose_home_once_did_not_open(seed: int) -> None:
    assert wrongs(seed, 1) == []


def test_the_same_seed_is_the_same_life() -> None:
    first, second = (next(lives(3, 100))[1] for _ in range(2))
    assert first.counted == second.counted
    assert [c.hash for c in first.acknowledged] == [c.hash for c in second.acknowledged]


def unsynced(disk: SimulatedDisk, *_: object) -> None:
    disk.machine.called(disk.process)


@pytest.mark.parametrize(
    ("owner", "name", "broken"),
    [
        (SimulatedDisk, "_sync", unsynced),
        (SimulatedDisk, "sync_folder", unsynced),
        (Journal, "is_as_left", property(lambda journal: True)),
        (Journal, "_truncate", lambda journal, size: None),
    ],
    ids=["nothing is synced", "no name is synced", "lines of another program are not seen", "nothing is cut off"],
)
def test_a_fault_in_the_store_is_noticed(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, broken: object
) -> None:
    monkeypatch.setattr(owner, name, broken)
    assert any(wrong for _, _, wrong in lives(1, 20 * STEPS_EACH))


def test_the_simulated_disk_has_every_call_of_the_real_one() -> None:
    assert {name for name in vars(Disk) if not name.startswith("_")} <= set(vars(SimulatedDisk))
