"""The register looked through from end to end: what was found, and the way to repair it."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QPushButton, QVBoxLayout, QWidget

from riskreg import keeping
from riskreg.domain.follow_up_checks import findings_now
from riskreg.faults import Trouble
from riskreg.gui import look
from riskreg.gui.background import Job, Progress, run
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.gui.text_table import TextTable
from riskreg.store.soundness import Examination

_SIZE = 760, 440


class CheckDialog(QDialog):
    """Looks through the file in the background; repairing is one step, after which it looks again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self.examination: Examination | None = None
        self._job: Job | None = None
        _ = self._
        self.setWindowTitle(_("Check the register"))
        self.resize(*_SIZE)
        self.state = Note()
        self.progress = QProgressBar()
        self.found = TextTable(_("What was found"), (_("What was found"),))
        self.found.setWordWrap(True)
        self.trouble = Remark()
        self.buttons = QDialogButtonBox()
        self.mend = QPushButton(_("Repair what can be repaired"))
        self.buttons.addButton(self.mend, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.mend.clicked.connect(self._repair)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN)
        column.setSpacing(look.GAP)
        column.addWidget(self.state)
        column.addWidget(self.progress)
        column.addWidget(self.found, 1)
        column.addStretch()
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)
        self._look()

    def _look(self) -> None:
        path = self.session.register.path
        self.state.setText(self._("Looking through {path}", path=path.name))
        self.progress.show()
        self.found.hide()
        self.mend.setEnabled(False)

        def work(progress: Progress) -> Examination:
            return keeping.examine(path, progress.report)

        self._job = run(self, self.session, "", work, self._show, failed=self._fail, quietly=True)
        self._job.moved.connect(self._move)

    def _move(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def _fail(self, trouble: Trouble) -> None:
        self.progress.hide()
        self.state.setText("")
        self.trouble.say(trouble.say(self._))

    def _show(self, examination: Examination) -> None:
        _ = self._
        self.examination = examination
        self.progress.hide()
        unfinished = len(findings_now(self.session.year, datetime.date.today()))
        more = _.n(
            "The overview lists {count} thing that is unfinished or doubtful.",
            "The overview lists {count} things that are unfinished or doubtful.",
            unfinished,
        )
        if examination.found:
            damage = _.n("{count} thing is wrong.", "{count} things are wrong.", len(examination.found))
            self.state.setText(f"{damage} {more}" if unfinished else damage)
        else:
            whole = _("The file, its records, their links and the whole history are sound.")
            self.state.setText(f"{whole} {more}" if unfinished else whole)
        self.found.show_rows([(trouble.say(_),) for trouble in examination.found])
        self.found.setVisible(bool(examination.found))
        self.found.resizeRowsToContents()
        for row in range(len(examination.found)):
            self.found.setRowHeight(row, self.found.rowHeight(row) + look.GAP)
        self.mend.setVisible(examination.can_be_repaired)
        self.mend.setEnabled(examination.can_be_repaired)

    def _repair(self) -> None:
        assert self.examination is not None
        try:
            self.session.register.repair(self.examination.repair)
        except Trouble as trouble:
            self.trouble.say(trouble.say(self._))
            return
        self.session.told.emit(self._("What could be repaired is repaired. Undo takes that back."))
        self._look()

    def done(self, result: int) -> None:
        """Nothing more is wanted of what is under way."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)
