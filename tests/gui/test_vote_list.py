"""The participants side by side, and the matrix with their votes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from riskreg.domain.workshop import MOST_PARTICIPANTS, Voting
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.gui import look
from riskreg.gui.session import Session
from riskreg.gui.vote_list import VoteList
from riskreg.gui.vote_matrix import VoteMatrix
from riskreg.texts import texts
from tests.gui.small_plan import open_small

PEOPLE = tuple(Participant(id=at, name=f"Nr {at}") for at in range(1, MOST_PARTICIPANTS + 1))


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = open_small(tmp_path)
    yield session
    session.close()


@pytest.mark.parametrize("count", [1, 7, 8, 14, 20])
def test_everybody_has_a_place_and_a_click_tells_whose(qtbot: QtBot, count: int) -> None:
    people = VoteList(texts("en"))
    qtbot.addWidget(people)
    people.show_votes(PEOPLE[:count], Voting(), 0, None)
    people.resize(600, people.minimumSizeHint().height())
    rects = [people.rect_of(at) for at in range(count)]
    assert not any(one.intersects(other) for at, one in enumerate(rects) for other in rects[:at])
    assert all(people.rect().toRectF().contains(rect) for rect in rects)
    assert min(rect.height() for rect in rects) >= people.fontMetrics().height()
    with qtbot.waitSignal(people.chosen) as chosen:
        QTest.mouseClick(people, Qt.MouseButton.LeftButton, pos=rects[-1].center().toPoint())
    assert chosen.args == [count - 1]


def test_whose_turn_it_is_and_what_they_think_can_be_heard(qtbot: QtBot) -> None:
    people = VoteList(texts("en"))
    qtbot.addWidget(people)
    vote = Vote(participant_id=2, likelihood=3, consequence=4)
    people.show_votes(PEOPLE[:2], Voting((vote,)), 1, None)
    assert people.accessibleDescription() == "Nr 2: 3 × 4"
    people.show_votes(PEOPLE[:2], Voting((vote,)), 1, 2)
    assert people.accessibleDescription() == "Nr 2: 2 × 4"


def a_matrix(session: Session, qtbot: QtBot, *scores: tuple[int, int]) -> VoteMatrix:
    matrix = VoteMatrix(texts("en"))
    qtbot.addWidget(matrix)
    matrix.resize(560, 420)
    votes = tuple(Vote(likelihood=one, consequence=other) for one, other in scores)
    matrix.show_voting(session.year, Voting(votes), (3, 3))
    matrix.show()
    return matrix


def painted(matrix: VoteMatrix, place: QPointF) -> str:
    return matrix.grab().toImage().pixelColor(place.toPoint()).name()


def test_every_vote_is_a_dot_in_its_cell(session: Session, qtbot: QtBot) -> None:
    matrix = a_matrix(session, qtbot, (4, 1), (4, 1), (1, 4))
    cells = matrix.grid(session.year).cells
    dot = QPointF(14, 14)
    accent = look.accent().name()
    assert painted(matrix, cells[4, 1].topLeft() + dot) == accent
    assert painted(matrix, cells[1, 4].topLeft() + dot) == accent
    assert painted(matrix, cells[2, 2].topLeft() + dot) != accent


def test_the_mean_lies_between_the_cells(session: Session, qtbot: QtBot) -> None:
    matrix = a_matrix(session, qtbot, (2, 1), (3, 2))
    laid = matrix.grid(session.year)
    mean = matrix.mean_at(laid)
    assert mean
    corner = laid.cells[3, 2].bottomLeft()
    assert (mean - corner).manhattanLength() < 1
    assert a_matrix(session, qtbot).mean_at(laid) is None


def test_more_votes_than_find_room_are_counted(session: Session, qtbot: QtBot) -> None:
    matrix = a_matrix(session, qtbot, *[(2, 2)] * 20)
    matrix.resize(260, 180)
    grabbed = matrix.grab()
    assert not grabbed.isNull()
    assert matrix.accessibleDescription() == "20 votes, mean 2.0 × 2.0, spread 2 × 2"
