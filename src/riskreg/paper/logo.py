"""The organisation's logo at the top of page 1."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from riskreg.domain.pictures import damaged, unpacked
from riskreg.paper.flow import Room, Strip
from riskreg.paper.tagged import Element, Picture, TaggedCanvas
from riskreg.paper.typeset import Typesetter

_WIDEST, _TALLEST = 170.0, 46.0  # points


@dataclass(frozen=True, slots=True)
class Logo:
    """A packed picture, and what it shows to those who cannot see it."""

    packed: str
    alt: str

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """One strip, with space below it."""
        picture = _read(unpacked(self.packed))
        scale = min(_WIDEST / picture.width, _TALLEST / picture.height)
        yield _Logo(
            height=picture.height * scale + 16.0,
            keeps=True,
            picture=picture,
            size=(picture.width * scale, picture.height * scale),
            alt=self.alt,
        )


def _read(png: bytes) -> Picture:
    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as picture:
            return Picture(picture.width, picture.height, picture.convert("RGB").tobytes())
    except (OSError, ValueError, SyntaxError) as error:
        raise damaged() from error


@dataclass(kw_only=True, slots=True, eq=False)
class _Logo(Strip):
    picture: Picture
    size: tuple[float, float]
    alt: str

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """A figure that says whose logo it is."""
        wide, high = self.size
        figure = Element("Figure", alt=self.alt, box=(x, top - high, x + wide, top))
        canvas.own(figure)
        canvas.picture(self.picture, figure)
