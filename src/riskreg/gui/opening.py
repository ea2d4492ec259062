"""The ways to a register: each asks the user what it must know and gives back how to get the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from riskreg import paths
from riskreg.files import SUFFIX
from riskreg.gui import ask
from riskreg.gui.new_register import NewRegisterDialog
from riskreg.opening import new_register, open_register
from riskreg.register import Register
from riskreg.sample import new_sample
from riskreg.settings import Settings
from riskreg.texts import Texts

Way = Callable[[], Register]


def at(path: Path) -> Way:
    """The register that lies there."""
    return lambda: open_register(path)


def chosen(parent: QWidget, settings: Settings, _: Texts) -> Path | None:
    """Where the register lies that the user picks."""
    folder = next((p.parent for p in settings.recent), paths.documents_folder())
    return ask.open_file(parent, _, _("Open a register"), ask.registers(_), folder)


def fresh(parent: QWidget, _: Texts) -> Way | None:
    """A new register, made where the user wants it."""
    dialog = NewRegisterDialog(_, parent)
    if not dialog.exec() or dialog.path is None:
        return None
    path, name, year = dialog.path, dialog.organisation.text().strip(), dialog.year.value()
    return lambda: new_register(path, name, year, _)


def sample(parent: QWidget, _: Texts) -> Way | None:
    """The sample, written where the user wants it."""
    name = _("sample")
    proposal = paths.documents_folder() / f"{name}{SUFFIX}"
    path = ask.save_file(parent, _, _("Where the sample is to lie"), ask.registers(_), proposal)
    return (lambda: new_sample(path)) if path else None
