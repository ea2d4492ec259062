"""Choosing from the history: which steps, and which of their changes, are looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from riskreg.domain.change import Change
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.filtering import folded
from riskreg.domain.records import Plan, Record
from riskreg.domain.wording import moment

Key: TypeAlias = tuple[str, int | None]  # table and id: what tells a record from others, also when it is gone


@dataclass(frozen=True, slots=True)
class Gist:
    """All that a filter asks about a change: small enough to be kept for a whole history."""

    records: tuple[Key, ...]  # the one that changed, and those that it ties when it is a link; none: unknown
    deleted: bool
    text: str  # folded: what the step is called, what the record is known by, and what the change says


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What a step, or one of its changes, must be like; what is empty asks for nothing."""

    text: str = ""
    kinds: frozenset[str] = frozenset()  # tables
    who: frozenset[str] = frozenset()
    since: date | None = None
    deleted: bool = False  # only what was deleted
    record: Key | None = None

    @property
    def asks_for_changes(self) -> bool:
        """Whether it must be known what a step changed."""
        return bool(self.text.strip() or self.kinds or self.deleted or self.record)

    def passes(self, at: str, who: str) -> bool:
        """Whether a step by this person at this time may be meant; one whose date cannot be read may."""
        when = moment(at) if self.since else None
        return (not self.who or who in self.who) and not (self.since and when and when.date() < self.since)

    def means(self, gist: Gist) -> bool:
        """Whether a change is looked for; one that cannot be read may be, unless it is called otherwise."""
        fits = not gist.records or (
            (not self.deleted or gist.deleted)
            and (not self.kinds or gist.records[0][0] in self.kinds)
            and (self.record is None or self.record in gist.records)
        )
        return fits and all(word in gist.text for word in folded(self.text).split())


def key_of(record: Record) -> Key:
    """What tells the record from all others."""
    return record.table, record.id


def gist_of(change: Change, step: str) -> Gist:
    """What a filter asks about a change; `step` is what the step is called."""
    text = folded(" ".join((step, *_texts(change))))
    return Gist((key_of(change.record), *_tied(change.record)), change.after is None, text)


def gist_unread(step: str) -> Gist:
    """What a filter asks about a step whose changes cannot be read."""
    return Gist((), False, folded(step))


def _tied(record: Record) -> Iterator[Key]:
    """What a link ties.  Nearly everything is part of a plan, which says nothing."""
    for field in stored_fields(type(record)):
        if field.kind is Kind.OWNER and field.record != Plan.table:
            yield field.record, getattr(record, field.name)


def _texts(change: Change) -> Iterator[str]:
    """What the record is known by, and each text that came, went or changed."""
    for field in stored_fields(type(change.record)):
        before, after = getattr(change.before, field.name, ""), getattr(change.after, field.name, "")
        if field.kind in (Kind.LINE, Kind.PARAGRAPH) and (before != after or field.name in ("text", "name")):
            yield from (before, after) if before != after else (after,)
