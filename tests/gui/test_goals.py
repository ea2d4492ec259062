from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from riskreg.domain.records import ControlPoint, Goal, Indicator
from riskreg.domain.scales import GoalKind
from riskreg.gui.goal_tree import Part
from riskreg.gui.goals import GoalsPage
from riskreg.gui.links_section import LinkLine
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea
from riskreg.keeping import copy_forward
from tests.gui.small_plan import open_empty, open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> GoalsPage:
    return shown(session, qtbot)


def shown(session: Session, qtbot: QtBot) -> GoalsPage:
    made = GoalsPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 668)
    made.show()
    return made


def rows(page: GoalsPage) -> list[str]:
    """The tree as it reads: each row's number or heading, a dot for each level."""
    found = []
    for node in page.tree.nodes:
        depth, above = 0, node.parent
        while above:
            depth, above = depth + 1, above.parent
        found.append("." * depth + str(page.tree.index_of(node).data()))
    return found


def cell(page: GoalsPage, number: str, part: Part) -> str:
    node = next(n for n in page.tree.nodes if n.record and page.session.year.number(n.record) == number)
    return str(page.tree.index_of(node, part).data() or "")


def goal(session: Session, number: str) -> Goal:
    return next(g for g in session.year.goals if session.year.number(g) == number)


def indicator(session: Session, number: str) -> Indicator:
    return next(i for i in session.year.indicators if session.year.number(i) == number)


def type_into_form(page: GoalsPage, text: str, qtbot: QtBot) -> None:
    record = page.record
    assert record is not None
    editor = page.forms[type(record)].rows["text"].editor
    editor.select_all()
    area = editor.focusProxy()
    assert area is not None
    QTest.keyClicks(area, text)


def drag(page: GoalsPage, moved: str, onto: str, *, height: float) -> None:
    """Drop a row on another one: `height` from 0, its upper edge, to 1."""
    view = page.view
    nodes = {str(page.tree.index_of(n).data()): n for n in page.tree.nodes}
    view.setCurrentIndex(page.tree.index_of(nodes[moved], Part.TEXT))
    view.executeDelayedItemsLayout()
    area = view.visualRect(page.tree.index_of(nodes[onto], Part.TEXT))
    place = QPoint(area.center().x(), round(area.top() + height * (area.height() - 1)))
    data = page.tree.mimeData([view.currentIndex()])
    assert isinstance(data, QMimeData)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.setState(view.State.DraggingState)
    view.setDragDropMode(view.DragDropMode.DragDrop)  # an event made by hand has no source to be known by
    view.dragMoveEvent(QDragMoveEvent(QPointF(place), Qt.DropAction.MoveAction, data, left, none))
    view.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.MoveAction, data, left, none))


# ------------------------------------------------------------------ what is shown
def test_shows_goals_with_what_guards_them_and_says_calmly_when_nothing_does(page: GoalsPage) -> None:
    assert rows(page) == ["Goals that serve no effect goal", ".M1", ".M2"]
    assert cell(page, "M1", Part.TEXT) == "Services are reliable"
    assert cell(page, "M1", Part.GUARDED) == "K1"
    assert cell(page, "M2", Part.GUARDED) == "Nothing guards it"


