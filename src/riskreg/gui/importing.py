"""A file taken in: a table of others, one of ours that was edited, or a whole register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from riskreg import moving_in
from riskreg.domain.change import Contents
from riskreg.exchange.cell_edits import CellEdits
from riskreg.exchange.json_file import SUFFIX, contents_from
from riskreg.exchange.round_trip import keyed_sheets, round_trip, year_wanted
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.gui import import_dialog
from riskreg.gui.background import Progress, run
from riskreg.gui.cells_dialog import CellsDialog
from riskreg.gui.session import Session
from riskreg.texts import N_


def take_in(parent: QWidget, session: Session, path: Path) -> None:
    """Read a file and show what it would bring; a whole register fills an empty one at once."""
    _ = session.texts
    if path.suffix.lower() == SUFFIX:
        _move_in(parent, session, path)
        return
    year, contents = session.year, session.register.contents

    def read(progress: Progress) -> CellEdits | tuple[Sheet, ...]:
        sheets = read_sheets(path, progress.report)
        keyed = keyed_sheets(sheets)
        if not keyed:
            return sheets
        year_wanted(keyed, year.plan.year)
        return round_trip(keyed, year, contents, _)

    def show(found: CellEdits | tuple[Sheet, ...]) -> None:
        dialog_for(parent, session, path, found).exec()

    run(parent, session, _("Reading {path}…", path=path), read, show)


def dialog_for(
    parent: QWidget, session: Session, path: Path, found: CellEdits | tuple[Sheet, ...]
) -> QDialog:
    """What shows the edited cells of a file of ours, or the table that is on the sheets of another."""
    if not isinstance(found, CellEdits):
        return import_dialog.ImportDialog(session, path, found, parent)
    title = session.texts(N_("Import {name}"), name=path.name)
    step: dict[str, object] = {"name": path.name}
    return CellsDialog(session, found, title, (N_("Import {name}"), step), parent, strict=True)


def _move_in(parent: QWidget, session: Session, path: Path) -> None:
    """Fill the open register, which must be empty, with the one that a JSON file holds."""
    _, register = session.texts, session.register

    def fill(contents: Contents) -> None:
        with session.attempt():
            moving_in.fill(register, contents, path)
            session.told.emit(_("{path} now holds what {source} holds.", path=register.path, source=path))

    with session.attempt():
        moving_in.refuse_filled(register)
        run(parent, session, _("Reading {path}…", path=path), lambda _progress: contents_from(path), fill)
