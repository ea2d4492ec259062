"""Adopting: first what is unclear or doubtful, then what the meeting decided."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.adopting import Proposal, adopt, propose
from riskreg.domain.checks import Finding, empty
from riskreg.domain.edition import (
    Adoption,
    decided_points,
    edition_in_force,
    findings_before,
    hinders,
    refuse_adopting,
)
from riskreg.domain.fields import field_of
from riskreg.domain.records import Edition
from riskreg.domain.scales import Scope
from riskreg.faults import Trouble
from riskreg.gui import ask, look
from riskreg.gui.background import Job, run
from riskreg.gui.editors import EDITORS, Editor
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_table import TextTable
from riskreg.texts import N_

_WIDTH = 700
_MOST_ROWS_HIGH = 190
_ASKED = ("meeting", "paragraph", "case_number", "comment", "role", "name")
_SCOPES = {
    Scope.PLAN: N_("The whole plan, the mandatory control points with it"),
    Scope.MANDATORY: N_("Only the mandatory control points, in a decision of their own"),
}


class AdoptDialog(QDialog):
    """Shows the findings and asks for the decision; accepting adopts, as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self._year = session.year
        self._job: Job | None = None
        self._findings: tuple[Finding, ...] = ()
        self.setWindowTitle(self._("Adopt the plan for {year}", year=self._year.plan.year))
        self._make_findings()
        self._make_fields()
        self._lay_out()
        self._refresh()
        self.resize(_WIDTH, self.sizeHint().height())
        self.editors["paragraph"].setFocus()

    # -- building
    def _make_findings(self) -> None:
        _ = self._
        self.scopes = {scope: QRadioButton(_(text)) for scope, text in _SCOPES.items()}
        self.scopes[Scope.PLAN].setChecked(True)
        mandatory = self.scopes[Scope.MANDATORY]
        is_open = edition_in_force(self._year, Scope.MANDATORY) is None
        self._may_choose = is_open and bool(decided_points(self._year, Scope.MANDATORY))
        mandatory.toggled.connect(lambda _checked: self._refresh())
        self.hindrance, self.doubt = Remark(), Note()
        self.findings = TextTable(_("What is unclear or doubtful"), (_("No."), _("Hinders"), _("Finding")))
        self.findings.doubleClicked.connect(lambda index: self._go_to(index.row()))
        self.show_finding = QPushButton(_("Show it in the register"))
        self.show_finding.setAutoDefault(False)
        self.show_finding.clicked.connect(lambda: self._go_to(self.findings.currentIndex().row()))

    def _make_fields(self) -> None:
        _, year = self._, self._year
        last = year.editions[-1] if year.editions else Edition()
        self._proposed = Edition(
            meeting=year.plan.meeting,
            paragraph="§ ",
            case_number=year.plan.case_number,
            comment="" if year.editions else _("First edition"),
            role=last.role,
            name=last.name,
        )
        self.editors: dict[str, Editor] = {}
        for name in _ASKED:
            field = field_of(Edition, name)
            self.editors[name] = editor = EDITORS[field.kind](field, _)
            editor.show_record(self._proposed, year)
        self.refusal = Remark()
        self.buttons = QDialogButtonBox()
        self.adopt = QPushButton()
        self.adopt.setDefault(True)
        self.adopt.clicked.connect(self._adopt)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        self.buttons.addButton(self.adopt, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.ActionRole)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(look.GAP)
        form.setHorizontalSpacing(look.MARGIN)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for editor in self.editors.values():
            form.addRow(self._(editor.field.label), editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        for button in self.scopes.values():
            button.setVisible(self._may_choose)
            column.addWidget(button)
        for widget in (self.hindrance, self.doubt, self.findings):
            column.addWidget(widget)
        beside = QHBoxLayout()
        beside.addWidget(self.show_finding)
        beside.addStretch(1)
        column.addLayout(beside)
        column.addSpacing(look.GAP)
        column.addLayout(form)
        column.addWidget(
            Note(
                self._(
                    "Adopting keeps the document as it is printed now, for all time, and what it says can "
                    "only be changed in a next edition. Undo takes the adoption back."
                )
            )
        )
        column.addStretch(1)
        column.addWidget(self.refusal)
        column.addWidget(self.buttons)

    # -- showing
    @property
    def scope(self) -> Scope:
        """What is to be decided."""
        return next(scope for scope, button in self.scopes.items() if button.isChecked())

    def _refresh(self) -> None:
        _ = self._
        self._findings = findings_before(self._year, self.scope)
        hindering = sum(map(hinders, self._findings))
        doubtful = len(self._findings) - hindering
        self.hindrance.say("")
        if hindering:
            self.hindrance.say(
                _.n(
                    "{count} thing leaves unclear what would be decided. Mend it before adopting.",
                    "{count} things leave unclear what would be decided. Mend them before adopting.",
                    hindering,
                )
            )
        self.doubt.setText(
            _.n(
                "{count} thing is unfinished or doubtful, and does not hinder the decision.",
                "{count} things are unfinished or doubtful, and do not hinder the decision.",
                doubtful,
            )
            if doubtful
            else _("Nothing else is unfinished or doubtful.")
            if hindering
            else _("Everything is assessed, decided and guarded.")
        )
        self.findings.show_rows(
            [
                (finding.number, _("Yes") if hinders(finding) else "–", finding.say(_))
                for finding in self._findings
            ]
        )
        self.findings.setMinimumHeight(min(self.findings.height_of_all(), _MOST_ROWS_HIGH))
        self.findings.setMaximumHeight(max(self.findings.height_of_all(), 1))
        for widget in (self.findings, self.show_finding):
            widget.setVisible(bool(self._findings))
        self.refusal.say("")
        try:
            refuse_adopting(self._year, self.scope)
        except Trouble as trouble:
            if not hindering:
                self.refusal.say(trouble.say(_))
            self.adopt.setEnabled(False)
        else:
            self.adopt.setEnabled(True)
        self.adopt.setText(_("Adopt edition {number}", number=self._year.plan.edition or 1))

    def _go_to(self, row: int) -> None:
        """Leave the dialog for the record of a finding."""
        if 0 <= row < len(self._findings):
            finding = self._findings[row]
            self.reject()
            if not self.isVisible():
                self.session.record_wanted.emit(finding.record)

    # -- adopting
    def adoption(self) -> Adoption:
        """What is typed.  Trouble when it is no decision."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        if values["meeting"] is None:
            raise empty(self.editors["meeting"].field)
        if values["paragraph"].strip() in ("", "§"):
            raise Trouble(N_("Write the paragraph of the minutes, such as “§ 39”."))
        return Adoption(scope=self.scope, **values)

    def _adopt(self) -> None:
        try:
            adoption = self.adoption()
        except Trouble as trouble:
            self.refusal.say(trouble.say(self._))
            return
        self.refusal.say("")
        self.adopt.setEnabled(False)
        year = self._year
        self._job = run(
            self,
            self.session,
            self._("Drawing the document…"),
            lambda _progress: propose(year, adoption),
            self._write,
            failed=self._fail,
        )
        self._job.ended.connect(lambda: self.adopt.setEnabled(True))

    def _write(self, proposal: Proposal) -> None:
        try:
            edition = adopt(self.session.register, proposal)
        except Trouble as trouble:
            self._fail(trouble)
            return
        self.session.told.emit(self._("Edition {number} is adopted.", number=edition.number))
        self.accept()

    def _fail(self, trouble: Trouble) -> None:
        self.refusal.say(trouble.say(self._))

    # -- leaving
    def reject(self) -> None:
        """Escape and the window's cross: they are too easily pressed to throw away what was typed."""
        _ = self._
        question, more = _("Leave without adopting?"), _("What you have written here is not saved anywhere.")
        if self.changed() and ask.deed(self, _, question, more, [_("Leave without adopting")]) is None:
            return
        super().reject()

    def changed(self) -> bool:
        """Whether something is typed."""
        try:
            typed = replace(self._proposed, **{name: editor.value() for name, editor in self.editors.items()})
        except Trouble:
            return True
        return typed != self._proposed

    def done(self, result: int) -> None:
        """Nothing more is wanted of what is under way."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)
