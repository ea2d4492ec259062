"""Pages: A4 upright or lying, with the same head and foot on each, from the first to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.lib.pagesizes import A4

from riskreg.collecting import uncollected
from riskreg.paper.archive import Identity, archived
from riskreg.paper.blocks import Lines, Paragraph
from riskreg.paper.flow import Block, Placed, Room, Strip, flow
from riskreg.paper.fonts import SEMIBOLD
from riskreg.paper.look import INK, RULE, SMALL, Style
from riskreg.paper.tagged import Drawn, Place, TaggedCanvas
from riskreg.paper.typeset import MISSING, Typesetter
from riskreg.texts import Texts

_MOST_NAMED = 20
_STAMP = Style(10, 12, SEMIBOLD, INK, 99)


class Sheet(NamedTuple):
    """A page's size and margins."""

    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def room(self) -> Room:
        """The space inside the margins."""
        return Room(self.width - 2 * self.side, self.height - self.top - self.bottom)


UPRIGHT = Sheet(A4[0], A4[1], side=68.0, top=84.0, bottom=72.0)
LYING = Sheet(A4[1], A4[0], side=50.0, top=74.0, bottom=60.0)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that begin on a new page, on sheets of one kind."""

    blocks: Sequence[Block]
    sheet: Sheet = UPRIGHT
    running: Running | None = None  # where it differs from the rest of the document


@dataclass(frozen=True, slots=True)
class Running:
    """What every page carries."""

    head: str  # whose document
    title: str  # its designation
    foot: str  # edition, stage and date
    stamp: str = ""  # what the reader must know of every page: that it is a draft


class Parts(NamedTuple):
    """What a document is made of, before it is drawn."""

    sections: Sequence[Section]
    running: Running
    identity: Identity


def drawn(sections: Sequence[Section], running: Running, identity: Identity, _: Texts) -> bytes:
    """The document as a tagged, archivable PDF; the same blocks always give the same bytes."""
    with uncollected():
        return archived(_drawn(sections, running, _), identity)


def _drawn(sections: Sequence[Section], running: Running, _: Texts) -> Drawn:
    setter = Typesetter(_.language)
    pages = [
        (section, page)
        for at, section in enumerate(sections, 1)
        for page in flow(_strips(section, setter, at == len(sections), _), section.sheet.room.height)
        if page
    ]
    canvas = TaggedCanvas(setter, dict(_places(pages)))
    count = len(pages)
    pages.reverse()
    while pages:  # a page that is drawn is let go: a long plan's take much memory
        section, page = pages.pop()
        sheet = section.sheet
        canvas.begin_page(sheet.width, sheet.height)
        number = _("Page {page} ({pages})", page=count - len(pages), pages=count)
        _furnish(canvas, sheet, section.running or running, number)
        _set(canvas, sheet, page)
        canvas.end_page()
    return canvas.finished()


def _places(pages: Sequence[tuple[Section, list[Placed]]]) -> Iterator[tuple[str, Place]]:
    """Where the headings stand that links lead to."""
    for at, (section, page) in enumerate(pages):
        for strip, down in page:
            if isinstance(strip, Lines) and strip.place:
                yield strip.place, Place(at, section.sheet.height - section.sheet.top - down)


def _strips(section: Section, setter: Typesetter, last: bool, _: Texts) -> Iterator[Strip]:
    """The section's strips; at the end of the last what the typeface could not show, by then all is set."""
    for block in section.blocks:
        yield from block.strips(setter, section.sheet.room)
    if last and setter.missing:
        codes = [f"U+{ord(character):04X}" for character in sorted(setter.missing)]
        note = _(
            "The typeface lacks some characters, which are shown as {sign}: {codes}.",
            sign=MISSING,
            codes=", ".join(codes[:_MOST_NAMED]) + (" …" if len(codes) > _MOST_NAMED else ""),
        )
        yield from Paragraph(note, SMALL, before=24.0).strips(setter, section.sheet.room)


def _set(canvas: TaggedCanvas, sheet: Sheet, page: list[Placed]) -> None:
    top = sheet.height - sheet.top
    for strip, down in page:
        strip.draw(canvas, sheet.side, top - down)


def _furnish(canvas: TaggedCanvas, sheet: Sheet, running: Running, page: str) -> None:
    """The head and the foot: seen on every page, read aloud on none."""
    left, right = sheet.side, sheet.width - sheet.side
    room = right - left
    head, foot = sheet.height - 44, 38.0
    stamp = _STAMP.size * len(running.stamp) * 0.7 if running.stamp else 0.0
    title = canvas.setter.drawable(running.title)
    owner = _shortened(canvas.setter, running.head, room - canvas.setter.width(title, SMALL) - stamp - 40)
    canvas.text([owner], left, head, SMALL, kind="Header")
    if running.stamp:
        text = canvas.setter.drawable(running.stamp)
        canvas.text([text], left, head, _STAMP, align="right", room=room, kind="Header")
        room -= canvas.setter.width(text, _STAMP) + 14
    canvas.text([title], left, head, SMALL, align="right", room=room, kind="Header")
    canvas.rule(left, right, head - 8, RULE)
    canvas.rule(left, right, foot + 14, RULE)
    edition = _shortened(canvas.setter, running.foot, room - 90)
    canvas.text([edition], left, foot, SMALL, kind="Footer")
    canvas.text([page], left, foot, SMALL, align="right", room=right - left, kind="Footer")


def _shortened(setter: Typesetter, text: str, room: float) -> str:
    """As much of a line as there is room for."""
    lines = setter.wrap(" ".join(text.split()), SMALL, room) or [""]
    return lines[0] if len(lines) == 1 else lines[0].rstrip() + "…"
