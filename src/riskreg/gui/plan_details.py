"""The dialog for what a plan says about itself, whose it is, and how it measures risks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.change import Change, with_value
from riskreg.domain.checks import refuse, refuse_unprintable
from riskreg.domain.edition import edition_in_force
from riskreg.domain.fields import visible_fields
from riskreg.domain.records import Record
from riskreg.domain.scales import Scope
from riskreg.domain.wording import value_said
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.gui import ask, look
from riskreg.gui.editors import EDITORS, Editor
from riskreg.gui.notes import Remark
from riskreg.gui.scale_editor import ScalesSection
from riskreg.gui.session import Session
from riskreg.texts import N_

CHANGE = N_("Change the plan's details")
_SETTLED = frozenset({"year", "stage", "edition"})  # changed by copying, proposing and adopting, not here
_SIZE = (760, 600)


class RecordSection(QWidget):
    """A form of a record's fields; the named ones are shown but not edited."""

    def __init__(self, session: Session, record: Record, shown_only: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._session, self._record = session, record
        self.editors: dict[str, Editor] = {}
        _ = session.texts
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(look.GAP)
        form.setHorizontalSpacing(look.MARGIN)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field in visible_fields(type(record)):
            if field.name in shown_only:
                value = QLabel(value_said(record, field, _))
                value.setTextFormat(Qt.TextFormat.PlainText)
                form.addRow(_(field.label), value)
            elif not field.derived:
                editor = EDITORS[field.kind](field, _)
                editor.show_record(record, session.year)
                editor.hold(session.is_settled(record))
                form.addRow(_(field.label), editor)
                self.editors[field.name] = editor

    def change(self, edit: Edit) -> None:
        """Tell the step what is typed.  Trouble when the register cannot hold it."""
        before = typed = self._session.current(self._record) or self._record
        for name, editor in self.editors.items():
            value = editor.value()
            if value != getattr(self._record, name):  # the rest may have changed meanwhile
                refuse_unprintable(editor.field, value)
                typed = with_value(typed, name, value)
        refuse(Change(before, typed), edit.contents)
        edit.put(before, typed)


class PlanDetailsDialog(QDialog):
    """Plan, organisation and scales; everything that is changed becomes one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ = _ = session.texts
        year = session.year
        self.setWindowTitle(_("Details and scales of {year}", year=year.plan.year))
        self.resize(*_SIZE)
        self.plan = RecordSection(session, year.plan, _SETTLED)
        self.organisation = RecordSection(session, year.organisation)
        self.scales = ScalesSection(session)
        if any(edition_in_force(year, scope) for scope in Scope):
            look.keep_readable(self.scales)
            self.scales.setEnabled(False)
        self._sections: tuple[RecordSection | ScalesSection, ...] = (
            self.plan,
            self.organisation,
            self.scales,
        )
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for section, title in zip(self._sections, (_("Plan"), _("Organisation"), _("Scales")), strict=True):
            self.tabs.addTab(_scrolled(section), title)
        self.refusal = Remark()
        self.save = QPushButton(_("Save changes"))
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        buttons = QDialogButtonBox()
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.GAP, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.refusal)
        column.addWidget(buttons)

    def reject(self) -> None:
        """Escape and the window's cross: they are too easily pressed to throw away what was typed."""
        _ = self._
        if (
            self.changed()
            and ask.deed(
                self,
                _,
                _("Leave the details without saving?"),
                _("What you have changed here is not saved yet."),
                [_("Discard the changes")],
            )
            is None
        ):
            return
        super().reject()

    def changed(self) -> bool:
        """Whether something typed is not saved."""
        edit = Edit(self._session.register.contents, {})
        try:
            for section in self._sections:
                section.change(edit)
        except Trouble:
            return True
        return bool(edit.changes)

    def _save(self) -> None:
        section = self._sections[0]
        try:
            with self._session.register.step(CHANGE) as edit:
                for section in self._sections:
                    section.change(edit)
        except Trouble as trouble:
            self.tabs.setCurrentIndex(self._sections.index(section))
            self.refusal.say(trouble.say(self._))
            return
        self.accept()


def _scrolled(section: QWidget) -> QScrollArea:
    margin = QWidget()
    column = QVBoxLayout(margin)
    column.setContentsMargins(0, look.MARGIN, look.GAP, look.GAP)
    column.addWidget(section)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(margin)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
