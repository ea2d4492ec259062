"""The ways to a register's file: each leaves alone what it need not change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from riskreg import keeping
from riskreg.faults import Trouble
from riskreg.register import Register
from riskreg.store import access, content, file, journal, migrate
from tests.faults.steps import as_first_schema


@pytest.fixture
def older(register: Register) -> Path:
    """A register of the first schema that is not open."""
    register.close()
    as_first_schema(register.path)
    return register.path


def schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("way", [access.reading, access.copied])
def test_an_older_register_is_read_as_if_it_were_new(
    register: Register, older: Path, way: Callable[[Path], AbstractContextManager[Connection]]
) -> None:
    before = older.read_bytes()
    with way(older) as connection:
        assert content.read(connection).contents == register.contents
        assert len(journal.entries(connection)) == 2
        assert not journal.broken(connection)
    assert older.read_bytes() == before
    assert keeping.backups(older) == ()


def test_an_older_register_is_brought_up_to_date_where_it_may_be_written_after_a_backup(older: Path) -> None:
    access.engine_on(older, writable=False).dispose()
    assert (schema(older), keeping.backups(older)) == (1, ())
    access.engine_on(older, writable=True).dispose()
    assert schema(older) == migrate.newest()
    (kept,) = keeping.backups(older)
    assert schema(kept.path) == 1


def test_an_older_register_is_not_touched_when_no_backup_can_be_made(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (older.parent / "fil").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(older.parent / "fil"))
    before = older.read_bytes()
    with pytest.raises(Trouble, match="folder for backups"):
        access.engine_on(older, writable=True)
    assert older.read_bytes() == before


def test_reading_writes_nothing(register: Register) -> None:
    with access.reading(register.path) as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM journal")


def test_a_copy_may_be_changed_without_anybody_noticing(register: Register) -> None:
    before = register.path.read_bytes()
    with access.copied(register.path) as connection:
        connection.exec_driver_sql("DELETE FROM journal")
    assert register.path.read_bytes() == before


def test_two_may_read_while_a_third_writes(register: Register) -> None:
    with access.reading(register.path) as one, access.reading(register.path) as other:
        assert content.read(one) == content.read(other)
    register.undo()
    engine = file.engine_for(register.path, read_only=True)
    with file.reading(engine) as connection:
        assert content.read(connection).contents == register.contents
    engine.dispose()
