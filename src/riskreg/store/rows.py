"""Records to rows and back, and the digest by which a row shows that it is whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from functools import cache
from hashlib import sha256
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, cast

from riskreg.domain.fields import Choice, Kind, stored_fields
from riskreg.domain.numbers import decimal_of
from riskreg.domain.records import Record
from riskreg.store.tables import COLUMN_TYPES, NEVER_EMPTY

Encode = Callable[[Any], Any]

_NO_VALUE = object()


def _as_is(value: Any) -> Any:
    return value


def _iso(value: date) -> str:
    return value.isoformat()


def _minute(value: time) -> str:
    return value.isoformat("minutes")


ENCODE: dict[Kind, Encode] = dict.fromkeys(Kind, _as_is) | {
    Kind.CHOICE: str.__str__,
    Kind.DATE: _iso,
    Kind.TIME: _minute,
    Kind.DECIMAL: str,
}


@cache
def _encoders(
    record: type,
) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[tuple[int, Encode], ...]]:
    """The names of the stored fields, what takes their values, and what turns those of some places."""
    fields = stored_fields(record)
    names = tuple(field.name for field in fields)
    turned = ((place, ENCODE[field.kind]) for place, field in enumerate(fields))
    return names, attrgetter(*names), tuple((at, encode) for at, encode in turned if encode is not _as_is)


@cache
def _decoders(record: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The fields whose stored form differs from their value, with what turns it back."""
    found: list[tuple[str, Callable[[Any], Any]]] = []
    for field in stored_fields(record):
        if field.choices is not None:
            found.append((field.name, _chooser(field.choices)))
        elif field.kind is Kind.DATE:
            found.append((field.name, date.fromisoformat))
        elif field.kind is Kind.TIME:
            found.append((field.name, time.fromisoformat))
        elif field.kind is Kind.DECIMAL:
            found.append((field.name, _exactly))
    return tuple(found)


def _exactly(text: str) -> Decimal:
    value = decimal_of(text)
    if value is None:
        raise ValueError(text)
    return value


def _chooser(choices: type[Choice]) -> Callable[[str], Choice]:
    members = {str(member): member for member in choices}
    return members.__getitem__


def _values(record: Record) -> list[Any]:
    """The record's stored values in the order of its fields."""
    kind: type = type(record)
    _names, taken, encoders = _encoders(kind)
    values = list(taken(record))
    for place, encode in encoders:
        if (value := values[place]) is not None:
            values[place] = encode(value)
    return values


def values_of(record: Record) -> dict[str, Any]:
    """The record's stored values by field name."""
    return dict(zip(names_of(type(record)), _values(record), strict=True))


def json_of(record: Record) -> str:
    """The stored values as JSON, the names in their alphabet, without what `record_from` knows by itself: in
    half the time and half the room of json.dumps, for the thousands of a copied year."""
    kind: type = type(record)
    values = _values(record)
    told = [
        f'"{name}":{encode_basestring(value)}'
        if type(value := values[place]) is str
        else f'"{name}":{"null" if value is None else value}'
        for name, place, empty in _by_name_or_empty(kind)
        if values[place] != empty
    ]
    return f"{{{','.join(told)}}}"


@cache
def _by_name_or_empty(record: type) -> tuple[tuple[str, int, object], ...]:
    """The stored fields in their alphabet: name, place in a row, and the empty value that goes without saying
    because it is the field's default; a field that has another default is always told."""
    defaults = {field.name: field.default for field in dataclasses.fields(record)}
    return tuple(
        (name, place, default if (default := defaults[name]) in (None, "") else _NO_VALUE)
        for name, place in _by_name(record)
    )


def names_of(kind: type[Record]) -> tuple[str, ...]:
    """The names of the stored fields."""
    return _encoders(cast(type, kind))[0]


def record_from(kind: type[Record], values: Mapping[str, Any]) -> Record:
    """The record that stored values stand for.  KeyError or ValueError when they stand for none."""
    given = dict(values)
    for name, decode in _decoders(cast(type, kind)):
        if (value := given.get(name)) is not None:
            given[name] = decode(value)
    return kind(**given)


@cache
def _by_name(record: type) -> tuple[tuple[str, int], ...]:
    """The names of the stored fields in their alphabet, each with its place in a row."""
    return tuple(sorted((field.name, place) for place, field in enumerate(stored_fields(record))))


def digest_of(kind: type[Record], row: Sequence[Any]) -> str:
    """A digest over a row's table, names and values, given in the order of the fields.

    Empty values do not count, so that a field added later leaves every older row's digest as it was.
    """
    told = kind.table
    for name, place in _by_name(cast(type, kind)):
        value = row[place]
        if value is not None and value != "":
            told += f"\0{name}\0{value}"
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def row_of(record: Record) -> dict[str, Any]:
    """The row that keeps a record: its values and their digest."""
    return dict(zip((*names_of(type(record)), "digest"), as_row(record), strict=True))


def as_row(record: Record) -> tuple[Any, ...]:
    """The row that keeps a record, in the order of its table's columns."""
    values = _values(record)
    return (*values, digest_of(type(record), values))


def digest_of_record(record: Record) -> str:
    """The digest that the record's row carries."""
    return digest_of(type(record), _values(record))


def records_from(kind: type[Record], rows: Sequence[Any]) -> tuple[list[Record], dict[int, str]]:
    """The records of rows as read (stored fields in order, then the digest), and the ids and digests of
    the rows whose digest does not fit: changed by another program, or damaged.  What stands in such a row
    is a record all the same, when it is one."""
    names = [f.name for f in stored_fields(kind)]
    records: list[Record] = []
    damaged: dict[int, str] = {}
    for row in rows:
        is_whole = digest_of(kind, row) == row[-1]
        if not is_whole:
            damaged[row[0]] = row[-1]
        try:
            if is_whole or is_possible(kind, row):
                records.append(record_from(kind, dict(zip(names, row, strict=False))))
        except (KeyError, ValueError, TypeError):
            damaged[row[0]] = row[-1]
    return records, damaged


def is_possible(kind: type[Record], row: Sequence[Any]) -> bool:
    """Whether the values have the types that the record's fields have in the file."""
    return all(
        isinstance(value, COLUMN_TYPES[field.kind]().python_type)
        or (value is None and field.kind not in NEVER_EMPTY)
        for field, value in zip(stored_fields(kind), row, strict=False)
    )
