"""Changing a plan's scales and risk bands without leaving a control point outside them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol, TypeVar

from riskreg.domain.records import Record, RiskBand, ScaleStep
from riskreg.domain.scales import Axis
from riskreg.domain.year import Year
from riskreg.faults import Marked, Trouble
from riskreg.texts import N_

FEWEST_STEPS, MOST_STEPS = 2, 10

R = TypeVar("R", ScaleStep, RiskBand)


class Deeds(Protocol):
    """What a step can do (see `register.Edit`)."""

    def add(self, record: R) -> R: ...
    def put(self, before: Record, after: Record) -> None: ...
    def remove(self, record: Record) -> None: ...


def refuse_removal(year: Year, step: ScaleStep) -> None:
    """Raise Trouble when a step cannot go because a control point or a vote on it uses it."""
    voted = {v.control_point_id for v in year.votes if getattr(v, step.axis.value) == step.value}
    users = [
        year.number(p)
        for p in year.control_points
        if getattr(p, step.axis.value) == step.value or p.id in voted
    ]
    if users:
        raise Trouble(
            N_("Step {step} of “{scale}” is used by {points}. Choose others there first, then remove it."),
            step=step.value,
            scale=Marked(step.axis.label),
            points=_listed(users),
        )


def refuse_scales(year: Year, steps: Sequence[ScaleStep], bands: Sequence[RiskBand]) -> None:
    """Raise Trouble when the plan cannot have these scales and bands."""
    for axis in Axis:
        values = sorted(step.value or 0 for step in steps if step.axis is axis)
        if not FEWEST_STEPS <= len(values) <= MOST_STEPS:
            raise Trouble(
                N_("“{scale}” can have {fewest} to {most} steps."),
                scale=Marked(axis.label),
                fewest=FEWEST_STEPS,
                most=MOST_STEPS,
            )
        for step in year.steps(axis):
            if step.value not in values:
                refuse_removal(year, step)
    lowest = sorted(band.lowest for band in bands if band.lowest is not None)  # none is refused as empty
    if not lowest or lowest[0] != 1:
        raise Trouble(
            N_(
                "One risk band must begin at 1, so that every risk value lies in a band. "
                "Write 1 in the lowest."
            )
        )
    twice = next((one for one, other in pairwise(lowest) if one == other), None)
    if twice is not None:
        raise Trouble(
            N_("Two risk bands begin at {value}. Give each a lowest risk value of its own."), value=twice
        )


def rescale(year: Year, steps: Sequence[ScaleStep], bands: Sequence[RiskBand], edit: Deeds) -> None:
    """Give the plan these steps and bands.  Trouble when it cannot have them."""
    refuse_scales(year, steps, bands)
    _exchange((*year.likelihoods, *year.consequences), steps, lambda step: (step.axis, step.value), edit)
    _exchange(year.bands, bands, lambda band: band.lowest, edit)


def stretched(bands: Sequence[RiskBand], highest: int, new_highest: int) -> tuple[RiskBand, ...]:
    """The bands of a plan whose highest risk value becomes another, each as wide in proportion as before."""
    moved: list[RiskBand] = []
    for band in bands:
        lowest = band.lowest or 1
        if lowest > 1:
            after = (moved[-1].lowest or 0) + 1 if moved else 2
            lowest = max(after, round(lowest * new_highest / highest))
        moved.append(replace(band, lowest=lowest))
    return tuple(band for band in moved if (band.lowest or 0) <= max(new_highest, 1))


def _exchange(before: Sequence[R], after: Sequence[R], key: Callable[[R], Hashable], edit: Deeds) -> None:
    """Turn one set of records into another, matched by their key: it is unique in the file, so a record whose
    key changes goes out and comes in anew instead of passing through the key of another."""
    wanted = {key(record): record for record in after}
    kept = {key(record): record for record in before if key(record) in wanted}
    for record in before:
        if key(record) not in kept:
            edit.remove(record)
    for place, record in kept.items():
        edit.put(record, replace(wanted[place], id=record.id))
    for place, record in wanted.items():
        if place not in kept:
            edit.add(replace(record, id=None))


def _listed(numbers: Sequence[str], most: int = 10) -> str:
    return ", ".join(numbers[:most]) + (" …" if len(numbers) > most else "")
