from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.domain.records import ControlPointGoal
from riskreg.domain.scales import Decision, Scope, Stage
from riskreg.gui import ask
from riskreg.gui.adopt_dialog import AdoptDialog
from riskreg.gui.session import Session
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that a test leaves open is left for good."""
    monkeypatch.setattr(ask, "deed", lambda *_question: 0)


def mend(session: Session) -> None:
    """Decide what is open: K2 wants a reason, K3 a decision, M2 someone who guards it."""
    year = session.year
    with session.register.step("Mend") as edit:
        edit.put(year.control_points[1], replace(year.control_points[1], analysis="Seldom."))
        third = replace(
            year.control_points[2], likelihood=1, consequence=1, decision=Decision.DISMISS, analysis="No."
        )
        edit.put(year.control_points[2], third)
        edit.add(ControlPointGoal(control_point_id=third.id, goal_id=year.goals[1].id))


def shown(session: Session, qtbot: QtBot) -> AdoptDialog:
    dialog = AdoptDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def fill(dialog: AdoptDialog) -> None:
    for name, text in (("meeting", "2021-12-16"), ("paragraph", "§ 39"), ("comment", "As proposed")):
        dialog.editors[name].show_draft(text)


def test_it_shows_what_is_open_and_adopts_nothing_unclear(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    rows = [tuple(row) for row in dialog.findings.texts()]
    assert ("K3", "Yes", "There is no decision yet.") in rows
    assert ("M2", "–", "No control point guards this goal.") in rows
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=False)
    assert "2 things leave unclear" in dialog.hindrance.sentence
    assert not dialog.adopt.isEnabled()


def test_a_finding_leads_to_where_it_is_mended(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    row = next(at for at, texts in enumerate(dialog.findings.texts()) if texts[0] == "K3")
    dialog.findings.selectRow(row)
    with qtbot.waitSignal(session.record_wanted) as wanted:
        dialog.show_finding.click()
    assert wanted.args == [session.year.control_points[2]]
    assert not dialog.isVisible()


def test_it_adopts_what_is_typed_as_one_step(session: Session, qtbot: QtBot) -> None:
    mend(session)
    dialog = shown(session, qtbot)
    assert not dialog.hindrance.sentence
    assert dialog.adopt.text() == "Adopt edition 1"
    fill(dialog)
    dialog.adopt.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    (edition,) = session.year.editions
    assert (edition.meeting, edition.paragraph) == (date(2021, 12, 16), "§ 39")
    assert edition.comment == "As proposed"
    assert session.year.plan.stage is Stage.ADOPTED
    session.register.undo()
    assert session.year.editions == ()


@pytest.mark.parametrize(
    ("name", "text", "refusal"),
    [
        ("meeting", "", "must not be empty"),
        ("meeting", "16 dec", "is not a date"),
        ("paragraph", "§ ", "such as “§ 39”"),
        ("role", "\x07", "control character"),
    ],
)
def test_what_is_no_decision_is_said_and_kept(
    session: Session, qtbot: QtBot, name: str, text: str, refusal: str
) -> None:
    mend(session)
    dialog = shown(session, qtbot)
    fill(dialog)
    dialog.editors[name].show_draft(text)
    dialog.adopt.click()
    qtbot.waitUntil(lambda: refusal in dialog.refusal.sentence)
    assert dialog.isVisible()
    assert dialog.editors["comment"].value() == "As proposed"
    assert session.year.editions == ()
    qtbot.waitUntil(dialog.adopt.isEnabled)


def test_the_mandatory_points_alone_may_be_chosen(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    dialog.scopes[Scope.MANDATORY].setChecked(True)
    assert not dialog.hindrance.sentence
    assert dialog.adopt.isEnabled()
    assert [row[0] for row in dialog.findings.texts()] == ["O1"]
    fill(dialog)
    dialog.adopt.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert [edition.scope for edition in session.year.mandatory_editions] == [Scope.MANDATORY]
    again = shown(session, qtbot)
    assert not again.scopes[Scope.MANDATORY].isVisible()


def test_the_next_edition_proposes_who_approved_the_last(session: Session, qtbot: QtBot) -> None:
    mend(session)
    dialog = shown(session, qtbot)
    assert dialog.editors["comment"].value() == "First edition"
    fill(dialog)
    dialog.editors["role"].show_draft("Chair")
    dialog.adopt.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    plan = session.year.plan
    with session.register.step("Next") as edit:
        edit.put(plan, replace(plan, stage=Stage.DRAFT, edition=2))
    again = shown(session, qtbot)
    assert again.editors["role"].value() == "Chair"
    assert again.editors["comment"].value() == ""
    assert again.adopt.text() == "Adopt edition 2"


def test_escape_asks_before_what_is_typed_is_gone(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = shown(session, qtbot)
    dialog.editors["comment"].show_draft("A long thought")
    monkeypatch.setattr(ask, "deed", lambda *_question: None)
    dialog.reject()
    assert dialog.isVisible()
    monkeypatch.setattr(ask, "deed", lambda *_question: 0)
    dialog.reject()
    assert not dialog.isVisible()


def test_untouched_it_closes_without_a_question(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    dialog.reject()
    assert not dialog.isVisible()
