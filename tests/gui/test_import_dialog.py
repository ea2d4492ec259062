from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.domain.records import Indicator
from riskreg.domain.scales import Origin
from riskreg.exchange.layout import Source
from riskreg.gui.import_dialog import ImportDialog
from riskreg.gui.session import Session
from riskreg.keeping import backups
from tests.gui.small_plan import open_small

POINTS = """Control point,Likelihood,Consequence,Colour
Invoices are paid late,3,2,red
Contracts run out,2,4,blue
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


def opened(session: Session, qtbot: QtBot, text: str) -> ImportDialog:
    path = session.register.path.parent / "list.csv"
    path.write_text(text, encoding="utf-8")
    dialog = ImportDialog(session, path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.proposal is not None or bool(dialog.trouble.sentence))
    return dialog


def test_shows_what_would_come_in_and_writes_nothing_before(session: Session, qtbot: QtBot) -> None:
    before = session.year
    dialog = opened(session, qtbot, POINTS)
    assert dialog.kind.currentText() == "The committee's own control points"
    assert ("“Control point”", "Control point") in [tuple(row[:2]) for row in dialog.columns.texts()]
    colour = next(row for row in dialog.columns.texts() if "Colour" in row[0])
    assert colour[1] == "–"
    assert colour[2]
    added, known = dialog.rows.texts()
    assert added[:3] == ("2", "Is added", "Invoices are paid late")
    assert known[1] == "Is left out"
    assert known[2] == "Contracts run out"  # which one it is shows also when it stays out
    assert known[3]
    assert any("Colour" in remark for (remark,) in dialog.remarks.texts())
    assert session.year is before
    dialog.reject()
    assert session.year is before


def test_importing_is_one_step(session: Session, qtbot: QtBot) -> None:
    before = session.year
    dialog = opened(session, qtbot, POINTS)
    assert dialog.take.text() == "Import 1 row"
    with qtbot.waitSignal(session.told):
        dialog.take.click()
    (new,) = [p for p in session.year.control_points if p not in before.control_points]
    assert (new.text, new.likelihood, new.consequence) == ("Invoices are paid late", 3, 2)
    assert not dialog.isVisible()
    session.register.undo()
    assert session.year == before
    assert len(backups(session.register.path)) == 1


def test_what_the_file_holds_can_be_corrected(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, POINTS)
    at = dialog.kind.findData(Source.MANDATORY)
    dialog.kind.setCurrentIndex(at)
    dialog.kind.activated.emit(at)
    qtbot.waitUntil(lambda: dialog.proposal is not None)
    dialog.take.click()
    assert session.year.control_points[-1].origin is Origin.MANDATORY
    assert "Invoices are paid late" in {p.text for p in session.year.control_points}


def test_goals_are_recognised(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, "Type,Text\nGoal,Services are simple\nIndicator,Share of simple ones\n")
    assert dialog.kind.currentText() == "Goals and indicators"
    dialog.take.click()
    assert "Services are simple" in {g.text for g in session.year.goals}
    assert [type(i) for i in session.year.indicators] == [Indicator]


def test_a_doubtful_cell_is_told_and_keeps_nothing_out(session: Session, qtbot: QtBot) -> None:
    dialog = opened(
        session, qtbot, "Control point,Likelihood\nInvoices are paid late,-9\nTills are empty,1\n"
    )
    assert any(
        "Row 2, “Likelihood”: “-9” is not on the scale" in remark for (remark,) in dialog.remarks.texts()
    )
    dialog.take.click()
    new = {point.text: point.likelihood for point in session.year.control_points}
    assert (new["Invoices are paid late"], new["Tills are empty"]) == (None, 1)


def test_a_file_without_a_table_is_said_in_the_dialog(session: Session, qtbot: QtBot) -> None:
    dialog = opened(session, qtbot, "just,some,words\n")
    assert "table" in dialog.trouble.sentence
    assert not dialog.take.isEnabled()


def test_may_be_closed_while_it_reads(session: Session, qtbot: QtBot) -> None:
    path = session.register.path.parent / "list.csv"
    path.write_text(POINTS, encoding="utf-8")
    dialog = ImportDialog(session, path)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    qtbot.wait(100)
    assert dialog.proposal is None
