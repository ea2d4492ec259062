"""The Plan menu in the real window: adopted, only shown, gone on from, and prints looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.adopting import adopt, print_of, propose
from riskreg.domain.edition import Adoption
from riskreg.domain.follow_up_records import Action, YearReport
from riskreg.domain.records import ControlPoint, Edition
from riskreg.domain.scales import Scope, Stage
from riskreg.gui import ask
from riskreg.gui.goals import GoalsPage
from riskreg.gui.overview import OverviewPage
from riskreg.gui.plan_details import PlanDetailsDialog
from riskreg.gui.risks import RisksPage
from riskreg.gui.window import MainWindow
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import a_register

ADOPTION = Adoption(meeting=date(2021, 12, 16), paragraph="§ 39", comment="As proposed")
CONTENT = ("new_point", "new_goal:goal", "delete", "duplicate", "import_file")


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    register = a_register(tmp_path, points=4)
    register.close()
    made = MainWindow(Settings(tmp_path / "settings.json"), texts("en"))
    qtbot.addWidget(made)
    made.show()
    made.begin(register.path)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def adopted(window: MainWindow, adoption: Adoption = ADOPTION) -> Edition:
    assert window.session
    return adopt(window.session.register, propose(window.session.year, adoption))


def allowed(window: MainWindow, *names: str) -> list[bool]:
    return [window.actions_by_key[name].isEnabled() for name in names]


def risks(window: MainWindow) -> RisksPage:
    page = window.show_page("risks")
    assert isinstance(page, RisksPage)
    page.table.select([page.table.model_.records[0].id])
    return page


def test_a_draft_can_be_adopted_and_changed(window: MainWindow) -> None:
    risks(window)
    assert allowed(window, "adopt_plan", "toggle_proposed") == [True, True]
    assert allowed(window, "toggle_closed", "start_next_edition") == [False, False]
    assert all(allowed(window, *CONTENT))
    assert not window.decided.isVisible()


def test_an_adopted_plan_is_only_shown_and_says_why(window: MainWindow) -> None:
    page = risks(window)
    adopted(window)
    assert allowed(window, "adopt_plan", "toggle_proposed") == [False, False]
    assert allowed(window, "toggle_closed", "start_next_edition", "copy_year") == [True, True, True]
    assert not any(allowed(window, *CONTENT))
    assert "Edition 1 is decided (2021-12-16, § 39)" in window.decided.sentence.text()
    assert window.year_bar.stage.text() == "Adopted · edition 1"
    rows = page.form.rows
    assert rows["analysis"].editor.isEnabled()  # to be read, scrolled and copied
    assert rows["analysis"].editor.edit.isReadOnly()  # type: ignore[attr-defined]
    assert not rows["likelihood"].editor.isEnabled()
    assert not page.form.links.add.isVisible()
    editable = Qt.ItemFlag.ItemIsEditable
    model = page.table.model_
    assert not any(model.flags(model.index(0, column)) & editable for column in range(model.columnCount()))


def test_what_reaches_the_register_all_the_same_is_refused_with_the_way_on(window: MainWindow) -> None:
    page = risks(window)
    adopted(window)
    assert window.session
    before = window.session.year
    page.matrix.setFocus()
    page.new_point()
    assert "Start the next edition first" in window.message.sentence
    assert window.session.year == before


def test_goals_and_details_are_only_shown(window: MainWindow, qtbot: QtBot) -> None:
    adopted(window)
    page = window.show_page("goals")
    assert isinstance(page, GoalsPage)
    assert not any(button.isEnabled() for button in page.buttons)
    index = page.view.currentIndex()
    assert not page.tree.flags(index) & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)
    assert window.session
    dialog = PlanDetailsDialog(window.session)
    qtbot.addWidget(dialog)
    assert dialog.plan.editors["summary"].edit.isReadOnly()  # type: ignore[attr-defined]
    assert not dialog.scales.isEnabled()
    dialog.organisation.editors["host"].show_draft("Storälv")
    dialog.save.click()
    assert window.session.year.organisation.host == "Storälv"


def test_the_next_edition_is_a_deed_that_undo_takes_back(window: MainWindow) -> None:
    page = risks(window)
    adopted(window)
    window.decided.button.click()
    assert window.session
    plan = window.session.year.plan
    assert (plan.stage, plan.edition) == (Stage.DRAFT, 2)
    assert not window.decided.isVisible()
    assert page.form.rows["likelihood"].editor.isEnabled()
    assert not page.form.rows["analysis"].editor.edit.isReadOnly()  # type: ignore[attr-defined]
    assert all(allowed(window, *CONTENT))
    window.actions_by_key["undo"].trigger()
    assert window.session.year.plan.stage is Stage.ADOPTED
    assert window.decided.isVisible()


def test_what_a_meeting_does_not_decide_can_be_deleted_in_a_decided_year(window: MainWindow) -> None:
    adopted(window)
    window.show_page("assessments").new_assessment()
    assert allowed(window, "delete", "move_by:1") == [True, True]
    assert window.session
    window.actions_by_key["delete"].trigger()
    assert window.session.year.assessments == ()
    window.show_page("undertakings")
    assert allowed(window, "delete", "new_undertaking") == [False, False]


def test_a_year_is_closed_after_its_report_and_stays_as_it_is_until_it_is_opened(window: MainWindow) -> None:
    adopted(window)
    session = window.session
    assert session
    closing = window.actions_by_key["toggle_closed"]
    closing.trigger()
    assert "does not say yet what the plan achieved" in window.message.sentence
    assert not closing.isChecked()
    with session.register.step("Report") as edit:
        edit.add(YearReport(plan_id=session.year.plan.id, achieved="The contracts are followed up."))
        edit.add(Action(plan_id=session.year.plan.id, text="Left to do"))
    closing.trigger()
    assert session.year.plan.stage is Stage.CLOSED
    assert closing.isChecked()
    assert "1 action is open still" in window.statusBar().currentMessage()
    assert "is closed, so everything in it stays as it is" in window.decided.sentence.text()
    assert allowed(window, "new_action", "new_event", "start_next_edition", "copy_year") == [
        False,
        False,
        False,
        True,
    ]
    page = window.show_page("follow-up")
    assert not page.action_tab.new.isEnabled()
    assert page.report.rows["achieved"].editor.edit.isReadOnly()
    with session.attempt(), session.register.step("Too late") as edit:
        edit.add(Action(plan_id=session.year.plan.id, text="Afterthought"))
    assert "The year 2022 is closed" in window.message.sentence
    assert len(session.year.actions) == 1
    window.decided.reopen.click()
    assert not closing.isChecked()
    assert not window.decided.reopen.isVisible()
    assert [entry.label for entry in session.register.history()][-2:] == [
        "Close the year {year}",
        "Open the year {year} again",
    ]


def test_decided_mandatory_points_are_shown_and_own_ones_open(window: MainWindow) -> None:
    page = risks(window)
    adopted(window, replace(ADOPTION, scope=Scope.MANDATORY))
    assert "mandatory control points are decided" in window.decided.sentence.text()
    assert all(allowed(window, *CONTENT))
    assert page.form.rows["likelihood"].editor.isEnabled()
    page.table.select([page.table.model_.records[-1].id])
    (point,) = page.table.selected()
    assert isinstance(point, ControlPoint)
    assert not page.form.rows["likelihood"].editor.isEnabled()


def test_the_overview_lists_the_editions_and_saves_their_prints(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.show_page("overview")
    assert isinstance(page, OverviewPage)
    assert not page.editions.isVisible()
    adopted(window, replace(ADOPTION, scope=Scope.MANDATORY, paragraph="§ 37", comment=""))
    edition = adopted(window)
    assert [tuple(row) for row in page.editions.table.texts()] == [
        ("1", "2021-12-16", "§ 37", "The mandatory control points"),
        ("1", "2021-12-16", "§ 39", "As proposed"),
    ]
    proposals: list[Path] = []

    def answer(_parent: object, _texts: object, _title: str, _kinds: str, proposal: Path) -> Path:
        proposals.append(proposal)
        return tmp_path / proposal.name

    monkeypatch.setattr(ask, "save_file", answer)
    page.editions.save.click()
    assert proposals[0].name == "internal-control-plan-2022-edition-1.pdf"
    assert (tmp_path / proposals[0].name).read_bytes() == print_of(edition)


def test_a_pdf_is_verified(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    pdf = tmp_path / "plan.pdf"
    pdf.write_bytes(print_of(adopted(window)))
    monkeypatch.setattr(ask, "open_file", lambda *_question: pdf)
    monkeypatch.setattr(ask, "inform", lambda _parent, _title, sentence: told.append(sentence))
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, sentence: told.append(sentence))
    window.actions_by_key["verify_pdf"].trigger()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "edition 1 for 2022 (The plan), untouched" in told[0]
    pdf.write_bytes(pdf.read_bytes()[:-9] + b"x")
    window.actions_by_key["verify_pdf"].trigger()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "was edition 1" in told[1]
