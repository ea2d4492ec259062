"""What differs between a year's control points and those of the year before, matter by matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from riskreg.domain.fields import Choice
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Axis
from riskreg.domain.year import Year
from riskreg.texts import N_


class Shift(Choice):
    """In what way a control point differs, in the order in which it is told."""

    NEW = "new", N_("New")
    GONE = "gone", N_("No longer in the plan")
    RAISED = "raised", N_("Raised risk value")
    LOWERED = "lowered", N_("Lowered risk value")
    DECIDED = "decided", N_("Other decision")


@dataclass(frozen=True, slots=True)
class YearChange:
    """One difference: the control point as it was (None when new) and as it is (None when gone)."""

    shift: Shift
    before: ControlPoint | None
    after: ControlPoint | None


def comparable(year: Year, previous: Year) -> bool:
    """Whether the risk values mean the same in both years: the same steps with the same names."""
    return all(
        [(step.value, step.name) for step in year.steps(axis)]
        == [(step.value, step.name) for step in previous.steps(axis)]
        for axis in Axis
    )


def changes_since(year: Year, previous: Year) -> tuple[YearChange, ...]:
    """Every difference, by shift and then in the order of the plan.

    Points are paired by lineage, never by text or number.  A point may be told twice: with another risk value
    and with another decision.  Where the scales differ no risk value is said to be raised or lowered.
    """
    was = {point.lineage: point for point in previous.control_points}
    now = {point.lineage for point in year.control_points}
    alike = comparable(year, previous)
    found = [change for p in year.control_points for change in _of_point(p, was.get(p.lineage), alike)]
    found += [YearChange(Shift.GONE, p, None) for p in previous.control_points if p.lineage not in now]
    order = list(Shift)
    return tuple(sorted(found, key=lambda change: order.index(change.shift)))


def _of_point(point: ControlPoint, before: ControlPoint | None, alike: bool) -> Iterator[YearChange]:
    if before is None:
        yield YearChange(Shift.NEW, None, point)
        return
    old, new = before.risk_value, point.risk_value
    if old is not None and new is not None and old != new and alike:
        yield YearChange(Shift.RAISED if new > old else Shift.LOWERED, before, point)
    if point.decision is not None and point.decision is not before.decision:
        yield YearChange(Shift.DECIDED, before, point)
