"""Two states compared: the changes between them lead from one to the other, in a real file, and back."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskreg.domain.change import all_of
from riskreg.domain.compare import changes_between
from riskreg.domain.records import ControlPoint, Goal, Indicator, Plan, RiskBand, ScaleStep
from riskreg.keeping import copy_forward
from riskreg.register import Register
from tests.builders import a_goal, a_point, a_register, everything, found_wrong


def wander(register: Register, chance: Random) -> None:
    """A step of any sort."""
    contents = register.contents
    with register.step("Wander") as edit:
        match chance.randrange(6):
            case 0:
                edit.add(a_point(chance.choice(all_of(contents, Plan)), text=f"Ny {chance.random()}"))
            case 1:
                kind = chance.choice((ControlPoint, Goal, Indicator))
                if records := all_of(contents, kind):
                    edit.remove(chance.choice(records))
            case 2:
                goals = all_of(contents, Goal)
                for goal in goals:
                    parents = [None, *(g.id for g in goals if g.plan_id == goal.plan_id and g != goal)]
                    edit.put(goal, replace(goal, parent_id=chance.choice(parents)))
            case 3:
                plan = chance.choice(all_of(contents, Plan))
                parent = edit.add(a_goal(plan, text=f"Över {chance.random()}"))
                edit.add(a_goal(plan, parent_id=parent.id))
            case 4:
                for point in all_of(contents, ControlPoint):
                    edit.put(point, replace(point, likelihood=chance.choice((None, 1, 2, 3, 4))))
            case 5:
                one, other = all_of(contents, RiskBand)[:2]
                edit.remove(one)
                edit.put(other, replace(other, lowest=one.lowest))


@settings(max_examples=25)
@given(st.integers(0, 10**9))
def test_any_state_turns_into_any_other_and_back(seed: int) -> None:
    chance = Random(seed)
    with tempfile.TemporaryDirectory() as folder, closing(a_register(Path(folder), points=4)) as register:
        for _ in range(chance.randrange(4)):
            wander(register, chance)
        then, was = register.contents, everything(register)
        if chance.random() < 0.3:
            copy_forward(register, 2022, 2023, keep_decisions=True)
        for _ in range(chance.randrange(5)):
            if len(all_of(register.contents, RiskBand)) > 2:
                wander(register, chance)
        before = everything(register)
        with register.step("Restore") as edit:
            edit.apply(changes_between(register.contents, then))
        assert everything(register) == was
        if before != was:
            register.undo()
        assert everything(register) == before
        assert found_wrong(register.path) == []


def test_nothing_lies_between_a_state_and_itself(register: Register) -> None:
    assert changes_between(register.contents, register.contents) == ()


@pytest.mark.parametrize("kind", [ScaleStep, RiskBand])
def test_values_that_must_differ_can_be_swapped(register: Register, kind: type[ScaleStep | RiskBand]) -> None:
    field = "value" if kind is ScaleStep else "lowest"
    one, other = all_of(register.contents, kind)[:2]
    swapped = {
        one.id: replace(one, **{field: getattr(other, field)}),
        other.id: replace(other, **{field: getattr(one, field)}),
    }
    then = {**register.contents, kind: {**register.contents[kind], **swapped}}
    with register.step("Restore") as edit:
        edit.apply(changes_between(register.contents, then))
    assert register.contents[kind] == then[kind]
    register.undo()
    assert register.contents[kind][one.id or 0] == one
