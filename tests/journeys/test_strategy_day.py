"""A strategy day: thirty risks typed, scored by five people and decided by keys, printed and read back."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean, median_high

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from riskreg.cli import main
from riskreg.domain.scales import Axis, Decision
from riskreg.domain.workshop import voting_of
from riskreg.domain.year import Year
from riskreg.gui.participants_dialog import ParticipantsDialog
from riskreg.gui.risks import RisksPage
from riskreg.gui.window import MainWindow
from riskreg.gui.workshop import WorkshopWindow
from riskreg.opening import open_register
from riskreg.texts import texts
from tests.builders import found_wrong
from tests.journeys.test_first_plan import press, year_of
from tests.paper.reading import heard

NOTHING, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
CAUSES = ("oklara avtal", "hög personalomsättning", "äldre teknik", "bristande rutiner", "fler lagkrav")
EVENTS = ("dubbelarbete", "försenade beslut", "driftstopp")
PEOPLE = ("Åsa", "Örjan", "Eva", "Måns", "Ida")
# What each of the five scores the first risks, what is decided of each by its digit, and why.
VOTES = (
    ("33", "34", "24", "33", "44"),
    ("11", "12", "21", "11", "11"),
    ("44", "44", "34", "44", "43"),
    ("22", "23", "22", "32", "22"),
    ("12", "42", "13", "31", "22"),
    ("11", "11", "12", "11", "21"),
)
DECISIONS = (
    ("1", ""),
    ("2", "Händer sällan och märks knappt."),
    ("3", ""),
    ("2", "Rutinen från i fjol räcker."),
    ("4", "Är samma risk som K1."),
    ("4", ""),
)
OPEN = "Skälet är inte angivet."


def wordings() -> list[tuple[str, str, str]]:
    return [
        (cause, event, f"{cost} kostnader")
        for cause in CAUSES
        for event in EVENTS
        for cost in ("högre", "dolda")
    ]


def focus_in(window: QWidget) -> QWidget:
    """Where the keys go in a window; a dialog that was just opened is not the active one yet."""
    return window.focusWidget() or window


def type_in(window: QWidget, text: str) -> None:
    """Type where the focus is; QTest's own keyClicks ends the process on å, ä and ö."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focus_in(window), QKeyEvent(kind, 0, NOTHING, character))


def key(window: QWidget, code: Qt.Key, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.keyClick(focus_in(window), code, modifier)


# ------------------------------------------------------------------ the day
def record_thirty(shown: MainWindow) -> None:
    """The gross list: with the wording aid, then in one line, then pasted by the line."""
    press(shown, Qt.Key.Key_R, CONTROL)
    page = shown.page
    assert isinstance(page, RisksPage)
    page.entry.aid.click()
    for parts in wordings()[:14]:
        for part in parts:
            type_in(shown, part)
            key(shown, Qt.Key.Key_Return)
    page.entry.aid.click()
    said = texts("sv")
    for parts in wordings()[14:20]:
        cause, event, effect = parts
        type_in(
            shown,
            said(
                "Because of {cause} there is {event} which leads to {effect}",
                cause=cause,
                event=event,
                effect=effect,
            ),
        )
        key(shown, Qt.Key.Key_Return)
    QApplication.clipboard().setText("\n".join(f"• {', '.join(parts)}" for parts in wordings()[20:]))
    key(shown, Qt.Key.Key_V, CONTROL)
    key(shown, Qt.Key.Key_Return)
    key(shown, Qt.Key.Key_Escape)


def name_people(workshop: WorkshopWindow) -> None:
    """Say who takes part, in the dialog that P opens and that holds up everything else."""

    def work() -> None:
        dialog = workshop.findChild(ParticipantsDialog)
        assert dialog is not None
        for name in PEOPLE:
            type_in(dialog, name)
            key(dialog, Qt.Key.Key_Return)
        key(dialog, Qt.Key.Key_Return, CONTROL)

    QTimer.singleShot(0, work)
    key(workshop, Qt.Key.Key_P)


def decide_first_six(workshop: WorkshopWindow) -> None:
    for votes, (decision, reason) in zip(VOTES, DECISIONS, strict=True):
        type_in(workshop, "".join(votes))
        key(workshop, Qt.Key.Key_Return)  # takes the median
        type_in(workshop, decision + reason)
        key(workshop, Qt.Key.Key_Return)  # the next risk


def test_from_thirty_typed_risks_to_the_printed_gross_list(
    shown: MainWindow, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    record_thirty(shown)
    points = year_of(shown).control_points
    assert len(points) == 30
    assert points[0].text == (
        "På grund av oklara avtal inträffar dubbelarbete vilket leder till högre kostnader"
    )
    assert points[14].text.startswith("På grund av äldre teknik inträffar")
    assert points[29].text == "fler lagkrav, driftstopp, dolda kostnader"
    press(shown, Qt.Key.Key_F5, NOTHING)
    workshop = next(w for w in QApplication.topLevelWidgets() if isinstance(w, WorkshopWindow))
    assert workshop.isFullScreen()
    qtbot.waitUntil(workshop.hasFocus)
    name_people(workshop)
    assert [person.name for person in year_of(shown).participants] == list(PEOPLE)
    decide_first_six(workshop)
    assert workshop.shown.place.text() == "K7 · 7 av 30"
    assert workshop.shown.progress.text() == "6 av 30 beslutade"
    key(workshop, Qt.Key.Key_Escape)
    assert not workshop.isVisible()
    check_decided(year_of(shown))
    shown.close()
    check_printed(path, tmp_path / "gross-list.pdf")


# ------------------------------------------------------------------ what came of it
def check_decided(year: Year) -> None:
    for point, votes, (decision, reason) in zip(year.control_points, VOTES, DECISIONS, strict=False):
        likelihoods, consequences = ([int(vote[at]) for vote in votes] for at in (0, 1))
        assert (point.likelihood, point.consequence) == (median_high(likelihoods), median_high(consequences))
        assert point.decision is tuple(Decision)[int(decision) - 1]
        assert point.analysis == reason
        voting = voting_of(year, point)
        assert [(v.likelihood, v.consequence) for v in voting.votes] == list(
            zip(likelihoods, consequences, strict=True)
        )
        assert voting.mean(Axis.LIKELIHOOD) == pytest.approx(fmean(likelihoods))
    assert all(point.decision is None for point in year.control_points[6:])


def check_printed(path: Path, pdf: Path) -> None:
    """The paper names every risk, every decision with its reason, and the votes."""
    assert main(["print", str(path), "gross-list", "-o", str(pdf)]) == 0
    printed = heard(pdf.read_bytes())
    register = open_register(path)
    try:
        for point in register.year(2022).control_points:
            assert point.text in printed
        assert not found_wrong(register.path)
    finally:
        register.close()
    for _digit, reason in DECISIONS:
        assert reason in printed
    assert f"Avförs. {OPEN}" in printed
    assert printed.count("5 röster, medel ") == 6
    assert "5 röster, medel 3,0 × 3,6, spridning 2–4 × 3–4" in printed
