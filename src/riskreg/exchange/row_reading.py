"""A row of cells read into a record: which of its cells change, and which cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from riskreg.domain.change import Change, Contents
from riskreg.domain.checks import refuse
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.records import Goal, Record
from riskreg.domain.scales import GoalKind
from riskreg.exchange.cell_edits import CellEdit, CellTrouble, LinkEdit, RowEdit, json_value
from riskreg.exchange.cells import Naming, cell_said, field_value, named_records
from riskreg.exchange.columns import Column, Role, columns_of, end_names, is_result, mark, plain_value
from riskreg.exchange.lookup import Lookup, identity
from riskreg.exchange.proposal import Outcome
from riskreg.exchange.words import SAYS_NOTHING
from riskreg.faults import Marked, Trouble
from riskreg.texts import N_, Texts

UNCHANGED = N_("nothing is changed there")
_ELSEWHERE = N_("the register has become “{now}” since the file was written; that stays")
_WORKED_OUT = N_("riskreg works this out itself, so what is written here is not read")
_CLASH = N_("it was changed in the register as well, to “{now}”; that stays. Change it there.")


@dataclass(slots=True)
class _Found:
    """What has been found in a row so far."""

    values: dict[str, Any] = field(default_factory=dict)
    cells: list[CellEdit] = field(default_factory=list)
    links: list[LinkEdit] = field(default_factory=list)
    troubles: list[CellTrouble] = field(default_factory=list)


class RowReader:
    """Reads the rows of one kind of record.  `naming` finds the records that cells name."""

    def __init__(
        self, kind: type[Record], lookup: Lookup, contents: Contents, naming: Naming, _: Texts
    ) -> None:
        self.kind, self.lookup, self._ = kind, lookup, _
        self._contents, self._naming = contents, naming
        self._has_position = any(field.kind is Kind.POSITION for field in stored_fields(kind))
        places = (r.position for r in lookup.records(kind)) if self._has_position else ()
        self._position = max(places, default=0)
        self._is_result = is_result(kind)
        stored = (r for r in lookup.records(kind) if r.id is not None) if self._is_result else ()
        self._there = set(map(lookup.identity, stored))  # no two results are about the same

    def changed(
        self, record: Record, cells: Mapping[Column, str], marks: Mapping[str, str], row: int, sheet: str = ""
    ) -> RowEdit:
        """What a row does to a record.  A cell that is as its mark says was not edited, whatever the register
        has become since; one that was edited here and there stays as it is in the register."""
        found = _Found()
        for column, text in cells.items():
            if column.is_read:
                self._read(found, column, text, record, marks)
        after = self._kept_whole(replace(record, **found.values))
        if not found.troubles:
            self._note_unread(found, cells, record, after)
        about = RowEdit(
            row,
            Outcome.CHANGED if found.cells else Outcome.LEFT_OUT,
            sheet,
            self.lookup.called(record),
            "" if found.cells or found.troubles else self._(UNCHANGED),
            record,
            after if found.cells else None,
            tuple(found.cells),
            tuple(found.links),
            tuple(found.troubles),
        )
        return self._tried(about)

    def added(self, cells: Mapping[Column, str], row: int, sheet: str = "", reason: str = "") -> RowEdit:
        """The new record that a row makes, after the others; empty cells are as in any new record."""
        given = {column: text for column, text in cells.items() if column.is_read and text.strip()}
        if not given:
            return RowEdit(
                row,
                Outcome.LEFT_OUT,
                sheet,
                reason=self._(SAYS_NOTHING),
            )
        try:
            record, found = self.kind(**self._owner(cells)), _Found()
        except Trouble as trouble:
            return RowEdit(row, Outcome.LEFT_OUT, sheet, reason=trouble.say(self._), refused=True)
        for column, text in given.items():
            self._read(found, column, text, record, {})
        about = RowEdit(
            row,
            Outcome.ADDED,
            sheet,
            reason=reason,
            after=self._kept_whole(replace(record, **found.values)),
            cells=tuple(found.cells),
            links=tuple(found.links),
            troubles=tuple(found.troubles),
        )
        about = self._tried(about)
        if about.after is not None and self._has_position:
            self._position += 1
        return about

    def _owner(self, cells: Mapping[Column, str]) -> dict[str, Any]:
        """What a new record belongs to, and its place.  Trouble when a result says not what it is about."""
        if not self._is_result:
            owner: dict[str, Any] = {"plan_id": self.lookup.year.plan.id}
            return owner | ({"position": self._position + 1} if self._has_position else {})
        owners = {}
        for column in columns_of(self.kind):
            if column.role is Role.OWNER:
                named = named_records(column, cells.get(column, ""), self._naming, self.lookup)
                if len(named) != 1:
                    raise Trouble(
                        N_("Write in “{column}” which one the row is about."), column=Marked(column.heading)
                    )
                owners[column.name] = named[0].id
        return owners

    def _tried(self, row: RowEdit) -> RowEdit:
        """The row as it is, or refused because the register would refuse its record."""
        if row.after is None or (row.before is None and any(trouble.is_bad for trouble in row.troubles)):
            return row if row.before else replace(row, outcome=Outcome.LEFT_OUT, after=None, cells=())
        is_new = row.before is None or row.before.id is None
        try:
            if is_new and self._is_result:
                self._refuse_second(row.after)
            refuse(Change(None if is_new else row.before, row.after), self._contents)
        except Trouble as trouble:
            return replace(
                row, outcome=Outcome.LEFT_OUT, reason=trouble.say(self._), after=None, cells=(), refused=True
            )
        return row

    def _refuse_second(self, result: Record) -> None:
        identity = self.lookup.identity(result)
        if identity in self._there:
            raise Trouble(
                N_("There is a row about {name} already. Write there what is new."),
                name=self.lookup.called(result),
            )
        self._there.add(identity)

    def _read(
        self, found: _Found, column: Column, text: str, record: Record, marks: Mapping[str, str]
    ) -> None:
        now = self.lookup.value(record, column) if record.id else getattr(record, column.name, frozenset())
        if column.role is Role.FIELD and isinstance(now, str) and text.strip() == plain_value(now):
            return
        others: tuple[Record, ...] = ()
        try:
            if column.role is Role.FIELD:
                assert column.field
                value = field_value(self.kind, column.field, text, self.lookup.year, self._)
            else:
                others = named_records(column, text, self._naming, self.lookup)
                value = frozenset(map(identity, others))
        except Trouble as trouble:
            if marks.get(column.name) != mark(text):  # it may have been right when it was written
                found.troubles.append(CellTrouble(column, text, trouble.say(self._), is_bad=True))
            return
        now = now or frozenset() if column.role is not Role.FIELD else now
        if value != now:
            self._take(found, column, value, others, record, marks.get(column.name))

    def _note_unread(self, found: _Found, cells: Mapping[Column, str], record: Record, after: Record) -> None:
        """Say where something is written that follows from other cells, and differs from what follows."""
        for column, text in cells.items():
            if column.field is not None and column.field.derived:
                follows = {
                    cell_said(column, getattr(r, column.name), self.lookup, self._) for r in (record, after)
                }
                if text.strip() and text.strip() not in follows:
                    found.troubles.append(CellTrouble(column, text, self._(_WORKED_OUT), is_bad=False))

    def _take(
        self,
        found: _Found,
        column: Column,
        value: Any,
        others: tuple[Record, ...],
        record: Record,
        known: str | None,
    ) -> None:
        """Take a value that differs, unless only the register has changed since its mark was made."""
        lookup = self.lookup
        before: Any = () if column.role is not Role.FIELD else getattr(record, column.name)
        if column.role is not Role.FIELD and record.id:
            before = lookup.others(record, column)
        said = cell_said(column, before, lookup, self._)
        after = cell_said(column, value if column.role is Role.FIELD else others, lookup, self._)
        if known is not None and mark(lookup.value(record, column)) != known:
            is_clash = mark(value) != known
            reason = self._(_CLASH if is_clash else _ELSEWHERE, now=said)
            found.troubles.append(CellTrouble(column, after, reason, is_bad=False))
            return
        if column.role is Role.FIELD:
            found.values[column.name] = value
        elif column.role is Role.LINK:
            found.values[column.name] = others[0].id if others else None
        else:
            found.links.append(self._link_edit(column, before, others, record))
        told = json_value(value) if column.role is Role.FIELD else after
        found.cells.append(CellEdit(column, said if record.id else "", after, told))

    def _link_edit(
        self, column: Column, before: tuple[Record, ...], after: tuple[Record, ...], record: Record
    ) -> LinkEdit:
        assert column.through
        had, has = {r.id for r in before}, {r.id for r in after}
        first, second = end_names(column.through)
        lost = (
            link
            for link in self.lookup.records(column.through)
            if getattr(link, first) == record.id and getattr(link, second) in had - has
        )
        return LinkEdit(column.through, tuple(r for r in after if r.id not in had), tuple(lost))

    @staticmethod
    def _kept_whole(record: Record) -> Record:
        """The record without what its new kind cannot have."""
        if isinstance(record, Goal) and record.kind is GoalKind.EFFECT:
            return replace(record, parent_id=None)
        return record
