"""Every question to the user, and the one seam where a test answers in the user's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from riskreg.files import SUFFIX
from riskreg.texts import N_, Texts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

REGISTERS = N_("Registers (*{suffix})")


def open_file(parent: QWidget, _: Texts, title: str, kinds: str, folder: Path) -> Path | None:
    """Ask for a file that exists."""
    name, _filter = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
    return Path(name) if name else None


def save_file(parent: QWidget, _: Texts, title: str, kinds: str, proposal: Path) -> Path | None:
    """Ask where to write; the suffix of the chosen kind is added when the user gives none."""
    name, kind = QFileDialog.getSaveFileName(parent, title, str(proposal), kinds)
    if not name:
        return None
    path = Path(name)
    suffix = re.search(r"\*(\.\w+)", kind)
    return path if path.suffix else path.with_suffix(suffix[1] if suffix else proposal.suffix)


def deed(parent: QWidget, _: Texts, question: str, explanation: str, deeds: Sequence[str]) -> int | None:
    """Ask which of some deeds to do, each a button that names it; None for Cancel."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(explanation)
    buttons = [box.addButton(text, QMessageBox.ButtonRole.AcceptRole) for text in deeds]
    box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    clicked = box.clickedButton()
    return buttons.index(clicked) if clicked in buttons else None


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Tell something that must be read before going on."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, "", QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.exec()


def printer(parent: QWidget, chosen: QPrinter) -> bool:
    """Ask for a printer, the pages and the copies, and set `chosen` to them."""
    from PySide6.QtPrintSupport import QPrintDialog  # seldom wanted, so not at start

    return QPrintDialog(chosen, parent).exec() == QPrintDialog.DialogCode.Accepted


def registers(_: Texts) -> str:
    """The file dialog's filter for registers."""
    return _(REGISTERS, suffix=SUFFIX)
