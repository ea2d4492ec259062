"""The catalogue of fields: what a record's field means, declared once on the record itself.

The database column, the table column, the form's editor, the printed and the exported column, the import
target, the history line and the text to translate are all drawn from what is said here.  A new kind of field
is one entry in `Kind` and one in each renderer's `dict[Kind, ...]`; a test holds that none is missing.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Kind(Enum):
    """What sort of value a field holds."""

    KEY = "key"  # the record's own number in the file
    OWNER = "owner"  # the record that this one is part of
    LINK = "link"  # another record that this one points to
    LINEAGE = "lineage"  # the identity that lives on from year to year
    POSITION = "position"  # the place in the user's own order
    LINE = "line"  # a text of one line
    PARAGRAPH = "paragraph"  # a text of any length
    STEP = "step"  # a step of one of the plan's scales
    CHOICE = "choice"  # one of a `Choice`
    NUMBER = "number"  # a whole number
    DECIMAL = "decimal"  # a number with decimals, exact
    DATE = "date"  # a day
    PICTURE = "picture"  # a PNG, packed as text
    BLOB = "blob"  # something large that people never read as it is stored
    TIME = "time"  # a time of day, to the minute


# What only the machinery cares about; every other kind is shown to people.
INTERNAL = frozenset({Kind.KEY, Kind.OWNER, Kind.LINK, Kind.LINEAGE, Kind.POSITION, Kind.BLOB})


class Choice(StrEnum):
    """A closed set of values, each with its text: `HANDLE = "handle", N_("Handle …")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Choice:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a record, as everyone who shows, stores or reads it sees it."""

    name: str
    kind: Kind
    label: str = ""
    group: str = ""  # heading in the form
    paper: int = 0  # relative width of the printed column; 0 is not printed
    shown: bool = False  # a column of the table from the start
    required: bool = False
    record: str = ""  # OWNER and LINK: the table pointed to
    axis: str = ""  # STEP: which scale
    choices: type[Choice] | None = None
    derived: bool = False  # computed, never stored


def _declare(default: Any, spec: Field, factory: Callable[[], Any] | None = None) -> Any:
    if factory is not None:
        return dataclasses.field(default_factory=factory, metadata={"field": spec})
    return dataclasses.field(default=default, metadata={"field": spec})


def key() -> Any:
    """The record's number in the file; None until it is stored."""
    return _declare(None, Field(name="", kind=Kind.KEY))


def owner(record: str) -> Any:
    """The record that this one is part of, by table name."""
    return _declare(None, Field(name="", kind=Kind.OWNER, record=record, required=True))


def link(record: str, label: str = "") -> Any:
    """Another record, or none."""
    return _declare(None, Field(name="", kind=Kind.LINK, record=record, label=label))


def lineage() -> Any:
    """A UUID that follows the matter from year to year; trends and comparison go by it."""
    return _declare(None, Field(name="", kind=Kind.LINEAGE), new_lineage)


def new_lineage() -> str:
    """The identity of a matter that is new."""
    return uuid.uuid4().hex


def position() -> Any:
    """The place in the user's own order, from 1."""
    return _declare(0, Field(name="", kind=Kind.POSITION))


def line(label: str, **more: Any) -> Any:
    """A text of one line."""
    return _declare("", Field(name="", kind=Kind.LINE, label=label, **more))


def paragraph(label: str, **more: Any) -> Any:
    """A text of any length, kept literally."""
    return _declare("", Field(name="", kind=Kind.PARAGRAPH, label=label, **more))


def step(label: str, *, axis: str, **more: Any) -> Any:
    """The value of a step on one of the plan's scales, or None while not assessed."""
    return _declare(None, Field(name="", kind=Kind.STEP, label=label, axis=axis, **more))


def choice(label: str, choices: type[Choice], *, default: Choice | None = None, **more: Any) -> Any:
    """One of a closed set, or None."""
    return _declare(default, Field(name="", kind=Kind.CHOICE, label=label, choices=choices, **more))


def number(label: str, *, default: int | None = None, **more: Any) -> Any:
    """A whole number, or None."""
    return _declare(default, Field(name="", kind=Kind.NUMBER, label=label, **more))


def decimal(label: str, **more: Any) -> Any:
    """A number that may have decimals (`decimal.Decimal`), or None."""
    return _declare(None, Field(name="", kind=Kind.DECIMAL, label=label, **more))


def date(label: str, **more: Any) -> Any:
    """A day (`datetime.date`), or None."""
    return _declare(None, Field(name="", kind=Kind.DATE, label=label, **more))


def picture(label: str, **more: Any) -> Any:
    """A picture, packed as text, or empty."""
    return _declare("", Field(name="", kind=Kind.PICTURE, label=label, **more))


def blob() -> Any:
    """Something large that only the machinery reads, packed as text."""
    return _declare("", Field(name="", kind=Kind.BLOB))


def time(label: str, **more: Any) -> Any:
    """A time of day (`datetime.time`), or None."""
    return _declare(None, Field(name="", kind=Kind.TIME, label=label, **more))


class Derived(Generic[T]):
    """A value that follows from others and is never stored."""

    def __init__(self, compute: Callable[[Any], T], spec: Field, after: str) -> None:
        self.compute = compute
        self.field = dataclasses.replace(spec, name=compute.__name__, derived=True)
        self.after = after
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, record: None, owner: type) -> Derived[T]: ...
    @overload
    def __get__(self, record: object, owner: type) -> T: ...
    def __get__(self, record: object | None, owner: type) -> Derived[T] | T:
        return self if record is None else self.compute(record)


def derived(
    label: str, *, after: str, kind: Kind = Kind.NUMBER, **more: Any
) -> Callable[[Callable[[Any], T]], Derived[T]]:
    """Declare a derived field on the method that computes it; it is shown after the field `after`."""
    spec = Field(name="", kind=kind, label=label, **more)
    return lambda compute: Derived(compute, spec, after)


@cache
def fields_of(record: type) -> tuple[Field, ...]:
    """The record's fields in the order of its source, each derived one after the field it names."""
    fields = [
        dataclasses.replace(f.metadata["field"], name=f.name)
        for f in dataclasses.fields(record)
        if "field" in f.metadata
    ]
    for item in vars(record).values():
        if isinstance(item, Derived):
            names = [f.name for f in fields]
            fields.insert(names.index(item.after) + 1, item.field)
    return tuple(fields)


def stored_fields(record: type) -> tuple[Field, ...]:
    """The fields that the file keeps."""
    return _stored_fields(record)


@cache
def _stored_fields(record: type) -> tuple[Field, ...]:
    return tuple(f for f in fields_of(record) if not f.derived)


def visible_fields(record: type) -> tuple[Field, ...]:
    """The fields that people see, derived ones included."""
    return tuple(f for f in fields_of(record) if f.kind not in INTERNAL)


def field_of(record: type, name: str) -> Field:
    """One field by its name."""
    return next(f for f in fields_of(record) if f.name == name)
