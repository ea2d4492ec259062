"""Writing down many risks, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from riskreg.gui.quick_entry import QuickEntry
from riskreg.gui.risks import RisksPage
from riskreg.gui.session import Session
from tests.gui.small_plan import open_empty, open_small
from tests.gui.test_risks import a_page, numbers, selected


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    yield session
    session.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> RisksPage:
    page = a_page(session, qtbot)
    page.record_risks()
    return page


def focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def type_in(text: str) -> None:
    QTest.keyClicks(focused(), text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def texts(session: Session) -> list[str]:
    return [point.text for point in session.year.control_points]


def test_enter_records_an_undecided_risk_and_is_ready_for_the_next(session: Session, page: RisksPage) -> None:
    steps = len(session.register.history())
    for text in ("Staff leave", "Data leak"):
        type_in(text)
        press(Qt.Key.Key_Return)
    assert texts(session)[3:5] == ["Staff leave", "Data leak"]
    assert all(p.decision is None and p.risk_value is None for p in session.year.control_points[3:5])
    assert len(session.register.history()) == steps + 2
    assert page.entry.note.text() == "K5 is recorded."
    assert page.entry.line.hasFocus()
    assert selected(page) == "K5"
    press(Qt.Key.Key_Return)
    assert len(texts(session)) == 6, "an empty line records nothing"
    session.register.undo()
    assert texts(session)[3:] == ["Staff leave", "Delegated decisions are reported"]


def test_a_filter_gives_way_to_what_is_recorded(page: RisksPage) -> None:
    page.bar.search.setText("contracts")
    type_in("Data leak")
    press(Qt.Key.Key_Return)
    assert numbers(page) == "K1 K2 K3 K4 O1"


def test_pasted_lines_become_as_many_risks_with_one_undo(session: Session, page: RisksPage) -> None:
    pasted = QMimeData()
    pasted.setText("- Avtal löper ut\r\n- Kompetens saknas\r\n\r\n- Intrång\r\n")
    QGuiApplication.clipboard().setMimeData(pasted)
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.entry.note.text() == "Enter records 3 risks, one for each line."
    assert len(texts(session)) == 4, "nothing is recorded before Enter"
    press(Qt.Key.Key_Return)
    assert texts(session)[3:6] == ["Avtal löper ut", "Kompetens saknas", "Intrång"]
    assert page.entry.note.text() == "3 risks are recorded, K4–K6."
    session.register.undo()
    assert len(texts(session)) == 4


def test_the_wording_aid_makes_one_sentence_of_three_parts(session: Session, page: RisksPage) -> None:
    page.entry.aid.click()
    type_in("unclear contracts")
    press(Qt.Key.Key_Tab)
    type_in("double work")
    press(Qt.Key.Key_Return)
    type_in("higher costs")
    press(Qt.Key.Key_Return)
    assert (
        texts(session)[3] == "Because of unclear contracts there is double work which leads to higher costs"
    )
    assert page.entry.parts[0].hasFocus()
    assert page.entry.draft() == ""


def test_the_aid_asks_for_what_happens(session: Session, page: RisksPage) -> None:
    page.entry.aid.click()
    cause, event, effect = page.entry.parts
    cause.setText("haste")
    effect.setFocus()
    type_in("costs")
    press(Qt.Key.Key_Return)
    assert "Write what happens" in page.entry.refusal.sentence
    assert event.hasFocus()
    assert len(texts(session)) == 4
    type_in("errors")
    assert page.entry.refusal.sentence == ""
    press(Qt.Key.Key_Return)
    assert texts(session)[3] == "Because of haste there is errors which leads to costs"


def test_what_is_typed_goes_along_to_the_other_way_of_writing(page: RisksPage) -> None:
    type_in("Data leak")
    page.entry.aid.click()
    assert page.entry.parts[1].text() == "Data leak"
    page.entry.parts[0].setText("haste")
    page.entry.aid.click()
    assert page.entry.line.written() == "Because of haste there is Data leak"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 40_000, "40000 characters; at most 32767 fit"),
        ("Avtal 漢", "cannot be printed"),
        ("Jäv\nAvtal 漢", "Line 2: “Control point” holds “漢”"),
    ],
)
def test_what_is_refused_stays_with_a_sentence(
    session: Session, page: RisksPage, text: str, sentence: str
) -> None:
    page.entry.line.insertPlainText(text)
    press(Qt.Key.Key_Return)
    assert sentence in page.entry.refusal.sentence
    assert page.entry.draft() == text
    assert len(texts(session)) == 4
    told: list[str] = []
    session.trouble.connect(told.append)
    page.flush()
    assert told == [page.entry.refusal.sentence]
    page.entry.leave()
    assert page.entry.isVisible(), "it does not close over what is not kept"


def test_leaving_the_page_enters_what_is_typed(session: Session, page: RisksPage) -> None:
    type_in("Data leak")
    page.flush()
    assert texts(session)[3] == "Data leak"
    type_in("Staff leave")
    press(Qt.Key.Key_Escape)
    assert texts(session)[4] == "Staff leave"
    assert page.entry.isHidden()
    assert page.table.hasFocus()


def test_a_crash_takes_nothing_that_was_typed(session: Session, page: RisksPage, qtbot: QtBot) -> None:
    type_in("Half a ris")
    qtbot.waitUntil(lambda: session.settings.get("quick_entry.draft") is not None)
    again = QuickEntry(session)  # as after a new start
    qtbot.addWidget(again)
    assert again.draft() == "Half a ris"
    again.flush()
    assert texts(session)[3] == "Half a ris"
    assert session.settings.get("quick_entry.draft") is None


def test_a_draft_of_another_year_is_not_shown_here(session: Session, page: RisksPage, qtbot: QtBot) -> None:
    place = {"register": str(session.register.path), "year": 2021, "text": "Old"}
    session.settings.put("quick_entry.draft", place)
    again = QuickEntry(session)
    qtbot.addWidget(again)
    assert again.draft() == ""


def test_an_empty_page_leads_to_it(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_empty(tmp_path)
    page = a_page(session, qtbot)
    with qtbot.waitSignal(page.many_wanted):
        page._first.many.click()
    page.record_risks()
    qtbot.waitUntil(page.entry.line.hasFocus)
    type_in("Data leak")
    press(Qt.Key.Key_Return)
    assert numbers(page) == "K1"
    assert page.entry.isVisible()
    assert page.entry.line.hasFocus()
    session.close()
