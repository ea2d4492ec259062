"""The table: what it shows, how it sorts, how cells are edited, what it remembers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from riskreg.domain.fields import Kind, visible_fields
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Decision
from riskreg.gui.cells import CELL_EDITORS, ValueBox, cut_lines
from riskreg.gui.record_model import SORTING
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea
from tests.gui.small_plan import open_small

# The offscreen screen says so when a list opens.
no_real_screen = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    yield session
    session.close()


@pytest.fixture
def table(session: Session, qtbot: QtBot) -> RecordTable:
    return a_table(session, qtbot)


def a_table(session: Session, qtbot: QtBot, width: int = 780) -> RecordTable:
    table = RecordTable(session, ControlPoint, "control_points", ("text", "responsible"))
    qtbot.addWidget(table)
    table.show_records(session.year.control_points)
    session.stepped.connect(lambda _a: table.show_records(session.year.control_points))
    table.resize(width, 400)
    table.show()
    qtbot.waitExposed(table)
    return table


def numbers(table: RecordTable) -> list[str]:
    return [str(table.model_.index(row, 0).data()) for row in range(table.model_.rowCount())]


def headings(table: RecordTable) -> list[str]:
    header = table.horizontalHeader()
    order = [header.logicalIndex(at) for at in range(header.count())]
    return [
        str(table.model_.headerData(c, Qt.Orientation.Horizontal))
        for c in order
        if not header.isSectionHidden(c)
    ]


def cell(table: RecordTable, row: int, name: str) -> QModelIndex:
    return table.model_.index(row, table.model_.column(name))


def an_editor(table: RecordTable, row: int, name: str) -> QWidget:
    table.setCurrentIndex(cell(table, row, name))
    table.edit(cell(table, row, name))
    editor = table.indexWidget(cell(table, row, name))
    assert editor is not None
    return editor


def click_header(table: RecordTable, name: str, qtbot: QtBot) -> None:
    table.horizontalHeader().sectionClicked.emit(table.model_.column(name))


def test_every_kind_of_field_can_be_sorted_and_edited() -> None:
    assert set(SORTING) == set(CELL_EDITORS) == set(Kind)


def test_every_visible_field_has_a_column_and_the_important_ones_are_shown(table: RecordTable) -> None:
    assert table.model_.fields == visible_fields(ControlPoint)
    assert headings(table) == ["No.", "Control point", "Responsible", "L", "C", "Risk value", "Decision"]


def test_the_shown_columns_fit_without_scrolling_sideways(session: Session, qtbot: QtBot) -> None:
    table = a_table(session, qtbot, width=760)
    assert table.horizontalScrollBar().maximum() == 0


def test_values_are_said_in_words(table: RecordTable) -> None:
    said = [str(cell(table, 0, name).data()) for name in ("likelihood", "risk_value", "decision")]
    assert said == ["3", "9 High", "Handle through internal control"]
    assert "3 Possible" in cell(table, 0, "likelihood").data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in cell(table, 0, "text").data(Qt.ItemDataRole.ToolTipRole)


def test_sorting_goes_up_then_down_then_back_with_gaps_last(table: RecordTable, qtbot: QtBot) -> None:
    click_header(table, "risk_value", qtbot)
    assert numbers(table) == ["O1", "K2", "K1", "K3"]
    click_header(table, "risk_value", qtbot)
    assert numbers(table) == ["K1", "K2", "O1", "K3"]
    click_header(table, "risk_value", qtbot)
    assert numbers(table) == ["K1", "K2", "K3", "O1"]
    click_header(table, "decision", qtbot)  # in the order of the decisions, not of the alphabet
    assert numbers(table) == ["K1", "K2", "O1", "K3"]


def test_the_selection_follows_the_record_when_rows_move(table: RecordTable, qtbot: QtBot) -> None:
    first = table.model_.records[0]
    table.select([first.id])
    click_header(table, "risk_value", qtbot)
    assert table.selected() == [first]


def test_a_line_is_edited_in_its_cell(session: Session, table: RecordTable, qtbot: QtBot) -> None:
    editor = an_editor(table, 1, "responsible")
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "The board")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.year.control_points[1].responsible == "The board")
    assert table.selected()[0].id == session.year.control_points[1].id


def test_escape_leaves_a_cell_as_it_was(session: Session, table: RecordTable, qtbot: QtBot) -> None:
    editor = an_editor(table, 1, "responsible")
    QTest.keyClicks(editor, "Nobody")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert session.year.control_points[1].responsible == ""


def test_a_long_text_takes_several_lines_in_its_cell(
    session: Session, table: RecordTable, qtbot: QtBot
) -> None:
    editor = an_editor(table, 2, "text")
    assert isinstance(editor, TextArea)
    QTest.keyClicks(editor, "One")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert session.year.control_points[2].text == "One\ntwo"


@no_real_screen
@pytest.mark.parametrize(
    ("name", "at", "value"), [("likelihood", 4, 4), ("decision", 2, Decision.ACCEPT), ("decision", 0, None)]
)
def test_steps_and_choices_are_picked_from_a_list(
    session: Session, table: RecordTable, name: str, at: int, value: object
) -> None:
    editor = an_editor(table, 0, name)
    assert isinstance(editor, ValueBox)
    QApplication.processEvents()
    editor.setCurrentIndex(at)
    editor.activated.emit(at)
    stored = getattr(session.year.control_points[0], name)
    assert stored == value
    assert type(stored) is type(value)


def test_a_refused_text_is_handed_on_and_changes_nothing(
    session: Session, table: RecordTable, qtbot: QtBot
) -> None:
    editor = an_editor(table, 0, "text")
    assert isinstance(editor, TextArea)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    with qtbot.waitSignal(table.model_.refused) as refused:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert refused.args is not None
    record, field, text, trouble = refused.args
    assert (record.id, field.name, text) == (session.year.control_points[0].id, "text", "")
    assert "must not be empty" in trouble.say(session.texts)
    assert session.year.control_points[0].text == "Projects follow <b>the model</b>"


def test_columns_sorting_and_widths_are_remembered(
    session: Session, table: RecordTable, qtbot: QtBot
) -> None:
    method, decision = table.model_.column("method"), table.model_.column("decision")
    shown = next(a for a in table.columns_menu().actions() if a.text() == "Control method")
    shown.trigger()
    table.horizontalHeader().resizeSection(decision, 222)
    table.horizontalHeader().moveSection(table.horizontalHeader().visualIndex(decision), 1)
    click_header(table, "risk_value", qtbot)
    table.keep_layout()
    again = a_table(session, qtbot, width=1500)
    assert headings(again)[:3] == ["No.", "Decision", "Control point"]
    assert not again.isColumnHidden(method)
    assert again.columnWidth(decision) == 222
    assert numbers(again) == ["O1", "K2", "K1", "K3"]
    next(a for a in again.columns_menu().actions() if a.text() == "Standard columns").trigger()
    assert headings(again) == ["No.", "Control point", "Responsible", "L", "C", "Risk value", "Decision"]


def test_a_remembered_layout_that_makes_no_sense_is_ignored(session: Session, qtbot: QtBot) -> None:
    session.settings.put("table.control_points", {"columns": [{"name": "gone"}, 7], "sorted": ["x", 9]})
    assert headings(a_table(session, qtbot))[0] == "No."


def test_enter_goes_to_the_form(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.entered):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_a_long_text_is_cut_after_two_lines(table: RecordTable) -> None:
    lines = cut_lines("word " * 100, table.font(), 120)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert cut_lines("short", table.font(), 120) == ["short"]
