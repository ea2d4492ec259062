"""Plain text, typed: one line, and as many as it takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

_PARAGRAPH_MARK, _LINE_MARK = "\u2029", "\u2028"  # what Qt has in a document for the end of a line
_UNFIT = Qt.FocusReason.PopupFocusReason  # the text's own menu takes the focus for a moment


def _is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


def _is_commit(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class TextLine(QLineEdit):
    """One line of text.  Undo is its own only while something typed is not committed."""

    left = Signal()  # the focus went elsewhere, or Enter was pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.returnPressed.connect(self.left)

    def show_text(self, text: str) -> None:
        """Show what is stored; the cursor stays when it is what was typed."""
        self._shown = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.setModified(False)

    def written(self) -> str:
        """The text as it stands; untouched, it is exactly what was shown."""
        return self.text() if self.isModified() else self._shown

    def pending(self) -> bool:
        """Whether something typed is not committed."""
        return self.isModified() and self.text() != self._shown

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window when nothing typed is left to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event) and not self.pending():
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is meant."""
        super().focusOutEvent(event)
        if event.reason() != _UNFIT:
            self.left.emit()


class TextArea(QPlainTextEdit):
    """Text of any length in a field that grows with it; past `most_lines` it scrolls."""

    left = Signal()  # the focus went elsewhere, or Ctrl+Enter was pressed

    def __init__(self, parent: QWidget | None = None, *, fewest_lines: int = 2, most_lines: int = 12) -> None:
        super().__init__(parent)
        self._shown = ""
        self._fewest, self._most = fewest_lines, most_lines
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        """Show what is stored; the cursor stays when it is what was typed."""
        self._shown = text
        if text != self._typed():
            self.setPlainText(text)
        self.document().setModified(False)

    def written(self) -> str:
        """The text as it stands; untouched, it is exactly what was shown."""
        return self._typed() if self.document().isModified() else self._shown

    def pending(self) -> bool:
        """Whether something typed is not committed."""
        return self.document().isModified() and self._typed() != self._shown

    def _typed(self) -> str:
        # Not toPlainText: that would make plain spaces of the non-breaking ones.
        return self.document().toRawText().replace(_PARAGRAPH_MARK, "\n").replace(_LINE_MARK, "\n")

    def _grow(self) -> None:
        lines = round(self.document().size().height())  # QPlainTextEdit counts its height in lines
        fitting = max(self._fewest, min(lines, self._most))
        frame = 2 * self.frameWidth() + 2 * round(self.document().documentMargin())
        height = fitting * self.fontMetrics().lineSpacing() + frame + 2
        if height != self.height():
            self.setFixedHeight(height)
        if (lines > self._most) != self._scrolls():  # not while Qt lays the text out: it would not wrap again
            QTimer.singleShot(0, self, self._show_bar)

    def _scrolls(self) -> bool:
        return self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn

    def _show_bar(self) -> None:
        scrolls = round(self.document().size().height()) > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means more lines."""
        super().resizeEvent(event)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window when nothing typed is left to take back; grow with the font."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undo(event) and not self.pending():
            event.ignore()
            return False
        if event.type() == QEvent.Type.FontChange:
            self._grow()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits."""
        if _is_commit(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is meant."""
        super().focusOutEvent(event)
        if event.reason() != _UNFIT:
            self.left.emit()
