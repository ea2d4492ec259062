"""Effect goals, goals and indicators as a tree, for Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from riskreg.domain.fields import Field, field_of
from riskreg.domain.records import Goal, Indicator
from riskreg.domain.scales import GoalKind
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.changing import put_value
from riskreg.gui.session import Session
from riskreg.gui.tips import plain
from riskreg.texts import N_

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Aim: TypeAlias = Goal | Indicator

RecordRole = Qt.ItemDataRole.UserRole
_SHOWN = 400  # characters of a text; the form beside has the whole
_TIP = 2_000

SERVES_NONE = N_("Goals that serve no effect goal")
TIED_TO_NONE = N_("Indicators that are tied to no goal")
UNGUARDED = N_("Nothing guards it")


class Part(IntEnum):
    """The columns."""

    NUMBER, TEXT, TARGET, GUARDED = range(4)


LABELS = {
    Part.NUMBER: N_("No."),
    Part.TEXT: N_("Goal or indicator"),
    Part.TARGET: N_("Target value"),
    Part.GUARDED: N_("Guarded by"),
}


@dataclass(slots=True)
class Node:
    """A row: a record, or a heading over those that hang under nothing."""

    record: Aim | None = None
    heading: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    row: int = 0
    at: int = 0  # its place among all nodes

    def holds(self, record: Aim) -> bool:
        """Whether a record may hang here: goals under effect goals, indicators under any goal."""
        if isinstance(record, Goal):
            fits = self.heading == SERVES_NONE if self.record is None else is_effect(self.record)
            return fits and not is_effect(record)
        return self.heading == TIED_TO_NONE if self.record is None else isinstance(self.record, Goal)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells a node from others, also after a change: an indicator may hang under several goals."""
        own = (type(self.record).__name__, self.record.id) if self.record else (self.heading,)
        return own if self.parent is None else (*self.parent.key, own)


def forest(year: Year) -> list[Node]:
    """The rows at the top, with all that hangs under them."""

    def goals(found: Sequence[Goal]) -> list[Node]:
        return [Node(goal, children=[*indicators(year.indicators_of(goal)), *under(goal)]) for goal in found]

    def under(goal: Goal) -> list[Node]:
        return goals(year.goals_under(goal)) if goal.kind is GoalKind.EFFECT else []

    def indicators(found: Sequence[Indicator]) -> list[Node]:
        return [Node(indicator) for indicator in found]

    tops = goals(year.effect_goals)
    if loose := year.goals_under(None):
        tops.append(Node(heading=SERVES_NONE, children=goals(loose)))
    if untied := [i for i in year.indicators if not year.goals_measured_by(i)]:
        tops.append(Node(heading=TIED_TO_NONE, children=indicators(untied)))
    return tops


class GoalTree(QAbstractItemModel):
    """The tree of the shown year."""

    refused = Signal(object, object, str, object)  # record, field, what was typed, the Trouble

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self._top: list[Node] = []
        self._nodes: list[Node] = []

    # -- what is shown
    def refresh(self) -> bool:
        """Show the year as it is now; whether rows came, went or moved (then the view is to be restored)."""
        top = forest(self._session.year)
        nodes = list(_joined(top))
        for at, node in enumerate(nodes):
            node.at = at
        same = [n.key for n in nodes] == [n.key for n in self._nodes]
        if not same:
            self.beginResetModel()
        self._top, self._nodes = top, nodes
        if not same:
            self.endResetModel()
            return True
        for node in nodes:
            start = self.index_of(node)
            self.dataChanged.emit(start, start.siblingAtColumn(Part.GUARDED), [])
        return False

    @property
    def nodes(self) -> Sequence[Node]:
        """Every row, from top to bottom."""
        return self._nodes

    @property
    def tops(self) -> Sequence[Node]:
        """The rows that hang under nothing."""
        return self._top

    def node(self, index: Index) -> Node:
        """The row of a valid index."""
        return self._nodes[index.internalId()]

    def index_of(self, node: Node, column: int = Part.NUMBER) -> QModelIndex:
        """Where a row is."""
        return self.createIndex(node.row, column, node.at)

    def field(self, index: Index) -> Field | None:
        """The field that a cell shows and edits."""
        record, part = self.node(index).record, index.column()
        if record is not None and part == Part.TEXT:
            return field_of(type(record), "text")
        if isinstance(record, Indicator) and part == Part.TARGET:
            return field_of(Indicator, "target")
        return None

    # -- for Qt
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        siblings = self.node(parent).children if parent.isValid() else self._top
        if not (0 <= row < len(siblings) and 0 <= column < len(Part)):
            return QModelIndex()
        return self.index_of(siblings[row], column)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = self.node(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.index_of(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.column() > 0:
            return 0
        return len(self.node(parent).children if parent.isValid() else self._top)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Part)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        if not index.isValid():
            return flags
        record = self.node(index).record
        if record is not None and self._session.is_settled(record):
            return flags
        if record is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self.field(index) else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._(LABELS[Part(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if role == RecordRole:
            return node.record
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if node.record is None:
            return self._heading(node, Part(index.column()), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(node.record, Part(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Part.TEXT:
            return plain(node.record.text[:_TIP])
        if role == Qt.ItemDataRole.EditRole and (field := self.field(index)):
            return getattr(node.record, field.name)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == Part.GUARDED:
            return look.icon("warning") if unguarded(self._session.year, node.record) else None
        if role == Qt.ItemDataRole.FontRole and index.column() == Part.TEXT and is_effect(node.record):
            return _bold()
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record, field = self.node(index).record, self.field(index)
        if role != Qt.ItemDataRole.EditRole or field is None or record is None:
            return False
        if getattr(record, field.name) == value:
            return False
        try:
            put_value(self._session, [record], field, value)
        except Trouble as trouble:
            self._session.trouble.emit(trouble.say(self._))
            self.refused.emit(record, field, value, trouble)
            return False
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def _heading(self, node: Node, part: Part, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and part is Part.NUMBER:
            return self._(node.heading)
        if role == Qt.ItemDataRole.ForegroundRole:
            return look.quiet()
        return None

    def _shown(self, record: Aim, part: Part) -> str:
        year = self._session.year
        if part is Part.NUMBER:
            return year.number(record)
        if part is Part.TEXT:
            text = " ".join(record.text[: 2 * _SHOWN].split())
            return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        if part is Part.TARGET:
            return record.target if isinstance(record, Indicator) else ""
        points = year.guards(record) if isinstance(record, Goal) else year.points_of(record)
        if not points and unguarded(year, record):
            return self._(UNGUARDED)
        return ", ".join(year.number(point) for point in points)


def unguarded(year: Year, record: Aim) -> bool:
    """Whether a goal lacks what it ought to have: a control point that guards it."""
    return isinstance(record, Goal) and not year.guards(record)


def is_effect(record: Aim) -> bool:
    """Whether a record is an effect goal."""
    return isinstance(record, Goal) and record.kind is GoalKind.EFFECT


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _joined(nodes: Sequence[Node], parent: Node | None = None) -> Iterator[Node]:
    """Every node from top to bottom, each told its place."""
    for row, node in enumerate(nodes):
        node.parent, node.row = parent, row
        yield node
        yield from _joined(node.children, node)
