"""A whole register as JSON: every record of every year, so that nobody is ever locked in.

docs/json-format.md says what is in it.  A record stands as the file of a register keeps it, by its fields'
names; only what is packed there (pictures, what an edition keeps) stands as base64 of the very file.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

from riskreg.domain import edition, pictures
from riskreg.domain.change import Change, Contents, all_of, applied, found
from riskreg.domain.checks import refuse
from riskreg.domain.fields import Field, Kind, stored_fields
from riskreg.domain.records import KIND_OF, RECORDS, Organisation, Plan, Record
from riskreg.exchange.json_text import parsed
from riskreg.faults import Trouble
from riskreg.store.rows import is_possible, record_from, values_of
from riskreg.texts import N_, Texts

SUFFIX = ".json"
FORMAT, VERSION = "riskreg", 1
_LARGEST = 2**63 - 1  # that a file of a register can hold

_Place: TypeAlias = tuple[type[Record], int | None]  # kind and id

_OTHER = N_(
    "{path} is JSON, but not a register that riskreg exported. "
    "Export one with: riskreg export FILE -o OUT.json"
)
_IMPOSSIBLE = N_("One of its values is none that its field can have.")
_DAMAGED = N_("{path} is damaged or no JSON at all ({where}). Export the register anew and try again.")
_NEWER = N_("{path} was written by a newer riskreg. Install the newer version to take it in.")


class _Packing(NamedTuple):
    """How what is packed in a record becomes the very file, and back."""

    unpacked: Callable[[str], bytes]
    packed: Callable[[bytes], str]


_PACKED: dict[Kind, _Packing] = {
    Kind.PICTURE: _Packing(pictures.unpacked, pictures.packed),
    Kind.BLOB: _Packing(edition.unpacked, edition.packed),
}


class Unfit(Trouble):
    """A record of the file that no register may hold, and why."""

    def __init__(self, path: Path, table: str, place: int, why: Trouble) -> None:
        super().__init__(
            N_("{path} cannot be taken in: number {place} of “{table}” is not right. {why}"),
            path=path,
            table=table,
            place=place,
            why=str(why),
        )
        self._why = why

    def say(self, _: Texts) -> str:
        return _(self.sentence, **self.values | {"why": self._why.say(_)})


# ------------------------------------------------------------------ out
def json_of(contents: Contents) -> bytes:
    """Everything that a register holds.  Trouble when what an edition or a picture keeps is damaged."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "records": {kind.table: [_told(record) for record in all_of(contents, kind)] for kind in RECORDS},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _told(record: Record) -> dict[str, Any]:
    values = values_of(record)
    for name, packing in _packed_fields(cast(type, type(record))):
        if values[name]:
            values[name] = b64encode(packing.unpacked(values[name])).decode()
    return values


@cache
def _packed_fields(kind: type) -> tuple[tuple[str, _Packing], ...]:
    return tuple((f.name, _PACKED[f.kind]) for f in stored_fields(kind) if f.kind in _PACKED)


# ------------------------------------------------------------------ in
def contents_from(path: Path) -> Contents:
    """What a file holds that `json_of` wrote.  Trouble for any other file, and for records that no register
    may hold."""
    told = _records_told(path)
    places: dict[_Place, int] = {}
    changes = []
    for table, rows in told.items():
        kind = KIND_OF[table]
        for place, values in enumerate(rows, 1):
            try:
                record = _record(kind, values)
                if (kind, record.id) in places:
                    raise Trouble(N_("It has the same id as another. Export the register anew."))
            except Trouble as why:
                raise Unfit(path, table, place, why) from why
            places[kind, record.id] = place
            changes.append(Change(None, record))
    contents = applied({}, changes)
    _refuse_unfit(path, contents, places)
    return contents


def _records_told(path: Path) -> Mapping[str, list[dict[str, Any]]]:
    """The records as they are told, by table.  Trouble when that is not what the file holds."""
    try:
        told = parsed(path)
    except json.JSONDecodeError as error:
        raise Trouble(_DAMAGED, path=path, where=f"{error.lineno}:{error.colno}") from error
    except UnicodeDecodeError as error:
        raise Trouble(_DAMAGED, path=path, where=error.start) from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number without end
        raise Trouble(_OTHER, path=path) from error
    match told:
        case {"format": "riskreg", "version": int(version)} if version > VERSION:
            raise Trouble(_NEWER, path=path)
        case {"format": "riskreg", "version": 1, "records": dict(records)}:
            if all(map(_is_table, records.items())):
                return records
    raise Trouble(_OTHER, path=path)


def _is_table(item: tuple[str, object]) -> bool:
    table, rows = item
    return table in KIND_OF and isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _record(kind: type[Record], told: dict[str, Any]) -> Record:
    """The record that a file tells.  Trouble when it tells none; a field that is not told is empty."""
    fields = {field.name: field for field in stored_fields(kind)}
    for name, value in told.items():
        if name not in fields:
            raise Trouble(N_("It has a field “{name}”, which is not known here."), name=name)
        _refuse_value(fields[name], value)
    try:
        values = told | {
            name: packing.packed(b64decode(told[name], validate=True))
            for name, packing in _packed_fields(cast(type, kind))
            if told.get(name)
        }
        record = record_from(kind, values)
    except (KeyError, ValueError, TypeError) as error:
        raise Trouble(_IMPOSSIBLE) from error
    if not is_possible(kind, tuple(values_of(record).values())):
        raise Trouble(_IMPOSSIBLE)
    return record


def _refuse_value(field: Field, value: object) -> None:
    is_missing = field.kind is Kind.KEY and not (isinstance(value, int) and value > 0)
    too_large = isinstance(value, int) and abs(value) > _LARGEST
    if is_missing or too_large or isinstance(value, bool | float | list | dict):
        raise Trouble(N_("Its “{name}” is none that the field can have."), name=field.name)


# ------------------------------------------------------------------ what a register may not hold
def _refuse_unfit(
    path: Path, contents: Contents, places: Mapping[tuple[type[Record], int | None], int]
) -> None:
    if len(all_of(contents, Organisation)) != 1 or not all_of(contents, Plan):
        raise Trouble(N_("{path} lacks the organisation or any plan. Export the register anew."), path=path)
    for kind in RECORDS:
        alike = _alike(contents, kind)
        for record in all_of(contents, kind):
            try:
                for field in _loose_ends(contents, record):
                    raise Trouble(
                        N_("Its “{name}” leads to a record that is not in the file."), name=field.name
                    )
                if any(alike[key] > 1 for key in _unique(record)):
                    raise Trouble(N_("Another record says the same where the two must differ."))
                refuse(Change(None, record), contents)
            except Trouble as why:
                raise Unfit(path, kind.table, places[kind, record.id], why) from why


def _loose_ends(contents: Contents, record: Record) -> Iterator[Field]:
    for field in (f for f in stored_fields(type(record)) if f.record):
        number = getattr(record, field.name)
        if (number is not None or field.required) and found(contents, field.record, number) is None:
            yield field


def _alike(contents: Contents, kind: type[Record]) -> Counter[tuple[object, ...]]:
    return Counter(key for record in all_of(contents, kind) for key in _unique(record))


def _unique(record: Record) -> Iterator[tuple[object, ...]]:
    for names in record.unique:
        yield (names, *(getattr(record, name) for name in names))
