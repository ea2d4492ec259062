"""What differs from the plan of the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from riskreg.domain.records import ControlPoint
from riskreg.domain.wording import NOT_STATED, decision_said, risk_said
from riskreg.domain.year import Year
from riskreg.domain.year_changes import Shift, YearChange, changes_since, comparable
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.flow import Block
from riskreg.paper.fonts import NO_BREAK_SPACE
from riskreg.paper.matrix import tint_of
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import Texts


def changes(year: Year, _: Texts) -> Iterator[Block]:
    """The changes since the year before, counted and listed; nothing when there is no year before."""
    previous = year.previous
    if previous is None:
        return
    found = changes_since(year, previous)
    yield Heading(2, _("Changes since {year}", year=previous.plan.year))
    if not comparable(year, previous):
        yield Paragraph(
            _(
                "The scales are not those of {year}, so the risk values are not compared.",
                year=previous.plan.year,
            )
        )
    if found:
        yield Paragraph(_counted(found, _), keeps=True)
        yield _table(year, previous, found, _)
    else:
        yield Paragraph(_("No control point is new, gone, assessed otherwise or decided otherwise."))


def changes_counted(year: Year, _: Texts) -> str:
    """How many changes there are since the year before, in one line; empty when there is no year before."""
    previous = year.previous
    if previous is None:
        return ""
    told = _counted(changes_since(year, previous), _)
    return f"{_('Changes since {year}', year=previous.plan.year)}. {told}"


def _counted(found: Sequence[YearChange], _: Texts) -> str:
    count = Counter(change.shift for change in found)
    return " · ".join(f"{_(shift.label)}:{NO_BREAK_SPACE}{count[shift]}" for shift in Shift)


def _table(year: Year, previous: Year, found: Sequence[YearChange], _: Texts) -> Table:
    return Table(
        columns=[
            Column(_("Change"), 15, least=72),
            Column(_("No."), 6, least=36, heads=True, strong=True),
            Column(_("Control point"), 35, least=150),
            Column(str(previous.plan.year), 22, least=84),
            Column(str(year.plan.year), 22, least=84),
        ],
        rows=[_row(year, previous, change, _) for change in found],
    )


def _row(year: Year, previous: Year, change: YearChange, _: Texts) -> list[Cell]:
    before, after = change.before, change.after
    shown, home = (after, year) if after else (before, previous)
    assert shown is not None
    return [
        Cell(_(change.shift.label)),
        Cell(home.number(shown)),
        Cell(shown.text),
        _state(previous, before, change.shift, _),
        _state(year, after, change.shift, _),
    ]


def _state(year: Year, point: ControlPoint | None, shift: Shift, _: Texts) -> Cell:
    """How the point stands in a year, in what the change is about."""
    if point is None:
        return Cell(_("Not in the plan"), empty=True)
    value = risk_said(year, point.risk_value, _)
    tint = tint_of(year, point.risk_value)
    if shift is Shift.DECIDED:
        return Cell(decision_said(point.decision, _))
    return Cell(value, tint) if value else Cell(_(NOT_STATED), empty=True)
