"""Blocks from a spreadsheet pasted into the grids of the follow-up, over goals and into lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.adopting import adopt, propose
from riskreg.domain.edition import Adoption
from riskreg.domain.records import Indicator, Undertaking
from riskreg.domain.scales import ActionStatus, Assessment, Decision, Outcome, UndertakingPhase
from riskreg.following import add_action, make_periods
from riskreg.gui.cells_dialog import CellsDialog
from riskreg.gui.follow_up import FollowUpPage
from riskreg.gui.goals import GoalsPage
from riskreg.gui.grid import Grid
from riskreg.gui.session import Session
from riskreg.gui.window import MainWindow
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import everything
from tests.gui.small_plan import open_small

_CONTROLS, _GOALS, _ACTIONS, _REPORT, _PERIODS = range(5)


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """K1 and K2 are followed up in three periods."""
    session = open_small(tmp_path)
    second = session.year.control_points[1]
    with session.register.step("Decide") as edit:
        edit.put(second, replace(second, decision=Decision.HANDLE, method="Ask", responsible="Kim"))
        edit.add(Indicator(plan_id=session.year.plan.id, position=1, text="Answers within a day"))
    make_periods(session.register, 2022, session.texts)
    path = session.register.path
    session.close()
    made = MainWindow(Settings(tmp_path / "settings.json"), texts("en"))
    qtbot.addWidget(made)
    made.show()
    made.begin(path)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def session_of(window: MainWindow) -> Session:
    assert window.session
    return window.session


def grid_of(window: MainWindow, tab: int, at: int = 0) -> Grid:
    page = window.show_page("follow-up")
    assert isinstance(page, FollowUpPage)
    page._choose_period(session_of(window).year.periods[0].id)
    page.tabs.setCurrentIndex(tab)
    tabs = {_CONTROLS: page.controls, _GOALS: page.goals, _ACTIONS: page.action_tab}
    return (tabs.get(tab) or page.own_periods).grids[at]


def paste(window: MainWindow, text: str) -> list[tuple[str, ...]]:
    """Paste a block by the menu's command and take what is shown; what was shown."""
    shown: list[tuple[str, ...]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CellsDialog)
        shown.extend(tuple(row) for row in dialog.cells.texts())
        dialog.take.click() if dialog.take.isEnabled() else dialog.reject()

    QGuiApplication.clipboard().setText(text)
    if not window.isActiveWindow():  # offscreen, a window that is made elsewhere takes the activity with it
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
    QTimer.singleShot(0, answer)
    window.actions_by_key["paste_rows"].trigger()
    return shown


def test_a_block_fills_the_results_of_a_period_as_one_step(window: MainWindow) -> None:
    session, grid = session_of(window), grid_of(window, _CONTROLS)
    before = everything(session.register)
    grid.select_row(0, grid.model_.column("done_on"))
    shown = paste(window, "2022-04-12\tAnna\t25\t0\n2022-04-13\tBo\tmany\t2\n2022-04-14\tCarl\n")
    assert ("3", "", "", "", "", "It reaches past the last row shown") in shown
    assert ("1", "K1, Tertial 1", "Done on", "", "2022-04-12", "") in shown
    assert [row[1:5] for row in shown if "not a whole number" in row[5]] == [
        ("K2, Tertial 1", "Checked", "", "many")
    ]
    first, second = session.year.control_results
    assert (first.done_on, first.done_by, first.checked, first.deviations) == (
        date(2022, 4, 12), "Anna", 25, 0
    )  # fmt: skip
    assert (second.done_by, second.checked, second.deviations) == ("Bo", None, 2)
    assert {r.period_id for r in (first, second)} == {session.year.periods[0].id}
    window.undo()
    assert everything(session.register) == before


def test_rows_with_numbers_go_where_they_belong_also_to_other_periods(window: MainWindow) -> None:
    session, grid = session_of(window), grid_of(window, _CONTROLS)
    grid.select_row(1)
    shown = paste(window, "No.\tChecked\nK2\t8\nK1\t25\nK9\t1\n")
    assert any("There is no K9" in row[5] for row in shown)
    assert checked(session) == {"K2": 8, "K1": 25}
    paste(window, "No.\tReport period\tOutcome\nK1\tTertial 3\tNo remark\n")
    last = session.year.control_results[-1]
    assert (last.period_id, last.outcome) == (session.year.periods[2].id, Outcome.FINE)


def checked(session: Session) -> dict[str, int | None]:
    """How many were checked, by the control point's number."""
    numbers = {p.id: session.year.number(p) for p in session.year.control_points}
    return {numbers[r.control_point_id]: r.checked for r in session.year.control_results}


