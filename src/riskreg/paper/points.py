"""Control points on paper: as tables, and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from riskreg.domain.counting import by_band, by_decision, origin_counted, range_said, tally
from riskreg.domain.records import ControlPoint, Goal, Indicator
from riskreg.domain.scales import Origin
from riskreg.domain.trend import earlier_values, values_said
from riskreg.domain.wording import decision_said
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.columns import Links, record_table
from riskreg.paper.flow import Block
from riskreg.paper.matrix import tint_of
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import N_, Texts

# What documents say of control points that there are none of.
NONE_HANDLED = N_("No control point is handled through internal control.")
NONE_MANDATORY = N_("The plan has no mandatory control points.")


def points_from(year: Year, origin: Origin) -> list[ControlPoint]:
    """The control points of one origin, in the order of the plan."""
    return [point for point in year.control_points if point.origin is origin]


def point_table(
    year: Year,
    points: Sequence[ControlPoint],
    among: Sequence[ControlPoint],
    _: Texts,
    without: Iterable[str] = (),
) -> Table:
    """Control points with all that is stated of them or of any `among`, the goals that they guard, and how
    high the risk was in earlier years."""
    links = [guarding(year, 10), _earlier(year, among, _)]
    return record_table(year, points, _, among=among, without={"origin", *without}, links=links)


def _earlier(year: Year, points: Sequence[ControlPoint], _: Texts) -> Links:
    """The column of the risk values of earlier years."""
    values = earlier_values(year, points)
    label = N_("Risk value in earlier years")
    return Links(label, 12, lambda point: values_said(values.get(point.lineage, ()), _), lowers=True)


def guarding(year: Year, weight: float) -> Links:
    """The column of the goals and indicators that a control point guards."""
    return Links(
        N_("Goals and indicators"),
        weight,
        numbers(year, lambda point: (*year.goals_of(point), *year.indicators_of(point))),
    )


def numbers(
    year: Year, others: Callable[[Any], Iterable[ControlPoint | Goal | Indicator]]
) -> Callable[[Any], str]:
    """What says the numbers of the records that belong to a record."""
    return lambda record: ", ".join(map(year.number, others(record)))


def decision_counts(year: Year, _: Texts) -> Table:
    """How many control points there are of every decision, by origin."""
    return Table(
        columns=[
            Column(_("Decision"), 62, heads=True),
            *(Column(origin_counted(origin, _), 10, align="right") for origin in Origin),
        ],
        rows=[
            [Cell(decision_said(decision, _)), *(Cell(str(count.of(origin))) for origin in Origin)]
            for decision, count in by_decision(year).items()
        ],
        caption=_("Control points by decision"),
    )


def band_counts(year: Year, _: Texts) -> Table:
    """How many control points lie in every risk band."""
    return Table(
        columns=[Column(_("Risk value"), 60, heads=True), Column(_("Number"), 20, align="right")],
        rows=[
            [
                Cell(f"{range_said(year, band)} {band.name}", tint=tint_of(year, band.lowest))
                if band
                else Cell(_("Not assessed")),
                Cell(str(count.total)),
            ]
            for band, count in by_band(year).items()
        ],
        caption=_("Control points by risk band"),
    )


def summary(year: Year, _: Texts) -> Iterator[Block]:
    """The summary in the plan's own words, and how many control points it has."""
    yield Heading(2, _("Summary"))
    if year.plan.summary.strip():
        yield Paragraph(year.plan.summary)
    count = tally(year.control_points)
    yield Paragraph(
        _(
            "The plan has {own} and {mandatory}.",
            own=_.n("{count} own control point", "{count} own control points", count.own),
            mandatory=_.n(
                "{count} mandatory control point", "{count} mandatory control points", count.mandatory
            ),
        )
    )
