"""What a document is: a name, and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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

    def draw(self, year: Year, _: Texts) -> bytes:
        """The document as a PDF.  The same year always gives the same bytes."""
        return drawn(*self.parts(year, _), _)
