"""Two states of a register compared: the changes that lead from one to the other."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from riskreg.domain.change import Change, Contents, all_of
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.records import RECORDS, Plan, Record

R = TypeVar("R", bound=Record)


def changes_between(now: Contents, then: Contents) -> tuple[Change, ...]:
    """The changes that turn `now` into `then`, record by record as their numbers tell, in an order in which
    every link holds and no two records are alike where they must differ.

    What points to a record that goes is let go first, and what points to one that comes is fastened last; a
    record whose values must be unique is taken out and put back, so that two may swap theirs.
    """
    changed = [change for kind in RECORDS for change in _changed(kind, now, then)]
    going = {_place(c.before) for c in changed if c.before and not c.after}
    coming = {_place(c.after) for c in changed if c.after and not c.before}
    loosened: list[Change] = []
    out: list[Change] = []
    kept: list[Change] = []
    back: list[Change] = []
    fastened: list[Change] = []
    for change in changed:
        before, after = _loose(change.before, going), _loose(change.after, coming)
        loosened += [Change(change.before, before)] if before != change.before else []
        fastened += [Change(after, change.after)] if after != change.after else []
        if before and after and not _swaps(type(before)):
            kept += [Change(before, after)] if before != after else []
        else:
            out += [Change(before, None)] if before else []
            back += [Change(None, after)] if after else []
    return (*loosened, *reversed(out), *kept, *back, *fastened)


def _changed(kind: type[Record], now: Contents, then: Contents) -> Iterator[Change]:
    old = {record.id: record for record in all_of(now, kind)}
    new = {record.id: record for record in all_of(then, kind)}
    for number in sorted(old.keys() | new.keys(), key=lambda n: n or 0):
        if old.get(number) != new.get(number):
            yield Change(old.get(number), new.get(number))


def _place(record: Record) -> tuple[str, int | None]:
    return record.table, record.id


def _loose(record: R | None, targets: Container[tuple[str, int | None]]) -> R | None:
    """The record without what points to one of the targets; what it is part of stays."""
    if record is None:
        return None
    links = (f for f in stored_fields(type(record)) if f.kind is Kind.LINK)
    free: dict[str, Any] = {f.name: None for f in links if (f.record, getattr(record, f.name)) in targets}
    return replace(record, **free) if free else record


def _swaps(kind: type[Record]) -> bool:
    """Whether records of a type are taken out and put back: nothing may hang on them."""
    return bool(kind.unique) and kind is not Plan
