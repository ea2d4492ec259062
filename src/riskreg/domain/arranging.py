"""Adding, duplicating and moving control points in the user's own order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from riskreg.domain.change import Change
from riskreg.domain.fields import new_lineage
from riskreg.domain.linking import link_between
from riskreg.domain.numbering import Linked
from riskreg.domain.ordering import next_position, renumbered
from riskreg.domain.records import ControlPoint, Record
from riskreg.domain.year import Year


def appended(
    year: Year, texts: Iterable[str], add: Callable[[ControlPoint], ControlPoint]
) -> list[ControlPoint]:
    """Add control points of the committee's own, not assessed and not decided, at the end of the plan."""
    first = next_position(year.control_points)
    return [
        add(ControlPoint(plan_id=year.plan.id, text=text, position=at))
        for at, text in enumerate(texts, first)
    ]


def peers(year: Year, point: ControlPoint) -> list[ControlPoint]:
    """The control points that a point is ordered among: those of its origin."""
    return [p for p in year.control_points if p.origin is point.origin]


def duplicated(
    year: Year, point: ControlPoint, add: Callable[[Record], Record]
) -> tuple[ControlPoint, tuple[Change, ...]]:
    """Add a copy of a point, with links of its own, after the original.

    Gives the copy and the changes that make room for it.  Its lineage is new: it is another matter now.
    """
    order = peers(year, point)
    place = order.index(point) + 1
    copy = add(replace(point, id=None, lineage=new_lineage(), position=place + 1))
    assert isinstance(copy, ControlPoint)
    linked: list[Linked] = [*year.goals_of(point), *year.indicators_of(point)]
    for other in linked:
        add(link_between(copy, other))
    order.insert(place, copy)
    return copy, renumbered(order)


def shifted(
    order: Sequence[ControlPoint], moving: Collection[int | None], by: int, shown: Collection[int | None]
) -> tuple[Change, ...]:
    """The changes that move points past their next shown neighbour, up (by < 0) or down.

    What moves together keeps its order and stops at the end.
    """
    after = list(order)
    direction = 1 if by > 0 else -1
    for _turn in range(abs(by)):
        blocked = -1 if direction < 0 else len(after)
        places = [at for at, point in enumerate(after) if point.id in moving]
        for place in places if direction < 0 else reversed(places):
            target = place + direction
            while target != blocked and 0 <= target < len(after) and after[target].id not in shown:
                target += direction
            if target == blocked or not 0 <= target < len(after):
                blocked = place
                continue
            point = after.pop(place)
            after.insert(target, point)
            blocked = target
    return renumbered(after)
