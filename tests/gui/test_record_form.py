"""The form: when it commits, what it keeps, what it says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.domain.fields import Kind, visible_fields
from riskreg.domain.records import ControlPoint, Plan
from riskreg.domain.scales import Decision, Extent
from riskreg.domain.workshop_records import Participant
from riskreg.gui.editors import EDITORS, ChoiceEditor, LineEditor, ParagraphEditor, StepEditor
from riskreg.gui.point_form import DecisionEditor, PointForm
from riskreg.gui.record_form import RecordForm
from riskreg.gui.session import Session
from riskreg.gui.text_edits import TextArea, TextLine
from riskreg.gui.workshop_steps import put_participants, put_vote
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    yield session
    session.close()


@pytest.fixture
def form(session: Session, qtbot: QtBot) -> PointForm:
    form = PointForm(session)
    qtbot.addWidget(form)
    form.resize(390, 600)
    form.show_records(session.year.control_points[:1])
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    return form


def area(form: RecordForm, name: str) -> TextArea:
    editor = form.rows[name].editor
    assert isinstance(editor, ParagraphEditor)
    return editor.edit


def line(form: RecordForm, name: str) -> TextLine:
    editor = form.rows[name].editor
    assert isinstance(editor, LineEditor)
    return editor.edit


def first(session: Session) -> ControlPoint:
    return session.year.control_points[0]


def steps(session: Session) -> int:
    return len(session.register.history())


def leaves_undo_to_the_window(edit: TextArea | TextLine) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(edit, event)
    return not event.isAccepted()


def test_every_kind_of_field_has_an_editor() -> None:
    assert set(EDITORS) == set(Kind)


@pytest.mark.parametrize("kind", [ControlPoint, Plan])
def test_every_visible_field_is_in_the_form(
    session: Session, qtbot: QtBot, kind: type[ControlPoint | Plan]
) -> None:
    form = RecordForm(session, kind)
    qtbot.addWidget(form)
    assert list(form.rows) == [field.name for field in visible_fields(kind)]


def test_votes_on_the_risk_are_told_under_its_scores(session: Session, form: PointForm, qtbot: QtBot) -> None:
    points = session.year.control_points
    form.show_records([points[0]])
    assert not form.votes.isVisibleTo(form)
    put_participants(session, [Participant(name=name) for name in ("Anna", "Bo")])
    for person, score in zip(session.year.participants, (1, 4), strict=True):
        put_vote(session, points[0], person, score, 3)
    assert form.votes.text() == "2 votes, mean 2.5 × 3.0, spread 1–4 × 3"
    assert form.votes.isVisibleTo(form)
    form.show_records([points[1]])
    assert not form.votes.isVisibleTo(form)


def test_a_text_commits_when_it_is_left(session: Session, form: PointForm, qtbot: QtBot) -> None:
    form.focus_field("responsible", select=True)
    QTest.keyClicks(line(form, "responsible"), "The chair")
    assert first(session).responsible == "The coordinator"
    form.focus_field("method")
    assert first(session).responsible == "The chair"
    assert session.register.undoable is not None
    assert session.register.undoable.values["number"] == "K1"


def test_a_text_commits_a_while_after_the_last_key_and_on_ctrl_enter(
    session: Session, form: PointForm, qtbot: QtBot
) -> None:
    form._later.setInterval(1)
    QTest.keyClicks(area(form, "analysis"), "Because")
    qtbot.waitUntil(lambda: first(session).analysis == "Because")
    form._later.setInterval(60_000)
    QTest.keyClicks(area(form, "analysis"), " so")
    QTest.keyClick(area(form, "analysis"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert first(session).analysis == "Because so"
    assert area(form, "analysis").textCursor().position() == len("Because so")


def test_leaving_without_a_change_leaves_no_step(session: Session, form: PointForm, qtbot: QtBot) -> None:
    before = steps(session)
    for name in ("text", "responsible", "analysis", "method"):
        form.focus_field(name)
    form.flush()
    assert steps(session) == before


def test_a_text_is_kept_to_the_letter(session: Session, form: PointForm, qtbot: QtBot) -> None:
    text = "Tre\u00a0kap\t<b>& 10\u202f%\n\nsista"
    with session.register.step("Text") as edit:
        edit.put(first(session), replace(first(session), analysis=text))
    area(form, "analysis").moveCursor(area(form, "analysis").textCursor().MoveOperation.End)
    QTest.keyClicks(area(form, "analysis"), "!")
    form.flush()
    assert first(session).analysis == text + "!"


def test_scores_commit_with_a_click_and_a_second_click_clears(
    session: Session, form: PointForm, qtbot: QtBot
) -> None:
    editor = form.rows["likelihood"].editor
    assert isinstance(editor, StepEditor)
    button = editor.segments._buttons[3]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (first(session).likelihood, first(session).risk_value) == (4, 12)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert first(session).likelihood is None
    QTest.keyClick(button, Qt.Key.Key_2)
    assert first(session).likelihood == 2
    QTest.keyClick(button, Qt.Key.Key_Delete)
    assert first(session).likelihood is None


def test_arrows_go_from_choice_to_choice_and_space_chooses(
    session: Session, form: PointForm, qtbot: QtBot
) -> None:
    editor = form.rows["decision"].editor
    assert isinstance(editor, DecisionEditor)
    held = next(b for b in editor.segments._buttons if b.isChecked())
    held.setFocus()
    QTest.keyClick(held, Qt.Key.Key_Right)
    QTest.keyClick(editor.segments._buttons[2], Qt.Key.Key_Space)
    assert first(session).decision is Decision.ACCEPT
    QTest.keyClick(editor.segments._buttons[2], Qt.Key.Key_Space)
    assert first(session).decision is Decision.ACCEPT


def test_a_choice_commits_when_it_is_picked(session: Session, form: PointForm) -> None:
    editor = form.rows["extent"].editor
    assert isinstance(editor, ChoiceEditor)
    editor.box.setCurrentIndex(2)
    editor.box.activated.emit(2)
    assert first(session).extent is Extent.SAMPLE
    editor.box.setCurrentIndex(0)
    editor.box.activated.emit(0)
    assert first(session).extent is None


def test_what_is_refused_stays_with_the_reason_also_after_another_point_was_shown(
    session: Session, form: PointForm, qtbot: QtBot
) -> None:
    long = "x" * 1_001
    line(form, "responsible").selectAll()
    line(form, "responsible").insert(long)
    line(form, "responsible").textEdited.emit(long)
    with qtbot.waitSignal(session.trouble):
        form.show_records(session.year.control_points[1:2])
    assert first(session).responsible == "The coordinator"
    assert line(form, "responsible").text() == ""
    assert form.rows["responsible"].refusal.sentence == ""
    form.show_records([first(session)])
    assert line(form, "responsible").text() == long
    assert "at most 1000" in form.rows["responsible"].refusal.sentence
    line(form, "responsible").setText("The chair")
    line(form, "responsible").setModified(True)
    form.flush()
    assert first(session).responsible == "The chair"
    assert form.rows["responsible"].refusal.sentence == ""


def test_what_paper_cannot_show_is_refused_and_stays_to_be_mended(
    session: Session, form: PointForm, qtbot: QtBot
) -> None:
    line(form, "responsible").setText("漢 → ★")
    line(form, "responsible").setModified(True)
    with qtbot.waitSignal(session.trouble):
        form.flush()
    assert first(session).responsible == "The coordinator"
    assert line(form, "responsible").text() == "漢 → ★"
    assert "“漢” (U+6F22), which cannot be printed" in form.rows["responsible"].refusal.sentence


def test_a_refused_text_that_is_taken_back_is_no_more_to_remark(form: PointForm) -> None:
    edit = area(form, "text")
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    form.flush()
    assert "must not be empty" in form.rows["text"].refusal.sentence
    edit.undo()
    form.flush()
    assert form.rows["text"].refusal.sentence == ""


def test_a_change_made_elsewhere_shows_but_not_over_what_is_being_typed(
    session: Session, form: PointForm, qtbot: QtBot
) -> None:
    QTest.keyClicks(area(form, "analysis"), "Mine")
    with session.register.step("Elsewhere") as edit:
        point = first(session)
        edit.put(point, replace(point, analysis="Theirs", method="Interviews"))
    assert area(form, "method").toPlainText() == "Interviews"
    assert area(form, "analysis").toPlainText() == "Mine"


def test_undo_is_the_editors_while_typing_and_the_windows_otherwise(
    session: Session, form: PointForm, qtbot: QtBot
) -> None:
    for edit in (area(form, "analysis"), line(form, "responsible")):
        assert leaves_undo_to_the_window(edit)
        QTest.keyClicks(edit, "typed")
        assert not leaves_undo_to_the_window(edit)
        form.flush()
        assert leaves_undo_to_the_window(edit)
    session.register.undo()
    assert line(form, "responsible").text() == "The coordinator"


def test_several_points_change_in_one_step(session: Session, form: PointForm, qtbot: QtBot) -> None:
    points = session.year.control_points
    form.show_records(points)
    assert form.title.text() == "4 control points"
    assert area(form, "method").placeholderText() == "Different values"
    assert not area(form, "text").isEnabled()
    before = steps(session)
    editor = form.rows["decision"].editor
    assert isinstance(editor, DecisionEditor)
    assert not any(button.isChecked() for button in editor.segments._buttons)
    QTest.mouseClick(editor.segments._buttons[3], Qt.MouseButton.LeftButton)
    form.flush()
    assert {p.decision for p in session.year.control_points} == {Decision.ACT}
    assert [p.method for p in session.year.control_points] == [p.method for p in points]
    assert steps(session) == before + 1


def test_the_form_asks_for_the_reason_of_a_decision(session: Session, form: PointForm, qtbot: QtBot) -> None:
    form.show_records(session.year.control_points[1:2])  # high, accepted, no analysis
    assert "differs from what the risk band suggests" in form._remarks["analysis"].sentence
    QTest.keyClicks(area(form, "analysis"), "It runs out anyway.")
    form.flush()
    assert form._remarks["analysis"].sentence == ""


def test_a_texts_field_grows_with_it(form: PointForm) -> None:
    low = area(form, "analysis").height()
    area(form, "analysis").setPlainText("line\n" * 8)
    higher = area(form, "analysis").height()
    area(form, "analysis").setPlainText("line\n" * 80)
    highest = area(form, "analysis").height()
    assert low < higher < highest < 400


def test_numbers_and_days_are_read_or_refused(session: Session, qtbot: QtBot) -> None:
    form = RecordForm(session, Plan)
    qtbot.addWidget(form)
    form.show_records([session.year.plan])
    line(form, "edition").setText("two")
    line(form, "edition").setModified(True)
    line(form, "meeting").setText("2021-12-16")
    line(form, "meeting").setModified(True)
    form.flush()
    assert "“two” in “Edition” is not a whole number" in form.rows["edition"].refusal.sentence
    assert str(session.year.plan.meeting) == "2021-12-16"
    line(form, "meeting").setText("soon")
    line(form, "meeting").setModified(True)
    form.flush()
    assert "is not a date" in form.rows["meeting"].refusal.sentence


def test_the_history_is_read_when_it_is_opened(session: Session, form: PointForm, qtbot: QtBot) -> None:
    line(form, "responsible").setText("The chair")
    line(form, "responsible").setModified(True)
    form.flush()
    assert form.history.lines() == []
    form.history.heading.click()
    qtbot.waitUntil(lambda: len(form.history.lines()) >= 4)
    told = "\n".join(form.history.lines())
    assert "Responsible: The coordinator → The chair" in told
    assert "Contracts run out" not in told


def test_a_damaged_step_does_not_hide_the_others(session: Session, form: PointForm, qtbot: QtBot) -> None:
    with closing(sqlite3.connect(session.register.path)) as raw, raw:
        raw.execute("UPDATE journal SET at = 'yesterday' WHERE id = 1")
    form.history.heading.click()
    qtbot.waitUntil(lambda: len(form.history.lines()) == 4)
    told = "\n".join(form.history.lines())
    assert "Fill the plan" in told
    assert "yesterday" in told
    assert "Entry 1 of the history was changed outside riskreg or is damaged" in told


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_links_are_ticked_in_a_list_and_let_go(session: Session, form: PointForm, qtbot: QtBot) -> None:
    before = steps(session)
    form.links.pick()
    picker = form.links.picker
    assert picker is not None
    QTest.keyClicks(picker.search, "costs")
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.tree, Qt.Key.Key_Space)
    assert [g.text for g in session.year.goals_of(first(session))] == [
        "Services are reliable",
        "Costs are shared",
    ]
    assert steps(session) == before + 1
    QTest.keyClick(picker.tree, Qt.Key.Key_Return)
    assert not picker.isVisible()
    form.links._unlink(session.year.goals[0])
    assert [g.text for g in session.year.goals_of(first(session))] == ["Costs are shared"]
    session.register.undo()
    assert len(session.year.goals_of(first(session))) == 2
