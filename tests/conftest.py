"""What the tests share: homes and stores that begin clean and let go at the end."""

import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from streamlit.components.v2 import manifest_scanner

from books import new_store
from ecodash import stores
from ecodash.access import passwords
from ecodash.store.reference import open_demo
from ecodash.store.store import Store
from postgres import Postgres, needed

settings.register_profile(
    "ecodash",
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("ecodash")


# Whoever writes to a store of its own, or asks a server, takes ten times as long as one who only asks.
WITH_A_STORE = {"client", "empty_store", "fresh_store", "home", "store"}


BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # One worker has the browser, and is the last to end unless it begins with it.
    items.sort(key=lambda item: not item.path.is_relative_to(BROWSER))
    for item in items:
        many_examples = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if many_examples or WITH_A_STORE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


# Each run of an AppTest reads the description of every installed package anew, which took half of the time of all
# tests of screens; they do not change meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two more than there are processors: with one more a quarter of their time went by in waiting for servers.

    Quick tests wait for nothing, and each worker takes seconds to collect them all.
    """
    return (os.cpu_count() or 1) + (0 if "not slow" in config.option.markexpr else 2)


def pytest_collection_finish() -> None:
    # Streamlit collects garbage at every run of a script; what is loaded by now stays anyway.
    gc.collect()
    gc.freeze()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty place for the real store of this process."""
    path = tmp_path / "home"
    monkeypatch.setenv("ECODASH_HOME", str(path))
    stores.close_all()
    yield path
    stores.close_all()


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost of a hash is for guessers, not for tests."""
    monkeypatch.setattr(passwords, "_HASHER", passwords.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    monkeypatch.setattr(passwords, "NOBODY", passwords.hashed("nobody"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for all of a run; whoever kills it starts it again."""
    needed()
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as a first start leaves it. Nobody opens it; one's own is a copy."""
    path = tmp_path_factory.mktemp("first") / "home"
    stores.close_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECODASH_HOME", str(path))
        stores.current()
        stores.close_all()
    return path


@pytest.fixture
def real_store(home: Path, first_start: Path) -> Store:
    """The real store as a first start makes it: the reference data and nothing else."""
    shutil.copytree(first_start, home, dirs_exist_ok=True)
    return stores.current()


@pytest.fixture(scope="session")
def demo_store() -> Iterator[Store]:
    """The demonstration store. Nobody writes to it."""
    store = open_demo(stores.DATA / "demo")
    yield store
    store.close()


@pytest.fixture
def empty_store() -> Iterator[Store]:
    """A store without a single row; its today is the real one."""
    store = new_store(reference=False)
    yield store
    store.close()


@pytest.fixture(scope="session")
def plain_store() -> Iterator[Store]:
    """The reference data in memory. Nobody writes to it."""
    store = new_store()
    yield store
    store.close()


@pytest.fixture
def fresh_store() -> Iterator[Store]:
    """The reference data in memory, for one test to write to."""
    store = new_store()
    yield store
    store.close()
