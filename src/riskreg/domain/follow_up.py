"""Following a plan up: its periods, what each of them holds, and what is due."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from riskreg.domain.follow_up_records import (
    Action,
    ControlResult,
    FollowUpPeriod,
    GoalResult,
    IndicatorResult,
)
from riskreg.domain.numbers import first_number
from riskreg.domain.records import ControlPoint, Goal, Indicator, Plan, Record
from riskreg.domain.scales import (
    MISSED,
    OVER,
    ActionSource,
    ActionStatus,
    Assessment,
    Decision,
    Direction,
    GoalKind,
    Repeats,
    ReportPeriod,
)
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

Subject: TypeAlias = ControlPoint | Goal | Indicator
Result: TypeAlias = ControlResult | GoalResult | IndicatorResult

# How many months a period has, and what its periods are called.
_MONTHS: Mapping[ReportPeriod, tuple[int, str]] = {
    ReportPeriod.TERTIAL: (4, N_("Tertial {number}")),
    ReportPeriod.QUARTER: (3, N_("Quarter {number}")),
    ReportPeriod.HALF_YEAR: (6, N_("Half-year {number}")),
}
_QUARTER = 3  # months


# ------------------------------------------------------------------ periods
def periods_for(plan: Plan, _: Texts) -> list[FollowUpPeriod]:
    """The periods that a plan is followed up in, as it says how often."""
    assert plan.year is not None
    months, name = _MONTHS[plan.report_period]
    return [
        FollowUpPeriod(
            plan_id=plan.id,
            name=_(name, number=number),
            start=datetime.date(plan.year, months * (number - 1) + 1, 1),
            end=_month_end(plan.year, months * number),
        )
        for number in range(1, 12 // months + 1)
    ]


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def is_past(period: FollowUpPeriod, today: datetime.date) -> bool:
    """Whether a period is past its end."""
    return period.end is not None and period.end < today


def period_now(year: Year, today: datetime.date) -> FollowUpPeriod | None:
    """The period to report on: the newest that has ended, else the first; None when there is none."""
    ended = [period for period in year.periods if is_past(period, today)]
    return ended[-1] if ended else next(iter(year.periods), None)


def refuse_without_periods(year: Year) -> None:
    """Raise Trouble when a plan has no report periods to tell of."""
    if not year.periods:
        raise Trouble(
            N_(
                "The plan for {year} has no report periods yet. "
                "Make them on the page Follow-up, or with riskreg follow-up FILE --make-periods"
            ),
            year=year.plan.year,
        )


# ------------------------------------------------------------------ what a period holds
@dataclass(frozen=True)
class Followed:
    """A year as one of its periods found it."""

    year: Year
    period: FollowUpPeriod

    @cached_property
    def points(self) -> tuple[ControlPoint, ...]:
        """The control points whose control is followed up."""
        return tuple(p for p in self.year.control_points if p.decision is Decision.HANDLE)

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the year; effect goals are followed up through them."""
        return tuple(g for g in self.year.goals if g.kind is GoalKind.GOAL)

    @cached_property
    def _results(self) -> dict[tuple[type, int | None], Result]:
        year, number = self.year, self.period.id
        found: dict[tuple[type, int | None], Result] = {}
        found |= {
            (ControlPoint, r.control_point_id): r for r in year.control_results if r.period_id == number
        }
        found |= {(Goal, r.goal_id): r for r in year.goal_results if r.period_id == number}
        found |= {(Indicator, r.indicator_id): r for r in year.indicator_results if r.period_id == number}
        return found

    def result(self, subject: Subject) -> Result:
        """What is recorded of a subject; an empty result, not stored, while nothing is."""
        stored = self._results.get((type(subject), subject.id))
        return stored or empty_result(subject, self.period)

    def control(self, point: ControlPoint) -> ControlResult:
        """The result of a control."""
        result = self.result(point)
        assert isinstance(result, ControlResult)
        return result

    def assessed(self, subject: Goal | Indicator) -> GoalResult | IndicatorResult:
        """The result of a goal or an indicator."""
        result = self.result(subject)
        assert not isinstance(result, ControlResult)
        return result

    @cached_property
    def without_result(self) -> tuple[ControlPoint, ...]:
        """The followed-up control points of which it is not known what the control showed."""
        return tuple(p for p in self.points if not is_reported(self.control(p)))

    @cached_property
    def without_value(self) -> tuple[Indicator, ...]:
        """The indicators that have no value."""
        return tuple(i for i in self.year.indicators if self.assessed(i).value is None)

    @cached_property
    def deviating(self) -> tuple[ControlPoint, ...]:
        """The control points whose control found deviations."""
        return tuple(p for p in self.points if self.control(p).deviations)

    @cached_property
    def missed(self) -> tuple[Goal | Indicator, ...]:
        """The goals and indicators that are not met or at risk."""
        everything: tuple[Goal | Indicator, ...] = (*self.goals, *self.year.indicators)
        return tuple(s for s in everything if self.assessed(s).assessment in MISSED)

    @cached_property
    def wanting(self) -> tuple[Subject, ...]:
        """What wants an action and has none: deviations, and goals that are not met or at risk."""
        goals = (s for s in self.missed if isinstance(s, Goal))
        candidates: tuple[Subject, ...] = (*self.deviating, *goals)
        return tuple(s for s in candidates if not self.actions_for(s))

    def actions_for(self, subject: Subject) -> tuple[Action, ...]:
        """The actions that came from a subject in this period."""
        return tuple(a for a in self.year.actions if a.period_id == self.period.id and came_from(a, subject))

    @cached_property
    def assessments(self) -> Counter[Assessment | None]:
        """How many goals are assessed how."""
        return Counter(self.assessed(goal).assessment for goal in self.goals)


