import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from riskreg.domain.fields import visible_fields
from riskreg.domain.records import Organisation, Plan, RiskBand
from riskreg.domain.scales import Axis, Decision, InformationClass, Language
from riskreg.exchange.logo import logo_from
from riskreg.gui import ask
from riskreg.gui.editors import ChoiceEditor, Editor, LineEditor, ParagraphEditor, PictureEditor
from riskreg.gui.plan_details import PlanDetailsDialog
from riskreg.gui.session import Session
from tests.exchange.test_logo import svg
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> PlanDetailsDialog:
    monkeypatch.setattr(ask, "deed", lambda *_question: 0)  # discard, as a test ends
    made = PlanDetailsDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(editor: Editor, text: str) -> None:
    assert isinstance(editor, LineEditor | ParagraphEditor)
    editor.edit.setFocus()
    editor.edit.selectAll()
    QTest.keyClicks(editor.edit, text)


def pick(editor: Editor, text: str) -> None:
    assert isinstance(editor, ChoiceEditor)
    editor.box.setCurrentText(text)


def steps(session: Session, axis: Axis) -> list[tuple[int | None, str]]:
    return [(step.value, step.name) for step in session.year.steps(axis)]


def bands(session: Session) -> list[tuple[int | None, str, Decision | None]]:
    return [(band.lowest, band.name, band.suggests) for band in session.year.bands]


def remove_band(dialog: PlanDetailsDialog, at: int) -> None:
    dialog.scales.bands.findChildren(QToolButton)[at].click()


def test_every_field_of_plan_and_organisation_is_shown(dialog: PlanDetailsDialog) -> None:
    labels = {label.text() for label in dialog.findChildren(QLabel)}
    for record in (Plan, Organisation):
        assert {field.label for field in visible_fields(record)} <= labels
    assert {"2022", "Draft"} <= labels, "year and stage are told, not typed"
    assert not {"year", "stage", "edition"} & dialog.plan.editors.keys()


def test_everything_changed_is_one_step(dialog: PlanDetailsDialog, session: Session) -> None:
    before = session.year
    type_in(dialog.plan.editors["case_number"], "2021/28-2.2.0.1")
    type_in(dialog.plan.editors["meeting"], "2021-12-16")
    type_in(dialog.plan.editors["summary"], "Three risks <b>stand</b> out.")
    pick(dialog.plan.editors["information_class"], "Internal")
    type_in(dialog.organisation.editors["host"], "The host")
    pick(dialog.organisation.editors["language"], "Swedish")
    type_in(dialog.scales.scales[Axis.LIKELIHOOD].rows.editor(3, "name"), "Almost certain")
    dialog.save.click()
    year = session.year
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert year.plan.case_number == "2021/28-2.2.0.1"
    assert year.plan.meeting == datetime.date(2021, 12, 16)
    assert year.plan.summary == "Three risks <b>stand</b> out."
    assert year.plan.information_class is InformationClass.INTERNAL
    assert year.organisation.host == "The host"
    assert year.organisation.language is Language.SWEDISH
    assert year.step_name(Axis.LIKELIHOOD, 4) == "Almost certain"
    step = session.register.undoable
    assert step
    assert step.label == "Change the plan's details"
    session.register.undo()
    assert session.year == before


def test_nothing_changed_and_cancel_leave_no_step(
    dialog: PlanDetailsDialog, session: Session, qtbot: QtBot
) -> None:
    before = session.register.undoable
    dialog.save.click()
    other = PlanDetailsDialog(session)
    qtbot.addWidget(other)
    type_in(other.plan.editors["case_number"], "2021/28")
    other.cancel.click()
    assert other.result() == QDialog.DialogCode.Rejected
    assert session.register.undoable == before


def test_a_refusal_is_said_where_it_is_mended_and_keeps_what_was_typed(
    dialog: PlanDetailsDialog, session: Session
) -> None:
    type_in(dialog.plan.editors["summary"], "A long summary")
    type_in(dialog.organisation.editors["name"], " ")
    dialog.save.click()
    assert dialog.isVisible()
    assert dialog.refusal.sentence == "“Organisation” must not be empty. Write something in it."
    assert dialog.tabs.tabText(dialog.tabs.currentIndex()) == "Organisation"
    assert session.year.plan.summary == ""
    type_in(dialog.organisation.editors["name"], "The committee")
    type_in(dialog.plan.editors["meeting"], "in December")
    dialog.save.click()
    assert "“in December” in “Meeting that decides” is not a date" in dialog.refusal.sentence
    assert dialog.tabs.currentIndex() == 0
    type_in(dialog.plan.editors["meeting"], "2021-12-16")
    dialog.save.click()
    assert session.year.plan.summary == "A long summary"
    assert session.year.organisation.name == "The committee"


