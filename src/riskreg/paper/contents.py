"""A table of contents: what stands on which page, each line a link that leads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riskreg.paper.flow import Room, Strip
from riskreg.paper.look import BODY, GREY, STRONG, Style
from riskreg.paper.tagged import Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter
from riskreg.texts import Texts

_INDENT = 16.0
_NUMBER = 34.0  # room for the page's number
_DOT, _DOTS = " .", replace(BODY, ink=GREY)  # what leads to it


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table: a heading, and the place that it stands in."""

    text: str
    place: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """The table; the numbers are those of the pages that the headings come to stand on."""

    entries: Sequence[Entry]
    texts: Texts

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """A strip an entry; a document stays with its first part."""
        table = Element("TOC")
        for entry, following in zip(self.entries, [*self.entries[1:], None], strict=True):
            style, indent = (STRONG, 0.0) if entry.level == 1 else (BODY, _INDENT)
            lines = setter.wrap(" ".join(entry.text.split()), style, room.width - indent - _NUMBER)
            yield _Line(
                height=len(lines) * style.leading,
                before=12.0 if entry.level == 1 else 2.0,
                keeps=entry.level == 1 and following is not None and following.level > 1,
                entry=entry,
                lines=lines,
                style=style,
                indent=indent,
                width=room.width,
                table=table,
                texts=self.texts,
            )


@dataclass(kw_only=True, slots=True, eq=False)
class _Line(Strip):
    entry: Entry
    lines: list[str]
    style: Style
    indent: float
    width: float
    table: Element
    texts: Texts

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The heading, dots, and the number of its page; all of the line can be clicked."""
        _, style = self.texts, self.style
        canvas.own(self.table)
        link = self.table.add("TOCI").add("Reference").add("Link")
        number = str(canvas.places[self.entry.place].page + 1)
        left, last = x + self.indent, style.baseline(top) - (len(self.lines) - 1) * style.leading
        canvas.text([*self.lines[:-1], self.lines[-1] + " "], left, style.baseline(top), style, owner=link)
        canvas.text([number], x, last, style, owner=link, align="right", room=self.width)
        begins = left + canvas.setter.width(self.lines[-1], style)
        self._dots(canvas, begins, x + self.width - canvas.setter.width(number, style), last)
        said = _("{heading}, page {page}", heading=self.entry.text, page=number)
        canvas.link((left, top - self.height, x + self.width, top), self.entry.place, said, link)

    def _dots(self, canvas: TaggedCanvas, left: float, right: float, y: float) -> None:
        """Dots from the text to the number, for the eye only."""
        unit = canvas.setter.width(_DOT, _DOTS)
        count = int((right - left) / unit) - 2
        if count > 0:
            canvas.text([_DOT * count], left, y, _DOTS, align="right", room=right - left - unit)
