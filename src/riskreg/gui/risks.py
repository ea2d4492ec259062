"""The page of risks and control points: filters, table and matrix, and the form beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from riskreg.domain.arranging import appended, duplicated, peers, shifted
from riskreg.domain.filtering import Haystacks, PointFilter, chosen
from riskreg.domain.records import ControlPoint, Record
from riskreg.gui.filter_bar import FilterBar
from riskreg.gui.first_steps import FirstSteps
from riskreg.gui.matrix_view import MatrixView
from riskreg.gui.notes import Note
from riskreg.gui.point_form import PointForm
from riskreg.gui.quick_entry import QuickEntry
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session
from riskreg.texts import N_

_MATRIX_SHOWN = "matrix_shown"
_SIZES = "risks.sizes"
_FORM_WIDTH = 392
_MATRIX_AFTER = 150  # milliseconds


class RisksPage(QWidget):
    """Every control point of the shown year, to find, assess, decide and link."""

    new_point_wanted = Signal()
    many_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ = session.texts
        self._haystacks = Haystacks()
        self._kept: frozenset[int | None] = frozenset()  # shown although the filter would hide them
        self._show_in_matrix = QTimer(self)  # the list follows every key at once, the matrix a moment later
        self._show_in_matrix.setSingleShot(True)
        self._show_in_matrix.setInterval(_MATRIX_AFTER)
        self._show_in_matrix.timeout.connect(self._refresh_matrix)
        self.entry = QuickEntry(session)
        self.bar = FilterBar(session)
        self.table = RecordTable(session, ControlPoint, "control_points", ("text", "responsible"))
        self.matrix = MatrixView(session)
        self.form = PointForm(session)
        self._lay_out()
        self._connect()
        self._fill_form()
        self._refresh()
        self._refresh_matrix()

    def _lay_out(self) -> None:
        self.table.setAccessibleName(self._("Control points"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._beside = QStackedWidget()
        self._hint = Note(self._("Select a control point to see and change it here."))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMargin(24)
        self._beside.addWidget(self._hint)
        self._beside.addWidget(self.form)
        self._below = QSplitter(Qt.Orientation.Vertical)
        self._below.addWidget(self.table)
        self._below.addWidget(self.matrix)
        self._below.setChildrenCollapsible(False)
        self._below.setStretchFactor(0, 1)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.addWidget(self._below)
        self._across.addWidget(self._beside)
        self._across.setChildrenCollapsible(False)
        self._across.setStretchFactor(0, 1)
        self._beside.setMinimumWidth(320)
        self._restore_sizes()
        self.matrix.setVisible(bool(self._session.settings.get(_MATRIX_SHOWN, True)))
        everything = QWidget()
        column = QVBoxLayout(everything)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._across, 1)
        self._first = FirstSteps(
            self._("There are no control points in this year's plan yet"),
            self._("Write down what might go wrong, one risk or control at a time; assess and decide later."),
            self._("New control point"),
            self._,
            many=self._("Record many risks"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._first)
        self._stack.addWidget(everything)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.entry)
        whole.addWidget(self._stack, 1)
        self.entry.setVisible(bool(self.entry.draft()))  # after a crash

    def _connect(self) -> None:
        session = self._session
        session.stepped.connect(self._stepped)
        session.year_changed.connect(self._year_changed)
        self.bar.changed.connect(self._filtered)
        self.bar.search_begins.connect(lambda: self._haystacks.of(session.year))
        self.bar.left_downwards.connect(self._to_table)
        self.table.selection_changed.connect(self._selected)
        self.table.entered.connect(lambda: self.form.focus_field("text"))
        self.table.model_.refused.connect(self._refused)
        self.matrix.cell_clicked.connect(self._cell_clicked)
        self.matrix.point_clicked.connect(lambda number: self.table.select([number]))
        self._below.splitterMoved.connect(self._keep_sizes)
        self._across.splitterMoved.connect(self._keep_sizes)
        self._first.new_wanted.connect(self.new_point_wanted)
        self._first.many_wanted.connect(self.many_wanted)
        self.entry.recorded.connect(self.select_record)
        self.entry.closed.connect(lambda: self.first_stop.setFocus(Qt.FocusReason.OtherFocusReason))
        self._first.import_wanted.connect(self.import_wanted)

    # -- refreshing
    def _refresh(self) -> None:
        year = self._session.year
        points = chosen(year, self.bar.filter, self._haystacks)
        if self._kept and len(points) < len(year.control_points):
            ids = {p.id for p in points} | self._kept
            points = tuple(p for p in year.control_points if p.id in ids)
        self._stack.setCurrentIndex(1 if year.control_points else 0)
        self.table.empty_text = self._("No control point is like that. Clear the filter to see them all.")
        self.table.show_records(points)
        self.bar.show_points(len(points), len(year.control_points))

    def _refresh_matrix(self) -> None:
        self._show_in_matrix.stop()
        if self.matrix.isVisibleTo(self):
            self.matrix.show_points([r for r in self.table.model_.records if isinstance(r, ControlPoint)])
            self.matrix.choose(self.bar.filter.cell)

    def _stepped(self, _announcement: object) -> None:
        # What is worked on stays in sight, also when the change makes the filter pass it by.
        self._kept = frozenset(record.id for record in self.table.selected())
        self.bar.offer()
        self._refresh()
        self._refresh_matrix()

    def _year_changed(self) -> None:
        self.form.flush()
        self._kept = frozenset()
        self.bar.offer()
        self._refresh()
        self._refresh_matrix()

    def _filtered(self, _filter: PointFilter) -> None:
        self._kept = frozenset()
        self._refresh()
        self._show_in_matrix.start()

    def _selected(self) -> None:
        self.matrix.select(frozenset(r.id for r in self.table.selected() if r.id is not None))
        self._fill_form()

    def _fill_form(self) -> None:
        records = self.table.selected()
        self.form.show_records(records)
        self._beside.setCurrentIndex(1 if records else 0)

    def _refused(self, record: Record, field: Any, text: str, trouble: Any) -> None:
        """What the table could not take is mended in the form."""
        self.form.show_refused(record, field, text, trouble)
        self._session.trouble.emit(trouble.say(self._))

    def _cell_clicked(self, cell: tuple[int, int] | None) -> None:
        self.bar.set_filter(replace(self.bar.filter, cell=cell))

    def _to_table(self) -> None:
        if not self.table.selected() and self.table.model_.records:
            self.table.select([self.table.model_.records[0].id])
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what the window asks for
    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        return self.table if self._session.year.control_points else self._first.new

    def flush(self) -> None:
        """Commit what is being typed."""
        self.form.flush()
        self.entry.flush()

    def record_risks(self) -> None:
        """Show the bar that takes one risk after the other."""
        self.entry.begin()

    def new_point(self) -> None:
        """Add a control point at the end and put the cursor into its text."""
        self.flush()
        year = self._session.year
        added = None
        with self._session.attempt(), self._session.register.step(N_("New control point")) as edit:
            (added,) = appended(year, [self._("New control point")], edit.add)
        self._show_new(added)

    def duplicate(self) -> None:
        """Copy the selected control points, each after its original."""
        self.flush()
        points, year = self._points(), self._session.year
        copy = None
        if len(points) == 1:
            number = year.number(points[0])
            step = self._session.register.step(N_("Duplicate {number}"), number=number)
            with self._session.attempt(), step as edit:
                copy, room = duplicated(year, points[0], edit.add)
                edit.apply(room)
            self._show_new(copy)
        elif points:
            self._session.told.emit(self._("Select one control point to duplicate it."))

    def delete(self) -> None:
        """Remove the selected control points with their links, as one step."""
        points, _ = self._points(), self._
        if not points:
            return
        row = self.table.model_.row_of(points[0].id) or 0
        number, count = self._session.year.number(points[0]), len(points)
        register, undo = self._session.register, QKeySequence(QKeySequence.StandardKey.Undo)
        with self._session.attempt():
            if count == 1:
                step = register.step(N_("Delete {number}"), number=number)
            else:
                step = register.step(N_("Delete {count} control points"), count=count)
            with step as edit:
                edit.remove(*points)
            key = undo.toString(QKeySequence.SequenceFormat.NativeText)
            self._session.told.emit(
                _("{number} deleted. Undo with {key}.", number=number, key=key)
                if count == 1
                else _("{count} control points deleted. Undo with {key}.", count=count, key=key)
            )
        left = self.table.model_.records
        if left and not self.table.selected():
            self.table.select([left[min(row, len(left) - 1)].id])

    def move_by(self, by: int) -> None:
        """Move the selected control points up (by < 0) or down in the user's own order."""
        points, year = self._points(), self._session.year
        if not points:
            return
        if self.table.model_.sorted_by is not None:
            self._session.told.emit(
                self._("Sorted by a column, control points cannot be moved. Back to your order.")
            )
            self.table.sort_by(None)
            return
        self.flush()
        shown = {r.id for r in self.table.model_.records}
        moving = {p.id for p in points}
        changes = [
            change
            for origin in dict.fromkeys(p.origin for p in points)
            for first in [next(p for p in points if p.origin is origin)]
            for change in shifted(peers(year, first), moving, by, shown)
        ]
        step = self._session.register.step(N_("Move {number}"), number=year.number(points[0]))
        with self._session.attempt(), step as edit:
            edit.apply(changes)
        self.table.select(moving)

    def show_record_history(self) -> None:
        """Show what happened to the selected control point."""
        if points := self._points():
            self.flush()
            self._session.history_wanted.emit(points[0])

    def edit(self) -> None:
        """Edit the current cell, or the form's text when the cell cannot be edited."""
        index = self.table.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)
        elif self.table.selected():
            self.form.focus_field("text")

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def set_filter(self, wanted: PointFilter) -> None:
        """Show the control points that a filter lets through."""
        self.bar.set_filter(wanted)

    def select_record(self, record: Record) -> None:
        """Select a control point, taking away a filter that hides it."""
        if self.table.model_.row_of(record.id) is None:
            self.bar.set_filter(PointFilter())
        self.table.select([record.id])

    def set_matrix_shown(self, shown: bool) -> None:
        """Show or hide the matrix below the table."""
        self._session.settings.put(_MATRIX_SHOWN, shown)
        self.matrix.setVisible(shown)
        self._refresh_matrix()

    # -- inside
    def _points(self) -> list[ControlPoint]:
        return [r for r in self.table.selected() if isinstance(r, ControlPoint)]

    def _show_new(self, point: ControlPoint | None) -> None:
        if point is not None:
            self.select_record(point)
            self.form.focus_field("text", select=True)

    def _keep_sizes(self) -> None:
        sizes = {"across": self._across.sizes(), "below": self._below.sizes()}
        self._session.settings.put(_SIZES, sizes)

    def _restore_sizes(self) -> None:
        kept = self._session.settings.get(_SIZES)
        kept = kept if isinstance(kept, dict) else {}
        for splitter, name, start in (
            (self._across, "across", [2000 - _FORM_WIDTH, _FORM_WIDTH]),
            (self._below, "below", [400, 190]),
        ):
            sizes = kept.get(name)
            splitter.setSizes(sizes if sizes and _is_sizes(sizes) else start)


def _is_sizes(sizes: Sequence[Any] | None) -> bool:
    return isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(s, int) and s >= 0 for s in sizes)
