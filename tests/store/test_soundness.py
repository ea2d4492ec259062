"""A register looked through: whatever is damaged is found and named, and repaired from what knows it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.domain.change import Contents
from riskreg.domain.records import ControlPoint, ControlPointGoal, Record
from riskreg.keeping import back_up, examine
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store.rows import row_of
from riskreg.store.soundness import Examination
from tests.builders import a_point, everything, found_wrong


def tamper(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def write_row(path: Path, record: Record) -> None:
    """Write a row with its digest, past everything that a step sees to."""
    row = row_of(record)
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"REPLACE INTO {record.table} ({names}) VALUES ({values})", row)


def examined(path: Path) -> Examination:
    return examine(path, lambda _done, _total: None)


def said(examination: Examination) -> list[str]:
    return [str(trouble) for trouble in examination.found]


def repaired(path: Path) -> Contents:
    """What the register holds after everything that can be repaired was, in one step."""
    examination = examined(path)
    assert examination.can_be_repaired
    with closing(open_register(path)) as register:
        before = len(register.history())
        register.repair(examination.repair)
        assert register.is_sound
        assert len(register.history()) == before + 1
        assert register.undoable
        assert register.undoable.label == "Repair"
    with closing(open_register(path)) as again:
        assert again.is_sound
        return again.contents


def edit(register: Register, **values: str) -> None:
    point = register.year(2022).control_points[0]
    with register.step("Edit") as step:
        step.put(point, replace(point, **values))  # type: ignore[arg-type]


# ------------------------------------------------------------------ sound
def test_nothing_is_wrong_with_a_sound_register(register: Register) -> None:
    register.undo()
    register.redo()
    before = register.path.read_bytes()
    told: list[tuple[int, int]] = []
    examination = examine(register.path, lambda done, total: told.append((done, total)))
    assert (examination.found, examination.repair, examination.can_be_repaired) == ((), (), False)
    assert told == [(done, 5) for done in range(6)]
    assert register.path.read_bytes() == before


# ------------------------------------------------------------------ rows
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE control_point SET text='Något annat' WHERE id=2",
        "UPDATE control_point SET decision='kanske' WHERE id=2",
        "UPDATE control_point SET likelihood=9 WHERE id=2",
        "UPDATE control_point SET digest='' WHERE id=2",
        "UPDATE control_point SET text=CAST(x'ff' AS TEXT) WHERE id=2",
    ],
)
def test_a_damaged_row_is_put_back_as_the_history_has_it(register: Register, damage: str) -> None:
    before = everything(register)
    register.close()
    tamper(register.path, damage)
    assert said(examined(register.path)) == [
        "Control point 2 is damaged. It can be put back as the history has it: "
        "“Risk nummer 2: leveransen blir försenad och dyrare än väntat”."
    ]
    assert {r for group in repaired(register.path).values() for r in group.values()} == before
    assert found_wrong(register.path) == []


def test_a_missing_row_is_brought_back_with_what_hung_on_it(register: Register) -> None:
    before = register.contents
    register.close()
    tamper(
        register.path,
        "DELETE FROM control_point_goal WHERE control_point_id=3",
        "DELETE FROM control_point_indicator WHERE control_point_id=3",
        "DELETE FROM control_point WHERE id=3",
    )
    with closing(open_register(register.path)) as again:
        assert not again.is_sound  # it is noticed at once
    found = said(examined(register.path))
    assert [sentence.split(" is missing. ")[0] for sentence in found] == [
        "Control point 3",
        "Link between control point and goal 3",
        "Link between control point and indicator 3",
    ]
    assert repaired(register.path) == before
    assert found_wrong(register.path) == []


def test_a_whole_row_stays_whatever_else_is_damaged(register: Register) -> None:
    edit(register, analysis="Senast skrivet")
    register.close()
    tamper(register.path, "UPDATE control_point SET text='x' WHERE id=2", "DELETE FROM journal WHERE id=3")
    point = repaired(register.path)[ControlPoint][1]
    assert isinstance(point, ControlPoint)
    assert point.analysis == "Senast skrivet"


# ------------------------------------------------------------------ when the history does not know
LOST = "UPDATE journal SET who='x' WHERE id=2"  # the entry that added everything


def test_what_the_history_does_not_know_comes_from_the_newest_backup(register: Register) -> None:
    back_up(register)
    edit(register, analysis="Efter säkerhetskopian")
    before = register.contents
    register.close()
    tamper(register.path, LOST, "UPDATE control_point SET text='x' WHERE id=2")
    assert "put back as the newest backup has it: “Risk nummer 2" in "".join(said(examined(register.path)))
    assert repaired(register.path) == before


def test_a_backup_that_is_damaged_itself_is_passed_over(register: Register) -> None:
    sound = back_up(register)
    edit(register, analysis="Ny")
    damaged = back_up(register)
    assert sound
    assert damaged
    register.close()
    tamper(damaged.path, "UPDATE control_point SET text='Fel' WHERE id=2")
    tamper(register.path, LOST, "UPDATE control_point SET text='x' WHERE id=2")
    point = repaired(register.path)[ControlPoint][2]
    assert isinstance(point, ControlPoint)
    assert point.text.startswith("Risk nummer 2")


def test_what_nobody_knows_stays_as_it_is_and_is_shown(register: Register) -> None:
    register.close()
    tamper(register.path, LOST, "UPDATE control_point SET text='Avtxl' WHERE id=2")
    found = said(examined(register.path))
    assert (
        "Control point 2 is damaged, and neither history nor backup knows it. Look at it: “Avtxl”." in found
    )
    point = repaired(register.path)[ControlPoint][2]
    assert isinstance(point, ControlPoint)
    assert point.text == "Avtxl"
    assert found_wrong(register.path) == [sentence for sentence in found if "of the history was" in sentence]


def test_what_nobody_knows_and_nobody_can_read_is_let_go(register: Register) -> None:
    register.close()
    tamper(
        register.path,
        LOST,
        "DELETE FROM control_point_goal WHERE control_point_id=4",
        "DELETE FROM control_point_indicator WHERE control_point_id=4",
        "UPDATE control_point SET decision='kanske' WHERE id=4",
    )
    found = said(examined(register.path))
    assert "Control point 4 is damaged and cannot be read, and neither history nor backup knows it." in found
    assert repaired(register.path)[ControlPoint].keys() == {1, 2, 3}


def test_what_others_hang_on_is_not_let_go(register: Register) -> None:
    """They would have to go with it: a whole plan, with the year."""
    register.close()
    tamper(register.path, LOST, "UPDATE goal SET kind='mål' WHERE id=3")
    examination = examined(register.path)
    assert "Goal 3 is damaged and cannot be read, and neither history nor backup knows it." in said(
        examination
    )
    assert not [sentence for sentence in said(examination) if "hangs on" in sentence]
    assert examination.repair == ()


def test_what_cannot_be_repaired_does_not_stop_the_rest(register: Register) -> None:
    register.close()
    tamper(
        register.path,
        LOST,
        "UPDATE control_point SET likelihood=9 WHERE id=2",
        "UPDATE control_point SET text='Avtxl' WHERE id=3",
        "UPDATE plan SET case_number='x'",
    )
    examination = examined(register.path)
    assert [change.record.table for change in examination.repair] == ["plan", "control_point"]
    with closing(open_register(register.path)) as again:
        again.repair(examination.repair)
        assert again.damaged == ("control_point 2",)


# ------------------------------------------------------------------ the journal
def test_a_broken_entry_is_found_and_nothing_need_be_repaired(register: Register) -> None:
    edit(register, analysis="Ny")
    tamper(register.path, LOST)
    examination = examined(register.path)
    assert said(examination) == [
        "Entry 2 of the history was changed outside riskreg, or what stood before it is missing."
    ]
    assert not examination.can_be_repaired


def test_a_history_that_lost_its_end_is_sealed_anew(register: Register) -> None:
    with register.step("Add") as step:
        step.add(a_point(register.year(2022).plan))
    before = register.contents
    register.close()
    tamper(register.path, "DELETE FROM journal WHERE id=3")
    assert said(examined(register.path)) == ["The newest entries of the history are missing."]
    assert repaired(register.path) == before  # what the lost step did is kept
    assert found_wrong(register.path) == []


def test_a_history_that_is_gone_is_begun_anew(register: Register) -> None:
    before = register.contents
    register.close()
    tamper(register.path, "DELETE FROM journal")
    assert said(examined(register.path)) == ["The newest entries of the history are missing."]
    assert repaired(register.path) == before
    assert found_wrong(register.path) == []


# ------------------------------------------------------------------ links and rules
def test_a_loose_link_is_found(register: Register) -> None:
    register.close()
    write_row(register.path, ControlPointGoal(id=77, control_point_id=1, goal_id=99))
    assert any(
        sentence.startswith("Link between control point and goal 77 hangs on something that is not there")
        for sentence in found_wrong(register.path)
    )


def test_a_whole_row_that_no_register_may_hold_is_found(register: Register) -> None:
    point = register.contents[ControlPoint][2]
    register.close()
    assert isinstance(point, ControlPoint)
    write_row(register.path, replace(point, responsible="x" * 1001))
    write_row(register.path, replace(point, id=1, likelihood=9))
    found = found_wrong(register.path)
    assert any("9 is not on the scale of “Likelihood”" in sentence for sentence in found)
    assert any("has 1001 characters" in sentence for sentence in found)


# ------------------------------------------------------------------ undo
def test_a_repair_can_be_taken_back(register: Register) -> None:
    register.close()
    tamper(register.path, "DELETE FROM control_point_goal WHERE id=1")
    repaired(register.path)
    with closing(open_register(register.path)) as again:
        again.undo()
        assert 1 not in again.contents[ControlPointGoal]
        again.redo()
        assert again.is_sound
    assert found_wrong(register.path) == []
