"""A small plan in a real register file: three own control points and a mandatory one, two goals."""

from __future__ import annotations

from pathlib import Path

from riskreg.domain.records import ControlPoint, ControlPointGoal, Goal
from riskreg.domain.scales import Decision, Origin
from riskreg.gui.session import Session
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import YEAR, a_register


def open_empty(folder: Path) -> Session:
    register = a_register(folder, name="committee.riskreg", organisation="The joint committee", language="en")
    return Session(register, YEAR, Settings(folder / "settings.json"), texts("en"))


def open_small(folder: Path) -> Session:
    """K1 lies at 3, 3; K2 at 2, 4; K3 is not assessed; O1 lies at 1, 2."""
    session = open_empty(folder)
    plan = session.year.plan.id
    with session.register.step("Fill the plan") as edit:
        guarded = edit.add(Goal(plan_id=plan, position=1, text="Services are reliable"))
        edit.add(Goal(plan_id=plan, position=2, text="Costs are shared"))
        first = edit.add(
            ControlPoint(
                plan_id=plan,
                position=1,
                text="Projects follow <b>the model</b>",
                likelihood=3,
                consequence=3,
                decision=Decision.HANDLE,
                method="Spot check",
                responsible="The coordinator",
            )
        )
        edit.add(ControlPointGoal(control_point_id=first.id, goal_id=guarded.id))
        edit.add(
            ControlPoint(
                plan_id=plan,
                position=2,
                text="Contracts run out",
                likelihood=2,
                consequence=4,
                decision=Decision.ACCEPT,
            )
        )
        edit.add(ControlPoint(plan_id=plan, position=3, text="Skills are lacking"))
        edit.add(
            ControlPoint(
                plan_id=plan,
                origin=Origin.MANDATORY,
                position=1,
                text="Delegated decisions are reported",
                likelihood=1,
                consequence=2,
                decision=Decision.ACCEPT,
                analysis="Seldom happens.",
            )
        )
    return session
