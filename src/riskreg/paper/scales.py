"""The scales and the risk bands of a plan on paper."""

from __future__ import annotations

from collections.abc import Iterator

from riskreg.domain.counting import range_said
from riskreg.domain.scales import Axis
from riskreg.domain.wording import NOT_STATED
from riskreg.domain.year import Year
from riskreg.paper.blocks import Beside, Heading, Paragraph
from riskreg.paper.columns import record_table
from riskreg.paper.flow import Block
from riskreg.paper.matrix import tint_of
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import Texts


def scale_tables(year: Year, _: Texts) -> Iterator[Block]:
    """Both scales, side by side where their steps are not described, and the bands."""
    scales = [_scale(year, axis, _) for axis in Axis]
    if any(step.description.strip() for axis in Axis for step in year.steps(axis)):
        yield from (block for scale in scales for block in scale)
    else:
        yield Beside(scales)
    yield Heading(3, _("Risk bands"))
    yield _band_table(year, _) if year.bands else Paragraph(_(NOT_STATED))


def _scale(year: Year, axis: Axis, _: Texts) -> list[Block]:
    steps = year.steps(axis)
    table = record_table(year, steps, _, without={"axis"}) if steps else Paragraph(_(NOT_STATED))
    return [Heading(3, _(axis.label)), table]


def _band_table(year: Year, _: Texts) -> Table:
    return Table(
        columns=[
            Column(_("Risk value"), 20, heads=True),
            Column(_("Risk band"), 30),
            Column(_("Suggested decision"), 50),
        ],
        rows=[
            [
                Cell(range_said(year, band), tint=tint_of(year, band.lowest)),
                Cell(band.name),
                Cell(_(band.suggests.label)) if band.suggests else Cell(_(NOT_STATED), empty=True),
            ]
            for band in year.bands
        ],
    )
