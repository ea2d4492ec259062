"""How the table's cells are painted and edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from riskreg.domain.fields import Field, Kind
from riskreg.domain.records import Record
from riskreg.domain.wording import NOT_STATED, said, step_said
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.editors import offered
from riskreg.gui.parsed import PARSING
from riskreg.gui.record_model import CENTRED, Index, RecordModel, RecordRole
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea, TextLine

PAD = 5
LINES = 2
_READ_AT_MOST = 600  # characters of a text: amply what two lines hold
_REMEMBERED = 4_000  # broken texts


def cut_lines(text: str, font: QFont, width: int, most: int = LINES) -> list[str]:
    """The text broken at words into at most so many lines; what does not fit ends in "…"."""
    metrics = QFontMetrics(font)
    text = text[:_READ_AT_MOST].replace("\n", " ")
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(lines) == most - 1:
            lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
            break
        whole = text[start : start + line.textLength()].rstrip()  # one word may be wider than the room
        lines.append(metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return lines


class CellDelegate(QStyledItemDelegate):
    """Texts in at most two lines, thin lines between the rows, the risk value as a chip."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._broken: dict[tuple[str, int, str], list[tuple[str, int]]] = {}

    # -- painting
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """The selection, the text or the chip, and the focus.  The lines between the rows are the table's."""
        model, rect, state = index.model(), option.rect, option.state
        assert isinstance(model, RecordModel)
        record, field = model.records[index.row()], model.field(index.column())
        group = _Group.Active if state & _State.State_Active else _Group.Inactive
        role = _Role.Text
        if state & _State.State_Selected:
            painter.fillRect(rect, option.palette.color(group, _Role.Highlight))
            role = _Role.HighlightedText
        text = model.said(record, field)
        if text and field and field.name == "risk_value":
            colours = look.band_colours(self._session.year, getattr(record, field.name))
            paint_chip(painter, rect, text, colours, option.font)
        elif text:
            painter.setPen(option.palette.color(group, role))
            self._paint_text(painter, rect, text, option.font, centred=bool(field and field.kind in CENTRED))
        if state & _State.State_HasFocus:
            painter.setPen(QPen(option.palette.color(group, role), 1, Qt.PenStyle.DotLine))
            painter.drawRect(rect.adjusted(2, 2, -3, -4))

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, font: QFont, *, centred: bool) -> None:
        room = rect.width() - 2 * PAD
        key = text, room, font.key()
        lines = self._broken.get(key)
        if lines is None:
            if len(self._broken) > _REMEMBERED:
                self._broken.clear()
            metrics = QFontMetrics(font)
            lines = [(line, metrics.horizontalAdvance(line)) for line in cut_lines(text, font, room)]
            self._broken[key] = lines
        metrics = painter.fontMetrics()
        high, left = metrics.lineSpacing(), rect.x() + PAD
        base = rect.y() + (rect.height() - 1 - high * len(lines)) // 2 + metrics.ascent()
        for at, (line, width) in enumerate(lines):
            painter.drawText(left + (room - width) // 2 if centred else left, base + at * high, line)

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """As wide as its text; the height is the table's."""
        width = option.fontMetrics.horizontalAdvance(str(index.data() or "")[:_READ_AT_MOST])
        return QSize(min(width + 2 * PAD + 2, 480), row_height(option.fontMetrics))

    # -- editing
    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        """The editor of the field's kind."""
        model = index.model()
        assert isinstance(model, RecordModel)
        field = model.field(index.column())
        assert field is not None
        editor = CELL_EDITORS[field.kind](parent, self._session, index.data(RecordRole), field)
        editor.setAccessibleName(self._session.texts(field.label))
        if isinstance(editor, ValueBox):
            editor.activated.connect(lambda _at: self._finish(editor))
            QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value, unless something is being typed over it."""
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, ValueBox):
            editor.setCurrentIndex(editor.values.index(value) if value in editor.values else 0)
        elif isinstance(editor, (TextLine, TextArea)) and not editor.pending():
            field = self._field(index)
            editor.show_text(said(field, value, self._session.texts))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Commit; what is refused goes where it can be mended (`RecordModel.refused`)."""
        if isinstance(editor, ValueBox):
            model.setData(index, editor.values[editor.currentIndex()])
        elif isinstance(editor, (TextLine, TextArea)) and editor.pending() and isinstance(model, RecordModel):
            field, text = self._field(index), editor.written()
            try:
                value = PARSING[field.kind](field, text)
            except Trouble as trouble:
                model.refused.emit(index.data(RecordRole), field, text, trouble)
            else:
                model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        """In the cell's place; a long text gets the room it needs, over its neighbours."""
        rect = QRect(option.rect)
        if isinstance(editor, TextArea):
            rect.setWidth(max(rect.width(), 320))
            cells = editor.parentWidget()
            bottom = cells.height() if cells else rect.bottom()
            rect.setHeight(max(rect.height(), editor.height()))
            rect.moveTop(max(0, min(rect.top(), bottom - rect.height())))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends the editing of a long text as well; Shift+Enter begins a new line in it."""
        if isinstance(editor, TextArea) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._finish(editor)
                return True
        return bool(super().eventFilter(editor, event))

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _field(self, index: Index) -> Field:
        model = index.model()
        assert isinstance(model, RecordModel)
        field = model.field(index.column())
        assert field is not None
        return field


_State, _Group, _Role = QStyle.StateFlag, QPalette.ColorGroup, QPalette.ColorRole


def row_height(metrics: QFontMetrics) -> int:
    """Two lines and air."""
    return LINES * metrics.lineSpacing() + 8


def paint_chip(
    painter: QPainter, rect: QRect, text: str, colours: tuple[QColor, QColor], font: QFont
) -> None:
    """A risk value with its band: the number aligned, the band's name beside, on the band's colour."""
    if not text:
        return
    number, _space, name = text.partition(" ")
    metrics = QFontMetrics(font)
    high = metrics.height() + 6
    chip = QRectF(rect.x() + 3, rect.y() + (rect.height() - 1 - high) / 2, rect.width() - 6, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours[0])
    painter.drawRoundedRect(chip, 4, 4)
    painter.setPen(colours[1])
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    wide = QFontMetrics(bold).horizontalAdvance("00")
    left = chip.x() + PAD
    painter.drawText(QRectF(left, chip.y(), wide, high), _RIGHT, number)
    painter.setFont(font)
    room = chip.right() - left - wide - 2 * PAD
    cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room))
    painter.drawText(QRectF(left + wide + PAD, chip.y(), room + PAD, high), _LEFT, cut)
    painter.restore()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


# ------------------------------------------------------------------ the editors in a cell
class ValueBox(QComboBox):
    """Values by their names.  They are kept here, because Qt would make plain strings of them."""

    def __init__(self, parent: QWidget, options: Sequence[tuple[str, Any]]) -> None:
        super().__init__(parent)
        self.addItems([text for text, _value in options])
        self.values = [value for _text, value in options]
        self.view().setMinimumWidth(self.sizeHint().width() + 2 * PAD)


def _line(parent: QWidget, session: Session, record: Record, field: Field) -> QWidget:
    return TextLine(parent)


def _area(parent: QWidget, session: Session, record: Record, field: Field) -> QWidget:
    return TextArea(parent)


def _steps(parent: QWidget, session: Session, record: Record, field: Field) -> QWidget:
    year, _ = session.year, session.texts
    steps = [(step_said(year, field.axis, s.value, _), s.value) for s in year.steps(field.axis)]
    return ValueBox(parent, [(_("Not assessed"), None), *steps])


def _choices(parent: QWidget, session: Session, record: Record, field: Field) -> QWidget:
    _ = session.texts
    return ValueBox(parent, [(_(v.label) if v else _(NOT_STATED), v) for v in offered(record, field)])


CELL_EDITORS: dict[Kind, Callable[[QWidget, Session, Record, Field], QWidget]] = {
    Kind.KEY: _line,
    Kind.OWNER: _line,
    Kind.LINK: _line,
    Kind.LINEAGE: _line,
    Kind.POSITION: _line,
    Kind.LINE: _line,
    Kind.PARAGRAPH: _area,
    Kind.STEP: _steps,
    Kind.CHOICE: _choices,
    Kind.NUMBER: _line,
    Kind.DECIMAL: _line,
    Kind.DATE: _line,
    Kind.PICTURE: _line,
    Kind.BLOB: _line,
    Kind.TIME: _line,
}
