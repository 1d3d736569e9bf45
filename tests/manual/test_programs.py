"""What other programs are told: every question by name, and examples that do what they say."""

import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import stores
from ecodash.api import openapi
from ecodash.language.text import LANGUAGES
from ecodash.web import api, documents, help_pages
from survey import AREA, surveyed_store


@pytest.fixture
def client(home: Path) -> Iterator[TestClient]:
    stores.use(surveyed_store())
    with TestClient(Starlette(routes=[*api.routes, *documents.routes, *help_pages.routes])) as client:
        yield client


def example(html: str, name: str) -> str:
    found = re.search(rf'<code id="{name}">(.*?)</code>', html, re.DOTALL)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_and_column_is_told_without_a_script(client: TestClient, lang: str) -> None:
    answer = client.get(f"/help/programs?lang={lang}")
    assert answer.status_code == 200
    told = openapi.description()
    for path in told["paths"]:
        assert f'href="{path}"' in answer.text, path
    for column in told["components"]["schemas"]["activities"]["properties"]:
        assert f"<code>{column}</code>" in answer.text
    assert "<script" not in answer.text


def test_the_examples_answer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    html = client.get("http://dashboard/help/programs").text
    addresses = example(html, "excel").split() + re.findall(r'"(http[^"]+)"', example(html, "power_bi"))
    assert len(addresses) == 3
    for address in addresses:
        assert client.get(address).status_code == 200, address
    # 65001 is UTF-8.
    assert client.get(addresses[-1]).content.startswith("\ufeff".encode())
    read = pd.read_csv
    monkeypatch.setattr(pd, "read_csv", lambda address: read(io.BytesIO(client.get(address).content)))
    known: dict[str, Any] = {}
    exec(example(html, "python"), known)
    assert known["met"].to_dict() == {AREA: 1}
