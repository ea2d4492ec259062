"""The page of the annual wheel, as a coordinator uses it: by click, by keyboard, in the list."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.domain.records import Event
from riskreg.domain.scales import EventKind
from riskreg.domain.wheel import Standing
from riskreg.gui import ask
from riskreg.gui.next_events import NextEvents
from riskreg.gui.record_model import NUMBER
from riskreg.gui.session import Session
from riskreg.gui.wheel import WheelPage
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import a_register

TODAY = datetime.date.today()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A register whose plan is for this year, so that something is next and something late."""
    register = a_register(tmp_path, year=TODAY.year)
    session = Session(register, TODAY.year, Settings(tmp_path / "settings.json"), texts("en"))
    yield session
    session.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> WheelPage:
    page = WheelPage(session)
    qtbot.addWidget(page)
    page.resize(1218, 660)
    page.show()
    return page


def events(page: WheelPage) -> tuple[Event, ...]:
    return page.session.year.events


def test_an_empty_wheel_begins_with_a_usual_year_as_one_step(page: WheelPage) -> None:
    assert page.stack.currentWidget() is page.empty
    page.usual.click()
    assert page.stack.currentWidget() is page.filled
    assert len(events(page)) == 8
    assert len(page.wheel.picture.labels) == 8
    page.session.register.undo()
    assert events(page) == ()
    assert page.stack.currentWidget() is page.empty


def test_a_usual_year_is_not_put_on_top_of_another(page: WheelPage, qtbot: QtBot) -> None:
    page.usual_year()
    with qtbot.waitSignal(page.session.trouble) as told:
        page.usual_year()
    assert "holds events already" in told.args[0]
    assert len(events(page)) == 8


def test_a_new_event_is_typed_in_the_form(page: WheelPage) -> None:
    page.new_event()
    (event,) = events(page)
    assert event.dated == TODAY
    page.form.rows["text"].editor.show_draft("Nämnden sammanträder")
    page.form.rows["begins"].editor.show_draft("13.30")
    page.flush()
    (event,) = events(page)
    assert (event.text, event.begins) == ("Nämnden sammanträder", datetime.time(13, 30))


def test_the_list_is_edited_in_place_and_the_wheel_follows(page: WheelPage) -> None:
    page.usual_year()
    model = page.table.model_
    first = events(page)[0]
    index = model.index(0, model.column("dated"))
    moved = datetime.date(TODAY.year, 12, 24)
    assert model.setData(index, moved)
    assert events(page)[-2].id == first.id
    assert [label.placed.event for label in page.wheel.picture.labels] == list(events(page))


def test_what_the_list_refuses_is_kept_in_the_form(page: WheelPage) -> None:
    page.usual_year()
    page.table.select([events(page)[0].id])
    before, model = events(page), page.table.model_
    assert not model.setData(model.index(0, model.column("dated")), datetime.date(TODAY.year + 9, 1, 1))
    assert events(page) == before
    row = page.form.rows["dated"]
    assert row.editor.draft() == f"{TODAY.year + 9}-01-01"
    assert "lies outside the annual wheel" in row.refusal.sentence


@pytest.mark.parametrize("typed", ["25:00", "12:61", "noon"])
def test_what_is_no_time_of_day_is_refused(page: WheelPage, typed: str) -> None:
    page.new_event()
    page.form.rows["begins"].editor.show_draft(typed)
    page.flush()
    assert f"“{typed}” in “Time” is not a time of day" in page.form.rows["begins"].refusal.sentence
    assert events(page)[0].begins is None


def test_a_click_on_the_wheel_selects_in_the_list(page: WheelPage) -> None:
    page.usual_year()
    for label in page.wheel.picture.labels:
        for point in (label.mark.toPoint(), label.box.center().toPoint()):
            page.table.clearSelection()
            QTest.mouseClick(page.wheel, Qt.MouseButton.LeftButton, pos=point)
            assert [r.id for r in page.table.selected()] == [label.placed.event.id]


