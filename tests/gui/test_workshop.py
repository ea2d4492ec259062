"""The workshop on the whole screen, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.domain.records import ControlPoint, Edition, ScaleStep
from riskreg.domain.scales import Axis, Decision, Stage
from riskreg.domain.workshop import Which
from riskreg.domain.workshop_records import Participant
from riskreg.gui.session import Session
from riskreg.gui.workshop import Turn, WorkshopWindow
from riskreg.gui.workshop_outcome import Part
from riskreg.gui.workshop_steps import put_participants
from tests.gui.small_plan import open_empty, open_small

NOTHING, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    put_participants(session, [Participant(name=name) for name in ("Anna", "Bo", "Cia")])
    yield session
    session.close()


@pytest.fixture
def workshop(session: Session, qtbot: QtBot) -> WorkshopWindow:
    return a_workshop(session, qtbot)


def a_workshop(session: Session, qtbot: QtBot) -> WorkshopWindow:
    """The window, as it begins: at K3, the only undecided risk."""
    window = WorkshopWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.hasFocus)
    return window


def keys(window: WorkshopWindow, text: str) -> None:
    QTest.keyClicks(window.focusWidget() or window, text)


def press(window: WorkshopWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def point(session: Session, number: str) -> ControlPoint:
    return next(p for p in session.year.control_points if session.year.number(p) == number)


def whose(window: WorkshopWindow) -> Turn:
    """Whose turn it is now."""
    return window.turn


def scores(window: WorkshopWindow) -> list[str]:
    votes = window.shown.votes
    return [votes.score(at) for at in range(len(window.people))]


def test_it_begins_at_the_first_undecided_risk_with_the_first_participant(workshop: WorkshopWindow) -> None:
    assert workshop.shown.place.text() == "K3 · 3 of 4"
    assert workshop.shown.text.label.text() == "Skills are lacking"
    assert workshop.shown.progress.text() == "3 of 4 decided"
    assert whose(workshop) == 0


def test_two_digits_are_a_vote_and_one_step(session: Session, workshop: WorkshopWindow) -> None:
    steps = len(session.register.history())
    keys(workshop, "3")
    assert scores(workshop) == ["3 × –", "–", "–"]
    assert len(session.register.history()) == steps, "half a score is not written while it is typed"
    keys(workshop, "42")
    assert scores(workshop) == ["3 × 4", "2 × –", "–"]
    keys(workshop, "2")
    assert whose(workshop) == 2
    assert len(session.register.history()) == steps + 2
    assert session.register.undoable
    assert session.register.undoable.say(session.texts) == "Vote of Bo on K3"
    assert workshop.shown.counted.text() == ("2 votes, mean 2.5 × 3.0, spread 2–3 × 2–4 · 1 has not voted")
    assert point(session, "K3").risk_value is None, "votes do not score the risk by themselves"


def test_undo_takes_a_vote_back(session: Session, workshop: WorkshopWindow) -> None:
    keys(workshop, "3422")
    press(workshop, Qt.Key.Key_Z, CONTROL)
    assert scores(workshop) == ["3 × 4", "–", "–"]
    press(workshop, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert scores(workshop) == ["3 × 4", "2 × 2", "–"]


def test_enter_takes_the_median_when_nothing_is_agreed(session: Session, workshop: WorkshopWindow) -> None:
    keys(workshop, "134434")
    assert whose(workshop) is Part.AGREED
    assert workshop.shown.outcome.proposal.text() == "Median of the votes: 3 × 4"
    press(workshop, Qt.Key.Key_Return)
    agreed = point(session, "K3")
    assert (agreed.likelihood, agreed.consequence) == (3, 4)
    assert whose(workshop) is Part.DECISION
    assert workshop.shown.outcome.score.text() == "3 × 4"
    assert workshop.shown.outcome.chip.text == "12 High"
    assert workshop.shown.outcome.proposal.text() == ""
    assert scores(workshop) == ["1 × 3", "4 × 4", "3 × 4"], "the votes are kept"


def test_another_score_than_the_median_may_be_agreed(session: Session, workshop: WorkshopWindow) -> None:
    keys(workshop, "111111")
    keys(workshop, "23")
    assert point(session, "K3").risk_value == 6
    assert workshop.shown.outcome.proposal.text() == "Median of the votes: 1 × 1"


def test_accepting_asks_for_the_reason_at_once(
    session: Session, workshop: WorkshopWindow, qtbot: QtBot
) -> None:
    press(workshop, Qt.Key.Key_End)
    keys(workshop, "2")
    assert point(session, "K3").decision is Decision.ACCEPT
    assert whose(workshop) is Part.REASON
    assert workshop.shown.outcome.text.hasFocus()
    assert "does not say why" in workshop.shown.outcome.remark.sentence
    keys(workshop, "Seldom 7 of 10")
    press(workshop, Qt.Key.Key_Return)
    assert point(session, "K3").analysis == "Seldom 7 of 10"
    assert workshop.shown.place.text() == "O1 · 4 of 4", "and on with the next risk"


def test_the_reason_may_stay_open_and_is_shown_as_open(session: Session, workshop: WorkshopWindow) -> None:
    press(workshop, Qt.Key.Key_End)
    keys(workshop, "4")
    press(workshop, Qt.Key.Key_PageUp)
    assert workshop.shown.place.text() == "K2 · 2 of 4"
    press(workshop, Qt.Key.Key_PageDown)
    assert point(session, "K3").decision is Decision.DISMISS
    assert "does not say why" in workshop.shown.outcome.remark.sentence


@pytest.mark.parametrize(("digit", "decision"), [("1", Decision.HANDLE), ("3", Decision.ACT)])
def test_what_is_handled_goes_on_without_asking(
    session: Session, workshop: WorkshopWindow, digit: str, decision: Decision
) -> None:
    press(workshop, Qt.Key.Key_End)
    keys(workshop, digit)
    assert point(session, "K3").decision is decision
    assert whose(workshop) is Part.DECISION
    keys(workshop, "0")
    assert point(session, "K3").decision is None
    keys(workshop, digit)
    press(workshop, Qt.Key.Key_Return)
    assert workshop.shown.place.text() == "O1 · 4 of 4"


def test_a_digit_that_is_not_on_the_scale_is_refused_with_a_sentence(
    session: Session, workshop: WorkshopWindow
) -> None:
    keys(workshop, "7")
    assert (
        workshop.shown.message.sentence == "7 is not on the scale of “Likelihood”. Choose one of 1, 2, 3, 4."
    )
    keys(workshop, "3")
    assert workshop.shown.message.sentence == ""
    keys(workshop, "0")
    assert workshop.shown.message.sentence.startswith("10 is not on the scale of “Consequence”.")
    assert scores(workshop)[0] == "3 × –", "what was typed stays"
    keys(workshop, "4")
    assert scores(workshop)[0] == "3 × 4"


def test_on_a_scale_of_ten_the_digit_0_is_ten(session: Session, qtbot: QtBot) -> None:
    with session.register.step("Longer scales") as edit:
        for axis in Axis:
            for value in range(5, 11):
                edit.add(ScaleStep(plan_id=session.year.plan.id, axis=axis, value=value, name=str(value)))
    workshop = a_workshop(session, qtbot)
    keys(workshop, "07")
    assert scores(workshop)[0] == "10 × 7"


def test_half_a_score_is_kept_when_one_goes_on(session: Session, workshop: WorkshopWindow) -> None:
    keys(workshop, "3")
    press(workshop, Qt.Key.Key_Down)
    assert scores(workshop)[0] == "3 × –"
    keys(workshop, "2")
    workshop.reject()
    assert [(vote.likelihood, vote.consequence) for vote in session.year.votes] == [(3, None), (2, None)]


def test_keys_give_the_turn(workshop: WorkshopWindow) -> None:
    turns = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(workshop, key)
        turns.append(whose(workshop))
    assert turns == [1, 2, Part.AGREED, Part.DECISION, Part.AGREED]
    press(workshop, Qt.Key.Key_Home)
    assert whose(workshop) == 0
    press(workshop, Qt.Key.Key_Up)
    assert whose(workshop) == 0
    press(workshop, Qt.Key.Key_End)
    press(workshop, Qt.Key.Key_Tab)
    assert whose(workshop) is Part.REASON
    press(workshop, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert whose(workshop) is Part.DECISION
    press(workshop, Qt.Key.Key_Tab)
    press(workshop, Qt.Key.Key_Escape)
    assert whose(workshop) is Part.DECISION
    assert workshop.isVisible(), "Escape leads out of the reason first"
    press(workshop, Qt.Key.Key_Escape)
    assert not workshop.isVisible()


def test_delete_takes_back_a_digit_a_vote_and_what_is_agreed(
    session: Session, workshop: WorkshopWindow
) -> None:
    keys(workshop, "3")
    press(workshop, Qt.Key.Key_Backspace)
    assert scores(workshop)[0] == "–"
    keys(workshop, "34")
    press(workshop, Qt.Key.Key_Up)
    press(workshop, Qt.Key.Key_Delete)
    assert session.year.votes == ()
    press(workshop, Qt.Key.Key_End)
    press(workshop, Qt.Key.Key_Up)
    keys(workshop, "22")
    press(workshop, Qt.Key.Key_Up)
    press(workshop, Qt.Key.Key_Delete)
    assert point(session, "K3").likelihood is None


def test_the_first_and_the_last_risk_say_so(workshop: WorkshopWindow) -> None:
    press(workshop, Qt.Key.Key_PageDown)
    press(workshop, Qt.Key.Key_Right, CONTROL)
    assert workshop.shown.place.text() == "O1 · 4 of 4"
    assert workshop.shown.hint.text() == "That was the last risk."
    for _risk in range(4):
        press(workshop, Qt.Key.Key_Left, CONTROL)
    assert workshop.shown.place.text() == "K1 · 1 of 4"
    assert workshop.shown.hint.text() == "This is the first risk."


def test_f_narrows_to_the_undecided_and_the_unscored(session: Session, workshop: WorkshopWindow) -> None:
    press(workshop, Qt.Key.Key_F)
    assert workshop.which is Which.UNDECIDED
    assert workshop.shown.place.text() == "K3 · 1 of 1"
    press(workshop, Qt.Key.Key_End)
    keys(workshop, "3")
    assert workshop.shown.place.text() == "K3 · 1 of 1", "what is worked on stays in sight"
    press(workshop, Qt.Key.Key_F)
    assert workshop.shown.which.text() == "Without scores (F)"
    press(workshop, Qt.Key.Key_Home)
    keys(workshop, "111111")
    press(workshop, Qt.Key.Key_Return)
    press(workshop, Qt.Key.Key_F)
    press(workshop, Qt.Key.Key_F)
    assert workshop.shown.text.label.text() == "No risk is like that. Press F for others."
    assert not workshop.shown.outcome.isVisible()
    keys(workshop, "33")
    press(workshop, Qt.Key.Key_Return)
    press(workshop, Qt.Key.Key_F)
    press(workshop, Qt.Key.Key_F)
    assert workshop.shown.place.text() == "K1 · 1 of 4"
    assert workshop.shown.outcome.isVisible()


def test_a_reason_that_cannot_be_kept_holds_the_window_open(
    session: Session, workshop: WorkshopWindow
) -> None:
    press(workshop, Qt.Key.Key_End)
    press(workshop, Qt.Key.Key_Down)
    workshop.shown.outcome.text.insertPlainText("Skyddet 漢")
    press(workshop, Qt.Key.Key_Return)
    assert workshop.shown.place.text() == "K3 · 3 of 4"
    assert "cannot be printed" in workshop.shown.message.sentence
    workshop.reject()
    assert workshop.isVisible()
    assert workshop.shown.outcome.text.written() == "Skyddet 漢"


def test_a_reason_is_kept_while_it_is_typed(session: Session, workshop: WorkshopWindow, qtbot: QtBot) -> None:
    press(workshop, Qt.Key.Key_End)
    press(workshop, Qt.Key.Key_Down)
    keys(workshop, "Seldom")
    qtbot.waitUntil(lambda: point(session, "K3").analysis == "Seldom")


def test_who_votes_on_nothing_yet_scores_together(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_small(tmp_path)
    workshop = a_workshop(session, qtbot)
    assert whose(workshop) is Part.AGREED
    assert workshop.shown.nobody.isVisible()
    keys(workshop, "34")
    assert point(session, "K3").risk_value == 12
    session.close()


def test_an_empty_plan_has_nothing_to_go_through(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_empty(tmp_path)
    workshop = a_workshop(session, qtbot)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_3, Qt.Key.Key_Delete, Qt.Key.Key_End):
        press(workshop, key)
    assert workshop.shown.text.label.text() == "No risk is like that. Press F for others."
    session.close()


def test_a_risk_that_undo_takes_away_gives_way(session: Session, qtbot: QtBot) -> None:
    with session.register.step("Another") as edit:
        edit.add(ControlPoint(plan_id=session.year.plan.id, text="Another", position=9))
    workshop = a_workshop(session, qtbot)
    press(workshop, Qt.Key.Key_PageDown)
    assert workshop.shown.text.label.text() == "Another"
    press(workshop, Qt.Key.Key_Z, CONTROL)
    assert workshop.shown.place.text() == "K3 · 3 of 4"


def test_what_is_decided_is_refused_with_a_sentence(session: Session, workshop: WorkshopWindow) -> None:
    with session.register.step("Adopt") as edit:
        plan = session.year.plan
        edit.put(plan, replace(plan, stage=Stage.ADOPTED))
        edit.add(Edition(plan_id=plan.id, number=1, meeting=date(2022, 1, 1), paragraph="§ 1"))
    keys(workshop, "34")
    assert workshop.shown.message.sentence.startswith("The plan for 2022 is decided")
    assert session.year.votes == ()
