"""The dialog for a new register: whose it is, which year it begins with, and where it lies."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from riskreg import paths
from riskreg.domain.checks import FIRST_YEAR, LAST_YEAR
from riskreg.files import SUFFIX, ascii_name
from riskreg.gui import ask, look
from riskreg.texts import Texts


class NewRegisterDialog(QDialog):
    """Asks for the organisation and the first year; `path` is where the user wants the file."""

    def __init__(self, _: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.path: Path | None = None
        self.setWindowTitle(_("New register"))
        self.organisation = QLineEdit()
        self.organisation.setMinimumWidth(320)
        self.organisation.setPlaceholderText(_("For example: the education committee"))
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(datetime.date.today().year)
        note = QLabel(
            _("The register is one file that holds every year. Choose where it lies in the next step.")
        )
        note.setWordWrap(True)
        form = QFormLayout()
        form.addRow(_("&Organisation"), self.organisation)
        form.addRow(_("&Year of the first plan"), self.year)
        buttons = QDialogButtonBox()
        self.make = buttons.addButton(_("Choose where…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        self.organisation.textChanged.connect(self._allow)
        layout = QVBoxLayout(self)
        layout.setSpacing(look.MARGIN)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(buttons)
        self._allow()

    def _allow(self) -> None:
        self.make.setEnabled(bool(self.organisation.text().strip()))

    def _choose(self) -> None:
        name = ascii_name(self.organisation.text()) or "register"
        proposal = paths.documents_folder() / f"{name}{SUFFIX}"
        self.path = ask.save_file(
            self, self._, self._("Where the new register lies"), ask.registers(self._), proposal
        )
        if self.path:
            self.accept()
