"""How the scores of the source are read on the plan's scales; each step can be chosen otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from riskreg.domain.scales import Axis
from riskreg.exchange.layout import Layout, heading_said
from riskreg.exchange.scale_choice import NO_SCORE, ScaleChoice
from riskreg.exchange.scale_reading import AxisReading, Fitting
from riskreg.exchange.score_cells import Form
from riskreg.gui import look
from riskreg.gui.count_table import bold
from riskreg.gui.import_dialog.bars import Bars
from riskreg.gui.import_dialog.choice_table import ChoiceTable, Offer
from riskreg.gui.import_dialog.trial import Tried
from riskreg.gui.notes import Note
from riskreg.gui.text_table import TextTable
from riskreg.texts import N_, Texts

_BECOMES = 2
_AT_FIRST = 340, 130  # heights
_LOWEST = 120  # height of the table of a scale with many steps
_UNSCORED = N_(
    "No column holds likelihood or consequence, so the rows come in unassessed. If one does, choose it on "
    "the Columns tab."
)


class ScalesTab(QWidget):
    """`chosen` tells what is chosen for a scale."""

    chosen = Signal(str, object)  # the axis and its ScaleChoice

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self._ = _
        self.unscored = Note(_(_UNSCORED))
        self.axes = {axis.value: AxisPart(axis, _) for axis in Axis}
        sides = QWidget()
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * look.MARGIN)
        for part in self.axes.values():
            row.addWidget(part, 1)
            part.chosen.connect(self.chosen)
        self.off_about = Note()
        headings = (_("Row"), _("Given risk value"), _("Likelihood × consequence"), _("Text"))
        self.off = TextTable(_("Risk values that are not the product"), headings)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, look.GAP, 0, 0)
        column.addWidget(self.off_about)
        column.addWidget(self.off, 1)
        self._below = below
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(sides)
        self._parts.addWidget(below)
        self._parts.setSizes(list(_AT_FIRST))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.GAP, 0, 0)
        whole.addWidget(self.unscored, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._parts, 1)

    def show_tried(self, tried: Tried) -> None:
        """Show how the scores are read now."""
        _, readings = self._, tried.proposal.readings
        self.unscored.setVisible(not readings)
        self._parts.setVisible(bool(readings))
        for axis, part in self.axes.items():
            part.setVisible(axis in readings)
            if axis in readings:
                part.show_reading(readings[axis], tried)
        self._below.setVisible(bool(tried.off))
        if tried.off:
            self.off_about.setText(
                _.n(
                    "In {count} row the given risk value is not likelihood × consequence. "
                    "The scores come in; the plan works out the value from them.",
                    "In {count} rows the given risk value is not likelihood × consequence. "
                    "The scores come in; the plan works out the value from them.",
                    len(tried.off),
                )
            )
        column = tried.proposal.layout.column_of("text")
        self.off.show_rows(
            [
                (str(number), off.given, off.product_said, tried.given[number][column.at] if column else "")
                for number, off in tried.off
            ]
        )


class AxisPart(QWidget):
    """One scale: what its cells become, and how many rows stand on each step."""

    chosen = Signal(str, object)

    def __init__(self, axis: Axis, _: Texts) -> None:
        super().__init__()
        self._, self._axis = _, axis
        self._choice = ScaleChoice()
        self._read: AxisReading | None = None
        heading = QLabel(_(axis.label))
        heading.setFont(bold(heading.font()))
        self.about = Note()
        self.fitting = QComboBox()
        self.fitting.setAccessibleName(_("What becomes of the scale"))
        self.turned = QCheckBox(_("The lowest number is the gravest"))
        headings = (_("In the file"), _("Rows"), _("Becomes"))
        self.table = ChoiceTable(_("Steps"), headings, _BECOMES)
        self.bars = Bars(_("Rows on each step"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        for widget in (heading, self.about, self.fitting, self.turned):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.bars)
        column.addStretch(0)
        self.fitting.activated.connect(self._fit)
        self.turned.clicked.connect(self._turn)
        self.table.chosen.connect(self._choose)

    def show_reading(self, read: AxisReading, tried: Tried) -> None:
        """Show how the cells of this scale are read."""
        _, layout, cells = self._, tried.proposal.layout, tried.cells[read.axis]
        self._read = read
        self._choice = layout.scales.get(read.axis, ScaleChoice())
        self.about.setText(
            _("{columns}: {reading}.", columns=_columns(layout, read.axis, _), reading=read.say(_))
        )
        self._show_fitting(read, len(tried.proposal.year.steps(Axis(read.axis))))
        self.turned.setVisible(read.own.form is Form.NUMBER)
        self.turned.setChecked(read.own.turned)
        self._texts = sorted(cells, key=lambda text: _order(read, text))
        names = dict(read.steps)
        rows = [(text, str(cells[text]), _becomes(read, text, names, _)) for text in self._texts]
        self.table.offer(rows, lambda row: self._offers(self._texts[row]))
        whole = self.table.height_of_all()
        self.table.setMaximumHeight(whole)
        self.table.setMinimumHeight(min(whole, _LOWEST))
        self.table.mark([at for at, text in enumerate(self._texts) if text in read.unread], _BECOMES)
        counts = tried.proposal.distribution(read.axis)
        self.bars.show_counts([(step_said(value, name), counts[value]) for value, name in read.steps])

    def _show_fitting(self, read: AxisReading, steps: int) -> None:
        """Whose scale it is to be, where there is a choice: only a plan without scores can take one over."""
        takes_over = read.fitting is Fitting.TAKEN_OVER
        self.fitting.setVisible(takes_over or self._choice.keep)
        self.fitting.clear()
        own = self._.n(
            "The plan takes over this scale of {count} step",
            "The plan takes over this scale of {count} steps",
            read.own.size,
        )
        kept = self._.n(
            "The plan keeps its scale of {count} step", "The plan keeps its scale of {count} steps", steps
        )
        self.fitting.addItem(own, False)
        self.fitting.addItem(kept, True)
        self.fitting.setCurrentIndex(0 if takes_over else 1)

    def _offers(self, text: str) -> tuple[Offer, ...]:
        if self._read is None:
            return ()
        score = self._read.scores.get(text)
        steps = (
            Offer(value, step_said(value, name), score is not None and score.step == value)
            for value, name in reversed(self._read.steps)
        )
        return (*steps, Offer(NO_SCORE, self._("No score"), score is None))

    def _choose(self, row: int, step: object) -> None:
        if self._read and isinstance(step, int):
            choice = self._choice.with_step(self._texts[row], step, len(self._read.steps))
            self.chosen.emit(self._axis.value, choice)

    def _fit(self) -> None:
        self.chosen.emit(
            self._axis.value, ScaleChoice(keep=self.fitting.currentData(), turned=self._choice.turned)
        )

    def _turn(self, on: bool) -> None:
        self.chosen.emit(self._axis.value, replace(ScaleChoice(keep=self._choice.keep), turned=on))


def step_said(value: int, name: str) -> str:
    """A step with its name."""
    return str(value) if name in ("", str(value)) else f"{value}  {name}"


def _becomes(read: AxisReading, text: str, names: dict[int, str], _: Texts) -> str:
    score = read.scores.get(text)
    if score is not None:
        return step_said(score.step, names.get(score.step, ""))
    return _("No score: not on the scale") if text in read.unread else _("No score")


def _order(read: AxisReading, text: str) -> tuple[int, float, str]:
    """The steps as they stand on the scale, the highest first; then what is none."""
    score = read.scores.get(text)
    return (0, -score.step, text) if score else (1 if text in read.unread else 2, 0, text)


def _columns(layout: Layout, axis: str, _: Texts) -> str:
    columns: Sequence[str] = [
        heading_said(column, _) for column in layout.columns_of(axis) if not column.labelled
    ]
    if not columns:
        columns = [heading_said(column, _) for column in layout.columns_of("risk_value")]
    return ", ".join(columns)
