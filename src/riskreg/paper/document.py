"""What a document is: a name, and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from riskreg.domain.follow_up_records import FollowUpPeriod
from riskreg.domain.year import Year
from riskreg.paper.page import Parts, drawn
from riskreg.texts import Texts


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name to the command line and to people, the start of its file name, and its parts."""

    name: str
    label: str
    file: str
    parts: Callable[[Year, Texts], Parts]
    period_parts: Callable[[Year, FollowUpPeriod, Texts], Parts] | None = None  # when it tells of one
    period_name: str = ""  # the one that is told of, when it is chosen

    def draw(self, year: Year, _: Texts) -> bytes:
        """The document as a PDF.  The same year always gives the same bytes."""
        return drawn(*self.parts(year, _), _)

    def of_period(self, period: FollowUpPeriod | None) -> Document:
        """The document, telling of this period; the same one when it tells of none."""
        if self.period_parts is None or period is None:
            return self
        parts, number = self.period_parts, period.id

        def in_period(year: Year, _: Texts) -> Parts:
            now = next((p for p in year.periods if p.id == number), period)
            return parts(year, now, _)

        return replace(self, parts=in_period, period_name=period.name)
