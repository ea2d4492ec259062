"""From the rows of a table to what would be added to a plan.  Nothing is written here: see `Proposal`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from riskreg.domain.change import Change
from riskreg.domain.checks import refuse_text, refuse_unprintable
from riskreg.domain.fields import Choice, Field, Kind, field_of, stored_fields
from riskreg.domain.numbers import decimal_of
from riskreg.domain.ordering import next_position
from riskreg.domain.records import ControlPoint, Goal, Indicator, Plan
from riskreg.domain.scales import GoalKind, Origin
from riskreg.domain.year import Year
from riskreg.exchange.mapping import KIND, TEXT, Column, Layout, Source, heading_said
from riskreg.exchange.proposal import Outcome, Proposal, Row
from riskreg.exchange.words import (
    INDICATOR,
    STRATEGIC_DIRECTION,
    choice_of,
    choices_said,
    is_placeholder,
    plain,
    shortened,
    step_of,
    whole_number,
)
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts


class _Refused(Exception):
    """A cell that the user has to mend, in a sentence."""


def propose(layout: Layout, year: Year, _: Texts) -> Proposal:
    """What importing the table into the plan of `year` would do."""
    read = _goal_rows if layout.source is Source.GOALS else _point_rows
    reader = _Reader(layout, year, _)
    return Proposal(layout, year.plan.year or 0, tuple(read(reader)), reader.scales)


class _Reader:
    """Reads cells into values, remembering how the scales were read."""

    def __init__(self, layout: Layout, year: Year, _: Texts) -> None:
        self.layout, self.year, self._ = layout, year, _
        self.scales: dict[str, dict[str, int]] = {}

    def value(self, spec: Field, column: Column, row: int, text: str) -> object:
        """A cell's value for a field.  Raises _Refused for one that the field cannot hold."""
        try:
            return _READING[spec.kind](self, spec, text)
        except _Refused as refused:
            raise self.refusal(row, column, str(refused)) from None
        except Trouble as trouble:
            raise self.refusal(row, column, trouble.say(self._)) from None

    def refusal(self, row: int, column: Column, reason: str) -> _Refused:
        """The refusal of a cell, saying where it is."""
        where = heading_said(column, self._)
        return _Refused(self._(N_("Row {row}, {column}: {reason}"), row=row, column=where, reason=reason))

    def text(self, spec: Field, text: str) -> str:
        """The literal text; in a field of one line its lines are joined."""
        if spec.kind is Kind.LINE:
            text = " ".join(text.split("\n"))
        refuse_text(spec, text)
        refuse_unprintable(spec, text)
        return text

    def step(self, spec: Field, text: str) -> int | None:
        """The step that a score names."""
        steps = self.year.steps(spec.axis)
        value = step_of(text, steps)
        if value is not None:
            self.scales.setdefault(spec.axis, {})[text] = value
        elif not is_placeholder(text):
            known = ", ".join(str(step.value) for step in steps)
            self._refuse(text, N_("“{cell}” is not on the scale. Give one of {known}."), known)
        return value

    def choice(self, spec: Field, text: str) -> Choice | None:
        """The choice that a word names."""
        assert spec.choices is not None
        value = choice_of(spec.choices, text)
        if value is None and not is_placeholder(text):
            known = choices_said(spec.choices, self._)
            self._refuse(text, N_("“{cell}” is not known here. Write one of {known}."), known)
        return value

    def number(self, spec: Field, text: str) -> int | None:
        """The whole number that a cell starts with."""
        value = whole_number(text)
        if value is None and not is_placeholder(text):
            self._refuse(text, N_("“{cell}” is not a whole number. Write it with digits only."))
        return value

    def decimal(self, spec: Field, text: str) -> Decimal | None:
        """The number that a cell is, with a comma or a point."""
        with suppress(ValueError):
            return decimal_of(text)
        if not is_placeholder(text):
            self._refuse(text, N_("“{cell}” is not a number. Write it as 2,5 or 2.5."))
        return None

    def day(self, spec: Field, text: str) -> date | None:
        """The day that a cell names."""
        with suppress(ValueError):
            return date.fromisoformat(text.strip())
        if not is_placeholder(text):
            self._refuse(text, N_("“{cell}” is not a date. Write it as 2026-03-16."))
        return None

    def clock(self, spec: Field, text: str) -> time | None:
        """The time of day that a cell names."""
        with suppress(ValueError):
            return time.fromisoformat(text.strip())
        if not is_placeholder(text):
            self._refuse(text, N_("“{cell}” is not a time of day. Write it as 13:30."))
        return None

    def _refuse(self, cell: str, sentence: str, known: str = "") -> None:
        raise _Refused(self._(sentence, cell=shortened(cell), known=known))


