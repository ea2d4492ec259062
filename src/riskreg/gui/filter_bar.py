"""The bar over the control points: search as you type, and what they are filtered by."""

from __future__ import annotations

from typing import ClassVar

from riskreg.domain.filtering import PointFilter
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.wording import decision_said
from riskreg.gui.filter_row import FilterRow, Offers, cut
from riskreg.gui.session import Session
from riskreg.texts import N_

_LONGEST = 60  # characters of a goal in its menu


class FilterBar(FilterRow):
    """Filters the control points of the shown year; `filter` is a PointFilter."""

    nothing = PointFilter()
    parts: ClassVar = {
        "decisions": N_("Decision"),
        "bands": N_("Risk band"),
        "origins": N_("Origin"),
        "goals": N_("Goal"),
    }
    tick = "incomplete"
    chip = "cell"

    def __init__(self, session: Session) -> None:
        _ = session.texts
        super().__init__(session, _("Search control points"), _("Unfinished"))
        self._session = session
        self.tick_button.setToolTip(_("Only control points with something unfinished or doubtful"))
        self.chip_button.setToolTip(_("Show the other cells as well"))
        self.clear.setToolTip(_("Show every control point"))
        self.offer()

    def offered(self) -> Offers:
        """What the shown year has."""
        _, year = self._, self._session.year
        return {
            "decisions": [(d, decision_said(d, _)) for d in (None, *Decision)],
            "bands": [(band.id, band.name) for band in reversed(year.bands)],
            "origins": [(o, _(o.label)) for o in Origin],
            "goals": [(g.id, f"{year.number(g)}  {cut(g.text, _LONGEST)}") for g in year.goals],
        }

    def chip_said(self) -> str:
        """The cell of the matrix that was clicked."""
        likelihood, consequence = self.filter.cell
        return self._("Cell {likelihood} × {consequence}", likelihood=likelihood, consequence=consequence)

    def show_points(self, shown: int, total: int) -> None:
        """How many of all are shown."""
        _ = self._
        self.show_count(
            _.n("{count} control point", "{count} control points", total)
            if shown == total
            else _("{shown} of {total}", shown=shown, total=total)
        )
