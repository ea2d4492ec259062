"""A `.riskreg` file as SQLite: opened, read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, text

APPLICATION_ID = 0x52524547  # "RREG"
_WAIT = 3000  # milliseconds for another program to finish writing

_OURS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    f"PRAGMA busy_timeout={_WAIT}",
)
# Measured: a write-ahead log loses acknowledged edits when a sync client copies the file alone, and
# anything less than EXTRA loses them in a power cut.
_DURABLE = ("PRAGMA synchronous=EXTRA", "PRAGMA journal_mode=DELETE")


def engine_for(path: Path, *, create: bool = False, read_only: bool = False) -> Engine:
    """An engine on one connection to the file, which must be a register of ours.  Nothing is made unless
    `create`.  `read_only` writes nothing but what mends a change that a crash interrupted."""

    def connect() -> sqlite3.Connection:
        pragmas = (*_OURS, "PRAGMA query_only=ON") if read_only else (*_OURS, *_DURABLE)
        return _connected(f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}", pragmas)

    return _engine(connect)


def in_memory(path: Path) -> Engine:
    """An engine on a copy of the file in memory, which may be changed without anybody noticing."""

    def connect() -> sqlite3.Connection:
        copy = _connected("file::memory:", _OURS)
        with closing(_connected(f"{path.absolute().as_uri()}?mode=rw", _OURS)) as source:
            source.backup(copy)
        return copy

    return _engine(connect)


def _engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _connected(uri: str, pragmas: Iterable[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,  # the begin is ours, below
        check_same_thread=False,
    )
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the file."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that holds the only right to write; committed at the end, undone on any error."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        yield connection


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """As `writing`, but a table that others point to may be replaced; the links are checked at the end."""
    _outside_transaction(engine, "PRAGMA foreign_keys=OFF")
    try:
        with writing(engine) as connection:
            given = last_numbers(connection)
            yield connection
            _keep_numbers(connection, given)
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise sqlite3.IntegrityError(f"a row of {broken[0]} points to nothing")
    finally:
        _outside_transaction(engine, "PRAGMA foreign_keys=ON")


def _outside_transaction(engine: Engine, pragma: str) -> None:
    connection = engine.raw_connection()
    connection.cursor().execute(pragma)
    connection.close()


def identify(connection: Connection, schema: int) -> None:
    """Mark the file as a register of ours with this schema version."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID:d}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema:d}")


def last_numbers(connection: Connection) -> dict[str, int]:
    """The highest id ever given in each table; a table that never had a row is missing."""
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    return {row.name: row.seq for row in rows if isinstance(row.seq, int)}


def is_well_formed(connection: Connection) -> bool:
    """Whether SQLite finds its own structure whole: pages, tables and indexes."""
    return connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() == "ok"


def raw(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, for what only SQLite can: backups and texts that are none."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def read_any_text(connection: Connection) -> None:
    """From now on read even texts whose bytes are no UTF-8: the row's digest tells that it is damaged."""
    raw(connection).text_factory = lambda told: told.decode("utf-8", "replace")


def _keep_numbers(connection: Connection, given: dict[str, int]) -> None:
    """A rebuilt table knows only the ids that are still in it; those of removed records stay taken."""
    for table, number in given.items():
        for statement in (
            "DELETE FROM sqlite_sequence WHERE name = :table",
            "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)",
        ):
            connection.execute(text(statement), {"table": table, "number": number})
