"""Three dashboards over one shared record: each shows what any of them records, whoever is killed meanwhile."""

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.opening import open_store
from ecodash.store.shared import SharedRecord
from homes import assert_sound, observed
from postgres import Postgres
from server import free_port, start, wait_until_up

pytestmark = pytest.mark.slow


def health(port: int) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def test_three_dashboards_one_record(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = postgres.fresh("eco")
    monkeypatch.setenv("ECODASH_STORE", address)
    ports = [free_port() for _ in range(3)]
    running = [start(port, tmp_path / f"home-{port}") for port in ports]
    # Starting at the same moment over an empty database, they bring in the reference rows once.
    for port, process in zip(ports, running, strict=True):
        wait_until_up(port, process)
    writer = open_store(tmp_path / "writer", shared=SharedRecord(address))
    writer.follow()
    try:
        until(lambda: {health(port)["changes"] for port in ports} == {1})

        def record(n: int) -> int:
            return writer.commit(Act("สมหญิง", Means.EDIT), [observed(n)]).id

        last = record(1)
        until(lambda: all(health(port)["changes"] == last for port in ports))

        running[1].kill()
        running[1].communicate()
        last = record(2)
        until(lambda: health(ports[0])["changes"] == health(ports[2])["changes"] == last)
        running[1] = start(ports[1], tmp_path / f"home-{ports[1]}")
        wait_until_up(ports[1], running[1])
        until(lambda: health(ports[1])["changes"] == last)

        postgres.kill()
        until(lambda: all(health(port)["shared"] == "shared_away" for port in ports))
        assert all(health(port)["changes"] == last for port in ports)
        postgres.start()
        last = record(3)
        until(lambda: all((health(port)["changes"], health(port)["shared"]) == (last, "ok") for port in ports))
        assert_sound(writer)
    finally:
        writer.close()
        for process in running:
            process.terminate()
        for process in running:
            process.communicate(timeout=30)
