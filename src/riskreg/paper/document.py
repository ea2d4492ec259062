"""What a document is: a name, and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from string import ascii_letters

from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.paper.page import Parts, drawn
from riskreg.texts import N_, Texts


@dataclass(frozen=True, slots=True)
class One:
    """One of several documents of a kind in a year: its number, its title, and how its file name ends."""

    number: str
    title: str
    file: str


@dataclass(frozen=True, slots=True)
class Several:
    """That there is a document for each of something: who they are, what one is made of, which is usual.

    Where none is the usual one (an empty number), all of them together are.
    """

    ones: Callable[[Year], Sequence[One]]
    parts: Callable[[Year, str, Texts], Parts]
    usual: Callable[[Year], str] = lambda _year: ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name to the command line and to people, the start of its file name, and its parts."""

    name: str
    label: str
    file: str
    parts: Callable[[Year, Texts], Parts]  # Trouble when the year has nothing for it to tell
    several: Several | None = None
    number: str = ""  # of the one that is chosen among several
    tells: Callable[[Year], object] = bool  # false for a year that has nothing for it to tell

    def draw(self, year: Year, _: Texts) -> bytes:
        """The document as a PDF.  The same year always gives the same bytes."""
        return drawn(*self.parts_now(year, _), _)

    def parts_now(self, year: Year, _: Texts) -> Parts:
        """What it is made of; of several, the one that is chosen.  Trouble when that is not there."""
        if self.several is None or not self.number:
            return self.parts(year, _)
        self.chosen_in(year)
        return self.several.parts(year, self.number, _)

    def chosen_in(self, year: Year) -> One | None:
        """The one that is chosen among several, with its letter or without (F2, 2); None when none is.

        Trouble when it is not there.
        """
        if self.several is None or not self.number:
            return None
        ones = self.several.ones(year)
        wanted = self.number.strip().upper()
        found = next((one for one in ones if wanted in (one.number, one.number.lstrip(ascii_letters))), None)
        if found is None:
            raise Trouble(
                N_("There is no “{number}” among them. There are: {numbers}."),
                number=self.number,
                numbers=", ".join(f"{one.number} ({one.title})" for one in ones) or "–",
            )
        return found

    def one(self, number: str) -> Document:
        """The document, telling of the one with this number.  Trouble when there are not several."""
        if not number:
            return self
        if self.several is None:
            raise Trouble(
                N_("There is only one document “{name}” in a year. Leave out --number."), name=self.name
            )
        return replace(self, number=number)