# How a cell is read for each kind of field that a table can fill.
_READING: dict[Kind, Callable[[_Reader, Field, str], object]] = {
    Kind.LINE: _Reader.text,
    Kind.PARAGRAPH: _Reader.text,
    Kind.STEP: _Reader.step,
    Kind.CHOICE: _Reader.choice,
    Kind.NUMBER: _Reader.number,
    Kind.DECIMAL: _Reader.decimal,
    Kind.DATE: _Reader.day,
    Kind.TIME: _Reader.clock,
}


# ------------------------------------------------------------------ control points
def _point_rows(reader: _Reader) -> Iterator[Row]:
    year, _ = reader.year, reader._
    there: defaultdict[tuple[Origin, str], list[ControlPoint]] = defaultdict(list)
    for known in year.control_points:
        there[known.origin, _key(known.text)].append(known)
    position = {
        origin: next_position(p for p in year.control_points if p.origin is origin) for origin in Origin
    }
    in_file: dict[ControlPoint, int] = {}
    for number, cells in reader.layout.rows():
        try:
            point, warnings = _point(reader, number, cells)
        except _Refused as refused:
            yield _refused_row(number, refused)
            continue
        if point is None:
            yield Row(number, Outcome.LEFT_OUT, _(N_("the row has nothing in a column that is known")))
            continue
        alike = there.get((point.origin, _key(point.text)), [])
        earlier = in_file.setdefault(replace(point, lineage=""), number)
        if alike or earlier != number:
            same = any(_fields(p, reader.layout) == _fields(point, reader.layout) for p in alike)
            reason = _why_left(same, None if alike else earlier, _)
            yield Row(number, Outcome.LEFT_OUT, reason, warnings=warnings)
            continue
        point = replace(point, position=position[point.origin])
        position[point.origin] += 1
        fields = _fields(point, reader.layout)
        yield Row(number, Outcome.ADDED, change=Change(None, point), fields=fields, warnings=warnings)


def _point(
    reader: _Reader, number: int, cells: tuple[str, ...]
) -> tuple[ControlPoint | None, tuple[str, ...]]:
    origin = Origin.MANDATORY if reader.layout.source is Source.MANDATORY else Origin.OWN
    values: dict[str, Any] = {"plan_id": reader.year.plan.id, "origin": origin}
    read = [column for column in reader.layout.columns if column.field and cells[column.at]]
    if not read:
        return None, ()
    for column in read:
        spec = field_of(ControlPoint, column.field)
        if not spec.derived:
            value = reader.value(spec, column, number, cells[column.at])
            if value is not None:
                values[spec.name] = value
    if not values.get(TEXT):
        text_column = reader.layout.column_of(TEXT)
        assert text_column is not None
        raise reader.refusal(
            number,
            text_column,
            reader._(N_("the cell is empty. Write the control point, or remove the row.")),
        )
    point = ControlPoint(**values)
    return point, tuple(_value_warnings(reader, number, cells, point))


def _value_warnings(
    reader: _Reader, number: int, cells: tuple[str, ...], point: ControlPoint
) -> Iterator[str]:
    """Where the risk value that the source gives is not the product; the product is what counts."""
    column = reader.layout.column_of("risk_value")
    given = cells[column.at] if column else ""
    if not is_placeholder(given) and whole_number(given) != point.risk_value:
        _ = reader._
        yield _(
            N_("Row {row}: the risk value is given as “{given}”, but likelihood × consequence is {value}."),
            row=number,
            given=shortened(given),
            value="–" if point.risk_value is None else point.risk_value,
        )


