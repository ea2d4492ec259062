"""Bringing a record back as it was: with its old values, and a deleted one with what was part of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from riskreg.domain.change import Change, Contents, all_of, applied, by_record, found
from riskreg.domain.compare import changes_between
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.history import NAMES, Find, title
from riskreg.domain.records import KIND_OF, RECORDS, Plan, Record, ScaleStep
from riskreg.faults import Marked, Trouble
from riskreg.texts import N_

IsThere: TypeAlias = Callable[[str, int | None], bool]  # a table and an id


@dataclass(frozen=True, slots=True)
class Restoration:
    """The changes that bring a version back; none when everything is like that already."""

    changes: tuple[Change, ...]
    lost: int = 0  # links that stay away, because what they led to is gone


def restoration(version: Record, step: Iterable[Change], contents: Contents) -> Restoration:
    """What brings back a record as it was before a step.  Trouble when it has no place any more.

    `step` holds all that the step changed: of what it removed, that which was part of the record comes back
    as well.  A record keeps its id, for no other ever gets it.
    """
    if _is_taken(version, contents):
        raise Trouble(
            N_(
                "“{title}” cannot come back as it was, because another has its place now. "
                "Change or delete that one first."
            ),
            title=_called(version),
        )
    present = found(contents, version.table, version.id)
    if present is not None:
        return _put_back(version, present, contents)
    _refuse_orphan(version, contents)
    _refuse_gap(version, contents)
    return _brought_back(version, by_record(step), contents)


def is_so_now(version: Record, contents: Contents) -> bool:
    """Whether the register holds the record as it was then, so that there is nothing to bring back."""
    present = found(contents, version.table, version.id)
    return present is not None and _in_place_of(present, version) == present


def follows(version: Record, step: Iterable[Change], contents: Contents) -> bool:
    """Whether all that is to be brought back follows from another record that the same step deleted: what
    this one was part of, or what it led to."""
    gone = {(c.record.table, c.record.id) for c in step if c.after is None}
    present = found(contents, version.table, version.id)
    if present is None:
        others = owners_of(version)
    elif _put_back(version, present, contents).changes:
        return False
    else:
        others = _leads_to(version)
    return any(other in gone and found(contents, *other) is None for other in others)


def owners_of(record: Record) -> list[tuple[str, int | None]]:
    """What the record is part of."""
    fields = (f for f in stored_fields(type(record)) if f.kind is Kind.OWNER)
    return [(f.record, getattr(record, f.name)) for f in fields]


# ------------------------------------------------------------------ a record that is there
def plan_of(record: Record, find: Find) -> Plan | None:
    """The plan that a record is part of, directly or through what it ties."""
    for owner in owners_of(record):
        there = find(*owner)
        if there is not None:
            return there if isinstance(there, Plan) else plan_of(there, find)
    return None


def _put_back(version: Record, present: Record, contents: Contents) -> Restoration:
    """The old values, without links to what is gone."""
    loose, lost = _loosened(version, partial(_is_there, contents))
    wanted = _in_place_of(present, loose)
    return Restoration((Change(present, wanted),) if wanted != present else (), lost)


def _in_place_of(present: Record, version: Record) -> Record:
    """The version where the record is now in the order, which is a matter of the others as well."""
    places = [f.name for f in stored_fields(type(version)) if f.kind is Kind.POSITION]
    stays: dict[str, Any] = {name: getattr(present, name) for name in places}
    return replace(version, **stays)


# ------------------------------------------------------------------ a record that is gone
def _brought_back(version: Record, step: tuple[Change, ...], contents: Contents) -> Restoration:
    coming, lost = _coming(version, step, contents)
    wanted: list[Record] = []
    for record in (record for group in coming.values() for record in group.values()):
        whole, gone = _loosened(
            record, lambda table, number: number in coming[table] or _is_there(contents, table, number)
        )
        wanted.append(whole)
        lost += gone
    for change in step:  # what stayed, but had to let go of a record that comes back
        now = found(contents, change.record.table, change.record.id)
        if change.before is not None and now is not None:
            again = _links(change.before, lambda table, number: number in coming[table])
            free: dict[str, Any] = {name: n for name, n in again.items() if getattr(now, name) is None}
            wanted.append(replace(now, **free))
    present = [now for record in wanted if (now := found(contents, record.table, record.id))]
    return Restoration(changes_between(_holding(present), _holding(wanted)), lost)


def _coming(
    version: Record, step: tuple[Change, ...], contents: Contents
) -> tuple[dict[str, dict[int | None, Record]], int]:
    """The version and what was part of it, by table, owners first; and how many links lack an end."""
    coming: dict[str, dict[int | None, Record]] = {kind.table: {} for kind in RECORDS}
    coming[version.table][version.id] = version
    lost = 0
    for change in step:  # owners come before what they own
        part = change.before
        if part is None or change.after is not None or part.id in coming[part.table]:
            continue
        owners = owners_of(part)
        if not any(number in coming[table] for table, number in owners):
            continue
        if not all(number in coming[table] or _is_there(contents, table, number) for table, number in owners):
            lost += 1
        else:
            coming[part.table][part.id] = part
    return coming, lost


def _refuse_orphan(version: Record, contents: Contents) -> None:
    for table, number in owners_of(version):
        if found(contents, table, number) is None:
            raise Trouble(
                N_(
                    "“{title}” was part of something that is no longer in the register: {owner}. "
                    "Bring that back first, from the step that deleted it."
                ),
                title=_called(version),
                owner=Marked(NAMES[KIND_OF[table]]),
            )


def _refuse_gap(version: Record, contents: Contents) -> None:
    """A scale has no gap: its steps come and go at the top."""
    if isinstance(version, ScaleStep) and version.value is not None:
        beside = [s for s in all_of(contents, ScaleStep) if s.plan_id == version.plan_id]
        values = [step.value for step in beside if step.axis is version.axis]
        if version.value - 1 not in (0, *values):
            raise Trouble(
                N_(
                    "Step {step} of “{scale}” can come back only above step {below}. "
                    "Bring that back first, or add it to the scale."
                ),
                step=version.value,
                scale=Marked(version.axis.label),
                below=version.value - 1,
            )


# ------------------------------------------------------------------ inside
def _is_taken(version: Record, contents: Contents) -> bool:
    """Whether another record has what is unique in the table."""
    others = [record for record in all_of(contents, type(version)) if record.id != version.id]
    return any(
        all(getattr(other, name) == getattr(version, name) for name in names)
        for names in version.unique
        for other in others
    )


def _holding(records: Iterable[Record]) -> Contents:
    return applied({}, (Change(None, record) for record in records))


def _is_there(contents: Contents, table: str, number: int | None) -> bool:
    return found(contents, table, number) is not None


def _links(record: Record, leads_to: IsThere) -> dict[str, int]:
    """The record's links that lead to what `leads_to` says."""
    fields = (f for f in stored_fields(type(record)) if f.kind is Kind.LINK)
    links = {f.name: getattr(record, f.name) for f in fields if leads_to(f.record, getattr(record, f.name))}
    return {name: number for name, number in links.items() if number is not None}


def _leads_to(record: Record) -> list[tuple[str, int | None]]:
    """What the record has links to."""
    fields = (f for f in stored_fields(type(record)) if f.kind is Kind.LINK)
    return [(f.record, getattr(record, f.name)) for f in fields]


def _loosened(record: Record, is_there: IsThere) -> tuple[Record, int]:
    """The record without the links to what is not there, and how many those were."""
    gone: dict[str, Any] = dict.fromkeys(_links(record, lambda table, number: not is_there(table, number)))
    return (replace(record, **gone) if gone else record), len(gone)


def _called(record: Record) -> str:
    return title(record) or Marked(NAMES[type(record)])
