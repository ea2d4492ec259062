"""Copying from a table of records and pasting into it: one cell at once, a block after it was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from riskreg.domain.records import Goal, Indicator
from riskreg.domain.wording import value_said
from riskreg.exchange.cells import field_value
from riskreg.exchange.clipboard import Block, Grid, block_html, block_of, block_text, has_headings_of, pasted
from riskreg.exchange.columns import Column, Role, columns_of
from riskreg.faults import Trouble
from riskreg.gui.cells_dialog import CellsDialog
from riskreg.gui.grid import Grid as EntryGrid
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session
from riskreg.texts import N_

Cells: TypeAlias = RecordTable | EntryGrid


def copy_rows(session: Session, table: Cells) -> None:
    """Put the selected rows on the clipboard as they are shown, under their headings."""
    records, model, _ = table.selected(), table.model_, session.texts
    if not records:
        session.told.emit(_("Select what is to be copied first."))
        return
    columns = table.shown_columns()
    fields = [model.field(column) for column in columns]
    headings = [_(field.label) if field else _("No.") for field in fields]
    rows = [
        [value_said(record, field, _) if field else model.number(record) for field in fields]
        for record in records
    ]
    data = QMimeData()
    data.setText(block_text([headings, *rows]))
    data.setHtml(block_html(headings, rows))
    QGuiApplication.clipboard().setMimeData(data)
    session.told.emit(_.n("{count} row is copied", "{count} rows are copied", len(rows)))


def paste(session: Session, table: Cells) -> None:
    """Paste one cell into the chosen one; show what a block would change, and let it be pasted."""
    with session.attempt():
        block = _clipped()
        if [len(row) for row in block] == [1] and table.currentIndex().isValid():
            _paste_cell(session, table, block[0][0])
        elif (dialog := paste_dialog(session, table, block)).exec() and isinstance(table, EntryGrid):
            table.model_.forget_drafts(
                (row.before, cell.column.name)
                for row in dialog.edits.rows
                for cell in row.cells
                if row.before
            )


def paste_aims(session: Session, chosen: Goal | Indicator | None, window: QWidget) -> None:
    """Show what a block would change of the goals or the indicators: of those that it has headings of, else
    of those that the chosen one is one of, else of the goals."""
    with session.attempt():
        block, year = _clipped(), session.year
        kinds: tuple[type[Goal | Indicator], ...] = (Goal, Indicator)
        kind = max(kinds, key=lambda kind: (has_headings_of(kind, block), isinstance(chosen, kind)))
        records: Sequence[Goal | Indicator] = year.goals if kind is Goal else year.indicators
        row = records.index(chosen) if isinstance(chosen, kind) else len(records)
        columns = {column.name: column for column in columns_of(kind)}
        shown = tuple(columns[name] for name in ("text", "target") if name in columns)
        dialog_over(session, block, Grid(kind, shown, tuple(records), row), window).exec()


def _clipped() -> Block:
    """The cells on the clipboard.  Trouble when there are none."""
    block = block_of(QGuiApplication.clipboard().text())
    if not any(cell.strip() for row in block for cell in row):
        raise Trouble(N_("There is no text on the clipboard. Copy some cells first."))
    return block


def paste_dialog(session: Session, table: Cells, block: Block) -> CellsDialog:
    """What shows what a block would change.  Trouble when it cannot be read."""
    current, columns = table.currentIndex(), _columns(table)
    places = table.shown_columns()
    column = places.index(current.column()) if current.isValid() and current.column() in places else 0
    while column < len(columns) - 1 and not _is_read(columns[column]):  # the number takes nothing
        column += 1
    records = tuple(table.model_.records)
    row = current.row() if current.isValid() else len(records)
    grid = Grid(table.model_.kind, columns, records, row, column)
    return dialog_over(session, block, grid, table.window())


def dialog_over(session: Session, block: Block, grid: Grid, window: QWidget) -> CellsDialog:
    """What shows what a block would change that is laid over a grid."""
    _ = session.texts
    edits = pasted(block, grid, session.year, session.register.contents, _)
    return CellsDialog(session, edits, _("Paste"), (N_("Paste cells"), {}), window)


def _paste_cell(session: Session, table: Cells, text: str) -> None:
    """One text into the chosen cell of every selected row."""
    _, field = session.texts, table.model_.field(table.currentIndex().column())
    records = table.selected() or [table.model_.records[table.currentIndex().row()]]
    if field is None or field.derived:
        raise Trouble(N_("Nothing can be pasted into this column. Choose another cell."))
    try:
        value = field_value(table.model_.kind, field, text, session.year, _)
        table.model_.put(records, field, value)
    except Trouble as trouble:
        table.model_.refused.emit(records[0], field, text.strip(), trouble)


def _columns(table: Cells) -> tuple[Column | None, ...]:
    """What each shown column is to a table that goes out and comes back; None for what is only shown here."""
    columns = columns_of(table.model_.kind)
    known = {column.name: column for column in columns}
    number = next((column for column in columns if column.role in (Role.NUMBER, Role.OWNER)), None)
    fields = (table.model_.field(at) for at in table.shown_columns())
    return tuple(known.get(field.name) if field else number for field in fields)


def _is_read(column: Column | None) -> bool:
    return column is not None and column.is_read
