"""A small province, and the desk opened over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from copies import store_as
from ecodash import stores
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from forms import SECRETARY, SHELL, Open


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    store = store_as(_small_province)
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))
    monkeypatch.setattr(stores, "_stores", {False: store, True: store})
    yield store
    store.close()


def _small_province(store: Store) -> None:
    rows = [
        ("province", {"code": "lamphun", "name_th": "ลำพูน"}),
        ("area", {"code": "a", "name_th": "พื้นที่หนึ่ง", "province": "lamphun"}),
        ("framework", {"code": "diw-eit-basic12", "name_th": "เกณฑ์"}),
        ("item", {"framework": "diw-eit-basic12", "item": "1", "type": "mandatory", "position": 1}),
        ("item", {"framework": "diw-eit-basic12", "item": "2", "type": "mandatory", "position": 2}),
        ("agency", {"code": "tesaban", "name_th": "เทศบาล"}),
        ("body", {"code": "wg", "name_th": "คณะทำงาน", "tier": 1, "area": "a"}),
    ]  # fmt: skip
    store.commit(Act("ecodash", Means.REFERENCE), rows)


@pytest.fixture
def opened(store: Store, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_screen(screen: str, who: Principal = SECRETARY, **query: str) -> AppTest:
        monkeypatch.setattr("ecodash.ui.signed_in.principal", lambda store: who)
        at = AppTest.from_file(str(SHELL), default_timeout=30)
        at.switch_page(f"../pages/{screen}.py")
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception
        return at

    return open_screen
