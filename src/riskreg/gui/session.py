"""What the pages share: the open register, the year that is shown, the language and the user's settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from riskreg import keeping
from riskreg.domain.closing import is_closed
from riskreg.domain.edition import deciding
from riskreg.domain.records import Record
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.register import Register
from riskreg.settings import Settings
from riskreg.texts import Texts


class Session(QObject):
    """One open register in one window.  Pages read `year`, write through `register.step` inside
    `attempt()`, and refresh when `stepped` or `year_changed` tells them to."""

    stepped = Signal(object)  # Announcement: a step is on disk
    year_changed = Signal()  # another year is shown
    trouble = Signal(str)  # a sentence for the message bar
    told = Signal(str)  # a short word for the status bar
    record_wanted = Signal(object)  # show this record (control point, goal, indicator) where it is edited
    points_wanted = Signal(object)  # show the risks page with this PointFilter
    follow_up_wanted = Signal(object, object)  # show this FollowUpPeriod (or None) and this record in it
    history_wanted = Signal(object)  # show what happened to this record

    def __init__(self, register: Register, year: int, settings: Settings, texts: Texts) -> None:
        super().__init__()
        self.register = register
        self.settings = settings
        self.texts = texts
        self._year = year
        self._hush = register.listen(self._heard)

    @property
    def year(self) -> Year:
        """The shown year, as the register holds it now."""
        return self.register.year(self._year)

    def show_year(self, year: int) -> None:
        """Show another year."""
        if year != self._year:
            self._year = year
            self.year_changed.emit()

    def current(self, record: Record) -> Record | None:
        """The record as it is now; None when it is gone."""
        return self.register.contents.get(type(record), {}).get(record.id or 0)

    def is_settled(self, record: Record) -> bool:
        """Whether a meeting has decided what the record says, or its year is closed: it is only shown."""
        contents = self.register.contents
        return deciding(contents, record) is not None or is_closed(contents, record)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What the block does may meet Trouble, which is then told in the message bar; bugs pass through."""
        try:
            yield
        except Trouble as trouble:
            self.trouble.emit(trouble.say(self.texts))

    def back_up_first(self) -> None:
        """Back up before a large step.  That it cannot be done is told; undo works all the same."""
        with self.attempt():
            keeping.back_up(self.register)

    def release(self) -> None:
        """Hear no more; the register stays open for another session."""
        self._hush()

    def close(self) -> None:
        """Hear no more and let go of the file."""
        self.release()
        self.register.close()

    def _heard(self, announcement: object) -> None:
        if self._year not in self.register.years:  # undone: the year that was shown is no more
            self._year = self.register.years[0]
            self.year_changed.emit()
        self.stepped.emit(announcement)
