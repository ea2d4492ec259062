from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from riskreg.domain.change import all_of
from riskreg.domain.filtering import PointFilter, chosen
from riskreg.domain.records import ControlPoint, ControlPointGoal
from riskreg.domain.scales import Decision, Stage
from riskreg.gui.count_table import CountRow
from riskreg.gui.overview import OverviewPage
from riskreg.gui.session import Session
from riskreg.gui.unfinished import MOST_SHOWN, UnfinishedList
from tests.gui.small_plan import open_empty, open_small

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


def shown(session: Session, qtbot: QtBot) -> OverviewPage:
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 620)
    page.show()
    return page


def rows(page: OverviewPage) -> dict[str, CountRow]:
    return {row.count.name: row for row in page.findChildren(CountRow)}


def listed(page: OverviewPage) -> list[str]:
    view = page.unfinished
    return [view.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(view.count())]


def test_points_are_counted_by_decision_and_band(session: Session, qtbot: QtBot) -> None:
    counted = {name: row.count.tally.total for name, row in rows(shown(session, qtbot)).items()}
    assert counted == {
        "Handle through internal control": 1,
        "Accept": 2,
        "Act now": 0,
        "Dismiss": 0,
        "Not decided": 1,
        "Low  1–2": 1,
        "Medium  3–6": 0,
        "High  8–12": 2,
        "Extremely high  16": 0,
        "Not assessed": 1,
    }


def test_a_count_leads_to_exactly_the_points_that_it_counts(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    asked: list[PointFilter] = []
    session.points_wanted.connect(asked.append)
    for row in rows(page).values():
        QTest.mouseClick(row, LEFT, NOTHING, row.rect().center())
        if row.count.tally.total:
            assert len(chosen(session.year, asked.pop())) == row.count.tally.total
    assert asked == [], "a count of none leads nowhere"
    row = rows(page)["Accept"]
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert asked == [PointFilter(decisions=frozenset({Decision.ACCEPT}))]


def test_a_cell_of_the_matrix_leads_to_its_points_and_a_number_to_its_own(
    session: Session, qtbot: QtBot
) -> None:
    page = shown(session, qtbot)
    cells = page.matrix.picture().grid.cells
    for _time in range(2):  # it is not left chosen: a second click asks again
        with qtbot.waitSignal(session.points_wanted) as asked:
            QTest.mouseClick(page.matrix, LEFT, NOTHING, cells[2, 4].center().toPoint())
        assert asked.args == [PointFilter(cell=(2, 4))]
    pill = next(p for p in page.matrix.picture().pills if p.text == "K1")
    with qtbot.waitSignal(session.record_wanted) as wanted:
        QTest.mouseClick(page.matrix, LEFT, NOTHING, pill.rect.center().toPoint())
    assert wanted.args == [pill.point]


def test_what_is_unfinished_is_grouped_and_said_in_sentences(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    assert listed(page) == [
        "To be completed · 1",
        "K3 Skills are lacking\nThe likelihood is not assessed. The consequence is not assessed. "
        "There is no decision yet.",
        "Decisions that want a reason · 1",
        "K2 Contracts run out\nThe risk is left as it is, but the analysis does not say why. "
        "The decision differs from what the risk band suggests. State the reason in the analysis.",
        "Goals that nothing guards · 1",
        "M2 Costs are shared",
        "Control points that serve no goal · 3",
        "K2 Contracts run out",
        "K3 Skills are lacking",
        "O1 Delegated decisions are reported",
        "The decision · 1",
        "2022 Internal control plan 2022\nThe year has begun, but its plan is not adopted.",
    ]


def test_what_is_unfinished_leads_to_the_record_by_click_and_by_key(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    view = page.unfinished
    asked: list[object] = []
    session.record_wanted.connect(asked.append)
    place = view.visualItemRect(view.item(5)).center()
    QTest.mouseClick(view.viewport(), LEFT, NOTHING, place)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.mouseClick(view.viewport(), LEFT, NOTHING, view.visualItemRect(view.item(0)).center())
    points = {session.year.number(p): p for p in session.year.control_points}
    assert asked == [session.year.goals[1], points["K2"]], "a heading leads nowhere"
    last = view.item(view.count() - 1)
    view.scrollToItem(last)
    QTest.mouseClick(view.viewport(), LEFT, NOTHING, view.visualItemRect(last).center())
    assert asked[-1] == session.year.plan


def test_every_step_is_followed_and_undone(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    point = session.year.control_points[2]
    with session.register.step("Decide") as edit:
        edit.put(point, replace(point, likelihood=4, consequence=4, decision=Decision.DISMISS))
    assert rows(page)["Extremely high  16"].count.tally.own == 1
    assert not any("not assessed" in line for line in listed(page))
    session.register.undo()
    assert rows(page)["Extremely high  16"].count.tally.own == 0


def test_a_finished_plan_is_said_to_be_so(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    year = session.year
    with session.register.step("Finish") as edit:
        for point in year.control_points[1:]:
            finished = replace(
                point, likelihood=1, consequence=1, decision=Decision.ACCEPT, analysis="It seldom happens."
            )
            edit.put(point, finished)
            edit.add(ControlPointGoal(control_point_id=point.id, goal_id=year.goals[1].id))
        edit.put(year.plan, replace(year.plan, stage=Stage.ADOPTED))
    assert page.unfinished.isHidden()
    assert page.findChild(UnfinishedList) is page.unfinished
    assert "Nothing is unfinished" in page.finished.text()
    assert page.finished.isVisible()


def test_an_empty_year_says_what_to_do_first(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_empty(tmp_path)
    page = shown(session, qtbot)
    buttons = {b.text(): b for b in page.findChildren(QPushButton) if b.isVisible()}
    for text, signal in (
        ("Write down the goals", page.new_goal_wanted),
        ("Record a control point", page.new_point_wanted),
        ("Import a spreadsheet", page.import_wanted),
    ):
        with qtbot.waitSignal(signal):
            buttons[text].click()
    with session.register.step("Begin") as edit:
        edit.add(ControlPoint(plan_id=session.year.plan.id, text="Contracts run out"))
    assert not any(b.isVisible() for b in buttons.values())
    assert all(b.accessibleName() for b in page.findChildren(QAbstractButton) if b.isVisible())
    session.close()


def test_a_long_list_is_cut_and_says_so(session: Session, qtbot: QtBot) -> None:
    page = shown(session, qtbot)
    with session.register.step("Add many") as edit:
        for at in range(MOST_SHOWN + 50):
            edit.add(ControlPoint(plan_id=session.year.plan.id, position=at + 10, text=f"Risk {at}"))
    assert len(all_of(session.register.contents, ControlPoint)) == MOST_SHOWN + 54
    assert f"To be completed · {MOST_SHOWN + 51}" in listed(page)
    assert "… and 51 more" in listed(page)
