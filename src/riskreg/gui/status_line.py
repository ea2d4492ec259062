"""The line at the bottom: whether all is saved, which file this is, and how far the year has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:  # the line is painted before the register is read
    from riskreg.gui.session import Session

_SOON = 50  # milliseconds: what is unfinished is counted once the page is painted


class StatusLine(QLabel):
    """Says at once that a step is saved, and a moment later what it left unfinished."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._session: Session | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SOON)
        self._later.timeout.connect(self._count)

    def show_session(self, session: Session | None) -> None:
        """Tell of the register that is open, or nothing when none is."""
        self._session = session
        self.setText(_facts(session) if session else "")
        if session:
            self._later.start()

    def _count(self) -> None:
        from riskreg.domain.checks import findings
        from riskreg.domain.records import ControlPoint

        if self._session:
            found = findings(self._session.year)
            unfinished = {f.number for f in found if isinstance(f.record, ControlPoint)}
            self.setText(_facts(self._session, len(unfinished)))


def _facts(session: Session, unfinished: int = 0) -> str:
    _, saved = session.texts, session.register.saved_at
    told = _("Saved {time}", time=f"{saved:%H:%M}") if saved else _("Everything is saved")
    points = len(session.year.control_points)
    count = _.n("{count} control point", "{count} control points", points)
    if unfinished:
        count += ", " + _.n("{count} unfinished", "{count} unfinished", unfinished)
    return " · ".join((told, session.register.path.name, count))
