"""What happens to the file while it is open: the step is refused, nothing is lost, a copy can be saved."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.domain.records import ControlPoint
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.register import Announcement, Register
from riskreg.store import file
from riskreg.store.lock import Held, lock_file
from tests.another_program import few_rights, give_away, holding
from tests.builders import a_register, everything, found_wrong


def first(register: Register) -> ControlPoint:
    return register.year(2022).control_points[0]


def edit(register: Register, text: str) -> None:
    with register.step("Edit") as step:
        step.put(first(register), replace(first(register), analysis=text))


def refused(register: Register) -> str:
    """With what a step is refused, while the register shows what it held before."""
    before = register.contents
    with pytest.raises(Trouble) as refusal:
        edit(register, "Går inte att spara")
    assert register.contents == before
    return str(refusal.value)


def copied(register: Register) -> Register:
    """A copy of the register, opened for reading; it is sound and holds everything."""
    target = register.path.parent.parent / f"{register.path.stem}-kopia.riskreg"
    register.copy_to(target)
    assert found_wrong(target) == []
    with closing(open_register(target, for_reading=True)) as copy:
        assert everything(copy) == everything(register)
        return copy


def heard(register: Register) -> list[Announcement]:
    told: list[Announcement] = []
    register.listen(told.append)
    return told


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """A register in a folder of its own, with a step after the first."""
    (tmp_path / "mapp").mkdir()
    register = a_register(tmp_path / "mapp", points=2)
    edit(register, "Sparat")
    yield register
    register.close()


@pytest.fixture
def older(register: Register) -> Path:
    """A copy of the register without its newest step."""
    path = register.path.with_name("äldre")
    with closing(open_register(register.path, for_reading=True)) as reader:
        reader.copy_to(path)
    edit(register, "Sparat sist")
    return path


# ------------------------------------------------------------------ removed
def test_after_the_file_is_removed_nothing_is_saved_but_a_copy_can_be(register: Register) -> None:
    register.path.unlink()
    assert "is no longer there" in refused(register)
    assert first(register).analysis == "Sparat"
    copied(register)
    assert not register.path.exists()  # nothing makes a new one in its place
    with pytest.raises(Trouble, match="is no longer there"):
        register.look_again()


def test_after_the_file_is_removed_the_work_goes_on_in_a_copy(register: Register) -> None:
    register.path.unlink()
    refused(register)
    told = heard(register)
    target = register.path.with_name("kopia.riskreg")
    register.move_to(target)
    assert told == [Announcement(None, ())]
    assert register.path == target
    edit(register, "I kopian")
    register.undo()
    register.undo()  # the history came along
    assert found_wrong(target) == []
    assert lock_file(target).exists()
    register.close()
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_file_that_comes_back_is_written_again(register: Register) -> None:
    aside = register.path.rename(register.path.with_name("flyttad"))
    refused(register)
    aside.rename(register.path)
    edit(register, "Tillbaka")
    assert found_wrong(register.path) == []


def test_after_the_folder_is_gone_a_copy_can_be_saved_elsewhere(register: Register) -> None:
    folder = register.path.parent
    folder.rename(folder.with_name("flyttad"))
    assert "is no longer there" in refused(register)
    copied(register)


# ------------------------------------------------------------------ replaced
def test_after_an_older_version_took_its_place_both_are_kept(register: Register, older: Path) -> None:
    content = older.read_bytes()
    older.replace(register.path)
    assert "was replaced by another version, which lacks what you did last" in refused(register)
    assert first(register).analysis == "Sparat sist"
    copied(register)
    assert register.path.read_bytes() == content
    with pytest.raises(Trouble, match="was replaced"):
        register.look_again()


@pytest.mark.parametrize("content", [b"", b"x" * 5000])
def test_after_something_else_took_its_place_it_is_left_alone(register: Register, content: bytes) -> None:
    other = register.path.with_name("annat")
    other.write_bytes(content)
    other.replace(register.path)
    assert "was replaced" in refused(register)
    assert register.path.read_bytes() == content
    copied(register)


def test_a_version_that_goes_on_from_ours_is_taken_in(register: Register) -> None:
    """A sync client brings it, from another machine that had all of our steps."""
    newer = register.path.with_name("nyare")
    shutil.copy(register.path, newer)
    with closing(open_register(newer)) as theirs:
        edit(theirs, "Från den andra datorn")
    newer.replace(register.path)
    told = heard(register)
    with pytest.raises(Trouble, match="changed the register meanwhile"):
        edit(register, "Här")
    assert first(register).analysis == "Från den andra datorn"
    assert Announcement(None, ()) in told
    edit(register, "Här")
    assert found_wrong(register.path) == []


def test_a_version_that_is_taken_in_is_seen_when_one_looks(register: Register) -> None:
    newer = register.path.with_name("nyare")
    shutil.copy(register.path, newer)
    with closing(open_register(newer)) as theirs:
        edit(theirs, "Från den andra datorn")
    newer.replace(register.path)
    register.look_again()
    assert first(register).analysis == "Från den andra datorn"


# ------------------------------------------------------------------ written by others
def test_what_others_wrote_is_seen_when_one_looks(register: Register) -> None:
    told = heard(register)
    register.look_again()
    assert told == []
    lock_file(register.path).unlink()  # as where no lock reaches the other machine
    with closing(open_register(register.path)) as theirs:
        edit(theirs, "Av någon annan")
    register.look_again()
    assert told == [Announcement(None, ())]
    assert first(register).analysis == "Av någon annan"


def test_a_file_that_was_emptied_can_be_saved_as_it_was_read(register: Register) -> None:
    """Not even what SQLite still has open can be read then: the copy holds all, without the history."""
    os.truncate(register.path, 0)
    refused(register)
    assert first(register).analysis == "Sparat"
    copy = copied(register)
    assert copy.undoable is None
    register.move_to(register.path.with_name("kopia.riskreg"))
    edit(register, "I kopian")


def test_a_file_that_was_garbled_can_be_saved_as_it_was_read(register: Register) -> None:
    content = register.path.read_bytes()
    with register.path.open("r+b") as raw:
        raw.write(b"\xff" * (len(content) // 2))
    refused(register)
    copied(register)


# ------------------------------------------------------------------ no room, no right, a failing disk
def test_a_full_disk_is_told_and_what_is_on_disk_is_shown(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.close()
    with closing(sqlite3.connect(register.path)) as raw:
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
    monkeypatch.setattr(file, "_OURS", (*file._OURS, f"PRAGMA max_page_count={pages + 4}"))
    with closing(open_register(register.path)) as cramped:
        before, history = everything(cramped), cramped.history()
        with pytest.raises(Trouble, match="The disk is full, so nothing was saved"):
            edit(cramped, "Går inte in. " * 2000)
        assert (everything(cramped), cramped.history()) == (before, history)
        copied(cramped)
        edit(cramped, "Kort")
    assert found_wrong(register.path) == []


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """Let no file grow beyond a size; as on a failing disk, what is written beyond it is an error."""
    resource = pytest.importorskip("resource", reason="only some systems limit what a process may write")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fails_is_told_and_the_step_is_whole_or_not_there(register: Register) -> None:
    before, told = everything(register), heard(register)
    with (
        no_more_than(register.path.stat().st_size),
        pytest.raises(Trouble, match="cannot be read or written"),
    ):
        edit(register, "Skrivs inte. " * 2000)
    assert everything(register) == before
    assert told == []
    assert found_wrong(register.path) == []
    edit(register, "Skrivs. " * 2000)
    register.reload()
    assert first(register).analysis == "Skrivs. " * 2000


def test_a_copy_that_finds_no_room_leaves_nothing(register: Register) -> None:
    target = register.path.with_name("kopia.riskreg")
    target.write_bytes(b"an older copy")
    with no_more_than(5000), pytest.raises(Trouble):
        register.copy_to(target)
    assert target.read_bytes() == b"an older copy"
    assert {p.name for p in target.parent.iterdir()} == {
        target.name,
        register.path.name,
        lock_file(register.path).name,
    }


def test_a_folder_that_is_made_read_only_is_told(register: Register) -> None:
    register.close()
    folder = register.path.parent
    give_away(folder, register.path)
    with few_rights(folder), closing(open_register(register.path)) as mine:
        folder.chmod(0o555)
        said = refused(mine)
        folder.chmod(0o755)
        assert "nothing was saved" in said
        assert "Save a copy as" in said
        edit(mine, "Igen")


# ------------------------------------------------------------------ copies
def test_the_register_is_no_copy_of_itself(register: Register) -> None:
    link = register.path.with_name("genväg.riskreg")
    link.symlink_to(register.path)
    before = register.path.read_bytes()
    for target in (register.path, link):
        with pytest.raises(Trouble, match="is the open register itself"):
            register.copy_to(target)
    assert register.path.read_bytes() == before


def test_a_copy_that_cannot_be_made_leaves_the_register_open(register: Register) -> None:
    with pytest.raises(Trouble, match="does not exist"):
        register.move_to(register.path.parent / "borta" / "kopia.riskreg")
    edit(register, "Fortfarande här")
    assert found_wrong(register.path) == []


def test_a_copy_that_another_program_holds_is_not_gone_on_in(register: Register) -> None:
    target = register.path.with_name("kopia.riskreg")
    with holding(target), pytest.raises(Held):
        register.move_to(target)
    edit(register, "Fortfarande här")
    assert lock_file(register.path).exists()


def test_what_may_only_be_read_can_be_gone_on_with_in_a_copy(register: Register) -> None:
    target = register.path.with_name("kopia.riskreg")
    with closing(open_register(register.path)) as reader:
        assert reader.read_only
        reader.move_to(target)
        assert reader.read_only is None
        edit(reader, "I kopian")
    assert first(register).analysis == "Sparat"
    edit(register, "I den första")
