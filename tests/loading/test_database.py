"""Opening databases: migrations, versions, what cannot be opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url, text

from newsfacts.errors import NewsfactsError
from newsfacts.loading import Database
from newsfacts.loading.database import VERSION_TABLE
from newsfacts.loading.schema import metadata


def test_migrations_make_the_tables_of_the_schema(database_url: str) -> None:
    with Database.open(database_url, create=True) as database, database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        differences = compare_metadata(context, metadata)
        assert [difference for difference in differences if "remove_table" not in str(difference[0])] == []
        assert set(inspect(connection).get_view_names()) == {"v_quotes", "v_results"}


def test_foreign_keys_hold(database_url: str) -> None:
    with Database.open(database_url, create=True) as database, pytest.raises(NewsfactsError, match=r"(?i)foreign key"):  # noqa: SIM117
        with database.reporting(), database.writing() as connection:
            connection.execute(text("INSERT INTO spans VALUES ('a', 'b', 0, 'person', 'none', 0, 1, 'x')"))


def test_opening_twice_changes_nothing(database_url: str) -> None:
    for _ in range(2):
        with Database.open(database_url, create=True) as database:
            assert inspect(database.engine).has_table("quotes")
    with Database.open(database_url) as database:
        assert inspect(database.engine).has_table("quotes")


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NewsfactsError, match=r"none\.db: no such database; make one with newsfacts load FACTS --db"):
        Database.open(str(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_facts(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()
    before = (tmp_path / "other.db").read_bytes()
    with pytest.raises(NewsfactsError, match="no facts have been loaded; load some with newsfacts load"):
        Database.open(str(tmp_path / "other.db"))
    assert (tmp_path / "other.db").read_bytes() == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text("{}\n" * 100)
    with pytest.raises(NewsfactsError, match="file is not a database; check the database and its address"):
        Database.open(str(path), create=True)
    assert path.read_text() == "{}\n" * 100


def test_a_database_whose_tables_are_somebody_elses(database_url: str) -> None:
    engine = create_engine(make_url(database_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE quotes (mine TEXT)"))
    with pytest.raises(NewsfactsError, match=r"already exists.*; name a database of their own"):
        Database.open(database_url, create=True)
    assert inspect(engine).get_table_names() == ["quotes"]  # nothing half-made is left
    engine.dispose()


def test_a_database_of_a_newer_version(database_url: str) -> None:
    with Database.open(database_url, create=True) as database, database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    for create in (True, False):
        with pytest.raises(NewsfactsError, match=r"made by a newer newsfacts \(schema 9999\); install that one"):
            Database.open(database_url, create=create)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("mysql://root:secret@localhost/x", r"mysql://root:\*\*\*@localhost/x: neither an SQLite file nor PostgreSQL"),
        ("sqlite://", "neither an SQLite file nor PostgreSQL"),
        ("://", "no address of a database"),
        ("nonsense://x/y", "neither an SQLite file nor PostgreSQL"),
        ("postgresql://u:secret@127.0.0.1:1/x", r"postgresql\+psycopg://u:\*\*\*@127.0.0.1:1/x: connection failed"),
        ("postgres://u:secret@127.0.0.1:1/x", r"postgresql\+psycopg://u:\*\*\*@127.0.0.1:1/x: connection failed"),
        ("/nowhere/at/all/facts.db", "unable to open database file"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, message: str) -> None:
    with pytest.raises(NewsfactsError, match=message) as caught:
        Database.open(address, create=True)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
