"""Files taken in through the window: one of ours that was edited, another's, a whole register."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from riskreg.exchange.export import exported
from riskreg.exchange.json_file import json_of
from riskreg.gui import ask
from riskreg.gui.cells_dialog import CellsDialog
from riskreg.gui.import_dialog import ImportDialog
from riskreg.gui.session import Session
from riskreg.gui.window import MainWindow
from riskreg.keeping import backups
from riskreg.sample import new_sample
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import a_register, everything
from tests.gui.small_plan import open_empty


def opened(path: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(Settings(path.parent / "settings.json"), texts("en"))
    qtbot.addWidget(made)
    made.show()
    made.begin(path)
    return made


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    register = a_register(tmp_path, points=4)
    register.close()
    made = opened(register.path, qtbot)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def session_of(window: MainWindow) -> Session:
    assert window.session
    return window.session


Taking = Callable[[Path, Callable[[QDialog], None]], None]


@pytest.fixture
def take_in(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Taking:
    """Import a file by the menu's command and look at the dialog that opens."""

    def take(path: Path, look: Callable[[QDialog], None]) -> None:
        _take_in(window, qtbot, monkeypatch, path, look)

    return take


def _take_in(
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    path: Path,
    look: Callable[[QDialog], None],
) -> None:
    seen: list[QDialog] = []

    def watch() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            seen.append(dialog)
            look(dialog)
        elif not window.message.sentence:
            QTimer.singleShot(20, window, watch)  # which ends with its window

    monkeypatch.setattr(ask, "open_file", lambda *_question: path)
    QTimer.singleShot(0, window, watch)
    window.actions_by_key["import_file"].trigger()
    qtbot.waitUntil(lambda: bool(seen) or bool(window.message.sentence))


def an_edited_file(window: MainWindow, folder: Path, heading: str, value: object) -> Path:
    path = folder / "plan.xlsx"
    path.write_bytes(exported(session_of(window).year, ".xlsx", texts("en")))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(2, next(c.column for c in sheet[1] if c.value == heading)).value = value
    book.save(path)
    return path


def test_a_file_of_ours_shows_its_edited_cells_and_is_one_step(
    window: MainWindow, tmp_path: Path, take_in: Taking
) -> None:
    session = session_of(window)
    before = everything(session.register)
    path = an_edited_file(window, tmp_path, "Likelihood", 4)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CellsDialog)
        assert [tuple(row) for row in dialog.cells.texts()] == [
            ("Control points 2", "K1", "Likelihood", "1", "4", "")
        ]
        assert dialog.state.text().startswith("1 cell in the plan for 2022 is changed.")
        assert dialog.take.text() == "Import 1 row"
        dialog.take.click()

    take_in(path, look)
    assert session.year.control_points[0].likelihood == 4
    assert len(backups(session.register.path)) == 1
    window.undo()
    assert everything(session.register) == before


def test_a_bad_cell_of_a_file_keeps_all_out(window: MainWindow, tmp_path: Path, take_in: Taking) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, CellsDialog)
        assert "1 row has to be mended" in dialog.trouble.sentence
        assert not dialog.take.isEnabled()
        dialog.reject()

    take_in(an_edited_file(window, tmp_path, "Likelihood", 9), look)


def test_a_file_of_another_year_says_so(window: MainWindow, tmp_path: Path, take_in: Taking) -> None:
    path = an_edited_file(window, tmp_path, "Likelihood", 4)
    book = load_workbook(path)
    for sheet in book.worksheets:
        for cell in sheet[1]:
            if str(cell.value).startswith("riskreg "):
                cell.value = str(cell.value).replace(" 2022:", " 2021:")
    book.save(path)
    take_in(path, lambda dialog: dialog.reject())
    assert "exported from the plan for 2021, not 2022" in window.message.sentence


def test_anothers_file_goes_to_the_dialog_for_tables(
    window: MainWindow, tmp_path: Path, take_in: Taking
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Control point,Likelihood\nInvoices are paid late,3\n", encoding="utf-8")
    seen: list[QDialog] = []

    def look(dialog: QDialog) -> None:
        seen.append(dialog)
        dialog.reject()

    take_in(path, look)
    assert isinstance(seen[0], ImportDialog)


def test_a_file_that_cannot_be_read_says_so(window: MainWindow, tmp_path: Path, take_in: Taking) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    take_in(path, lambda dialog: dialog.reject())
    assert "list.xlsx" in window.message.sentence


def test_a_whole_register_fills_an_empty_one_and_no_other(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, take_in: Taking
) -> None:
    source = tmp_path / "whole.json"
    with_content = new_sample(tmp_path / "sample.riskreg")
    source.write_bytes(json_of(with_content.contents))
    take_in(source, lambda dialog: dialog.reject())
    assert "holds something already" in window.message.sentence
    empty = open_empty(tmp_path)
    empty.close()
    other = opened(empty.register.path, qtbot)
    monkeypatch.setattr(ask, "open_file", lambda *_question: source)
    with qtbot.waitSignal(session_of(other).told):
        other.actions_by_key["import_file"].trigger()
    assert everything(session_of(other).register) == everything(with_content)
    with_content.close()
    other.close()