def test_the_highest_step_is_added_and_removed(dialog: PlanDetailsDialog, session: Session) -> None:
    scale = dialog.scales.scales[Axis.LIKELIHOOD]
    scale.more.click()
    type_in(scale.rows.editor(4, "name"), "Certain")
    dialog.save.click()
    assert steps(session, Axis.LIKELIHOOD)[-2:] == [(4, "Likely"), (5, "Certain")]
    again = PlanDetailsDialog(session)
    for _time in range(2):
        again.scales.scales[Axis.LIKELIHOOD].fewer.click()
    again.save.click()
    assert steps(session, Axis.LIKELIHOOD)[-1] == (3, "Possible")
    session.register.undo()
    session.register.undo()
    assert steps(session, Axis.LIKELIHOOD)[-1] == (4, "Likely")


def test_a_step_that_a_control_point_uses_is_not_removed(dialog: PlanDetailsDialog, session: Session) -> None:
    scale = dialog.scales.scales[Axis.CONSEQUENCE]
    scale.fewer.click()
    assert scale.refusal.sentence == (
        "Step 4 of “Consequence” is used by K2. Choose others there first, then remove it."
    )
    assert len(scale.rows) == 4


def test_a_scale_has_two_to_ten_steps(dialog: PlanDetailsDialog) -> None:
    scale = dialog.scales.scales[Axis.LIKELIHOOD]
    for _time in range(6):
        scale.more.click()
    assert len(scale.rows) == 10
    assert not scale.more.isEnabled()


def test_bands_are_moved_added_and_removed(dialog: PlanDetailsDialog, session: Session) -> None:
    section = dialog.scales.bands
    remove_band(dialog, 1)
    type_in(section.rows.editor(1, "lowest"), "4")
    type_in(section.rows.editor(2, "lowest"), "8")
    section.more.click()
    type_in(section.rows.editor(3, "lowest"), "12")
    type_in(section.rows.editor(3, "name"), "Grave")
    pick(section.rows.editor(3, "suggests"), "Act now")
    dialog.save.click()
    assert bands(session) == [
        (1, "Low", Decision.ACCEPT),
        (4, "High", Decision.HANDLE),
        (8, "Extremely high", Decision.ACT),
        (12, "Grave", Decision.ACT),
    ]
    session.register.undo()
    assert [lowest for lowest, _name, _suggests in bands(session)] == [1, 3, 8, 16]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1", "Two risk bands begin at 1."),
        ("three", "“three” in “Lowest risk value” is not a whole number."),
        ("0", "One risk band must begin at 1"),
        (" ", "“Lowest risk value” must not be empty."),
    ],
)
def test_bands_that_make_no_sense_are_refused(
    dialog: PlanDetailsDialog, session: Session, typed: str, sentence: str
) -> None:
    type_in(dialog.scales.bands.rows.editor(1, "lowest"), typed)
    dialog.save.click()
    assert dialog.refusal.sentence.startswith(sentence)
    assert [band.lowest for band in session.year.bands] == [1, 3, 8, 16]
    assert all(isinstance(band, RiskBand) for band in session.year.bands)


def test_escape_asks_before_it_throws_away(
    dialog: PlanDetailsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def stay(parent: QWidget, _: object, question: str, *more: object) -> None:
        asked.append(question)

    monkeypatch.setattr(ask, "deed", stay)
    type_in(dialog.plan.editors["case_number"], "2021/28")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == ["Leave the details without saving?"]
    assert dialog.isVisible()
    type_in(dialog.plan.editors["case_number"], "")
    dialog.plan.editors["case_number"].show_value("")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_logo_is_chosen_seen_saved_and_removed(
    dialog: PlanDetailsDialog, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = dialog.organisation.editors["logo"]
    assert isinstance(editor, PictureEditor)
    monkeypatch.setattr(ask, "open_file", lambda *_question: svg(tmp_path))
    editor.choice.choose.click()
    assert dialog.changed()
    dialog.save.click()
    logo = session.year.organisation.logo
    assert logo == logo_from(svg(tmp_path))
    again = PlanDetailsDialog(session)
    shown = again.organisation.editors["logo"]
    assert isinstance(shown, PictureEditor)
    assert shown.value() == logo
    shown.choice.remove.click()
    again.save.click()
    assert session.year.organisation.logo == ""
    session.register.undo()
    assert session.year.organisation.logo == logo
    again.deleteLater()


def test_a_logo_that_is_none_is_told_of_and_the_last_one_stays(
    dialog: PlanDetailsDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.tabs.setCurrentIndex(1)
    editor = dialog.organisation.editors["logo"]
    assert isinstance(editor, PictureEditor)
    monkeypatch.setattr(ask, "open_file", lambda *_question: svg(tmp_path))
    editor.choice.choose.click()
    before = editor.value()
    (tmp_path / "logo.svg").write_text("hello")
    monkeypatch.setattr(ask, "open_file", lambda *_question: tmp_path / "logo.svg")
    editor.choice.choose.click()
    assert "is no picture" in editor.choice.remark.sentence
    assert editor.value() == before
