"""The risk of a control point through the years: what it was assessed as, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from riskreg.domain.change import all_of
from riskreg.domain.records import ControlPoint, Plan, ScaleStep
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts

_APART = "\u00a0"  # a space at which no line is broken


@dataclass(frozen=True, slots=True)
class Assessed:
    """A control point as it was assessed in a year."""

    year: int
    likelihood: int | None
    consequence: int | None
    risk_value: int
    same_scales: bool  # as the year that is looked at: only then do the values mean the same

    def say(self, _: Texts) -> str:
        """The year and its risk value, in brackets what it was worked out from: "2021: 9 (3 × 3)"."""
        told = _(
            N_("{year}: {value} ({likelihood} × {consequence})"),
            year=self.year,
            value=self.risk_value,
            likelihood=self.likelihood,
            consequence=self.consequence,
        )
        return told if self.same_scales else _(N_("{assessed}, on other scales"), assessed=told)


def earlier_values(year: Year, points: Iterable[ControlPoint]) -> dict[str, tuple[Assessed, ...]]:
    """What control points were assessed as in earlier years, by lineage, oldest first.  Only those that have
    been assessed before are in it."""
    wanted = {point.lineage for point in points}
    plans = {p.id: p for p in all_of(year.contents, Plan) if p.year and p.year < (year.plan.year or 0)}
    if not plans or not wanted:
        return {}
    scales = _scales(year)
    now = scales.get(year.plan.id)
    found: defaultdict[str, list[Assessed]] = defaultdict(list)
    for point in all_of(year.contents, ControlPoint):
        plan = plans.get(point.plan_id) if point.lineage in wanted else None
        value = point.risk_value if plan else None
        if plan and plan.year and value is not None:
            same = scales.get(plan.id) == now
            found[point.lineage].append(Assessed(plan.year, point.likelihood, point.consequence, value, same))
    return {
        lineage: tuple(sorted(values, key=lambda assessed: assessed.year))
        for lineage, values in found.items()
    }


def _scales(year: Year) -> dict[int | None, frozenset[tuple[object, ...]]]:
    """The steps of every plan, as far as they tell what a value means."""
    steps: defaultdict[int | None, set[tuple[object, ...]]] = defaultdict(set)
    for step in all_of(year.contents, ScaleStep):
        steps[step.plan_id].add((step.axis, step.value, step.name))
    return {plan: frozenset(found) for plan, found in steps.items()}


def values_said(values: Iterable[Assessed], _: Texts) -> str:
    """The values in short, for paper: "2021: 9, 2022: 6"."""

    def one(assessed: Assessed) -> str:
        told = f"{assessed.year}:{_APART}{assessed.risk_value}"
        return told if assessed.same_scales else _(N_("{assessed} (other scales)"), assessed=told)

    return ", ".join(map(one, values))


def trend_said(point: ControlPoint, year: Year, earlier: Iterable[Assessed], _: Texts) -> str:
    """All the years in words, this one as well, a line each."""
    told = [assessed.say(_) for assessed in earlier]
    now = assessed_now(point, year)
    told.append(now.say(_) if now else _(N_("{year}: not assessed"), year=year.plan.year))
    return "\n".join(told)


def assessed_now(point: ControlPoint, year: Year) -> Assessed | None:
    """How a control point is assessed in its own year; None while it is not."""
    if point.risk_value is None or year.plan.year is None:
        return None
    return Assessed(year.plan.year, point.likelihood, point.consequence, point.risk_value, True)
