"""The page of undertakings, on a real register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.gui.changing import put_link
from riskreg.gui.links_section import LinkLine
from riskreg.gui.session import Session
from riskreg.gui.undertakings import UndertakingsPage
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> UndertakingsPage:
    made = UndertakingsPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def test_an_undertaking_is_written_linked_moved_and_deleted(page: UndertakingsPage) -> None:
    session = page.session
    assert page.stack.currentWidget() is page.empty
    page.empty.new.click()
    page.form.rows["text"].editor.show_draft("A shared platform")
    page.flush()
    (work,) = session.year.undertakings
    assert work.text == "A shared platform"
    point = session.year.control_points[0]
    put_link(session, work, point, linked=True)
    assert [line.accessibleName()[:2] for line in page.form.findChildren(LinkLine)] == ["K1"]
    assert session.year.undertakings_of(point) == (work,)
    page.new_undertaking()
    page.move_by(-1)
    assert [session.year.number(u) for u in session.year.undertakings] == ["U1", "U2"]
    assert session.year.undertakings[1].text == "A shared platform"
    page.select_record(work)
    page.delete()
    assert len(session.year.undertakings) == 1
    assert session.year.undertakings_of(point) == ()
    session.register.undo()
    assert session.year.undertakings_of(point)[0].text == "A shared platform"


def test_what_is_refused_stays_in_the_form(page: UndertakingsPage) -> None:
    page.new_undertaking()
    page.form.rows["text"].editor.show_draft("  ")
    page.flush()
    assert "must not be empty" in page.form.rows["text"].refusal.sentence
    assert page.session.year.undertakings[0].text == "New undertaking"
