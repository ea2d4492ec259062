"""Copying a year forward, worked out before anything is written: what comes along, what is there already,
what stays behind.

What a year has is known again by its lineage, a link by what it ties.  In a plan that is there already
everything stands as it is: only what it never had is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeAlias, cast

from riskreg.domain.assessment_records import ChangeAssessment
from riskreg.domain.change import Change
from riskreg.domain.edition import edition_in_force
from riskreg.domain.fields import INTERNAL, Kind, stored_fields
from riskreg.domain.follow_up import is_open
from riskreg.domain.follow_up_records import (
    Action,
    ControlResult,
    FollowUpPeriod,
    GoalResult,
    IndicatorResult,
    YearReport,
)
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    ControlPointUndertaking,
    Edition,
    Event,
    Goal,
    GoalIndicator,
    Indicator,
    Plan,
    Record,
    RiskBand,
    ScaleStep,
    Undertaking,
)
from riskreg.domain.scales import Decision, Origin, Scope, Stage
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year
from riskreg.domain.year_changes import comparable
from riskreg.faults import Trouble
from riskreg.texts import N_

# What a record is known by in every year, with its table: its lineage, or the ids of what a link ties.
Key: TypeAlias = tuple[str, object]

# What belongs to the old year's own meeting.
OF_THE_MEETING = ("dated", "meeting", "case_number", "summary", "decision_sought")
_NOT_COMPARED = frozenset({"year", "stage", "edition", "period", "done", "dated", *OF_THE_MEETING})
_OF_THE_DECISION = frozenset({"decision", "analysis"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the user chooses of a copy."""

    keep_decisions: bool = False  # with their analysis; otherwise they start empty
    dismissed: bool = False  # control points that were dismissed come along
    undertakings: bool = True
    events: bool = True
    removed: bool = False  # what was removed from the year copied to comes back


@dataclass(frozen=True, slots=True)
class Since:
    """What happened since the plan that is copied to was made."""

    removed: frozenset[Key] = frozenset()  # from the year copied to
    before: Mapping[Key, Record] = field(default_factory=dict)  # the year copied from, as it was when copied


@dataclass(frozen=True, slots=True)
class Carried:
    """The records of one kind, as they stand in the year copied from: those that come along, and those that
    the year copied to has already."""

    kind: type[Record]
    new: tuple[Record, ...]
    there: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """What stays in the year copied from, under one heading."""

    label: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """A copy, worked out: nothing is written yet."""

    source: Year
    to: int
    target: Year | None  # the plan for `to`, when there is one already
    choices: Choices
    carried: tuple[Carried, ...]  # owners before what they own
    removed: tuple[Record, ...]  # of the source, not added again
    changed: tuple[Change, ...]  # in the source since, and otherwise in the target, which stands as it is
    left: tuple[Left, ...]
    ids: Mapping[tuple[str, int | None], int | None]  # what is there already: from its id in the source
    same_scales: bool

    @property
    def count(self) -> int:
        """How many records come along."""
        return sum(len(group.new) for group in self.carried)

    @property
    def by(self) -> int:
        """How many years on everything moves."""
        return self.to - (self.source.plan.year or self.to)

    def new(self, kind: type[Record]) -> tuple[Record, ...]:
        """What comes along of a kind."""
        return next((group.new for group in self.carried if group.kind is kind), ())


def refuse_copying(source: Year, to: int, target: Year | None) -> None:
    """Raise Trouble when nothing can be copied from one year to another."""
    if source.plan.year == to:
        raise Trouble(N_("{year} is the year that is copied from. Choose another year to copy to."), year=to)
    if target is None:
        return
    if target.plan.stage is Stage.CLOSED:
        raise Trouble(
            N_("The plan for {year} is closed, so nothing can be copied into it. Choose another year."),
            year=to,
        )
    if target.plan.stage is Stage.ADOPTED or edition_in_force(target, Scope.PLAN):
        raise Trouble(
            N_(
                "The plan for {year} is adopted, so nothing can be copied into it. Choose another year, or "
                "start its next edition first: Plan ▸ Start the next edition, or riskreg next-edition."
            ),
            year=to,
        )


