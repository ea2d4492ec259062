"""The open register: one door for change, undo of everything, and refusals that write nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from riskreg.domain.change import all_of
from riskreg.domain.fields import field_of
from riskreg.domain.ordering import moved
from riskreg.domain.records import ControlPoint, ControlPointGoal, Goal, Plan
from riskreg.domain.scales import Decision, GoalKind
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.keeping import copy_forward
from riskreg.opening import new_register, open_register
from riskreg.register import Announcement, Register
from riskreg.store.content import CHANGED_MEANWHILE
from riskreg.store.lock import lock_file
from riskreg.texts import Texts
from tests.builders import a_goal, a_point, a_register, any_text, any_value, everything, found_wrong


def first(register: Register) -> ControlPoint:
    return register.year(2022).control_points[0]


def edit_first(register: Register, **values: Any) -> ControlPoint:
    """Change the first control point in one step."""
    after = replace(first(register), **values)
    with register.step("Edit") as edit:
        edit.put(first(register), after)
    return after


# ------------------------------------------------------------------ steps
def test_a_new_register_has_a_plan_with_the_usual_scales(tmp_path: Path, sv: Texts) -> None:
    with closing(new_register(tmp_path / "a.riskreg", "Nämnden", 2024, sv)) as register:
        year = register.year(2024)
    assert year.organisation.name == "Nämnden"
    assert (
        [step.value for step in year.likelihoods]
        == [step.value for step in year.consequences]
        == [1, 2, 3, 4]
    )
    assert [(band.lowest, year.highest(band)) for band in year.bands] == [(1, 2), (3, 7), (8, 15), (16, 16)]
    assert year.control_points == ()


def test_a_step_is_on_disk_when_it_ends(register: Register) -> None:
    after = edit_first(register, responsible="Controllern", decision=None, likelihood=4)
    assert first(register) == after
    register.close()
    with closing(open_register(register.path)) as again:
        assert first(again) == after
        assert everything(again) == everything(register)


def test_a_step_without_changes_leaves_no_trace(register: Register) -> None:
    before = register.history()
    with register.step("Nothing") as edit:
        edit.put(first(register), first(register))
    assert register.history() == before


def test_an_error_inside_a_step_writes_nothing(register: Register) -> None:
    before, history, content = register.contents, register.history(), register.path.read_bytes()
    with pytest.raises(RuntimeError, match="midway"), register.step("Add") as edit:  # noqa: PT012
        edit.add(a_point(register.year(2022).plan))
        raise RuntimeError("midway")
    assert (register.contents, register.history()) == (before, history)
    assert register.path.read_bytes() == content


def test_a_year_is_a_value_that_later_steps_leave_alone(register: Register) -> None:
    year, point = register.year(2022), first(register)
    edit_first(register, text="En annan text")
    assert year.control_points[0] is point
    assert register.year(2022).control_points[0].text == "En annan text"


def test_a_step_sees_what_it_has_done_so_far(register: Register) -> None:
    with register.step("Add and remove") as edit:
        point = edit.add(a_point(register.year(2022).plan))
        link = edit.add(ControlPointGoal(control_point_id=point.id, goal_id=1))
        assert edit.contents[ControlPointGoal][link.id or 0] == link
        edit.remove(point)
        assert link.id not in edit.contents[ControlPointGoal]
    assert point.id not in register.contents[ControlPoint]


# ------------------------------------------------------------------ removal
def test_removal_takes_what_is_linked_along_and_lets_go_what_points_there(register: Register) -> None:
    year = register.year(2022)
    effect, goal = year.effect_goals[0], year.goals_under(year.effect_goals[0])[0]
    with register.step("Remove") as edit:
        edit.remove(effect, goal)
    after = register.year(2022)
    assert after.effect_goals == ()
    assert [g.parent_id for g in after.goals] == [None]
    assert after.goals_of(after.control_points[0]) == ()
    assert not [link for link in after.goal_indicators if link.goal_id == goal.id]
    register.undo()
    assert register.year(2022) == year


def test_a_whole_plan_can_be_removed_and_brought_back(register: Register) -> None:
    copy_forward(register, 2022, 2023, keep_decisions=True)
    before = everything(register)
    with register.step("Remove the plan") as edit:
        edit.remove(register.year(2022).plan)
    assert register.years == (2023,)
    assert {p.plan_id for p in all_of(register.contents, ControlPoint)} == {register.year(2023).plan.id}
    register.undo()
    assert everything(register) == before


def test_a_removed_id_never_comes_back(register: Register) -> None:
    def add() -> int | None:
        with register.step("Add") as edit:
            return edit.add(a_point(register.year(2022).plan)).id

    given_before = add()
    register.undo()
    following = add()
    with register.step("Remove") as edit:
        edit.remove(register.contents[ControlPoint][following or 0])
    register.close()
    with closing(open_register(register.path)) as again, again.step("Add") as edit:
        last = edit.add(a_point(again.year(2022).plan)).id
    assert len({given_before, following, last}) == 3


# ------------------------------------------------------------------ undo and redo
def _bulk(register: Register) -> None:
    with register.step("Accept all") as edit:
        for point in register.year(2022).control_points:
            edit.put(point, replace(point, decision=Decision.ACCEPT, position=9 - point.position))


def _remove(register: Register) -> None:
    with register.step("Remove") as edit:
        edit.remove(*register.year(2022).goals, *register.year(2022).control_points)


def _reorder(register: Register) -> None:
    points = register.year(2022).control_points
    with register.step("Move") as edit:
        edit.apply(moved(points, points[0], 2))


def _twice(register: Register) -> None:
    with register.step("Edit twice") as edit:
        once = replace(first(register), text="En gång")
        edit.put(first(register), once)
        edit.put(once, replace(once, text="Två gånger"))


@pytest.mark.parametrize(
    "deed",
    [
        lambda register: edit_first(register, likelihood=4, consequence=None),
        _bulk,
        _remove,
        _reorder,
        _twice,
        lambda register: copy_forward(register, 2022, 2023, keep_decisions=False),
    ],
    ids=["edit", "bulk", "removal", "order", "twice", "copy"],
)
def test_everything_is_undone_and_redone_even_after_reopening(
    register: Register, deed: Callable[[Register], object]
) -> None:
    before = everything(register)
    deed(register)
    after = everything(register)
    assert after != before
    register.close()
    with closing(open_register(register.path)) as again:
        again.undo()
        assert everything(again) == before
    register.close()
    with closing(open_register(register.path)) as again:
        again.redo()
        assert everything(again) == after
        assert found_wrong(again.path) == []
        assert again.damaged == ()


def test_undo_names_the_step_and_stops_at_the_beginning(register: Register) -> None:
    edit_first(register, text="Ny text")
    assert register.undoable
    assert register.undoable.label == "Edit"
    register.undo()
    assert register.redoable
    assert register.redoable.label == "Edit"
    register.undo()
    assert register.undoable is None
    history = register.history()
    register.undo()
    assert register.history() == history


def test_a_new_step_ends_what_could_be_redone(register: Register) -> None:
    edit_first(register, text="Ett")
    register.undo()
    edit_first(register, text="Två")
    assert register.redoable is None
    register.redo()
    assert first(register).text == "Två"


# ------------------------------------------------------------------ what is refused
@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"likelihood": 5}, "5 is not on the scale of “Likelihood”. Choose one of 1, 2, 3, 4."),
        ({"consequence": 0}, "0 is not on the scale of “Consequence”"),
        ({"text": ""}, "“Control point” must not be empty"),
        ({"text": " \n "}, "“Control point” must not be empty"),
        ({"analysis": "å" * 1_000_000}, "has 1000000 characters; at most 32767 fit"),
        ({"responsible": "x" * 1_001}, "at most 1000 fit"),
        ({"method": "klipp\x00ut"}, r"control character \(U\+0000\)"),
        ({"status": "\ud800"}, r"control character \(U\+D800\)"),
    ],
)
def test_a_value_that_a_register_cannot_hold_is_refused(
    register: Register, values: dict[str, Any], says: str
) -> None:
    before, content = register.contents, register.path.read_bytes()
    with pytest.raises(Trouble, match=says):
        edit_first(register, **values)
    assert register.contents == before
    assert register.path.read_bytes() == content


@pytest.mark.parametrize(
    ("year", "says"),
    [
        (2022, "2022 is the year that is copied from"),
        (22, "22 is not a year"),
        (99999, "99999 is not a year"),
    ],
)
def test_a_year_that_cannot_be_is_refused(register: Register, year: int, says: str) -> None:
    before = everything(register)
    with pytest.raises(Trouble, match=says):
        copy_forward(register, 2022, year, keep_decisions=True)
    assert everything(register) == before
    with pytest.raises(Trouble, match=r"no plan for 1999\. The years in it: 2022"):
        register.year(1999)


def test_every_refusal_is_said_in_swedish_too(register: Register, sv: Texts) -> None:
    with pytest.raises(Trouble) as refused:
        edit_first(register, likelihood=7)
    sentence = refused.value.say(sv)
    assert "7" in sentence
    assert sv(field_of(ControlPoint, "likelihood").label) in sentence


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(text=any_text.filter(str.strip), line=any_text)
def test_any_text_is_kept_literally(register: Register, text: str, line: str) -> None:
    edit_first(register, text=text, responsible=line, analysis="<b>& <img src=x>{year}%s")
    with closing(open_register(register.path)) as again:
        point = first(again)
    assert (point.text, point.responsible) == (text, line)
    assert point.analysis == "<b>& <img src=x>{year}%s"


# ------------------------------------------------------------------ two at once
def test_the_second_writer_is_refused_and_then_sees_the_newer_version(register: Register) -> None:
    lock_file(register.path).unlink()  # as where no lock reaches the other machine
    with closing(open_register(register.path)) as other:
        theirs = edit_first(register, text="Först")
        heard: list[Announcement] = []
        other.listen(heard.append)
        with pytest.raises(Trouble) as refused:
            edit_first(other, analysis="Sist")
        assert refused.value.sentence == CHANGED_MEANWHILE
        assert [announcement.entry for announcement in heard] == [None]
        assert first(other) == theirs
        both = edit_first(other, analysis="Sist")
        assert (both.text, both.analysis) == ("Först", "Sist")
    register.close()
    with closing(open_register(register.path)) as again:
        assert first(again) == both
        assert found_wrong(again.path) == []


def test_a_stale_record_is_refused(register: Register) -> None:
    stale = first(register)
    edit_first(register, text="Nyare")
    with pytest.raises(Trouble, match="changed the register meanwhile"), register.step("Edit") as edit:
        edit.put(stale, replace(stale, text="Äldre"))
    assert first(register).text == "Nyare"


# ------------------------------------------------------------------ listeners
def test_listeners_hear_of_a_step_once_it_is_on_disk(register: Register) -> None:
    heard: list[tuple[Announcement, str]] = []

    def listen(announcement: Announcement) -> None:
        with closing(open_register(register.path)) as again:
            heard.append((announcement, first(again).text))

    hush = register.listen(listen)
    before = first(register)
    after = edit_first(register, text="Hörd")
    (announcement, text), *more = heard
    assert more == []
    assert text == "Hörd"
    assert announcement.entry
    assert announcement.entry.label == "Edit"
    assert [(change.before, change.after) for change in announcement.changes] == [(before, after)]
    hush()
    register.undo()
    assert len(heard) == 1


def test_the_time_of_saving_is_known(register: Register) -> None:
    register.close()
    with closing(open_register(register.path)) as again:
        assert again.saved_at is None
        again.undo()
        assert again.saved_at


# ------------------------------------------------------------------ any order of deeds
class AnyDeeds(RuleBasedStateMachine):
    """Whatever is done in whatever order: undoing all of it gives back what was, and the chain holds."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.register = a_register(Path(self._folder.name), points=2)
        self.start = everything(self.register)
        self.depth = 0  # steps since the start that are not undone

    @property
    def plans(self) -> list[Plan]:
        return all_of(self.register.contents, Plan)

    def step(self, deed: Callable[[Edit], object]) -> None:
        """Do a deed; one that changes nothing is no step."""
        before = len(self.register.history())
        with self.register.step("Deed") as edit:
            deed(edit)
        self.depth += len(self.register.history()) - before

    @rule(text=any_text.filter(str.strip), likelihood=any_value(field_of(ControlPoint, "likelihood")))
    def add(self, text: str, likelihood: int | None) -> None:
        plan = self.plans[-1]

        def deed(edit: Edit) -> None:
            point = edit.add(a_point(plan, text=text, likelihood=likelihood))
            goal = edit.add(a_goal(plan, kind=GoalKind.EFFECT))
            edit.add(ControlPointGoal(control_point_id=point.id, goal_id=goal.id))

        self.step(deed)

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        points = all_of(self.register.contents, ControlPoint)
        if not points:
            return
        point = data.draw(st.sampled_from(points))
        name = data.draw(st.sampled_from(["decision", "consequence", "analysis", "extent"]))
        value = data.draw(any_value(field_of(ControlPoint, name)))
        self.step(lambda edit: edit.put(point, replace(point, **{name: value})))

    @rule(data=st.data(), kind=st.sampled_from([ControlPoint, Goal]))
    def remove(self, data: st.DataObject, kind: type[ControlPoint | Goal]) -> None:
        records = all_of(self.register.contents, kind)
        if records:
            chosen = data.draw(st.lists(st.sampled_from(records), max_size=3))
            self.step(lambda edit: edit.remove(*chosen))

    @rule(year=st.integers(2023, 2025), keep=st.booleans())
    def copy(self, year: int, keep: bool) -> None:
        if year not in self.register.years:
            copy_forward(self.register, self.register.years[0], year, keep_decisions=keep)
            self.depth += 1

    @precondition(lambda self: self.depth)
    @rule()
    def undo(self) -> None:
        self.register.undo()
        self.depth -= 1

    @precondition(lambda self: self.register.redoable)
    @rule()
    def redo(self) -> None:
        self.register.redo()
        self.depth += 1

    @rule()
    def reopen(self) -> None:
        before = self.register.contents, self.register.undoable, self.register.redoable
        self.register.close()
        self.register = open_register(self.register.path)
        assert (self.register.contents, self.register.undoable, self.register.redoable) == before

    @invariant()
    def every_year_can_be_shown(self) -> None:
        for year in self.register.years:
            self.register.year(year)

    def teardown(self) -> None:
        for _ in range(self.depth):
            self.register.undo()
        assert everything(self.register) == self.start
        self.register.reload()
        assert everything(self.register) == self.start
        assert found_wrong(self.register.path) == []
        assert self.register.damaged == ()
        self.register.close()
        self._folder.cleanup()


TestAnyDeeds = AnyDeeds.TestCase
TestAnyDeeds.settings = settings(max_examples=15, stateful_step_count=20)
