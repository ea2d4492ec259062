"""Two years of a plan through the real window: from the gross list to the second decision, and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.cli import main
from riskreg.domain.edition import edition_in_force
from riskreg.domain.fields import field_of
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import ActionStatus, Decision, Scope, Stage
from riskreg.gui.adopt_dialog import AdoptDialog
from riskreg.gui.changing import put_value
from riskreg.gui.copy_year import CopyYearDialog
from riskreg.gui.follow_up import FollowUpPage
from riskreg.gui.grid import Grid
from riskreg.gui.session import Session
from riskreg.gui.window import MainWindow
from riskreg.gui.workshop import WorkshopWindow
from tests.builders import found_wrong
from tests.journeys.test_first_plan import press
from tests.journeys.test_strategy_day import decide_first_six, key, name_people, record_thirty
from tests.paper.reading import plain, program

HANDLED = ("K1", "K7", "K8", "K9", "K10")


def points(session: Session, *numbers: str) -> list[ControlPoint]:
    return [p for p in session.year.control_points if session.year.number(p) in numbers]


def change(session: Session, records: Sequence[ControlPoint], **values: object) -> None:
    """Change a field of several, as the form does."""
    for name, value in values.items():
        now = [p for p in session.year.control_points if p.id in {r.id for r in records}]
        put_value(session, now, field_of(ControlPoint, name), value)


# ------------------------------------------------------------------ the deeds of a year
def hold_the_workshop(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    workshop = next(w for w in QApplication.topLevelWidgets() if isinstance(w, WorkshopWindow))
    qtbot.waitUntil(workshop.hasFocus)
    name_people(workshop)
    decide_first_six(workshop)
    key(workshop, Qt.Key.Key_Escape)


def decide_the_rest(session: Session) -> None:
    """What the workshop left open: four more to be handled, twenty dismissed, each with what it needs."""
    rest = session.year.control_points[6:]
    change(session, rest[:4], decision=Decision.HANDLE)
    change(session, points(session, *HANDLED), responsible="Samordnaren", method="Stickprov")
    change(session, rest[4:], decision=Decision.DISMISS, analysis="Täcks av K7.")
    change(session, points(session, "K6"), analysis="Händer inte här.")


def adopt(window: MainWindow, qtbot: QtBot, meeting: str, paragraph: str) -> None:
    session = window.session
    assert session
    dialog = AdoptDialog(session, window)
    dialog.editors["meeting"].show_draft(meeting)
    dialog.editors["paragraph"].show_draft(paragraph)
    assert dialog.adopt.isEnabled(), dialog.hindrance.sentence
    dialog.adopt.click()
    qtbot.waitUntil(lambda: session.year.plan.stage is Stage.ADOPTED, timeout=30_000)
    dialog.deleteLater()


def record(grid: Grid, row: int, **cells: object) -> None:
    """Enter cells of a row, as the grid's editors do."""
    for name, value in cells.items():
        assert grid.model_.setData(grid.model_.index(row, grid.model_.column(name)), value), name


def follow_up(page: FollowUpPage, period: int, deviating: dict[str, int]) -> None:
    """Report every control of a period; what deviates gets its action."""
    session = page.session
    chosen = session.year.periods[period]
    page._choose_period(chosen.id)
    (grid,) = page.controls.grids
    for row, point in enumerate(points(session, *HANDLED)):
        number = session.year.number(point)
        record(grid, row, done_on=chosen.end, checked=10, deviations=deviating.get(number, 0))
    for number in deviating:
        page.act_on(*points(session, number))


def close(window: MainWindow, page: FollowUpPage) -> None:
    page.report.rows["achieved"].editor.show_draft("Fem kontroller är gjorda varje tertial.")
    page.flush()
    window.actions_by_key["toggle_closed"].trigger()


def copy_forward(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    assert session
    dialog = CopyYearDialog(session, window)
    assert dialog.to.value() == 2023
    dialog.keep.setChecked(True)
    qtbot.waitUntil(dialog.copy.isEnabled)
    dialog.copy.click()
    qtbot.waitUntil(lambda: session.register.years == (2023, 2022), timeout=30_000)
    dialog.deleteLater()


# ------------------------------------------------------------------ the journey
def test_two_years_from_the_gross_list_to_the_second_decision(
    shown: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    record_thirty(shown)
    hold_the_workshop(shown, qtbot)
    session = shown.session
    assert session
    decide_the_rest(session)
    adopt(shown, qtbot, "2021-12-16", "§ 39")

    page = shown.show_page("follow-up")
    page.make_periods()
    page.act_on(*points(session, "K3"))
    follow_up(page, 0, {"K1": 2})
    follow_up(page, 1, {})
    follow_up(page, 2, {"K7": 3})
    (actions,) = page.action_tab.grids
    record(actions, 0, status=ActionStatus.DONE)
    assert [a.status for a in session.year.actions] == [
        ActionStatus.DONE,
        ActionStatus.PLANNED,
        ActionStatus.PLANNED,
    ]
    close(shown, page)
    assert session.year.plan.stage is Stage.CLOSED
    first = session.year

    copy_forward(shown, qtbot)
    session.show_year(2023)
    assert [first.number(p) for p in first.control_points if p.decision is not Decision.DISMISS] == [
        "K1", "K2", "K3", "K4", "K7", "K8", "K9", "K10",
    ]  # fmt: skip
    assert len(session.year.control_points) == 8
    assert len(session.year.actions) == 2
    assert session.year.control_results == ()
    change(session, points(session, "K1"), likelihood=1, consequence=1)
    adopt(shown, qtbot, "2022-12-14", "§ 41")
    assert edition_in_force(session.year, Scope.PLAN)
    shown.close()
    check_paper(path, tmp_path)
    assert not found_wrong(path)


def check_paper(path: Path, folder: Path) -> None:
    told = {
        (year, name): printed(path, folder, year, name, *more)
        for year, name, more in (
            (2022, "plan", ()),
            (2022, "follow-up", ("--number", "1")),
            (2022, "annual-report", ()),
            (2023, "plan", ()),
        )
    }
    assert "The plan has 30 own control points and 0 mandatory control points." in told[2022, "plan"]
    assert "Handle through internal control 5 0" in told[2022, "plan"]
    assert "Dismiss 22 0" in told[2022, "plan"]
    assert "5 of 5 controls are reported. 2 deviations were found." in told[2022, "follow-up"]
    report = told[2022, "annual-report"]
    assert "Fem kontroller är gjorda varje tertial." in report
    assert "The controls found 5 deviations. 3 actions were decided, and 1 of them is done." in report
    assert "Deviations were found; keep the control: K1, K7." in report
    second = told[2023, "plan"]
    assert "The plan has 8 own control points and 0 mandatory control points." in second
    assert "Changes since 2022 New: 0 · No longer in the plan: 22 · Raised risk value: 0" in second
    assert "Lowered risk value: 1 · Other decision: 0" in second
    assert "Risk value in earlier years" in second


def printed(path: Path, folder: Path, year: int, name: str, *more: str) -> str:
    pdf = folder / f"{name}-{year}.pdf"
    words = ("print", path, name, "--year", year, "--language", "en", "-o", pdf, *more)
    assert main([str(word) for word in words]) == 0
    return plain(program("pdftotext", "-layout", pdf, "-"))
