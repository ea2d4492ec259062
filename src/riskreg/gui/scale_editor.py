"""The plan's scales and risk bands, each record a row of editors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from riskreg.domain.checks import refuse_unprintable
from riskreg.domain.fields import field_of
from riskreg.domain.records import RiskBand, ScaleStep
from riskreg.domain.rescaling import FEWEST_STEPS, MOST_STEPS, refuse_removal, rescale
from riskreg.domain.scales import Axis
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.buttons import tool_button
from riskreg.gui.count_table import bold
from riskreg.gui.editors import EDITORS, Editor
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session

R = TypeVar("R", ScaleStep, RiskBand)
_STRETCH = {"name": 2, "description": 5, "suggests": 3}


class Rows(Generic[R]):
    """Records of one type under each other in a grid, a column for each of the named fields."""

    def __init__(self, session: Session, kind: type[R], names: Sequence[str]) -> None:
        self.widget = QWidget()
        self._session, self._ = session, session.texts
        self._fields = [field_of(kind, name) for name in names]
        self._records: list[R] = []
        self._rows: list[list[Editor]] = []
        self._grid = QGridLayout(self.widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.GAP)
        self._grid.setColumnMinimumWidth(0, look.GAP)
        for column, field in enumerate(self._fields, 1):
            self._grid.addWidget(Note(self._(field.label)), 0, column)
            self._grid.setColumnStretch(column, _STRETCH.get(field.name, 0))

    def __len__(self) -> int:
        return len(self._records)

    def add(self, record: R, head: str = "", extra: QWidget | None = None) -> None:
        """A row more, with its number before it or something at its end."""
        line = self._grid.rowCount()
        editors = [EDITORS[field.kind](field, self._) for field in self._fields]
        for column, editor in enumerate(editors, 1):
            editor.show_record(record, self._session.year)
            self._grid.addWidget(editor, line, column, Qt.AlignmentFlag.AlignTop)
            if editor.field.name == "lowest":
                editor.setFixedWidth(8 * self.widget.fontMetrics().averageCharWidth() + 4 * look.GAP)
        if head:
            number = QLabel(head)
            number.setMinimumHeight(editors[0].sizeHint().height())
            self._grid.addWidget(number, line, 0, Qt.AlignmentFlag.AlignTop)
            number.setBuddy(editors[0])
        if extra:
            self._grid.addWidget(extra, line, len(editors) + 1, Qt.AlignmentFlag.AlignTop)
        self._records.append(record)
        self._rows.append(editors)

    def drop(self, at: int) -> None:
        """Take a row away."""
        editors = self._rows.pop(at)
        del self._records[at]
        line = self._line_of(editors[0])
        for column in range(self._grid.columnCount()):
            item = self._grid.itemAtPosition(line, column)
            widget = item.widget() if item else None
            if widget:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()

    def row_of(self, extra: QWidget) -> int:
        """The row that ends with this."""
        line = self._line_of(extra)
        return next(at for at, editors in enumerate(self._rows) if self._line_of(editors[0]) == line)

    def records(self) -> list[R]:
        """The records as they are typed.  Trouble when something typed makes no value."""
        for record, editors in zip(self._records, self._rows, strict=True):
            for editor in editors:
                if editor.value() != getattr(record, editor.field.name):
                    refuse_unprintable(editor.field, editor.value())
        return [
            replace(record, **{editor.field.name: editor.value() for editor in editors})
            for record, editors in zip(self._records, self._rows, strict=True)
        ]

    def editor(self, at: int, name: str) -> Editor:
        """The editor of a field in a row."""
        return next(editor for editor in self._rows[at] if editor.field.name == name)

    def focus(self, at: int) -> None:
        """Go to the first thing to type in a row."""
        self._rows[at][0].setFocus()

    def _line_of(self, widget: QWidget) -> int:
        position: Any = self._grid.getItemPosition(self._grid.indexOf(widget))
        return int(position[0])


class ScaleSection(QWidget):
    """The steps of one scale, of which the highest can be added and removed."""

    def __init__(self, session: Session, axis: Axis) -> None:
        super().__init__()
        self._session, self._, self._axis = session, session.texts, axis
        self.rows = Rows(session, ScaleStep, ("name", "description"))
        self.refusal = Remark()
        _ = self._
        self.more = QPushButton(_("Add a step"))
        self.fewer = QPushButton(_("Remove the highest step"))
        for button in (self.more, self.fewer):
            button.setAccessibleDescription(_(axis.label))
            button.setAutoDefault(False)
        self.more.clicked.connect(self._add)
        self.fewer.clicked.connect(self._remove)
        _lay_out(self, _(axis.label), self.rows.widget, self.refusal, (self.more, self.fewer))
        for step in session.year.steps(axis):
            self._show(step)

    def _show(self, step: ScaleStep) -> None:
        self.rows.add(step, str(step.value))
        self._allow()

    def _allow(self) -> None:
        self.more.setEnabled(len(self.rows) < MOST_STEPS)
        self.fewer.setEnabled(len(self.rows) > FEWEST_STEPS)

    def _add(self) -> None:
        plan = self._session.year.plan
        self._show(ScaleStep(plan_id=plan.id, axis=self._axis, value=len(self.rows) + 1))
        self.refusal.say("")
        self.rows.focus(len(self.rows) - 1)

    def _remove(self) -> None:
        highest = ScaleStep(axis=self._axis, value=len(self.rows))
        try:
            refuse_removal(self._session.year, highest)
        except Trouble as trouble:
            self.refusal.say(trouble.say(self._))
            return
        self.refusal.say("")
        self.rows.drop(len(self.rows) - 1)
        self._allow()


class BandSection(QWidget):
    """The risk bands."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._ = session, session.texts
        self.rows = Rows(session, RiskBand, ("lowest", "name", "suggests"))
        self.more = QPushButton(self._("Add a risk band"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._add)
        _lay_out(self, self._("Risk bands"), self.rows.widget, None, (self.more,))
        for band in session.year.bands:
            self._show(band)

    def _show(self, band: RiskBand) -> None:
        what = self._("Remove the risk band")
        button = tool_button(what, "delete", lambda: self.rows.drop(self.rows.row_of(button)))
        button.setAccessibleName(f"{what} {band.name}".strip())
        self.rows.add(band, extra=button)

    def _add(self) -> None:
        self._show(RiskBand(plan_id=self._session.year.plan.id))
        self.rows.focus(len(self.rows) - 1)


class ScalesSection(QWidget):
    """Both scales and the bands."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.scales = {axis: ScaleSection(session, axis) for axis in Axis}
        self.bands = BandSection(session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * look.MARGIN)
        for section in (*self.scales.values(), self.bands):
            column.addWidget(section)
        column.addStretch(1)

    def change(self, edit: Edit) -> None:
        """Tell the step what is typed.  Trouble when the plan cannot have such scales."""
        steps = [step for section in self.scales.values() for step in section.rows.records()]
        rescale(self._session.year, steps, self.bands.rows.records(), edit)


def _lay_out(
    section: QWidget, title: str, rows: QWidget, refusal: Remark | None, buttons: Sequence[QPushButton]
) -> None:
    heading = QLabel(title)
    heading.setFont(bold(heading.font()))
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.GAP)
    column.addWidget(heading)
    column.addWidget(rows)
    if refusal:
        column.addWidget(refusal)
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
