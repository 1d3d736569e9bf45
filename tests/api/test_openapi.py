"""What /openapi.json says is what is answered, and what was said once stays."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import stores
from ecodash.api import openapi
from ecodash.api.answers import COLUMNS
from ecodash.store.store import Store
from ecodash.web.api import routes
from survey import AREA, surveyed_store

SAID = openapi.description()
# What other programs rest on: the columns of version 0.2.0, in their order. Others may join them.
PROMISED = json.loads((Path(__file__).parent / "promised.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def client(demo_store: Store) -> Iterator[TestClient]:
    stores.close_all()
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)))
    stores.use(demo_store, demo=True)
    with TestClient(Starlette(routes=routes)) as client:
        yield client
    stores._stores.clear()


def fits(value: Any, schema: dict[str, Any], where: str) -> None:
    """Enough of JSON Schema for what we say of ourselves."""
    if "$ref" in schema:
        schema = SAID["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    allowed = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kinds = {str: "string", bool: "boolean", int: "integer", float: "number", dict: "object", list: "array"}
    found = "null" if value is None else kinds[type(value)]
    assert found in allowed or (found == "integer" and "number" in allowed), (where, value, allowed)
    if "enum" in schema:
        assert value in schema["enum"], (where, value)
    if found == "object" and "properties" in schema:
        assert set(value) == set(schema["properties"]), where
        for name, part in schema["properties"].items():
            fits(value[name], part, f"{where}.{name}")
    for each in value if found == "array" else ():
        fits(each, schema["items"], f"{where}[]")


@pytest.mark.parametrize("path", SAID["paths"])
def test_every_address_answers_as_it_is_described(client: TestClient, path: str) -> None:
    asked = f"{path}?demo=1" + (
        f"&area={AREA}" if path.endswith(("status.json", "changes.json", "series.json")) else ""
    )
    answer = client.get(asked if path != "/healthz" else path)
    assert answer.status_code == 200
    ((media, told),) = SAID["paths"][path]["get"]["responses"]["200"]["content"].items()
    assert answer.headers["content-type"].startswith(media)
    if media == "application/json":
        fits(answer.json(), told["schema"], path)
    else:
        assert answer.content.startswith(b"\xef\xbb\xbf")
        columns = answer.text.removeprefix("\ufeff").splitlines()[0].split(",")
        assert told["schema"]["description"].endswith("Columns: " + ", ".join(columns))


FEW = (
    "status.json",
    "status.csv",
    "changes.json",
    "changes.csv",
    "series.json",
    "series.csv",
    "areas.json",
    "items.csv",
)


@pytest.mark.parametrize("path", [f"/api/v1/{file}" for file in FEW])
def test_every_parameter_that_is_named_is_known_and_no_other(client: TestClient, path: str) -> None:
    values = {"lang": "en", "demo": "1", "from": "2023-10-01", "to": "2024-02-12", "as_of": "2024-02-12"}
    for parameter in SAID["paths"][path]["get"]["parameters"]:
        if parameter["name"] in values:
            asked = {"demo": "1", "area": AREA, parameter["name"]: values[parameter["name"]]}
            assert client.get(path, params=asked).status_code == 200, parameter
    assert client.get(f"{path}?nothing=1").status_code == 400


def test_the_flat_files_hold_all_areas_and_begin_with_the_area(client: TestClient, demo_store: Store) -> None:
    rows = list(
        csv.DictReader(io.StringIO(client.get("/api/v1/status.csv?demo=1&lang=en").text.removeprefix("\ufeff")))
    )
    assert next(iter(rows[0])) == "area"
    assert len({row["area"] for row in rows}) > 5
    assert {row["area_name"] for row in rows if row["area"] == AREA} == {"Ban Klang"}
    spans = client.get(f"/api/v1/changes.csv?demo=1&area={AREA}&from=2023-01-01&to=2024-02-29").text
    told = client.get(f"/api/v1/changes.json?demo=1&area={AREA}&from=2023-01-01&to=2024-02-29").json()["rows"]
    assert [row["item"] for row in csv.DictReader(io.StringIO(spans.removeprefix("\ufeff")))] == [
        r["item"] for r in told
    ]
    months = client.get(f"/api/v1/series.csv?demo=1&area={AREA}&from=2024-01-01&to=2024-02-29").text
    assert {row["month_end"] for row in csv.DictReader(io.StringIO(months.removeprefix("\ufeff")))} == {
        "2024-01-31",
        "2024-02-29",
    }


def test_what_was_promised_is_there_still_and_in_its_order(client: TestClient) -> None:
    assert set(PROMISED["paths"]) <= set(SAID["paths"])
    for name, columns in PROMISED["columns"].items():
        assert [column for column in COLUMNS[name] if column in columns] == columns
    answer = client.get("/openapi.json")
    assert answer.json() == json.loads(json.dumps(SAID))
