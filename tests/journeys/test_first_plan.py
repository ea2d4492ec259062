"""A coordinator's first plan: typed into the real window, linked, moved, printed, copied, and read back."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Decision
from riskreg.domain.year import Year
from riskreg.gui import ask
from riskreg.gui.copy_year import CopyYearDialog
from riskreg.gui.documents import DocumentsPage
from riskreg.gui.goals import GoalsPage
from riskreg.gui.risks import RisksPage
from riskreg.gui.segments import Segments
from riskreg.gui.session import Session
from riskreg.gui.window import MainWindow
from riskreg.opening import open_register
from riskreg.texts import texts
from tests.builders import REAL, found_wrong, needs_real

GOAL = "Nämndens projekt blir klara i tid"
TEXTS = ("text", "responsible", "method", "analysis")
HEADINGS = {"text": "Kontrollmoment", "responsible": "Ansvarig", "method": "Metod", "analysis": "Analys"}


def press(shown: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """A shortcut, wherever the focus is."""
    target = QApplication.focusWidget() or shown
    QTest.keyClick(target, key, modifier)
    QApplication.processEvents()


def session_of(shown: MainWindow) -> Session:
    assert shown.session is not None
    return shown.session


def year_of(shown: MainWindow) -> Year:
    return session_of(shown).year


def typed(widget: QWidget, text: str) -> None:
    """Type over what stands in the widget that has the focus proxy."""
    target = widget.focusProxy() or widget
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    for character in text:  # QTest's own keyClicks ends the process on å, ä and ö
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


def rows() -> list[dict[str, str]]:
    with (REAL / "plan-2022.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[:2]


def segments_of(page: RisksPage, name: str) -> Segments:
    found = page.form.rows[name].editor.findChild(Segments)
    assert found is not None
    return found


def record_row(shown: MainWindow, page: RisksPage, row: dict[str, str]) -> None:
    """One row of the committee's table, by the keyboard alone."""
    press(shown, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for name in TEXTS:
        typed(page.form.rows[name].editor, row[HEADINGS[name]])
    for name in ("likelihood", "consequence"):
        segments = segments_of(page, name)
        target = segments.focusProxy() or segments
        target.setFocus()
        QTest.keyClicks(target, row["Sannolikhet" if name == "likelihood" else "Konsekvens"])
    decision = segments_of(page, "decision")
    label = texts("sv")(Decision.HANDLE.label)
    next(b for b in decision.findChildren(QAbstractButton) if b.text() == label).click()
    page.flush()


def link_to_goal(page: RisksPage, number: str) -> None:
    """Tick a goal in the picker, as the form's button opens it."""
    page.form.links.add.click()
    picker = page.form.links.picker
    assert picker is not None
    item = next(i for i in picker._items() if i.text(0).startswith(f"{number} "))
    picker.tree.setCurrentItem(item)
    QTest.keyClick(picker.tree, Qt.Key.Key_Space)
    QTest.keyClick(picker.tree, Qt.Key.Key_Return)


def drag_in_matrix(page: RisksPage, number: str, cell: tuple[int, int]) -> None:
    matrix = page.matrix
    picture = matrix.picture()
    start = next(p.rect for p in picture.pills if p.text == number).center().toPoint()
    end: QPoint = picture.grid.cells[cell].center().toPoint()
    QTest.mousePress(matrix, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(matrix, (start + end) / 2)
    QTest.mouseMove(matrix, end)
    QTest.mouseRelease(matrix, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)


def words(pdf: Path) -> str:
    """The printed text as a reader sees it, hyphenated words whole, all white space alike."""
    told = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.replace("\u00ad", "").split())


@needs_real
def test_from_an_empty_plan_to_paper_and_the_next_year(
    shown: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a goal
    shown.actions_by_key["new_goal:goal"].trigger()
    goals = shown.page
    assert isinstance(goals, GoalsPage)
    typed(next(iter(goals.forms.values())).rows["text"].editor, GOAL)
    # two control points, typed
    shown.show_page("risks")
    risks = shown.page
    assert isinstance(risks, RisksPage)
    assert [g.text for g in year_of(shown).goals] == [GOAL], "leaving the page kept what was typed"
    for row in rows():
        record_row(shown, risks, row)
    first, second = year_of(shown).control_points
    for point, row in zip((first, second), rows(), strict=True):
        assert [getattr(point, name) for name in TEXTS] == [row[HEADINGS[name]] for name in TEXTS]
        assert str(point.risk_value) == row["Riskvärde"]
        assert point.decision is Decision.HANDLE
    # a link each
    for point in (first, second):
        risks.select_record(point)
        link_to_goal(risks, "M1")
    assert [p.id for p in year_of(shown).points_of(year_of(shown).goals[0])] == [first.id, second.id]
    # dragged, and taken back
    drag_in_matrix(risks, "K1", (4, 4))
    assert year_of(shown).control_points[0].risk_value == 16
    press(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert year_of(shown).control_points[0].risk_value == 9
    # printed
    target = tmp_path / "plan.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *args: target)
    shown.actions_by_key["save_pdf"].trigger()
    assert isinstance(shown.page, DocumentsPage)
    qtbot.waitUntil(target.exists, timeout=20_000)
    printed = words(target)
    for row in rows():
        for name in TEXTS:
            assert " ".join(row[HEADINGS[name]].split()) in printed
    assert GOAL in printed
    # copied
    copied = []

    class Accepted(CopyYearDialog):
        def exec(self) -> int:
            copied.append(self.to.value())
            self.copy.click()
            return self.result()

    monkeypatch.setattr("riskreg.gui.copy_year.CopyYearDialog", Accepted)
    shown.actions_by_key["copy_year"].trigger()
    assert copied == [2023]
    assert year_of(shown).plan.year == 2023
    assert shown.year_bar.year_box.currentText() == "2023"
    shown.close()
    read_back(path, first)


def read_back(path: Path, first: ControlPoint) -> None:
    """What lies in the file once the window is closed."""
    register = open_register(path)
    try:
        old, new = register.year(2022), register.year(2023)
        assert [p.risk_value for p in old.control_points] == [9, 8]
        assert [p.text for p in new.control_points] == [row["Kontrollmoment"] for row in rows()]
        assert [p.decision for p in new.control_points] == [None, None]
        assert [p.lineage for p in new.control_points] == [p.lineage for p in old.control_points]
        assert [new.number(p) for p in new.points_of(new.goals[0])] == ["K1", "K2"]
        assert not register.damaged
        assert not found_wrong(register.path)
    finally:
        register.close()