# ------------------------------------------------------------------ goals
def _goal_rows(reader: _Reader) -> Iterator[Row]:
    year = reader.year
    there: dict[tuple[object, str], int | None] = {(g.kind, _key(g.text)): None for g in year.goals}
    there |= {(Indicator, _key(i.text)): None for i in year.indicators}
    position: dict[object, int] = {
        kind: next_position(g for g in year.goals if g.kind is kind) for kind in GoalKind
    }
    position[Indicator] = next_position(year.indicators)
    plan = year.plan
    for number, cells in reader.layout.rows():
        try:
            found = _goal(reader, number, cells)
        except _Refused as refused:
            yield _refused_row(number, refused)
            continue
        if isinstance(found, str):
            row = _direction_row(number, plan, found, reader._)
            plan = row.change.after if row.change and isinstance(row.change.after, Plan) else plan
            yield row
            continue
        kind: object = found.kind if isinstance(found, Goal) else Indicator
        key = (kind, _key(found.text))
        if key in there:
            yield Row(number, Outcome.LEFT_OUT, _why_left(True, there[key], reader._))
            continue
        there[key] = number
        found = replace(found, position=position[kind])
        position[kind] += 1
        name = found.kind.value if isinstance(found, Goal) else found.table
        yield Row(number, Outcome.ADDED, change=Change(None, found), fields={KIND: name, TEXT: found.text})


def _goal(reader: _Reader, number: int, cells: tuple[str, ...]) -> Goal | Indicator | str:
    """The goal or indicator of a row, or the strategic direction as a bare text."""
    _ = reader._
    text_column, kind_column = reader.layout.column_of(TEXT), reader.layout.column_of(KIND)
    assert text_column is not None
    word = cells[kind_column.at] if kind_column else ""
    text = cells[text_column.at]
    if not text:
        raise reader.refusal(
            number, text_column, _(N_("the cell is empty. Write the text, or remove the row."))
        )
    owner: dict[str, Any] = {"plan_id": reader.year.plan.id}
    if plain(word) in STRATEGIC_DIRECTION:
        return str(reader.value(field_of(Plan, "strategic_direction"), text_column, number, text))
    if plain(word) in INDICATOR:
        return Indicator(
            **owner, text=str(reader.value(field_of(Indicator, TEXT), text_column, number, text))
        )
    kind = choice_of(GoalKind, word) if kind_column else GoalKind.GOAL
    if kind is None:
        assert kind_column is not None
        known = _(N_("{goals}, “{indicator}” or “{direction}”"), **_kinds_said(_))
        reason = _(N_("“{cell}” is not known here. Write one of {known}."), cell=shortened(word), known=known)
        raise reader.refusal(number, kind_column, reason)
    return Goal(**owner, kind=kind, text=str(reader.value(field_of(Goal, TEXT), text_column, number, text)))


def _kinds_said(_: Texts) -> dict[str, str]:
    return {
        "goals": choices_said(GoalKind, _),
        "indicator": _(field_of(Indicator, TEXT).label),
        "direction": _(field_of(Plan, "strategic_direction").label),
    }


def _direction_row(number: int, plan: Plan, text: str, _: Texts) -> Row:
    if _key(plan.strategic_direction) == _key(text):
        return Row(number, Outcome.LEFT_OUT, _why_left(True, None, _))
    if plan.strategic_direction:
        reason = _(N_("the plan already has another strategic direction; change it there"))
        return Row(number, Outcome.LEFT_OUT, reason)
    after = replace(plan, strategic_direction=text)
    return Row(number, Outcome.CHANGED, change=Change(plan, after), fields={"strategic_direction": text})


# ------------------------------------------------------------------ both
def _refused_row(number: int, refused: _Refused) -> Row:
    return Row(number, Outcome.LEFT_OUT, str(refused), refused=True)


def _why_left(same: bool, earlier: int | None, _: Texts) -> str:
    if earlier is not None:
        return _(N_("the same as row {row}"), row=earlier)
    if same:
        return _(N_("already in the register"))
    return _(N_("already in the register, with other values; change them there"))


def _fields(point: ControlPoint, layout: Layout) -> dict[str, Any]:
    names = {column.field for column in layout.columns}
    return {f.name: getattr(point, f.name) for f in stored_fields(ControlPoint) if f.name in names}


def _key(text: str) -> str:
    return " ".join(text.split())
