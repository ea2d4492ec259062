"""A follow-up through the real window: results, a deviation that gets an action, and the printed paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from riskreg.domain.scales import ActionSource, Assessment, Decision, Outcome
from riskreg.gui import ask
from riskreg.gui.follow_up import FollowUpPage
from riskreg.gui.window import MainWindow
from riskreg.paper.documents import DOCUMENTS
from riskreg.paper.follow_up import FOLLOW_UP
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.gui.small_plan import open_small
from tests.paper.reading import plain, program


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    session = open_small(tmp_path)
    (second,) = (p for p in session.year.control_points if session.year.number(p) == "K2")
    with session.register.step("Decide") as edit:
        edit.put(second, replace(second, decision=Decision.HANDLE, method="Ask", responsible="The manager"))
    path = session.register.path
    session.close()
    window = MainWindow(Settings(tmp_path / "settings.json"), texts("en"))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.begin(path)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.close()


def press(window: MainWindow, key: Qt.Key) -> None:
    """Press a key where the focus is; offscreen, another window may have taken the activity."""
    if not window.isActiveWindow():
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    QApplication.processEvents()


def write(window: MainWindow, *words: str) -> None:
    """Type words into cell after cell: Tab goes on between them."""
    for at, word in enumerate(words):
        if at:
            press(window, Qt.Key.Key_Tab)
        for letter in word:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClicks(focus, letter)


def page_of(window: MainWindow) -> FollowUpPage:
    page = window.show_page("follow-up")
    assert isinstance(page, FollowUpPage)
    return page


def test_results_are_typed_a_deviation_gets_an_action_and_the_follow_up_is_printed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    session = page.session
    assert page.stack.currentIndex() == 0
    page.first.new.click()
    assert [p.name for p in session.year.periods] == ["Tertial 1", "Tertial 2", "Tertial 3"]
    page._choose_period(session.year.periods[0].id)

    grid = page.controls.grids[0]
    grid.select_row(0, grid.model_.column("done_on"))
    write(window, "2022-04-12", "Anna", "25", "0")
    press(window, Qt.Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, grid.model_.column("deviations"))
    grid.select_row(1, grid.model_.column("checked"))
    write(window, "8", "9")
    press(window, Qt.Key.Key_Return)
    assert "more deviations (9) than were checked (8)" in page.remark.sentence
    assert grid.model_.index(1, grid.model_.column("deviations")).data() == "9"
    grid.select_row(1, grid.model_.column("deviations"))
    write(window, "2", "")
    assert page.remark.sentence == ""
    assert grid.currentIndex().column() == grid.model_.column("outcome")
    press(window, Qt.Key.Key_M)
    first, second = (r for r in session.year.control_results)
    assert (first.done_by, first.checked, first.deviations) == ("Anna", 25, 0)
    assert (second.checked, second.deviations, second.outcome) == (8, 2, Outcome.MINOR)

    (button,) = (b for b in page.wanting.findChildren(QPushButton) if b.isVisible())
    assert button.text() == "New action for K2"
    button.click()
    write(window, "Write the missing dates into the contracts")
    press(window, Qt.Key.Key_Return)
    (action,) = session.year.actions
    assert action.text == "Write the missing dates into the contracts"
    assert (action.source, action.responsible) == (ActionSource.DEVIATION, "The manager")
    assert page.wanting.isHidden()

    target = tmp_path / "paper.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_args: target)
    documents = window.show_page("documents")
    documents.list.setCurrentRow(DOCUMENTS.index(FOLLOW_UP))
    documents.which.setCurrentIndex(0)
    documents.which.activated.emit(0)
    documents.save_pdf()
    qtbot.waitUntil(target.exists, timeout=20_000)
    text = plain(program("pdftotext", target, "-"))
    assert "2 of 2 controls are reported. 2 deviations were found." in text
    assert "Å1 Write the missing dates into the contracts" in text


def test_what_is_late_leads_from_the_overview_to_its_row(window: MainWindow) -> None:
    page = page_of(window)
    page.make_periods()
    overview = window.show_page("overview")
    rows = [overview.unfinished.item(at) for at in range(overview.unfinished.count())]
    late = next(row for row in rows if "Tertial 2" in str(row.data(Qt.ItemDataRole.AccessibleTextRole)))
    overview.unfinished.itemClicked.emit(late)
    assert window.page is page
    assert page.period
    grid = page.controls.grids[0]
    at = grid.currentIndex()
    assert grid.model_.title(grid.model_.records[at.row()]).startswith("K1")


def test_a_value_is_read_alike_with_comma_and_point_and_words_are_refused(window: MainWindow) -> None:
    page = page_of(window)
    page.make_periods()
    page.tabs.setCurrentIndex(1)
    goals = page.goals.grids[0]
    for row, word in enumerate(("2,5", "2.5")):
        goals.select_row(row, goals.model_.column("value"))
        write(window, word)
        press(window, Qt.Key.Key_Return)
    assert len({result.value for result in page.session.year.goal_results}) == 1
    goals.select_row(0, goals.model_.column("value"))
    write(window, "good")
    press(window, Qt.Key.Key_Return)
    assert "“good” in “Value” is not a number" in page.remark.sentence
    assert not window.is_kept()
    goals.select_row(0, goals.model_.column("value"))
    press(window, Qt.Key.Key_Delete)
    assert window.is_kept()
    goals.select_row(0, goals.model_.column("assessment"))
    press(window, Qt.Key.Key_N)
    assert page.session.year.goal_results[0].assessment is Assessment.NOT_MET
    assert [b.text() for b in page.wanting.findChildren(QPushButton) if b.isVisible()] == [
        "New action for M1"
    ]
