"""A database of facts: SQLite or PostgreSQL, opened and brought to the present schema.

>>> from newsfacts.loading.database import Database
>>> with Database.open("facts.db", create=True) as database:
...     database.url
'sqlite:///facts.db'
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import orjson
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from newsfacts.errors import NewsfactsError

VERSION_TABLE = "newsfacts_version"
_WAIT_SECONDS = 120  # for another process that is writing
_CACHE_KIB = 256 * 1024
_PAGES_BETWEEN_CHECKPOINTS = 20_000


@dataclass(frozen=True, slots=True)
class Database:
    """An open database; `url` is for messages and shows no password."""

    engine: Engine
    url: str

    @classmethod
    def open(cls, url: str, *, create: bool = False, migrate: bool = False) -> Database:
        """Open a database.

        Args:
            url: an SQLAlchemy URL, or the name of an SQLite file.
            create: make what is missing: the file, the tables, the present version of the schema.
            migrate: bring a database that an older version made to the present schema.

        Raises:
            NewsfactsError: there is no such database, or it is not one of facts.
        """
        engine = _engine(url, writing=create or migrate)
        database = cls(engine, engine.url.render_as_string(hide_password=True))
        path = engine.url.database
        if engine.dialect.name == "sqlite" and not create and not (path and Path(path).is_file()):
            raise NewsfactsError(f"{path}: no such database; make one with newsfacts load FACTS --db {path}")
        try:
            with database.reporting():
                database._bring_up_to_date() if create else database._check_version(migrate)
        except BaseException:
            engine.dispose()
            raise
        return database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.engine.dispose()

    @property
    def is_postgres(self) -> bool:
        """Whether it is PostgreSQL, and not SQLite."""
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Turn what the database refuses into one line."""
        try:
            yield
        except DBAPIError as error:
            raise NewsfactsError(f"{self.url}: {first_line(error)}; check the database and its address") from error

    @contextmanager
    def writing(self, *locks: str) -> Iterator[Connection]:
        """A transaction that others do not write beside: none at all in SQLite, none of one lock in PostgreSQL."""
        with self.engine.connect() as connection:
            if not self.is_postgres:
                connection.execution_options(newsfacts_writing=True)
            with connection.begin():
                if self.is_postgres:
                    keys = (hashlib.blake2b(lock.encode(), digest_size=8).digest() for lock in locks)
                    numbers = sorted(int.from_bytes(key, signed=True) for key in keys)  # one order: no deadlock
                    for number in numbers:
                        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
                yield connection

    def _bring_up_to_date(self) -> None:
        with self.writing(VERSION_TABLE) as connection:
            if self._version(connection) == _newest():
                return
            self._refuse_unknown(connection)
            config = _config()
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except DBAPIError as error:
                raise NewsfactsError(
                    f"{self.url}: the tables cannot be made ({first_line(error)}); name a database of their own"
                ) from error

    def _check_version(self, migrate: bool) -> None:
        with self.engine.connect() as connection:
            self._refuse_unknown(connection)
            found = self._version(connection)
        if found is None:
            raise NewsfactsError(f"{self.url}: no facts have been loaded; load some with newsfacts load")
        if found != _newest() and not migrate:
            raise NewsfactsError(f"{self.url}: made by an older newsfacts; newsfacts link brings it up to date")
        if found != _newest():
            self._bring_up_to_date()

    def _version(self, connection: Connection) -> str | None:
        if not inspect(connection).has_table(VERSION_TABLE):
            return None
        return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()

    def _refuse_unknown(self, connection: Connection) -> None:
        found = self._version(connection)
        known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
        if found is not None and found not in known:
            raise NewsfactsError(f"{self.url}: made by a newer newsfacts (schema {found}); install that one")


def first_line(error: DBAPIError) -> str:
    """What the database itself says, in one line."""
    return (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "newsfacts:loading/migrations")
    config.set_main_option("path_separator", "os")
    return config


def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _engine(address: str, *, writing: bool) -> Engine:
    try:
        url = make_url(address if "://" in address else f"sqlite:///{address}")
    except ArgumentError as error:
        raise NewsfactsError(f"{address}: no address of a database; write sqlite:///facts.db") from error
    if url.get_backend_name() in ("postgresql", "postgres"):  # many hosts write the short form
        url = url.set(drivername="postgresql+psycopg")
    elif url.get_backend_name() != "sqlite" or not url.database:
        shown = url.render_as_string(hide_password=True)
        raise NewsfactsError(f"{shown}: neither an SQLite file nor PostgreSQL; write sqlite:///facts.db")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        engine = create_engine(url, json_serializer=_to_json, json_deserializer=orjson.loads)
    except (ImportError, NoSuchModuleError) as error:
        raise NewsfactsError("PostgreSQL needs psycopg; install it: pip install 'newsfacts[postgres]'") from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        if writing:
            event.listen(engine, "connect", _write_quickly)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _to_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _set_up_sqlite(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, tables included
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")


def _write_quickly(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    with suppress(sqlite3.OperationalError):  # another process may be at it; the mode stays in the file
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # Ids are hashes, so new rows go to pages all over the indices: keep many, and write them back seldom.
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_BETWEEN_CHECKPOINTS}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes then would fail instead of waiting for another writer.
    writing = connection.get_execution_options().get("newsfacts_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
