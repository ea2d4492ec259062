"""What becomes of each row, whole, with the reason; rows like a record there is are confirmed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from riskreg.domain.change import Change
from riskreg.domain.history import FieldChange, fields_changed
from riskreg.domain.merging import finder
from riskreg.domain.records import ControlPoint
from riskreg.exchange.layout import TEXT, heading_said
from riskreg.exchange.pairing import differing
from riskreg.exchange.proposal import Outcome, Proposal, Row
from riskreg.exchange.row_choice import RowChoice
from riskreg.gui import look
from riskreg.gui.field_table import SIDES, FieldTable
from riskreg.gui.import_dialog.choice_table import ChoiceTable, Offer
from riskreg.gui.import_dialog.trial import Tried
from riskreg.gui.notes import Note, Remark
from riskreg.gui.segments import Option, Segments
from riskreg.gui.session import Session
from riskreg.texts import N_

OUTCOMES = {
    Outcome.ADDED: N_("Is added"),
    Outcome.CHANGED: N_("Changes the plan"),
    Outcome.LEFT_OUT: N_("Is left out"),
}
_FILTERS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "all": (N_("All {count}"), lambda row: True),
    "added": (N_("Added {count}"), lambda row: row.outcome is Outcome.ADDED),
    "changed": (N_("Changed {count}"), lambda row: row.outcome is Outcome.CHANGED),
    "left_out": (N_("Left out {count}"), lambda row: row.outcome is Outcome.LEFT_OUT),
    "like": (N_("To confirm {count}"), lambda row: row.like is not None),
    "doubtful": (N_("With remarks {count}"), lambda row: bool(row.warnings)),
}
_AT_FIRST = 280, 180  # heights
_HAPPENS, _TEXT_COLUMN = 1, 2
_AS_NEW, _TAKE, _OUT = "new", "take", "out"
_LONGEST = 60  # characters of a record in a choice
_BESIDE = {"before": N_("In the plan"), "after": N_("In the file")}


class RowsTab(QWidget):
    """`chosen` tells what is chosen for a row."""

    chosen = Signal(int, object)  # the row's number in the source and its RowChoice, or None for as proposed

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._ = _ = session.texts
        self._find = finder(session.register.contents, ())
        self._tried: Tried | None = None
        self._base: dict[int, Row] = {}
        self._proposal: Proposal | None = None
        self._choices: Mapping[int, RowChoice] = {}
        self._text_at = 0  # the column with the text of each row
        self._shown: list[Row] = []
        self.filter = Segments(_("Which rows are shown"), clearable=False)
        self.table = ChoiceTable(_("Rows"), (_("Row"), _("What happens"), _("Text"), _("Why")), _HAPPENS)
        self.table.stretch(_TEXT_COLUMN)
        self.remark = Remark()
        self.about = Note()
        self.details = QScrollArea()
        self.details.setWidgetResizable(True)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, look.GAP, 0, 0)
        column.setSpacing(look.GAP)
        for widget in (self.remark, self.about):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setSizes(list(_AT_FIRST))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.GAP, 0, 0)
        whole.setSpacing(look.GAP)
        whole.addWidget(self.filter)
        whole.addWidget(parts, 1)
        self.filter.show_value("all")
        self.filter.chosen.connect(lambda _value: self._show_rows())
        self.table.chosen.connect(self._choose)
        self.table.looked_at.connect(self._look_at)

    def show_proposal(self, tried: Tried, proposal: Proposal, choices: Mapping[int, RowChoice]) -> None:
        """Show what happens to each row now: `proposal` is what was tried, with what was chosen."""
        self._tried, self._proposal, self._choices = tried, proposal, choices
        column = proposal.layout.column_of(TEXT)
        self._text_at = column.at if column else 0
        self._base = {row.source_row: row for row in tried.proposal.rows}
        options = []
        for name, (label, fits) in _FILTERS.items():
            count = sum(map(fits, proposal.rows))
            if count or name == "all":
                options.append(Option(name, self._(label, count=count)))
        held = self.filter.value()
        self.filter.show_options(options)
        self.filter.show_value(held if held in {option.value for option in options} else "all")
        self._show_rows()

    def texts(self) -> Sequence[Sequence[str]]:
        """What is shown."""
        return self.table.texts()

    def _show_rows(self) -> None:
        if self._proposal is None or self._tried is None:
            return
        _label, fits = _FILTERS[str(self.filter.value())]
        self._shown = [row for row in self._proposal.rows if fits(row)]
        rows = [self._row_said(row) for row in self._shown]
        self.table.offer(rows, lambda at: self._offers(self._shown[at]))
        self.table.mark([at for at, row in enumerate(self._shown) if row.warnings], _TEXT_COLUMN)

    def _row_said(self, row: Row) -> Sequence[str]:
        """A row's cells: its number in the file, what becomes of it, its text as read or given, and why."""
        assert self._tried is not None
        _, cells = self._, self._tried.given.get(row.source_row, ())
        given = cells[self._text_at] if self._text_at < len(cells) else ""
        given = given or next(filter(None, cells), "")
        read = (str(row.fields[name]) for name in (TEXT, "strategic_direction") if name in row.fields)
        why = row.reason[:1].upper() + row.reason[1:]
        if row.like and row.outcome is Outcome.ADDED:
            number = self._tried.proposal.year.number(row.like)
            why = _("Like {number}. Is it the same?", number=number)
        return str(row.source_row), _(OUTCOMES[row.outcome]), next(read, given), why

    # -- choosing
    def _offers(self, row: Row) -> tuple[Offer, ...]:
        """What may become of a row; nothing of one that brings nothing."""
        _, base = self._, self._base.get(row.source_row)
        if base is None or base.change is None:
            return ()
        choice = self._choices.get(row.source_row)
        out = Offer(_OUT, _("Leave it out"), choice == RowChoice())
        if base.change.before is not None:
            return Offer(_TAKE, _("Change the plan"), choice is None), out
        new = Offer(_AS_NEW, _("Add as new"), choice is None)
        if base.like is None:
            return new, out
        assert self._tried is not None
        number = self._tried.proposal.year.number(base.like)
        text = " ".join(base.like.text.split())
        text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        same = _("Is the same as {number}: {text}", number=number, text=text)
        return Offer(base.like.id, same, choice == RowChoice(base.like.id)), new, out

    def _choose(self, at: int, value: object) -> None:
        choice = None
        if value == _OUT:
            choice = RowChoice()
        elif isinstance(value, int):
            choice = RowChoice(same=value)
        self.chosen.emit(self._shown[at].source_row, choice)

    # -- one row
    def _look_at(self, at: int) -> None:
        row = self._shown[at] if 0 <= at < len(self._shown) else None
        self.remark.say("\n".join(row.warnings) if row else "")
        self.about.setText(self._about(row) if row else "")
        self.about.setVisible(bool(self.about.text()))
        self.details.setWidget(self._whole(row) if row else QWidget())

    def _about(self, row: Row) -> str:
        if row.outcome is Outcome.CHANGED and row.change and isinstance(row.change.before, ControlPoint):
            assert self._tried is not None
            number = self._tried.proposal.year.number(row.change.before)
            return self._("What the row changes in {number}:", number=number)
        return ""

    def _whole(self, row: Row) -> QWidget:
        """The row, field by field: what it changes, what it is like, what it adds, or what it says."""
        _ = self._
        change, sides, headings = row.change, tuple(SIDES), SIDES
        if row.outcome is Outcome.LEFT_OUT or change is None or change.after is None:
            return FieldTable(self._said(row), ("after",), _)
        if change.before is None and row.like and isinstance(change.after, ControlPoint):
            change = Change(row.like, replace(row.like, **differing(row.like, change.after)))
            headings = _BESIDE
        elif change.before is None:
            sides = ("after",)
        return FieldTable(fields_changed(change, self._find, _), sides, _, headings=headings)

    def _said(self, row: Row) -> list[FieldChange]:
        """The cells of a row as they stand in the source."""
        if self._tried is None or row.source_row not in self._tried.given:
            return []
        cells, layout = self._tried.given[row.source_row], self._tried.proposal.layout
        columns = [column for column in layout.columns if column.at < len(cells) and cells[column.at]]
        return [FieldChange(heading_said(column, self._), "", cells[column.at]) for column in columns]
