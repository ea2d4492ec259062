"""A coordinator writes an assessment before a change, lifts a risk, prints it and reads it back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from riskreg import cli
from riskreg.domain.assessment_records import AssessmentParticipant, AssessmentRisk
from riskreg.domain.follow_up_records import Action
from riskreg.gui import ask
from riskreg.gui.assessments import AssessmentsPage
from riskreg.gui.documents import DocumentsPage
from riskreg.gui.risks import RisksPage
from riskreg.gui.window import MainWindow
from riskreg.paper.documents import DOCUMENTS


def typed(target: QWidget, text: str) -> None:
    for character in text:  # QTest's own keyClicks ends the process on å, ä and ö
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


def a_row(page: AssessmentsPage, kind: type, *values: str) -> None:
    """A new row, written from cell to cell with Tab; Enter ends it."""
    section = page.form.sections[kind]
    section.add_button.click()
    for at, value in enumerate(values):
        QApplication.processEvents()
        editor = QApplication.focusWidget()
        assert editor is not None
        typed(editor, value)
        last = at == len(values) - 1
        QTest.keyClick(editor, Qt.Key.Key_Return if last else Qt.Key.Key_Tab)
    QApplication.processEvents()


def test_an_assessment_from_the_first_word_to_paper(
    shown: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClick(
        shown, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    page = shown.page
    assert isinstance(page, AssessmentsPage)
    editor = QApplication.focusWidget()
    assert editor is not None
    typed(editor, "Byte av plattform för e-tjänster")
    page.form.rows["what"].editor.setFocus()
    typed(page.form.rows["what"].editor.focusProxy() or page.form, "Alla handläggare får nya verktyg")
    a_row(page, AssessmentParticipant, "Anna Åberg", "Skyddsombud")
    a_row(page, AssessmentRisk, "Utbildningen hinns inte med")
    a_row(page, Action, "Utbilda i två omgångar", "Samordnaren", "Årligen")
    page.form.sections[AssessmentRisk].table.select([1])
    page.form.lift_button.click()

    risks = shown.show_page("risks")
    assert isinstance(risks, RisksPage)
    assert shown.session is not None
    (point,) = shown.session.year.control_points
    assert point.text == "Utbildningen hinns inte med"

    documents = shown.show_page("documents")
    assert isinstance(documents, DocumentsPage)
    documents.list.setCurrentRow([d.name for d in DOCUMENTS].index("change-assessment"))
    assert documents.which.currentText() == "F1  Byte av plattform för e-tjänster"
    preview = documents.preview.pdf
    qtbot.waitUntil(
        lambda: preview.pageCount() > 0 and "Anna Åberg" in preview.getAllText(0).text(), timeout=20_000
    )
    target = tmp_path / "bedomning.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_given: target)
    documents.save_pdf()
    qtbot.waitUntil(target.exists, timeout=20_000)
    shown.close()

    printed = tmp_path / "kommandorad.pdf"
    given = ["print", str(path), "change-assessment", "--number", "1", "-o", str(printed)]
    assert cli.main(given) == 0
    assert printed.read_bytes() == target.read_bytes()
    read = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, check=True)
    text = " ".join(read.stdout.decode().split())
    for said in (
        "Risk- och konsekvensbedömning inför förändring",
        "Byte av plattform för e-tjänster",
        "Alla handläggare får nya verktyg",
        "Anna Åberg",
        "Skyddsombud",
        "Utbildningen hinns inte med",
        "K1",
        "Årligen",
    ):
        assert said in text, said
