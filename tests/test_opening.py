"""Opening a register: to write where one may, else to read, with the reason; two at once, one writes."""

from __future__ import annotations

import datetime
import json
import os
import platform
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from riskreg.faults import Trouble
from riskreg.opening import new_register, open_register
from riskreg.register import Announcement, Register
from riskreg.store.lock import Held, lock_file, user
from riskreg.texts import Texts
from tests.another_program import few_rights, give_away, holding
from tests.builders import a_point, a_register, everything
from tests.faults.steps import as_first_schema


def add(register: Register, text: str = "Ny risk") -> None:
    with register.step("Add") as edit:
        edit.add(a_point(register.year(2022).plan, text=text))


def refused(register: Register) -> Trouble:
    """With what a change to the register is refused, while file and contents stay as they are."""
    before, content = register.contents, register.path.read_bytes()
    assert register.read_only
    with pytest.raises(Trouble) as refusal:
        register.repair(())
    assert refusal.value is register.read_only
    with pytest.raises(Trouble) as refusal:
        add(register)
    assert refusal.value is register.read_only
    assert (register.contents, register.path.read_bytes()) == (before, content)
    return refusal.value


def elsewhere(path: Path) -> None:
    """Lay the fresh lock of another machine beside a register, as a sync client does."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    words = {"who": "anna", "machine": "annas-dator", "process": 7, "since": now, "seen": now}
    lock_file(path).write_text(json.dumps(words), encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A register that is not open."""
    with closing(a_register(tmp_path, points=2)) as register:
        return register.path


# ------------------------------------------------------------------ to be read
def test_a_register_opened_for_reading_is_not_held(register: Register) -> None:
    with closing(open_register(register.path, for_reading=True)) as reader:
        assert "was opened for reading only" in str(refused(reader))
        add(register)  # meanwhile, whoever writes goes on
        reader.look_again()
        assert reader.contents == register.contents
        assert reader.read_only  # it was asked for
    assert lock_file(register.path).exists()


def test_a_folder_that_may_not_be_written_is_read_only(path: Path) -> None:
    path.chmod(0o644)
    path.parent.chmod(0o555)
    before = everything_at(path)
    with few_rights(path.parent), closing(open_register(path)) as register:
        assert everything(register) == before
        assert "lies where you may not write" in str(refused(register))
        register.look_again()
        assert register.read_only
    path.parent.chmod(0o755)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_may_not_be_written_is_read_only(path: Path) -> None:
    give_away(path.parent)
    path.chmod(0o444)
    with few_rights(path.parent), closing(open_register(path)) as register:
        assert "lies where you may not write" in str(refused(register))
    assert list(path.parent.iterdir()) == [path]


def test_an_older_register_that_may_not_be_written_is_read_from_a_copy(path: Path) -> None:
    before = everything_at(path)
    as_first_schema(path)
    path.chmod(0o444)
    content = path.read_bytes()
    with few_rights(path.parent), closing(open_register(path)) as register:
        assert everything(register) == before
        assert register.is_sound
        refused(register)
    assert path.read_bytes() == content


def test_a_file_that_may_not_be_read_is_told(path: Path) -> None:
    path.chmod(0o200)
    with few_rights(path.parent), pytest.raises(Trouble, match="cannot be opened"):
        open_register(path)


def everything_at(path: Path) -> object:
    with closing(open_register(path, for_reading=True)) as register:
        return everything(register)


# ------------------------------------------------------------------ two at once
def test_the_second_program_reads_and_is_told_who_writes(path: Path) -> None:
    with holding(path, opens=True) as other, closing(open_register(path)) as register:
        why = refused(register)
        assert isinstance(why, Held)
        assert why.holder
        assert why.holder.process == other.pid
        assert why.holder.is_here
        assert str(why).startswith(f"{user()} has {path} open on {platform.node()} since ")
        register.look_again()
        assert register.read_only is why  # it is still held


def test_when_the_first_program_ends_the_second_may_write(path: Path) -> None:
    with holding(path):
        register = open_register(path)
        refused(register)
    heard: list[Announcement] = []
    register.listen(heard.append)
    register.look_again()
    assert register.read_only is None
    assert heard == [Announcement(None, ())]  # so that the window takes its banner down
    add(register)
    register.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_killed_program_holds_nothing(path: Path) -> None:
    with holding(path, opens=True) as other, closing(open_register(path)) as waiting:
        refused(waiting)
        other.kill()
        other.wait()
        with closing(open_register(path)) as register:
            assert register.read_only is None
            add(register)
        waiting.look_again()
        assert waiting.read_only is None
        assert everything(waiting) == everything(register)


def test_whoever_takes_over_sees_what_the_first_one_did(path: Path) -> None:
    with closing(open_register(path)) as first:
        second = open_register(path)
        add(first, "Sist skrivet av den första")
        refused(second)
    second.look_again()
    assert everything(second) == everything(first)
    add(second)
    assert second.history()[-1].id == first.history()[-1].id
    second.close()


def test_two_threads_that_open_at_once_get_one_right_to_write(path: Path) -> None:
    opened: list[Register] = []
    gate = threading.Barrier(4)

    def opens() -> None:
        gate.wait()
        opened.append(open_register(path))

    threads = [threading.Thread(target=opens) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [register.read_only is None for register in opened].count(True) == 1
    for register in opened:
        register.close()
    assert list(path.parent.iterdir()) == [path]


# ------------------------------------------------------------------ other machines
def test_a_register_that_another_machine_holds_is_read(path: Path) -> None:
    elsewhere(path)
    with closing(open_register(path)) as register:
        why = refused(register)
        assert isinstance(why, Held)
        assert str(why).startswith(f"anna has {path} open on annas-dator since ")
        register.look_again()
        assert register.read_only is why
    assert "annas-dator" in lock_file(path).read_text("utf-8")


def test_a_register_that_another_machine_seems_to_hold_is_written_when_the_user_knows_better(
    path: Path,
) -> None:
    elsewhere(path)
    with closing(open_register(path, even_if_elsewhere=True)) as register:
        assert register.read_only is None
        add(register)
        assert platform.node() in lock_file(path).read_text("utf-8")
    assert not lock_file(path).exists()


# ------------------------------------------------------------------ what cannot be opened
@pytest.mark.parametrize("damage", ["DROP TABLE goal", "PRAGMA user_version=99"])
def test_what_cannot_be_opened_is_not_held_either(path: Path, damage: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(damage)
    before = path.read_bytes()
    with pytest.raises(Trouble):
        open_register(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_register_without_a_readable_plan_is_opened_all_the_same(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE plan SET stage='x'")
    with closing(open_register(path)) as register:
        assert register.damaged == ("plan 1",)
        assert register.years == ()
        with pytest.raises(Trouble, match="holds no plan that can be read"):
            _ = register.newest_year


def test_a_new_register_is_held_by_whoever_made_it(tmp_path: Path, sv: Texts) -> None:
    with (
        closing(new_register(tmp_path / "a.riskreg", "Nämnden", 2022, sv)) as register,
        closing(open_register(register.path)) as second,
    ):
        assert register.read_only is None
        why = refused(second)
    assert isinstance(why, Held)
    assert why.holder
    assert why.holder.process == os.getpid()
