"""What the register refuses of periods, results and actions."""

from __future__ import annotations

from riskreg.domain.change import Change, Contents, all_of, found
from riskreg.domain.fields import field_of
from riskreg.domain.follow_up_records import Action, ControlResult, FollowUpPeriod
from riskreg.domain.records import Plan, Record
from riskreg.faults import Marked, Trouble
from riskreg.texts import N_

_COUNTS = ("checked", "deviations")


def refuse_follow_up(change: Change, contents: Contents) -> None:
    """Raise Trouble when a record of following up would be one that a register cannot hold."""
    record = change.after
    if isinstance(record, FollowUpPeriod):
        _refuse_period(record, contents)
    elif isinstance(record, ControlResult):
        _refuse_result(record)
    elif isinstance(record, Action):
        _refuse_action(change.before, record, contents)


def _refuse_period(period: FollowUpPeriod, contents: Contents) -> None:
    if period.start is None or period.end is None:  # said already
        return
    if period.end < period.start:
        raise Trouble(
            N_("The period “{name}” would end ({end}) before it begins ({start}). Change one of the days."),
            name=period.name,
            start=period.start,
            end=period.end,
        )
    for other in all_of(contents, FollowUpPeriod):
        if other.plan_id != period.plan_id or other.id == period.id or not other.start or not other.end:
            continue
        if other.start <= period.end and period.start <= other.end:
            raise Trouble(
                N_(
                    "The period “{name}” overlaps “{other}” ({start} to {end}). "
                    "Choose days that no other period has."
                ),
                name=period.name,
                other=other.name,
                start=other.start,
                end=other.end,
            )


def _refuse_result(result: ControlResult) -> None:
    for name in _COUNTS:
        value = getattr(result, name)
        if value is not None and value < 0:
            raise Trouble(
                N_("“{field}” cannot be less than nothing: {value}. Write 0 or more."),
                field=Marked(field_of(ControlResult, name).label),
                value=value,
            )
    if result.checked is not None and result.deviations is not None and result.deviations > result.checked:
        raise Trouble(
            N_("There cannot be more deviations ({deviations}) than were checked ({checked})."),
            deviations=result.deviations,
            checked=result.checked,
        )


def _refuse_action(before: Record | None, action: Action, contents: Contents) -> None:
    """A due date before the plan's year; one that an action brings from the year before stays, and that of an
    assessment goes by the assessment's own date."""
    plan = found(contents, "plan", action.plan_id)
    year = plan.year if isinstance(plan, Plan) else None
    if action.due is None or year is None or action.due.year >= year or action.assessment_id:
        return
    if isinstance(before, Action) and before.due == action.due:
        return
    if any(a.lineage == action.lineage and a.id != action.id for a in all_of(contents, Action)):
        return
    raise Trouble(
        N_("The action would be due {due}, before the plan's year {year}. Give a later day."),
        due=action.due,
        year=year,
    )
