"""How many control points there are of what: the overview and the printed summary count alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from riskreg.domain.records import ControlPoint, RiskBand
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts

K = TypeVar("K", bound=Hashable)

_SEVERAL = {Origin.OWN: N_("own"), Origin.MANDATORY: N_("mandatory")}


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of control points, by who set them."""

    own: int = 0
    mandatory: int = 0

    @property
    def total(self) -> int:
        """Both together."""
        return self.own + self.mandatory

    def of(self, origin: Origin) -> int:
        """The number of one origin."""
        return self.own if origin is Origin.OWN else self.mandatory


def tally(points: Iterable[ControlPoint]) -> Tally:
    """How many points there are."""
    count = Counter(point.origin for point in points)
    return Tally(count[Origin.OWN], count[Origin.MANDATORY])


def origin_counted(origin: Origin, _: Texts) -> str:
    """The heading over how many there are of an origin: Swedish has other words for several than for one."""
    return _(_SEVERAL[origin]).capitalize()


def by_decision(year: Year) -> Mapping[Decision | None, Tally]:
    """The points of every decision, and at the end of none yet."""
    return _grouped(year, (*Decision, None), lambda point: point.decision)


def by_band(year: Year) -> Mapping[RiskBand | None, Tally]:
    """The points of every risk band, lowest first, and at the end those that lie in none yet."""
    return _grouped(year, (*year.bands, None), lambda point: year.band(point.risk_value))


def _grouped(year: Year, keys: Iterable[K], key_of: Callable[[ControlPoint], K]) -> Mapping[K, Tally]:
    count = Counter((key_of(point), point.origin) for point in year.control_points)
    return {key: Tally(count[key, Origin.OWN], count[key, Origin.MANDATORY]) for key in keys}


def values_of(year: Year, band: RiskBand) -> tuple[int, ...]:
    """The risk values of a band that the plan's scales can give, ascending: 3, 4, 6."""
    likelihoods = [step.value for step in year.likelihoods if step.value is not None]
    consequences = [step.value for step in year.consequences if step.value is not None]
    values = {one * other for one in likelihoods for other in consequences}
    return tuple(sorted(value for value in values if year.band(value) is band))


def range_said(year: Year, band: RiskBand) -> str:
    """The risk values of a band as a range: "3–6"; its lowest value when the scales give none."""
    values = values_of(year, band) or (band.lowest or 0,)
    return str(values[0]) if values[0] == values[-1] else f"{values[0]}–{values[-1]}"
