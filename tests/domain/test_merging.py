"""Two versions that went their own ways: what differs is found, and what is taken comes whole."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskreg.domain.change import Contents, all_of
from riskreg.domain.fields import visible_fields
from riskreg.domain.merging import SURE, Difference, Where
from riskreg.domain.records import (
    RECORDS,
    ControlPoint,
    ControlPointGoal,
    Goal,
    Organisation,
    Plan,
    RiskBand,
)
from riskreg.keeping import copy_forward, merge, other_version
from riskreg.opening import open_register
from riskreg.register import Register
from tests.builders import a_goal, a_point, a_register, everything, found_wrong
from tests.domain.test_compare import wander


@contextmanager
def two_versions() -> Iterator[tuple[Register, Register]]:
    """A register, and a copy of it that goes its own way."""
    with tempfile.TemporaryDirectory() as folder, closing(a_register(Path(folder), points=4)) as ours:
        path = ours.path.with_name("conflict.riskreg")
        shutil.copy(ours.path, path)
        with closing(open_register(path)) as theirs:
            yield ours, theirs


@pytest.fixture
def pair() -> Iterator[tuple[Register, Register]]:
    with two_versions() as versions:
        yield versions


def go_astray(register: Register, chance: Random) -> None:
    """Some steps of any sort."""
    for _ in range(chance.randrange(5)):
        if len(all_of(register.contents, RiskBand)) > 2:
            wander(register, chance)


def found(ours: Register, theirs: Register) -> tuple[Difference, ...]:
    return other_version(ours, theirs.path).differences


def held(contents: Contents) -> Counter[object]:
    """What people see, without any number."""
    return Counter(
        (kind, *(getattr(record, f.name) for f in visible_fields(kind)))
        for kind in RECORDS
        for record in all_of(contents, kind)
    )


def point(register: Register, number: int = 0) -> ControlPoint:
    return register.year(2022).control_points[number]


def change(register: Register, number: int = 0, **values: object) -> None:
    with register.step("Change") as edit:
        before = point(register, number)
        edit.put(before, replace(before, **values))  # type: ignore[arg-type]


@settings(max_examples=20)
@given(st.integers(0, 10**9))
def test_taking_all_makes_the_versions_alike_and_undo_takes_it_back(seed: int) -> None:
    chance = Random(seed)
    with two_versions() as (ours, theirs):
        for one in (ours, theirs):
            if chance.random() < 0.3:
                copy_forward(one, 2022, 2023, keep_decisions=True)
            go_astray(one, chance)
        before = everything(ours)
        version = other_version(ours, theirs.path)
        merge(ours, version, version.differences)
        assert held(ours.contents) == held(theirs.contents)
        assert found(ours, theirs) == ()
        assert found_wrong(ours.path) == []
        if everything(ours) != before:
            ours.undo()
        assert everything(ours) == before


@settings(max_examples=20)
@given(st.integers(0, 10**9))
def test_any_choice_leaves_a_sound_register(seed: int) -> None:
    chance = Random(seed)
    with two_versions() as (ours, theirs):
        for one in (ours, theirs):
            copy_forward(one, 2022, 2023, keep_decisions=True)
            go_astray(one, chance)
        version = other_version(ours, theirs.path)
        merge(ours, version, [d for d in version.differences if chance.random() < 0.5])
        assert found_wrong(ours.path) == []


def test_says_where_a_record_was_changed(pair: tuple[Register, Register]) -> None:
    ours, theirs = pair
    change(theirs, 0, responsible="Anna")
    change(ours, 1, responsible="Bo")
    change(theirs, 2, responsible="Anna")
    change(ours, 2, method="Stickprov")
    change(theirs, 3, responsible="Anna")
    change(ours, 3, responsible="Bo")
    where = {d.record.id: d.where for d in found(ours, theirs)}
    assert where == {
        point(ours, 0).id: Where.THERE,
        point(ours, 1).id: Where.HERE,
        point(ours, 2).id: Where.APART,
        point(ours, 3).id: Where.CLASH,
    }


def test_taking_what_is_sure_loses_nothing_of_ours(pair: tuple[Register, Register]) -> None:
    ours, theirs = pair
    change(theirs, 0, responsible="Anna")
    change(theirs, 0, analysis="Ny analys")
    change(ours, 0, method="Stickprov")
    change(ours, 1, responsible="Bo")
    version = other_version(ours, theirs.path)
    merge(ours, version, [d for d in version.differences if d.where in SURE])
    assert (point(ours).responsible, point(ours).analysis) == ("Anna", "Ny analys")
    assert point(ours).method == "Stickprov"
    assert point(ours, 1).responsible == "Bo"


def test_the_same_number_given_twice_is_two_records(pair: tuple[Register, Register]) -> None:
    ours, theirs = pair
    for one, text in ((ours, "Vår risk"), (theirs, "Deras risk")):
        with one.step("Add") as edit:
            edit.add(a_point(one.year(2022).plan, text=text, position=9))
    assert [d.where for d in found(ours, theirs)] == [Where.HERE, Where.THERE]
    version = other_version(ours, theirs.path)
    merge(ours, version, [d for d in version.differences if d.where is Where.THERE])
    texts = [p.text for p in ours.year(2022).control_points]
    assert "Vår risk" in texts
    assert "Deras risk" in texts


def test_what_a_chosen_record_is_part_of_comes_along(pair: tuple[Register, Register]) -> None:
    ours, theirs = pair
    with theirs.step("Add") as edit:
        plan = theirs.year(2022).plan
        parent = edit.add(a_goal(plan, text="Överordnat"))
        goal = edit.add(a_goal(plan, parent_id=parent.id, text="Nytt mål"))
        added = edit.add(a_point(plan, text="Ny risk"))
        edit.add(ControlPointGoal(control_point_id=added.id, goal_id=goal.id))
    version = other_version(ours, theirs.path)
    merge(ours, version, [d for d in version.differences if isinstance(d.record, ControlPointGoal)])
    year = ours.year(2022)
    (taken,) = [p for p in year.control_points if p.text == "Ny risk"]
    assert [g.text for g in year.goals_of(taken)] == ["Nytt mål"]
    (goal_here,) = [g for g in all_of(ours.contents, Goal) if g.text == "Nytt mål"]
    assert goal_here.parent_id is None  # the effect goal was not chosen
    assert found_wrong(ours.path) == []


def test_a_year_that_only_the_other_has_comes_whole(pair: tuple[Register, Register]) -> None:
    ours, theirs = pair
    copy_forward(theirs, 2022, 2023, keep_decisions=True)
    version = other_version(ours, theirs.path)
    merge(ours, version, version.differences)
    assert ours.years == (2023, 2022)
    assert len(ours.year(2023).control_points) == len(theirs.year(2023).control_points)
    ours.undo()
    assert set(ours.years) == {2022}


def test_of_no_kin_nobody_knows_who_changed_what(tmp_path: Path, register: Register) -> None:
    with closing(a_register(tmp_path, points=2, name="annan.riskreg")) as stranger:
        with stranger.step("Rename") as edit:
            organisation = all_of(stranger.contents, Organisation)[0]
            edit.put(organisation, replace(organisation, host="Kommunen"))
        version = other_version(register, stranger.path)
    assert not version.are_kin
    assert {d.where for d in version.differences} == {Where.UNKNOWN}
    assert {type(d.record) for d in version.differences} >= {Organisation, ControlPoint}
    assert Plan not in {type(d.record) for d in version.differences}  # both have 2022, alike


def test_two_that_are_the_same_have_no_differences(pair: tuple[Register, Register]) -> None:
    assert found(*pair) == ()
