"""Links between control points, goals, indicators and undertakings, from whichever side they are seen."""

from __future__ import annotations

from riskreg.domain.change import Contents, all_of
from riskreg.domain.numbering import Linked
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    ControlPointUndertaking,
    Goal,
    GoalIndicator,
    Undertaking,
)

Link = ControlPointGoal | ControlPointIndicator | GoalIndicator | ControlPointUndertaking


def link_between(one: Linked, other: Linked) -> Link:
    """The link of two records as it would be stored anew; they may come in either order."""
    order = (ControlPoint, Goal)
    first, second = sorted((one, other), key=lambda r: order.index(type(r)) if type(r) in order else 2)
    if isinstance(first, ControlPoint):
        if isinstance(second, Goal):
            return ControlPointGoal(control_point_id=first.id, goal_id=second.id)
        if isinstance(second, Undertaking):
            return ControlPointUndertaking(control_point_id=first.id, undertaking_id=second.id)
        return ControlPointIndicator(control_point_id=first.id, indicator_id=second.id)
    return GoalIndicator(goal_id=first.id, indicator_id=second.id)


def stored_link(contents: Contents, one: Linked, other: Linked) -> Link | None:
    """The stored link of two records, or None while they are not linked."""
    wanted = link_between(one, other)
    (names,) = type(wanted).unique
    return next(
        (
            link
            for link in all_of(contents, type(wanted))
            if all(getattr(link, name) == getattr(wanted, name) for name in names)
        ),
        None,
    )
