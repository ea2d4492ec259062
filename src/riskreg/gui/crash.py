"""A bug never takes the window down in silence: it is told, with a report to copy."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from riskreg.faults import Trouble, report
from riskreg.gui import ask
from riskreg.texts import Texts


class CrashDialog(QDialog):
    """What happened, what it means, and a report that holds none of the register's texts."""

    def __init__(self, text: str, _: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("An error in riskreg"))
        self.resize(640, 400)
        sentence = QLabel(
            _(
                "riskreg has met an error of its own. Your register is intact: everything that was saved "
                "is on disk. Copy the report and send it to whoever looks after riskreg where you work; "
                "it holds none of your texts."
            )
        )
        sentence.setWordWrap(True)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(_("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.addButton(_("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(sentence)
        layout.addWidget(self.report)
        layout.addWidget(buttons)


def watch(_: Texts) -> None:
    """From now on tell every uncaught error; known trouble in its own sentence, a bug with a report."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        parent = QApplication.activeWindow()
        if isinstance(error, Trouble):
            ask.tell(parent, "riskreg", error.say(_))
            return
        text = report(error)
        print(text, file=sys.stderr)
        CrashDialog(text, _, parent).exec()

    sys.excepthook = told
