"""What a spreadsheet would bring into the plan, shown before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from riskreg.exchange.intake import propose
from riskreg.exchange.layout import TEXT, Source, field_said, heading_said
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.proposal import Outcome, Proposal, Row
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.background import Job, run
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_table import TextTable
from riskreg.texts import N_, Texts

_SIZE = 960, 640
_REMARKS = 110  # height of the remarks, which scroll

SOURCES = {
    Source.OWN: N_("The committee's own control points"),
    Source.MANDATORY: N_("Mandatory control points"),
    Source.GOALS: N_("Goals and indicators"),
}
OUTCOMES = {
    Outcome.ADDED: N_("Is added"),
    Outcome.CHANGED: N_("Changes the plan"),
    Outcome.LEFT_OUT: N_("Is left out"),
}


class ImportDialog(QDialog):
    """Reads a file in the background and proposes; accepting writes the rows as one step."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.path, self._ = session, path, session.texts
        self.proposal: Proposal | None = None
        self._sheets: tuple[Sheet, ...] = ()
        self._job: Job | None = None
        self.setWindowTitle(self._("Import {name}", name=path.name))
        self.resize(*_SIZE)
        self._make_fields()
        self._lay_out()
        self.kind.activated.connect(self._propose)
        self.sheet.activated.connect(self._propose)
        self.buttons.accepted.connect(self._import)
        self.buttons.rejected.connect(self.reject)
        self._read()

    # -- looks
    def _make_fields(self) -> None:
        _ = self._
        self.kind = QComboBox()
        for source, label in SOURCES.items():
            self.kind.addItem(_(label), source)
        self.sheet = QComboBox()
        self.trouble = Remark()
        self.state = Note()
        self.columns = TextTable(_("Columns"), (_("Column in the file"), _("Becomes"), _("Why")))
        self.rows = TextTable(_("Rows"), (_("Row"), _("What happens"), _("Text"), _("Why")))
        self.rows.stretch(2)
        self.remarks = TextTable(_("Remarks"), (_("Remarks"),))
        self.remarks.setMaximumHeight(_REMARKS)
        self.buttons = QDialogButtonBox()
        self.take = QPushButton()
        self.take.setDefault(True)
        self.buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        self.form = QFormLayout()
        self.form.addRow(self._("The file &holds"), self.kind)
        self.form.addRow(self._("&Sheet"), self.sheet)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        for table in (self.columns, self.rows):
            self.parts.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        column.addLayout(self.form)
        column.addWidget(self.state)
        column.addWidget(self.trouble)
        column.addWidget(self.parts, 1)
        column.addWidget(self.remarks)
        column.addWidget(self.buttons)

    # -- reading
    def _read(self) -> None:
        """Read the file; then propose what it looks like."""

        def have(sheets: tuple[Sheet, ...]) -> None:
            self._sheets = sheets
            self.sheet.addItem(self._("The one that fits best"))
            for sheet in sheets:
                self.sheet.addItem(sheet.name, sheet.name)
            self.form.setRowVisible(self.sheet, len(sheets) > 1)
            self._propose(-1)

        self.form.setRowVisible(self.sheet, False)
        self._wait()
        path = self.path
        self._job = run(
            self,
            self.session,
            "",
            lambda progress: read_sheets(path, progress.report),
            have,
            failed=self._fail,
            quietly=True,
        )

    def _propose(self, chosen: int) -> None:
        """Work out what would happen; a negative `chosen` leaves it to the file what it holds."""
        sheets, year, _ = self._sheets, self.session.year, self._
        source = None if chosen < 0 else self.kind.currentData()
        name = self.sheet.currentData()

        def work(_progress: object) -> Proposal:
            layout = find_layout(sheets, _, source=Source(source) if source else None, sheet_name=name)
            return propose(layout, year, _)

        self._wait()
        self._job = run(self, self.session, "", work, self._show, failed=self._fail, quietly=True)

    def _wait(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.proposal = None
        self.state.setText(self._("Reading {path}…", path=self.path))
        self._allow(0)

    def _fail(self, trouble: Trouble) -> None:
        self.state.setText(str(self.path))
        self.trouble.say(trouble.say(self._))
        for table in (self.columns, self.rows, self.remarks):
            table.show_rows(())
            table.hide()

    def _show(self, proposal: Proposal) -> None:
        _ = self._
        self.proposal = proposal
        layout = proposal.layout
        self.kind.setCurrentIndex(self.kind.findData(layout.source))
        told = {"sheet": layout.sheet.name, "year": proposal.year.plan.year}
        self.state.setText(
            _(
                "Sheet “{sheet}”, with its headings in row {row}. Into the plan for {year}.",
                row=layout.header,
                **told,
            )
            if layout.header
            else _("Sheet “{sheet}”, without headings. Into the plan for {year}.", **told)
        )
        self.columns.show_rows(
            [
                (heading_said(column, _), field_said(layout.source, column.field, _), _capital(column.reason))
                for column in layout.columns
            ]
        )
        column = layout.column_of(TEXT)
        given = {number: cells[column.at] if column else "" for number, cells in layout.rows()}
        self.rows.show_rows([row_said(row, given.get(row.source_row, ""), _) for row in proposal.rows])
        self.rows.mark([at for at, row in enumerate(proposal.rows) if row.warnings])
        high, fits = self.parts.height(), self.columns.height_of_all()
        self.parts.setSizes([min(fits, high // 2), high - min(fits, high // 2)])
        for table in (self.columns, self.rows):
            table.show()
        warnings = proposal.warnings(_)
        self.remarks.show_rows([(warning,) for warning in warnings])
        self.remarks.setVisible(bool(warnings))
        self._judge(proposal)

    def _judge(self, proposal: Proposal) -> None:
        """Whether there is anything to import."""
        nothing = self._("There is nothing new in the file: everything in it is in the plan already.")
        self.trouble.say("" if proposal.taken else nothing)
        self._allow(proposal.taken)

    def _allow(self, count: int) -> None:
        self.take.setEnabled(count > 0)
        text = self._.n("Import {count} row", "Import {count} rows", count) if count else self._("Import")
        self.take.setText(text)

    # -- deeds
    def _import(self) -> None:
        if self.proposal is None:
            return
        count = self.proposal.taken
        self.session.back_up_first()
        try:
            with self.session.register.step(N_("Import {name}"), name=self.path.name) as edit:
                self.proposal.write(edit)
        except Trouble as trouble:
            self.trouble.say(trouble.say(self._))
            return
        self.session.told.emit(self._.n("{count} row is imported", "{count} rows are imported", count))
        self.accept()

    def done(self, result: int) -> None:
        """Nothing more is wanted of what is under way."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)


def row_said(row: Row, given: str, _: Texts) -> Sequence[str]:
    """A row's cells: its number in the file, what becomes of it, its text as read or given, and why."""
    outcome = _(OUTCOMES[row.outcome])
    read = (str(row.fields[name]) for name in (TEXT, "strategic_direction") if name in row.fields)
    text = next(read, given)
    return str(row.source_row), outcome, text, _capital(row.reason)


def _capital(reason: str) -> str:
    """A reason that stands alone instead of inside a sentence."""
    return reason[:1].upper() + reason[1:]
