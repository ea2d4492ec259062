"""The history: who changed what when, and the way back to every version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from riskreg.domain.change import all_of
from riskreg.domain.history import FieldChange
from riskreg.domain.history_filter import HistoryFilter
from riskreg.domain.records import ControlPoint, ControlPointGoal, Goal, Plan, Record, ScaleStep
from riskreg.gui.field_table import FieldTable
from riskreg.gui.history import HistoryPage
from riskreg.gui.history_model import Part
from riskreg.gui.session import Session
from riskreg.gui.window import MainWindow
from riskreg.keeping import copy_forward
from riskreg.opening import open_register
from riskreg.settings import Settings
from riskreg.texts import Texts
from tests.builders import a_register, everything
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    yield session
    session.close()


def a_page(session: Session, qtbot: QtBot) -> HistoryPage:
    page = HistoryPage(session)
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    qtbot.waitUntil(lambda: bool(rows(page)))
    return page


def point(session: Session, number: str) -> ControlPoint:
    record = session.year.numbered(number)
    assert isinstance(record, ControlPoint)
    return record


def put(session: Session, record: Record, **values: object) -> None:
    with session.register.step(f"Change {next(iter(values))}") as edit:
        edit.put(record, replace(record, **values))  # type: ignore[arg-type]


def delete(session: Session, *records: Record) -> None:
    with session.register.step("Delete") as edit:
        edit.remove(*records)


def rows(page: HistoryPage) -> list[str]:
    """What was done, from the top."""
    model = page.list.steps
    return [str(model.index(row, Part.WHAT).data()) for row in range(model.rowCount())]


def choose(page: HistoryPage, done: str) -> None:
    page.list.choose(rows(page).index(done))


def told(page: HistoryPage) -> str:
    """All that is said about the chosen step."""
    labels = [label.text() for label in page.details.findChildren(QLabel) if label.isVisibleTo(page)]
    return "\n".join([*labels, *(table.toPlainText() for table in page.details.findChildren(FieldTable))])


def buttons(page: HistoryPage, text: str) -> list[QPushButton]:
    return [b for b in page.details.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(page)]


def filter_by(page: HistoryPage, qtbot: QtBot, wanted: HistoryFilter) -> list[str]:
    page.bar.set_filter(wanted)
    qtbot.waitUntil(lambda: not page._search.under_way)
    return rows(page)


# ------------------------------------------------------------------ the steps
def test_the_steps_are_listed_newest_first_with_what_is_undone(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K1"), text="A")
    put(session, point(session, "K1"), text="B")
    session.register.undo()
    page = a_page(session, qtbot)
    assert rows(page) == [
        "Undone: Change text",
        "Change text (undone)",
        "Change text",
        "Fill the plan",
        "New register",
    ]
    entry = session.register.history()[-1]
    assert page.list.steps.index(0, Part.WHO).data() == entry.who
    assert page.list.entry == entry  # the newest is shown at once
    assert page.bar._count.text() == "5 steps"


def test_a_step_shows_its_fields_before_and_after_whole(session: Session, qtbot: QtBot) -> None:
    long = "Nobody knows when the contracts run out. " * 30 + "It was <u>checked</u> & found.\n\nTwice."
    put(session, point(session, "K2"), analysis=long, likelihood=None)
    page = a_page(session, qtbot)
    said = told(page)
    assert "Changed · Control point K2 · 2022" in said
    assert "Contracts run out" in said
    assert long in said.replace("\u2028", "\n")
    assert "Likelihood\n2\n–" in said


def test_the_words_that_differ_are_struck_out_and_underlined(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K1"), responsible="The controller")
    page = a_page(session, qtbot)
    (table,) = page.details.findChildren(FieldTable)
    found = []
    for at in range(table.document().characterCount() - 1):
        cursor = QTextCursor(table.document())
        cursor.setPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        font = cursor.charFormat().font()
        found.append((font.strikeOut(), font.underline(), cursor.selectedText()))
    assert "".join(text for struck, _underlined, text in found if struck) == "coordinator"
    assert "".join(text for _struck, underlined, text in found if underlined) == "controller"


def test_the_table_is_as_high_as_its_text(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K1"), analysis="word " * 200 + "x" * 400)
    page = a_page(session, qtbot)
    (table,) = page.details.findChildren(FieldTable)
    wide = table.height()
    assert table.verticalScrollBar().maximum() == 0
    assert table.document().size().width() <= table.viewport().width()
    page.resize(900, 640)
    qtbot.waitUntil(lambda: table.height() > wide)


def test_the_table_follows_light_and_dark(qtbot: QtBot, en: Texts) -> None:
    table = FieldTable([FieldChange("Method", "The old way", "The new way")], ("before", "after"), en)
    qtbot.addWidget(table)
    before = table.toHtml()
    palette = QPalette(table.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor("#202020"))
    table.setPalette(palette)
    assert table.toHtml() != before


def test_a_new_step_appears_while_the_page_is_open(session: Session, qtbot: QtBot) -> None:
    page = a_page(session, qtbot)
    chosen = page.list.entry
    put(session, point(session, "K1"), text="A")
    assert rows(page)[0] == "Change text"
    assert page.list.entry == chosen
    session.register.undo()
    assert rows(page)[:2] == ["Undone: Change text", "Change text (undone)"]
    page.hide()
    session.register.redo()
    page.show()
    qtbot.waitUntil(lambda: rows(page)[0] == "Redone: Change text")


def test_a_large_step_shows_more_when_it_is_asked(session: Session, qtbot: QtBot) -> None:
    plan = session.year.plan.id
    with session.register.step("Import") as edit:
        for n in range(40):
            edit.add(ControlPoint(plan_id=plan, text=f"Risk {n}"))
    page = a_page(session, qtbot)
    assert "Risk 14" in told(page)
    assert "Risk 15" not in told(page)
    (more,) = buttons(page, "Show 25 more records")
    more.click()
    qtbot.waitUntil(lambda: "Risk 29" in told(page))
    assert "Risk 30" not in told(page)
    buttons(page, "Show 10 more records")[0].click()
    qtbot.waitUntil(lambda: "Risk 39" in told(page))
    assert buttons(page, "Show 0 more records") == []


def test_that_only_the_order_changed_is_said(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K1"), position=9)
    page = a_page(session, qtbot)
    assert "Only its place in the order changed." in told(page)
    assert buttons(page, "Restore this version") == []


# ------------------------------------------------------------------ the way back
def test_a_version_is_restored_in_one_step_that_can_be_undone(session: Session, qtbot: QtBot) -> None:
    first = point(session, "K1")
    put(session, first, responsible="The chair")
    put(session, point(session, "K1"), text="Another text", analysis="More")
    put(session, point(session, "K2"), text="Untouched")
    now = everything(session.register)
    page = a_page(session, qtbot)
    choose(page, "Change responsible")
    (restore,) = buttons(page, "Restore this version")
    with qtbot.waitSignal(session.told) as said:
        restore.click()
    assert said.args == ["“Projects follow <b>the model</b>” is as it was."]
    assert point(session, "K1") == first
    assert point(session, "K2").text == "Untouched"
    assert rows(page)[0] == "Restore “Projects follow <b>the model</b>”"
    assert page.list.currentIndex().row() == 0
    choose(page, "Change responsible")
    assert buttons(page, "Restore this version") == []
    assert "It is like this now" in told(page)
    session.register.undo()
    assert everything(session.register) == now
    assert buttons(page, "Restore this version")


def test_what_was_deleted_comes_back_with_its_links(session: Session, qtbot: QtBot) -> None:
    before = everything(session.register)
    delete(session, point(session, "K1"))
    page = a_page(session, qtbot)
    assert told(page).count("Comes back along") == 1  # the link
    (back,) = buttons(page, "Bring back")
    back.click()
    assert everything(session.register) == before
    choose(page, "Delete")
    assert buttons(page, "Bring back") == []


def test_links_that_stay_away_are_told(session: Session, qtbot: QtBot) -> None:
    delete(session, point(session, "K1"))
    delete(session, session.year.goals[0])
    page = a_page(session, qtbot)
    page.list.choose(1)
    with qtbot.waitSignal(session.told) as said:
        buttons(page, "Bring back")[0].click()
    assert said.args == [
        "“Projects follow <b>the model</b>” is as it was. 1 link stays away: what it led to is gone."
    ]
    assert session.year.goals_of(point(session, "K1")) == ()


def test_what_has_no_place_any_more_is_said_and_changes_nothing(session: Session, qtbot: QtBot) -> None:
    copy_forward(session.register, 2022, 2023, keep_decisions=True)
    copied = session.register.year(2023).control_points[0]
    delete(session, copied)
    with session.register.step("Remove the year") as edit:
        edit.remove(*(plan for plan in all_of(edit.contents, Plan) if plan.year == 2023))
    page = a_page(session, qtbot)
    choose(page, "Delete")
    before = everything(session.register)
    with qtbot.waitSignal(session.trouble) as trouble:
        buttons(page, "Bring back")[0].click()
    assert "no longer in the register: Plan. Bring that back first" in str(trouble.args)
    assert everything(session.register) == before
    choose(page, "Remove the year")
    buttons(page, "Bring back")[0].click()
    assert session.register.years == (2023, 2022)


def test_a_score_that_is_not_on_the_scale_any_more_is_refused(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K2"), consequence=1)
    delete(session, *(s for s in all_of(session.register.contents, ScaleStep) if s.value == 4))
    page = a_page(session, qtbot)
    choose(page, "Change consequence")
    with qtbot.waitSignal(session.trouble) as trouble:
        buttons(page, "Restore this version")[0].click()
    assert "4 is not on the scale of “Consequence”" in str(trouble.args)


def test_a_register_that_may_only_be_read_says_why(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K1"), text="A")
    register = open_register(session.register.path)
    reader = Session(register, 2022, session.settings, session.texts)
    page = a_page(reader, qtbot)
    with qtbot.waitSignal(reader.trouble):
        buttons(page, "Restore this version")[0].click()
    assert point(reader, "K1").text == "A"
    reader.close()


def test_it_leads_to_where_a_record_is_in_its_own_year(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K2"), text="A")
    link = all_of(session.register.contents, ControlPointGoal)[0]
    delete(session, link)
    copy_forward(session.register, 2022, 2023, keep_decisions=True)
    session.show_year(2023)
    page = a_page(session, qtbot)
    for done, number in (("Change text", "K2"), ("Delete", "K1")):
        choose(page, done)
        with qtbot.waitSignal(session.record_wanted) as wanted:
            buttons(page, "Show where it is")[0].click()
        assert session.year.plan.year == 2022
        assert wanted.args == [point(session, number)]
        session.show_year(2023)


# ------------------------------------------------------------------ finding
@pytest.fixture
def lively(session: Session) -> Session:
    put(session, point(session, "K1"), responsible="Åsa Öst")
    put(session, session.year.goals[0], text="Contracts are used")
    delete(session, point(session, "K3"))
    return session


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (HistoryFilter(text="asa"), []),
        (HistoryFilter(text="åsa change"), ["Change responsible"]),
        (HistoryFilter(text="contracts"), ["Change text", "Fill the plan"]),
        (HistoryFilter(kinds=frozenset({"goal"})), ["Change text", "Fill the plan"]),
        (HistoryFilter(deleted=True), ["Delete"]),
        (HistoryFilter(who=frozenset({"nobody"})), []),
    ],
)
def test_steps_are_found(lively: Session, qtbot: QtBot, wanted: HistoryFilter, found: list[str]) -> None:
    page = a_page(lively, qtbot)
    who = page._entries[0].who
    page.bar.offer_people([who, "nobody"])
    assert filter_by(page, qtbot, wanted) == found
    assert page.bar._count.text() == f"{len(found)} of 5"
    assert len(filter_by(page, qtbot, HistoryFilter(who=frozenset({who})))) == 5
    page.bar.clear.click()
    assert len(rows(page)) == 5


def test_the_menus_offer_who_and_when(lively: Session, qtbot: QtBot) -> None:
    with closing(sqlite3.connect(lively.register.path)) as raw, raw:
        raw.execute("UPDATE journal SET at = '2001-01-01T12:00:00' WHERE id < 4")
    page = a_page(lively, qtbot)
    when = {action.text(): action for action in page.bar.menus["since"].menu().actions()}
    assert list(when) == ["Any time", "Today", "Last 7 days", "Last 30 days", "Last 12 months"]
    when["Last 7 days"].trigger()
    assert rows(page) == ["Delete", "Change text"]
    assert page.bar.menus["since"].text() == "When: Last 7 days"
    when["Any time"].trigger()
    assert len(rows(page)) == 5
    (who,) = page.bar.menus["who"].menu().actions()
    assert who.text() == page._entries[0].who


def test_what_is_looked_for_comes_first_in_a_step(session: Session, qtbot: QtBot) -> None:
    points = [point(session, number) for number in ("K1", "K2", "K3")]
    with session.register.step("Change all") as edit:
        for each in points:
            edit.put(each, replace(each, status="Begun"))
    page = a_page(session, qtbot)
    page.show_history_of(points[2])
    qtbot.waitUntil(lambda: rows(page) == ["Change all", "Fill the plan"])
    assert "Skills are lacking" in told(page)
    assert "Contracts run out" not in told(page)
    buttons(page, "Show 2 more records")[0].click()
    qtbot.waitUntil(lambda: "Contracts run out" in told(page))


def test_the_history_of_one_record_tells_of_its_links_too(session: Session, qtbot: QtBot) -> None:
    delete(session, all_of(session.register.contents, ControlPointGoal)[0])
    put(session, point(session, "K2"), text="Another")
    page = a_page(session, qtbot)
    for number in ("K1", "M1"):
        page.show_history_of(session.year.numbered(number))
        qtbot.waitUntil(lambda: rows(page) == ["Delete", "Fill the plan"])
        assert page.bar.chip_button.text().startswith(number)
    page.bar.chip_button.click()
    assert len(rows(page)) == 4


def test_a_step_is_kept_in_sight_although_the_filter_passes_it_by(lively: Session, qtbot: QtBot) -> None:
    page = a_page(lively, qtbot)
    filter_by(page, qtbot, HistoryFilter(deleted=True))
    buttons(page, "Bring back")[0].click()
    assert rows(page) == ["Restore “Skills are lacking”", "Delete"]


def test_nothing_found_is_said(session: Session, qtbot: QtBot) -> None:
    page = a_page(session, qtbot)
    assert filter_by(page, qtbot, HistoryFilter(text="no such thing")) == []
    assert told(page) == ""
    assert not page.list.grab().isNull()


def test_looking_through_many_steps_leaves_the_window_alive(session: Session, qtbot: QtBot) -> None:
    for n in range(150):
        put(session, point(session, "K1"), text=f"Version {n}")
    page = a_page(session, qtbot)
    turns = 0
    page.bar.search.setText("fill")
    assert page.bar._count.text().startswith("Searching")
    while page._search.under_way:
        QApplication.processEvents()
        turns += 1
    assert turns > 2
    assert rows(page) == ["Fill the plan"]
    page.bar.search.setText("fill the")  # known by now
    qtbot.waitUntil(lambda: not page._search.under_way)
    assert rows(page) == ["Fill the plan"]


def test_nothing_is_searched_for_while_the_page_is_hidden(session: Session, qtbot: QtBot) -> None:
    for n in range(60):
        put(session, point(session, "K1"), text=f"Version {n}")
    page = a_page(session, qtbot)
    page.bar.search.setText("fill")
    page.hide()
    assert not page._search.under_way
    page.show()
    qtbot.waitUntil(lambda: rows(page) == ["Fill the plan"])


# ------------------------------------------------------------------ damage
def test_a_damaged_history_is_shown_as_far_as_it_goes(session: Session, qtbot: QtBot) -> None:
    put(session, point(session, "K1"), text="A")
    put(session, point(session, "K1"), text="B")
    put(session, point(session, "K1"), text="C")
    with closing(sqlite3.connect(session.register.path)) as raw, raw:
        raw.execute("UPDATE journal SET at = 'yesterday' WHERE id = 3")
        raw.execute("UPDATE journal SET kind = 'poem', who = 'a' || char(10) || 'b' WHERE id = 4")
    page = a_page(session, qtbot)
    assert rows(page) == ["Change text", "Damaged entry", "Change text", "Fill the plan", "New register"]
    assert page.list.steps.index(2, Part.WHEN).data() == "yesterday"
    assert page.list.steps.index(1, Part.WHO).data() == "a b"
    assert page.list.steps.index(1, Part.WHAT).data(Qt.ItemDataRole.DecorationRole) is not None
    for row, number in ((1, 4), (2, 3)):
        page.list.choose(row)
        assert f"Entry {number} of the history was changed outside riskreg or is damaged" in told(page)
    page.show_history_of(point(session, "K1"))
    qtbot.waitUntil(lambda: len(rows(page)) == 4)  # what cannot be read might be about it
    page.bar.search.setText("C")
    qtbot.waitUntil(lambda: not page._search.under_way)
    page.list.choose(0)
    assert buttons(page, "Restore this version")


# ------------------------------------------------------------------ in the window
@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, en: Texts) -> Iterator[MainWindow]:
    register = a_register(tmp_path, points=4)
    register.close()
    window = MainWindow(Settings(tmp_path / "settings.json"), en)
    qtbot.addWidget(window)
    window.resize(1366, 700)
    window.show()
    window.begin(register.path)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.close()


def test_the_page_is_worked_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    page = window.page
    assert isinstance(page, HistoryPage)
    assert page.list.hasFocus()
    qtbot.waitUntil(lambda: rows(page) == ["Fill", "New register"])
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.entry is not None
    assert page.list.entry.label == "New register"
    assert "New register" in told(page)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.search.hasFocus()
    QTest.keyClick(page.bar.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()


def test_ctrl_h_shows_the_history_of_what_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    for name, number in (("risks", "K2"), ("goals", "M1")):
        shown = window.show_page(name)
        assert window.session
        record = window.session.year.numbered(number)
        window.show_record(record)
        QTest.keyClick(shown, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        page = window.page
        assert isinstance(page, HistoryPage)
        assert page.bar.chip_button.text().startswith(number)
        qtbot.waitUntil(lambda page=page: rows(page) == ["Fill"])  # type: ignore[misc]
    assert not window.actions_by_key["show_record_history"].isEnabled()


def test_undo_works_while_a_value_is_read(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session
    put(session, point(session, "K1"), text="A")
    page = window.show_page("history")
    qtbot.waitUntil(lambda: bool(page.findChildren(FieldTable)))
    (table,) = page.findChildren(FieldTable)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert point(session, "K1").text != "A"


def test_the_form_leads_to_the_whole_history(window: MainWindow, qtbot: QtBot) -> None:
    from riskreg.gui.risks import RisksPage

    risks = window.show_page("risks")
    assert isinstance(risks, RisksPage)
    assert window.session
    risks.select_record(window.session.year.numbered("K3"))
    risks.form.history.heading.click()
    risks.form.history.whole.click()
    page = window.page
    assert isinstance(page, HistoryPage)
    assert page.bar.chip_button.text().startswith("K3")


def test_the_history_of_a_goal_that_lost_its_effect_goal(session: Session, qtbot: QtBot) -> None:
    effect = replace(session.year.goals[1], kind="effect")  # type: ignore[arg-type]
    put(session, session.year.goals[1], kind=effect.kind)
    goal = next(g for g in all_of(session.register.contents, Goal) if g.id != effect.id)
    put(session, goal, parent_id=effect.id)
    delete(session, *(g for g in all_of(session.register.contents, Goal) if g.id == effect.id))
    page = a_page(session, qtbot)
    assert "Effect goal\nCosts are shared\n–" in told(page)
    assert "Comes back along" in told(page)
    buttons(page, "Bring back")[0].click()
    assert {g.parent_id for g in all_of(session.register.contents, Goal)} == {None, effect.id}
