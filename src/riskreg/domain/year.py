"""One year of the register as a frozen value: what pages show and paper prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from math import prod
from typing import Any, TypeAlias, TypeVar

from riskreg.domain.assessment_records import (
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.change import Contents, all_of
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.follow_up_records import (
    Action,
    ControlResult,
    FollowUpPeriod,
    GoalResult,
    IndicatorResult,
    YearReport,
)
from riskreg.domain.numbering import Linked, Numbered, numbered
from riskreg.domain.records import (
    KIND_OF,
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    ControlPointUndertaking,
    Edition,
    Event,
    Goal,
    GoalIndicator,
    Indicator,
    Organisation,
    Plan,
    Record,
    RiskBand,
    ScaleStep,
    Undertaking,
)
from riskreg.domain.scales import Axis, GoalKind, Origin, Scope
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.faults import Trouble
from riskreg.texts import N_

AssessmentPart: TypeAlias = AssessmentParticipant | AssessmentBenefit | AssessmentRisk | Action
T = TypeVar("T", ControlPoint, Goal, Indicator, Undertaking)
Listed = TypeVar(
    "Listed",
    Goal,
    Indicator,
    ControlPoint,
    ScaleStep,
    RiskBand,
    Undertaking,
    Edition,
    Event,
    ChangeAssessment,
    FollowUpPeriod,
    Action,
    YearReport,
    Participant,
)
L = TypeVar(
    "L",
    ControlPointGoal,
    ControlPointIndicator,
    GoalIndicator,
    ControlPointUndertaking,
    ControlResult,
    GoalResult,
    IndicatorResult,
    Vote,
)
Part = TypeVar("Part", bound=AssessmentPart)

ASSESSMENT_PARTS: tuple[type[AssessmentPart], ...] = (
    AssessmentParticipant,
    AssessmentBenefit,
    AssessmentRisk,
    Action,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Everything of one plan, in the user's order (own control points before mandatory ones,
    effect goals before goals), with the links in both directions."""

    organisation: Organisation
    plan: Plan
    likelihoods: tuple[ScaleStep, ...]  # ascending
    consequences: tuple[ScaleStep, ...]
    bands: tuple[RiskBand, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    control_points: tuple[ControlPoint, ...]
    point_goals: tuple[ControlPointGoal, ...]
    point_indicators: tuple[ControlPointIndicator, ...]
    goal_indicators: tuple[GoalIndicator, ...]
    editions: tuple[Edition, ...]  # of the plan, oldest first
    mandatory_editions: tuple[Edition, ...]  # of its mandatory control points alone, oldest first
    events: tuple[Event, ...]  # by date and time, those of a whole day first
    undertakings: tuple[Undertaking, ...]
    point_undertakings: tuple[ControlPointUndertaking, ...]
    periods: tuple[FollowUpPeriod, ...]  # by their days
    control_results: tuple[ControlResult, ...]
    goal_results: tuple[GoalResult, ...]
    indicator_results: tuple[IndicatorResult, ...]
    actions: tuple[Action, ...]
    report: YearReport | None
    assessments: tuple[ChangeAssessment, ...]
    participants: tuple[Participant, ...]  # of the workshop
    votes: tuple[Vote, ...]
    _parts: Mapping[tuple[type, int | None], tuple[AssessmentPart, ...]] = field(repr=False)
    _numbers: Mapping[tuple[type, int | None], str] = field(repr=False, compare=False)
    _linked: Mapping[tuple[type, int | None, type], tuple[Linked, ...]] = field(repr=False, compare=False)
    contents: Contents = field(repr=False, compare=False)  # of the register, when it was looked at

    @property
    def previous(self) -> Year | None:
        """The newest earlier year in the register; worked out anew each time, since few ask."""
        earlier = [year for year in years(self.contents) if year < (self.plan.year or 0)]
        return year_of(self.contents, earlier[0]) if earlier else None

    @property
    def effect_goals(self) -> tuple[Goal, ...]:
        """The goals of kind effect."""
        return tuple(g for g in self.goals if g.kind is GoalKind.EFFECT)

    def goals_under(self, effect_goal: Goal | None) -> tuple[Goal, ...]:
        """The goals that serve an effect goal; None gives those that serve none (any more)."""
        goals = (g for g in self.goals if g.kind is GoalKind.GOAL)
        if effect_goal:
            return tuple(g for g in goals if g.parent_id == effect_goal.id)
        effects = {g.id for g in self.effect_goals}
        return tuple(g for g in goals if g.parent_id not in effects)

    def number(self, record: Numbered) -> str:
        """The record's number as printed: K1, O2, E1, M3, I5, U1, F2, Å1."""
        return self._numbers[type(record), record.id]

    def numbered(self, number: str) -> Numbered:
        """The record with a number as printed, in capitals or not.  Trouble when there is none."""
        everything: tuple[Numbered, ...] = (
            *self.control_points,
            *self.goals,
            *self.indicators,
            *self.undertakings,
            *self.assessments,
            *self.actions,
        )
        record = next((r for r in everything if self.number(r) == number.strip().upper()), None)
        if record is None:
            raise Trouble(
                N_(
                    "There is no {number} in the plan for {year}. "
                    "What was deleted has no number: look for it with --deleted."
                ),
                number=number,
                year=self.plan.year,
            )
        return record

    def steps(self, axis: str) -> tuple[ScaleStep, ...]:
        """The steps of a scale, ascending."""
        return self.likelihoods if axis == Axis.LIKELIHOOD else self.consequences

    def step_name(self, axis: str, value: int | None) -> str:
        """The name of a step; empty for none and for a value that is not on the scale."""
        return next((s.name for s in self.steps(axis) if s.value == value), "")

    def band(self, value: int | None) -> RiskBand | None:
        """The band that a risk value lies in."""
        if value is None:
            return None
        fitting = [b for b in self.bands if b.lowest is not None and b.lowest <= value]
        return fitting[-1] if fitting else None

    def highest(self, band: RiskBand) -> int:
        """The highest risk value of a band."""
        at = self.bands.index(band) + 1
        following = self.bands[at].lowest if at < len(self.bands) else None
        if following is not None:
            return following - 1
        return prod(max((s.value or 0 for s in self.steps(axis)), default=0) for axis in Axis)

    def goals_of(self, point: ControlPoint) -> tuple[Goal, ...]:
        """The goals that a control point guards."""
        return self._others(point, Goal)

    def indicators_of(self, record: ControlPoint | Goal) -> tuple[Indicator, ...]:
        """The indicators that a control point guards or that measure a goal."""
        return self._others(record, Indicator)

    def points_of(self, record: Goal | Indicator | Undertaking) -> tuple[ControlPoint, ...]:
        """The control points that guard a goal or an indicator, or watch over an undertaking."""
        return self._others(record, ControlPoint)

    def undertakings_of(self, point: ControlPoint) -> tuple[Undertaking, ...]:
        """The undertakings that a control point watches over."""
        return self._others(point, Undertaking)

    def parts(self, assessment: ChangeAssessment, kind: type[Part]) -> tuple[Part, ...]:
        """The participants, benefits, risks or actions of an assessment, in the user's order."""
        return self._parts.get((kind, assessment.id), ())  # type: ignore[return-value]

    def assessed_risk(self, point: ControlPoint) -> tuple[ChangeAssessment, AssessmentRisk] | None:
        """The risk of an assessment that a control point was lifted from, and that assessment."""
        for assessment in self.assessments:
            for risk in self.parts(assessment, AssessmentRisk):
                if risk.control_point_id == point.id:
                    return assessment, risk
        return None

    def goals_measured_by(self, indicator: Indicator) -> tuple[Goal, ...]:
        """The goals that an indicator measures."""
        return self._others(indicator, Goal)

    def guards(self, goal: Goal) -> tuple[ControlPoint, ...]:
        """The control points linked to a goal, to one of its indicators or to a goal under it."""
        found = [*self.points_of(goal)]
        for indicator in self.indicators_of(goal):
            found += self.points_of(indicator)
        if goal.kind is GoalKind.EFFECT:
            for below in self.goals_under(goal):
                found += self.guards(below)
        return tuple(dict.fromkeys(found))

    def _others(self, record: Linked, kind: type[T]) -> tuple[T, ...]:
        return self._linked.get((type(record), record.id, kind), ())  # type: ignore[return-value]


def years(contents: Contents) -> tuple[int, ...]:
    """The years that have a plan, newest first."""
    return tuple(sorted((p.year for p in all_of(contents, Plan) if p.year is not None), reverse=True))


def organisation_of(contents: Contents) -> Organisation:
    """The organisation that the register belongs to; a nameless one when its record is damaged."""
    return next(iter(all_of(contents, Organisation)), Organisation())


def year_of(contents: Contents, year: int) -> Year:
    """One year's view of the contents.  Trouble when the register has no plan for it."""
    plan = _plan_for(contents, year)
    goals = _ordered(contents, Goal, plan, key=lambda g: (g.kind is GoalKind.GOAL, g.position, g.id))
    indicators = _ordered(contents, Indicator, plan, key=_placed)
    points = _ordered(
        contents, ControlPoint, plan, key=lambda p: (p.origin is Origin.MANDATORY, p.position, p.id)
    )
    undertakings = _ordered(contents, Undertaking, plan, key=_placed)
    assessments = _ordered(contents, ChangeAssessment, plan, key=_placed)
    steps = _ordered(contents, ScaleStep, plan, key=lambda s: s.value or 0)
    periods = _ordered(contents, FollowUpPeriod, plan, key=lambda p: (str(p.start), p.id))
    actions = _ordered(contents, Action, plan, key=_placed)
    participants = _ordered(contents, Participant, plan, key=_placed)
    ids = _ids((*points, *goals, *indicators, *undertakings, *periods, *participants))
    point_goals = _links(contents, ControlPointGoal, ids)
    point_indicators = _links(contents, ControlPointIndicator, ids)
    goal_indicators = _links(contents, GoalIndicator, ids)
    point_undertakings = _links(contents, ControlPointUndertaking, ids)
    editions = _ordered(contents, Edition, plan, key=lambda e: (e.number or 0, e.id))
    return Year(
        organisation=organisation_of(contents),
        plan=plan,
        likelihoods=tuple(s for s in steps if s.axis is Axis.LIKELIHOOD),
        consequences=tuple(s for s in steps if s.axis is Axis.CONSEQUENCE),
        bands=_ordered(contents, RiskBand, plan, key=lambda b: b.lowest or 0),
        goals=goals,
        indicators=indicators,
        control_points=points,
        point_goals=point_goals,
        point_indicators=point_indicators,
        goal_indicators=goal_indicators,
        editions=tuple(e for e in editions if e.scope is Scope.PLAN),
        mandatory_editions=tuple(e for e in editions if e.scope is Scope.MANDATORY),
        events=_ordered(contents, Event, plan, key=in_time),
        undertakings=undertakings,
        point_undertakings=point_undertakings,
        periods=periods,
        control_results=_links(contents, ControlResult, ids),
        goal_results=_links(contents, GoalResult, ids),
        indicator_results=_links(contents, IndicatorResult, ids),
        actions=actions,
        report=next(iter(_ordered(contents, YearReport, plan, key=lambda r: r.id or 0)), None),
        assessments=assessments,
        _parts=_parts_of(contents, assessments),
        participants=participants,
        votes=_links(contents, Vote, ids),
        _numbers=numbered((*goals, *indicators, *points, *undertakings, *assessments, *actions)),
        _linked=_both_ways(
            (*goals, *indicators, *points, *undertakings),
            (point_goals, point_indicators, goal_indicators, point_undertakings),
        ),
        contents=contents,
    )


def _plan_for(contents: Contents, year: int) -> Plan:
    plan = next((p for p in all_of(contents, Plan) if p.year == year), None)
    if plan is None:
        raise Trouble(
            N_("The register has no plan for {year}. The years in it: {years}."),
            year=year,
            years=", ".join(map(str, sorted(years(contents)))) or "–",
        )
    return plan


def _placed(record: Any) -> tuple[int, int]:
    """What records in the user's own order are sorted by."""
    return record.position, record.id or 0


def _ordered(
    contents: Contents, kind: type[Listed], plan: Plan, key: Callable[[Listed], Any]
) -> tuple[Listed, ...]:
    return tuple(sorted((r for r in all_of(contents, kind) if r.plan_id == plan.id), key=key))


def in_time(event: Event) -> tuple[date, time, int]:
    """What events are sorted by: date and time, those of a whole day first."""
    return event.dated or date.max, event.begins or time.min, event.id or 0


def _ids(records: Iterable[Record]) -> Mapping[str, set[int | None]]:
    """The ids of records by table."""
    ids: defaultdict[str, set[int | None]] = defaultdict(set)
    for record in records:
        ids[record.table].add(record.id)
    return ids


def _links(contents: Contents, kind: type[L], ids: Mapping[str, set[int | None]]) -> tuple[L, ...]:
    """The year's links whose both ends are there: a damaged record may be missing."""
    ends = [(name, ids[end.table]) for end, name in _ends(kind)]
    links = [
        link for link in all_of(contents, kind) if all(getattr(link, name) in there for name, there in ends)
    ]
    return tuple(sorted(links, key=lambda link: link.id or 0))


def _ends(kind: type) -> tuple[tuple[type[Record], str], ...]:
    """What a link ties: each kind of record, and the field that leads to it."""
    return tuple((KIND_OF[f.record], f.name) for f in stored_fields(kind) if f.kind is Kind.OWNER)


def _parts_of(
    contents: Contents, assessments: Iterable[ChangeAssessment]
) -> dict[tuple[type, int | None], tuple[AssessmentPart, ...]]:
    """What each assessment consists of, by kind."""
    ids = {assessment.id for assessment in assessments}
    parts: defaultdict[tuple[type, int | None], list[AssessmentPart]] = defaultdict(list)
    for kind in ASSESSMENT_PARTS if ids else ():
        for part in all_of(contents, kind):
            if part.assessment_id is not None and part.assessment_id in ids:
                parts[kind, part.assessment_id].append(part)
    return {key: tuple(sorted(found, key=lambda p: (p.position, p.id))) for key, found in parts.items()}


def _both_ways(
    everything: Iterable[Linked],
    groups: Iterable[Sequence[Record]],  # links of one kind each
) -> dict[tuple[type, int | None, type], tuple[Linked, ...]]:
    """What each record is linked to, by type, in the order in which the year shows it."""
    records = {(type(r), r.id): r for r in everything}
    place = {key: at for at, key in enumerate(records)}
    linked: defaultdict[tuple[type, int | None, type], list[tuple[type, int | None]]] = defaultdict(list)
    for links in filter(None, groups):
        (left, left_name), (right, right_name) = _ends(type(links[0]))
        for link in links:
            left_id, right_id = getattr(link, left_name), getattr(link, right_name)
            linked[left, left_id, right].append((right, right_id))
            linked[right, right_id, left].append((left, left_id))
    return {
        key: tuple(records[other] for other in sorted(others, key=place.__getitem__))
        for key, others in linked.items()
    }
