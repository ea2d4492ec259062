"""The line at the bottom: whether all is saved, which file this is, and how far the year has come."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from riskreg.domain.checks import findings
from riskreg.domain.records import ControlPoint
from riskreg.gui.session import Session


def show_status(label: QLabel, session: Session) -> None:
    """Fill the line in."""
    _, saved, year = session.texts, session.register.saved_at, session.year
    count = _.n("{count} control point", "{count} control points", len(year.control_points))
    unfinished = {f.number for f in findings(year) if isinstance(f.record, ControlPoint)}
    if unfinished:
        count += ", " + _.n("{count} unfinished", "{count} unfinished", len(unfinished))
    told = _("Saved {time}", time=f"{saved:%H:%M}") if saved else _("Everything is saved")
    label.setText(" · ".join((told, session.register.path.name, count)))
