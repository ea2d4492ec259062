from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.gui.point_form import PointForm
from riskreg.gui.session import Session
from riskreg.keeping import copy_forward
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def form(session: Session, qtbot: QtBot) -> PointForm:
    made = PointForm(session)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show_records([session.year.control_points[0]])
    made.show()
    return made


def test_the_first_year_shows_no_trend(form: PointForm) -> None:
    assert not form.trend.isVisible()


def test_the_years_are_drawn_and_told_to_a_screen_reader(session: Session, form: PointForm) -> None:
    copy_forward(session.register, 2022, 2023)
    session.show_year(2023)
    first, second, third, *_others = session.year.control_points
    form.show_records([first])
    assert form.trend.isVisible()
    columns = form.trend.columns
    assert columns.accessibleDescription().splitlines() == ["2022: 9 (3 × 3)", "2023: 9 (3 × 3)"]
    before = columns.grab().toImage()
    with session.register.step("Lower") as edit:
        edit.put(first, replace(first, likelihood=1))
    assert columns.accessibleDescription().splitlines()[-1] == "2023: 3 (1 × 3)"
    assert columns.grab().toImage() != before
    form.show_records([third])  # never assessed
    assert not form.trend.isVisible()
    form.show_records([first, second])
    assert not form.trend.isVisible()
