"""The plain parts of a document: headings, paragraphs, facts, parts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from riskreg.paper.flow import Block, Placed, Room, Strip, flow
from riskreg.paper.look import ACCENT, BODY, HEADINGS, LABEL, RULE, Style
from riskreg.paper.tagged import Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter

_SPACE_BEFORE = {1: 5.0, 2: 26.0, 3: 18.0}
_SPACE_AFTER = {1: 6.0, 2: 3.0, 3: 2.0}


@dataclass(kw_only=True, slots=True, eq=False)
class Lines(Strip):
    """Lines of one element."""

    lines: list[str]
    style: Style
    element: Element
    outlined: str = ""
    level: int = 0
    place: str = ""

    def cut(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        """At least two lines on either side."""
        fit = min(int(room / self.style.leading), len(self.lines) - 2)
        if fit < 2 or self.outlined:
            return None
        part = replace(self, lines=self.lines[:fit], height=fit * self.style.leading, keeps=False)
        rest = replace(self, lines=self.lines[fit:], height=self.height - part.height, before=0.0)
        return part, rest

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The lines, and for a heading its place in the list of contents."""
        if self.outlined:
            canvas.outline(self.outlined, self.level - 1, top)
        canvas.own(self.element)
        canvas.text(self.lines, x, self.style.baseline(top), self.style, owner=self.element)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, which stays with what follows and leads there from the list of contents."""

    level: int
    text: str
    deeper: int = 0  # how many levels below its looks it stands, in a bundle
    place: str = ""  # what links call it

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """One strip."""
        style = HEADINGS[self.level]
        lines = setter.wrap(self.text, style, room.width)
        yield Lines(
            height=len(lines) * style.leading + _SPACE_AFTER[self.level],
            before=_SPACE_BEFORE[self.level],
            keeps=True,
            lines=lines,
            style=style,
            element=Element(f"H{self.level + self.deeper}"),
            outlined=" ".join(setter.drawable(self.text).split()),
            level=self.level + self.deeper,
            place=self.place,
        )


def lowered(block: Block) -> Block:
    """The block with its headings a level further down, below another title; they look the same."""
    match block:
        case Heading():
            return replace(block, deeper=block.deeper + 1)
        case Beside():
            return replace(block, blocks=[[lowered(b) for b in beside] for beside in block.blocks])
        case Ruled():
            return replace(block, blocks=[lowered(b) for b in block.blocks])
        case Filled():
            return replace(block, blocks=lambda lines: [lowered(b) for b in block.blocks(lines)])
        case _:
            return block


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; each of the user's own paragraphs is one of ours."""

    text: str
    style: Style = BODY
    before: float = 6.0
    keeps: bool = False

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """A strip a paragraph, no wider than can be read at ease."""
        before = self.before
        for paragraph in self.text.splitlines():
            lines = setter.wrap(paragraph, self.style, min(room.width, self.style.measure))
            if lines:
                yield Lines(
                    height=len(lines) * self.style.leading,
                    before=before,
                    keeps=self.keeps,
                    lines=lines,
                    style=self.style,
                    element=Element("P"),
                )
                before = self.style.leading * 0.45


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, in a grid: what identifies a document."""

    facts: Sequence[tuple[str, str]]
    columns: int = 3

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """A strip a row of the grid, between two rules."""
        gap = 14.0
        width = (room.width - gap * (self.columns - 1)) / self.columns
        table = Element("Table")
        rows = [self.facts[i : i + self.columns] for i in range(0, len(self.facts), self.columns)]
        for at, row in enumerate(rows):
            cells = [(setter.wrap(a, LABEL, width), setter.wrap(b, BODY, width)) for a, b in row]
            tall = max(len(a) * LABEL.leading + len(b) * BODY.leading for a, b in cells)
            yield _FactRow(
                height=tall + 13,
                before=10.0 if at == 0 else 0.0,
                keeps=at + 1 < len(rows),
                table=table,
                cells=cells,
                step=width + gap,
                width=room.width,
                last=at + 1 == len(rows),
            )


@dataclass(kw_only=True, slots=True, eq=False)
class _FactRow(Strip):
    table: Element
    cells: list[tuple[list[str], list[str]]]
    step: float
    width: float
    last: bool

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Each fact is a row of its own to a screen reader: its label, its value."""
        canvas.rule(x, x + self.width, top, RULE)
        if self.last:
            canvas.rule(x, x + self.width, top - self.height, RULE)
        canvas.own(self.table)
        for at, (label, value) in enumerate(self.cells):
            row = self.table.add("TR")
            left, y = x + at * self.step, top - 6
            canvas.text(label, left, LABEL.baseline(y), LABEL, owner=row.add("TH", "Row"))
            y -= len(label) * LABEL.leading
            canvas.text(value, left, BODY.baseline(y), BODY, owner=row.add("TD"))


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks beside each other; below each other where they are too tall for that."""

    blocks: Sequence[Sequence[Block]]
    shares: Sequence[float] = (0.5, 0.5)
    gap: float = 28.0

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """One strip, when it fits on a page."""
        free = room.width - self.gap * (len(self.blocks) - 1)
        rooms = [Room(free * share, room.height) for share in self.shares]
        columns = [
            flow((s for block in blocks for s in block.strips(setter, narrow)), room.height)
            for blocks, narrow in zip(self.blocks, rooms, strict=True)
        ]
        if any(len(pages) > 1 for pages in columns):
            yield from (s for blocks in self.blocks for b in blocks for s in b.strips(setter, room))
            return
        placed = [pages[0] for pages in columns]
        height = max((p[-1].down + p[-1].strip.height for p in placed if p), default=0.0)
        yield _Columns(height=height, before=12.0, columns=placed, steps=[r.width + self.gap for r in rooms])


@dataclass(kw_only=True, slots=True, eq=False)
class _Columns(Strip):
    columns: list[list[Placed]]
    steps: list[float]

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Read one column after the other."""
        for column, step in zip(self.columns, self.steps, strict=True):
            for strip, down in column:
                strip.draw(canvas, x, top - down)
            x += step


