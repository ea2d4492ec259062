from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from riskreg.domain.records import ControlPoint, ControlPointGoal
from riskreg.domain.scales import Decision, Stage
from riskreg.domain.year import years
from riskreg.gui.copy_year import CopyYearDialog
from riskreg.gui.session import Session
from riskreg.keeping import backups, contents_of
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> CopyYearDialog:
    made = CopyYearDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_proposes_the_next_year_and_says_what_comes_along(dialog: CopyYearDialog) -> None:
    assert dialog.copy.text() == "Copy 2022 to 2023"
    lines = dialog.preview.lines()
    assert lines[0] == "Comes along to 2023"
    assert "Control points\t4" in lines
    assert "Effect goals and goals\t2" in lines
    assert "Decision and analysis\t3" in lines
    assert "is not adopted yet" in dialog.remark.text()


def test_copies_as_one_step_and_shows_the_new_year(dialog: CopyYearDialog, session: Session) -> None:
    before = session.year
    dialog.copy.click()
    assert session.year.plan.year == 2023
    assert [p.text for p in session.year.control_points] == [p.text for p in before.control_points]
    assert [p.likelihood for p in session.year.control_points] == [
        p.likelihood for p in before.control_points
    ]
    assert not any(p.decision or p.analysis for p in session.year.control_points)
    assert session.register.year(2022) == before
    session.register.undo()
    assert session.register.years == (2022,)
    (kept,) = backups(session.register.path)
    assert years(contents_of(kept)) == (2022,)  # it was made before


def test_decisions_come_along_when_that_is_wanted(dialog: CopyYearDialog, session: Session) -> None:
    before = session.year
    dialog.keep.setChecked(True)
    dialog.copy.click()
    kept = [(p.decision, p.analysis) for p in session.year.control_points]
    assert kept == [(p.decision, p.analysis) for p in before.control_points]


def test_the_year_itself_is_refused_at_once(dialog: CopyYearDialog, session: Session) -> None:
    assert not dialog.objection.sentence
    dialog.to.setValue(2022)
    assert "2022" in dialog.objection.sentence
    assert dialog.objection.isVisible()
    assert not dialog.copy.isEnabled()
    assert dialog.preview.lines() == []
    dialog.to.setValue(2025)
    assert not dialog.objection.sentence
    dialog.copy.click()
    assert session.register.years == (2025, 2022)


def test_a_line_lists_what_is_inside_once_it_is_opened(dialog: CopyYearDialog) -> None:
    assert not any("Contracts run out" in line for line in dialog.preview.lines())
    dialog.preview.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(dialog.preview, key)
    lines = dialog.preview.lines()
    assert lines[1:4] == [
        "Control points\t4",
        "K1  Projects follow <b>the model</b>",
        "K2  Contracts run out",
    ]
    dialog.keep.setChecked(True)  # what was opened stays open
    assert dialog.preview.lines()[:4] == lines[:4]
    assert not any(line.startswith("Decision and analysis") for line in dialog.preview.lines())


def test_only_choices_that_make_a_difference_are_offered(
    session: Session, dialog: CopyYearDialog, qtbot: QtBot
) -> None:
    assert not any(choice.isVisible() for choice in (dialog.dismissed, dialog.undertakings, dialog.events))
    point = session.year.control_points[1]
    with session.register.step("Dismiss") as edit:
        edit.put(point, replace(point, decision=Decision.DISMISS))
    other = CopyYearDialog(session)
    qtbot.addWidget(other)
    other.show()
    assert other.dismissed.isVisible()
    assert not other.removed.isVisible()
    assert "Dismissed control points\t1" in other.preview.lines()
    other.dismissed.setChecked(True)
    assert "Dismissed control points\t1" not in other.preview.lines()
    other.copy.click()
    assert len(session.year.control_points) == 4


def test_a_draft_takes_in_what_came_since_and_keeps_its_own(
    session: Session, dialog: CopyYearDialog, qtbot: QtBot
) -> None:
    dialog.copy.click()
    there = session.year
    first, second = there.control_points[:2]
    old = session.register.year(2022)
    with session.register.step("Work in both years") as edit:
        edit.put(first, replace(first, text="Rewritten here"))
        edit.remove(second)
        added = edit.add(ControlPoint(plan_id=old.plan.id, position=9, text="Came since"))
        edit.add(ControlPointGoal(control_point_id=added.id, goal_id=old.goals[1].id))
        edit.put(old.control_points[2], replace(old.control_points[2], method="Talks"))
    session.show_year(2022)
    again = CopyYearDialog(session)
    qtbot.addWidget(again)
    again.show()
    again.to.setValue(2023)
    assert again.copy.text() == "Take in from 2022 to 2023"
    lines = again.preview.lines()
    assert "Control points\t1\t3" in lines
    assert "Links\t1" in [line.rsplit("\t", 1)[0] for line in lines]
    assert "Changed in 2022 since it was copied" in lines
    assert "K3  Skills are lacking" in lines
    assert "Removed from 2023" in lines
    again.copy.click()
    year = session.year
    assert (year.plan.year, [p.text for p in year.control_points]) == (
        2023,
        ["Rewritten here", "Skills are lacking", "Came since", "Delegated decisions are reported"],
    )
    assert [goal.text for goal in year.goals_of(year.control_points[2])] == ["Costs are shared"]
    session.register.undo()
    assert len(session.register.year(2023).control_points) == 3


def test_what_was_removed_can_be_taken_in_again(
    session: Session, dialog: CopyYearDialog, qtbot: QtBot
) -> None:
    dialog.copy.click()
    with session.register.step("Remove") as edit:
        edit.remove(session.year.control_points[1])
    again = CopyYearDialog(session)
    qtbot.addWidget(again)
    again.show()
    again.from_year.setCurrentText("2022")
    again.to.setValue(2023)
    assert "lacks nothing" in again.remark.text()
    assert not again.copy.isEnabled()
    assert again.removed.isVisible()
    again.removed.setChecked(True)
    assert again.removed.isVisible()
    again.copy.click()
    assert "Contracts run out" in [p.text for p in session.year.control_points]


def test_a_decided_year_is_refused(session: Session, dialog: CopyYearDialog, qtbot: QtBot) -> None:
    dialog.copy.click()
    plan = session.year.plan
    with session.register.step("Close") as edit:
        edit.put(plan, replace(plan, stage=Stage.CLOSED))
    again = CopyYearDialog(session)
    qtbot.addWidget(again)
    again.show()
    again.from_year.setCurrentText("2022")
    again.to.setValue(2023)
    assert "is closed" in again.objection.sentence
    assert not again.copy.isEnabled()
