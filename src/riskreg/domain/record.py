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
def _slots(record: type) -> dict[str, Callable[[object, object], None]]:
    """What puts a value into a record being made, by the name of its field."""
    return {field.name: getattr(record, field.name).__set__ for field in fields(record)}


def with_values(record: R, values: Mapping[str, Any]) -> R:
    """The record with some of its values, by field name, replaced: `dataclasses.replace`, several times as
    fast, for the thousands.  It is made slot by slot, as a frozen record is copied."""
    kind: type[R] = type(record)
    made, slots = object.__new__(kind), _slots(kind)  # type: ignore[arg-type]
    for name, put in slots.items():
        put(made, getattr(record, name))
    for name, value in values.items():
        slots[name](made, value)
    return made
