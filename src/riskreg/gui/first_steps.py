"""What an empty page says: what to do first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.gui import look
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
        self.new = QPushButton(deed)
        self.new.setDefault(True)
        self.new.clicked.connect(self.new_wanted)
        self.many = QPushButton(many)
        self.many.clicked.connect(self.many_wanted)
        self.bring = QPushButton(_("Import a spreadsheet…"))
        self.bring.clicked.connect(self.import_wanted)
        if not imports:
            self.bring.hide()
        self._dress()
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

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self.new.setIcon(look.icon("add"))
        self.many.setIcon(look.icon("many"))
        self.bring.setIcon(look.icon("import"))
