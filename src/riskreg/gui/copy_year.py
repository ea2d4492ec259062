"""Carrying a year forward: which year to which, and whether the decisions come along."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.checks import FIRST_YEAR, LAST_YEAR
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.keeping import copy_forward
from riskreg.texts import N_, Texts

_WIDTH = 480

CLEAR = N_("Decide anew")
CLEAR_MEANS = N_(
    "Decision and analysis start empty. Likelihood and consequence come along, to be looked over."
)
KEEP = N_("Keep decisions and analysis")
KEEP_MEANS = N_("Every decision comes along with its analysis, as it stands now.")


class CopyYearDialog(QDialog):
    """Asks what to copy where; accepting copies, as one step, and shows the new year."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self.setWindowTitle(self._("Copy to a new year"))
        self.setMinimumWidth(_WIDTH)
        self._make_fields()
        self._lay_out()
        self.from_year.currentIndexChanged.connect(self._refresh)
        self.to.valueChanged.connect(self._refresh)
        self.buttons.accepted.connect(self._copy)
        self.buttons.rejected.connect(self.reject)
        self._refresh()
        self.to.setFocus()
        self.to.selectAll()

    def _make_fields(self) -> None:
        _, years = self._, self.session.register.years
        self.from_year = QComboBox()
        for year in years:
            self.from_year.addItem(str(year), year)
        self.from_year.setCurrentText(str(self.session.year.plan.year))
        self.to = QSpinBox()
        self.to.setRange(FIRST_YEAR, LAST_YEAR)
        self.to.setValue(years[0] + 1)
        self.objection = Remark()
        self.clear, self.keep = QRadioButton(_(CLEAR)), QRadioButton(_(KEEP))
        self.clear.setAccessibleDescription(_(CLEAR_MEANS))
        self.keep.setAccessibleDescription(_(KEEP_MEANS))
        self.clear.setChecked(True)
        self.carried = Note()
        self.buttons = QDialogButtonBox()
        self.copy = QPushButton()
        self.copy.setDefault(True)
        self.buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self._("Copy &from"), self.from_year)
        form.addRow(self._("&To"), self.to)
        form.addRow("", self.objection)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        column.addLayout(form)
        column.addSpacing(look.GAP)
        for button, means in ((self.clear, CLEAR_MEANS), (self.keep, KEEP_MEANS)):
            column.addWidget(button)
            note = Note(self._(means))
            note.setIndent(self._text_of(button))
            column.addWidget(note)
        column.addSpacing(look.GAP)
        column.addWidget(self.carried)
        column.addStretch(1)
        column.addSpacing(look.GAP)
        column.addWidget(self.buttons)

    def _text_of(self, button: QRadioButton) -> int:
        """How far in a radio button's text begins."""
        style = self.style()
        return style.pixelMetric(
            QStyle.PixelMetric.PM_ExclusiveIndicatorWidth, None, button
        ) + style.pixelMetric(QStyle.PixelMetric.PM_RadioButtonLabelSpacing, None, button)

    def _refresh(self) -> None:
        _, to, source = self._, self.to.value(), int(self.from_year.currentData())
        taken = to in self.session.register.years
        objection = _("There is already a plan for {year}. Choose another year.", year=to) if taken else ""
        self.objection.say(objection)
        self.to.setAccessibleDescription(objection)
        self.copy.setEnabled(not taken)
        self.copy.setText(_("Copy {from_year} to {to}", from_year=source, to=to))
        self.carried.setText(carried(self.session.register.year(source), _))

    def _copy(self) -> None:
        to = self.to.value()
        self.session.back_up_first()
        with self.session.attempt():
            copy_forward(
                self.session.register,
                int(self.from_year.currentData()),
                to,
                keep_decisions=self.keep.isChecked(),
            )
            self.session.show_year(to)
        self.accept()


def carried(year: Year, _: Texts) -> str:
    """What comes along to the new year, counted."""
    return _(
        "These come along with their links: {points}, {effects}, {goals} and {indicators}. "
        "The scales come along too. The plan for {year} stays as it is.",
        points=_.n("{count} control point", "{count} control points", len(year.control_points)),
        effects=_.n("{count} effect goal", "{count} effect goals", len(year.effect_goals)),
        goals=_.n("{count} goal", "{count} goals", len(year.goals) - len(year.effect_goals)),
        indicators=_.n("{count} indicator", "{count} indicators", len(year.indicators)),
        year=year.plan.year,
    )
