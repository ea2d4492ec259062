"""The tabs of the follow-up: one grid or two, with what is said while they are empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from riskreg.domain.follow_up import Followed, Subject
from riskreg.domain.follow_up_records import ControlResult, GoalResult, IndicatorResult
from riskreg.domain.records import Record
from riskreg.gui import look
from riskreg.gui.grid import Grid
from riskreg.gui.grid_model import GridModel, ResultModel
from riskreg.gui.notes import Note
from riskreg.gui.session import Session


class GridTab(QWidget):
    """Grids below each other; one without rows says why instead."""

    new: QPushButton
    gone: QPushButton

    def __init__(self, grids: Sequence[Grid], empty: Sequence[str]) -> None:
        super().__init__()
        self.grids = list(grids)
        self._notes = [Note(text) for text in empty]
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, look.GAP, 0, 0)
        for grid, note in zip(self.grids, self._notes, strict=True):
            self.column.addWidget(note)
            self.column.addWidget(grid, 1)

    def show_subjects(self, followed: Followed, groups: Sequence[Sequence[Subject]]) -> None:
        """Show the results of a period, a group of subjects in each grid."""
        for grid, subjects in zip(self.grids, groups, strict=True):
            assert isinstance(grid.model_, ResultModel)
            grid.model_.show_subjects(followed, subjects)
        self._settle()

    def show_records(self, records: Sequence[Record]) -> None:
        """Show these in the one grid."""
        (grid,) = self.grids
        grid.model_.show(records)
        self._settle()

    def _settle(self) -> None:
        for grid, note in zip(self.grids, self._notes, strict=True):
            grid.setVisible(bool(grid.model_.records))
            note.setVisible(not grid.model_.records)


def control_tab(session: Session) -> GridTab:
    """The controls of a period."""
    _ = session.texts
    grid = Grid(
        session, ResultModel(session, ControlResult, _("Control point")), _("Results of the controls")
    )
    return GridTab(
        [grid],
        [_("No control point is to be handled through internal control. Decide that on the page Risks.")],
    )


def goal_tab(session: Session) -> GridTab:
    """The goals and the indicators of a period."""
    _ = session.texts
    goals = Grid(session, ResultModel(session, GoalResult, _("Goal")), _("Goals"))
    indicators = Grid(session, ResultModel(session, IndicatorResult, _("Indicator")), _("Indicators"))
    return GridTab(
        [goals, indicators],
        [
            _("The plan states no goals. Write them on the page Goals."),
            _("The plan states no indicators. Write them on the page Goals."),
        ],
    )


def plain_tab(
    session: Session, kind: type[Record], model: type[GridModel], heading: str, name: str
) -> GridTab:
    """One grid of records."""
    _ = session.texts
    return GridTab([Grid(session, model(session, kind, heading), name)], [_("There is nothing here yet.")])
