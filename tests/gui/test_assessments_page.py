"""The page of assessments before a change, on a real register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from riskreg.domain.assessment_records import AssessmentRisk
from riskreg.domain.follow_up_records import Action
from riskreg.domain.scales import Repeats
from riskreg.domain.year import AssessmentPart
from riskreg.gui.assessments import AssessmentsPage
from riskreg.gui.point_form import PointForm
from riskreg.gui.rows_section import RowsSection
from riskreg.gui.session import Session
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> AssessmentsPage:
    made = AssessmentsPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def writing(section: RowsSection) -> QWidget:
    """The editor that is open in a cell."""
    QApplication.processEvents()
    editor = section.table.viewport().findChildren(QWidget)
    assert editor
    return editor[-1]


def write(section: RowsSection, name: str, text: str) -> None:
    """Write into a field of the chosen row, as at the keyboard."""
    row = section.row
    assert row is not None
    section.table.write(row.id, name)
    QTest.keyClicks(writing(section), text)
    QTest.keyClick(writing(section), Qt.Key.Key_Return)
    QApplication.processEvents()


def rows(page: AssessmentsPage, kind: type[AssessmentPart]) -> list[AssessmentPart]:
    assessment = page.form.assessment
    assert assessment
    return list(page.session.year.parts(assessment, kind))


def added(page: AssessmentsPage, kind: type[AssessmentPart], name: str, text: str) -> RowsSection:
    section = page.form.sections[kind]
    section.add_button.click()
    write(section, name, text)
    return section


def test_an_empty_page_says_what_to_do_first(page: AssessmentsPage) -> None:
    assert page.stack.currentWidget() is page.empty
    assert not page.empty.bring.isVisible()
    page.empty.new.click()
    (assessment,) = page.session.year.assessments
    assert (assessment.name, assessment.dated) == ("New assessment", date.today())
    assert page.stack.currentWidget() is page.split
    assert page.form.sections[AssessmentRisk].nothing.isVisible()
    assert not page.form.sections[AssessmentRisk].table.isVisible()


def test_rows_are_written_in_place_moved_and_removed(page: AssessmentsPage) -> None:
    page.new_assessment()
    added(page, AssessmentRisk, "text", "Too little time")
    section = added(page, AssessmentRisk, "text", "Too many cases")
    section.move_by(-1)
    assert [getattr(r, "text") for r in rows(page, AssessmentRisk)] == ["Too many cases", "Too little time"]  # noqa: B009
    assert section.table.height() > 3 * section.table.horizontalHeader().height()
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert len(rows(page, AssessmentRisk)) == 1
    assert len(page.session.year.assessments) == 1
    page.session.register.undo()
    assert [r.position for r in rows(page, AssessmentRisk)] == [1, 2]
    assert section.row is not None


def test_moving_moves_the_row_that_is_worked_in(page: AssessmentsPage) -> None:
    page.new_assessment()
    page.new_assessment()
    first, second = page.session.year.assessments
    page.table.select([second.id])
    page.table.setFocus()
    page.move_by(-1)
    assert [a.id for a in page.session.year.assessments] == [second.id, first.id]
    added(page, AssessmentRisk, "text", "One")
    section = added(page, AssessmentRisk, "text", "Two")
    section.table.setFocus()
    page.move_by(-1)
    assert [r.position for r in rows(page, AssessmentRisk)] == [1, 2]
    assert [getattr(r, "text") for r in rows(page, AssessmentRisk)] == ["Two", "One"]  # noqa: B009
    assert [a.id for a in page.session.year.assessments] == [second.id, first.id]


def test_yearly_may_stand_where_a_date_stands(page: AssessmentsPage) -> None:
    page.new_assessment()
    section = added(page, Action, "text", "Train everyone")
    write(section, "due", "Yearly")
    (action,) = rows(page, Action)
    assert isinstance(action, Action)
    assert (action.repeats, action.due) == (Repeats.YEARLY, None)
    assert not section.remark.sentence


def test_what_is_refused_is_said_and_kept(page: AssessmentsPage) -> None:
    page.new_assessment()
    section = added(page, Action, "text", "Train everyone")
    for refused, sentence in (
        ("soon", "“soon” in “Due” is not a date"),
        ("2001-01-01", "2001-01-01, before"),
    ):
        write(section, "due", "")
        section.table.write(rows(page, Action)[0].id, "due")
        editor = writing(section)
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, refused)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert sentence in section.remark.sentence
    section.table.write(rows(page, Action)[0].id, "due")
    editor = writing(section)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "2001-01-01"
    editor.selectAll()
    QTest.keyClicks(editor, "2999-01-01")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not section.remark.sentence
    (action,) = rows(page, Action)
    assert isinstance(action, Action)
    assert action.due == date(2999, 1, 1)


def test_a_risk_is_lifted_in_one_step_and_leads_both_ways(page: AssessmentsPage, qtbot: QtBot) -> None:
    session = page.session
    page.new_assessment()
    added(page, AssessmentRisk, "text", "Too little time")
    page.form.lift_button.click()
    point = next(p for p in session.year.control_points if p.text == "Too little time")
    assert not page.form.lift_button.isEnabled()
    (line,) = page.form.lifted.lines
    with qtbot.waitSignal(session.record_wanted) as wanted:
        line.click()
    assert wanted.args == [point]
    form = PointForm(session)
    qtbot.addWidget(form)
    form.show_records([point])
    with qtbot.waitSignal(session.record_wanted) as back:
        form.origin.lines[0].click()
    assert back.args == [session.year.assessments[0]]
    session.register.undo()
    assert point.id not in session.register.contents[type(point)]
    assert page.form.lift_button.isEnabled()


def test_another_year_shows_its_own(page: AssessmentsPage) -> None:
    page.new_assessment()
    page.delete()
    assert page.stack.currentWidget() is page.empty
    assert page.form.records == ()
