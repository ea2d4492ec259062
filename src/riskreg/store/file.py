"""A `.riskreg` file as SQLite: recognised, opened, written.  All that is particular to SQLite is here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from riskreg.faults import Trouble
from riskreg.files import is_there
from riskreg.texts import N_

APPLICATION_ID = 0x52524547  # "RREG"
_WAIT = 3000  # milliseconds for another program to finish writing

_OURS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    f"PRAGMA busy_timeout={_WAIT}",
)
# Measured: a write-ahead log loses acknowledged edits when a sync client copies the file alone, and
# anything less than EXTRA loses them in a power cut.
_DURABLE = ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=EXTRA")

NOT_OURS = N_("{path} is not a riskreg register. Choose a file that riskreg made (ending in .riskreg).")


def engine_for(path: Path, *, create: bool = False, read_only: bool = False) -> Engine:
    """An engine on one connection to the file.  Nothing is written, and nothing made unless `create`."""
    mode = "ro" if read_only else "rwc" if create else "rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,  # the begin is ours, below
            check_same_thread=False,
        )
        try:
            for pragma in _OURS:
                connection.execute(pragma)
            if create or (not read_only and _is_ours(connection)):  # another program's file keeps its ways
                for pragma in _DURABLE:
                    connection.execute(pragma)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def _is_ours(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,))


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


def look(path: Path) -> None:
    """Raise Trouble when there is no file to open at the path.  The file itself is not opened."""
    if not is_there(path):
        raise Trouble(N_("There is no file {path}. Check the name, or make a new register."), path=path)
    if path.is_dir():
        raise Trouble(N_("{path} is a folder. Choose a register file in it."), path=path)
    if path.stat().st_size == 0:
        raise Trouble(N_("{path} is empty, not a register. Choose another file or a backup."), path=path)


def identity(connection: Connection) -> tuple[int, int]:
    """The file's application id and schema version."""
    return _pragma(connection, "application_id"), _pragma(connection, "user_version")


def identify(connection: Connection, schema: int) -> None:
    """Mark the file as a register of ours with this schema version."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID:d}")
    connection.exec_driver_sql(f"PRAGMA user_version={schema:d}")


def last_numbers(connection: Connection) -> dict[str, int]:
    """The highest id ever given in each table; a table that never had a row is missing."""
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    return {row.name: row.seq for row in rows}


def _keep_numbers(connection: Connection, given: dict[str, int]) -> None:
    """A rebuilt table knows only the ids that are still in it; those of removed records stay taken."""
    for table, number in given.items():
        for statement in (
            "DELETE FROM sqlite_sequence WHERE name = :table",
            "INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)",
        ):
            connection.execute(text(statement), {"table": table, "number": number})


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


@contextmanager
def saying(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into a sentence."""
    try:
        yield
    except DBAPIError as error:
        raise sentence(error.orig, path) from error
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise sentence(error, path) from error


_SENTENCES = {
    sqlite3.SQLITE_NOTADB: NOT_OURS,
    sqlite3.SQLITE_CORRUPT: N_(
        "{path} is damaged and cannot be read. Close it and open a copy or a backup of it."
    ),
    sqlite3.SQLITE_BUSY: N_(
        "Another program is using {path}, so nothing was saved. Close it there, then try again."
    ),
    sqlite3.SQLITE_READONLY: N_(
        "{path} may only be read, so nothing was saved. "
        "Make the file writable, or copy it to a folder of yours."
    ),
    sqlite3.SQLITE_FULL: N_("The disk is full, so nothing was saved. Free some space, then try again."),
    sqlite3.SQLITE_CANTOPEN: N_(
        "{path} cannot be opened. Check that the folder is there and that you may use it."
    ),
    sqlite3.SQLITE_IOERR: N_(
        "The disk that holds {path} cannot be read or written, so nothing was saved. "
        "Check that it is still connected."
    ),
}

# What SQLite says of damage that it does not recognise as such: our own statements fit a whole file.
_DAMAGED = ("no such table", "no such column", "Could not decode to UTF-8")


def sentence(error: BaseException | None, path: Path) -> BaseException:
    """The Trouble that an error of SQLite amounts to; an error that is none of these stays itself."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and (known := _SENTENCES.get(code & 0xFF)):
        return Trouble(known, path=path)
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_DAMAGED):
        return Trouble(_SENTENCES[sqlite3.SQLITE_CORRUPT], path=path)
    return error or RuntimeError("no cause given")
