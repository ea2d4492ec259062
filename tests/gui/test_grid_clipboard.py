"""Copying from the table and pasting into it, in the real window, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.domain.scales import Decision
from riskreg.gui.cells_dialog import CellsDialog
from riskreg.gui.risks import RisksPage
from riskreg.gui.window import MainWindow
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import everything
from tests.gui.small_plan import open_empty, open_small

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    session = open_small(tmp_path)
    path = session.register.path
    session.close()
    yield from opened(path, qtbot)


def opened(path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings(path.parent / "settings.json"), texts("en"))
    qtbot.addWidget(made)
    made.show()
    made.begin(path)
    made.show_page("risks")
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def risks(window: MainWindow) -> RisksPage:
    page = window.page
    assert isinstance(page, RisksPage)
    return page


def choose(window: MainWindow, row: int, name: str) -> None:
    """Put the cursor on a cell."""
    table = risks(window).table
    table.setCurrentIndex(table.model_.index(row, table.model_.column(name)))
    table.setFocus()


def wake(window: MainWindow) -> None:
    """Offscreen, a window that is made elsewhere takes the activity with it."""
    if not window.isActiveWindow():
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)


def press(window: MainWindow, key: Qt.Key) -> None:
    wake(window)
    QTest.keyClick(risks(window).table, key, CTRL)


def clip(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def paste(window: MainWindow, text: str, *, accept: bool = True) -> list[tuple[str, ...]]:
    """Paste a block and accept what is shown, by Enter; what was shown."""
    shown: list[tuple[str, ...]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CellsDialog)
        shown.extend(tuple(row) for row in dialog.cells.texts())
        QTest.keyClick(dialog, Qt.Key.Key_Return if accept else Qt.Key.Key_Escape)

    clip(text)
    wake(window)
    QTimer.singleShot(0, answer)
    press(window, Qt.Key.Key_V)
    return shown


def test_selected_rows_are_copied_with_headings_as_text_and_as_a_table(window: MainWindow) -> None:
    risks(window).table.select([1, 2])
    choose_all = risks(window).table.selectionModel().selectedRows()
    assert len(choose_all) == 2
    risks(window).table.setFocus()
    press(window, Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    first, second, third = (line.split("\t") for line in data.text().splitlines())
    assert (first[:2], first[3:5]) == (["No.", "Control point"], ["Likelihood", "Consequence"])
    assert second[:2] == ["K1", "Projects follow <b>the model</b>"]
    assert (third[0], "8" in third, "Accept" in third) == ("K2", True, True)
    assert "&lt;b&gt;the model&lt;/b&gt;" in data.html()


def test_what_was_copied_changes_nothing_when_it_is_pasted(window: MainWindow) -> None:
    assert window.session
    before = window.session.year
    risks(window).table.select([1, 2, 3, 4])
    risks(window).table.setFocus()
    press(window, Qt.Key.Key_C)
    assert paste(window, QGuiApplication.clipboard().text(), accept=False) == []
    assert window.session.year is before


def test_one_cell_goes_into_the_chosen_cell_at_once(window: MainWindow) -> None:
    assert window.session
    choose(window, 2, "likelihood")
    clip("4")
    press(window, Qt.Key.Key_V)
    assert window.session.year.control_points[2].likelihood == 4
    window.undo()
    assert window.session.year.control_points[2].likelihood is None


def test_one_cell_goes_into_every_selected_row(window: MainWindow) -> None:
    assert window.session
    choose(window, 0, "responsible")
    table = risks(window).table
    table.selectAll()
    clip("Kim")
    press(window, Qt.Key.Key_V)
    assert {p.responsible for p in window.session.year.control_points} == {"Kim"}


def test_one_cell_that_cannot_be_taken_is_kept_in_the_form(window: MainWindow) -> None:
    assert window.session
    before = window.session.year
    choose(window, 0, "decision")
    clip("Perhaps")
    press(window, Qt.Key.Key_V)
    assert "not known here" in window.message.sentence
    assert window.session.year is before


def test_nothing_can_be_pasted_into_what_is_worked_out(window: MainWindow) -> None:
    choose(window, 0, "risk_value")
    clip("5")
    press(window, Qt.Key.Key_V)
    assert "Nothing can be pasted into this column" in window.message.sentence


def test_a_block_is_shown_and_pasted_as_one_step(window: MainWindow) -> None:
    assert window.session
    before = everything(window.session.register)
    choose(window, 2, "text")
    columns = [risks(window).table.model_.field(at) for at in risks(window).table.shown_columns()]
    names = [field.name if field else "" for field in columns]
    assert names[1:4] == ["text", "responsible", "likelihood"]
    shown = paste(window, "Skills\tKim\t2\nReports\tLo\t9\nA new risk\tSam\t3\n")
    assert ("1", "K3", "Control point", "Skills are lacking", "Skills", "") in shown
    bad = next(row for row in shown if "not on the scale" in row[5])
    assert bad[:5] == ("2", "O1", "Likelihood", "", "9")
    assert ("3", "New", "Control point", "", "A new risk", "") in shown
    points = window.session.year.control_points
    assert [(p.text, p.responsible, p.likelihood) for p in points[2:]] == [
        ("Skills", "Kim", 2),
        ("A new risk", "Sam", 3),
        ("Reports", "Lo", 1),
    ]
    window.undo()
    assert everything(window.session.register) == before


def test_a_block_may_be_declined(window: MainWindow) -> None:
    assert window.session
    before = window.session.year
    choose(window, 0, "text")
    paste(window, "a\tb\nc\td\n", accept=False)
    assert window.session.year is before


def test_a_block_fills_an_empty_plan(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_empty(tmp_path)
    path = session.register.path
    session.close()
    for window in opened(path, qtbot):
        clip("Control point\tDecision\tLikelihood\nInvoices are late\tAccept\t2\n")

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, CellsDialog)
            dialog.take.click()

        QTimer.singleShot(0, answer)
        window.actions_by_key["paste_rows"].trigger()
        assert window.session
        (point,) = window.session.year.control_points
        assert (point.text, point.decision, point.likelihood) == ("Invoices are late", Decision.ACCEPT, 2)


def test_keys_in_a_text_that_is_edited_stay_with_it(window: MainWindow) -> None:
    assert window.session
    before = window.session.year
    search = risks(window).bar.search
    search.setFocus()
    clip("Contracts\tx\ny\tz")
    QTest.keyClick(search, Qt.Key.Key_V, CTRL)
    assert search.text().startswith("Contracts")
    assert window.session.year is before


def test_nothing_on_the_clipboard_is_said(window: MainWindow) -> None:
    choose(window, 0, "text")
    clip("\n")
    press(window, Qt.Key.Key_V)
    assert "no text on the clipboard" in window.message.sentence
