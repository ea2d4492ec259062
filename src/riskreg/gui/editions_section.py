"""The year's editions, with their prints as they were decided."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from riskreg import files, paths
from riskreg.domain.records import Edition
from riskreg.domain.scales import Scope
from riskreg.gui import ask, look
from riskreg.gui.session import Session
from riskreg.gui.text_table import TextTable
from riskreg.texts import N_

_HIGHEST = 150
_FILES = {Scope.PLAN: N_("internal-control-plan"), Scope.MANDATORY: N_("mandatory-control-points")}


class EditionsSection(QWidget):
    """A row an edition, oldest first; hidden while there is none."""

    def __init__(self, session: Session, heading: QWidget) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self.editions: tuple[Edition, ...] = ()
        _ = self._
        self.table = TextTable(_("Editions"), (_("Edition"), _("Date"), _("Paragraph"), _("Comment")))
        self.table.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.table.doubleClicked.connect(self.save_print)
        self.save = QPushButton(_("Save its print as PDF…"))
        self.save.clicked.connect(self.save_print)
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        for widget in (heading, self.table):
            column.addWidget(widget)
        column.addLayout(foot)

    def refresh(self) -> None:
        """Show the editions of the year as it is now."""
        year = self._session.year
        both = (*year.editions, *year.mandatory_editions)
        self.editions = tuple(sorted(both, key=lambda e: (e.number or 0, e.scope is Scope.PLAN)))
        self.table.show_rows([self._row(edition) for edition in self.editions])
        self.table.setFixedHeight(min(self.table.height_of_all(), _HIGHEST))
        if self.editions:
            self.table.selectRow(len(self.editions) - 1)
        self.setVisible(bool(self.editions))

    def _row(self, edition: Edition) -> tuple[str, ...]:
        what = self._(edition.scope.label) if edition.scope is Scope.MANDATORY else ""
        comment = ". ".join(filter(None, (what, edition.comment)))
        return str(edition.number), str(edition.meeting), edition.paragraph, comment

    def save_print(self) -> None:
        """Ask where to, and write the selected edition's print as it was decided."""
        from riskreg.adopting import print_of  # it brings in what draws and reads PDFs

        at, _ = self.table.currentIndex().row(), self._
        if not 0 <= at < len(self.editions):
            return
        edition, settings = self.editions[at], self._session.settings
        last = settings.get("documents_folder")
        folder = Path(last) if isinstance(last, str) else paths.documents_folder()
        start = files.ascii_name(_(_FILES[edition.scope]))
        word = files.ascii_name(_("edition"))
        name = f"{start}-{self._session.year.plan.year}-{word}-{edition.number}.pdf"
        path = ask.save_file(self, _, _("Save as PDF"), _("PDF documents (*.pdf)"), folder / name)
        if path is not None:
            with self._session.attempt():
                files.write_whole(path, print_of(edition))
                settings.put("documents_folder", str(path.absolute().parent))
                self._session.told.emit(_("Saved as {path}", path=path))
