"""The strip that says why a decided plan or a closed year is only shown, with the way on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from riskreg.domain.edition import edition_in_force
from riskreg.domain.scales import Scope, Stage
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.texts import N_, Texts

_SIGN = 18
_STANDS = {
    Scope.PLAN: N_(
        "Edition {number} is decided ({meeting}, {paragraph}), so the plan stays as it is. "
        "To change it, start the next edition."
    ),
    Scope.MANDATORY: N_(
        "The mandatory control points are decided ({meeting}, {paragraph}), so they and the scales stay as "
        "they are."
    ),
}


class DecidedBar(QWidget):
    """Shown while the year's plan, or what is mandatory in it, is decided, or the year is closed."""

    def __init__(self, _: Texts, next_edition: QAction, reopen: QAction) -> None:
        super().__init__()
        self._ = _
        self.setAutoFillBackground(True)
        self._sign, self.sentence = QLabel(), QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.button = _button_of(next_edition, next_edition.text().replace("&", ""))
        self.reopen = _button_of(reopen, _("Open the year again"))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.MARGIN, look.GAP // 2, look.GAP, look.GAP // 2)
        row.setSpacing(look.GAP)
        row.addWidget(self._sign)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        row.addWidget(self.reopen)
        self._tint()
        self.hide()

    def show_year(self, year: Year | None) -> None:
        """Say what of a year is decided, or that it is closed; nothing of one that is open."""
        is_closed = year is not None and year.plan.stage is Stage.CLOSED
        self.reopen.setVisible(is_closed)
        self.button.setVisible(not is_closed)
        if year and is_closed:
            self.sentence.setText(
                self._("The year {year} is closed, so everything in it stays as it is.", year=year.plan.year)
            )
            self.show()
            return
        edition = None
        for scope in Scope:
            edition = edition or (edition_in_force(year, scope) if year else None)
        self.setVisible(edition is not None)
        if edition:
            self.sentence.setText(
                self._(
                    _STANDS[edition.scope],
                    number=edition.number,
                    meeting=edition.meeting,
                    paragraph=edition.paragraph,
                )
            )

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        palette = self.palette()
        if palette.color(QPalette.ColorRole.Window) != look.calm():
            palette.setColor(QPalette.ColorRole.Window, look.calm())
            self.setPalette(palette)
        self._sign.setPixmap(look.icon("adopt").pixmap(_SIGN, _SIGN))


def _button_of(action: QAction, text: str) -> QPushButton:
    """A button for a command of the menus, possible when that is."""
    button = QPushButton(text)
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
