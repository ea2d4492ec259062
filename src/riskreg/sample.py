"""The sample register: what a newcomer meets first, an invented committee's plan for 2022, in Swedish."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, TypeVar

from riskreg import paths
from riskreg.domain.change import with_value
from riskreg.domain.defaults import new_plan
from riskreg.domain.fields import Field, Kind, field_of
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    Event,
    Goal,
    GoalIndicator,
    Indicator,
    Organisation,
    Plan,
    Record,
)
from riskreg.domain.scales import GoalKind
from riskreg.edit import Edit
from riskreg.opening import make_register
from riskreg.register import Register
from riskreg.texts import texts

R = TypeVar("R", bound=Record)

SAMPLE_LANGUAGE = "sv"


def new_sample(path: Path) -> Register:
    """A new register file with the sample in it.  Trouble when the file is there already."""
    _ = texts(SAMPLE_LANGUAGE)
    told = json.loads((paths.resources() / "sample" / "sample.json").read_text("utf-8"))
    plan = _told(new_plan(told["plan"]["year"], _), told["plan"])
    organisation = _told(Organisation(), told["organisation"])
    return make_register(path, organisation, plan, _, lambda edit, stored: _fill(told, stored, edit))


def _fill(told: dict[str, Any], plan: Plan, edit: Edit) -> None:
    """Goals are known by the numbers that they will be shown with: M1, M2 …, indicators I1, I2 …"""
    goals: dict[str, int | None] = {}
    indicators: dict[str, int | None] = {}
    for place, effect_told in enumerate(told["effect_goals"], 1):
        empty = Goal(plan_id=plan.id, position=place, kind=GoalKind.EFFECT)
        effect = edit.add(_told(empty, effect_told))
        for goal_told in effect_told["goals"]:
            empty = Goal(plan_id=plan.id, position=len(goals) + 1, parent_id=effect.id)
            goal = edit.add(_told(empty, goal_told))
            goals[f"M{len(goals) + 1}"] = goal.id
            for indicator_told in goal_told["indicators"]:
                unsaid = Indicator(plan_id=plan.id, position=len(indicators) + 1)
                indicator = edit.add(_told(unsaid, indicator_told))
                indicators[f"I{len(indicators) + 1}"] = indicator.id
                edit.add(GoalIndicator(goal_id=goal.id, indicator_id=indicator.id))
    for place, point_told in enumerate(told["control_points"], 1):
        point = edit.add(_told(ControlPoint(plan_id=plan.id, position=place), point_told))
        for name in point_told["goals"]:
            edit.add(ControlPointGoal(control_point_id=point.id, goal_id=goals[name]))
        for name in point_told["indicators"]:
            edit.add(ControlPointIndicator(control_point_id=point.id, indicator_id=indicators[name]))
    for event_told in told["events"]:
        edit.add(_told(Event(plan_id=plan.id), event_told))


def _told(record: R, told: dict[str, Any]) -> R:
    """The record with the values that are told of it; what is no field of it is for others."""
    for name, value in told.items():
        if name in type(record).__dataclass_fields__:
            record = with_value(record, name, _read(field_of(type(record), name), value))
    return record


def _read(spec: Field, value: Any) -> object:
    if spec.choices is not None:
        return spec.choices(value)
    if spec.kind is Kind.TIME:
        return datetime.time.fromisoformat(value)
    return datetime.date.fromisoformat(value) if spec.kind is Kind.DATE else value
