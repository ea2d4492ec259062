"""Who takes part in the workshop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.domain.workshop_records import Participant
from riskreg.gui import ask
from riskreg.gui.participants_dialog import ParticipantsDialog
from riskreg.gui.session import Session
from riskreg.gui.workshop_steps import put_participants, put_vote
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    yield session
    session.close()


def shown(session: Session, qtbot: QtBot) -> ParticipantsDialog:
    dialog = ParticipantsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in dialog.lines)
    return dialog


def names(session: Session) -> list[str]:
    return [participant.name for participant in session.year.participants]


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus
    QTest.keyClick(focus, key, modifier)


def test_names_are_typed_one_after_the_other_and_saved_as_one_step(session: Session, qtbot: QtBot) -> None:
    shown(session, qtbot)
    steps = len(session.register.history())
    for name in ("Anna", "Bo", "Cia"):
        focus = QApplication.focusWidget()
        assert focus
        QTest.keyClicks(focus, name)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert names(session) == ["Anna", "Bo", "Cia"]
    assert len(session.register.history()) == steps + 1
    session.register.undo()
    assert names(session) == []


def test_numbers_will_do_in_place_of_names(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    dialog.lines[1].setText("Bo")
    dialog.count.setValue(4)
    dialog.fill.click()
    dialog.save.click()
    assert names(session) == ["Participant 1", "Bo", "Participant 3", "Participant 4"]


def test_a_new_name_keeps_the_votes_and_an_empty_line_warns_of_them(session: Session, qtbot: QtBot) -> None:
    put_participants(session, [Participant(name=name) for name in ("Anna", "Bo", "Cia")])
    point = session.year.control_points[0]
    anna, bo, cia = session.year.participants
    for person in (anna, bo):
        put_vote(session, point, person, 2, 3)
    dialog = shown(session, qtbot)
    assert dialog.loss.sentence == ""
    dialog.lines[0].setText("Annika")
    assert dialog.loss.sentence == ""
    dialog.lines[1].clear()
    assert dialog.loss.sentence == "1 vote goes with whom you take out."
    dialog.lines[3].setText("Dan")
    dialog.save.click()
    assert names(session) == ["Annika", "Cia", "Dan"]
    assert [p.lineage for p in session.year.participants[:2]] == [anna.lineage, cia.lineage]
    assert [vote.participant_id for vote in session.year.votes] == [anna.id]
    session.register.undo()
    assert len(session.year.votes) == 2


@pytest.mark.parametrize(
    ("name", "sentence"), [("x" * 1_001, "1001 characters"), ("漢", "cannot be printed")]
)
def test_a_name_that_is_refused_stays_with_a_sentence(
    session: Session, qtbot: QtBot, name: str, sentence: str
) -> None:
    dialog = shown(session, qtbot)
    dialog.lines[0].setText(name)
    dialog.save.click()
    assert dialog.isVisible()
    assert sentence in dialog.refusal.sentence
    assert dialog.lines[0].text() == name
    assert names(session) == []
    dialog.cancel.click()


def test_escape_does_not_throw_away_what_was_typed(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "deed", lambda _parent, _texts, question, *_more: asked.append(question))
    dialog = shown(session, qtbot)
    dialog.lines[0].setText("Anna")
    press(Qt.Key.Key_Escape)
    assert asked == ["Leave the participants without saving?"]
    assert dialog.isVisible()
    dialog.lines[0].clear()
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
