"""A coordinator's spreadsheets, through the real window, into the plan and onto paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from riskreg.adopting import document_for
from riskreg.domain.scales import Axis
from riskreg.domain.year import Year
from riskreg.exchange.proposal import Outcome
from riskreg.gui import ask
from riskreg.gui.import_dialog import ImportDialog
from riskreg.gui.import_dialog.choice_table import ChoiceTable
from riskreg.gui.window import MainWindow
from riskreg.paper.documents import document_wanted
from tests.builders import REAL, needs_real

REGISTERS = REAL.parent / "registers"
needs_registers = pytest.mark.skipif(not REGISTERS.is_dir(), reason="the other registers are not here")
Deed = Callable[[ImportDialog], None]

GERMAN = (
    ("Risikoregister der Stadtwerke", None, None, None, None, None, None),
    (None, None, None, None, None, None, None),
    (None, "Risiko", None, "Bewertung", None, None, "Umgang"),
    ("Nr.", "Beschreibung", "Ursache", "Wahrschein-\nlichkeit", "Schadensausmaß", "Risikowert", "Maßnahmen"),
    ("R1", "Verträge laufen unbemerkt aus", "Keine Fristenliste", 4, 5, 20, "Fristenliste führen"),
    ("R2", "Rechnungen werden zu spät bezahlt", "Urlaub", 2, 3, 7, "Vertretung regeln"),
    ("R3", "Wissen geht verloren", "Altersabgänge", 5, 2, 10, None),
)  # fmt: skip


@pytest.fixture
def bring(shown: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Deed], bool]:
    """Import a file by the menu; the deed is what the user does in the dialog once it has read."""

    def import_(path: Path, deed: Deed) -> bool:
        used: list[ImportDialog] = []

        class Used(ImportDialog):
            def exec(self) -> int:
                self.show()
                settled(self, qtbot)
                deed(self)
                used.append(self)
                return self.result()

        monkeypatch.setattr("riskreg.gui.import_dialog.ImportDialog", Used)
        monkeypatch.setattr(ask, "open_file", lambda *_asked: path)
        before = year_of(shown)
        shown.actions_by_key["import_file"].trigger()
        qtbot.waitUntil(lambda: bool(used), timeout=20_000)  # the file is looked at in the background first
        return year_of(shown) != before

    return import_


def settled(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.proposal is not None or bool(dialog.face.trouble.sentence), timeout=20_000)


def year_of(shown: MainWindow) -> Year:
    assert shown.session is not None
    return shown.session.year


def press_enter(dialog: ImportDialog) -> None:
    """All that a newcomer does."""
    assert dialog.proposal is not None
    assert dialog.proposal.taken + dialog.proposal.counted(Outcome.LEFT_OUT) == len(dialog.proposal.rows)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.face.trouble.sentence


def choose(dialog: ImportDialog, qtbot: QtBot, table: ChoiceTable, row: str, choice: str) -> None:
    at = next(at for at, cells in enumerate(table.texts()) if any(row in cell for cell in cells))
    table.setFocus()
    table.selectRow(at)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.menu is not None
    next(action for action in table.menu.actions() if choice in action.text()).trigger()
    table.menu.close()
    settled(dialog, qtbot)


def words(year: Year, tmp_path: Path) -> str:
    """The printed plan as a reader sees it."""
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(document_for(year, document_wanted("plan", None), None, "sv"))
    told = subprocess.run(["pdfinfo", "-struct-text", str(pdf)], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.replace("\u00ad", "").split())


@needs_real
def test_a_newcomer_opens_looks_and_presses_import(
    shown: MainWindow, bring: Callable[[Path, Deed], bool], tmp_path: Path
) -> None:
    assert bring(REAL / "plan-2022.csv", press_enter)
    assert bring(REAL / "mandatory-2022.csv", press_enter)
    assert bring(REAL / "goals-2022.csv", press_enter)
    year = year_of(shown)
    assert [year.number(point) for point in year.control_points] == ["K1", "K2", "K3", "K4", "O1", "O2", "O3"]
    assert [point.risk_value for point in year.control_points][:4] == [9, 8, 8, 6]
    assert "Samverkan sker inte i enlighet med samverkansavtalet" in words(year, tmp_path)

    def nothing(dialog: ImportDialog) -> None:
        assert not dialog.face.take.isEnabled()
        assert "inget att göra" in dialog.face.trouble.sentence
        dialog.reject()

    for name in ("plan", "mandatory", "goals"):
        assert not bring(REAL / f"{name}-2022.csv", nothing)


@needs_registers
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("bauphysik_2020-01-25_de.csv", 10),
        ("os2compliance_it_stor_da_headerless.csv", 63),
    ],
)
def test_registers_of_others_come_in_as_they_are(
    shown: MainWindow, bring: Callable[[Path, Deed], bool], name: str, count: int
) -> None:
    assert bring(REGISTERS / name, press_enter)
    assert len(year_of(shown).control_points) == count
    assert not bring(REGISTERS / name, lambda dialog: dialog.reject())


def test_a_german_register_is_looked_over_and_mended(
    shown: MainWindow, bring: Callable[[Path, Deed], bool], tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Risiken"
    for row in GERMAN:
        sheet.append(row)
    path = tmp_path / "risiken.xlsx"
    book.save(path)

    def look_over(dialog: ImportDialog) -> None:
        face = dialog.face
        assert "tar över filens skala" in face.summary.text()
        assert [row[:3] for row in face.scales.off.texts()] == [("6", "7", "6")]
        choose(dialog, qtbot, face.columns.table, "Ursache", "Utelämnas")
        choose(dialog, qtbot, face.scales.axes["likelihood"].table, "2", "3")
        choose(dialog, qtbot, face.rows.table, "Wissen", "Utelämna den")
        assert face.take.text() == "Läs in 2 rader"
        face.take.click()

    empty = year_of(shown)
    assert bring(path, look_over)
    year = year_of(shown)
    assert len(year.steps(Axis.LIKELIHOOD)) == len(year.steps(Axis.CONSEQUENCE)) == 5
    assert [(p.likelihood, p.consequence, p.method) for p in year.control_points] == [
        (4, 5, "Fristenliste führen"),
        (3, 3, "Vertretung regeln"),
    ]
    assert not any("Urlaub" in point.analysis for point in year.control_points)
    shown.actions_by_key["undo"].trigger()
    assert year_of(shown) == empty
    shown.actions_by_key["redo"].trigger()

    def confirm(dialog: ImportDialog) -> None:
        face = dialog.face
        assert face.before.isVisible()  # the columns are as chosen the last time
        assert [row[1] for row in face.rows.texts()] == ["Utelämnas", "Läggs till", "Läggs till"]
        choose(dialog, qtbot, face.rows.table, "viel zu spät", "Är samma som K2")
        face.take.click()

    sheet.cell(6, 2).value = "Rechnungen werden viel zu spät bezahlt"
    sheet.cell(6, 1).value = "R9"
    book.save(path)
    assert bring(path, confirm)
    year = year_of(shown)
    assert [point.text for point in year.control_points][1:] == [
        "Rechnungen werden viel zu spät bezahlt",
        "Wissen geht verloren",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("skadad.xlsx", b"PK\x03\x04 nothing"), ("bild.xls", b"\x89PNG\r\n\x1a\n\0\0"), ("tom.csv", b"")],
)
def test_what_cannot_be_read_is_said_in_the_window(
    shown: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    content: bytes,
) -> None:
    path, before = tmp_path / name, year_of(shown)
    path.write_bytes(content)
    monkeypatch.setattr(ask, "open_file", lambda *_asked: path)
    shown.actions_by_key["import_file"].trigger()
    qtbot.waitUntil(lambda: bool(shown.message.sentence))
    assert name in shown.message.sentence
    assert year_of(shown) == before


def test_a_letter_has_no_table_to_take_in(bring: Callable[[Path, Deed], bool], tmp_path: Path) -> None:
    def said(dialog: ImportDialog) -> None:
        assert dialog.face.trouble.sentence
        assert not dialog.face.take.isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    path = tmp_path / "brev.csv"
    path.write_bytes(b"Hej!\nDet var en g\xe5ng.\n")
    assert not bring(path, said)
