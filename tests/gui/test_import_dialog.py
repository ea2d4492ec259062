from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from riskreg.domain.records import Indicator
from riskreg.domain.scales import Axis, Origin
from riskreg.exchange.layout import Source
from riskreg.exchange.mapping_file import read_mapping
from riskreg.exchange.sheet import read_sheets
from riskreg.gui import ask
from riskreg.gui.import_dialog import ImportDialog
from riskreg.gui.import_dialog.choice_table import ChoiceTable
from riskreg.gui.session import Session
from riskreg.keeping import backups
from tests.builders import REAL, needs_real
from tests.gui.small_plan import open_empty, open_small

POINTS = """Control point,Likelihood,Consequence,Colour
Invoices are paid late,3,2,red
Contracts run out,2,4,blue
"""
SIMILAR = """Control point,Responsible
Contracts run out soon,The buyer
Invoices are paid late,The treasurer
"""
FIVE_STEPS = """Risk,Sannolikhet,Konsekvens,Riskvärde
Avtal löper ut,5,4,20
Fakturor betalas sent,2,3,6
Kompetens saknas,1,1,4
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Session]:
    opened = open_empty(tmp_path)
    yield opened
    opened.close()


def opened(session: Session, qtbot: QtBot, text: str) -> ImportDialog:
    path = session.register.path.parent / "list.csv"
    path.write_text(text, encoding="utf-8")
    return opened_from(session, qtbot, path)


def opened_from(session: Session, qtbot: QtBot, path: Path) -> ImportDialog:
    dialog = ImportDialog(session, path, read_sheets(path))
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog, qtbot)
    return dialog


def settled(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.proposal is not None or bool(dialog.face.trouble.sentence), timeout=20_000)


def row_of(table: ChoiceTable, text: str) -> int:
    return next(at for at, row in enumerate(table.texts()) if any(text in cell for cell in row))


def choose(dialog: ImportDialog, qtbot: QtBot, table: ChoiceTable, row: str, choice: str) -> None:
    """Open the choices of a row by key, and pick one of them."""
    table.setFocus()
    table.selectRow(row_of(table, row))
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert table.menu is not None
    action = next(action for action in table.menu.actions() if choice in action.text())
    action.trigger()
    table.menu.close()
    settled(dialog, qtbot)


# ------------------------------------------------------------------ open, look, import
def test_shows_what_would_come_in_and_writes_nothing_before(session: Session, qtbot: QtBot) -> None:
    before = session.year
    dialog = opened(session, qtbot, POINTS)
    face = dialog.face
    assert face.kind.currentText() == "The committee's own control points"
    columns = {row[0]: row for row in face.columns.texts()}
    assert columns["“Control point”"][1:3] == ("Invoices are paid late · Contracts run out", "Control point")
    assert columns["“Colour”"][2] == "Left out"
    assert columns["“Colour”"][3]
    added, known = face.rows.texts()
    assert added[:3] == ("2", "Is added", "Invoices are paid late")
    assert known[1] == "Is left out"
    assert known[2] == "Contracts run out"  # which one it is shows also when it stays out
    assert known[3]
    assert any("Colour" in remark for remark in face.remarks.texts())
    assert face.summary.text() == "1 row is added. 1 row is left out."
    assert session.year is before
    dialog.reject()
    assert session.year is before


def test_importing_is_one_step(session: Session, qtbot: QtBot) -> None:
    before = session.year
    dialog = opened(session, qtbot, POINTS)
    assert dialog.face.take.text() == "Import 1 row"
    with qtbot.waitSignal(session.told):
        dialog.face.take.click()
    (new,) = [p for p in session.year.control_points if p not in before.control_points]
    assert (new.text, new.likelihood, new.consequence) == ("Invoices are paid late", 3, 2)
    assert not dialog.isVisible()
    session.register.undo()
    assert session.year == before
    assert len(backups(session.register.path)) == 1


def test_the_same_file_twice_has_nothing_to_do(session: Session, qtbot: QtBot) -> None:
    opened(session, qtbot, POINTS).face.take.click()
    before = session.year
    dialog = opened(session, qtbot, POINTS)
    assert "nothing to do" in dialog.face.trouble.sentence
    assert not dialog.face.take.isEnabled()
    assert session.year is before


@needs_real
def test_a_newcomers_plan_comes_in_with_one_press(empty: Session, qtbot: QtBot, tmp_path: Path) -> None:
    shutil.copy(REAL / "plan-2022.csv", tmp_path)
    dialog = opened_from(empty, qtbot, tmp_path / "plan-2022.csv")
    assert dialog.face.take.hasFocus() or dialog.face.take.isDefault()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert len(empty.year.control_points) == 4
    assert empty.year.control_points[0].risk_value == 9


def test_goals_are_recognised(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, "Type,Text\nGoal,Services are simple\nIndicator,Share of simple ones\n")
    assert dialog.face.kind.currentText() == "Goals and indicators"
    assert dialog.face.scales.unscored.isVisibleTo(dialog.face.scales)
    dialog.face.take.click()
    assert "Services are simple" in {g.text for g in session.year.goals}
    assert [type(i) for i in session.year.indicators] == [Indicator]


# ------------------------------------------------------------------ where
def test_what_the_file_holds_can_be_corrected(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    at = dialog.face.kind.findData(Source.MANDATORY)
    dialog.face.kind.setCurrentIndex(at)
    dialog.face.kind.activated.emit(at)
    settled(dialog, qtbot)
    dialog.face.take.click()
    assert session.year.control_points[-1].origin is Origin.MANDATORY
    assert "Invoices are paid late" in {p.text for p in session.year.control_points}


def test_the_sheet_can_be_chosen_and_a_hidden_one_is_marked(session: Session, qtbot: QtBot) -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("Old")
    assert first is not None
    first.title = "Now"
    for sheet, text in ((first, "Tills are empty"), (second, "Archives burn")):
        sheet.append(["Control point", "Responsible", "Likelihood"])
        sheet.append([text, "The clerk", 2])
    second.sheet_state = "hidden"
    path = session.register.path.parent / "two.xlsx"
    book.save(path)
    dialog = opened_from(session, qtbot, path)
    face = dialog.face
    assert [face.sheet.itemText(at) for at in range(3)] == ["The one that fits best", "Now", "Old (hidden)"]
    assert face.table.count() == 2
    assert [row[2] for row in face.rows.texts()] == ["Tills are empty"]
    face.sheet.setCurrentIndex(2)
    face.sheet.activated.emit(2)
    settled(dialog, qtbot)
    assert [row[2] for row in face.rows.texts()] == ["Archives burn"]
    assert "hidden" in face.state.text()


def test_what_was_chosen_outlives_a_kind_that_the_file_does_not_hold(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    face = dialog.face
    choose(dialog, qtbot, face.columns.table, "Colour", "Category")
    for source in (Source.GOALS, Source.MANDATORY):
        face.kind.setCurrentIndex(face.kind.findData(source))
        face.kind.activated.emit(face.kind.currentIndex())
        settled(dialog, qtbot)
        qtbot.waitUntil(face.take.isEnabled)
        assert face.columns.texts()[3][2] == "Category"
        assert ("No table of goals" in face.trouble.sentence) is (source is Source.GOALS)
    assert face.kind.currentData() == Source.MANDATORY


# ------------------------------------------------------------------ columns
def test_a_column_can_become_something_else(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    choose(dialog, qtbot, dialog.face.columns.table, "Colour", "Category")
    assert dialog.face.columns.texts()[row_of(dialog.face.columns.table, "Colour")][2:] == (
        "Category",
        "Chosen",
    )
    dialog.face.take.click()
    assert "red" in {p.category for p in session.year.control_points}


def test_a_click_on_what_a_column_becomes_opens_its_choices(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    table = dialog.face.columns.table
    cell = table.visualRect(table.model().index(3, 2))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert table.menu is not None
    held = [action.text() for action in table.menu.actions() if action.isChecked()]
    assert held == ["Left out"]
    table.menu.close()
    elsewhere = table.visualRect(table.model().index(3, 0)).center()
    table.menu = None
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(elsewhere))
    assert table.menu is None


def test_without_a_text_the_choices_stay_and_the_sentence_says_what_to_do(
    session: Session, qtbot: QtBot
) -> None:
    dialog = opened(session, qtbot, POINTS)
    table = dialog.face.columns.table
    choose(dialog, qtbot, table, "Colour", "Category")
    choose(dialog, qtbot, table, "Control point", "Left out")
    assert "No column holds the text" in dialog.face.trouble.sentence
    assert not dialog.face.take.isEnabled()
    assert [row[2] for row in table.texts()] == ["Left out", "Likelihood", "Consequence", "Category"]
    choose(dialog, qtbot, table, "Invoices", "Control point")
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    assert dialog.face.trouble.sentence == ""
    assert dialog.face.take.isEnabled()


def test_columns_that_may_fill_one_field_stand_side_by_side(session: Session, qtbot: QtBot) -> None:
    text = (
        "Risk,Ansvarig,Responsible\nTills are empty,The clerk,The board\nArchives burn,The porter,The board\n"
    )
    dialog = opened(session, qtbot, text)
    columns = dialog.face.columns
    columns.table.selectRow(row_of(columns.table, "“Ansvarig”"))
    assert columns.about.isVisibleTo(columns)
    assert columns.beside.texts()[0] == ("2", "The clerk", "The board")


def test_what_was_chosen_is_used_for_the_next_file_and_can_be_dropped(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    assert not dialog.face.before.isVisible()
    choose(dialog, qtbot, dialog.face.columns.table, "Colour", "Category")
    dialog.face.take.click()
    dialog = opened(session, qtbot, POINTS.replace("Invoices", "Wages"))
    assert dialog.face.before.isVisible()
    assert dialog.face.columns.texts()[3][2] == "Category"
    dialog.face.guess_anew.click()
    settled(dialog, qtbot)
    assert not dialog.face.before.isVisible()
    assert dialog.face.columns.texts()[3][2] == "Left out"


def test_the_mapping_is_saved_as_a_file(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(session, qtbot, POINTS)
    choose(dialog, qtbot, dialog.face.columns.table, "Colour", "Category")
    choose(dialog, qtbot, dialog.face.scales.axes["likelihood"].table, "3", "4")
    answer_save(monkeypatch, tmp_path / "mapping.json")
    dialog.face.save_mapping.click()
    told = read_mapping(tmp_path / "mapping.json")
    assert {"source": "Colour", "field": "category", "labelled": False} in told["columns"]
    assert told["scales"]["likelihood"]["steps"] == {"3": 4}
    answer_save(monkeypatch, session.register.path)
    dialog.face.save_mapping.click()
    assert "in use" in dialog.face.trouble.sentence
    answer_save(monkeypatch, tmp_path / "no" / "such" / "folder.json")
    dialog.face.save_mapping.click()
    assert "does not exist" in dialog.face.trouble.sentence
    assert json.loads((tmp_path / "mapping.json").read_text())["source"] == "own"


def test_a_mapping_is_loaded_from_a_file(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(session, qtbot, POINTS)
    choose(first, qtbot, first.face.columns.table, "Colour", "Category")
    choose(first, qtbot, first.face.scales.axes["likelihood"].table, "3", "4")
    answer_save(monkeypatch, tmp_path / "mapping.json")
    first.face.save_mapping.click()
    first.reject()
    second = opened(session, qtbot, POINTS)
    monkeypatch.setattr(ask, "open_file", lambda *_question: tmp_path / "mapping.json")
    second.face.load_mapping.click()
    settled(second, qtbot)
    columns = {row[0]: row for row in second.face.columns.texts()}
    assert columns["“Colour”"][2:4] == ("Category", "As the mapping says")
    assert "mapping.json" in second.face.told.text()
    assert second.proposal is not None
    assert second.proposal.rows[0].fields["likelihood"] == 4
    second.face.take.click()
    third = opened(session, qtbot, POINTS)  # an import with one is remembered
    assert {row[0]: row[2] for row in third.face.columns.texts()}["“Colour”"] == "Category"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no JSON", "is no mapping of columns"),
        ('{"riskreg_mapping": 1, "source": "own", "columns": [{"source": "Colour", "field": "weight", '
         '"labelled": false}]}', "fills a field “weight”"),
        ('{"riskreg_mapping": 1, "source": "own", "columns": [{"source": "Size", "field": "category", '
         '"labelled": false}]}', "has none of its headings"),
    ],
)  # fmt: skip
def test_a_mapping_that_does_not_fit_is_said_and_what_was_chosen_stays(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, content: str, said: str
) -> None:
    dialog = opened(session, qtbot, POINTS)
    choose(dialog, qtbot, dialog.face.columns.table, "Colour", "Category")
    path = session.register.path.parent / "mapping.json"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(ask, "open_file", lambda *_question: path)
    dialog.face.load_mapping.click()
    assert said in dialog.face.trouble.sentence
    assert {row[0]: row[2] for row in dialog.face.columns.texts()}["“Colour”"] == "Category"
    assert dialog.face.take.isEnabled()


def test_a_mapping_of_goals_takes_the_table_for_goals(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(session, qtbot, "Control point,Description\nInvoices are paid late,Pay in time\n")
    path = session.register.path.parent / "mapping.json"
    columns = [{"source": "Description", "field": "text", "labelled": False}]
    told = {"riskreg_mapping": 1, "source": "goals", "columns": columns}
    path.write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(ask, "open_file", lambda *_question: path)
    dialog.face.load_mapping.click()
    qtbot.waitUntil(dialog.face.told.isVisible)
    settled(dialog, qtbot)
    assert dialog.face.kind.currentText() == "Goals and indicators"
    assert dialog.face.summary.text() == "1 row is added."


def answer_save(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    answer: Callable[..., Path] = lambda *_asked: path  # noqa: E731
    monkeypatch.setattr(ask, "save_file", answer)


# ------------------------------------------------------------------ scales
def test_an_empty_plan_takes_over_the_scale_and_may_keep_its_own(empty: Session, qtbot: QtBot) -> None:
    dialog = opened(empty, qtbot, FIVE_STEPS)
    part = dialog.face.scales.axes["likelihood"]
    assert "takes over the scale" in dialog.face.summary.text()
    assert part.fitting.currentIndex() == 0
    assert [count for _name, count in part.bars.counts] == [1, 1, 0, 0, 1]
    assert dialog.face.scales.off.texts() == [("4", "4", "1", "Kompetens saknas")]
    part.fitting.setCurrentIndex(1)
    part.fitting.activated.emit(1)
    settled(dialog, qtbot)
    assert len(part.bars.counts) == 4
    dialog.face.take.click()
    assert len(empty.year.steps(Axis.LIKELIHOOD)) == 4
    assert len(empty.year.steps(Axis.CONSEQUENCE)) == 5
    assert [p.likelihood for p in empty.year.control_points] == [4, 2, 1]


def test_a_step_can_be_chosen_and_the_scale_turned(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    part = dialog.face.scales.axes["likelihood"]
    choose(dialog, qtbot, part.table, "3", "4")
    assert [row[2][0] for row in part.table.texts() if row[0] == "3"] == ["4"]
    assert part.bars.counts[3][1] == 1
    part.turned.click()
    settled(dialog, qtbot)
    assert [row[2][0] for row in part.table.texts() if row[0] == "3"] == ["2"]
    dialog.face.take.click()
    assert session.year.control_points[3].likelihood == 2


def test_a_cell_that_is_no_score_can_be_given_one(session: Session, qtbot: QtBot) -> None:
    text = "Control point,Likelihood\nInvoices are paid late,-9\nTills are empty,1\n"
    dialog = opened(session, qtbot, text)
    assert any("“-9” is not on the scale" in remark for remark in dialog.face.remarks.texts())
    choose(dialog, qtbot, dialog.face.scales.axes["likelihood"].table, "-9", "2")
    assert not any("-9" in remark for remark in dialog.face.remarks.texts())
    dialog.face.take.click()
    new = {point.text: point.likelihood for point in session.year.control_points}
    assert (new["Invoices are paid late"], new["Tills are empty"]) == (2, 1)


# ------------------------------------------------------------------ rows
def test_a_similar_row_is_confirmed_added_or_left_out(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, SIMILAR)
    rows = dialog.face.rows
    assert [row[1] for row in rows.texts()] == ["Is added", "Is added"]
    choose(dialog, qtbot, rows.table, "Contracts", "Is the same as K2: Contracts run out")
    assert [row[1] for row in rows.texts()] == ["Changes the plan", "Is added"]
    choose(dialog, qtbot, rows.table, "Invoices", "Leave it out")
    assert [row[1] for row in rows.texts()] == ["Changes the plan", "Is left out"]
    assert dialog.face.take.text() == "Import 1 row"
    dialog.face.take.click()
    assert [p.text for p in session.year.control_points][:3] == [
        "Projects follow <b>the model</b>",
        "Contracts run out soon",
        "Skills are lacking",
    ]
    assert len(session.year.control_points) == 4


def test_two_rows_cannot_be_the_same_and_the_first_choice_stays(session: Session, qtbot: QtBot) -> None:
    text = "Control point,Responsible\nContracts run out soon,A\nContracts run out now,B\n"
    dialog = opened(session, qtbot, text)
    rows = dialog.face.rows
    choose(dialog, qtbot, rows.table, "soon", "Is the same as K2")
    choose(dialog, qtbot, rows.table, "now", "Is the same as K2")
    assert "cannot both be K2" in dialog.face.trouble.sentence
    assert [row[1] for row in rows.texts()] == ["Changes the plan", "Is added"]


def test_a_changed_row_shows_before_and_after(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, "Control point,Responsible\nSkills are lacking,The head of staff\n")
    assert dialog.face.rows.texts()[0][1] == "Changes the plan"
    assert "K3" in dialog.face.rows.about.text()
    dialog.face.rows.filter.chosen.emit("changed")
    dialog.face.take.click()
    assert session.year.control_points[2].responsible == "The head of staff"


def test_rows_are_filtered_by_what_happens(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    rows = dialog.face.rows
    rows.filter.show_value("left_out")
    rows.filter.chosen.emit("left_out")
    assert [row[2] for row in rows.texts()] == ["Contracts run out"]


# ------------------------------------------------------------------ trouble
def test_a_file_without_a_table_is_said_in_the_dialog(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, "just,some,words\n")
    assert "table" in dialog.face.trouble.sentence
    assert not dialog.face.take.isEnabled()


def test_may_be_closed_while_it_looks_for_tables(session: Session, qtbot: QtBot) -> None:
    path = session.register.path.parent / "list.csv"
    path.write_text(POINTS, encoding="utf-8")
    dialog = ImportDialog(session, path, read_sheets(path))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    qtbot.wait(100)
    assert dialog.proposal is None