def empty_result(subject: Subject, period: FollowUpPeriod) -> Result:
    """A result with nothing in it, not stored."""
    if isinstance(subject, ControlPoint):
        return ControlResult(control_point_id=subject.id, period_id=period.id)
    if isinstance(subject, Goal):
        return GoalResult(goal_id=subject.id, period_id=period.id)
    return IndicatorResult(indicator_id=subject.id, period_id=period.id)


def blank_results(year: Year, kind: type[Record]) -> Iterator[Result]:
    """The empty results of a kind that each period of a year is followed up with."""
    for period in year.periods:
        followed = Followed(year, period)
        subjects: Mapping[type[Record], Sequence[Subject]] = {
            ControlResult: followed.points,
            GoalResult: followed.goals,
            IndicatorResult: year.indicators,
        }
        yield from (empty_result(subject, period) for subject in subjects.get(kind, ()))


def came_from(action: Action, subject: Subject) -> bool:
    """Whether an action came from this subject."""
    if isinstance(subject, ControlPoint):
        return action.control_point_id == subject.id
    return (action.goal_id if isinstance(subject, Goal) else action.indicator_id) == subject.id


def is_reported(result: ControlResult) -> bool:
    """Whether a result says what the control showed, or at least that and when it was done."""
    return (result.done_on, result.checked, result.deviations, result.outcome) != (None,) * 4


def suggested(indicator: Indicator, result: IndicatorResult) -> Assessment | None:
    """What the target and the direction of an indicator suggest of a value; the user decides."""
    target = first_number(indicator.target)
    if target is None or result.value is None or indicator.direction is None:
        return None
    met = result.value >= target if indicator.direction is Direction.HIGHER else result.value <= target
    return Assessment.MET if met else Assessment.NOT_MET


# ------------------------------------------------------------------ actions
def unacted(year: Year) -> tuple[ControlPoint, ...]:
    """The control points that are decided to be acted on now, and have no action yet."""
    acted = {action.control_point_id for action in year.actions}
    return tuple(p for p in year.control_points if p.decision is Decision.ACT and p.id not in acted)


def next_due(action: Action, year: int) -> datetime.date | None:
    """The day by which an action is to be done: its date, or the end of the year or quarter that it repeats
    in.  None when neither is said."""
    if action.due or not action.repeats:
        return action.due
    if action.repeats is Repeats.YEARLY:
        return datetime.date(year, 12, 31)
    ends = [_month_end(year, month) for month in range(_QUARTER, 13, _QUARTER)]
    return next((end for end in ends if action.done_on is None or end > action.done_on), ends[-1])


def is_open(action: Action) -> bool:
    """Whether something is left to do."""
    return action.status not in OVER


def is_overdue(action: Action, year: int, today: datetime.date) -> bool:
    """Whether an action should have been done before today."""
    due = next_due(action, year)
    return is_open(action) and due is not None and due < today


def done(action: Action, today: datetime.date) -> Action:
    """The action once it is done; one that repeats and has a date stays open for the next time."""
    if not action.repeats or not action.due:
        return replace(action, status=ActionStatus.DONE, done_on=today)
    return replace(action, due=_later(action.due, action.repeats), done_on=today)


def _later(due: datetime.date, repeats: Repeats) -> datetime.date:
    months = 12 if repeats is Repeats.YEARLY else _QUARTER
    year, month = divmod(due.year * 12 + due.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(due.day, calendar.monthrange(year, month + 1)[1]))


def action_on(year: Year, point: ControlPoint, text: str, position: int) -> Action:
    """A new action that a decision to act now asks for, not stored."""
    return Action(
        plan_id=year.plan.id,
        position=position,
        text=text,
        responsible=point.responsible,
        source=ActionSource.DECISION,
        control_point_id=point.id,
    )


def action_for(followed: Followed, subject: Subject, text: str, position: int) -> Action:
    """A new action against a deviation or a goal not met, not stored."""
    point = subject if isinstance(subject, ControlPoint) else None
    goal = subject if isinstance(subject, Goal) else None
    return Action(
        plan_id=followed.year.plan.id,
        position=position,
        text=followed.result(subject).comment.strip() or text,
        responsible=point.responsible if point else "",
        source=ActionSource.DEVIATION if point else ActionSource.GOAL,
        control_point_id=point.id if point else None,
        goal_id=goal.id if goal else None,
        indicator_id=subject.id if isinstance(subject, Indicator) else None,
        period_id=followed.period.id,
    )


def origin_of(year: Year, action: Action) -> tuple[Subject | None, FollowUpPeriod | None]:
    """What an action came from, and in which period; None where that is not known."""
    subjects: tuple[Subject, ...] = (*year.control_points, *year.goals, *year.indicators)
    subject = next((s for s in subjects if came_from(action, s)), None)
    return subject, next((p for p in year.periods if p.id == action.period_id), None)
