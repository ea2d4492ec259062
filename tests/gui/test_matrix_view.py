from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from riskreg.domain.records import ControlPoint, ScaleStep
from riskreg.domain.scales import Axis
from riskreg.gui import look
from riskreg.gui.matrix_layout import Cell, Pill
from riskreg.gui.matrix_view import MatrixView
from riskreg.gui.session import Session
from tests.gui.small_plan import open_small

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def matrix(session: Session, qtbot: QtBot) -> MatrixView:
    return shown(session, qtbot)


def shown(session: Session, qtbot: QtBot, *, interactive: bool = True) -> MatrixView:
    view = MatrixView(session, interactive=interactive)
    qtbot.addWidget(view)
    view.resize(520, 380)
    view.show_points(session.year.control_points)
    view.show()
    return view


def point(session: Session, number: str) -> ControlPoint:
    return next(p for p in session.year.control_points if session.year.number(p) == number)


def scores(session: Session, number: str) -> tuple[int | None, int | None]:
    found = point(session, number)
    return found.likelihood, found.consequence


def pill(matrix: MatrixView, number: str) -> Pill:
    return next(p for p in matrix.picture().pills if p.text == number)


def pill_at(matrix: MatrixView, number: str) -> QPoint:
    return pill(matrix, number).rect.center().toPoint()


def cell_at(matrix: MatrixView, cell: Cell) -> QPoint:
    return matrix.picture().grid.cells[cell].center().toPoint()


def drag(matrix: MatrixView, number: str, to: QPoint, *, drop: bool = True) -> None:
    start = pill_at(matrix, number)
    QTest.mousePress(matrix, LEFT, NOTHING, start)
    QTest.mouseMove(matrix, (start + to) / 2)
    QTest.mouseMove(matrix, to)
    if drop:
        QTest.mouseRelease(matrix, LEFT, NOTHING, to)


def test_every_point_lies_in_the_cell_of_its_scores(matrix: MatrixView) -> None:
    cells = matrix.picture().grid.cells
    for number, cell in {"K1": (3, 3), "K2": (2, 4), "O1": (1, 2)}.items():
        assert cells[cell].contains(pill(matrix, number).rect)
    assert matrix.picture().grid.strip.contains(pill(matrix, "K3").rect)
    assert cells[4, 1].top() < cells[1, 1].top(), "likelihood rises upwards"
    assert cells[1, 4].left() > cells[1, 1].left(), "consequence rises rightwards"


def test_a_cell_has_the_colour_of_its_band(matrix: MatrixView, session: Session) -> None:
    image = matrix.grab().toImage()
    for cell in ((1, 1), (2, 2), (4, 3), (4, 4)):
        spot = cell_at(matrix, cell) * image.devicePixelRatio()
        assert QColor(image.pixel(spot)) == look.band_colours(session.year, cell[0] * cell[1])[0]


def test_a_click_on_a_cell_chooses_it_and_another_click_lets_it_go(matrix: MatrixView) -> None:
    told: list[object] = []
    matrix.cell_clicked.connect(told.append)
    QTest.mouseClick(matrix, LEFT, NOTHING, cell_at(matrix, (4, 1)))
    QTest.mouseClick(matrix, LEFT, NOTHING, cell_at(matrix, (4, 1)))
    assert told == [(4, 1), None]


