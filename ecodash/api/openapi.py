"""``/openapi.json``: what can be asked and what is answered, made from the one description of every kind of row."""

from typing import Any

from ecodash import __version__
from ecodash.api import flat
from ecodash.api.answers import COLUMNS
from ecodash.api.owed import OWED
from ecodash.api.query import PAGING
from ecodash.domain.kinds import KINDS, Column
from ecodash.domain.vocabulary import Result
from ecodash.facts.selection import PARAMETERS
from ecodash.tables import TABLES

Described = dict[str, Any]

_TYPES: dict[str, Described] = {
    "text": {"type": "string"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "money": {"type": "number", "description": "Baht; 0 is nil, null is not told."},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
}
_PARAMETERS = {
    "area": "Code of an area.",
    "phase": "Code of a phase.",
    "province": "Code or name of a province.",
    "fy": "Fiscal year, Buddhist: 2566.",
    "framework": "Code of a criteria framework.",
    "item": "Code of an item within the framework.",
    "agency": "Code of an agency.",
    "as_of": "The day looked at: ISO, or the code of a meeting.",
    "vs": "The day compared with: ISO, or the code of a meeting.",
    "lang": "th or en: the language of names and sentences.",
    "demo": "1: the demonstration data.",
    "eve": "1: the day of a meeting as it began.",
    "known_at": "As known at this moment: ISO, in UTC; as_of: as known on the day looked at.",
    "from": "First day: ISO, or the code of a meeting. A year before the last when left out.",
    "to": "Last day: ISO, or the code of a meeting. The day looked at when left out.",
    "limit": "At most so many rows; the answer's Link header leads to the next, X-Total-Count says how many there are.",
    "offset": "So many rows are left out before the first.",
    "after": "A number of changes: answered once it is another one, at most six seconds later.",
}
_COUNTS = ("met", "partly_met", "not_met", "not_applicable", "not_assessed", "total")


def description() -> Described:
    """The whole description, OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ecodash",
            "version": __version__,
            "description": (
                "Read-only. What is described here stays: columns and parameters are added, never renamed or taken "
                "away, and codes keep their meaning. An unknown parameter or value is answered 400. Answers have an "
                "ETag: asked with If-None-Match, the same answer is 304. Pages of one reading name a known_at. What is "
                "not recorded is not said to be so: null is not told, not_assessed is without a recorded result, and "
                "no rows are no rows recorded."
            ),
        },
        "paths": {path: {"get": operation} for path, operation in _operations().items()},
        "components": {
            "schemas": {name: _row_schema(name) for name in COLUMNS}
            | {f"{name}_row": _flat_schema(name) for name in flat.FLAT}
            | {"item_state": _item_state(), "counts": _object(dict.fromkeys(_COUNTS, _TYPES["int"]))}
        },
    }


def _operations() -> dict[str, Described]:
    tables = {
        f"/api/v1/{name}.{form}": _asked(f"Rows of {name}.", PARAMETERS, PAGING, answer)
        for name in COLUMNS
        for form, answer in (("json", _rows(name)), ("csv", _text_csv(COLUMNS[name])))
    }
    span = ("from", "to")
    flats = {
        f"/api/v1/{name}.csv": _asked(
            f"{name.title()} of all areas, or of those asked for, one fact a row.",
            PARAMETERS,
            () if name == "status" else span,
            _text_csv(flat.columns(name)),
        )
        for name in flat.FLAT
    }
    return {
        "/healthz": _asked("Whether the store answers.", (), (), _json({"type": "object"})),
        "/api/v1/head.json": _asked("The number of changes.", ("demo",), ("after",), _json(_head())),
        "/api/v1/status.json": _asked("Where every item of one area stands.", PARAMETERS, (), _status()),
        "/api/v1/changes.json": _asked("What changed in one area between two days.", PARAMETERS, span, _changes()),
        "/api/v1/series.json": _asked("One area at every month end.", PARAMETERS, span, _series()),
        "/api/v1/owed.json": _asked("What is owed, the most urgent first.", PARAMETERS, PAGING, _owed()),
        "/api/v1/owed.csv": _asked("What is owed, the most urgent first.", PARAMETERS, PAGING, _text_csv(list(OWED))),
        **flats,
        **tables,
    }


def _asked(summary: str, screens: tuple[str, ...], more: tuple[str, ...], answer: Described) -> Described:
    parameters = [
        {"name": name, "in": "query", "description": _PARAMETERS[name], "schema": {"type": "string"}}
        for name in (*screens, *more)
    ]
    refused = {
        "description": "A parameter or value that is not understood.",
        **_json(_object({"error": _TYPES["text"]})),
    }
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": {"description": summary, **answer}, "400": refused},
    }


def _json(schema: Described) -> Described:
    return {"content": {"application/json": {"schema": schema}}}


def _text_csv(columns: tuple[str, ...] | list[str]) -> Described:
    told = "UTF-8 with a byte-order mark. Columns: " + ", ".join(columns)
    return {"content": {"text/csv": {"schema": {"type": "string", "description": told}}}}


def _object(properties: Described) -> Described:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _listed(schema: Described) -> Described:
    return {"type": "array", "items": schema}


def _rows(name: str) -> Described:
    head = {"demo": {"type": "boolean"}, "as_of": _TYPES["date"]}
    return _json(_object(head | {"rows": _listed({"$ref": f"#/components/schemas/{name}"})}))


def _head() -> Described:
    return _object({"changes": _TYPES["int"]})


def _of_area() -> Described:
    return {"demo": {"type": "boolean"}, "area": _TYPES["text"], "framework": _TYPES["text"]}


def _status() -> Described:
    told = _of_area() | {"as_of": _TYPES["date"], "known_at": _or_null(_TYPES["moment"])}
    told |= {"counts": {"$ref": "#/components/schemas/counts"}}
    return _json(_object(told | {"items": _listed({"$ref": "#/components/schemas/item_state"})}))


def _changes() -> Described:
    result = {"type": "string", "enum": list(Result)}
    row = {"item": _TYPES["text"], "from": result, "to": result, "effective_on": _or_null(_TYPES["date"])}
    row |= {"recorded_at": _or_null(_TYPES["moment"]), "by": _or_null(_TYPES["text"])}
    return _json(_object(_of_area() | _days() | {"rows": _listed(_object(row))}))


def _series() -> Described:
    row = {"month": _TYPES["date"]} | dict.fromkeys(_COUNTS, _TYPES["int"])
    return _json(_object(_of_area() | _days() | {"rows": _listed(_object(row))}))


def _owed() -> Described:
    counts = _object(dict.fromkeys(("owed", "late", "unassigned"), _TYPES["int"]))
    head = {"demo": {"type": "boolean"}, "as_of": _TYPES["date"], "known_at": _or_null(_TYPES["moment"])}
    described = TABLES["owed"].by_name
    row = {name: _column(described.get(name, Column(name)), False) for name in OWED}
    return _json(_object(head | {"counts": counts, "rows": _listed(_object(row))}))


def _days() -> Described:
    return {"from": _TYPES["date"], "to": _TYPES["date"]}


def _item_state() -> Described:
    row = {"item": _TYPES["text"], "result": {"type": "string", "enum": list(Result)}}
    row |= {"effective_on": _or_null(_TYPES["date"]), "recorded_at": _or_null(_TYPES["moment"])}
    row |= {"evidence": _TYPES["int"], "agency": _or_null(_TYPES["text"])}
    return _object(row | {"due_on": _or_null(_TYPES["date"]), "days_late": _or_null(_TYPES["int"])})


def _row_schema(name: str) -> Described:
    """The row of a table: each column as its kind describes it."""
    kind = next(kind for kind in KINDS.values() if kind.plural == name)
    columns = {c: kind.sheet_columns.get(c) or kind.by_name.get(c) or Column(c, "int") for c in COLUMNS[name]}
    return _object({name: _column(column, name in kind.key) for name, column in columns.items()})


def _flat_schema(name: str) -> Described:
    table = TABLES[name]
    return _object({c: _column(table.by_name.get(c, Column(c)), False) for c in flat.columns(name)})


def _column(column: Column, is_key: bool) -> Described:
    """Codes of a closed list are named; those of an open one may be joined by others."""
    if isinstance(column.type, type):
        told: Described = {"type": "string", "enum": list(column.type)}
    else:
        told = dict(_TYPES[column.type])
    if column.refers:
        told["description"] = f"Code of a row of {KINDS[column.refers].plural}."
    return told if is_key else _or_null(told)


def _or_null(schema: Described) -> Described:
    told = schema | {"type": [schema["type"], "null"]}
    return told | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})
