"""What every kind of record has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
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
def _slots(record: type) -> tuple[tuple[str, Callable[[object, object], None]], ...]:
    """Each field's name, with what puts its value into a record being made."""
    return tuple((field.name, getattr(record, field.name).__set__) for field in fields(record))


def with_values(record: R, values: Mapping[str, Any]) -> R:
    """The record with some of its values, by field name, replaced: `dataclasses.replace`, several times as
    fast, for the thousands.  It is made slot by slot, as a frozen record is copied."""
    kind: type[R] = type(record)
    made = object.__new__(kind)
    for name, put in _slots(kind):  # type: ignore[arg-type]
        put(made, values[name] if name in values else getattr(record, name))
    return made
