"""What edited cells would change, shown before it is written: a pasted block, or a file that came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from riskreg.exchange.cell_edits import CellEdits, RowEdit, done_said
from riskreg.exchange.proposal import Outcome
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_table import TextTable
from riskreg.texts import N_, Texts

_SIZE = 1000, 540
_REMARKS = 90  # height of the remarks, which scroll
_HEADINGS = (N_("Row"), N_("Record"), N_("Column"), N_("At present"), N_("Becomes"), N_("Remark"))
_RECORD, _NOW, _BECOMES, _REMARK = 1, 3, 4, 5
_VALUE = 230  # width of what a cell is and becomes, where there are remarks beside
_SIGN = 24  # width of the warning's sign


class CellsDialog(QDialog):
    """Lists every cell that changes and every one that cannot; accepting writes them as one step.

    `strict` waits until all that is bad is mended at its source; otherwise it is left out.
    """

    def __init__(
        self,
        session: Session,
        edits: CellEdits,
        title: str,
        step: tuple[str, dict[str, object]],
        parent: QWidget | None = None,
        *,
        strict: bool = False,
    ) -> None:
        super().__init__(parent)
        self.session, self.edits, self._ = session, edits, session.texts
        self._step, self._strict = step, strict
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.state, self.trouble = Note(), Remark()
        self.cells = TextTable(self._("Cells"), [self._(heading) for heading in _HEADINGS])
        self.remarks = TextTable(self._("Remarks"), (self._("Remarks"),))
        self.remarks.setMaximumHeight(_REMARKS)
        self.buttons = QDialogButtonBox()
        self.take = QPushButton()
        self.take.setDefault(True)
        self.buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self._("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._write)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        column.addWidget(self.state)
        column.addWidget(self.trouble)
        column.addWidget(self.cells, 1)
        column.addWidget(self.remarks)
        column.addWidget(self.buttons)

    def _show(self) -> None:
        _, edits = self._, self.edits
        rows = [(line, is_bad) for row in edits.rows for line, is_bad in cell_rows(row, _)]
        self._show_cells(
            [line for line, _is_bad in rows], [at for at, (_line, bad) in enumerate(rows) if bad]
        )
        self.remarks.show_rows([(warning,) for warning in edits.warnings])
        self.remarks.setVisible(bool(edits.warnings))
        taken = edits.counted(Outcome.CHANGED) + edits.counted(Outcome.ADDED)
        self.state.setText(
            " ".join(self._foreseen(len(edits.rows) - len({line[0] for line, _is_bad in rows})))
        )
        self._judge(taken)

    def _foreseen(self, same: int) -> Iterator[str]:
        """What will be changed and added, and how many rows stay the `same`."""
        _, edits = self._, self.edits
        if changed := edits.changed_cells:
            yield _.n(
                "{count} cell in the plan for {year} is changed.",
                "{count} cells in the plan for {year} are changed.",
                changed,
                year=edits.year,
            )
        if added := edits.counted(Outcome.ADDED):
            yield _.n("{count} row is added.", "{count} rows are added.", added)
        if same:
            yield _.n("{count} row stays as it is.", "{count} rows stay as they are.", same)

    def _show_cells(self, lines: Sequence[Sequence[str]], bad: Sequence[int]) -> None:
        has_remarks = any(line[_REMARK] for line in lines)
        self.cells.stretch(_REMARK if has_remarks else _BECOMES)
        self.cells.show_rows(lines)
        self.cells.mark(bad)
        self.cells.setColumnHidden(_REMARK, not has_remarks)
        self.cells.setColumnWidth(_RECORD, self.cells.columnWidth(_RECORD) + (_SIGN if bad else 0))
        for column in (_NOW, _BECOMES) if has_remarks else (_NOW,):
            self.cells.setColumnWidth(column, min(self.cells.columnWidth(column), _VALUE))

    def _judge(self, taken: int) -> None:
        """Whether anything can be written, and what is left out."""
        _, bad = self._, len(self.edits.bad_rows)
        if bad and self._strict:
            self.trouble.say(
                _.n(
                    "{count} row has to be mended in the file first. Nothing is imported before that.",
                    "{count} rows have to be mended in the file first. Nothing is imported before that.",
                    bad,
                )
            )
        elif bad:
            self.trouble.say(
                _.n(
                    "In {count} row something cannot be taken; that is left out, the rest is pasted.",
                    "In {count} rows something cannot be taken; that is left out, the rest is pasted.",
                    bad,
                )
            )
        elif not taken:
            self.trouble.say(_("Nothing differs from what the register holds already."))
        self.take.setText(self._deed(taken))
        self.take.setEnabled(taken > 0 and not (bad and self._strict))

    def _deed(self, taken: int) -> str:
        if not taken:
            return self._("Nothing to take")
        if self._strict:
            return self._.n("Import {count} row", "Import {count} rows", taken)
        return self._.n("Paste {count} row", "Paste {count} rows", taken)

    def _write(self) -> None:
        label, values = self._step
        if self._strict:
            self.session.back_up_first()
        try:
            with self.session.register.step(label, **values) as edit:
                self.edits.write(edit)
        except Trouble as trouble:
            self.trouble.say(trouble.say(self._))
            return
        self.session.told.emit(done_said(self.edits, self._))
        self.accept()


def cell_rows(row: RowEdit, _: Texts) -> Iterator[tuple[Sequence[str], bool]]:
    """A line for each cell of a row that changes or cannot be taken, and whether it is bad."""
    place = f"{row.sheet} {row.source_row}".strip()
    name = row.name or (_("New") if row.outcome is Outcome.ADDED or row.is_bad else "")
    for cell in row.cells:
        yield (place, name, _(cell.column.heading), cell.before, cell.after, _capital(row.reason)), False
    for trouble in row.troubles:
        line = place, name, _(trouble.column.heading), "", trouble.text, _capital(trouble.reason)
        yield line, trouble.is_bad
    if row.refused or (row.reason and not row.cells and row.before is None):
        yield (place, row.name, "", "", "", _capital(row.reason)), row.refused


def _capital(reason: str) -> str:
    return reason[:1].upper() + reason[1:]
