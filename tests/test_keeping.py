"""Kept through mishaps: backed up, restored, recovered, looked through, and compared with a copy."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from riskreg import keeping
from riskreg.domain.carrying import Choices, Since
from riskreg.domain.scales import Axis
from riskreg.faults import Trouble
from riskreg.keeping import (
    back_up,
    backups,
    conflict_copies,
    contents_of,
    copy_forward,
    free_name,
    happened_since,
    other_version,
    plan_copy,
    recover,
    restore,
    save_backup,
)
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store import lock
from riskreg.store.backup import Backup
from tests.builders import a_register, everything, found_wrong
from tests.faults.steps import as_first_schema


def edit(register: Register, **values: str) -> None:
    point = register.year(2022).control_points[0]
    with register.step("Edit") as step:
        step.put(point, replace(point, **values))  # type: ignore[arg-type]


def backed_up(register: Register) -> Backup:
    kept = back_up(register)
    assert kept
    return kept


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement)


def beside(path: Path) -> list[str]:
    """What lies beside a register, without locks."""
    return sorted(p.name for p in path.parent.iterdir() if p != path and p != lock.lock_file(path))


# ------------------------------------------------------------------ backups
def test_a_register_is_backed_up_once_for_every_change(register: Register) -> None:
    first = backed_up(register)
    assert back_up(register) is None
    edit(register, analysis="Ny")
    second = backed_up(register)
    assert backups(register.path) == (second, first)
    assert contents_of(second) == register.contents != contents_of(first)


@pytest.mark.parametrize(
    "damage", ["UPDATE control_point SET text='x' WHERE id=2", "DELETE FROM control_point_goal WHERE id=1"]
)
def test_a_damaged_register_pushes_no_sound_backup_out(register: Register, damage: str) -> None:
    sound = backed_up(register)
    register.close()
    tamper(register.path, damage)
    with closing(open_register(register.path)) as again:
        edit(again, analysis="Ny")
        assert back_up(again) is None
    assert backups(register.path) == (sound,)


def test_the_backups_of_a_register_that_is_gone_or_unreadable_are_found(register: Register) -> None:
    kept = backed_up(register)
    register.close()
    register.path.write_bytes(b"")
    assert backups(register.path) == (kept,)
    register.path.unlink()
    assert backups(register.path) == (kept,)
    assert backups(register.path.with_name("annan.riskreg")) == ()


def test_a_backup_can_be_saved_as_a_register_of_its_own(register: Register) -> None:
    kept = backed_up(register)
    target = register.path.with_name("som-det-var.riskreg")
    save_backup(kept, target)
    assert found_wrong(target) == []
    with closing(open_register(target)) as again:
        assert everything(again) == everything(register)


# ------------------------------------------------------------------ restored
def _edited(register: Register) -> None:
    edit(register, text="Något annat", responsible="")


def _emptied(register: Register) -> None:
    with register.step("Remove") as step:
        step.remove(*register.year(2022).goals, *register.year(2022).control_points)


def _another_year(register: Register) -> None:
    copy_forward(register, 2022, 2023, keep_decisions=True)
    with register.step("Remove") as step:
        step.remove(register.year(2022).plan)


def _swapped(register: Register) -> None:
    """Two steps of a scale change places: no moment may have both alike."""
    one, other = [s for s in register.year(2022).likelihoods if s.value in (1, 2)]
    assert one.axis is Axis.LIKELIHOOD
    with register.step("Swap") as step:
        step.remove(one, other)
        step.add(replace(one, id=None, name=other.name))
        step.add(replace(other, id=None, name=one.name))


def _undone(register: Register) -> None:
    register.undo()


@pytest.mark.parametrize("deed", [_edited, _emptied, _another_year, _swapped, _undone])
def test_restoring_is_one_step_that_undo_takes_back(
    register: Register, deed: Callable[[Register], None]
) -> None:
    kept, then = backed_up(register), everything(register)
    deed(register)
    now, steps = everything(register), len(register.history())
    assert now != then
    restore(register, kept)
    assert everything(register) == then
    assert len(register.history()) == steps + 1
    register.undo()
    assert everything(register) == now
    register.redo()
    register.close()
    with closing(open_register(register.path)) as again:
        assert everything(again) == then
    assert found_wrong(register.path) == []


def test_what_is_replaced_is_backed_up_first(register: Register) -> None:
    kept = backed_up(register)
    edit(register, analysis="Sist skrivet")
    last = register.contents
    restore(register, kept)
    assert contents_of(backups(register.path)[0]) == last


def test_restoring_what_is_there_already_leaves_no_trace(register: Register) -> None:
    kept, history = backed_up(register), register.history()
    restore(register, kept)
    assert register.history() == history


def test_an_older_backup_is_restored_as_well(register: Register) -> None:
    kept = backed_up(register)
    as_first_schema(kept.path)
    edit(register, analysis="Ny")
    restore(register, kept)
    assert register.contents == contents_of(kept)


def test_a_backup_that_cannot_be_read_changes_nothing(register: Register) -> None:
    kept = backed_up(register)
    edit(register, analysis="Ny")
    before = register.path.read_bytes()
    kept.path.write_bytes(b"x" * 5000)
    with pytest.raises(Trouble, match="is not a riskreg register"):
        restore(register, kept)
    kept.path.unlink()
    with pytest.raises(Trouble, match="There is no file"):
        restore(register, kept)
    assert register.path.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM control_point_goal WHERE id=1",
        "UPDATE control_point SET text='x' WHERE id=1",
        "UPDATE control_point SET digest='x' WHERE id=1",
        "UPDATE control_point SET decision='kanske' WHERE id=1",
        "UPDATE control_point SET likelihood=9 WHERE id=1",
        "UPDATE risk_band SET name='Hög' WHERE id=1",
        "UPDATE scale_step SET axis='x' WHERE id=1",
        "UPDATE plan SET stage='x'",
    ],
)
def test_a_damaged_register_is_sound_once_it_is_restored(register: Register, damage: str) -> None:
    kept, then = backed_up(register), everything(register)
    register.close()
    tamper(register.path, damage)
    with closing(open_register(register.path)) as again:
        restore(again, kept)
        assert everything(again) == then
        assert again.is_sound
    assert found_wrong(register.path) == []


# ------------------------------------------------------------------ recovered
def test_a_backup_takes_the_place_of_what_cannot_be_opened(register: Register) -> None:
    kept, then = backed_up(register), everything(register)
    register.close()
    register.path.write_bytes(b"x" * 5000)
    register.path.chmod(0o640)
    aside = recover(register.path, kept, "damaged")
    assert aside
    assert aside.read_bytes() == b"x" * 5000
    assert aside == register.path.with_name(aside.name)
    assert aside.name.startswith(f"{register.path.stem} (damaged 20")
    assert register.path.stat().st_mode & 0o777 == 0o640
    with closing(open_register(register.path)) as again:
        assert everything(again) == then
        again.undo()  # with its history
    assert found_wrong(register.path) == []
    assert beside(register.path) == [aside.name]


def test_an_unfinished_change_goes_aside_with_its_file(register: Register) -> None:
    """Beside the backup it would destroy it: SQLite would play it back into a file that it is not of."""
    kept = backed_up(register)
    register.close()
    register.path.write_bytes(b"x" * 5000)
    log = register.path.with_name(f"{register.path.name}-journal")
    log.write_bytes(b"unfinished")
    aside = recover(register.path, kept, "damaged")
    assert aside
    assert not log.exists()
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"unfinished"


def test_a_register_that_is_gone_is_there_again(register: Register) -> None:
    kept, then = backed_up(register), everything(register)
    register.close()
    register.path.unlink()
    assert recover(register.path, kept, "damaged") is None
    with closing(open_register(register.path)) as again:
        assert everything(again) == then
    assert beside(register.path) == []


def test_what_another_program_holds_is_not_replaced(register: Register) -> None:
    kept = backed_up(register)
    before = register.path.read_bytes()
    with pytest.raises(lock.Held):
        recover(register.path, kept, "damaged")
    assert register.path.read_bytes() == before
    assert beside(register.path) == []


def test_a_folder_that_is_gone_is_told(register: Register) -> None:
    kept = backed_up(register)
    with pytest.raises(Trouble, match=r"The folder .* does not exist"):
        recover(register.path.parent / "borta" / register.path.name, kept, "damaged")


def test_a_backup_that_is_no_use_leaves_all_as_it_was(register: Register) -> None:
    kept = backed_up(register)
    register.close()
    register.path.write_bytes(b"damaged")
    kept.path.write_bytes(b"damaged too")
    with pytest.raises(Trouble):
        recover(register.path, kept, "damaged")
    assert register.path.read_bytes() == b"damaged"
    assert beside(register.path) == []


def test_a_disk_that_fails_at_the_last_moment_leaves_all_as_it_was(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = backed_up(register)
    register.close()
    register.path.write_bytes(b"damaged")
    log = register.path.with_name(f"{register.path.name}-journal")
    log.write_bytes(b"unfinished")
    sync = os.fsync

    def fails(handle: int) -> None:
        if not register.path.exists():  # it lies aside, and the backup has not come in its place
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(handle)

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(Trouble, match="cannot be written"):
        recover(register.path, kept, "damaged")
    assert register.path.read_bytes() == b"damaged"
    assert beside(register.path) == [log.name]


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    path = tmp_path / "nämnden.riskreg"
    names = []
    for _number in range(3):
        names.append(free_name(path, "damaged"))
        names[-1].touch()
    assert len(set(names)) == 3
    assert [name.suffix for name in names] == [".riskreg"] * 3
    assert names[1].stem == names[0].stem[:-1] + " 2)"


# ------------------------------------------------------------------ looked through
def test_an_older_register_is_looked_through_as_it_is(register: Register) -> None:
    register.close()
    as_first_schema(register.path)
    before = register.path.read_bytes()
    assert found_wrong(register.path) == []
    tamper(register.path, "UPDATE control_point SET text='x' WHERE id=1")
    (found,) = found_wrong(register.path)
    assert found.startswith("Control point 1 is damaged.")
    assert len(register.path.read_bytes()) == len(before)


def test_a_register_is_looked_through_while_others_write(register: Register) -> None:
    edit(register, analysis="Ny")
    assert found_wrong(register.path) == []
    edit(register, analysis="Nyare")


# ------------------------------------------------------------------ two versions
@pytest.fixture
def copy(register: Register) -> Path:
    """A conflict copy, as it was when both were the same."""
    path = register.path.with_name("namnden-ANNAS-DATOR.riskreg")
    register.copy_to(path)
    return path


def test_a_conflict_copy_counts_when_it_holds_steps_that_the_register_lacks(
    register: Register, copy: Path
) -> None:
    assert conflict_copies(register) == ()
    edit(register, analysis="Här")
    assert conflict_copies(register) == ()  # it is merely older
    with closing(open_register(copy)) as other:
        edit(other, method="Där")
    assert conflict_copies(register) == (copy,)


def test_only_copies_of_the_register_count(register: Register, tmp_path: Path) -> None:
    a_register(tmp_path, name="namnden-2023.riskreg", points=1).close()
    (tmp_path / "namnden-brev.riskreg").write_text("Hej", encoding="utf-8")
    (tmp_path / "namnden-tom.riskreg").touch()
    assert conflict_copies(register) == ()


def test_another_version_of_the_same_register_tells_who_changed_what(register: Register, copy: Path) -> None:
    with closing(open_register(copy)) as other:
        edit(other, method="Där")
        theirs = other.year(2022).control_points[0]
    edit(register, analysis="Här")
    version = other_version(register, copy)
    assert version.are_kin
    assert version.path == copy
    (difference,) = version.differences
    assert difference.record.id == theirs.id
    keeping.merge(register, version, version.differences)
    point = register.year(2022).control_points[0]
    assert (point.method, point.analysis) == ("Där", "Här")
    register.undo()
    assert register.year(2022).control_points[0].method != "Där"


def test_a_register_of_another_beginning_is_no_kin(register: Register, tmp_path: Path) -> None:
    with closing(a_register(tmp_path, name="annan.riskreg", points=1)) as other:
        path = other.path
    version = other_version(register, path)
    assert not version.are_kin
    assert version.differences


def test_a_version_that_cannot_be_read_is_told(register: Register, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no file"):
        other_version(register, tmp_path / "saknas.riskreg")


def test_an_older_register_that_is_only_read_is_compared_too(register: Register, copy: Path) -> None:
    with closing(open_register(copy)) as other:
        edit(other, method="Där")
    register.close()
    as_first_schema(register.path)
    with closing(open_register(register.path, for_reading=True)) as again:
        assert conflict_copies(again) == ()  # each entry has another digest than the copy's
        assert other_version(again, copy).differences


# ------------------------------------------------------------------ what happened since a year was copied
def test_what_happened_since_a_copy_is_read_from_the_journal(tmp_path: Path) -> None:
    register = a_register(tmp_path, points=4)
    assert happened_since(register, 2022, 2023) == Since()
    copy_forward(register, 2022, 2023)
    old, new = register.year(2022).control_points, register.year(2023).control_points
    with register.step("Change the old year") as edit:
        edit.put(old[0], replace(old[0], method="Annan metod"))
    with register.step("Remove from the new year") as edit:
        edit.remove(new[1])
    known = happened_since(register, 2022, 2023)
    assert known.before == {("control_point", old[0].lineage): old[0]}
    assert ("control_point", new[1].lineage) in known.removed
    assert not plan_copy(register, 2022, 2023, Choices()).count
    register.close()
    with closing(sqlite3.connect(register.path)) as raw, raw:  # a damaged entry tells nothing
        raw.execute("UPDATE journal SET changes = changes || ' ' WHERE label = 'Change the old year'")
    with closing(open_register(register.path)) as again:
        known = happened_since(again, 2022, 2023)
        assert (known.before, len(known.removed)) == ({}, 3)
