"""What a follow-up grid holds: a row a control, goal, indicator, action or period, with what is recorded."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from riskreg.domain.change import with_value
from riskreg.domain.fields import Field, visible_fields
from riskreg.domain.follow_up import (
    Followed,
    Subject,
    done,
    is_open,
    is_overdue,
    is_past,
    is_reported,
    next_due,
    origin_of,
    suggested,
)
from riskreg.domain.follow_up_records import Action, ControlResult, FollowUpPeriod, IndicatorResult
from riskreg.domain.records import Indicator, Record
from riskreg.domain.scales import ActionStatus
from riskreg.domain.wording import said
from riskreg.faults import Marked, Trouble
from riskreg.gui.record_model import NUMBER, RecordModel
from riskreg.gui.session import Session
from riskreg.texts import N_

Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class GridModel(RecordModel):
    """Rows whose first column says what they are about.  What the register refuses stays, as a draft."""

    def __init__(self, session: Session, kind: type[Record], heading: str) -> None:
        super().__init__(session, kind)
        self.fields = tuple(f for f in visible_fields(kind) if f.paper)
        self.drafts: dict[tuple[object, str], tuple[str, Trouble]] = {}
        self._heading = heading
        self.refused.connect(self._keep_draft)

    # -- what the kinds of grid differ in
    def key(self, record: Record) -> object:
        """What tells a row from the others, also before anything is recorded in it."""
        return record.id

    def title(self, record: Record) -> str:
        """What a row is about."""
        return ""

    def warns(self, record: Record, field: Field | None) -> bool:
        """Whether a cell ought to be noticed."""
        return field is not None and (self.key(record), field.name) in self.drafts

    def hint(self, record: Record, field: Field) -> str:
        """What stands, paler, in a cell that is empty."""
        return ""

    def changed(self, record: Record, field: Field, value: object) -> Record:
        """The record with a new value, and what follows from it."""
        return with_value(record, field.name, value)

    def number(self, record: Record) -> str:
        """The number by which a step names the row."""
        return ""

    # -- showing and changing
    def show(self, records: Sequence[Record]) -> bool:
        """Show these; whether rows came, went or moved."""
        if [self.key(r) for r in records] == [self.key(r) for r in self.records] and records:
            self.records = list(records)
            self.dataChanged.emit(self.index(0, 0), self.index(len(records) - 1, self.columnCount() - 1), [])
            return False
        self.beginResetModel()
        self.records = list(records)
        self._rows = {}
        self.endResetModel()
        return True

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record, field = self.records[index.row()], self.field(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None:
            return False
        place = (self.key(record), field.name)
        if self.drafts.pop(place, None):
            self.dataChanged.emit(index, index, [])
        if getattr(record, field.name) == value:
            return False
        try:
            self.put([record], field, value)
        except Trouble as trouble:
            self.refused.emit(record, field, said(field, value, self._), trouble)
            return False
        return True

    def put(self, records: Sequence[Record], field: Field, value: object) -> None:
        for record in records:
            self._put(record, field, value)

    def _put(self, record: Record, field: Field, value: object) -> None:
        label = N_("Follow up {number}: {field}") if self.number(record) else N_("Change {field}")
        register = self._session.register
        with register.step(label, number=self.number(record), field=Marked(field.label)) as edit:
            now = self._session.current(record) if record.id is not None else None
            if now is None:
                edit.add(self.changed(record, field, value))
            else:
                edit.put(now, self.changed(now, field, value))

    def forget_drafts(self, cells: Iterable[tuple[Record, str]]) -> None:
        """Let go of what was refused in these cells: they hold something else now."""
        for record, name in cells:
            self.drafts.pop((self.key(record), name), None)
        if self.records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.records) - 1, 0), [])

    def _keep_draft(self, record: Record, field: Field, text: str, trouble: Trouble) -> None:
        self.drafts[self.key(record), field.name] = text, trouble

    # -- for Qt
    def said(self, record: Record, field: Field | None) -> str:
        if field is None:
            return self.title(record)
        draft = self.drafts.get((self.key(record), field.name))
        return draft[0] if draft else super().said(record, field) or self.hint(record, field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.column() == NUMBER else _FLAGS | Qt.ItemFlag.ItemIsEditable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation == Qt.Orientation.Horizontal and section == NUMBER and is_text:
            return self._heading
        return super().headerData(section, orientation, role)


class ResultModel(GridModel):
    """The results of one period."""

    def __init__(self, session: Session, kind: type[Record], heading: str) -> None:
        super().__init__(session, kind, heading)
        self.followed: Followed | None = None
        self._subjects: dict[object, Subject] = {}

    def show_subjects(self, followed: Followed, subjects: Sequence[Subject]) -> bool:
        """Show what a period holds of these."""
        self.followed = followed
        self._subjects = {self.key(followed.result(s)): s for s in subjects}
        return self.show([followed.result(subject) for subject in subjects])

    def key(self, record: Record) -> object:
        """The period and the subject."""
        names = ("control_point_id", "goal_id", "indicator_id", "period_id")
        return tuple(getattr(record, name, None) for name in names)

    def subject(self, record: Record) -> Subject:
        """What a result is of."""
        return self._subjects[self.key(record)]

    def number(self, record: Record) -> str:
        return self._session.year.number(self.subject(record))

    def title(self, record: Record) -> str:
        subject = self.subject(record)
        words = f"{self.number(record)}  {' '.join(subject.text.split())}"
        target = subject.target.strip() if isinstance(subject, Indicator) else ""
        return self._("{text} (target: {target})", text=words, target=target) if target else words

    def is_late(self, record: Record) -> bool:
        """Whether the period is past its end and what it wants of the record is missing."""
        if self.followed is None or not is_past(self.followed.period, datetime.date.today()):
            return False
        if isinstance(record, ControlResult):
            return not is_reported(record)
        return isinstance(record, IndicatorResult) and record.value is None

    def warns(self, record: Record, field: Field | None) -> bool:
        wanted = "value" if isinstance(record, IndicatorResult) else "done_on"
        return super().warns(record, field) or bool(field and field.name == wanted and self.is_late(record))

    def hint(self, record: Record, field: Field) -> str:
        if field.name in ("done_on", "value") and self.warns(record, field):
            return self._("Missing")
        if field.name == "assessment" and isinstance(record, IndicatorResult):
            subject = self.subject(record)
            meant = suggested(subject, record) if isinstance(subject, Indicator) else None
            return self._("{assessment}?", assessment=self._(meant.label)) if meant else ""
        return ""


class ActionModel(GridModel):
    """The year's actions."""

    def number(self, record: Record) -> str:
        assert isinstance(record, Action)
        return self._session.year.number(record)

    def title(self, record: Record) -> str:
        assert isinstance(record, Action)
        subject, period = origin_of(self._session.year, record)
        origin = (
            self._(record.source.label),
            self._session.year.number(subject) if subject else "",
            period.name if period else "",
        )
        return f"{self.number(record)}  {', '.join(filter(None, origin))}"

    def said(self, record: Record, field: Field | None) -> str:
        text = super().said(record, field)
        if field and field.name == "due" and self._is_overdue(record):
            return self._("{day}, overdue", day=text)
        return text

    def warns(self, record: Record, field: Field | None) -> bool:
        overdue = field is not None and field.name == "due" and self._is_overdue(record)
        return super().warns(record, field) or overdue

    def hint(self, record: Record, field: Field) -> str:
        assert isinstance(record, Action)
        due = next_due(record, self._session.year.plan.year or 0) if field.name == "due" else None
        return due.isoformat() if due else ""

    def changed(self, record: Record, field: Field, value: object) -> Record:
        assert isinstance(record, Action)
        if field.name == "status" and value is ActionStatus.DONE and is_open(record):
            return done(record, datetime.date.today())
        return super().changed(record, field, value)

    def _is_overdue(self, record: Record) -> bool:
        assert isinstance(record, Action)
        return is_overdue(record, self._session.year.plan.year or 0, datetime.date.today())


class PeriodModel(GridModel):
    """The year's report periods."""

    def title(self, record: Record) -> str:
        at = next((n for n, p in enumerate(self._session.year.periods, 1) if p.id == record.id), 0)
        return str(at)

    def number(self, record: Record) -> str:
        assert isinstance(record, FollowUpPeriod)
        return record.name
