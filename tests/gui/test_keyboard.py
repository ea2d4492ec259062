"""The real window worked without a mouse, and with texts that nobody foresaw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableView, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from riskreg.gui.risks import RisksPage
from riskreg.gui.segments import Segment
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea, TextLine
from riskreg.gui.window import MainWindow
from riskreg.opening import new_register
from riskreg.settings import Settings
from riskreg.texts import Texts
from tests.builders import a_register

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Hands:
    """The window on a register, with two hands on the keyboard."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def session(self) -> Session:
        assert self.window.session is not None
        return self.window.session

    @property
    def risks(self) -> RisksPage:
        page = self.window.page
        assert isinstance(page, RisksPage)
        return page

    def wake(self) -> None:
        """Offscreen, a window that is made elsewhere takes the activity with it."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            assert QTest.qWaitForWindowActive(self.window)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        self.wake()
        QTest.keyClick(self.focus or self.window, key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        self.wake()
        assert self.focus is not None
        QTest.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    def focused(self) -> str:
        """What is in focus, as a screen reader would say it."""
        return self.focus.accessibleName() or type(self.focus).__name__ if self.focus else ""

    def numbers(self) -> list[str]:
        return [self.session.year.number(p) for p in self.session.year.control_points]


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, en: Texts) -> Iterator[Hands]:
    register = a_register(tmp_path, points=4)
    register.close()
    window = MainWindow(Settings(tmp_path / "settings.json"), en)
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    window.begin(register.path)
    window.show_page("risks")
    hands = Hands(window)
    hands.wake()
    yield hands
    window.close()


def test_every_page_begins_where_it_is_worked_in(hands: Hands) -> None:
    hands.press(Qt.Key.Key_3, CONTROL)
    assert isinstance(hands.focus, QTreeView)
    hands.press(Qt.Key.Key_2, CONTROL)
    assert isinstance(hands.focus, QTableView)
    hands.press(Qt.Key.Key_1, CONTROL)
    assert hands.focused() == "What is unfinished"  # the plan is not adopted, though its year has begun
    hands.window.navigation.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert isinstance(hands.window.page, RisksPage)
    assert hands.focus is hands.window.navigation  # walking through the list of pages goes on


def test_delete_removes_a_record_from_the_list_only(hands: Hands) -> None:
    page = hands.risks
    page.select_record(hands.session.year.control_points[0])
    there = hands.numbers()
    inside = [*page.form.findChildren(QWidget), *page.bar.findChildren(QWidget)]
    stops = [w for w in inside if isinstance(w, (TextArea, TextLine, QComboBox, Segment, QToolButton))]
    assert len(stops) > 15
    for stop in stops:
        if stop.isVisible() and stop.isEnabled() and stop.focusPolicy() != Qt.FocusPolicy.NoFocus:
            stop.setFocus()
            hands.press(Qt.Key.Key_Delete)
            assert hands.numbers() == there, f"Delete in {hands.focused()}"
    page.table.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert len(hands.numbers()) == len(there) - 1
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert hands.numbers() == there


def test_tab_goes_through_the_form_as_it_is_read_and_back(hands: Hands) -> None:
    page = hands.risks
    page.select_record(hands.session.year.control_points[0])
    page.form.focus_field("text")
    seen = [hands.focused()]
    while hands.focus is not None and page.form.isAncestorOf(hands.focus) and len(seen) < 40:
        hands.press(Qt.Key.Key_Tab)
        seen.append(hands.focused())
    inside = seen[:-1]
    fields = [name.partition(":")[0] for name in inside]
    labels = ["Control point", "Origin", "Likelihood", "Consequence", "Category", "Reference", "Responsible"]
    labels += [
        "Control method",
        "Frequency",
        "Extent",
        "Governing document",
        "Period",
        "Status",
        "Decision",
        "Analysis",
    ]
    assert fields[: len(labels)] == labels
    page.form.history.heading.setFocus()
    back = [hands.focused()]
    for _step in inside[1:]:
        hands.press(Qt.Key.Key_Backtab)
        back.append(hands.focused())
    assert back == inside[::-1]


def test_a_new_point_is_typed_at_once(hands: Hands) -> None:
    before = len(hands.numbers())
    hands.press(Qt.Key.Key_N, CONTROL)
    hands.type("Suppliers fail")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert [p.text for p in hands.session.year.control_points if p.text == "Suppliers fail"]
    assert len(hands.numbers()) == before + 1


def test_undo_is_the_text_s_own_until_it_is_committed(hands: Hands) -> None:
    page, point = hands.risks, hands.session.year.control_points[0]
    page.select_record(point)
    page.form.focus_field("method")
    hands.type("xyz")
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert page.form.rows["method"].editor.value() == point.method
    hands.type("xyz")
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert hands.session.year.control_points[0].method.startswith("xyz")
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert hands.session.year.control_points[0] == point
    assert page.form.rows["method"].editor.value() == point.method


def test_points_move_by_keys(hands: Hands) -> None:
    first, second = hands.session.year.control_points[:2]
    hands.risks.select_record(first)
    hands.press(Qt.Key.Key_Down, ALT)
    assert [p.text for p in hands.session.year.control_points[:2]] == [second.text, first.text]
    hands.press(Qt.Key.Key_Up, ALT)
    assert [p.text for p in hands.session.year.control_points[:2]] == [first.text, second.text]


def test_alt_down_in_a_drop_down_opens_it(hands: Hands) -> None:
    hands.risks.select_record(hands.session.year.control_points[0])
    order = [p.id for p in hands.session.year.control_points]
    box = hands.risks.form.rows["origin"].editor.findChild(QComboBox)
    assert box is not None
    box.setFocus()
    hands.press(Qt.Key.Key_Down, ALT)
    assert box.view().isVisible()
    box.hidePopup()
    assert [p.id for p in hands.session.year.control_points] == order


@pytest.mark.parametrize(
    ("pasted", "said"), [("word " * 200_000, "characters"), ("a\0b", "control character")]
)
def test_what_cannot_be_held_is_told_and_stays(hands: Hands, pasted: str, said: str) -> None:
    page, point = hands.risks, hands.session.year.control_points[0]
    page.select_record(point)
    page.form.focus_field("analysis", select=True)
    QGuiApplication.clipboard().setText(pasted)
    hands.press(Qt.Key.Key_V, CONTROL)
    hands.window.show_page("goals")
    assert said in hands.window.message.sentence
    assert hands.session.year.control_points[0] == point
    hands.window.show_page("risks")
    assert page.form.rows["analysis"].editor.draft() == pasted


def test_markup_is_shown_as_it_was_typed(hands: Hands) -> None:
    page, typed = hands.risks, "<b>& <img src=x>"
    page.select_record(hands.session.year.control_points[0])
    page.form.history.heading.setChecked(True)
    page.form.focus_field("text", select=True)
    hands.type(typed)
    hands.press(Qt.Key.Key_Return, CONTROL)
    QTest.qWait(50)
    assert any(typed in line for line in page.form.history.lines())
    for label in page.form.findChildren(QLabel):
        assert typed not in label.text() or label.textFormat() == Qt.TextFormat.PlainText
    tip = page.table.model_.index(0, page.table.model_.column("text")).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;&amp; &lt;img src=x&gt;" in tip


def test_a_long_text_keeps_clear_of_its_scroll_bar(hands: Hands, qtbot: QtBot) -> None:
    page = hands.risks
    page.select_record(hands.session.year.control_points[0])
    area = page.form.findChild(TextArea)
    assert isinstance(area, TextArea)
    area.show_text("supplier agreement accessibility " * 300)
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    space = area.fontMetrics().horizontalAdvance(" ")  # the one at which a line was broken
    assert area.document().size().width() <= area.viewport().width() + space
    area.show_text("short")
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())


def test_ten_rows_and_the_matrix_fit_on_a_small_screen(hands: Hands) -> None:
    page = hands.risks
    rows = page.table.viewport().height() // page.table.verticalHeader().defaultSectionSize()
    assert page.matrix.isVisible()
    assert rows >= 10
    assert not page.table.horizontalScrollBar().isVisible()


def test_an_empty_page_of_goals_shows_its_whole_sentence(qtbot: QtBot, tmp_path: Path, en: Texts) -> None:
    path = tmp_path / "empty.riskreg"
    new_register(path, "The committee", 2022, en).close()
    window = MainWindow(Settings(tmp_path / "settings.json"), en)
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    window.begin(path)
    page = window.show_page("goals")
    QApplication.processEvents()
    labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("effect goal" in label.text() for label in labels)
    assert all(label.height() >= label.heightForWidth(label.width()) for label in labels)
    window.close()
