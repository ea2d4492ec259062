"""A canvas on which all that is drawn is either content, owned by an element, or an artefact."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from riskreg.paper import fonts
from riskreg.paper.look import Colour, Style
from riskreg.paper.typeset import Typesetter

Align: TypeAlias = Literal["left", "centre", "right"]
Box: TypeAlias = tuple[float, float, float, float]

_SHARE: dict[Align, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Mark(NamedTuple):
    """A marked piece of a page: the page's index and the mark's number on it."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure that a screen reader follows, with what lies below it in reading order."""

    tag: str
    scope: str = ""  # TH: "Column" or "Row"
    alt: str = ""  # Figure: what the picture says
    box: Box | None = None  # Figure: where it stands
    below: list[Element | Mark] = field(default_factory=list)

    def add(self, tag: str, scope: str = "") -> Element:
        """A new element, last below this one."""
        element = Element(tag, scope)
        self.below.append(element)
        return element


class TaggedCanvas:
    """Pages under way, and the structure of what stands on them."""

    def __init__(self, setter: Typesetter) -> None:
        fonts.register()
        self._file = io.BytesIO()
        # invariant: no clock in the file.  initialFontName: no Helvetica, which cannot be embedded.
        self._canvas = Canvas(
            self._file, invariant=1, pageCompression=1, pdfVersion=(1, 7), initialFontName=fonts.REGULAR
        )
        self.setter = setter
        self.document = Element("Document")
        self._page = -1
        self._marks = 0
        self._outlined = 0

    def begin_page(self, width: float, height: float) -> None:
        """Turn to a new page."""
        if self._page >= 0:
            self._canvas.showPage()
        self._canvas.setPageSize((width, height))
        self._page += 1
        self._marks = 0

    def finished(self) -> bytes:
        """The drawn pages, without their structure yet."""
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def own(self, element: Element) -> None:
        """Hang an element below the document, when nothing of it is drawn yet."""
        if not element.below:
            self.document.below.append(element)

    @contextmanager
    def content(self, element: Element) -> Iterator[Canvas]:
        """Drawing that `element` owns.  Not to be nested."""
        self._canvas.addLiteral(f"/{element.tag} <</MCID {self._marks}>> BDC")
        element.below.append(Mark(self._page, self._marks))
        self._marks += 1
        yield self._canvas
        self._canvas.addLiteral("EMC")

    @contextmanager
    def artefact(self, kind: str = "") -> Iterator[Canvas]:
        """Drawing that a screen reader skips: rules, fills, and with a `kind` the running head and foot."""
        properties = f"<</Type /Pagination /Subtype /{kind}>> BDC" if kind else "BMC"
        self._canvas.addLiteral(f"/Artifact {properties}")
        yield self._canvas
        self._canvas.addLiteral("EMC")

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
        """Lines downwards from the baseline `y`, aligned within `room`; an artefact when nobody owns them."""
        if not lines:
            return
        with self.content(owner) if owner else self.artefact(kind) as canvas:
            block = canvas.beginText(x, y)
            block.setFillColorRGB(*style.ink)
            block.setFont(style.font, style.size, style.leading)
            share = _SHARE[align]
            for at, line in enumerate(lines):
                if share:
                    free = room - self.setter.width(line.rstrip(" "), style)
                    block.setTextOrigin(x + free * share, y - at * style.leading)
                block.textLine(line)
            canvas.drawText(block)

    def fill(self, box: Box, colour: Colour, radius: float = 0.0) -> None:
        """A filled rectangle: left, bottom, right, top."""
        left, bottom, right, top = box
        with self.artefact() as canvas:
            canvas.setFillColorRGB(*colour)
            if radius:
                canvas.roundRect(left, bottom, right - left, top - bottom, radius, stroke=0, fill=1)
            else:
                canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)

    def rule(self, left: float, right: float, y: float, colour: Colour, width: float = 0.5) -> None:
        """A level line."""
        with self.artefact() as canvas:
            canvas.setStrokeColorRGB(*colour)
            canvas.setLineWidth(width)
            canvas.line(left, y, right, y)

    def outline(self, text: str, level: int, top: float) -> None:
        """An entry in the reader's list of contents, leading here."""
        key = f"h{self._outlined}"
        self._outlined += 1
        self._canvas.bookmarkHorizontal(key, 0, top)
        self._canvas.addOutlineEntry(text, key, level=level)