def test_arrow_keys_go_round_the_year(page: WheelPage) -> None:
    page.usual_year()
    page.table.select([events(page)[0].id])
    page.wheel.setFocus()
    for key, at in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_End, 7), (Qt.Key.Key_Right, 0), (Qt.Key.Key_Up, 7)):
        QTest.keyClick(page.wheel, key)
        assert page.table.selected() == [events(page)[at]]
        assert " ".join(events(page)[at].text.split()) in page.wheel.accessibleDescription()
    QTest.keyClick(page.wheel, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.form.rows["text"].isAncestorOf(focused)


def test_done_is_marked_and_taken_back(page: WheelPage) -> None:
    page.new_event()
    page.done_button.click()
    assert events(page)[0].done == TODAY
    assert page.done_button.text() == "Mark as not done"
    page.done_button.click()
    assert events(page)[0].done is None


def test_an_event_is_deleted_and_undone(page: WheelPage) -> None:
    page.usual_year()
    gone = events(page)[0]
    page.table.select([gone.id])
    page.delete()
    assert gone not in events(page)
    assert page.table.selected() == [events(page)[0]]
    page.session.register.undo()
    assert gone in events(page)


def test_what_lies_in_another_calendar_year_is_in_the_list_only(page: WheelPage) -> None:
    page.usual_year()
    assert not page.elsewhere.isVisible()
    with page.session.register.step("Add") as edit:
        plan = page.session.year.plan
        edit.add(Event(plan_id=plan.id, dated=datetime.date(TODAY.year + 1, 3, 1), text="Later"))
    assert page.elsewhere.isVisible()
    assert page.elsewhere.text().startswith("1 event lies in another calendar year")
    assert len(page.table.model_.records) == 9


def test_the_calendar_is_saved(page: WheelPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page.usual_year()
    monkeypatch.setattr(ask, "save_file", lambda *asked: tmp_path / asked[-1].name)
    page.save_calendar()
    saved = tmp_path / f"arshjul-{TODAY.year}.ics"
    assert len(Calendar.from_ical(saved.read_bytes()).walk("VEVENT")) == 8


def test_the_wheel_and_the_overview_say_what_is_next_and_late(page: WheelPage, qtbot: QtBot) -> None:
    """From two days ago to three days ahead, also where that crosses the edge of the year."""
    day = datetime.timedelta(days=1)
    with page.session.register.step("Add") as edit:
        plan = page.session.year.plan
        for days, kind, text in ((-2, EventKind.DEADLINE, "Hand in"), (3, EventKind.MEETING, "Meet")):
            edit.add(Event(plan_id=plan.id, dated=TODAY + days * day, kind=kind, text=text))
    late, coming = events(page)
    model = page.table.model_
    assert [model.data(model.index(row, NUMBER)) for row in (0, 1)] == ["Late", "Next"]
    assert page.wheel.picture.standing == {late.id: Standing.LATE, coming.id: Standing.NEXT}
    said = NextEvents(page.session.texts)
    qtbot.addWidget(said)
    said.show_year(page.session.year, TODAY)
    assert [button.text() for button in said.buttons] == [
        f"Hand in · {TODAY - 2 * day} · 2 days late",
        f"Meet · {TODAY + 3 * day} · in 3 days",
    ]
    with qtbot.waitSignal(said.wanted) as wanted:
        said.buttons[0].click()
    assert wanted.args == [late]


def test_nothing_next_or_late_takes_no_room(page: WheelPage, qtbot: QtBot) -> None:
    said = NextEvents(page.session.texts)
    qtbot.addWidget(said)
    said.show_year(page.session.year, TODAY)
    assert said.isHidden()


def test_a_crowded_wheel_keeps_its_labels_apart(page: WheelPage) -> None:
    with page.session.register.step("Add") as edit:
        plan = page.session.year.plan
        for at in range(60):
            first = datetime.date(TODAY.year, 1, 1)
            edit.add(Event(plan_id=plan.id, dated=first + datetime.timedelta(days=6 * at), text=f"Nr {at}"))
    labels = page.wheel.picture.labels
    assert len(labels) == 60
    for side in (True, False):
        tops = sorted(label.box.center().y() for label in labels if label.placed.to_right is side)
        assert all(b - a > 1 for a, b in itertools.pairwise(tops))
    assert page.wheel.picture.at(QPointF(1, 1)) is None
    page.grab()
