"""A canvas on which all that is drawn is either content, owned by an element, or an artefact."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from riskreg.paper import fonts, ink
from riskreg.paper.ink import Box, Points
from riskreg.paper.look import GREY, PAPER, Colour, Style
from riskreg.paper.typeset import Typesetter

Align: TypeAlias = Literal["left", "centre", "right"]

_SHARE: dict[Align, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Mark(NamedTuple):
    """A marked piece of a page: the page's index and the mark's number on it."""

    page: int
    number: int


class Linked(NamedTuple):
    """A link that belongs to an element, by its number in the document."""

    number: int


class Place(NamedTuple):
    """A place in the document: the page's index, and how high on it."""

    page: int
    top: float


class Link(NamedTuple):
    """Where on which page to click, where that leads, and what a reader says of it."""

    page: int
    box: Box
    to: Place
    said: str


class Picture(NamedTuple):
    """A flat picture: its pixels row by row, three bytes each."""

    width: int
    height: int
    pixels: bytes


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure that a screen reader follows, with what lies below it in reading order."""

    tag: str
    scope: str = ""  # TH: "Column" or "Row"
    alt: str = ""  # Figure: what the picture says
    box: Box | None = None  # Figure: where it stands
    below: list[Element | Mark | Linked] = field(default_factory=list)

    def add(self, tag: str, scope: str = "") -> Element:
        """A new element, last below this one."""
        element = Element(tag, scope)
        self.below.append(element)
        return element


class Drawn(NamedTuple):
    """A drawn document: ReportLab's file with its fonts and outline, and the contents of its pages."""

    file: bytes
    contents: list[bytes]  # deflated
    document: Element
    links: list[Link]
    pictures: dict[Picture, list[int]]  # with the pages that they are on; the first is called /P0


class TaggedCanvas:
    """Pages under way, and the structure of what stands on them."""

    def __init__(self, setter: Typesetter, places: Mapping[str, Place] | None = None) -> None:
        fonts.register()
        self._file = io.BytesIO()
        # invariant: no clock in the file.  initialFontName: no Helvetica, which cannot be embedded.
        self._canvas = Canvas(self._file, invariant=1, pdfVersion=(1, 7), initialFontName=fonts.REGULAR)
        self._letters = ink.Letters(self._canvas)
        self.setter = setter
        self.places = places or {}  # that links lead to, by name
        self.document = Element("Document")
        self._contents: list[bytes] = []
        self._links: list[Link] = []
        self._pictures: dict[Picture, list[int]] = {}
        self._operators: list[str] = []
        self._marks = 0
        self._outlined = 0

    @property
    def page(self) -> int:
        """The index of the page under way."""
        return len(self._contents)

    def begin_page(self, width: float, height: float) -> None:
        """A new page."""
        self._canvas.setPageSize((width, height))

    def end_page(self) -> None:
        """The page is drawn."""
        self._contents.append(zlib.compress("\n".join(self._operators).encode("ascii")))
        self._canvas.showPage()
        self._operators, self._marks = [], 0

    def finished(self) -> Drawn:
        """The drawn document."""
        self._canvas.save()
        return Drawn(self._file.getvalue(), self._contents, self.document, self._links, self._pictures)

    def own(self, element: Element) -> None:
        """Hang an element below the document, when nothing of it is drawn yet."""
        if not element.below:
            self.document.below.append(element)

    def text(
        self,
        lines: Sequence[str],
        x: float,
        y: float,
        style: Style,
        *,
        owner: Element | None = None,
        align: Align = "left",
        room: float = 0.0,
        kind: str = "",
    ) -> None:
        """Lines downwards from the baseline `y`, aligned within `room`.

        They are content of their `owner`.  Nobody's are an artefact, which a screen reader skips: of a
        `kind`, such as Header, when every page has it.
        """
        if not lines:
            return
        lefts = [x] * len(lines)
        if share := _SHARE[align]:
            width = self.setter.width
            lefts = [x + (room - width(line.rstrip(" "), style)) * share for line in lines]
        written = self._letters.written(lines, lefts, y, style)
        if owner:
            self._content(written, owner)
        else:
            self._artefact(written, kind)

    def picture(self, picture: Picture, figure: Element) -> None:
        """A picture, as large as the box of its element."""
        assert figure.box
        left, bottom, right, top = figure.box
        pages = self._pictures.setdefault(picture, [])
        if self.page not in pages:
            pages.append(self.page)
        name = list(self._pictures).index(picture)
        self._content(
            f"q {right - left:.2f} 0 0 {top - bottom:.2f} {left:.2f} {bottom:.2f} cm /P{name} Do Q", figure
        )

    def fill(self, box: Box, colour: Colour, radius: float = 0.0) -> None:
        """A filled rectangle."""
        self._artefact(ink.filled(box, colour, radius))

    def empty_box(self, box: Box) -> None:
        """A box to write or tick in by hand."""
        left, bottom, right, top = box
        self.fill(box, GREY, 2.0)
        self.fill((left + 0.7, bottom + 0.7, right - 0.7, top - 0.7), PAPER, 1.5)

    def rule(self, left: float, right: float, y: float, colour: Colour, width: float = 0.5) -> None:
        """A level line."""
        self._artefact(ink.ruled(left, right, y, colour, width))

    def _content(self, operators: str, owner: Element) -> None:
        owner.below.append(Mark(self.page, self._marks))
        self._operators.append(f"/{owner.tag} <</MCID {self._marks}>> BDC {operators} EMC")
        self._marks += 1

    def polygon(self, points: Points, fill: Colour, edge: Colour) -> None:
        """An area with its edge."""
        self._artefact(ink.polygon(points, fill, edge))

    def line(self, points: Points, colour: Colour, width: float = 0.5) -> None:
        """A line from point to point."""
        self._artefact(ink.lined(points, colour, width))

    def _artefact(self, operators: str, kind: str = "") -> None:
        properties = f"<</Type /Pagination /Subtype /{kind}>> BDC" if kind else "BMC"
        self._operators.append(f"/Artifact {properties} {operators} EMC")

    def link(self, box: Box, place: str, said: str, owner: Element) -> None:
        """A box of this page that leads to a place, and belongs to an element of tag Link."""
        owner.below.append(Linked(len(self._links)))
        self._links.append(Link(self.page, box, self.places[place], said))

    def outline(self, text: str, level: int, top: float) -> None:
        """An entry in the reader's list of contents, leading here."""
        key = f"h{self._outlined}"
        self._outlined += 1
        self._canvas.bookmarkHorizontal(key, 0, top)
        self._canvas.addOutlineEntry(text, key, level=level)
