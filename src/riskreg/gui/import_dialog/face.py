"""The face of the import dialog: where the table is, what it would bring, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
)

from riskreg.domain.year import Year
from riskreg.exchange.layout import Layout, Source
from riskreg.exchange.proposal import Outcome, Proposal
from riskreg.exchange.row_choice import RowChoice
from riskreg.exchange.sheet import Sheet
from riskreg.gui import look
from riskreg.gui.count_table import bold
from riskreg.gui.import_dialog.columns_tab import ColumnsTab
from riskreg.gui.import_dialog.remark_list import RemarkList
from riskreg.gui.import_dialog.rows_tab import RowsTab
from riskreg.gui.import_dialog.scales_tab import ScalesTab
from riskreg.gui.import_dialog.trial import Tried
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.texts import N_, Texts

_SIZE = 1120, 700
SOURCES = {
    Source.OWN: N_("The committee's own control points"),
    Source.MANDATORY: N_("Mandatory control points"),
    Source.GOALS: N_("Goals and indicators"),
}


class Face:
    """The widgets of the dialog, laid out in it."""

    def __init__(self, session: Session, dialog: QDialog) -> None:
        self._ = _ = session.texts
        dialog.resize(*_SIZE)
        self.kind, self.sheet, self.table = QComboBox(), QComboBox(), QComboBox()
        for source, label in SOURCES.items():
            self.kind.addItem(_(label), source)
        self.kind.setCurrentIndex(0)
        self.state, self.told, self.before = Note(), Note(), Note()
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setFont(bold(self.summary.font()))
        self.summary.setWordWrap(True)
        self.guess_anew = QPushButton(_("Guess them anew"))
        self.guess_anew.setAutoDefault(False)
        self.trouble = Remark()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.columns, self.scales, self.rows = ColumnsTab(_), ScalesTab(_), RowsTab(session)
        self.remarks = RemarkList(_("Remarks"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for tab in (self.columns, self.scales, self.rows, self.remarks):
            self.tabs.addTab(tab, "")
        self._name_tabs(0, 0, 0, 0)
        self.buttons = QDialogButtonBox()
        self.take = QPushButton()
        self.take.setDefault(True)
        self.save_mapping = QPushButton(_("Save the mapping as a file…"))
        self.save_mapping.setAutoDefault(False)
        self.load_mapping = QPushButton(_("Load a mapping…"))
        self.load_mapping.setAutoDefault(False)
        self.buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.save_mapping, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.load_mapping, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out(dialog)
        self.tabs.hide()
        self.save_mapping.setEnabled(False)
        self.load_mapping.setEnabled(False)
        self.allow(0)

    def _lay_out(self, dialog: QDialog) -> None:
        _ = self._
        where = QHBoxLayout()
        where.setSpacing(look.GAP)
        self._labels = {}
        for label, box in (
            (_("The file &holds"), self.kind),
            (_("&Sheet"), self.sheet),
            (_("&Table"), self.table),
        ):
            name = QLabel(label)
            name.setBuddy(box)
            name.setMinimumWidth(name.sizeHint().width() + look.GAP // 2)  # the hint cuts a last letter
            self._labels[box] = name
            where.addWidget(name)
            where.addWidget(box)
            where.addSpacing(look.GAP)
        where.addStretch(1)
        before = QHBoxLayout()
        before.addWidget(self.before, 1)
        before.addWidget(self.guess_anew)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        column.addLayout(where)
        for widget in (self.state, self.progress, self.summary):
            column.addWidget(widget)
        column.addLayout(before)
        column.addWidget(self.trouble)
        column.addWidget(self.tabs, 1)
        column.addStretch(0)
        column.addWidget(self.told)
        column.addWidget(self.buttons)
        for part in (self.progress, self.summary, self.told):
            part.hide()
        self._show_box(self.sheet, False)
        self._show_box(self.table, False)
        self.show_before(False)

    def _show_box(self, box: QComboBox, shown: bool) -> None:
        box.setVisible(shown)
        self._labels[box].setVisible(shown)

    # -- where
    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Offer the sheets of the file."""
        _ = self._
        self.sheet.addItem(_("The one that fits best"))
        for sheet in sheets:
            name = _("{name} (hidden)", name=sheet.name) if sheet.hidden else sheet.name
            self.sheet.addItem(name, sheet.name)
        self._show_box(self.sheet, len(sheets) > 1)

    def show_tables(self, layouts: Sequence[Layout]) -> None:
        """Offer the tables that were found."""
        self.table.clear()
        for layout in layouts:
            self.table.addItem(self._table_said(layout))
        self._show_box(self.table, len(layouts) > 1)

    def _table_said(self, layout: Layout) -> str:
        _, rows = self._, len(layout.lines)
        count = _.n("{count} row", "{count} rows", rows)
        if layout.header:
            return _(
                "{sheet}, from row {row}: {count}", sheet=layout.sheet.name, row=layout.header, count=count
            )
        return _("{sheet}, without headings: {count}", sheet=layout.sheet.name, count=count)

    def show_before(self, shown: bool) -> None:
        """Whether what was chosen for these headings before is used again."""
        said = self._("The columns and scales are as you chose them for these headings before.")
        self.before.setText(said)
        self.before.setVisible(shown)
        self.guess_anew.setVisible(shown)

    # -- what
    def show_layout(self, layout: Layout, year: Year) -> None:
        """Show where the table is and what its columns become."""
        _ = self._
        self.kind.setCurrentIndex(self.kind.findData(layout.source))
        where = (
            _("Sheet “{sheet}”, with its headings in row {row}.", sheet=layout.sheet.name, row=layout.header)
            if layout.header
            else _("Sheet “{sheet}”, without headings.", sheet=layout.sheet.name)
        )
        said = [where]
        if layout.sheet.hidden:
            said.append(_("The sheet is hidden in the file."))
        if layout.tool:
            said.append(_("It looks like an export of {tool}.", tool=_(layout.tool)))
        said.append(_("Into the plan for {year}.", year=year.plan.year))
        self.state.setText(" ".join(said))
        self.columns.show_layout(layout)
        self.save_mapping.setEnabled(True)
        self.load_mapping.setEnabled(True)
        self.tabs.show()
        self.told.hide()

    def show_tried(self, tried: Tried, proposal: Proposal, choices: Mapping[int, RowChoice]) -> None:
        """Show what would come in."""
        _ = self._
        self.scales.show_tried(tried)
        self.rows.show_proposal(tried, proposal, choices)
        remarks = proposal.warnings(_)
        self.remarks.show_remarks(remarks or [_("There is nothing to remark.")])
        self._name_tabs(len(proposal.layout.columns), 0, len(proposal.rows), len(remarks))
        self.summary.setText(" ".join(summary_said(proposal, _)))
        self.summary.show()
        nothing = _("There is nothing to do: everything in the file is in the plan already.")
        left_out = _("No row comes in. The Rows tab says why.")
        is_there = all(row.change is None and row.fields == {} for row in proposal.rows) and not choices
        self.trouble.say("" if proposal.taken else nothing if is_there else left_out)
        self.allow(proposal.taken)

    def _name_tabs(self, *counts: int) -> None:
        _ = self._
        names = (_("Columns"), _("Scales"), _("Rows"), _("Remarks"))
        for at, (name, count) in enumerate(zip(names, counts, strict=True)):
            self.tabs.setTabText(at, f"{name} ({count})" if count else name)

    def fail(self, sentence: str, path: str) -> None:
        """Say what is wrong; what was chosen stays where it is."""
        self.trouble.say(sentence)
        self.summary.hide()
        if not self.tabs.isVisible():
            self.state.setText(path)

    def go_back_to(self, proposal: Proposal) -> None:
        """Let what is shown hold on, beside the sentence that says why nothing else came of it."""
        layout = proposal.layout
        self.kind.setCurrentIndex(self.kind.findData(layout.source))
        self.sheet.setCurrentIndex(max(self.sheet.findData(layout.sheet.name), 0))
        self.summary.show()
        self.allow(proposal.taken)

    def show_progress(self, done: int, total: int) -> None:
        """How far the reading has come."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def allow(self, count: int) -> None:
        """Whether there is anything to import."""
        self.take.setEnabled(count > 0)
        text = self._.n("Import {count} row", "Import {count} rows", count) if count else self._("Import")
        self.take.setText(text)


def summary_said(proposal: Proposal, _: Texts) -> Sequence[str]:
    """What would happen, in a sentence or two."""
    added, changed, out = (proposal.counted(outcome) for outcome in Outcome)
    said = []
    if added:
        said.append(_.n("{count} row is added.", "{count} rows are added.", added))
    if changed:
        said.append(_.n("{count} row changes the plan.", "{count} rows change the plan.", changed))
    if out:
        said.append(_.n("{count} row is left out.", "{count} rows are left out.", out))
    if proposal.new_scale and proposal.taken:
        said.append(
            _("The plan has no scores yet, so it takes over the scale of the file; the Scales tab shows it.")
        )
    return said
