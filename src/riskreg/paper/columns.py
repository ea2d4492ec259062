"""The printed columns of a record, drawn from the catalogue of fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from riskreg.domain.fields import Field, Kind, visible_fields
from riskreg.domain.records import ControlPoint, Event, Goal, Indicator, RiskBand, ScaleStep, Undertaking
from riskreg.domain.wording import NOT_STATED, decision_said, risk_said, value_said
from riskreg.domain.year import Year
from riskreg.paper.matrix import tint_of
from riskreg.paper.table import Cell, Column, Table
from riskreg.paper.tagged import Align
from riskreg.texts import Texts

Printed: TypeAlias = ControlPoint | Goal | Indicator | Undertaking | ScaleStep | RiskBand | Event

# How a kind of value stands in its column, and the width below which it would look ragged.
ALIGNED: dict[Kind, Align] = {
    Kind.KEY: "left",
    Kind.OWNER: "left",
    Kind.LINK: "left",
    Kind.LINEAGE: "left",
    Kind.POSITION: "right",
    Kind.LINE: "left",
    Kind.PARAGRAPH: "left",
    Kind.STEP: "centre",
    Kind.CHOICE: "left",
    Kind.NUMBER: "left",
    Kind.DECIMAL: "right",
    Kind.DATE: "left",
    Kind.PICTURE: "left",
    Kind.BLOB: "left",
    Kind.TIME: "left",
}
LEAST: dict[Kind, float] = {
    Kind.KEY: 0,
    Kind.OWNER: 0,
    Kind.LINK: 0,
    Kind.LINEAGE: 0,
    Kind.POSITION: 24,
    Kind.LINE: 76,
    Kind.PARAGRAPH: 104,
    Kind.STEP: 30,
    Kind.CHOICE: 66,
    Kind.NUMBER: 44,
    Kind.DECIMAL: 44,
    Kind.DATE: 58,
    Kind.PICTURE: 0,
    Kind.BLOB: 0,
    Kind.TIME: 36,
}
_LEAST_TEXT = 150  # what the record is about
_LOWERED = frozenset({Kind.PARAGRAPH, Kind.LINE})  # may stand below the row where columns are many
_LONG = 700  # characters: a text that would make its column run on over the page


@dataclass(frozen=True, slots=True)
class Links:
    """A column of what is known of a record from others: the numbers that it is linked to, its past."""

    label: str
    weight: float
    said: Callable[[Any], str]
    lowers: bool = False  # may stand below the row where columns are many


def record_table(
    year: Year,
    records: Sequence[Printed],
    _: Texts,
    *,
    among: Sequence[Printed] = (),
    without: Collection[str] = (),
    links: Sequence[Links] = (),
    caption: str = "",
) -> Table:
    """Records as rows, without the fields and links that nothing `among` (the rows, or more) states."""
    fields = [f for f in _printed(type(records[0])) if f.name not in without and _stated(f, among or records)]
    links = [link for link in links if any(link.said(r) for r in among or records)]
    columns = [_column(f, at == 0, among or records, _) for at, f in enumerate(fields)]
    columns += [Column(_(link.label), link.weight, least=54, lowers=link.lowers) for link in links]
    rows = [
        [cell_of(year, field, record, _) for field in fields] + [_linked(link, record, _) for link in links]
        for record in records
    ]
    if isinstance(records[0], ControlPoint | Goal | Indicator | Undertaking):
        columns.insert(0, Column(_("No."), 5, least=36, heads=True, strong=True))
        rows = [[Cell(year.number(r)), *row] for r, row in zip(records, rows, strict=True)]  # type: ignore[arg-type]
    return Table(columns, rows, caption)


def _printed(record: type) -> list[Field]:
    return [f for f in visible_fields(record) if f.paper]


def _stated(field: Field, records: Sequence[Printed]) -> bool:
    return field.required or any(getattr(record, field.name) not in (None, "") for record in records)


def _column(field: Field, first: bool, records: Sequence[Printed], _: Texts) -> Column:
    long = field.kind is Kind.PARAGRAPH and not first
    return Column(
        _(field.label),
        field.paper,
        ALIGNED[field.kind],
        _LEAST_TEXT if first and field.kind is Kind.PARAGRAPH else LEAST[field.kind],
        heads=field.kind is Kind.NUMBER and first,
        lowers=not first and field.kind in _LOWERED,
        under=long and any(len(getattr(record, field.name)) > _LONG for record in records),
    )


def cell_of(year: Year, field: Field, record: Printed, _: Texts) -> Cell:
    """A record's value as a cell; the risk value with its band."""
    if field.name == "risk_value":
        value = getattr(record, field.name)
        text, tint = risk_said(year, value, _), tint_of(year, value)
    elif field.name == "decision":
        text, tint = decision_said(getattr(record, field.name), _), None
    elif field.kind is Kind.TIME:
        text, tint = value_said(record, field, _) or _("Whole day"), None
    else:
        text, tint = value_said(record, field, _), None
    return Cell(text, tint) if text.strip() else Cell(_(NOT_STATED), empty=True)


def _linked(link: Links, record: Printed, _: Texts) -> Cell:
    text = link.said(record)
    return Cell(text) if text else Cell(_(NOT_STATED), empty=True)
