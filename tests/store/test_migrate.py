"""Migrations: they make what the records say, and a file that one fails on stays as it was."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateIndex, CreateTable

from riskreg import paths
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store import file, migrate
from riskreg.store.tables import METADATA
from tests.builders import a_register, everything

ADDS = """
from alembic import op
import sqlalchemy as sa

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("control_point") as batch:
        batch.add_column(sa.Column("remark", sa.Text(), server_default="", nullable=False))
"""
FAILS = ADDS + '    op.execute("INSERT INTO journal VALUES (1)")\n'
REBUILDS = """
from alembic import op

revision = "{number}"
down_revision = "{before}"

STRICT = dict(sqlite_strict=True, sqlite_autoincrement=True)  # alembic does not carry these over


def upgrade() -> None:
    with op.batch_alter_table("plan", recreate="always", table_kwargs=STRICT) as batch:
        batch.alter_column("prepared_by", new_column_name="author")
"""


@pytest.fixture
def a_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the text of one more migration than there are is to be written."""
    folder = tmp_path / "db"
    shutil.copytree(paths.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(paths, "migrations", lambda: folder)
    return folder / "versions" / f"{migrate.newest() + 1:04d}_one_more.py"


def write(migration: Path, text: str) -> int:
    """Write a migration; gives its number."""
    number = int(migration.name[:4])
    migration.write_text(text.format(number=f"{number:04d}", before=f"{number - 1:04d}"), encoding="utf-8")
    return number


def test_the_migrations_make_what_the_records_say(register: Register) -> None:
    engine = file.engine_for(register.path)
    with file.reading(engine) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    engine.dispose()
    assert differences == [], "write a migration: python .ci/new_migration.py “what changes”"


def test_a_migrated_file_has_the_schema_that_the_records_would_make(register: Register) -> None:
    """What alembic does not compare: STRICT, AUTOINCREMENT, defaults, names of constraints, RESTRICT."""
    with closing(sqlite3.connect(register.path)) as raw:
        made = {name: shape(sql) for name, sql in raw.execute("SELECT name, sql FROM sqlite_schema")}
    dialect = create_engine("sqlite://").dialect
    for table in METADATA.tables.values():
        assert made[table.name] == shape(str(CreateTable(table).compile(dialect=dialect)))
        for index in table.indexes:
            assert made[str(index.name)] == shape(str(CreateIndex(index).compile(dialect=dialect)))


def shape(sql: str | None) -> list[str]:
    """A statement as its parts, whose order and spacing do not matter."""
    plain = (sql or "").replace('"', "").replace("('')", "''").replace("(''", "''")
    return sorted(plain.replace("(", " ").replace(")", " ").replace(",", " ").split())


def test_an_older_file_is_brought_up_to_date(a_migration: Path, tmp_path: Path) -> None:
    register = a_register(tmp_path, points=3)
    before = everything(register)
    register.close()
    number = write(a_migration, ADDS)
    with closing(open_register(register.path)) as again:
        assert everything(again) == before
        assert again.damaged == ()
        again.undo()
    with closing(sqlite3.connect(register.path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (number,)
        assert raw.execute("SELECT DISTINCT remark FROM control_point").fetchall() == []


def test_a_migration_may_rebuild_a_table_that_others_point_to(a_migration: Path, tmp_path: Path) -> None:
    register = a_register(tmp_path, points=3)
    register.close()
    with closing(sqlite3.connect(register.path)) as raw, raw:
        raw.execute("UPDATE sqlite_sequence SET seq=7 WHERE name='plan'")  # six plans were removed again
    write(a_migration, REBUILDS)
    engine = file.engine_for(register.path)
    migrate.bring_up_to_date(engine)
    with file.reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT author FROM plan").all() == [("",)]
        assert connection.exec_driver_sql("SELECT count(*) FROM control_point").scalar_one() == 3
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert file.last_numbers(connection)["plan"] == 7
        assert (
            "STRICT"
            in connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name='plan'").scalar_one()
        )
    engine.dispose()


def test_a_file_that_a_migration_fails_on_stays_as_it_was(a_migration: Path, tmp_path: Path) -> None:
    register = a_register(tmp_path, points=3)
    register.close()
    before = register.path.read_bytes()
    write(a_migration, FAILS)
    with pytest.raises(Exception, match="table journal has"):
        open_register(register.path)
    assert register.path.read_bytes() == before
    a_migration.unlink()
    open_register(register.path).close()
