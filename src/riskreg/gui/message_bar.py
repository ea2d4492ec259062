"""The strip under the toolbar that tells what went wrong and what to do, until it is closed or mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from riskreg.gui import look
from riskreg.gui.buttons import tool_button
from riskreg.texts import Texts

Deed: TypeAlias = tuple[str, Callable[[], object]]  # what a button says, and what it does


class MessageBar(QFrame):
    """One sentence at a time, with buttons for what may be done about it; hidden when there is none.

    A `lasting` one cannot be closed: it stands as long as what it tells is so.
    """

    def __init__(self, _: Texts, parent: QWidget | None = None, *, lasting: bool = False) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._told: tuple[str, tuple[str, ...]] = ("", ())
        self._buttons: tuple[QPushButton, ...] = ()
        self._sign = QLabel()
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = tool_button(_("Close the message"), "close", self.hide)
        close.setVisible(not lasting)
        self._deeds = QHBoxLayout()
        self._deeds.setSpacing(look.GAP)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.MARGIN, look.GAP, look.GAP, look.GAP)
        layout.addWidget(self._sign)
        layout.addWidget(self._sentence, 1)
        layout.addLayout(self._deeds)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._tint()
        self.hide()

    @property
    def sentence(self) -> str:
        """What is told now; empty when nothing is."""
        return self._sentence.text() if not self.isHidden() else ""

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What may be done about it."""
        return self._buttons

    def tell(self, sentence: str, deeds: Sequence[Deed] = ()) -> None:
        """Show a sentence, with a button for each deed."""
        told = sentence, tuple(text for text, _do in deeds)
        if told == self._told and not self.isHidden():
            return  # so that a button that has the focus keeps it
        self._told = told
        for button in self._buttons:
            self._deeds.removeWidget(button)
            button.deleteLater()
        self._buttons = tuple(QPushButton(name) for name, _do in deeds)
        for button, (_name, do) in zip(self._buttons, deeds, strict=True):
            button.clicked.connect(lambda _checked=False, do=do: do())
            self._deeds.addWidget(button)
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        background, text = look.warning_colours()
        palette = self.palette()
        if palette.color(palette.ColorRole.Window) != background:
            palette.setColor(palette.ColorRole.Window, background)
            palette.setColor(palette.ColorRole.WindowText, text)
            self.setPalette(palette)
        self._sign.setPixmap(look.icon("warning").pixmap(20, 20))