def carrying(
    source: Year, to: int, target: Year | None, choices: Choices, since: Since | None = None
) -> Carrying:
    """What copying a year would do.  Trouble when it cannot be done."""
    refuse_copying(source, to, target)
    since = since or Since()
    sieve = _Sieve(source, target, choices, since)
    groups = tuple(sieve.sorted(kind, records) for kind, records in _parts(source))
    left = [Left(label, tuple(records)) for label, records in sieve.left.items()]
    for label, stay in LEFT.values():
        left += [Left(label, found)] if (found := tuple(stay(source))) else []
    return Carrying(
        source=source,
        to=to,
        target=target,
        choices=choices,
        carried=groups,
        removed=tuple(sieve.removed),
        changed=tuple(_changed(source, target, groups, choices, since)) if target else (),
        left=tuple(left),
        ids=sieve.ids,
        same_scales=target is None or comparable(source, target),
    )


# ------------------------------------------------------------------ what comes along
def _parts(year: Year) -> Iterator[tuple[type[Record], Sequence[Record]]]:
    """What may come along, by kind; owners before what they own."""
    yield ScaleStep, (*year.likelihoods, *year.consequences)
    yield RiskBand, year.bands
    yield Goal, year.goals  # effect goals first, so that what serves them finds them
    yield Indicator, year.indicators
    yield ControlPoint, year.control_points
    yield Undertaking, year.undertakings
    yield ControlPointGoal, year.point_goals
    yield ControlPointIndicator, year.point_indicators
    yield GoalIndicator, year.goal_indicators
    yield ControlPointUndertaking, year.point_undertakings
    yield Participant, year.participants
    yield Event, year.events
    yield FollowUpPeriod, year.periods
    yield Action, year.actions
    yield YearReport, (year.report,) if year.report else ()


# The kinds that stay with their year; what an assessment consists of stays with it.
LEFT: dict[type[Record], tuple[str, Callable[[Year], Iterable[Record]]]] = {
    Vote: (N_("Votes of the workshop"), lambda year: year.votes),
    ControlResult: (N_("Results of controls"), lambda year: year.control_results),
    GoalResult: (N_("Results of goals"), lambda year: year.goal_results),
    IndicatorResult: (N_("Results of indicators"), lambda year: year.indicator_results),
    YearReport: (
        N_("What the annual report says"),
        lambda year: (r for r in (year.report,) if r and (r.achieved.strip() or r.proposals.strip())),
    ),
    ChangeAssessment: (N_("Assessments before a change"), lambda year: year.assessments),
    Edition: (N_("Editions"), lambda year: (*year.editions, *year.mandatory_editions)),
}

# What the year copied to keeps as its own, whole: there is nothing by which one of these is known again.
_WHOLE = (ScaleStep, RiskBand, FollowUpPeriod, YearReport)


def _why_left(record: Record, choices: Choices) -> str:
    """Under which heading a record stays behind; none when it comes along."""
    match record:
        case ControlPoint(decision=Decision.DISMISS) if not choices.dismissed:
            return N_("Dismissed control points")
        case Undertaking() if not choices.undertakings:
            return N_("Undertakings")
        case Event() if not choices.events:
            return N_("Events of the annual wheel")
        case Action() if not is_open(record):
            return N_("Actions that are done or dropped")
    return ""


_MAY_STAY = frozenset({ControlPoint, Undertaking, Event, Action})  # that `_why_left` asks about
_DECIDED = N_("New mandatory control points, since those of the year copied to are decided")


