"""The tree of goals as it is looked at: wrapped texts, editing in the cell, dragging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTreeView,
    QWidget,
)

from riskreg.domain.fields import Kind
from riskreg.gui import look
from riskreg.gui.goal_tree import Aim, GoalTree, Index, Node, Part, is_effect
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea, TextLine
from riskreg.texts import N_

_AIR = 12  # above and below the text of a row, together
_MOST_LINES = 3
_WIDTHS = {Part.NUMBER: 110, Part.TARGET: 110, Part.GUARDED: 150}
_LEAST_TEXT = 160


class GoalDelegate(QStyledItemDelegate):
    """Texts wrap in their column; they are edited in place."""

    def __init__(self, session: Session, parent: QTreeView) -> None:
        super().__init__(parent)
        self._session, self._tree = session, parent

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """As high as the text, within reason."""
        font = index.data(Qt.ItemDataRole.FontRole) or option.font
        metrics, lines = QFontMetrics(font), 1
        if index.column() == Part.TEXT:
            room = QRect(0, 0, max(_LEAST_TEXT, self._tree.columnWidth(Part.TEXT)) - 8, 10_000)
            wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data() or ""))
            lines = max(1, min(_MOST_LINES, round(wrapped.height() / metrics.lineSpacing())))
        return QSize(0, lines * metrics.lineSpacing() + _AIR)

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        """One line for a line, as many as it takes for a paragraph."""
        field = self._model().field(index)
        assert field is not None
        editor = TextArea(parent) if field.kind is Kind.PARAGRAPH else TextLine(parent)
        editor.setAccessibleName(self._session.texts(field.label))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value, unless something is being typed over it."""
        if isinstance(editor, (TextArea, TextLine)) and not editor.pending():
            editor.show_text(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Commit what was typed."""
        if isinstance(editor, (TextArea, TextLine)) and editor.pending():
            model.setData(index, editor.written())

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        """In the cell's place, over the next row where the text wants it."""
        rect = QRect(option.rect)
        if isinstance(editor, TextArea):
            rect.setHeight(max(rect.height(), editor.height()))
            rect.moveTop(max(0, min(rect.top(), self._tree.viewport().height() - rect.height())))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends the editing of a long text as well; Shift+Enter begins a new line in it."""
        if isinstance(editor, TextArea) and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.type() == QEvent.Type.KeyPress and enter and not shift:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
        return bool(super().eventFilter(editor, event))

    def _model(self) -> GoalTree:
        model = self._tree.model()
        assert isinstance(model, GoalTree)
        return model


class GoalView(QTreeView):
    """Shows a `GoalTree`; what is closed, chosen and scrolled to stays so when the year changes."""

    chosen = Signal()  # another row, or none
    entered = Signal()  # Enter: go to the form
    placed = Signal(object, object, object)  # a dragged Node, the Node it is dropped under, the one after it

    def __init__(self, session: Session, tree: GoalTree) -> None:
        super().__init__()
        self._tree = tree
        self._closed: set[tuple[object, ...]] = set()
        self.setModel(tree)
        self.setItemDelegate(GoalDelegate(session, self))
        self.setAccessibleName(session.texts(N_("Goals and indicators")))
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setWordWrap(True)
        self.setUniformRowHeights(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setExpandsOnDoubleClick(False)
        self.setAllColumnsShowFocus(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._make_columns()
        self.collapsed.connect(lambda index: self._closed.add(tree.node(index).key))
        self.expanded.connect(lambda index: self._closed.discard(tree.node(index).key))

    def _make_columns(self) -> None:
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(60)
        header.setSectionResizeMode(Part.TEXT, QHeaderView.ResizeMode.Stretch)
        for part, width in _WIDTHS.items():
            header.resizeSection(part, width)
        header.sectionResized.connect(lambda *_sizes: self.scheduleDelayedItemsLayout())

    # -- what is chosen
    @property
    def node(self) -> Node | None:
        """The chosen row."""
        index = self.currentIndex()
        return self._tree.node(index) if index.isValid() else None

    def choose(self, record: Aim | None, key: tuple[object, ...] | None = None) -> bool:
        """Choose the row with this key, or else the first one of the record; whether there is one."""
        nodes = self._tree.nodes
        found = next((n for n in nodes if key and n.key == key), None) or next(
            (n for n in nodes if record and n.record and _same(n.record, record)), None
        )
        if found is None:
            return False
        index = self._tree.index_of(found, Part.TEXT)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def choose_first(self) -> None:
        """Choose the row at the top."""
        if self._tree.tops:
            self.setCurrentIndex(self._tree.index_of(self._tree.tops[0], Part.TEXT))

    def currentChanged(self, current: Any, previous: Any) -> None:
        """Tell the page."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def refresh(self) -> None:
        """Show the year as it is now."""
        before, top = self.node, self.verticalScrollBar().value()
        row = next((at for at, n in enumerate(self._tree.nodes) if n is before), 0)
        if not self._tree.refresh():
            return
        self.blockSignals(True)  # being opened here is not being opened by the user
        self.expandAll()
        for node in self._tree.nodes:
            index = self._tree.index_of(node)
            self.setFirstColumnSpanned(index.row(), index.parent(), node.record is None)
            if node.key in self._closed:
                self.setExpanded(index, False)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(top)
        if before and not self.choose(before.record, before.key) and self._tree.nodes:
            nodes = self._tree.nodes
            self.setCurrentIndex(self._tree.index_of(nodes[min(row, len(nodes) - 1)], Part.TEXT))

    def commit_cell(self) -> None:
        """Commit what is being typed in a cell."""
        editor = self.indexWidget(self.currentIndex()) or next(
            (w for w in self.viewport().children() if isinstance(w, (TextArea, TextLine))), None
        )
        if isinstance(editor, (TextArea, TextLine)):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    # -- painting and dragging
    def drawRow(self, painter: QPainter, option: Any, index: Index) -> None:
        """A thin line below each row."""
        super().drawRow(painter, option, index)
        painter.setPen(look.rule())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it can be dropped."""
        super().dragMoveEvent(event)
        if self._target(event) is None:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the page put it there: a tree shows what the register has, and moves nothing by itself."""
        target = self._target(event)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if target is not None and self.node is not None:
            self.placed.emit(self.node, *target)

    def _target(self, event: QDropEvent) -> tuple[Node | None, Node | None] | None:
        """Under which row and before which of its children the dragged row would land; None for nowhere."""
        index = self.indexAt(event.position().toPoint())
        moved = self.node
        if moved is None or moved.record is None or not index.isValid():
            return None
        over = self._tree.node(index)
        parent: Node | None
        before: Node | None
        match self.dropIndicatorPosition():
            case QAbstractItemView.DropIndicatorPosition.OnItem:
                parent, before = over, None
            case QAbstractItemView.DropIndicatorPosition.AboveItem:
                parent, before = over.parent, over
            case QAbstractItemView.DropIndicatorPosition.BelowItem:
                parent, before = over.parent, _next_to(over, self._tree.tops)
            case _:
                return None
        fits = is_effect(moved.record) if parent is None else parent.holds(moved.record)
        return (parent, before) if fits else None


def _same(one: Aim, other: object) -> bool:
    return type(one) is type(other) and one.id == getattr(other, "id", None)


def _next_to(node: Node, tops: Sequence[Node]) -> Node | None:
    siblings = node.parent.children if node.parent else tops
    return siblings[node.row + 1] if node.row + 1 < len(siblings) else None
