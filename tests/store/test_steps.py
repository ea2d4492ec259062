"""The steps of the journal one by one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

from riskreg.domain.history_filter import HistoryFilter, key_of
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Decision
from riskreg.register import Register
from riskreg.store import steps
from riskreg.texts import Texts


def put(register: Register, label: str, **values: object) -> ControlPoint:
    point = register.year(2022).control_points[0]
    with register.step(label) as edit:
        edit.put(point, replace(point, **values))  # type: ignore[arg-type]
    return point


def test_a_step_is_undone_until_it_is_done_again(register: Register) -> None:
    put(register, "First", text="A")
    put(register, "Second", text="B")

    def undone() -> list[str]:
        entries = register.history()
        return [entry.label for entry in entries if entry.id in steps.undone(entries)]

    assert undone() == []
    register.undo()
    register.undo()
    assert undone() == ["First", "Second"]
    register.redo()
    assert undone() == ["Second"]


def test_a_step_is_narrowed_to_what_is_looked_for(register: Register, en: Texts) -> None:
    first, second = register.year(2022).control_points[:2]
    with register.step("Both") as edit:
        edit.put(first, replace(first, text="A"))
        edit.put(second, replace(second, text="B"))
    step = steps.read(register.history()[-1], register.changes_of)
    narrowed = steps.narrowed(step, HistoryFilter(record=key_of(second)), en)
    assert narrowed
    assert [change.before for change in narrowed.changes] == [second]
    assert steps.narrowed(step, HistoryFilter(deleted=True), en) is None
    assert steps.narrowed(step, HistoryFilter(), en) == step


def test_a_damaged_step_may_be_what_is_looked_for(register: Register, en: Texts) -> None:
    point = put(register, "Changed", decision=Decision.ACT)
    with closing(sqlite3.connect(register.path)) as raw, raw:
        raw.execute("UPDATE journal SET changes = '[]' WHERE label = 'Changed'")
    step = steps.read(register.history()[-1], register.changes_of)
    assert step.changes == ()
    assert step.damage
    assert steps.narrowed(step, HistoryFilter(record=key_of(point), deleted=True), en) == step
    assert steps.narrowed(step, HistoryFilter(text="something else"), en) is None


def test_as_json_a_step_holds_whole_records(register: Register, en: Texts) -> None:
    point = put(register, "Changed", decision=Decision.ACT, analysis="x" * 300)
    step = steps.read(register.history()[-1], register.changes_of)
    told = step.as_json(en, undone=False)
    (change,) = told["changes"]
    assert (change["record"], change["id"]) == ("control_point", point.id)
    assert change["before"]["analysis"] == point.analysis
    assert (change["after"]["analysis"], change["after"]["decision"]) == ("x" * 300, "act")
