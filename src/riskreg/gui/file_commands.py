"""The commands of the File menu that are about the register's own file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from riskreg.faults import Trouble
from riskreg.gui.message_bar import Deed

if TYPE_CHECKING:
    from riskreg.gui.opening import Way
    from riskreg.gui.window import MainWindow


class FileCommands:
    """Opens, makes, copies, restores, compares and checks registers for a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    # -- another register
    def open_register(self, path: Path) -> None:
        """Open a register in place of the one that is open."""
        from riskreg.gui import opening

        session = self._window.session
        if session and session.register.path.resolve() == path.resolve() and not self._window.is_lost:
            return  # it is open here already
        self._window.take(opening.at(path), path)

    def choose_register(self) -> None:
        """Ask which register to open."""
        from riskreg.gui import opening

        if path := opening.chosen(self._window, self._window.settings, self._window.texts):
            self.open_register(path)

    def new_register(self) -> None:
        """Ask for the organisation and the place, and make a register there."""
        from riskreg.gui import opening

        self._take(opening.fresh(self._window, self._window.texts))

    def open_sample(self) -> None:
        """Write the sample register where the user wants it and open it."""
        from riskreg.gui import opening

        self._take(opening.sample(self._window, self._window.texts))

    def open_other(self) -> None:
        """Open what others put in the register's place; the version that was open is kept beside it."""
        from riskreg import keeping
        from riskreg.gui import opening

        window, _ = self._window, self._window.texts
        if (session := window.session) is None:
            return
        path = session.register.path
        with session.attempt():
            own = keeping.free_name(path, _("own version"))
            session.register.copy_to(own)
            window.take(opening.at(path), path)
            if window.session is not session:
                told = _("What you had open is kept as {name}.", name=own.name)
                window.message.tell(told, [(_("Compare and merge…"), lambda: self.compare_with(own))])

    def open_anyway(self) -> None:
        """Open the register for editing although another machine seems to have it open."""
        from riskreg.gui import opening

        if session := self._window.session:
            path = session.register.path
            session.register.close()
            self._window.take(opening.at(path, even_if_elsewhere=True), path)

    def _take(self, way: Way | None) -> None:
        if way:
            self._window.take(way)

    def import_file(self) -> None:
        """Ask for a spreadsheet and show what would come in."""
        from riskreg import paths
        from riskreg.gui import ask
        from riskreg.gui.import_dialog import ImportDialog

        window, _ = self._window, self._window.texts
        if window.session is None or not window.is_kept():
            return
        kinds = _("Spreadsheets ({patterns})", patterns="*.csv *.xlsx *.xlsm *.xls *.ods *.txt")
        path = ask.open_file(window, _, _("Import a spreadsheet"), kinds, paths.documents_folder())
        if path:
            with window.session.attempt():
                ImportDialog(window.session, path, window).exec()

    def export_file(self) -> None:
        """Ask where to, and write the year that is shown as a file for other programs."""
        from riskreg.gui.exporting import export

        if self._window.session and self._window.is_kept():
            export(self._window, self._window.session)

    # -- copies and versions
    def save_copy(self) -> None:
        """Write a copy; where nothing can be saved in the register's own file, go on in the copy."""
        from riskreg import paths
        from riskreg.gui import ask

        window, _ = self._window, self._window.texts
        session = window.session
        if session is None:
            return
        register = session.register
        goes_on = bool(register.read_only) or window.is_lost
        if not goes_on and not window.is_kept():
            return
        folder = paths.documents_folder() if goes_on else register.path.parent
        proposal = folder / _("{name} copy{suffix}", name=register.path.stem, suffix=register.path.suffix)
        path = ask.save_file(window, _, _("Save a copy as"), ask.registers(_), proposal)
        if path is None:
            return
        with session.attempt():
            if goes_on:
                register.move_to(path)
                window.moved()
                session.told.emit(_("You now work in {path}.", path=path))
            else:
                register.copy_to(path)
                session.told.emit(_("A copy is saved as {path}.", path=path))

    def restore_version(self) -> None:
        """Show the backups, and bring one back."""
        from riskreg.gui.restore_dialog import RestoreDialog

        if self._window.session and self._window.is_kept():
            RestoreDialog(self._window.session, self._window).exec()

    def bring_back(self, path: Path) -> None:
        """Show the backups of a register that cannot be opened, and put one in its place."""
        from riskreg.gui.restore_dialog import RecoverDialog

        dialog = RecoverDialog(path, self._window.texts, self._window)
        if dialog.exec():
            self.open_register(path)
            self._window.message.tell(dialog.outcome)

    def check_register(self) -> None:
        """Look through the register, and repair what can be repaired."""
        from riskreg.gui.check_dialog import CheckDialog

        if self._window.session and self._window.is_kept():
            CheckDialog(self._window.session, self._window).exec()

    def compare_versions(self) -> None:
        """Ask for another version of the register and compare with it."""
        from riskreg.gui import ask

        window, _ = self._window, self._window.texts
        if window.session is None:
            return
        folder = window.session.register.path.parent
        path = ask.open_file(window, _, _("Compare with another version"), ask.registers(_), folder)
        if path:
            self.compare_with(path)

    def compare_with(self, path: Path) -> None:
        """Show how another version differs, and take from it what is wanted."""
        from riskreg import keeping
        from riskreg.gui.compare_dialog import CompareDialog

        session = self._window.session
        if session is None or not self._window.is_kept():
            return
        with session.attempt():
            other = keeping.other_version(session.register, path)
            CompareDialog(session, other.contents, other.base, path.name, self._window).exec()

    def help_for(self, trouble: Trouble, path: Path | None) -> list[Deed]:
        """What helps when a register cannot be opened: its backups, where there are any."""
        from riskreg import keeping
        from riskreg.store.saying import Damaged

        if path is None or (path.exists() and not isinstance(trouble, Damaged)) or not keeping.backups(path):
            return []
        return [(self._window.texts("Bring back a backup…"), lambda: self.bring_back(path))]
