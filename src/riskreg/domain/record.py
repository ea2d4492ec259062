"""What every kind of record has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, TypeVar

from riskreg.domain.fields import key

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: a table, what is unique in it, and its number once it is stored."""

    table: ClassVar[str]
    unique: ClassVar[tuple[tuple[str, ...], ...]] = ()

    id: int | None = key()


@cache
def _slots(record: type) -> tuple[dict[str, int], Callable[[object], tuple[Any, ...]], tuple[Any, ...]]:
    """The place of each field, what takes the values of all, and what puts each into a record being made."""
    names = [field.name for field in fields(record)]
    setters = tuple(getattr(record, name).__set__ for name in names)
    return {name: place for place, name in enumerate(names)}, attrgetter(*names), setters


def with_values(record: R, values: Mapping[str, Any]) -> R:
    """The record with some of its values, by field name, replaced: `dataclasses.replace`, several times as
    fast, for the thousands.  It is made slot by slot, as a frozen record is copied."""
    kind: type[R] = type(record)
    places, taken, setters = _slots(kind)  # type: ignore[arg-type]
    all_values = list(taken(record))
    for name, value in values.items():
        all_values[places[name]] = value
    made = object.__new__(kind)
    for put, value in zip(setters, all_values, strict=True):
        put(made, value)
    return made
