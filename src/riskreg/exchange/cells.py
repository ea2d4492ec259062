"""The text of a cell as the value that it stands for, and what a value is called in a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import date, time
from decimal import Decimal
from typing import Any

from riskreg.domain.checks import empty, refuse_text, refuse_unprintable
from riskreg.domain.fields import Choice, Field, Kind
from riskreg.domain.numbers import decimal_of
from riskreg.domain.records import Record, ScaleStep
from riskreg.domain.wording import said
from riskreg.domain.year import Year
from riskreg.exchange.columns import Column, Role
from riskreg.exchange.lookup import Lookup
from riskreg.exchange.words import choice_of, choices_said, plain, shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

_NUMBER = re.compile(r"([+-]?\d+)(?:[.,]0+)?(?![.,]?\d)(?!\s*[x×*%/])\W*(?:\b.*)?", re.DOTALL)
_BETWEEN = re.compile(r"[,;\n]")
_MOST_NAMED = 12  # records that a sentence proposes

# How a record is found by what a cell calls it, in a column of links.
Naming = Callable[[Column, str], Record | None]


# ------------------------------------------------------------------ in
def field_value(kind: type[Record], field: Field, text: str, year: Year, _: Texts) -> object:
    """The value that a cell stands for.  Trouble when the field cannot hold it."""
    text = text.strip()
    if not text and not _may_be_empty(kind, field):
        raise empty(field)
    if not text:
        return "" if field.kind in (Kind.LINE, Kind.PARAGRAPH) else None
    return READING[field.kind](field, text, year, _)


def _may_be_empty(kind: type[Record], field: Field) -> bool:
    default = next(f.default for f in fields(kind) if f.name == field.name)
    return not field.required and (field.choices is None or default in (None, MISSING))


def _text(field: Field, text: str, year: Year, _: Texts) -> str:
    if field.kind is Kind.LINE:
        text = " ".join(text.split("\n"))
    refuse_text(field, text)
    refuse_unprintable(field, text)
    return text


def step_of(text: str, steps: Iterable[ScaleStep]) -> int | None:
    """The step that a cell names by its number, with or without words after it, or by its name."""
    steps = tuple(steps)
    named = next((step.value for step in steps if plain(step.name) == plain(text)), None)
    if named is not None:
        return named
    found = whole_number(text)
    return found if found in {step.value for step in steps} else None


def whole_number(text: str) -> int | None:
    """The whole number that a cell starts with: "1. very small" is 1, "3.0" is 3, "3,5" is none."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def _step(field: Field, text: str, year: Year, _: Texts) -> int:
    steps = year.steps(field.axis)
    value = step_of(text, steps)
    if value is None:
        known = ", ".join(str(step.value) for step in steps)
        raise _refusal(N_("“{cell}” is not on the scale. Give one of {known}."), text, known)
    return value


def _choice(field: Field, text: str, year: Year, _: Texts) -> Choice:
    assert field.choices is not None
    value = choice_of(field.choices, text)
    if value is None:
        known = choices_said(field.choices, _)
        raise _refusal(N_("“{cell}” is not known here. Write one of {known}."), text, known)
    return value


def _number(field: Field, text: str, year: Year, _: Texts) -> int:
    value = whole_number(text)
    if value is None:
        raise _refusal(N_("“{cell}” is not a whole number. Write it with digits only."), text)
    return value


def _decimal(field: Field, text: str, year: Year, _: Texts) -> Decimal:
    with suppress(ValueError):
        if (value := decimal_of(text)) is not None:
            return value
    raise _refusal(N_("“{cell}” is not a number. Write it as 2,5 or 2.5."), text)


def _day(field: Field, text: str, year: Year, _: Texts) -> date:
    with suppress(ValueError):
        return date.fromisoformat(text)
    raise _refusal(N_("“{cell}” is not a date. Write it as 2026-03-16."), text)


def _clock(field: Field, text: str, year: Year, _: Texts) -> time:
    with suppress(ValueError):
        return time.fromisoformat(text)
    raise _refusal(N_("“{cell}” is not a time of day. Write it as 13:30."), text)


def _refusal(sentence: str, cell: str, known: str = "") -> Trouble:
    return Trouble(sentence, cell=shortened(cell), known=known)


READING: dict[Kind, Callable[[Field, str, Year, Texts], object]] = {
    Kind.LINE: _text,
    Kind.PARAGRAPH: _text,
    Kind.STEP: _step,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _day,
    Kind.TIME: _clock,
}


# ------------------------------------------------------------------ links
def named_records(column: Column, text: str, naming: Naming, lookup: Lookup) -> tuple[Record, ...]:
    """The records that a cell of links names, each once.  Trouble when there is no such, or too many."""
    is_one = naming(column, text.strip()) is not None  # also of a name with a comma in it
    names = [text] if is_one else _BETWEEN.split(text)
    may = {record.id for record in lookup.may_lead_to(column)}
    records: dict[int | None, Record] = {}
    for name in filter(None, (name.strip() for name in names)):
        record = naming(column, name)
        if record is None or record.id not in may:
            known = [lookup.called(other) for other in lookup.may_lead_to(column)]
            raise Trouble(
                N_("There is no “{cell}” to name here. There are: {known}."),
                cell=shortened(name),
                known=", ".join(known[:_MOST_NAMED]) + (" …" if len(known) > _MOST_NAMED else "") or "–",
            )
        records[record.id] = record
    if column.role is Role.LINK and len(records) > 1:
        raise Trouble(N_("Only one can be named here."))
    return tuple(records.values())


def naming_of(lookup: Lookup) -> Naming:
    """Names as the year gives them now."""
    known: dict[type[Record], Mapping[str, Record]] = {}

    def find(column: Column, name: str) -> Record | None:
        assert column.target
        if column.target not in known:
            records = lookup.records(column.target)
            known[column.target] = {lookup.called(record).casefold(): record for record in records}
        return known[column.target].get(name.casefold())

    return find


# ------------------------------------------------------------------ out
def cell_said(column: Column, value: Any, lookup: Lookup, _: Texts) -> str:
    """What a cell holds, in words: a field's value, or what the records that it names are called."""
    if column.role is Role.FIELD:
        assert column.field
        return said(column.field, value, _)
    return ", ".join(map(lookup.called, value))
