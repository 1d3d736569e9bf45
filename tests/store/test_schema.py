"""The tables are what kinds.KINDS says: column by column, with types that hold the values."""

import pytest

from ecodash.domain.kinds import KINDS
from ecodash.store import database as database_module
from ecodash.store.store import Store

TYPES = {
    "text": "VARCHAR",
    "int": "INTEGER",
    "number": "DECIMAL(18,6)",
    "money": "DECIMAL(18,2)",
    "date": "DATE",
}
OWN = [("rev", "BIGINT"), ("change_id", "BIGINT"), ("recorded_at", "TIMESTAMP"), ("key", "VARCHAR")]


def columns_of(store: Store, table: str) -> list[tuple[str, str, str]]:
    """Name, type and whether nothing may stand there, of every column in order."""
    with store._database._connection.cursor() as cursor:
        return [row[:3] for row in cursor.execute(f"describe {table}").fetchall()]


@pytest.mark.parametrize("name", KINDS)
def test_a_table_has_exactly_the_columns_of_its_kind(name: str, empty_store: Store) -> None:
    kind = KINDS[name]
    wanted = OWN + [(c, TYPES[t] if isinstance(t, str) else "VARCHAR") for c, t in kind.all_columns.items()]
    columns = columns_of(empty_store, name)
    # A later migration adds its columns at the end, wherever KINDS names them.
    assert sorted((column, type_) for column, type_, _ in columns) == sorted(wanted)
    assert [(column, type_) for column, type_, _ in columns[: len(OWN)]] == OWN
    needed = {column for column, _, null in columns if null == "NO"}
    assert needed == {"rev", "change_id", "recorded_at", "key", *kind.key}


def test_there_is_no_table_beside_the_kinds_the_acts_and_what_is_worked_out_from_them(empty_store: Store) -> None:
    with empty_store._database._connection.cursor() as cursor:
        tables = {row[0] for row in cursor.execute("select table_name from duckdb_tables()").fetchall()}
    assert tables == {*KINDS, "change", "voided", "name_apart", "span", "span_head", "schema_version"}


def test_the_key_columns_come_first_and_no_plural_is_used_twice() -> None:
    for kind in KINDS.values():
        assert tuple(kind.columns)[: len(kind.key)] == kind.key
    assert len({kind.plural for kind in KINDS.values()}) == len(KINDS)


def test_every_migration_has_a_number_of_its_own() -> None:
    numbers = [int(path.name.split("_")[0]) for path in database_module._MIGRATIONS]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == database_module.SCHEMA_VERSION


def test_a_migration_that_came_late_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    *earlier, late, newest = database_module._MIGRATIONS
    database = database_module.Database(None)
    monkeypatch.setattr(database_module, "_MIGRATIONS", [*earlier, newest])
    database.migrate()
    monkeypatch.setattr(database_module, "_MIGRATIONS", [*earlier, late, newest])
    database.migrate()
    with database._connection.cursor() as cursor:
        versions = cursor.execute("select version from schema_version order by version").fetchall()
    assert [version for (version,) in versions] == [
        int(path.name.split("_")[0]) for path in database_module._MIGRATIONS
    ]
    database.close()


def test_migrating_twice_changes_nothing(empty_store: Store) -> None:
    before = [columns_of(empty_store, kind) for kind in KINDS]
    empty_store._database.migrate()
    assert [columns_of(empty_store, kind) for kind in KINDS] == before