def test_a_result_may_be_pasted_while_the_plan_is_decided(window: MainWindow) -> None:
    session = session_of(window)
    third = session.year.control_points[2]
    with session.register.step("Decide") as edit:
        edit.put(
            third, replace(third, likelihood=1, consequence=1, decision=Decision.ACCEPT, analysis="Rare.")
        )
    adopt(session.register, propose(session.year, Adoption(meeting=date(2021, 12, 16), paragraph="§ 39")))
    window.show_page("risks")
    assert not window.actions_by_key["paste_rows"].isEnabled()
    grid = grid_of(window, _CONTROLS)
    grid.select_row(0, grid.model_.column("checked"))
    QGuiApplication.clipboard().setText("40")  # one cell goes in at once
    window.actions_by_key["paste_rows"].trigger()
    assert [r.checked for r in session.year.control_results] == [40]


def test_one_cell_that_cannot_be_taken_stays_in_the_grid_until_a_block_lies_over_it(
    window: MainWindow,
) -> None:
    grid = grid_of(window, _CONTROLS)
    checked = grid.model_.column("checked")
    grid.select_row(0, checked)
    QGuiApplication.clipboard().setText("about ten")
    window.actions_by_key["paste_rows"].trigger()
    assert grid.model_.index(0, checked).data() == "about ten"
    assert isinstance(page := window.page, FollowUpPage)
    assert "not a whole number" in page.remark.sentence
    paste(window, "10\t0\n")
    assert grid.model_.index(0, checked).data() == "10"
    assert page.remark.sentence == ""


def test_a_copied_row_changes_nothing_when_it_is_pasted(window: MainWindow) -> None:
    session, grid = session_of(window), grid_of(window, _CONTROLS)
    grid.select_row(0, grid.model_.column("done_on"))
    paste(window, "2022-04-12\tAnna\n2022-04-13\tBo\n")
    year = session.year
    grid.select_row(1)
    window.actions_by_key["copy_rows"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[1].split("\t")[:4] == ["K2", "", "2022-04-13", "Bo"]
    assert paste(window, text) == []
    assert session.year is year


def test_goals_and_indicators_are_assessed_by_a_block(window: MainWindow) -> None:
    session, grid = session_of(window), grid_of(window, _GOALS)
    grid.select_row(0, grid.model_.column("value"))
    paste(window, "2,5\tOn course\n3\tNot met\n")
    assert [(str(r.value), r.assessment) for r in session.year.goal_results] == [
        ("2.5", Assessment.ON_COURSE),
        ("3", Assessment.NOT_MET),
    ]
    grid = grid_of(window, _GOALS, 1)
    grid.select_row(0, grid.model_.column("value"))
    grid.setFocus()
    paste(window, "97\tMet\n")
    assert [str(r.value) for r in session.year.indicator_results] == ["97"]


def test_rows_past_the_last_are_new_actions(window: MainWindow) -> None:
    session = session_of(window)
    add_action(session.register, session.year, "Ask the buyer")
    grid = grid_of(window, _ACTIONS)
    grid.select_row(0, grid.model_.column("responsible"))
    paste(window, "Action\tResponsible\tDue\tStatus\nTrain the staff\tKim\t2022-10-03\tDone\n")
    assert [a.text for a in session.year.actions] == ["Ask the buyer", "Train the staff"]
    grid.select_row(1, grid.model_.column("text"))
    paste(window, "Train all\tKim\nWrite a guide\tSam\nTell the board\tLo\n")
    assert [(a.text, a.responsible, a.status) for a in session.year.actions[1:]] == [
        ("Train all", "Kim", ActionStatus.DONE),
        ("Write a guide", "Sam", ActionStatus.PLANNED),
        ("Tell the board", "Lo", ActionStatus.PLANNED),
    ]


def test_goals_are_worded_and_added_by_a_block_and_indicators_by_their_heading(window: MainWindow) -> None:
    session = session_of(window)
    page = window.show_page("goals")
    assert isinstance(page, GoalsPage)
    page.select_record(session.year.goals[1])
    paste(window, "Costs are halved\nStaff stays\n")
    assert [g.text for g in session.year.goals] == [
        "Services are reliable",
        "Costs are halved",
        "Staff stays",
    ]
    paste(window, "No.\tIndicator\tTarget value\nI1\tAnswers within an hour\t90 %\n\tComplaints\t5\n")
    assert [(i.text, i.target) for i in session.year.indicators] == [
        ("Answers within an hour", "90 %"),
        ("Complaints", "5"),
    ]


def test_undertakings_come_from_a_block(window: MainWindow) -> None:
    session = session_of(window)
    with session.register.step("New") as edit:
        edit.add(Undertaking(plan_id=session.year.plan.id, position=1, text="Archive"))
    window.show_page("undertakings")
    paste(window, "Undertaking\tPhase\nThe e-archive\tIdea\nA common desk\tSomeday\n")
    assert [(u.text, u.phase) for u in session.year.undertakings][:2] == [
        ("Archive", None),
        ("The e-archive", UndertakingPhase.IDEA),
    ]


def test_periods_that_overlap_are_refused_in_the_dialog(window: MainWindow) -> None:
    session, grid = session_of(window), grid_of(window, _PERIODS)
    before = session.year
    grid.select_row(0, grid.model_.column("start"))
    shown = paste(window, "2022-01-01\t2022-06-30\n")
    assert "overlaps" in shown[-1][5]
    assert session.year is before
