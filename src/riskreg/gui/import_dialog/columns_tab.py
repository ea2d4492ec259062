"""What each column of the source becomes, with its values and the reason; any of it can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from riskreg.domain.fields import visible_fields
from riskreg.domain.records import ControlPoint
from riskreg.exchange.layout import KIND, TEXT, Column, Layout, Source, field_said, heading_said
from riskreg.gui import look
from riskreg.gui.import_dialog.choice_table import ChoiceTable, Offer
from riskreg.gui.notes import Note
from riskreg.gui.text_table import TextTable
from riskreg.texts import Texts

_EXAMPLES, _LONGEST = 3, 40  # values of a column that are shown, and characters of each
_LOOKED_AT = 200  # rows that they are taken from
_BESIDE = 60  # rows that are shown side by side
_AT_FIRST = 330, 130  # heights
_BECOMES = 2


class ColumnsTab(QWidget):
    """`chosen` tells which column is to fill which field, or none."""

    chosen = Signal(int, str)  # the column, from 0, and the field's name; empty for none

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self._layout: Layout | None = None
        headings = (_("Column in the file"), _("Examples"), _("Becomes"), _("Why"))
        self.table = ChoiceTable(_("Columns"), headings, _BECOMES)
        self.about = Note()
        self.beside = TextTable(_("Values of the column"), ())
        self._below = QWidget()
        self._values = QVBoxLayout(self._below)
        self._values.setContentsMargins(0, look.GAP, 0, 0)
        self._values.addWidget(self.about)
        self._values.addWidget(self.beside, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self._below)
        parts.setSizes(list(_AT_FIRST))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.GAP, 0, 0)
        column.addWidget(parts)
        self.table.chosen.connect(self._choose)
        self.table.looked_at.connect(self._look_at)

    def show_layout(self, layout: Layout) -> None:
        """Show these columns; the one that is looked at stays."""
        self._layout = layout
        rows = [_row(layout, column, self._) for column in layout.columns]
        self.table.offer(rows, lambda row: offers(layout, layout.columns[row], self._))
        self.table.mark([at for at, column in enumerate(layout.columns) if is_contested(layout, column)], 0)

    def texts(self) -> Sequence[Sequence[str]]:
        """What is shown."""
        return self.table.texts()

    def _choose(self, row: int, field: object) -> None:
        if self._layout:
            self.chosen.emit(self._layout.columns[row].at, str(field))

    def _look_at(self, row: int) -> None:
        """Show the values of a column, and beside them those of the columns that may fill the same field."""
        layout, _ = self._layout, self._
        if layout is None or not 0 <= row < len(layout.columns):
            return
        columns = beside(layout, layout.columns[row])
        headings = [_("Row"), *(_headed(layout, column, _) for column in columns)]
        shown = TextTable(_("Values of the column"), headings)
        shown.show_rows(
            [
                (str(line.number), *(line.cells[column.at] for column in columns))
                for line in layout.lines[:_BESIDE]
            ]
        )
        self._values.replaceWidget(self.beside, shown)
        self.beside.deleteLater()
        self.beside = shown
        said = _("These columns may fill the same field. Choose another above if the wrong one does.")
        self.about.setText(said if len(columns) > 1 else "")
        self.about.setVisible(len(columns) > 1 and is_contested(layout, layout.columns[row]))


def offers(layout: Layout, column: Column, _: Texts) -> tuple[Offer, ...]:
    """What a column may become: nothing, what it looks like, then every field in its order."""
    names = [KIND, TEXT] if layout.source is Source.GOALS else [f.name for f in visible_fields(ControlPoint)]
    likely = [name for name in column.candidates if name in names]
    ordered = dict.fromkeys([*likely, *names])
    fields = (Offer(name, field_said(layout.source, name, _), name == column.field) for name in ordered)
    return (Offer("", _("Left out"), not column.field), *fields)


def beside(layout: Layout, column: Column) -> tuple[Column, ...]:
    """A column with its rivals for a field that holds one value, in the order of the source."""
    names = {column.field, *column.candidates} - {"", "analysis"}
    rivals = {rival.at: rival for name in names for rival in layout.rivals(name)}
    return tuple(rivals[at] for at in sorted(rivals)) or (column,)


def is_contested(layout: Layout, column: Column) -> bool:
    """Whether another column may fill the same field, and only one of them does."""
    return len({rival.field for rival in beside(layout, column)}) > 1


def _row(layout: Layout, column: Column, _: Texts) -> Sequence[str]:
    examples = " · ".join(_examples(layout, column))
    becomes = becomes_said(layout, column, _)
    return _capital(heading_said(column, _)), examples, becomes, _capital(column.reason)


def _capital(said: str) -> str:
    """What is said inside sentences, where it stands alone."""
    return said[:1].upper() + said[1:]


def becomes_said(layout: Layout, column: Column, _: Texts) -> str:
    """What a column becomes, in words."""
    if not column.field:
        return _("Left out")
    field = field_said(layout.source, column.field, _)
    if column.means:
        return f"{field}: {column.means}"
    return _("{field}, with its heading", field=field) if column.labelled else field


def _headed(layout: Layout, column: Column, _: Texts) -> str:
    heading = " ".join(heading_said(column, _).split())
    return f"{heading} → {becomes_said(layout, column, _)}"


def _examples(layout: Layout, column: Column) -> list[str]:
    cells = (line.cells[column.at] for line in layout.lines[:_LOOKED_AT])
    return list(_distinct(cells))[:_EXAMPLES]


def _distinct(cells: Iterable[str]) -> Iterator[str]:
    seen = set()
    for cell in cells:
        if cell and cell not in seen:
            seen.add(cell)
            text = " ".join(cell.split())
            yield text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
