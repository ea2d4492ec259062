"""The journal: a chain that shows where it was changed, and from which only what is whole is undone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.faults import Marked, Trouble
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store.journal import EntryKind
from tests.builders import a_point, a_register, found_wrong


def steps(register: Register, count: int) -> None:
    """Make some steps, each adding a control point."""
    for n in range(count):
        with register.step("Add {what}", what=Marked("Control point"), n=n) as edit:
            edit.add(a_point(register.year(2022).plan, text=f"Risk {n}"))


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement)


def test_an_entry_tells_when_who_and_what(register: Register) -> None:
    steps(register, 1)
    register.close()
    with closing(open_register(register.path)) as again:
        start, *_between, entry = again.history()
        (change,) = again.changes_of(entry)
    assert start.kind is EntryKind.START
    assert entry.kind is EntryKind.STEP
    assert (entry.label, entry.values) == ("Add {what}", {"what": "Control point", "n": 0})
    assert isinstance(entry.values["what"], Marked)  # still to be translated
    assert entry.at.endswith("+00:00")
    assert entry.who
    assert change.before is None
    assert change.after == register.contents[type(change.record)][change.record.id or 0]


def test_undo_and_redo_are_entries_of_their_own(register: Register) -> None:
    register.undo()
    register.redo()
    filled, undone, redone = register.history()[-3:]
    assert [entry.kind for entry in (filled, undone, redone)] == [
        EntryKind.STEP,
        EntryKind.UNDO,
        EntryKind.REDO,
    ]
    assert undone.target == redone.target == filled.id
    assert found_wrong(register.path) == []


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE journal SET who='någon annan' WHERE id=3", [3]),
        ("UPDATE journal SET at='2001-01-01T00:00:00.000+00:00' WHERE id=3", [3]),
        ("UPDATE journal SET changes=replace(changes, 'Risk', 'Rusk') WHERE id=3", [3]),
        ("UPDATE journal SET digest='0' WHERE id=3", [3, 4]),
        ("DELETE FROM journal WHERE id=3", [4]),
    ],
)
def test_a_change_behind_our_back_is_found(register: Register, damage: str, found: list[int]) -> None:
    steps(register, 3)
    tamper(register.path, damage)
    broken = [sentence for sentence in found_wrong(register.path) if "of the history was changed" in sentence]
    assert [int(sentence.split()[1]) for sentence in broken] == found


def test_a_damaged_entry_is_never_undone(register: Register) -> None:
    """Undo would write what the entry says was there before."""
    point = register.year(2022).control_points[0]
    with register.step("Edit") as edit:
        edit.put(point, replace(point, analysis="Ny analys"))
    tamper(register.path, "UPDATE journal SET changes=replace(changes, 'Förseningar', 'Fxrseningar')")
    register.close()
    with closing(open_register(register.path)) as again:
        before = again.contents
        with pytest.raises(Trouble, match="can be neither shown nor undone"):
            again.undo()
        assert again.contents == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE journal SET label_values='{' WHERE id=3",
        "UPDATE journal SET label_values='[]' WHERE id=3",
        "UPDATE journal SET label='Add {wh' WHERE id=3",
        "UPDATE journal SET label='Add {whom}' WHERE id=3",
        "UPDATE journal SET kind='stup' WHERE id=3",
    ],
)
def test_an_entry_that_cannot_be_read_keeps_nobody_out(register: Register, damage: str) -> None:
    steps(register, 2)
    tamper(register.path, damage)
    register.close()
    with closing(open_register(register.path)) as again:
        assert again.contents == register.contents
        assert [entry.id for entry in again.history() if entry.kind is EntryKind.DAMAGED] == [3]
        again.undo()  # the step after it
        assert again.undoable is None  # what the lost entry did to those before it is not known


def test_the_history_survives_being_opened_again(register: Register) -> None:
    steps(register, 2)
    before = register.history()
    register.close()
    with closing(open_register(register.path)) as again:
        assert again.history() == before


def test_an_entry_whose_texts_became_something_else_is_reported_and_crashes_nothing(tmp_path: Path) -> None:
    """A row's head says what its values are: with one bit flipped a text is bytes, or a number gone."""
    with closing(a_register(tmp_path, points=2)) as register:
        register.undo()
    sound, path = register.path.read_bytes(), tmp_path / "flipped.riskreg"
    heads = [at for m in re.finditer(rb"20\d\d-\d\d-\d\dT", sound) for at in range(m.start() - 12, m.start())]
    for at in heads:
        flipped = bytearray(sound)
        flipped[at] ^= 1
        path.write_bytes(flipped)
        with suppress(Trouble):
            found_wrong(path)
        with suppress(Trouble), closing(open_register(path)) as again:
            for turn in (again.undo, again.redo):
                with suppress(Trouble):
                    turn()
