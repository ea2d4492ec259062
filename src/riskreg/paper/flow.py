"""Sets strips on pages: what stays together, what may be cut, what is repeated at the top of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from riskreg.paper.tagged import TaggedCanvas
from riskreg.paper.typeset import Typesetter


@dataclass(kw_only=True, slots=True, eq=False)
class Strip:
    """A piece across the page: some lines, a table row, a figure."""

    height: float
    before: float = 0.0  # the space above, which the top of a page swallows
    keeps: bool = False  # the next strip begins on the same page
    head: Strip | None = None  # repeated above it when it comes first on a page

    def cut(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        """The part that fits `room` and the rest; None to stay whole, as what fits a `page` must."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw it below `top`."""
        raise NotImplementedError


class Room(NamedTuple):
    """The space inside the margins."""

    width: float
    height: float


class Block(Protocol):
    """A part of a document: a heading, a paragraph, a table."""

    def strips(self, setter: Typesetter, room: Room) -> Iterable[Strip]:
        """The block in strips, measured."""
        ...


class Placed(NamedTuple):
    """A strip and how far below the top of the page's room it begins."""

    strip: Strip
    down: float


class _Pages:
    """The pages filled so far."""

    def __init__(self, room: float) -> None:
        self.done: list[list[Placed]] = [[]]
        self.room = room
        self.used = 0.0
        self.empty = True  # but for a repeated head

    def turn(self, first: Strip) -> None:
        """A new page, to begin with `first`."""
        if self.done[-1]:
            self.done.append([])
        self.used, self.empty = 0.0, True
        if first.head:
            self.done[-1].append(Placed(first.head, 0.0))
            self.used = first.head.height

    def needs(self, strips: Sequence[Strip]) -> float:
        """The height that the strips take from here on."""
        space = 0.0 if self.empty or not strips else strips[0].before
        return space + sum(s.height for s in strips) + sum(s.before for s in strips[1:])

    def put(self, strip: Strip) -> None:
        """Set a strip below the last one."""
        if not self.empty:
            self.used += strip.before
        self.done[-1].append(Placed(strip, self.used))
        self.used += strip.height
        self.empty = False

    @property
    def left(self) -> float:
        return self.room - self.used + 0.01


def flow(strips: Iterable[Strip], room: float) -> list[list[Placed]]:
    """Every strip on a page; no page without one, unless there is none at all."""
    pages = _Pages(room)
    for chain in _chains(strips):
        _set_chain(pages, chain)
    return pages.done


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.keeps:
            yield chain
            chain = []
    if chain:
        yield chain


def _set_chain(pages: _Pages, chain: list[Strip]) -> None:
    """Set strips that belong together: here if they fit, else on a new page, cut only where they must be."""
    while chain:
        if pages.needs(chain) <= pages.left:
            for strip in chain:
                pages.put(strip)
            return
        over = next(at for at in range(len(chain)) if pages.needs(chain[: at + 1]) > pages.left)
        firm, split, after = chain[:over], chain[over], chain[over + 1 :]
        gap = split.before if firm or not pages.empty else 0.0
        room = pages.left - pages.needs(firm) - gap
        parts = split.cut(room, room if pages.empty else pages.room)  # at its top, a page has no more to give
        if parts:
            for strip in (*firm, parts[0]):
                pages.put(strip)
            chain = [parts[1], *after]
            pages.turn(chain[0])
        elif not pages.empty:
            pages.turn(chain[0])
        else:  # not even a page of its own holds them: let the first go ahead
            pages.put(chain[0])
            chain = chain[1:]
