"""What stands in the columns of a table of records, drawn from their fields: what goes out and may come back.

A table ends with a column of keys, by which its rows are known when they come back: in a spreadsheet it is
hidden.  Its heading says of what and of which year the table is, and which cells the keys have marks of.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple, cast, get_args

from riskreg.domain.assessment_records import ChangeAssessment
from riskreg.domain.fields import Field, Kind, stored_fields, visible_fields
from riskreg.domain.follow_up_records import Action, ControlResult, GoalResult, IndicatorResult
from riskreg.domain.history import NAMES
from riskreg.domain.numbering import Numbered
from riskreg.domain.records import (
    KIND_OF,
    RECORDS,
    ControlPoint,
    Event,
    Goal,
    Indicator,
    Record,
    Undertaking,
)
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.texts import N_

# The names of tables, in the order in which they go out; of other kinds the name of one record will do.
NAMED: dict[type[Record], str] = {
    ControlPoint: N_("Control points"),
    Goal: N_("Goals"),
    Indicator: N_("Indicators"),
    Event: N_("Events"),
    Undertaking: N_("Undertakings"),
    ChangeAssessment: N_("Assessments"),
    Action: N_("Actions"),
    ControlResult: N_("Control results"),
    GoalResult: N_("Goal results"),
    IndicatorResult: N_("Indicator results"),
    Participant: N_("Participants in the workshop"),
    Vote: N_("Votes"),
}
_KEY_HEADING = re.compile(r"riskreg (\w+) (\d{4}):((?: \w+)*)")
_WIDTH = 4  # bytes of a mark


class Role(Enum):
    """What a column is for."""

    NUMBER = "number"  # K1, K2 …
    FIELD = "field"  # a value of the record's own
    LINK = "link"  # the record that a field points to
    LINKS = "links"  # the records that it is linked to
    OWNER = "owner"  # a record that it is about: it names that of a new row, and is not read of others
    TITLE = "title"  # what the first of these is called, to read
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, its heading (a marked text), and where its values come from."""

    name: str
    heading: str
    role: Role
    kind: Kind = Kind.LINE
    field: Field | None = None  # FIELD and LINK
    target: type[Record] | None = None  # LINK, LINKS and OWNER: the records that it leads to
    through: type[Record] | None = None  # LINKS: the record of a link

    @property
    def is_read(self) -> bool:
        """Whether what is written in it counts when it comes back."""
        if self.field is not None:
            return not self.field.derived and self.kind is not Kind.PICTURE
        return self.role is Role.LINKS


class Key(NamedTuple):
    """What a row is known by, and a mark of each cell as it went out, by the column's name."""

    lineage: str
    marks: dict[str, str]


# ------------------------------------------------------------------ which tables and columns
def listed_kinds() -> tuple[type[Record], ...]:
    """The kinds of record that have a table: those that are followed from year to year, and results."""
    listed = [
        kind
        for kind in RECORDS
        if is_result(kind) or any(f.kind is Kind.LINEAGE for f in stored_fields(kind))
    ]
    return tuple(sorted(listed, key=lambda kind: list(NAMED).index(kind) if kind in NAMED else len(NAMED)))


def table_name(kind: type[Record]) -> str:
    """The name of a kind's table, a marked text."""
    return NAMED.get(kind, NAMES[kind])


def columns_of(kind: type[Record]) -> tuple[Column, ...]:
    """The columns of a kind's table, without that of the keys."""
    return _columns_of(cast(type, kind))


@cache
def _columns_of(kind: type[Record]) -> tuple[Column, ...]:
    stored = stored_fields(kind)
    columns = []
    if is_numbered(kind):
        columns.append(Column("number", N_("No."), Role.NUMBER))
    if is_result(kind):
        columns += _owner_columns(kind)
    columns += [Column(f.name, f.label, Role.FIELD, f.kind, f) for f in visible_fields(kind)]
    columns += [
        Column(f.name, f.label, Role.LINK, field=f, target=KIND_OF[f.record])
        for f in stored
        if f.kind is Kind.LINK and f.label
    ]
    for through in RECORDS:
        match ends_of(through):
            case (first, second) if first is kind:
                columns.append(
                    Column(through.table, table_name(second), Role.LINKS, target=second, through=through)
                )
    return tuple(columns)


