"""Copying a year: from which year to which, what is chosen, and what comes of it before it is done."""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.carrying import Carrying, Choices, Since
from riskreg.domain.carrying_said import counted, remarks
from riskreg.domain.checks import FIRST_YEAR, LAST_YEAR
from riskreg.domain.scales import Decision
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.copy_preview import CopyPreview
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.keeping import COPY, TAKE_IN, copy_forward, happened_since, plan_copy
from riskreg.texts import N_

_SIZE = 860, 560
_CHOICES = 270  # width of the choices

CLEAR = N_("Decide &anew")
CLEAR_MEANS = N_(
    "Decision and analysis start empty. Likelihood and consequence come along, to be looked over."
)
KEEP = N_("&Keep decisions and analysis")
KEEP_MEANS = N_("Every decision comes along with its analysis, as it stands now.")


class CopyYearDialog(QDialog):
    """Asks what to copy where, and shows what that does; accepting copies, as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self._known: tuple[int, int, Since] | None = None  # what happened since, of two years
        self.carrying: Carrying | None = None
        self.setWindowTitle(self._("Copy to another year"))
        self.resize(*_SIZE)
        self._make_years()
        self._make_choices()
        self.preview = CopyPreview(self._)
        self._lay_out()
        for chosen in (self.clear, self.dismissed, self.undertakings, self.events, self.removed):
            chosen.toggled.connect(self._refresh)
        self.from_year.currentIndexChanged.connect(self._refresh)
        self.to.valueChanged.connect(self._refresh)
        self.buttons.accepted.connect(self._copy)
        self.buttons.rejected.connect(self.reject)
        self._refresh()
        self.to.setFocus()
        self.to.selectAll()

    def _make_years(self) -> None:
        _, years = self._, self.session.register.years
        self.from_year = QComboBox()
        for year in years:
            self.from_year.addItem(str(year), year)
        self.from_year.setCurrentText(str(self.session.year.plan.year))
        self.to = QSpinBox()
        self.to.setRange(FIRST_YEAR, LAST_YEAR)
        self.to.setValue(years[0] + 1)
        self.objection = Remark()
        self.remark = Note()
        self.buttons = QDialogButtonBox()
        self.copy = QPushButton()
        self.copy.setDefault(True)
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)

    def _make_choices(self) -> None:
        _ = self._
        self.clear, self.keep = QRadioButton(_(CLEAR)), QRadioButton(_(KEEP))
        self.clear.setAccessibleDescription(_(CLEAR_MEANS))
        self.keep.setAccessibleDescription(_(KEEP_MEANS))
        self.clear.setChecked(True)
        self.means = Note()
        self.dismissed = QCheckBox(_("&Dismissed control points"))
        self.undertakings = QCheckBox(_("&Undertakings"))
        self.events = QCheckBox(_("The annual &wheel"))
        self.removed = QCheckBox(_("What was &removed there"))
        self.undertakings.setChecked(True)
        self.events.setChecked(True)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self._("Copy &from"), self.from_year)
        form.addRow(self._("&To"), self.to)
        choices = QWidget()
        choices.setFixedWidth(_CHOICES)
        left = QVBoxLayout(choices)
        left.setContentsMargins(0, 0, look.GAP, 0)
        left.setSpacing(look.GAP)
        left.addLayout(form)
        left.addSpacing(look.GAP)
        self.along = Note(self._("Comes along as well"))
        left.addWidget(self.clear)
        left.addWidget(self.keep)
        left.addWidget(self.means)
        left.addSpacing(look.GAP)
        left.addWidget(self.along)
        for choice in (self.dismissed, self.undertakings, self.events, self.removed):
            left.addWidget(choice)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(look.GAP)
        right.addWidget(self.objection)
        right.addWidget(self.remark)
        right.addWidget(self.preview, 1)
        middle = QHBoxLayout()
        middle.setSpacing(look.MARGIN)
        middle.addWidget(choices, 0, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.MARGIN)
        column.addLayout(middle, 1)
        column.addWidget(self.buttons)

    # -- what it comes to
    def choices(self) -> Choices:
        """What is chosen."""
        return Choices(
            keep_decisions=self.keep.isChecked(),
            dismissed=self.dismissed.isChecked(),
            undertakings=self.undertakings.isChecked(),
            events=self.events.isChecked(),
            removed=self.removed.isChecked(),
        )

    def _refresh(self) -> None:
        _, source, to = self._, int(self.from_year.currentData()), self.to.value()
        objection, self.carrying = "", None
        try:
            self.carrying = plan_copy(
                self.session.register, source, to, self.choices(), self._since(source, to)
            )
        except Trouble as trouble:
            objection = trouble.say(_)
        self.objection.say(objection)
        self.to.setAccessibleDescription(objection)
        said = "\n".join(remarks(self.carrying, _)) if self.carrying else ""
        self.remark.setText(said)
        self.remark.setVisible(bool(said))
        self.means.setText(_(KEEP_MEANS if self.keep.isChecked() else CLEAR_MEANS))
        self._offer(source)
        self.preview.show_carrying(self.carrying)
        self.copy.setEnabled(bool(self.carrying and (self.carrying.count or not self.carrying.target)))
        self.copy.setText(_(TAKE_IN if self._is_there() else COPY, from_year=source, to=to))

    def _is_there(self) -> bool:
        return self.carrying is not None and self.carrying.target is not None

    def _since(self, source: int, to: int) -> Since:
        """What happened since, looked for once for two years."""
        if self._known is None or self._known[:2] != (source, to):
            self._known = source, to, happened_since(self.session.register, source, to)
        return self._known[2]

    def _offer(self, source: int) -> None:
        """Only the choices that make a difference."""
        year = self.session.register.year(source)
        carrying = self.carrying
        self.dismissed.setVisible(any(p.decision is Decision.DISMISS for p in year.control_points))
        self.undertakings.setVisible(bool(year.undertakings))
        self.events.setVisible(bool(year.events))
        self.removed.setVisible(bool(carrying and (carrying.removed or carrying.choices.removed)))
        offered = (self.dismissed, self.undertakings, self.events, self.removed)
        self.along.setVisible(any(not choice.isHidden() for choice in offered))

    def _copy(self) -> None:
        if self.carrying is None:
            return
        to, said = self.to.value(), counted(self.carrying, self._)
        self.session.back_up_first()
        with self.session.attempt():
            source = int(self.from_year.currentData())
            copy_forward(self.session.register, source, to, **asdict(self.choices()))
            self.session.show_year(to)
            self.session.told.emit(said)
        self.accept()
