"""Every risk of the year with what is thought and decided of it so far, and boxes to score it on paper: for
the committee's strategy day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import PASSIVE, Origin
from riskreg.domain.wording import NOT_STATED, decision_said, risk_said
from riskreg.domain.workshop import Voting, voting_said, votings
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import opening, parts_of
from riskreg.paper.lists import List
from riskreg.paper.matrix import tint_of
from riskreg.paper.page import LYING, Parts, Section
from riskreg.paper.points import NONE_MANDATORY, guarding, points_from
from riskreg.paper.scales import scale_tables
from riskreg.paper.table import Cell, Column, Row, Table
from riskreg.texts import N_, Texts

_NEW = 8  # rows for risks that the day brings up
_TO_FILL = Cell("", boxed=True)


def _parts(year: Year, _: Texts) -> Parts:
    title = _("Gross list of risks {year}", year=year.plan.year)
    sections = [
        Section((*opening(year, title, _), *_how(year, _))),
        Section(tuple(_tables(year, _)), LYING),
    ]
    return parts_of(year, title, sections, _)


GROSS_LIST = Document("gross-list", N_("Gross list of risks"), N_("gross-list"), _parts)


def _how(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("How to score"))
    yield List(
        [
            _("Read the risk. How likely is it during the year? Write the step in the first box."),
            _("What is the consequence for the goals if it happens? Write the step in the second box."),
            _("Multiply the two: that is the risk value, whose band suggests a decision."),
            _("Note what you would decide and why. New risks have rows at the end."),
        ],
        numbered=True,
    )
    yield Heading(2, _("Scales"))
    yield from scale_tables(year, _)


def _tables(year: Year, _: Texts) -> Iterator[Block]:
    for origin, heading, nothing in (
        (Origin.OWN, N_("Own control points"), N_("The plan has no control points of its own.")),
        (
            Origin.MANDATORY,
            N_("Mandatory control points"),
            NONE_MANDATORY,
        ),
    ):
        points = points_from(year, origin)
        yield Heading(2, _(heading))
        yield _table(year, points, _) if points else Paragraph(_(nothing))
    yield Heading(2, _("New risks"))
    yield Table(
        columns=[
            Column(_("No."), 6, least=44, heads=True, strong=True),
            Column(_("Risk"), 46, least=150),
            *_columns_to_fill(_),
        ],
        rows=[[Cell(_("New {number}", number=at)), _TO_FILL, *_cells_to_fill()] for at in range(1, _NEW + 1)],
    )


def _columns_to_fill(_: Texts) -> list[Column]:
    return [
        Column(_("Likelihood"), 8, align="centre", least=58),
        Column(_("Consequence"), 8, align="centre", least=58),
        Column(_("Risk value"), 8, align="centre", least=58),
        Column(_("Decision and reason"), 30, least=150),
    ]


def _cells_to_fill() -> list[Cell]:
    return [_TO_FILL] * 4


def _table(year: Year, points: Sequence[ControlPoint], _: Texts) -> Table:
    """The risks; columns that nothing would stand in are left out."""
    guarded = guarding(year, 10)
    linked = any(guarded.said(p) for p in points)
    assessed = any(p.risk_value is not None for p in points)
    settled = any(_is_settled(p) for p in points)
    votes = votings(year)
    voted = any(p.id in votes for p in points)

    def row(point: ControlPoint) -> Row:
        cells = [Cell(year.number(point)), Cell(point.text)]
        if linked:
            cells.append(_stated(guarded.said(point), _))
        if assessed:
            value = point.risk_value
            cells.append(_stated(risk_said(year, value, _), _, tinted=(year, value)))
        cells += _cells_to_fill()
        if settled:
            cells.append(Cell(_settled(point, _), empty=not _is_settled(point)))
        if voted:
            cells.append(_stated(voting_said(votes.get(point.id, Voting()), _), _))
        return cells

    columns = [
        Column(_("No."), 5, least=36, heads=True, strong=True),
        Column(_("Control point"), 36, least=150),
    ]
    columns += [Column(_(guarded.label), guarded.weight, least=54)] if linked else []
    columns += [Column(_("Risk value so far"), 9, least=62)] if assessed else []
    columns += _columns_to_fill(_)
    columns += [Column(_("Decision so far"), under=True)] if settled else []
    columns += [Column(_("Votes"), under=True)] if voted else []
    return Table(columns, [row(point) for point in points])


def _is_settled(point: ControlPoint) -> bool:
    return point.decision is not None or bool(point.analysis.strip())


def _settled(point: ControlPoint, _: Texts) -> str:
    """The decision and its reason; a risk that is left as it is wants one."""
    decision, reason = decision_said(point.decision, _), point.analysis.strip()
    if not reason and point.decision in PASSIVE:
        reason = _("The reason is not stated.")
    return f"{decision}. {reason}" if reason else decision


def _stated(text: str, _: Texts, tinted: tuple[Year, int | None] | None = None) -> Cell:
    if not text:
        return Cell(_(NOT_STATED), empty=True)
    return Cell(text, tint_of(*tinted) if tinted else None)