def _owner_columns(kind: type[Record]) -> Iterator[Column]:
    """The number and the text of what a result is about, and of what else: a period, a participant."""
    for name, target in zip(end_names(kind), owners_of(kind), strict=True):
        heading = N_("No.") if is_numbered(target) else NAMES[target]
        yield Column(name, heading, Role.OWNER, target=target)
        if is_numbered(target):
            yield Column(f"{name}_title", NAMES[target], Role.TITLE, Kind.PARAGRAPH)


def is_numbered(kind: type[Record]) -> bool:
    """Whether the records of a kind have numbers by which they are called."""
    return kind in get_args(Numbered)


def is_result(kind: type[Record]) -> bool:
    """Whether a record says something of two others together: of a control in a period, of a risk by a
    participant."""
    return len(owners_of(kind)) == 2 and not ends_of(kind)


def owners_of(kind: type[Record]) -> tuple[type[Record], ...]:
    """The kinds of record that one of this kind is part of or ties together."""
    return _owners_of(cast(type, kind))


@cache
def _owners_of(kind: type[Record]) -> tuple[type[Record], ...]:
    return tuple(KIND_OF[field.record] for field in stored_fields(kind) if field.kind is Kind.OWNER)


def ends_of(kind: type[Record]) -> tuple[type[Record], ...]:
    """What a record ties together, when it is nothing but a link; else nothing."""
    ends = owners_of(kind)
    return ends if len(ends) == 2 == len(stored_fields(kind)) - 1 else ()


def end_names(through: type[Record]) -> tuple[str, str]:
    """The fields of a link or a result that hold its two ends."""
    first, second = (field.name for field in stored_fields(through) if field.kind is Kind.OWNER)
    return first, second


# ------------------------------------------------------------------ keys
def key_heading(kind: type[Record], year: int, columns: Sequence[Column]) -> str:
    """The heading of the column of keys.  The same in every language: it is for us."""
    return f"riskreg {kind.table} {year}: {' '.join(column.name for column in columns if column.is_read)}"


def read_key_heading(text: str) -> tuple[type[Record], int, tuple[str, ...]] | None:
    """Of what and of which year a table is, and which columns its keys have marks of; None for another
    heading."""
    found = _KEY_HEADING.fullmatch(text)
    if found is None or KIND_OF.get(found[1]) not in listed_kinds():
        return None
    return KIND_OF[found[1]], int(found[2]), tuple(found[3].split())


def key_of(lineage: str, values: Collection[object]) -> str:
    """The key of a row whose cells, those that are read, hold these values."""
    marks = struct.pack(f">{len(values)}I", *map(_sum, values))
    return f"{lineage} {marks.hex(' ', _WIDTH)}".rstrip()


def read_key(text: str, names: Sequence[str]) -> Key:
    """A key as it was written; marks that are not all there count for nothing."""
    lineage, *marks = text.split(" ")
    return Key(lineage, dict(zip(names, marks, strict=True)) if len(marks) == len(names) else {})


def mark(value: object) -> str:
    """By what a cell is known to be as it was: short, and the same for what a spreadsheet does not change."""
    return struct.pack(">I", _sum(value)).hex()


def _sum(value: object) -> int:
    if value is None or value == "":
        return 0  # as of an empty text
    return zlib.crc32(plain_value(value).encode("utf-8", "surrogatepass"))


def plain_value(value: object) -> str:
    """A value without what gets lost on the way: the space around a text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, frozenset):  # the identities of what is linked
        return " ".join(sorted(value))
    return "" if value is None else str(value)
