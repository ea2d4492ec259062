"""Records of one type as rows, their visible fields as columns, for Qt's table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from riskreg.domain.fields import Field, Kind, visible_fields
from riskreg.domain.filtering import sort_key
from riskreg.domain.records import Record
from riskreg.domain.wording import risk_said, said, step_said, value_said
from riskreg.faults import Trouble
from riskreg.gui.changing import number_of, put_value
from riskreg.gui.session import Session
from riskreg.gui.tips import plain

Index = QModelIndex | QPersistentModelIndex
NUMBER: Final = 0  # the first column: K1, O2

RecordRole = Qt.ItemDataRole.UserRole
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LONG_TIP = 2_000
_READ_ONLY = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _READ_ONLY | Qt.ItemFlag.ItemIsEditable

# What a value is sorted by; None and "" always come last.
SORTING: dict[Kind, Callable[[Field, Any], Any]] = {
    Kind.KEY: lambda field, value: value,
    Kind.OWNER: lambda field, value: value,
    Kind.LINK: lambda field, value: value,
    Kind.LINEAGE: lambda field, value: value,
    Kind.POSITION: lambda field, value: value,
    Kind.LINE: lambda field, value: sort_key(value),
    Kind.PARAGRAPH: lambda field, value: sort_key(value),
    Kind.STEP: lambda field, value: value,
    Kind.CHOICE: lambda field, value: list(field.choices or ()).index(value),
    Kind.NUMBER: lambda field, value: value,
    Kind.DECIMAL: lambda field, value: value,
    Kind.DATE: lambda field, value: value,
    Kind.PICTURE: lambda field, value: value,
    Kind.BLOB: lambda field, value: value,
    Kind.TIME: lambda field, value: value,
}
CENTRED = frozenset({Kind.STEP, Kind.NUMBER, Kind.DECIMAL, Kind.DATE, Kind.TIME})


class RecordModel(QAbstractTableModel):
    """Holds the rows that are shown, already chosen; sorting keeps the given order among equals."""

    refused = Signal(object, object, str, object)  # record, field, what was typed, the Trouble

    def __init__(self, session: Session, kind: type[Record]) -> None:
        super().__init__()
        self._session = session
        self._ = session.texts
        self.fields: tuple[Field, ...] = visible_fields(kind)
        self.records: list[Record] = []
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._given: Sequence[Record] = ()
        self._rows: dict[int | None, int] = {}
        self.kind = kind
        self._ranked: object = None  # the records that `_ranks` is of
        self._ranks: Mapping[int | None, int] = {}

    # -- what is shown
    def show(self, records: Sequence[Record]) -> bool:
        """Show these; whether rows came, went or moved (then the selection is the caller's to restore)."""
        self._given = records
        ordered = self._in_order(records)
        if [r.id for r in ordered] == [r.id for r in self.records]:
            self.records = ordered
            if ordered:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(len(ordered) - 1, self.columnCount() - 1), []
                )
            return False
        self.beginResetModel()
        self.records = ordered
        self._rows = {}
        self.endResetModel()
        return True

    def row_of(self, number: int | None) -> int | None:
        """The row of the record with this id."""
        if not self._rows:
            self._rows = {record.id: row for row, record in enumerate(self.records)}
        return self._rows.get(number)

    def field(self, column: int) -> Field | None:
        """The field of a column; None for the number's."""
        return None if column == NUMBER else self.fields[column - 1]

    def column(self, name: str) -> int:
        """The column of a field, or of the number when there is no such field."""
        return next((at for at, f in enumerate(self.fields, 1) if f.name == name), NUMBER)

    def sort_by(self, column: int | None, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> bool:
        """Sort by a column, or go back to the given order with None."""
        self.sorted_by = None if column is None else (column, order)
        self._ranked = None
        return self.show(self._given)

    @property
    def _backwards(self) -> bool:
        return self.sorted_by is not None and self.sorted_by[1] == Qt.SortOrder.DescendingOrder

    def _in_order(self, records: Sequence[Record]) -> list[Record]:
        if self.sorted_by is None:
            return list(records)
        field, backwards = self.field(self.sorted_by[0]), self._backwards
        if field is None:
            return list(reversed(records)) if backwards else list(records)
        rank = self._rank(field)
        return sorted(records, key=lambda record: rank[record.id], reverse=backwards)

    def _rank(self, field: Field) -> Mapping[int | None, int]:
        """The place of every record's value, equal ones sharing it; what has none comes last either way.

        It is worked out for all records at once and holds until one of them changes.
        """
        everything = self._session.register.contents.get(self.kind, {})
        if self._ranked is not everything:
            self._ranked = everything
            values = {number: getattr(record, field.name) for number, record in everything.items()}
            keys = {n: SORTING[field.kind](field, v) for n, v in values.items() if v not in (None, "")}
            places = {key: at for at, key in enumerate(sorted(set(keys.values())), 1)}
            last = 0 if self._backwards else len(places) + 1
            self._ranks = {n: places[keys[n]] if n in keys else last for n in values}
        return self._ranks

    # -- for Qt
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.fields) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.records[index.row()]
        field = self.field(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(record, field)
        if role == Qt.ItemDataRole.EditRole:
            return None if field is None else getattr(record, field.name)
        if role == RecordRole:
            return record
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE if field and field.kind in CENTRED else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole and field:
            return plain(self._in_full(record, field))
        if role == Qt.ItemDataRole.AccessibleTextRole and field:
            return self._in_full(record, field)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record, field = self.records[index.row()], self.field(index.column())
        if role != Qt.ItemDataRole.EditRole or field is None or getattr(record, field.name) == value:
            return False
        try:
            self.put([record], field, value)
        except Trouble as trouble:
            self.refused.emit(record, field, said(field, value, self._), trouble)
            return False
        return True

    def put(self, records: Sequence[Record], field: Field, value: object) -> None:
        """Give records a value, as one step.  Trouble when the register refuses it."""
        put_value(self._session, records, field, value)

    def flags(self, index: Index) -> Qt.ItemFlag:
        field = self.field(index.column())
        is_open = field and not field.derived and not self._session.is_settled(self.records[index.row()])
        return _EDITABLE if is_open else _READ_ONLY

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        field = self.field(section)
        name = self._(field.label) if field else self._("Number")
        if role == Qt.ItemDataRole.DisplayRole:
            if field is None:
                return self._("No.")
            return name[:1] if field.kind is Kind.STEP else name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE if field and field.kind is Kind.STEP else _LEFT
        return None

    def said(self, record: Record, field: Field | None) -> str:
        """What stands in a cell."""
        if field is None:
            return self.number(record)
        if field.name == "risk_value":
            return risk_said(self._session.year, getattr(record, field.name), self._)
        return value_said(record, field, self._)

    def number(self, record: Record) -> str:
        """What the record is called by: its number, or else its place."""
        return number_of(self._session, record) or str((self.row_of(record.id) or 0) + 1)

    def _in_full(self, record: Record, field: Field) -> str:
        if field.kind is Kind.STEP:
            return step_said(self._session.year, field.axis, getattr(record, field.name), self._)
        text = self.said(record, field)
        return text if len(text) <= _LONG_TIP else f"{text[:_LONG_TIP]}…"
