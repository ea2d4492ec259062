"""Copying from a table of records and pasting into it: one cell at once, a block after it was looked at."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from riskreg.domain.wording import value_said
from riskreg.exchange.cells import field_value
from riskreg.exchange.clipboard import Grid, block_html, block_of, block_text, pasted
from riskreg.exchange.columns import Column, columns_of
from riskreg.faults import Trouble
from riskreg.gui.cells_dialog import CellsDialog
from riskreg.gui.changing import put_value
from riskreg.gui.record_model import NUMBER
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session
from riskreg.texts import N_

_ACROSS = Qt.Orientation.Horizontal


def copy_rows(session: Session, table: RecordTable) -> None:
    """Put the selected rows on the clipboard as they are shown, under their headings."""
    records, model, _ = table.selected(), table.model_, session.texts
    if not records:
        session.told.emit(_("Select what is to be copied first."))
        return
    columns = table.shown_columns()
    fields = [model.field(column) for column in columns]
    headings = [_(field.label) if field else str(model.headerData(NUMBER, _ACROSS)) for field in fields]
    rows = [
        [value_said(record, field, _) if field else model.said(record, field) for field in fields]
        for record in records
    ]
    data = QMimeData()
    data.setText(block_text([headings, *rows]))
    data.setHtml(block_html(headings, rows))
    QGuiApplication.clipboard().setMimeData(data)
    session.told.emit(_.n("{count} row is copied", "{count} rows are copied", len(rows)))


def paste(session: Session, table: RecordTable) -> None:
    """Paste one cell into the chosen one; show what a block would change, and let it be pasted."""
    text = QGuiApplication.clipboard().text()
    with session.attempt():
        block = block_of(text)
        if not any(cell.strip() for row in block for cell in row):
            raise Trouble(N_("There is no text on the clipboard. Copy some cells first."))
        if [len(row) for row in block] == [1] and table.currentIndex().isValid():
            _paste_cell(session, table, block[0][0])
        elif dialog := paste_dialog(session, table, text):
            dialog.exec()


def paste_dialog(session: Session, table: RecordTable, text: str) -> CellsDialog:
    """What shows what a block would change.  Trouble when it cannot be read."""
    year, _ = session.year, session.texts
    current, columns = table.currentIndex(), _columns(table)
    places = table.shown_columns()
    column = places.index(current.column()) if current.isValid() and current.column() in places else 0
    while column < len(columns) - 1 and not _is_read(columns[column]):  # the number takes nothing
        column += 1
    records = tuple(table.model_.records)
    row = current.row() if current.isValid() else len(records)
    grid = Grid(table.model_.kind, columns, records, row, column)
    edits = pasted(block_of(text), grid, year, session.register.contents, _)
    return CellsDialog(session, edits, _("Paste"), (N_("Paste cells"), {}), table.window())


def _paste_cell(session: Session, table: RecordTable, text: str) -> None:
    """One text into the chosen cell of every selected row."""
    _, field = session.texts, table.model_.field(table.currentIndex().column())
    records = table.selected() or [table.model_.records[table.currentIndex().row()]]
    if field is None or field.derived:
        raise Trouble(N_("Nothing can be pasted into this column. Choose another cell."))
    try:
        value = field_value(table.model_.kind, field, text, session.year, _)
        put_value(session, records, field, value)
    except Trouble as trouble:
        table.model_.refused.emit(records[0], field, text.strip(), trouble)


def _columns(table: RecordTable) -> tuple[Column | None, ...]:
    """What each shown column is to a table that goes out and comes back; None for what is only shown here."""
    known = {column.name: column for column in columns_of(table.model_.kind)}
    fields = (table.model_.field(at) for at in table.shown_columns())
    return tuple(known.get(field.name if field else "number") for field in fields)


def _is_read(column: Column | None) -> bool:
    return column is not None and column.is_read
