"""What an empty page says: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.gui import look
from riskreg.gui.notes import Note
from riskreg.texts import Texts


class FirstSteps(QWidget):
    """No control points yet: write one, or bring in those of a spreadsheet."""

    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, _: Texts) -> None:
        super().__init__()
        title = QLabel(_("There are no control points in this year's plan yet"))
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        title.setFont(font)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        note = Note(
            _("Write down what might go wrong, one risk or control at a time; assess and decide later.")
        )
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        new = QPushButton(_("New control point"))
        new.setDefault(True)
        new.setIcon(look.icon("add"))
        new.clicked.connect(self.new_wanted)
        bring = QPushButton(_("Import a spreadsheet…"))
        bring.setIcon(look.icon("import"))
        bring.clicked.connect(self.import_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(new)
        buttons.addWidget(bring)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(look.MARGIN)
        column.addStretch(2)
        for widget in (title, note):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(3)
