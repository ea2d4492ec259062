from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.records import ControlPoint, ScaleStep
from riskreg.domain.scales import Decision
from riskreg.domain.year import Year, year_of
from riskreg.domain.year_changes import Shift, changes_since
from riskreg.edit import Edit
from tests.builders import YEAR, a_point, an_edit, copy_on, fill, year_with


def next_year(points: int = 6, *, keep_decisions: bool = True) -> tuple[Edit, Year]:
    """An edit with a filled plan and the year after it, carried forward, and that year."""
    edit, plan = an_edit()
    fill(edit, plan, points)
    copy_on(edit, YEAR, YEAR + 1, keep_decisions=keep_decisions)
    return edit, year_of(edit.contents, YEAR + 1)


def told(edit: Edit) -> list[tuple[Shift, str]]:
    """The changes of the newest year, each with the number of its point."""
    year = year_of(edit.contents, YEAR + 1)
    previous = year.previous
    assert previous is not None
    return [
        (change.shift, year.number(change.after) if change.after else previous.number(change.before))  # type: ignore[arg-type]
        for change in changes_since(year, previous)
    ]


def test_a_year_carried_forward_has_not_changed() -> None:
    edit, _year = next_year()
    assert told(edit) == []


def test_the_previous_year_is_the_newest_earlier_one() -> None:
    edit, year = next_year()
    copy_on(edit, YEAR, YEAR - 3, keep_decisions=True)
    assert year_of(edit.contents, YEAR + 1).previous == year_of(edit.contents, YEAR)
    assert year_of(edit.contents, YEAR).previous == year_of(edit.contents, YEAR - 3)
    assert year_of(edit.contents, YEAR - 3).previous is None
    assert year.previous is not None
    assert year_with().previous is None


def test_new_gone_raised_lowered_and_otherwise_decided() -> None:
    edit, year = next_year()
    first, second, third, *_others = year.control_points
    edit.put(first, replace(first, likelihood=4, consequence=4, decision=Decision.ACT))
    edit.put(third, replace(third, likelihood=1, text="Another text is no change"))
    edit.remove(second)
    edit.add(a_point(year.plan, position=99, text=second.text))  # the same text is not the same matter
    assert told(edit) == [
        (Shift.NEW, "K5"),
        (Shift.GONE, "K2"),
        (Shift.RAISED, "K1"),
        (Shift.LOWERED, "K2"),
        (Shift.DECIDED, "K1"),
    ]


def test_what_is_not_decided_yet_is_no_other_decision() -> None:
    edit, _year = next_year(keep_decisions=False)
    assert told(edit) == []


def test_values_on_other_scales_are_not_compared() -> None:
    edit, year = next_year()
    first = year.control_points[0]
    edit.put(first, replace(first, likelihood=4, consequence=4))
    assert [shift for shift, _number in told(edit)] == [Shift.RAISED]
    edit.add(ScaleStep(plan_id=year.plan.id, axis=year.likelihoods[0].axis, value=5, name="Säker"))
    assert told(edit) == []


@given(st.data())
def test_every_point_is_told_as_it_differs(data: st.DataObject) -> None:
    edit, year = next_year()
    expected: Counter[Shift] = Counter()
    scores = st.none() | st.integers(1, 4)
    for point in year.control_points:
        likelihood, decision = data.draw(scores), data.draw(st.none() | st.sampled_from(list(Decision)))
        after: ControlPoint = replace(point, likelihood=likelihood, decision=decision)
        edit.put(point, after)
        if after.risk_value is not None and point.risk_value is not None:
            expected[Shift.RAISED] += after.risk_value > point.risk_value
            expected[Shift.LOWERED] += after.risk_value < point.risk_value
        expected[Shift.DECIDED] += decision is not None and decision is not point.decision
    assert Counter(shift for shift, _number in told(edit)) == +expected
