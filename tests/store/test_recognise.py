"""What is opened and what is not: each refusal has its sentence, and no file is touched by it.

Files of other programs, empty, cut off and newer ones are in `test_file`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from riskreg.faults import Trouble
from riskreg.keeping import examine
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store import file, migrate, recognise
from riskreg.store.saying import Damaged
from riskreg.store.snapshot import snapshot
from tests.builders import a_register
from tests.faults.steps import as_first_schema


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with closing(a_register(tmp_path_factory.mktemp("whole"), points=2)) as register:
        return register.path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """A register that is not open."""
    return Path(shutil.copy(whole, tmp_path / "namnden.riskreg"))


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def refused(path: Path) -> Trouble:
    """With what the file is refused, whichever way it is read, while it stays as it is."""
    before = path.read_bytes()
    with pytest.raises(Trouble) as opening:
        open_register(path)
    for way in (lambda: open_register(path, for_reading=True), lambda: snapshot(path)):
        with pytest.raises(Trouble) as otherwise:
            way()
        assert str(otherwise.value) == str(opening.value)
    with pytest.raises(Trouble):
        examine(path, lambda _done, _total: None)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    return opening.value


# ------------------------------------------------------------------ code of others
@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("CREATE TRIGGER spion AFTER UPDATE ON plan BEGIN DELETE FROM journal; END", "trigger spion"),
        ("CREATE VIEW utsikt AS SELECT * FROM plan", "view utsikt"),
        ("CREATE VIRTUAL TABLE sok USING fts5(text)", "table sok"),
    ],
)
def test_a_file_with_code_of_others_is_refused(path: Path, statement: str, name: str) -> None:
    change(path, statement)
    assert f"program code that riskreg never writes ({name})" in str(refused(path))


def test_code_is_refused_in_an_older_register_too(path: Path) -> None:
    as_first_schema(path)
    change(path, "CREATE VIEW utsikt AS SELECT * FROM plan")
    assert "view utsikt" in str(refused(path))


def test_a_table_or_index_more_keeps_nobody_out(path: Path) -> None:
    change(path, "CREATE TABLE anteckning (a)", "CREATE INDEX ny ON goal (text)")
    with closing(open_register(path)) as register:
        register.undo()


# ------------------------------------------------------------------ no register of ours
@pytest.mark.parametrize("table", ["goal_indicator", "journal", "organisation"])
def test_a_register_that_lacks_a_table_is_damaged(path: Path, table: str) -> None:
    change(path, f"DROP TABLE {table}")
    assert isinstance(refused(path), Damaged)


@pytest.mark.parametrize(
    ("pragma", "says"),
    [
        ("application_id=0", "is not a riskreg register"),
        ("application_id=-1", "is not a riskreg register"),
        ("user_version=0", "is not a riskreg register"),
        ("user_version=-1", "is not a riskreg register"),
        (f"user_version={migrate.newest() + 1}", "was made by a newer riskreg"),
        (f"user_version={2**31 - 1}", "was made by a newer riskreg"),
    ],
)
def test_a_head_that_is_not_ours_is_refused(path: Path, pragma: str, says: str) -> None:
    change(path, f"PRAGMA {pragma}")
    assert says in str(refused(path))


def test_another_database_under_our_name_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "namnden.riskreg"
    change(
        path,
        "CREATE TABLE places (id)",
        f"PRAGMA application_id={file.APPLICATION_ID}",
        "PRAGMA user_version=1",
    )
    assert isinstance(refused(path), Damaged)


def test_an_empty_file_is_one_that_a_backup_helps(tmp_path: Path) -> None:
    path = tmp_path / "namnden.riskreg"
    path.touch()
    assert isinstance(refused(path), Damaged)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ror.riskreg")
    with pytest.raises(Trouble, match="is not a riskreg register"):
        recognise.look(tmp_path / "ror.riskreg")


# ------------------------------------------------------------------ what is opened
def test_an_older_register_lacks_what_was_migrated_since(path: Path) -> None:
    as_first_schema(path)
    recognise.look(path)
    engine = file.engine_for(path, read_only=True)
    with file.reading(engine) as connection:
        assert recognise.lacking(connection, path) == migrate.newest() - 1
    engine.dispose()


@pytest.mark.parametrize("name", ["50 % #1?.riskreg", "å ä ö.riskreg", "mode=ro&immutable=0.riskreg", "utan"])
def test_any_name_of_a_file_is_its_name(path: Path, name: str) -> None:
    path = path.rename(path.with_name(name))
    with closing(open_register(path)) as register:
        register.undo()
        register.redo()
    assert list(path.parent.iterdir()) == [path]


def test_looking_at_a_file_disturbs_nobody_who_writes(register: Register) -> None:
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        recognise.look(register.path)
        other.execute("ROLLBACK")