def test_an_empty_page_says_what_to_do_first(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_empty(tmp_path)
    page = shown(session, qtbot)
    first, bring = (b for b in page.empty.findChildren(QPushButton))
    assert page.stack.currentWidget() is page.empty
    with qtbot.waitSignal(page.import_wanted):
        bring.click()
    first.click()
    assert page.stack.currentWidget() is page.split
    assert rows(page) == ["E1"]
    session.close()


def test_another_year_is_shown(page: GoalsPage, session: Session) -> None:
    page.new_indicator()
    copy_forward(session.register, 2022, 2023, keep_decisions=True)
    with session.register.step("Empty") as edit:
        edit.remove(goal(session, "M1"))
    session.show_year(2023)
    assert rows(page)[:3] == ["Goals that serve no effect goal", ".M1", ".M2"]


# ------------------------------------------------------------------ new ones
def test_a_new_goal_is_chosen_and_ready_to_be_typed(page: GoalsPage, session: Session, qtbot: QtBot) -> None:
    page.new_goal("effect")
    type_into_form(page, "Simple services", qtbot)
    page.new_goal("goal")  # commits what was typed
    type_into_form(page, "One entry for all", qtbot)
    page.new_indicator()
    type_into_form(page, "Share of entries", qtbot)
    page.flush()
    assert rows(page) == ["E1", ".M3", "..I1", "Goals that serve no effect goal", ".M1", ".M2"]
    assert goal(session, "E1").text == "Simple services"
    assert goal(session, "M3").text == "One entry for all"
    assert goal(session, "M3").parent_id == goal(session, "E1").id
    assert indicator(session, "I1").text == "Share of entries"
    session.register.undo()
    assert cell(page, "I1", Part.TEXT) == "New indicator"


def test_deleting_keeps_what_hung_under_it(page: GoalsPage, session: Session) -> None:
    page.new_goal("effect")
    page.new_goal("goal")
    page.select_record(goal(session, "E1"))
    page.delete()
    assert rows(page) == ["Goals that serve no effect goal", ".M1", ".M2", ".M3"]
    assert page.record is not None or page.view.node is not None  # a neighbour is chosen
    session.register.undo()
    assert rows(page)[:2] == ["E1", ".M3"]


# ------------------------------------------------------------------ editing
def test_editing_in_the_cell(page: GoalsPage, session: Session, qtbot: QtBot) -> None:
    page.select_record(goal(session, "M2"))
    page.view.edit(page.view.currentIndex())
    (editor,) = page.view.viewport().findChildren(TextArea)
    QTest.keyClicks(editor, "Costs fall")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert goal(session, "M2").text == "Costs fall"


def test_flush_commits_the_cell_that_is_being_typed(page: GoalsPage, session: Session, qtbot: QtBot) -> None:
    page.select_record(goal(session, "M2"))
    page.view.edit(page.view.currentIndex())
    (editor,) = page.view.viewport().findChildren(TextArea)
    QTest.keyClicks(editor, "Costs fall")
    page.flush()
    assert goal(session, "M2").text == "Costs fall"


def test_what_is_refused_in_the_cell_stays_in_the_form(
    page: GoalsPage, session: Session, qtbot: QtBot
) -> None:
    page.select_record(goal(session, "M2"))
    page.view.edit(page.view.currentIndex())
    (editor,) = page.view.viewport().findChildren(TextArea)
    editor.setPlainText("bell\a")
    editor.document().setModified(True)
    with qtbot.waitSignal(session.trouble):
        page.flush()
    assert goal(session, "M2").text == "Costs are shared"
    assert "bell" in page.forms[Goal].rows["text"].editor.draft()


def test_a_target_value_is_edited_in_its_cell(page: GoalsPage, session: Session) -> None:
    page.new_indicator()
    node = page.view.node
    assert node is not None
    page.tree.setData(page.tree.index_of(node, Part.TARGET), "90 %")
    assert indicator(session, "I1").target == "90 %"


def test_markup_and_very_long_texts_are_shown_as_they_are(page: GoalsPage, session: Session) -> None:
    page.select_record(goal(session, "M1"))
    node = page.view.node
    assert node is not None
    text = "<b>& " + "word " * 6_000
    page.tree.setData(page.tree.index_of(node, Part.TEXT), text)
    assert cell(page, "M1", Part.TEXT).startswith("<b>& word")
    assert page.view.visualRect(page.view.currentIndex()).height() < 100
    assert goal(session, "M1").text == text


# ------------------------------------------------------------------ order and place
def test_moves_among_its_neighbours_only(page: GoalsPage, session: Session) -> None:
    page.new_goal("effect")
    page.new_goal("goal")
    page.select_record(goal(session, "M2"))
    page.move_by(-1)
    loose = [g.text for g in session.year.goals_under(None)]
    assert loose == ["Costs are shared", "Services are reliable"]
    assert page.record == goal(session, "M1")  # it is the first now, and still chosen
    page.move_by(-1)  # nowhere further up
    assert [g.text for g in session.year.goals_under(None)] == loose


def test_the_form_puts_a_goal_under_an_effect_goal(page: GoalsPage, session: Session) -> None:
    page.new_goal("effect")
    page.select_record(goal(session, "M1"))
    form = page.forms[Goal]
    editor = form.rows["parent_id"].editor
    editor.show_value(goal(session, "E1").id)
    editor.meant.emit()
    assert rows(page) == ["E1", ".M1", "Goals that serve no effect goal", ".M2"]
    assert page.record == goal(session, "M1")


def test_dragging_puts_it_elsewhere(page: GoalsPage, session: Session) -> None:
    page.new_goal("effect")
    drag(page, "M2", "E1", height=0.5)
    assert rows(page) == ["E1", ".M2", "Goals that serve no effect goal", ".M1"]
    drag(page, "M1", "M2", height=0)
    assert [g.text for g in session.year.goals_under(goal(session, "E1"))] == [
        "Services are reliable",
        "Costs are shared",
    ]
    session.register.undo()
    session.register.undo()
    assert rows(page) == ["E1", "Goals that serve no effect goal", ".M1", ".M2"]


def test_an_indicator_is_dragged_from_goal_to_goal_but_not_to_the_top(
    page: GoalsPage, session: Session
) -> None:
    page.select_record(goal(session, "M1"))
    page.new_indicator()
    drag(page, "I1", "M2", height=0.5)
    assert rows(page) == ["Goals that serve no effect goal", ".M1", ".M2", "..I1"]
    before = session.year
    drag(page, "I1", "Goals that serve no effect goal", height=0.5)
    assert session.year is before


def test_an_effect_goal_that_becomes_a_goal_lets_go_of_its_goals(page: GoalsPage, session: Session) -> None:
    page.new_goal("effect")
    page.new_goal("goal")
    page.select_record(goal(session, "E1"))
    editor = page.forms[Goal].rows["kind"].editor
    editor.show_value(GoalKind.GOAL)
    editor.meant.emit()
    assert rows(page) == ["Goals that serve no effect goal", ".M1", ".M2", ".M3", ".M4"]
    session.register.undo()
    assert rows(page)[:2] == ["E1", ".M3"]


def test_what_is_closed_and_chosen_stays_so(page: GoalsPage, session: Session) -> None:
    page.new_goal("effect")
    page.new_goal("goal")
    page.select_record(goal(session, "E1"))
    closed = page.view.currentIndex().siblingAtColumn(Part.NUMBER)
    page.view.collapse(closed)
    page.select_record(goal(session, "M2"))
    page.new_indicator()
    assert not page.view.isExpanded(page.tree.index(0, 0))
    assert page.view.isExpanded(page.tree.index(1, 0))
    session.register.undo()
    assert not page.view.isExpanded(page.tree.index(0, 0))


# ------------------------------------------------------------------ links
def test_control_points_are_picked_and_followed(page: GoalsPage, session: Session, qtbot: QtBot) -> None:
    page.select_record(goal(session, "M2"))
    section = page.forms[Goal].links[ControlPoint]
    section.pick()
    assert section.picker is not None
    QTest.keyClicks(section.picker.search, "skills")
    item = section.picker.tree.currentItem()
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    section.picker.close()
    assert cell(page, "M2", Part.GUARDED) == "K3"
    (line,) = [b for b in section.findChildren(LinkLine) if not b.isHidden()]
    with qtbot.waitSignal(session.record_wanted) as wanted:
        line.click()
    assert wanted.args[0].text == "Skills are lacking"


def test_says_who_guards_it_by_way_of_its_indicators(page: GoalsPage, session: Session) -> None:
    page.select_record(goal(session, "M2"))
    page.new_indicator()
    form = page.forms[Indicator]
    section = form.links[ControlPoint]
    section.pick()
    assert section.picker is not None
    first = next(section.picker._items())
    first.setCheckState(0, Qt.CheckState.Checked)
    section.picker.close()
    page.select_record(goal(session, "M2"))
    assert "K1" in page.forms[Goal].through.text()  # type: ignore[attr-defined]
    assert cell(page, "M2", Part.GUARDED) == "K1"
