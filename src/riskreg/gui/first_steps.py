"""What an empty page says: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from riskreg.gui import look
from riskreg.gui.buttons import push_button
from riskreg.gui.notes import Note
from riskreg.texts import Texts

_WIDTH = 620


class FirstSteps(QWidget):
    """Nothing there yet: what to write, and that it may come from a spreadsheet as well."""

    new_wanted = Signal()
    many_wanted = Signal()
    import_wanted = Signal()

    def __init__(
        self, title_text: str, why: str, deed: str, _: Texts, *, imports: bool = True, many: str = ""
    ) -> None:
        super().__init__()
        title = QLabel(title_text)
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        title.setFont(font)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note = Note(why)
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note.setMaximumWidth(_WIDTH)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(note, 8)
        middle.addStretch(1)
        self.new = push_button(deed, "add", self.new_wanted.emit)
        self.new.setDefault(True)
        self.many = push_button(many, "many", self.many_wanted.emit)
        self.bring = push_button(_("Import a spreadsheet…"), "import", self.import_wanted.emit)
        if not imports:
            self.bring.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.new)
        if many:
            buttons.addWidget(self.many)
        buttons.addWidget(self.bring)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(look.MARGIN)
        column.addStretch(2)
        column.addWidget(title)
        column.addLayout(middle)
        column.addLayout(buttons)
        column.addStretch(3)
