"""This year's mandatory control points held against last year's: new, changed, the same or gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Origin
from riskreg.domain.year import Year
from riskreg.exchange.layout import Layout, Source
from riskreg.exchange.pairing import key, pairs
from riskreg.exchange.words import quoted, shortened
from riskreg.texts import N_, Texts


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of a mandatory set beside the set of the year before."""

    before: Year
    matched: Mapping[int, ControlPoint]  # last year's control point of each row that had one
    gone: tuple[ControlPoint, ...]  # last year's that no row is about

    def lineage(self, number: int, year: Year) -> str | None:
        """The lineage that the row takes over; None when it is new, or the plan has that lineage already."""
        old = self.matched.get(number)
        taken = {point.lineage for point in year.control_points}
        return old.lineage if old and old.lineage not in taken else None

    def said(self, number: int, point: ControlPoint, _: Texts) -> str:
        """How the row stands to last year's set."""
        old = self.matched.get(number)
        if old is None:
            return _(N_("new since {year}"), year=self.before.plan.year)
        if key(old.text) != key(point.text):
            return _(N_("worded otherwise than in {year}"), year=self.before.plan.year)
        return _(N_("as in {year}"), year=self.before.plan.year)

    def remarks(self, _: Texts) -> Iterator[str]:
        """What was in last year's set and is not in this one."""
        for point in self.gone:
            yield _(
                N_("Gone since {year}: {number} {text}."),
                year=self.before.plan.year,
                number=self.before.number(point),
                text=quoted(shortened(point.text), _),
            )


def compared(layout: Layout, year: Year, rows: Mapping[int, ControlPoint]) -> Comparison | None:
    """The rows beside last year's set; None when this is no mandatory set, or the first one."""
    before = year.previous if layout.source is Source.MANDATORY else None
    if before is None:
        return None
    known = [point for point in before.control_points if point.origin is Origin.MANDATORY]
    if not known:
        return None
    found = pairs(rows, known, {point.id: before.number(point) for point in known})
    matched = found.like | found.found
    met = {point.id for point in matched.values()}
    return Comparison(before, matched, tuple(point for point in known if point.id not in met))
