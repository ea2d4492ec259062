"""Carrying a year forward: the changes that a copy, as it was worked out, comes to."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeAlias

from riskreg.domain.carrying import OF_THE_MEETING, Carrying
from riskreg.domain.change import Change
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.follow_up_records import Action, FollowUpPeriod, YearReport
from riskreg.domain.record import with_values
from riskreg.domain.records import ControlPoint, Event, Goal, Indicator, Plan, Record, Undertaking
from riskreg.domain.scales import Stage
from riskreg.domain.wheel import carried
from riskreg.domain.workshop_records import Participant


def copied(
    carrying: Carrying, number: Callable[[str], int], dated: datetime.date | None = None
) -> tuple[Change, ...]:
    """The changes by which what comes along is added, lineage included; the source is untouched.

    A plan that is made begins as a draft, without what belongs to the old year's own meeting.  Decisions and
    their analysis start empty unless they are kept.  Events of the annual wheel move to the same weekday in
    the same week (`wheel.moved_on`), not done.  Report periods come along moved, without their results.
    `number` gives the id of the next record of a table, `dated` is the day of a new plan.
    """
    return tuple(Change(None, record) for record in _records(carrying, number, dated))


def _records(
    carrying: Carrying, number: Callable[[str], int], dated: datetime.date | None
) -> Iterator[Record]:
    source, target = carrying.source.plan, carrying.target
    ids: defaultdict[str, dict[int | None, int | None]] = defaultdict(dict)
    for (table, old), new in carrying.ids.items():
        ids[table][old] = new
    plan = target.plan if target else _new_plan(source, carrying.to, number(Plan.table), dated)
    ids[Plan.table][source.id] = plan.id
    if target is None:
        yield plan
    places = _last_places(carrying)
    for group in carrying.carried:
        kind: type = group.kind
        links = [(f.name, ids[f.record]) for f in stored_fields(kind) if f.kind in (Kind.OWNER, Kind.LINK)]
        is_ordered = target is not None and any(f.kind is Kind.POSITION for f in stored_fields(kind))
        begin, known = _ANEW.get(kind, _as_it_is), ids[group.kind.table]
        for record in group.new:
            values: Values = {name: others.get(getattr(record, name)) for name, others in links}
            values |= begin(record, carrying)
            values["id"] = known[record.id] = number(group.kind.table)
            if is_ordered:
                places[_row_of(record)] += 1
                values["position"] = places[_row_of(record)]
            yield with_values(record, values)


def _new_plan(plan: Plan, to: int, number: int, dated: datetime.date | None) -> Plan:
    empty = Plan()
    cleared: dict[str, Any] = {name: getattr(empty, name) for name in OF_THE_MEETING}
    return replace(
        plan, **cleared | {"id": number, "year": to, "stage": Stage.DRAFT, "edition": 1, "dated": dated}
    )


# ------------------------------------------------------------------ how a record begins the new year
Values: TypeAlias = dict[str, Any]


def _as_it_is(_record: Record, _carrying: Carrying) -> Values:
    return {}


def _point_anew(point: ControlPoint, carrying: Carrying) -> Values:
    values: Values = {}
    if point.period and point.period == str(carrying.source.plan.year):
        values["period"] = str(carrying.to)
    if not carrying.choices.keep_decisions:
        values |= {"decision": None, "analysis": ""}
    if not carrying.same_scales:
        values |= {"likelihood": None, "consequence": None}
    return values


def _event_anew(event: Event, carrying: Carrying) -> Values:
    return {**carried(event, carrying.by)}


def _period_anew(period: FollowUpPeriod, carrying: Carrying) -> Values:
    """Its days some years later; one that ends with February ends with it then as well."""
    assert period.start is not None
    assert period.end is not None
    after = period.end + datetime.timedelta(days=1)
    start, after = (_years_later(day, carrying.by) for day in (period.start, after))
    return {"start": start, "end": after - datetime.timedelta(days=1)}


def _action_anew(_action: Action, _carrying: Carrying) -> Values:
    return {"period_id": None, "assessment_id": None}  # what it came from stays behind


def _report_anew(_report: YearReport, _carrying: Carrying) -> Values:
    return {"achieved": "", "proposals": ""}


_ANEW: dict[type[Record], Callable[[Any, Carrying], Values]] = {
    ControlPoint: _point_anew,
    Event: _event_anew,
    FollowUpPeriod: _period_anew,
    Action: _action_anew,
    YearReport: _report_anew,
}


def _years_later(day: datetime.date, by: int) -> datetime.date:
    try:
        return day.replace(year=day.year + by)
    except ValueError:  # the 29th of February
        return datetime.date(day.year + by, 3, 1)


# ------------------------------------------------------------------ where it has its place
def _row_of(record: Record) -> tuple[type[Record], object]:
    """The order in which a record has its place."""
    match record:
        case ControlPoint():
            return ControlPoint, record.origin
        case Goal():
            return Goal, record.kind
    return type(record), None


def _last_places(carrying: Carrying) -> Counter[tuple[type[Record], object]]:
    """The last place of each order in the year copied to: what is new comes after, so that no number that
    is there already changes."""
    places: Counter[tuple[type[Record], object]] = Counter()
    if year := carrying.target:
        ordered: tuple[Goal | Indicator | ControlPoint | Undertaking | Action | Participant, ...] = (
            *year.goals,
            *year.indicators,
            *year.control_points,
            *year.undertakings,
            *year.actions,
            *year.participants,
        )
        for record in ordered:
            places[_row_of(record)] = max(places[_row_of(record)], record.position)
    return places
