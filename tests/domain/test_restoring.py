"""Bringing records back as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from riskreg.domain.change import Change, Contents, all_of, applied, removal
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    Goal,
    Plan,
    Record,
    ScaleStep,
)
from riskreg.domain.restoring import follows, is_so_now, restoration
from riskreg.domain.scales import Axis, GoalKind
from riskreg.faults import Trouble
from tests.builders import an_edit, fill


def full() -> Contents:
    """A plan with four control points, an effect goal with two goals, indicators, and links between all."""
    edit, plan = an_edit()
    fill(edit, plan)
    return edit.contents


def everything(contents: Contents) -> list[Record]:
    return [record for group in contents.values() for record in group.values()]


def without(contents: Contents, *records: Record) -> tuple[Contents, Sequence[Change]]:
    """The contents after records were removed, and the step that did it."""
    step = removal(contents, *records)
    return applied(contents, step), step


CONTENTS = full()
POINT = all_of(CONTENTS, ControlPoint)[0]
EFFECT, GOAL = all_of(CONTENTS, Goal)[:2]
PLAN = all_of(CONTENTS, Plan)[0]


# ------------------------------------------------------------------ what was deleted
@pytest.mark.parametrize("record", everything(CONTENTS), ids=lambda record: f"{record.table}-{record.id}")
def test_whatever_is_deleted_comes_back_with_all_that_was_part_of_it(record: Record) -> None:
    after, step = without(CONTENTS, record)
    way = restoration(record, step, after)
    assert applied(after, way.changes) == CONTENTS
    assert way.lost == 0


def test_links_whose_other_end_is_gone_stay_away_and_are_counted() -> None:
    after, step = without(CONTENTS, POINT)
    goal_gone, _step = without(after, GOAL)
    way = restoration(POINT, step, goal_gone)
    came = [change.after for change in way.changes]
    assert POINT in came
    assert [type(record) for record in came] == [ControlPoint, ControlPointIndicator]
    assert way.lost == 1


def test_a_link_that_exists_again_is_not_made_twice() -> None:
    link = all_of(CONTENTS, ControlPointGoal)[0]
    after, step = without(CONTENTS, link)
    again = applied(after, [Change(None, replace(link, id=99))])
    with pytest.raises(Trouble, match="another has its place now"):
        restoration(link, step, again)


def test_a_goal_comes_back_without_the_effect_goal_that_is_gone() -> None:
    after, step = without(CONTENTS, GOAL)
    gone, _step = without(after, EFFECT)
    way = restoration(GOAL, step, gone)
    back = applied(gone, way.changes)[Goal][GOAL.id or 0]
    assert back == replace(GOAL, parent_id=None)
    assert way.lost == 1


def test_a_goal_that_serves_another_meanwhile_is_not_taken_from_it() -> None:
    after, step = without(CONTENTS, EFFECT)
    other = Goal(id=77, plan_id=PLAN.id, kind=GoalKind.EFFECT, text="Another")
    loose = all_of(after, Goal)[0]
    moved = applied(after, [Change(None, other), Change(loose, replace(loose, parent_id=77))])
    back = applied(moved, restoration(EFFECT, step, moved).changes)
    assert back[Goal][loose.id or 0] == replace(loose, parent_id=77)
    assert [g.parent_id for g in all_of(back, Goal) if g.id not in (loose.id, EFFECT.id, 77)] == [EFFECT.id]


def test_a_part_says_to_bring_back_its_owner_first() -> None:
    after, step = without(CONTENTS, PLAN)
    with pytest.raises(Trouble, match="is no longer in the register: Plan"):
        restoration(POINT, step, after)
    assert follows(POINT, step, after)
    after, step = without(CONTENTS, POINT)
    link = next(c.before for c in step if isinstance(c.before, ControlPointGoal))
    with pytest.raises(Trouble, match="is no longer in the register: Control point"):
        restoration(link, step, after)
    assert follows(link, step, after)
    assert not follows(link, step, CONTENTS)


def test_what_was_let_go_follows_what_it_led_to() -> None:
    after, step = without(CONTENTS, EFFECT)
    assert follows(GOAL, step, after)
    assert not is_so_now(GOAL, after)
    assert not follows(replace(GOAL, text="Older"), step, after)
    assert not follows(GOAL, step, CONTENTS)


def test_a_taken_place_is_not_given_back() -> None:
    after, step = without(CONTENTS, PLAN)
    taken = applied(after, [Change(None, Plan(id=50, year=PLAN.year))])
    with pytest.raises(Trouble, match="“2022” cannot come back as it was, because another has its place"):
        restoration(PLAN, step, taken)


def test_a_scale_has_no_gap() -> None:
    third, fourth = [s for s in all_of(CONTENTS, ScaleStep) if s.axis is Axis.LIKELIHOOD][2:]
    after, step = without(CONTENTS, third, fourth)
    with pytest.raises(Trouble, match="Step 4 of “Likelihood” can come back only above step 3"):
        restoration(fourth, step, after)
    with_third = applied(after, restoration(third, step, after).changes)
    assert applied(with_third, restoration(fourth, step, with_third).changes) == CONTENTS


# ------------------------------------------------------------------ what was changed
def test_a_changed_record_gets_its_old_values_and_keeps_its_place() -> None:
    now = replace(POINT, text="Another", likelihood=None, position=9)
    changed = applied(CONTENTS, [Change(POINT, now)])
    (change,) = restoration(POINT, [Change(POINT, now)], changed).changes
    assert change == Change(now, replace(POINT, position=9))
    assert not is_so_now(POINT, changed)


def test_what_is_the_same_is_no_change() -> None:
    assert restoration(POINT, [], CONTENTS).changes == ()
    assert is_so_now(POINT, CONTENTS)
    moved = applied(CONTENTS, [Change(POINT, replace(POINT, position=9))])
    assert restoration(POINT, [], moved).changes == ()


def test_an_old_value_whose_place_is_taken_is_refused() -> None:
    now = replace(PLAN, year=2030)
    taken = applied(CONTENTS, [Change(PLAN, now), Change(None, Plan(id=50, year=PLAN.year))])
    with pytest.raises(Trouble, match="another has its place now"):
        restoration(PLAN, [Change(PLAN, now)], taken)


def test_an_older_version_of_a_deleted_record_comes_back_alone() -> None:
    older = replace(POINT, text="Older")
    after, _step = without(CONTENTS, POINT)
    way = restoration(older, [Change(older, POINT)], after)
    assert way.changes == (Change(None, older),)