@dataclass(frozen=True, slots=True)
class Ruled:
    """Blocks with the accent's line beside them: what the reader must not miss."""

    blocks: Sequence[Block]
    inset: float = 14.0

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """The blocks' strips, each with its part of the line."""
        narrow = Room(room.width - self.inset, room.height)
        joined = 0.0
        for block in self.blocks:
            for strip in block.strips(setter, narrow):
                yield _RuledStrip(
                    height=strip.height,
                    before=strip.before,
                    keeps=strip.keeps,
                    inner=strip,
                    inset=self.inset,
                    joined=strip.before * joined,
                )
                joined = 1.0


@dataclass(kw_only=True, slots=True, eq=False)
class _RuledStrip(Strip):
    inner: Strip
    inset: float
    joined: float  # how far the line reaches up to the strip before

    def cut(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        """Where the strip within is cut."""
        parts = self.inner.cut(room, page)
        if parts is None:
            return None
        first, rest = parts
        return (
            replace(self, inner=first, height=first.height, keeps=first.keeps),
            replace(self, inner=rest, height=rest.height, before=rest.before, joined=0.0),
        )

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The line reaches over the space above, so that paragraphs hang together."""
        canvas.fill((x, top - self.height, x + 2.5, top + self.joined), ACCENT)
        self.inner.draw(canvas, x + self.inset, top)


@dataclass(frozen=True, slots=True)
class Filled:
    """Blocks with as many lines to write on as fill a page; few when they need more than one anyway."""

    blocks: Callable[[int], Sequence[Block]]
    most: int = 14
    fewest: int = 2

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """The strips with the most lines that a page holds."""
        for lines in range(self.most, self.fewest - 1, -1):
            strips = [s for block in self.blocks(lines) for s in block.strips(setter, room)]
            if len(flow(strips, room.height)) == 1:
                break
        yield from strips