class _Sieve:
    """Sorts the records of the source: to be added, there already, removed from the target, left behind."""

    def __init__(self, source: Year, target: Year | None, choices: Choices, since: Since) -> None:
        self.ids: dict[tuple[str, int | None], int | None] = {}
        self.removed: list[Record] = []
        self.left: dict[str, list[Record]] = {}
        self._target, self._choices, self._since = target, choices, since
        self._coming: set[tuple[str, int | None]] = set()  # what a link may tie
        self._there: dict[Key, int | None] = {}
        if target:
            for _kind, records in _parts(target):
                self._there |= {key_of(record): record.id for record in records}
        self._is_decided = target is not None and edition_in_force(target, Scope.MANDATORY) is not None

    def sorted(self, kind: type[Record], records: Sequence[Record]) -> Carried:
        """The records of a kind; what they are part of has been sorted before."""
        if self._target is None:
            return Carried(kind, tuple(self._to_begin_with(kind, records)))
        if kind in _WHOLE:
            has = any(table == kind.table for table, _known_by in self._there)
            return Carried(kind, (), tuple(records)) if has else Carried(kind, tuple(records))
        new: list[Record] = []
        there: list[Record] = []
        for record in records:
            self._place(record, new, there)
        return Carried(kind, tuple(new), tuple(there))

    def _to_begin_with(self, kind: type[Record], records: Sequence[Record]) -> Sequence[Record]:
        """What comes along to a year that has no plan yet."""
        if ends := ends_of(kind):
            stay = {(record.table, record.id) for left in self.left.values() for record in left}
            return [r for r in records if all((table, getattr(r, n)) not in stay for n, table in ends)]
        return [r for r in records if not self._leave(r)] if kind in _MAY_STAY else records

    def _place(self, record: Record, new: list[Record], there: list[Record]) -> None:
        key, own = key_of(record), (record.table, record.id)
        if ends := ends_of(type(record)):
            places = [(table, getattr(record, name)) for name, table in ends]
            if not all(place in self._coming or place in self.ids for place in places):
                return  # what it ties does not come along
            key = record.table, tuple(self.ids.get(place) for place in places)
        if key in self._there:
            self.ids[own] = self._there[key]
            there.append(record)
        elif key in self._since.removed and not self._choices.removed:
            self.removed.append(record)
        elif not self._leave(record):
            self._coming.add(own)
            new.append(record)

    def _leave(self, record: Record) -> bool:
        """Whether a record stays behind; then it is noted why."""
        why = _why_left(record, self._choices)
        if self._is_decided and isinstance(record, ControlPoint) and record.origin is Origin.MANDATORY:
            why = why or _DECIDED
        if why:
            self.left.setdefault(why, []).append(record)
        return bool(why)


def ends_of(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields of what a link ties, each with its table; none when a kind is part of the plan itself."""
    return _ends_of(cast(type, kind))


@cache
def _ends_of(kind: type) -> tuple[tuple[str, str], ...]:
    owners = [f for f in stored_fields(kind) if f.kind is Kind.OWNER and f.record != Plan.table]
    return tuple((f.name, f.record) for f in owners)


def key_of(record: Record) -> Key:
    """What a record is known by: its lineage, the ids of what it ties, or else its own."""
    lineage = getattr(record, "lineage", None)
    if lineage is not None:
        return record.table, lineage
    return record.table, tuple(getattr(record, n) for n, _table in ends_of(type(record))) or record.id


# ------------------------------------------------------------------ what happened since
def since(newest_first: Iterable[Change], source: Plan, target: Plan) -> Since:
    """What happened to two years since the second was made, told by the changes of the journal, back to
    that which made it."""
    removed: set[Key] = set()
    before: dict[Key, Record] = {}
    copied: set[Key] = set()
    for change in newest_first:
        record, key = change.record, key_of(change.record)
        owner = getattr(record, "plan_id", None)
        if change.before is None:
            if record.table == Plan.table and record.id == target.id:
                break
            copied |= {key} if owner == target.id else set()
        elif change.after is None:
            removed |= {key} if owner == target.id or ends_of(type(record)) else set()
        elif key not in copied and (owner == source.id or key == key_of(source)):
            before[key] = change.before  # the oldest one tells what it was
    return Since(frozenset(removed), before)


def _changed(
    source: Year, target: Year, groups: Iterable[Carried], choices: Choices, since: Since
) -> Iterator[Change]:
    """What was changed in the source since it was copied, field by field, unless the target says the same."""
    counterparts: dict[Key, Record] = {}
    for _kind, records in _parts(target):
        counterparts |= {key_of(record): record for record in records}
    pairs: list[tuple[Record, Record, Record | None]] = [
        (source.plan, target.plan, since.before.get(key_of(source.plan)))
    ]
    for group in groups:
        for record in group.there:
            if (other := counterparts.get(key_of(record))) is not None:
                pairs.append((record, other, since.before.get(key_of(record))))
    for now, other, then in pairs:
        if then is None:
            continue
        left_out = _NOT_COMPARED if choices.keep_decisions else _NOT_COMPARED | _OF_THE_DECISION
        differing: dict[str, Any] = {
            f.name: getattr(then, f.name)
            for f in stored_fields(type(now))
            if f.kind not in INTERNAL
            and f.name not in left_out
            and getattr(then, f.name) != getattr(now, f.name) != getattr(other, f.name)
        }
        if differing:
            yield Change(replace(now, **differing), now)
