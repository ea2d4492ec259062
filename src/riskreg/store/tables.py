"""The tables of a register file, drawn from the records' fields."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from riskreg.domain.fields import Field, Kind, stored_fields
from riskreg.domain.records import RECORDS, Record

# Every constraint has a name, so that a migration can speak of it.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

COLUMN_TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    Kind.KEY: Integer,
    Kind.OWNER: Integer,
    Kind.LINK: Integer,
    Kind.LINEAGE: Text,
    Kind.POSITION: Integer,
    Kind.LINE: Text,
    Kind.PARAGRAPH: Text,
    Kind.STEP: Integer,
    Kind.CHOICE: Text,
    Kind.NUMBER: Integer,
    Kind.DECIMAL: Text,
    Kind.DATE: Text,
    Kind.PICTURE: Text,
    Kind.BLOB: Text,
    Kind.TIME: Text,
}

# Text is never NULL: an empty text and none are the same to people.  Plain strings, because alembic would
# rebuild the table, and lose STRICT and AUTOINCREMENT, to add a column whose default is an expression.
_EMPTY = (Kind.LINE, Kind.PARAGRAPH, Kind.LINEAGE, Kind.PICTURE, Kind.BLOB)
_DEFAULTS = {Kind.POSITION: "0", **dict.fromkeys(_EMPTY, "")}
NEVER_EMPTY = frozenset({Kind.KEY, Kind.OWNER, *_DEFAULTS})


def _column(field: Field) -> Column[Any]:
    column_type = COLUMN_TYPES[field.kind]
    if field.kind is Kind.KEY:
        return Column(field.name, column_type, primary_key=True)
    if field.record:
        target = ForeignKey(f"{field.record}.id", ondelete="RESTRICT")
        return Column(field.name, column_type, target, nullable=not field.required, index=True)
    default = _DEFAULTS.get(field.kind)
    return Column(field.name, column_type, nullable=default is None, server_default=default)


def table_of(record: type[Record], metadata: MetaData) -> Table:
    """The table that keeps records of a type, each row with the digest of its values."""
    return Table(
        record.table,
        metadata,
        *(_column(field) for field in stored_fields(record)),
        Column("digest", Text, nullable=False),
        *(UniqueConstraint(*names) for names in record.unique),
        sqlite_strict=True,
        sqlite_autoincrement=True,  # the number of a removed record is never given to another
    )


def _journal(metadata: MetaData) -> Table:
    return Table(
        "journal",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("who", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("label", Text, nullable=False),
        Column("label_values", Text, nullable=False),
        Column("target", Integer),
        Column("changes", Text, nullable=False),
        Column("digest", Text, nullable=False),
        Column("seal", Text, nullable=False, server_default=""),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )


METADATA = MetaData(naming_convention=NAMES)
TABLES: dict[type[Record], Table] = {record: table_of(record, METADATA) for record in RECORDS}
JOURNAL = _journal(METADATA)
