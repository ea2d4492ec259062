"""The strip under the toolbar that tells what went wrong and what to do, until it is closed or mended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from riskreg.gui import look
from riskreg.texts import Texts


class MessageBar(QFrame):
    """One sentence at a time; hidden when there is nothing to tell."""

    def __init__(self, _: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._sign = QLabel()
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setIcon(look.icon("close"))
        close.setAutoRaise(True)
        close.setToolTip(_("Close the message"))
        close.setAccessibleName(_("Close the message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.MARGIN, look.GAP, look.GAP, look.GAP)
        layout.addWidget(self._sign)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is told now; empty when nothing is."""
        return self._sentence.text() if not self.isHidden() else ""

    def tell(self, sentence: str) -> None:
        """Show a sentence."""
        background, text = look.warning_colours()
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, background)
        palette.setColor(palette.ColorRole.WindowText, text)
        self.setPalette(palette)
        self._sign.setPixmap(look.icon("warning").pixmap(20, 20))
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self.show()
