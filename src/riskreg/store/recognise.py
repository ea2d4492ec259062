"""Whether a file is a register that this program can open.  The file is only looked at, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from riskreg.faults import Trouble
from riskreg.files import is_there
from riskreg.store import migrate, saying
from riskreg.store.file import APPLICATION_ID
from riskreg.store.tables import JOURNAL, METADATA
from riskreg.texts import N_

_OLDEST = 1  # schema version
_ANY_AGE = {JOURNAL.name, "plan", "organisation"}  # tables that every schema has


def look(path: Path) -> None:
    """Trouble when there is no register at the path, or it is not for this program."""
    if not is_there(path):
        raise Trouble(N_("There is no file {path}. Check the name, or make a new register."), path=path)
    if path.is_dir():
        raise Trouble(N_("{path} is a folder. Choose a register file in it."), path=path)
    if not path.is_file():
        raise Trouble(saying.NOT_OURS, path=path)
    if path.stat().st_size == 0:
        raise saying.Damaged(
            N_("{path} is empty, not a register. Choose another file or a backup."), path=path
        )
    with saying.reading(path):
        application, schema = _identity(path)
    _refuse_others(path, application, schema)


def lacking(connection: Connection, path: Path) -> int:
    """How many migrations a register lacks that was looked at.  Trouble when it lacks tables of ours, or
    holds program code that is none of ours."""
    schema = _pragma(connection, "user_version")  # anew: what stood in its head may have been unfinished
    _refuse_others(path, _pragma(connection, "application_id"), schema)
    found = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema").all()
    if code := next(_code(found), None):
        raise Trouble(
            N_(
                "{path} holds program code that riskreg never writes ({name}), so it is not opened. "
                "Ask whoever had the file last, or bring back a backup."
            ),
            path=path,
            name=code,
        )
    lacks = migrate.newest() - schema
    tables = {name for kind, name, _sql in found if kind == "table"}
    if (_ANY_AGE if lacks else METADATA.tables.keys()) - tables:
        raise saying.Damaged(saying.DAMAGED, path=path)
    return lacks


def _refuse_others(path: Path, application: int, schema: int) -> None:
    if application != APPLICATION_ID or schema < _OLDEST:
        raise Trouble(saying.NOT_OURS, path=path)
    if schema > migrate.newest():
        raise Trouble(
            N_(
                "{path} was made by a newer riskreg. Install the newer version to open it; "
                "nothing was changed."
            ),
            path=path,
        )


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _code(found: Iterable[Any]) -> Iterator[str]:
    """Triggers, views and virtual tables: what could run as the register is read or written."""
    for kind, name, sql in found:
        if kind in ("trigger", "view") or str(sql).upper().startswith("CREATE VIRTUAL"):
            yield f"{kind} {name}"


def _identity(path: Path) -> tuple[int, int]:
    """The application id and schema version in the file's head, past all locks and unfinished changes.

    As immutable, even another program's file is left alone, and so is what lies beside it; with the writable
    schema (nothing is written) SQLite does not mind a file that an unfinished change left too short.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        (application,) = raw.execute("PRAGMA application_id").fetchone()
        (schema,) = raw.execute("PRAGMA user_version").fetchone()
    return application, schema
