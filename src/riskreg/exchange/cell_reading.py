"""From the cells of a row to the values of a record's fields; what a field cannot hold is told, not lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from riskreg.domain.checks import is_plain, refuse_text
from riskreg.domain.fields import Choice, Field, Kind, field_of
from riskreg.domain.numbers import decimal_of
from riskreg.domain.printable import covered, unprintable
from riskreg.domain.records import ControlPoint
from riskreg.exchange.layout import TEXT, Column, Layout, heading_said
from riskreg.exchange.rows import letters_of
from riskreg.exchange.words import choice_of, choices_said, is_placeholder, shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

REPLACED = "\N{REPLACEMENT CHARACTER}"
_TEXTS = frozenset({Kind.LINE, Kind.PARAGRAPH})
_DAYS = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d", "%d.%m.%y")


@dataclass(slots=True)
class Cells:
    """What one row of the source says: the values of fields, and what was doubtful about its cells."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)  # what no field could hold, for the analysis


class CellReader:
    """Reads the cells of every field that a layout fills, apart from the scores."""

    def __init__(self, layout: Layout, _: Texts) -> None:
        self._ = _
        self._text = field_of(ControlPoint, "analysis")
        self._plain: list[tuple[str, int]] = []  # fields that are the cells of a column as they stand
        self._fields: list[tuple[Field, Sequence[Column]]] = []  # those that want a closer look
        for name in dict.fromkeys(column.field for column in layout.columns if column.field):
            spec, columns = field_of(ControlPoint, name), layout.columns_of(name)
            if spec.kind not in _READING or spec.derived:
                continue
            if spec.kind in _TEXTS and len(columns) == 1 and _is_plain(columns[0], layout):
                self._plain.append((name, columns[0].at))
            else:
                self._fields.append((spec, columns))

    def read(self, cells: Sequence[str], into: Cells) -> None:
        """Read a row.  Trouble when its text is longer than a control point can hold."""
        for name, at in self._plain:
            if cell := cells[at]:
                into.values[name] = cell
        for spec, columns in self._fields:
            filled = [column for column in columns if cells[column.at]]
            if filled:
                value = _READING[spec.kind](self, spec, filled, cells, into)
                if value is not None:
                    into.values[spec.name] = value
        if into.aside:
            self._set_aside(into)

    def warn(self, into: Cells, column: Column, reason: str) -> None:
        """Tell of a cell, with its place."""
        where = heading_said(column, self._)
        sentence = N_("Row {row}, {column}: {reason}")
        into.warnings.append(self._(sentence, row=into.number, column=where, reason=reason))

    def text(self, spec: Field, columns: Sequence[Column], cells: Sequence[str], into: Cells) -> str | None:
        """The texts of all columns, below one another; in a field of one line its lines are joined."""
        parts: list[str] = []
        for column in columns:
            cell = self._printable(spec, column, cells[column.at], into)
            if column.labelled:
                parts.append(f"{label(column)}: {cell}")
            elif not any(part == cell or part.startswith(f"{cell}\n") for part in parts):
                parts.append(cell)
        text = "\n".join(parts)
        if spec.kind is Kind.LINE:
            text = " ".join(text.split("\n"))
        try:
            refuse_text(spec, text)
        except Trouble as trouble:
            if spec.name == TEXT:
                raise
            self.warn(into, columns[0], trouble.say(self._))
            return None
        return text

    def _printable(self, spec: Field, column: Column, text: str, into: Cells) -> str:
        """The text without what paper could not show, in whose place a sign stands that says so."""
        if text.isascii() and text.isprintable():
            return text
        while bad := unprintable(text):
            sentence = N_("“{character}” ({code}) cannot be printed and is replaced by {sign}.")
            code = f"U+{ord(bad):04X}"
            self.warn(into, column, self._(sentence, character=bad, code=code, sign=REPLACED))
            text = unicodedata.normalize("NFC", text).replace(bad, REPLACED)
        return text

    def choice(
        self, spec: Field, columns: Sequence[Column], cells: Sequence[str], into: Cells
    ) -> Choice | None:
        """The choice that a word names; a word that names none goes to the analysis."""
        assert spec.choices is not None
        for column in columns:
            text = cells[column.at]
            value = choice_of(spec.choices, text)
            if value is not None:
                return value
            if not is_placeholder(text):
                sentence = N_("“{cell}” is not known here and stands in the analysis. Known are {known}.")
                known = choices_said(spec.choices, self._)
                self.warn(into, column, self._(sentence, cell=shortened(text), known=known))
                into.aside.append(f"{label(column)}: {text}")
        return None

    def number(self, spec: Field, columns: Sequence[Column], cells: Sequence[str], into: Cells) -> object:
        """The whole number that a cell is."""
        return self._value(int, columns[0], cells, into)

    def decimal(self, spec: Field, columns: Sequence[Column], cells: Sequence[str], into: Cells) -> object:
        """The number that a cell is, with a comma or a point."""
        return self._value(decimal_of, columns[0], cells, into)

    def day(self, spec: Field, columns: Sequence[Column], cells: Sequence[str], into: Cells) -> object:
        """The day that a cell names."""
        return self._value(day_of, columns[0], cells, into)

    def clock(self, spec: Field, columns: Sequence[Column], cells: Sequence[str], into: Cells) -> object:
        """The time of day that a cell names."""
        return self._value(time.fromisoformat, columns[0], cells, into)

    def _value(
        self, value_of: Callable[[str], object], column: Column, cells: Sequence[str], into: Cells
    ) -> object:
        text = cells[column.at].strip()
        with suppress(ValueError):
            return value_of(text)
        if not is_placeholder(text):
            sentence = N_("“{cell}” cannot be read and is left out.")
            self.warn(into, column, self._(sentence, cell=shortened(text)))
        return None

    def _set_aside(self, into: Cells) -> None:
        analysis = "\n".join(filter(None, (into.values.get("analysis", ""), *into.aside)))
        with suppress(Trouble):
            refuse_text(self._text, analysis)
            into.values["analysis"] = analysis


def _is_plain(column: Column, layout: Layout) -> bool:
    """Whether every cell of a column is short, of one line and printable, as nearly all are: asked of all
    cells at once, for they are many."""
    if column.labelled:
        return False
    cells = [line.cells[column.at] for line in layout.lines]
    together = "".join(cells)
    return is_plain(together, max(map(len, cells), default=0)) and covered().issuperset(together)


def label(column: Column) -> str:
    """What goes before a column's text where it stands among others."""
    return " ".join(column.source.split()) or letters_of(column.at)


def day_of(text: str) -> date:
    """A day as it is written in several countries.  ValueError when it is none."""
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    for form in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    raise ValueError(text)


_Reading = Callable[[CellReader, Field, Sequence[Column], Sequence[str], Cells], object]
# How a cell is read for each kind of field; scores are read together, see `scoring`.
_READING: dict[Kind, _Reading] = {
    Kind.LINE: CellReader.text,
    Kind.PARAGRAPH: CellReader.text,
    Kind.CHOICE: CellReader.choice,
    Kind.NUMBER: CellReader.number,
    Kind.DECIMAL: CellReader.decimal,
    Kind.DATE: CellReader.day,
    Kind.TIME: CellReader.clock,
}
