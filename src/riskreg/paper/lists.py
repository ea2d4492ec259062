"""Lists: points with a number or a dash before each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riskreg.paper.blocks import Lines
from riskreg.paper.flow import Room, Strip
from riskreg.paper.look import BODY
from riskreg.paper.tagged import Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter

_INDENT = 20.0


@dataclass(frozen=True, slots=True)
class List:
    """Points below each other, numbered or with a dash; a point is one paragraph."""

    points: Sequence[str]
    numbered: bool = False
    before: float = 6.0

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """A strip a point."""
        whole = Element("L")
        width = min(room.width, BODY.measure) - _INDENT
        for at, point in enumerate(self.points, 1):
            lines = setter.wrap(" ".join(point.split()), BODY, width)
            yield _Point(
                height=len(lines) * BODY.leading,
                before=self.before if at == 1 else 5.0,
                lines=lines,
                style=BODY,
                element=Element("LBody"),
                sign=f"{at}." if self.numbered else "–",
                whole=whole,
            )


@dataclass(kw_only=True, slots=True, eq=False)
class _Point(Lines):
    sign: str  # none for what goes on from the page before
    whole: Element

    def cut(self, room: float, page: float) -> tuple[Strip, Strip] | None:
        """As lines are; the sign stays with the first part."""
        parts = Lines.cut(self, room, page)
        if parts is None:
            return None
        first, rest = parts
        assert isinstance(rest, _Point)
        return first, replace(rest, sign="")

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The sign and the point are read as one."""
        y = self.style.baseline(top)
        if self.sign:
            canvas.own(self.whole)
            self.whole.add("LI").below.append(self.element)
            canvas.text([f"{self.sign} "], x, y, self.style, owner=self.element)
        canvas.text(self.lines, x + _INDENT, y, self.style, owner=self.element)