def test_a_click_on_a_number_tells_its_point(matrix: MatrixView, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(matrix.point_clicked) as told:
        QTest.mouseClick(matrix, LEFT, NOTHING, pill_at(matrix, "K2"))
    assert told.args == [point(session, "K2").id]


def test_a_number_dragged_to_another_cell_is_rescored_in_one_step(
    matrix: MatrixView, session: Session
) -> None:
    drag(matrix, "K1", cell_at(matrix, (4, 1)))
    assert scores(session, "K1") == (4, 1)
    step = session.register.undoable
    assert step
    assert session.texts(step.label, **step.values) == "Move K1 in the matrix"
    assert matrix.picture().grid.cells[4, 1].contains(pill(matrix, "K1").rect)
    session.register.undo()
    assert scores(session, "K1") == (3, 3)
    assert matrix.picture().grid.cells[3, 3].contains(pill(matrix, "K1").rect)


def test_a_number_not_assessed_is_dragged_in(matrix: MatrixView, session: Session) -> None:
    drag(matrix, "K3", cell_at(matrix, (2, 2)))
    assert scores(session, "K3") == (2, 2)


def test_a_drop_on_the_same_cell_outside_or_after_escape_changes_nothing(
    matrix: MatrixView, session: Session
) -> None:
    before = session.register.undoable
    drag(matrix, "K1", cell_at(matrix, (3, 3)))
    drag(matrix, "K1", QPoint(2, 2))
    drag(matrix, "K1", cell_at(matrix, (1, 1)), drop=False)
    QTest.keyClick(matrix, Qt.Key.Key_Escape)
    QTest.mouseRelease(matrix, LEFT, NOTHING, cell_at(matrix, (1, 1)))
    assert scores(session, "K1") == (3, 3)
    assert session.register.undoable == before


def test_keys_go_from_point_to_point_and_move_the_selected_one(matrix: MatrixView, session: Session) -> None:
    told: list[int] = []
    matrix.point_clicked.connect(told.append)
    QTest.keyClick(matrix, Qt.Key.Key_PageDown)
    QTest.keyClick(matrix, Qt.Key.Key_PageUp)
    QTest.keyClick(matrix, Qt.Key.Key_PageDown)
    assert told == [point(session, n).id for n in ("K1", "O1", "K1")]
    QTest.keyClick(matrix, Qt.Key.Key_Up)
    QTest.keyClick(matrix, Qt.Key.Key_Left)
    assert scores(session, "K1") == (4, 2)
    before = session.register.undoable
    QTest.keyClick(matrix, Qt.Key.Key_Up)
    assert session.register.undoable == before, "at the edge there is nowhere to go"
    matrix.select(frozenset({point(session, "K3").id or 0}))
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    assert scores(session, "K3") == (1, 1), "a point not assessed enters at the lowest cell"


def test_keys_choose_a_cell(matrix: MatrixView) -> None:
    told: list[object] = []
    matrix.cell_clicked.connect(told.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(matrix, key, CONTROL)
    assert "Risk value 4 Medium" in matrix.accessibleDescription()
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    QTest.keyClick(matrix, Qt.Key.Key_Escape)
    assert told == [(2, 2), None]


def test_a_matrix_to_look_at_moves_nothing(session: Session, qtbot: QtBot) -> None:
    matrix = shown(session, qtbot, interactive=False)
    drag(matrix, "K1", cell_at(matrix, (1, 1)))
    matrix.select(frozenset({point(session, "K1").id or 0}))
    QTest.keyClick(matrix, Qt.Key.Key_Up)
    assert scores(session, "K1") == (3, 3)


def test_what_finds_no_room_is_counted(matrix: MatrixView, session: Session) -> None:
    template = replace(point(session, "K1"), id=None)
    with session.register.step("Add many") as edit:
        last = [edit.add(replace(template, position=n)) for n in range(10, 90)][-1]
    matrix.show_points(session.year.control_points)
    inside = [p for p in matrix.picture().pills if matrix.picture().grid.cells[3, 3].contains(p.rect)]
    named = [p for p in inside if p.point]
    assert inside[-1].text == f"+{81 - len(named)}"
    assert last.id not in {p.point.id for p in named if p.point}
    matrix.select(frozenset({last.id or 0}))
    assert last.id in {p.point.id for p in matrix.picture().pills if p.point}, "the selected one is shown"


@pytest.mark.parametrize("size", [2, 5, 10])
@pytest.mark.parametrize("room", [(260, 200), (800, 220), (2560, 900)])
def test_scales_of_any_size_fit(session: Session, qtbot: QtBot, size: int, room: tuple[int, int]) -> None:
    year = session.year
    with session.register.step("Other scales") as edit:
        for record in (*year.control_points, *year.likelihoods, *year.consequences):
            edit.remove(record)
        for axis in Axis:
            for value in range(1, size + 1):
                edit.add(ScaleStep(plan_id=year.plan.id, axis=axis, value=value, name=f"Step {value}"))
        edit.add(ControlPoint(plan_id=year.plan.id, text="Risk", likelihood=size, consequence=size))
    matrix = shown(session, qtbot)
    matrix.resize(*room)
    matrix.grab()
    cells = matrix.picture().grid.cells
    assert len(cells) == size * size
    inside = matrix.rect()
    assert all(inside.contains(rect.toAlignedRect()) for rect in cells.values())
    assert all(0.3 <= rect.width() / rect.height() <= 5.2 for rect in cells.values())
    assert inside.contains(matrix.picture().grid.column_title.toAlignedRect())


def test_what_lies_under_the_pointer_is_said(matrix: MatrixView) -> None:
    said = matrix.said_at(pill(matrix, "K1").rect.center())
    assert said.splitlines() == [
        "K1  Projects follow <b>the model</b>",
        "Likelihood 3 Possible",
        "Consequence 3 Noticeable",
        "Risk value 9 High",
    ]
    assert matrix.said_at(matrix.picture().grid.cells[2, 4].center()).endswith("1 control point: K2")
    assert matrix.said_at(matrix.picture().grid.rows[2].center()) == "2 Less likely"


def test_a_screen_reader_hears_the_counts_and_the_keys(matrix: MatrixView) -> None:
    said = matrix.accessibleDescription()
    assert said.startswith("4 control points, 1 not assessed.")
    assert "arrow keys" in said
