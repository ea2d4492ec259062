"""The user's own order of control points, goals and whatever else has a position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from riskreg.domain.assessment_records import (
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.change import Change
from riskreg.domain.follow_up_records import Action
from riskreg.domain.records import (
    ControlPoint,
    Goal,
    Indicator,
    Undertaking,
)

Ordered = TypeVar(
    "Ordered",
    bound=ControlPoint
    | Goal
    | Indicator
    | Undertaking
    | ChangeAssessment
    | AssessmentParticipant
    | AssessmentBenefit
    | AssessmentRisk
    | Action,
)


def next_position(records: Iterable[Ordered]) -> int:
    """The position after the last of the records."""
    return max((record.position for record in records), default=0) + 1


def moved(records: Sequence[Ordered], record: Ordered, by: int) -> tuple[Change, ...]:
    """The changes that move a record `by` places among `records` (its peers, in order)."""
    return renumbered(_order(records, record, by))


def moved_within(records: Sequence[Ordered], record: Ordered, by: int) -> tuple[Change, ...]:
    """The same among records that are part of a longer list, as the actions of an assessment are: together
    they keep the places that they have in it."""
    return tuple(
        Change(other, replace(other, position=place))
        for other, place in zip(_order(records, record, by), (r.position for r in records), strict=True)
        if other.position != place
    )


def _order(records: Sequence[Ordered], record: Ordered, by: int) -> list[Ordered]:
    order = [r for r in records if r.id != record.id]
    place = next(at for at, r in enumerate(records) if r.id == record.id)
    order.insert(max(0, min(place + by, len(order))), record)
    return order


def renumbered(order: Sequence[Ordered]) -> tuple[Change, ...]:
    """The changes that give the records the positions 1, 2, … in this order."""
    return tuple(
        Change(record, replace(record, position=at))
        for at, record in enumerate(order, 1)
        if record.position != at
    )
