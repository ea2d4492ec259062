from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.domain.year import years
from riskreg.gui.copy_year import CopyYearDialog
from riskreg.gui.session import Session
from riskreg.keeping import backups, contents_of
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> CopyYearDialog:
    made = CopyYearDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_proposes_the_next_year_and_says_what_comes_along(dialog: CopyYearDialog) -> None:
    assert dialog.copy.text() == "Copy 2022 to 2023"
    assert "4 control points" in dialog.carried.text()
    assert "2 goals" in dialog.carried.text()


def test_copies_as_one_step_and_shows_the_new_year(dialog: CopyYearDialog, session: Session) -> None:
    before = session.year
    dialog.copy.click()
    assert session.year.plan.year == 2023
    assert [p.text for p in session.year.control_points] == [p.text for p in before.control_points]
    assert [p.likelihood for p in session.year.control_points] == [
        p.likelihood for p in before.control_points
    ]
    assert not any(p.decision or p.analysis for p in session.year.control_points)
    assert session.register.year(2022) == before
    session.register.undo()
    assert session.register.years == (2022,)
    (kept,) = backups(session.register.path)
    assert years(contents_of(kept)) == (2022,)  # it was made before


def test_decisions_come_along_when_that_is_wanted(dialog: CopyYearDialog, session: Session) -> None:
    before = session.year
    dialog.keep.setChecked(True)
    dialog.copy.click()
    kept = [(p.decision, p.analysis) for p in session.year.control_points]
    assert kept == [(p.decision, p.analysis) for p in before.control_points]


def test_a_year_that_exists_is_said_at_once_and_not_copied_over(
    dialog: CopyYearDialog, session: Session
) -> None:
    assert not dialog.objection.sentence
    dialog.to.setValue(2022)
    assert "2022" in dialog.objection.sentence
    assert dialog.objection.isVisible()
    assert not dialog.copy.isEnabled()
    dialog.to.setValue(2025)
    assert not dialog.objection.sentence
    dialog.copy.click()
    assert session.register.years == (2025, 2022)
