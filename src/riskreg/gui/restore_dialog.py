"""The backups of a register: what each would change, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from riskreg import keeping, paths
from riskreg.domain.change import Change, Contents, all_of
from riskreg.domain.compare import changes_between
from riskreg.domain.history import changes_counted, changes_told
from riskreg.domain.records import ControlPoint, Organisation
from riskreg.domain.wording import moment_said, recovered_said, size_said
from riskreg.domain.year import years
from riskreg.faults import Trouble
from riskreg.gui import ask, look
from riskreg.gui.background import Progress, run
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_table import TextTable
from riskreg.store.backup import Backup
from riskreg.texts import N_, Texts

_SIZE = 820, 560
_AT_FIRST = 300, 160  # heights of the table and of what is told below it

_WHEN = N_(
    "A backup is made when a register is opened after a change, and before an import, a copied year, a merge "
    "and a restored version. The backups lie on this computer, in your own data folder."
)


class BackupDialog(QDialog):
    """The list of backups with what there is to tell about the chosen one."""

    def __init__(self, title: str, deed: str, path: Path, _: Texts, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._, self.path = _, path
        self.backups = keeping.backups(path)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.table = TextTable(_("Backups"), (_("Date and time"), _("Size"), *self.more_headings()))
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_("About the chosen backup"))
        self.trouble = Remark()
        self.buttons = QDialogButtonBox()
        self.deed = QPushButton(deed)
        self.buttons.addButton(self.deed, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save = QPushButton(_("Save it as a file…"))
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self.rows = [[moment_said(b.at), size_said(b.size, _), ""] for b in self.backups]
        self.table.show_rows(self.rows)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self.show_chosen())
        self.save.clicked.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        if self.backups:
            self.table.selectRow(0)
        self.show_chosen()

    def more_headings(self) -> Sequence[str]:
        """What the table tells besides."""
        return ()

    def told(self, chosen: Backup) -> str:
        """What there is to tell about a backup.  Trouble when it cannot be read."""
        raise NotImplementedError

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.details)
        parts.setSizes(list(_AT_FIRST))
        parts.setChildrenCollapsible(False)
        none = QLabel(self._("There is no backup of this register on this computer yet."))
        none.setVisible(not self.backups)
        parts.setVisible(bool(self.backups))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        column.addWidget(none)
        column.addWidget(Note(self._(_WHEN)))
        column.addWidget(parts, 1)
        if not self.backups:
            column.addStretch(1)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        at = self.table.currentIndex().row()
        return self.backups[at] if 0 <= at < len(self.backups) else None

    def show_chosen(self) -> None:
        """Tell about the chosen backup."""
        chosen, is_readable = self.chosen, False
        if chosen is None:
            self.details.clear()
        else:
            try:
                self.details.setPlainText(self.told(chosen))
                is_readable = True
            except Trouble as trouble:
                self.details.setPlainText(trouble.say(self._))
        self.deed.setEnabled(is_readable)
        self.save.setEnabled(is_readable)

    def _save(self) -> None:
        _, chosen = self._, self.chosen
        if chosen is None:
            return
        name = f"{self.path.stem} {chosen.at.astimezone():%Y-%m-%d %H.%M}{self.path.suffix}"
        proposal = paths.documents_folder() / name
        target = ask.save_file(self, _, _("Save the backup as a file"), ask.registers(_), proposal)
        if target:
            try:
                keeping.save_backup(chosen, target)
            except Trouble as trouble:
                self.trouble.say(trouble.say(_))


class RestoreDialog(BackupDialog):
    """The way back to an earlier version of the open register, as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        self._contents = session.register.contents
        self._known: dict[Path, tuple[Change, ...]] = {}
        _ = session.texts
        super().__init__(
            _("Restore an earlier version"), _("Restore this version"), session.register.path, _, parent
        )
        self.buttons.accepted.connect(self._restore)
        self._job = run(self, session, "", self._compared, lambda _done: None, quietly=True)
        self._job.moved.connect(self._tell)

    def more_headings(self) -> Sequence[str]:
        """What the table tells besides."""
        return (self._("Restoring it means"),)

    def told(self, chosen: Backup) -> str:
        """What restoring it would change."""
        lines = list(changes_told(self._changes(chosen), self._))
        return "\n".join(lines) or self._("The register is as it was then.")

    def _changes(self, chosen: Backup) -> tuple[Change, ...]:
        if chosen.path not in self._known:
            self._known[chosen.path] = changes_between(self._contents, keeping.contents_of(chosen))
        return self._known[chosen.path]

    def _compared(self, progress: Progress) -> None:
        """Compare every backup with the register, away from the window."""
        for at, chosen in enumerate(self.backups):
            try:
                said = changes_counted(self._changes(chosen), self._)
            except Trouble:
                said = self._("cannot be read")
            self.rows[at][2] = said
            progress.report(at + 1, len(self.backups))

    def _tell(self, _done: int, _total: int) -> None:
        self.table.viewport().update()

    def done(self, result: int) -> None:
        """Nothing more is wanted of what is under way."""
        self._job.cancel()
        super().done(result)

    def _restore(self) -> None:
        chosen, register = self.chosen, self.session.register
        if chosen is None:
            return
        try:
            keeping.restore(register, chosen)
        except Trouble as trouble:
            self.trouble.say(trouble.say(self._))
            return
        at = moment_said(chosen.at)
        self.session.told.emit(self._("The register is as it was {at}. Undo takes that back.", at=at))
        self.accept()


class RecoverDialog(BackupDialog):
    """The way to a backup of a register that cannot be opened any more."""

    def __init__(self, path: Path, _: Texts, parent: QWidget | None = None) -> None:
        self.outcome = ""  # what was done, to be told once the register is open again
        super().__init__(_("Bring back a backup"), _("Bring back this backup"), path, _, parent)
        self.buttons.accepted.connect(self._recover)

    def told(self, chosen: Backup) -> str:
        """Whose register it is, and what it holds."""
        return contents_said(keeping.contents_of(chosen), self._)

    def _recover(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        try:
            aside = keeping.recover(self.path, chosen, self._("damaged"))
        except Trouble as trouble:
            self.trouble.say(trouble.say(self._))
            return
        self.outcome = recovered_said(self.path, chosen.at, aside, self._)
        self.accept()


def contents_said(contents: Contents, _: Texts) -> str:
    """Whose register it is, its years, and how many control points they have."""
    names: Sequence[str] = [organisation.name for organisation in all_of(contents, Organisation)]
    points = len(all_of(contents, ControlPoint))
    lines = (
        *names,
        _("Plans for {years}", years=", ".join(map(str, years(contents)))),
        _.n("{count} control point", "{count} control points", points),
    )
    return "\n".join(lines)
