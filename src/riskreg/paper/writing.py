"""Room to write by hand: lines with a label, and boxes to tick.  Only the labels are read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskreg.paper.flow import Room, Strip
from riskreg.paper.look import BODY, GREY, LABEL
from riskreg.paper.tagged import Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter

_LINE = 25.0  # between lines for handwriting
_TICK = 9.0  # side of a box
_GAP = 22.0  # between the choices


@dataclass(frozen=True, slots=True)
class Blank:
    """A label with lines to write on; `said` is what is known already."""

    label: str
    lines: int = 1
    said: str = ""
    before: float = 6.0

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """One strip, which stays whole."""
        label = setter.wrap(self.label, LABEL, room.width)
        said = setter.wrap(self.said, BODY, room.width)
        lines = max(self.lines, len(said))
        yield _Blank(
            height=len(label) * LABEL.leading + lines * _LINE,
            before=self.before,
            label=label,
            said=said,
            lines=lines,
            width=room.width,
        )


@dataclass(kw_only=True, slots=True, eq=False)
class _Blank(Strip):
    label: list[str]
    said: list[str]
    lines: int
    width: float

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The label, then the lines, with what is known standing on them."""
        label = Element("P")
        canvas.own(label)
        canvas.text(self.label, x, LABEL.baseline(top), LABEL, owner=label)
        top -= len(self.label) * LABEL.leading
        said = Element("P")
        if self.said:
            canvas.own(said)
        for at in range(self.lines):
            y = top - (at + 1) * _LINE + 3
            if at < len(self.said):
                canvas.text([self.said[at]], x, y + 5, BODY, owner=said)
            canvas.rule(x, x + self.width, y, GREY, 0.6)


@dataclass(frozen=True, slots=True)
class Choices:
    """A label with boxes to tick, side by side."""

    label: str
    choices: Sequence[str]
    before: float = 10.0

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """One strip; what does not fit beside the last choice goes below it."""
        places: list[tuple[float, int, str]] = []
        left, row = 0.0, 0
        for choice in self.choices:
            text = " ".join(setter.drawable(choice).split())
            wide = _TICK + 6 + setter.width(text, BODY)
            if left and left + wide > room.width:
                left, row = 0.0, row + 1
            places.append((left, row, text))
            left += wide + _GAP
        label = setter.wrap(self.label, LABEL, room.width)
        height = len(label) * LABEL.leading + 3 + (row + 1) * (BODY.leading + 3)
        yield _Choices(height=height, before=self.before, label=label, places=places)


@dataclass(kw_only=True, slots=True, eq=False)
class _Choices(Strip):
    label: list[str]
    places: list[tuple[float, int, str]]  # left, row, text

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """A box before each choice."""
        label = Element("P")
        canvas.own(label)
        canvas.text(self.label, x, LABEL.baseline(top), LABEL, owner=label)
        top -= len(self.label) * LABEL.leading + 3
        for left, row, text in self.places:
            y = BODY.baseline(top - row * (BODY.leading + 3))
            canvas.empty_box((x + left, y - 1, x + left + _TICK, y - 1 + _TICK))
            choice = Element("P")
            canvas.own(choice)
            canvas.text([text], x + left + _TICK + 6, y, BODY, owner=choice)
