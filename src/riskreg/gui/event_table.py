"""The annual wheel as a list, edited in place; the first column says what is next, late or done."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt

from riskreg.domain.fields import Field
from riskreg.domain.records import Event, Record
from riskreg.domain.wheel import Standing, standings
from riskreg.domain.year import Year
from riskreg.gui.record_model import NUMBER, RecordModel
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session

_TOLD = frozenset({Standing.LATE, Standing.NEXT, Standing.DONE})  # that it is past or to come, the date says


class EventModel(RecordModel):
    """Events as rows."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Event)
        self._standings: Mapping[int | None, Standing] = {}
        self._standing_in: tuple[Year, datetime.date] | None = None

    def said(self, record: Record, field: Field | None) -> str:
        """What stands in a cell."""
        if field is not None:
            return super().said(record, field)
        standing = self._standing(record)
        return self._(standing.label) if standing in _TOLD else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        spoken = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if section == NUMBER and orientation == Qt.Orientation.Horizontal and role in spoken:
            return self._("Now")
        return super().headerData(section, orientation, role)

    def _standing(self, record: Record) -> Standing | None:
        year, today = self._session.year, datetime.date.today()
        if self._standing_in is None or self._standing_in[0] is not year or self._standing_in[1] != today:
            self._standing_in, self._standings = (year, today), standings(year.events, today)
        return self._standings.get(record.id)


class EventTable(RecordTable):
    """The events of the year by date and time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Event, "events", model=EventModel(session), number_digits=10)
        self.setAccessibleName(self._("Events"))
