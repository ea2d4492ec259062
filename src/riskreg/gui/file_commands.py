"""The commands of the File menu that are about the register's own file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from riskreg.faults import Trouble
from riskreg.files import SUFFIX

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from riskreg.gui.desk import Desk
    from riskreg.gui.message_bar import Deed
    from riskreg.gui.opening import Way


class FileCommands:
    """Opens, makes, copies, restores, compares and checks registers.  Its dialogs belong to `window`."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        self._window, self._desk = window, desk

    # -- another register
    def open_register(self, path: Path) -> None:
        """Open a register in place of the one that is open."""
        from riskreg.gui import opening

        session = self._desk.session
        if session and session.register.path.resolve() == path.resolve() and not self._desk.is_lost:
            return  # it is open here already
        self._desk.take(opening.at(path), path)

    def choose_register(self) -> None:
        """Ask which register to open."""
        from riskreg.gui import opening

        if path := opening.chosen(self._window, self._desk.settings, self._desk.texts):
            self.open_register(path)

    def new_register(self) -> None:
        """Ask for the organisation and the place, and make a register there."""
        from riskreg.gui import opening

        self._take(opening.fresh(self._window, self._desk.texts))

    def open_sample(self) -> None:
        """Write the sample register where the user wants it and open it."""
        from riskreg.gui import opening

        self._take(opening.sample(self._window, self._desk.texts))

    def open_other(self) -> None:
        """Open what others put in the register's place; the version that was open is kept beside it."""
        from riskreg import keeping
        from riskreg.gui import opening

        desk, _ = self._desk, self._desk.texts
        if (session := desk.session) is None:
            return
        path = session.register.path
        with session.attempt():
            own = keeping.free_name(path, _("own version"))
            session.register.move_to(own)
            desk.moved()  # what is being typed is saved there, too
            desk.take(opening.at(path), path)
            if desk.session is not session:
                told = _("What you had open is kept as {name}.", name=own.name)
                desk.message.tell(told, [(_("Compare and merge…"), lambda: self.compare_with(own))])

    def edit_anyway(self) -> None:
        """Edit the register here although another machine seems to have it open."""
        if session := self._desk.session:
            with session.attempt():
                session.register.take_over(even_if_elsewhere=True)
                self._desk.moved()

    def _take(self, way: Way | None) -> None:
        if way:
            self._desk.take(way)

    def import_file(self) -> None:
        """Ask for a spreadsheet and show what would come in."""
        from riskreg import paths
        from riskreg.gui import ask
        from riskreg.gui.dropping import TAKEN_IN

        desk, _ = self._desk, self._desk.texts
        if desk.session is None or not desk.is_kept():
            return
        patterns = " ".join(f"*{suffix}" for suffix in TAKEN_IN)
        kinds = _("Spreadsheets ({patterns})", patterns=patterns)
        path = ask.open_file(self._window, _, _("Import a spreadsheet"), kinds, paths.documents_folder())
        if path:
            self.import_from(path)

    def import_from(self, path: Path) -> None:
        """Show what a file would bring in."""
        from riskreg.gui.importing import take_in

        if self._desk.session and self._desk.is_kept():
            take_in(self._window, self._desk.session, path)

    def take_file(self, path: Path) -> None:
        """Open a register, or show what a spreadsheet would bring into the one that is open."""
        if path.suffix.lower() == SUFFIX:
            self.open_register(path)
        elif self._desk.session:
            self.import_from(path)
        else:
            _ = self._desk.texts
            self._desk.message.tell(
                _("Open or make a register first; then drop {name} here again.", name=path.name)
            )

    def export_file(self) -> None:
        """Ask where to, and write the year that is shown as a file for other programs."""
        from riskreg.gui.exporting import export

        if self._desk.session and self._desk.is_kept():
            export(self._window, self._desk.session)

    # -- copies and versions
    def save_copy(self) -> None:
        """Write a copy; where nothing can be saved in the register's own file, go on in the copy."""
        from riskreg import paths
        from riskreg.gui import ask

        desk, _ = self._desk, self._desk.texts
        session = desk.session
        if session is None:
            return
        register, is_kept = session.register, desk.is_kept()
        goes_on = bool(register.read_only or register.unsaved) or desk.is_lost
        if not goes_on and not is_kept:
            return
        folder = paths.documents_folder() if goes_on else register.path.parent
        proposal = folder / _("{name} copy{suffix}", name=register.path.stem, suffix=register.path.suffix)
        path = ask.save_file(self._window, _, _("Save a copy as"), ask.registers(_), proposal)
        if path is None:
            return
        with session.attempt():
            if goes_on:
                register.move_to(path)
                desk.moved()
                session.told.emit(_("You now work in {path}.", path=path))
            else:
                register.copy_to(path)
                session.told.emit(_("A copy is saved as {path}.", path=path))

    def restore_version(self) -> None:
        """Show the backups, and bring one back.  Where no register is open, ask first whose."""
        from riskreg.gui.restore_dialog import RestoreDialog

        if self._desk.session is None:
            self.choose_register()  # one that cannot be opened is told with the way to its backups
        if self._desk.session and self._desk.is_kept():
            RestoreDialog(self._desk.session, self._window).exec()

    def bring_back(self, path: Path) -> None:
        """Show the backups of a register that cannot be opened, and put one in its place."""
        from riskreg.gui.restore_dialog import RecoverDialog

        dialog = RecoverDialog(path, self._desk.texts, self._window)
        if dialog.exec():
            self.open_register(path)
            self._desk.message.tell(dialog.outcome)

    def check_register(self) -> None:
        """Look through the register, and repair what can be repaired."""
        from riskreg.gui.check_dialog import CheckDialog

        if self._desk.session and self._desk.is_kept():
            CheckDialog(self._desk.session, self._window).exec()

    def compare_versions(self) -> None:
        """Ask for another version of the register and compare with it."""
        from riskreg.gui import ask

        desk, _ = self._desk, self._desk.texts
        if desk.session is None:
            return
        folder = desk.session.register.path.parent
        path = ask.open_file(self._window, _, _("Compare with another version"), ask.registers(_), folder)
        if path:
            self.compare_with(path)

    def compare_with(self, path: Path) -> bool:
        """Show how another version differs, and take from it what is wanted.  Whether something was."""
        from riskreg import keeping
        from riskreg.gui.compare_dialog import CompareDialog

        session = self._desk.session
        if session is None or not self._desk.is_kept():
            return False
        with session.attempt():
            other = keeping.other_version(session.register, path)
            return bool(CompareDialog(session, other, self._window).exec())
        return False

    def help_for(self, trouble: Trouble, path: Path | None) -> list[Deed]:
        """What helps when a register cannot be opened: its backups, where there are any."""
        from riskreg import keeping
        from riskreg.store.saying import Damaged

        _ = self._desk.texts
        if path is None or (path.exists() and not isinstance(trouble, Damaged)) or not keeping.backups(path):
            return []
        return [(_("Bring back a backup…"), lambda: self.bring_back(path))]
