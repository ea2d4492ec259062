"""The page of risks and control points: finding, adding, moving and removing them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from riskreg.domain.filtering import PointFilter
from riskreg.domain.scales import Decision
from riskreg.gui.risks import RisksPage
from riskreg.gui.session import Session
from riskreg.keeping import copy_forward
from tests.gui.small_plan import open_empty, open_small
from tests.gui.test_record_form import area


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    yield session
    session.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> RisksPage:
    return a_page(session, qtbot)


def a_page(session: Session, qtbot: QtBot) -> RisksPage:
    page = RisksPage(session)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


def numbers(page: RisksPage) -> str:
    model = page.table.model_
    return " ".join(str(model.index(row, 0).data()) for row in range(model.rowCount()))


def select(page: RisksPage, *numbers: str) -> None:
    year = page._session.year
    page.table.select([p.id for p in year.control_points if year.number(p) in numbers])


def selected(page: RisksPage) -> str:
    year = page._session.year
    return " ".join(year.number(p) for p in page._points())


def test_search_narrows_as_one_types_and_escape_shows_all(page: RisksPage, qtbot: QtBot) -> None:
    page.focus_search()
    QTest.keyClicks(page.bar.search, "contr")
    assert numbers(page) == "K2"
    assert page.bar._count.text() == "1 of 4"
    QTest.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert selected(page) == "K2"
    QTest.keyClick(page.bar.search, Qt.Key.Key_Escape)
    assert numbers(page) == "K1 K2 K3 O1"
    assert selected(page) == "K2"


def test_filters_are_ticked_in_menus_and_cleared(page: RisksPage) -> None:
    menu = page.bar.menus["decisions"].menu()
    next(a for a in menu.actions() if a.text() == "Not decided").trigger()
    assert numbers(page) == "K3"
    next(a for a in menu.actions() if a.text() == "Accept").trigger()
    assert numbers(page) == "K2 K3 O1"
    assert page.bar.menus["decisions"].text() == "Decision: 2"
    page.bar.clear.click()
    assert numbers(page) == "K1 K2 K3 O1"
    assert page.bar.menus["decisions"].text() == "Decision"


def test_a_filter_from_elsewhere_is_shown(session: Session, page: RisksPage) -> None:
    page.set_filter(PointFilter(goals=frozenset({session.year.goals[0].id})))
    assert numbers(page) == "K1"
    assert page.bar.menus["goals"].text() == "Goal: M1 Services are relia…"


def test_a_cell_of_the_matrix_filters_and_a_point_in_it_selects(session: Session, page: RisksPage) -> None:
    page.matrix.cell_clicked.emit((2, 4))
    assert numbers(page) == "K2"
    page.bar.chip_button.click()
    assert numbers(page) == "K1 K2 K3 O1"
    page.matrix.point_clicked.emit(session.year.control_points[3].id)
    assert selected(page) == "O1"


def test_what_is_worked_on_stays_though_the_filter_would_hide_it(
    session: Session, page: RisksPage, qtbot: QtBot
) -> None:
    page.set_filter(PointFilter(decisions=frozenset({None})))
    select(page, "K3")
    editor = page.form.rows["decision"].editor
    editor.show_value(Decision.ACCEPT)
    editor.meant.emit()
    assert numbers(page) == "K3"
    QTest.keyClicks(area(page.form, "analysis"), "It is small.")
    page.flush()
    assert session.year.control_points[2].analysis == "It is small."
    page.set_filter(PointFilter(decisions=frozenset({None}), text=" "))
    assert numbers(page) == ""


def test_a_new_point_is_added_at_the_end_ready_to_be_named(
    session: Session, page: RisksPage, qtbot: QtBot
) -> None:
    page.set_filter(PointFilter(text="contracts"))
    page.new_point()
    assert numbers(page) == "K1 K2 K3 K4 O1"
    assert selected(page) == "K4"
    assert area(page.form, "text").textCursor().selectedText() == "New control point"
    QTest.keyClicks(area(page.form, "text"), "Staff leave")
    page.flush()
    assert session.year.control_points[3].text == "Staff leave"


def test_a_duplicate_follows_its_original_with_its_links(session: Session, page: RisksPage) -> None:
    select(page, "K1")
    page.duplicate()
    assert selected(page) == "K2"
    copy = session.year.control_points[1]
    assert copy.text == "Projects follow <b>the model</b>"
    assert session.year.goals_of(copy) == session.year.goals_of(session.year.control_points[0])
    session.register.undo()
    assert numbers(page) == "K1 K2 K3 O1"


def test_deleting_several_is_one_step_and_told(session: Session, page: RisksPage, qtbot: QtBot) -> None:
    select(page, "K1", "K3")
    with qtbot.waitSignal(session.told) as told:
        page.delete()
    assert told.args == ["2 control points deleted. Undo with Ctrl+Z."]
    assert numbers(page) == "K1 O1"
    assert selected(page) == "K1"
    session.register.undo()
    assert numbers(page) == "K1 K2 K3 O1"
    assert session.year.goals_of(session.year.control_points[0]) != ()


def test_deleting_the_last_goes_to_the_one_before(session: Session, page: RisksPage, qtbot: QtBot) -> None:
    select(page, "O1")
    with qtbot.waitSignal(session.told) as told:
        page.delete()
    assert told.args == ["O1 deleted. Undo with Ctrl+Z."]
    assert selected(page) == "K3"


def test_points_move_in_the_users_own_order(session: Session, page: RisksPage) -> None:
    select(page, "K3")
    page.move_by(-1)
    assert [p.text for p in session.year.control_points][1] == "Skills are lacking"
    assert selected(page) == "K2"
    page.move_by(-1)
    page.move_by(-1)
    assert selected(page) == "K1"


def test_select_record_takes_away_a_filter_that_hides_it(session: Session, page: RisksPage) -> None:
    page.set_filter(PointFilter(text="contracts"))
    page.select_record(session.year.control_points[0])
    assert selected(page) == "K1"
    assert page.bar.search.text() == ""


def test_a_refused_cell_is_mended_in_the_form(session: Session, page: RisksPage, qtbot: QtBot) -> None:
    select(page, "K2")
    model = page.table.model_
    with qtbot.waitSignal(session.trouble):
        model.setData(model.index(1, model.column("text")), "x" * 32_768)
    assert len(area(page.form, "text").toPlainText()) == 32_768
    assert "at most 32767" in page.form.rows["text"].refusal.sentence


def test_another_year_is_shown(session: Session, page: RisksPage) -> None:
    copy_forward(session.register, 2022, 2023, keep_decisions=False)
    select(page, "K2")
    session.show_year(2023)
    assert numbers(page) == "K1 K2 K3 O1"
    assert selected(page) == ""
    assert {p.decision for p in page.table.model_.records if hasattr(p, "decision")} == {None}


def test_an_empty_page_says_what_to_do_first(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_empty(tmp_path)
    page = a_page(session, qtbot)
    assert page._stack.currentWidget() is page._first
    page.new_point()
    assert numbers(page) == "K1"
    assert page._stack.currentWidget() is not page._first
    session.close()


def test_the_matrix_can_be_hidden_and_that_is_remembered(
    session: Session, page: RisksPage, qtbot: QtBot
) -> None:
    page.set_matrix_shown(False)
    assert not page.matrix.isVisible()
    qtbot.waitUntil(lambda: page.table.viewport().height() // page.table.rowHeight(0) >= 10)
    assert session.settings.get("matrix_shown") is False
    page.set_matrix_shown(True)
    assert page.matrix.isVisible()
