"""The file: what is in it from the start, and what is never done to a file that is not ours."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.checks import findings
from riskreg.faults import Trouble
from riskreg.opening import new_register, open_register
from riskreg.register import Register
from riskreg.store import file, migrate
from riskreg.store.lock import lock_file
from riskreg.texts import Texts, texts
from tests.builders import a_register, found_wrong

NEWER = 9999


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_new_file_says_what_it_is(register: Register) -> None:
    with closing(sqlite3.connect(register.path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (file.APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (migrate.newest(),)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_table_is_strict(register: Register) -> None:
    with closing(sqlite3.connect(register.path)) as raw:
        tables = raw.execute("SELECT name, strict FROM pragma_table_list WHERE type='table'").fetchall()
    loose = {name for name, strict in tables if not strict}
    assert {name for name in loose if not name.startswith("sqlite_")} == {"alembic_version"}


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),  # EXTRA
        ("foreign_keys", 1),
        ("trusted_schema", 0),
    ],
)
def test_an_open_register_is_durable_and_strict(register: Register, pragma: str, value: object) -> None:
    engine = file.engine_for(register.path)
    with file.reading(engine) as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
    engine.dispose()


def test_the_open_register_leaves_nothing_beside_its_file(register: Register) -> None:
    register.undo()
    assert sorted(names(register.path.parent)) == sorted([register.path.name, lock_file(register.path).name])
    register.close()
    assert names(register.path.parent) == [register.path.name]


# ------------------------------------------------------------------ what is not ours
def _text(path: Path) -> None:
    path.write_text("Kontrollmoment;Ansvarig\nAvtal;Samordnare\n" * 100, encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE places (id INTEGER PRIMARY KEY, url TEXT)")


def _foreign_with_a_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("CREATE TABLE places (id INTEGER PRIMARY KEY, url TEXT)")


def _newer(path: Path) -> None:
    a_register(path.parent, name=path.name, points=2).close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version={NEWER}")


def _header_only(path: Path) -> None:
    a_register(path.parent, name=path.name, points=2).close()
    path.write_bytes(path.read_bytes()[:4096])


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_text, "is not a riskreg register"),
        (_empty, "is empty"),
        (_foreign, "is not a riskreg register"),
        (_foreign_with_a_log, "is not a riskreg register"),
        (_newer, "made by a newer riskreg"),
        (_header_only, "is damaged"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_of_and_untouched(
    make: Callable[[Path], None], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "fil.riskreg"
    make(path)
    before = path.read_bytes()
    with pytest.raises(Trouble, match=says):
        open_register(path)
    assert path.read_bytes() == before
    assert names(tmp_path) == [path.name]


def test_a_folder_and_a_missing_file_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="is a folder"):
        open_register(tmp_path)
    with pytest.raises(Trouble, match="no file"):
        open_register(tmp_path / "saknas.riskreg")
    assert names(tmp_path) == []


def test_a_new_register_never_overwrites(register: Register, sv: Texts) -> None:
    before = register.path.read_bytes()
    with pytest.raises(Trouble, match="already exists"):
        new_register(register.path, "Nämnden", 2022, sv)
    assert register.path.read_bytes() == before


def test_a_new_register_that_is_refused_leaves_no_file(tmp_path: Path, sv: Texts) -> None:
    with pytest.raises(Trouble, match="not a year"):
        new_register(tmp_path / "ny.riskreg", "Nämnden", 22, sv)
    with pytest.raises(Trouble, match="no folder"):
        new_register(tmp_path / "ingenstans" / "ny.riskreg", "Nämnden", 2022, sv)
    assert names(tmp_path) == []


def test_a_file_that_another_program_writes_is_told_of(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    monkeypatch.setattr(file, "_OURS", (*file._OURS, "PRAGMA busy_timeout=10"))
    with (
        closing(sqlite3.connect(register.path, isolation_level=None)) as other,
        closing(open_register(register.path)) as mine,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Trouble, match="Another program is using"):
            mine.undo()
        other.execute("ROLLBACK")
        mine.undo()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_only_be_read_can_be_looked_at(register: Register) -> None:
    register.path.chmod(0o444)
    with closing(open_register(register.path)) as again:
        assert again.contents == register.contents
        with pytest.raises(Trouble, match="may only be read"):
            again.undo()


# ------------------------------------------------------------------ damage
@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    register = a_register(tmp_path_factory.mktemp("whole"), points=4)
    register.undo()
    register.redo()
    register.close()
    return register.path


def _look_at_everything(path: Path) -> None:
    """Open the register and use all of it; only Trouble may come of it."""
    with contextlib.suppress(Trouble), closing(open_register(path)) as register:
        for year in register.years:
            findings(register.year(year))
        for entry in register.history():
            texts("en")(entry.label, **entry.values)
        found_wrong(path)
        register.undo()


@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_is_never_a_crash(whole: Path, at: float, bit: int) -> None:
    content = bytearray(whole.read_bytes())
    content[int(at * len(content))] ^= 1 << bit
    damaged = whole.with_name("damaged.riskreg")
    damaged.write_bytes(content)
    _look_at_everything(damaged)


@pytest.mark.parametrize("eighths", range(1, 8))
def test_a_truncated_file_is_never_a_crash(whole: Path, eighths: int, tmp_path: Path) -> None:
    cut = tmp_path / "cut.riskreg"
    shutil.copy(whole, cut)
    os.truncate(cut, cut.stat().st_size * eighths // 8)
    _look_at_everything(cut)
