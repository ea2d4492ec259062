"""What is drawn, as operators of a page's content.

ReportLab's own calls format every number and every letter anew, which takes most of the time of a long
document; here a letter is looked up once and a colour formatted once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any, TypeAlias

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from riskreg.paper import fonts
from riskreg.paper.look import Colour, Style

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top

_CURVE = 0.4477  # how far from the corner the handles of a quarter circle lie, as a part of its radius


@cache
def _colour(colour: Colour) -> str:
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in colour)


def filled(box: Box, colour: Colour, radius: float = 0.0) -> str:
    """A rectangle, with round corners where there is a radius."""
    left, bottom, right, top = box
    if not radius:
        return f"{_colour(colour)} rg {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re f"
    r, h = radius, radius * _CURVE
    path = (
        (left + r, bottom, "m"),
        (right - r, bottom, "l"),
        (right - h, bottom, right, bottom + h, right, bottom + r, "c"),
        (right, top - r, "l"),
        (right, top - h, right - h, top, right - r, top, "c"),
        (left + r, top, "l"),
        (left + h, top, left, top - h, left, top - r, "c"),
        (left, bottom + r, "l"),
        (left, bottom + h, left + h, bottom, left + r, bottom, "c"),
    )
    steps = (" ".join(p if isinstance(p, str) else f"{p:.2f}" for p in step) for step in path)
    return f"{_colour(colour)} rg {' '.join(steps)} f"


def ruled(left: float, right: float, y: float, colour: Colour, width: float) -> str:
    """A level line."""
    return f"{_colour(colour)} RG {width:.2f} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"


Points: TypeAlias = Sequence[tuple[float, float]]


def _path(points: Points) -> str:
    (x, y), *others = points
    return " ".join([f"{x:.2f} {y:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in others)])


def polygon(points: Points, fill: Colour, edge: Colour, width: float = 0.8) -> str:
    """An area with its edge."""
    return f"{_colour(fill)} rg {_colour(edge)} RG {width:.2f} w {_path(points)} b"


def lined(points: Points, colour: Colour, width: float) -> str:
    """A line from point to point."""
    return f"{_colour(colour)} RG {width:.2f} w {_path(points)} S"


class Letters:
    """The letters of the document's fonts, each embedded when it is first written."""

    def __init__(self, canvas: Canvas) -> None:
        self._document = canvas._doc  # the only way to a font's letters in this document
        self._tables: dict[str, _Table] = {}

    def written(self, lines: Sequence[str], lefts: Sequence[float], y: float, style: Style) -> str:
        """Lines downwards from the baseline `y`, each beginning at its own left edge."""
        table = self._tables.get(style.font)
        if table is None:
            table = self._tables[style.font] = _Table(style.font, self._document)
        parts = [f"BT {_colour(style.ink)} rg {table.name} {style.size:g} Tf"]
        last_x, last_y = 0.0, 0.0
        for line, x in zip(lines, lefts, strict=True):
            parts.append(f"{x - last_x:.2f} {y - last_y:.2f} Td {table.shown(line, style.size)}")
            last_x, last_y = x, y
            y -= style.leading
        parts.append("ET")
        return " ".join(parts)


class _Table(dict[int, str]):
    """How each character is written in the first part of an embedded font, which holds 256 letters."""

    def __init__(self, font: str, document: Any) -> None:
        super().__init__()
        self._font, self._document = font, document
        self._beyond: set[str] = set()  # the characters that lie in a later part, or in another font
        self.name = self._part(font, *pdfmetrics.getFont(font).splitString(" ", document)[0])[0]

    def __missing__(self, code: int) -> str:
        character = chr(code)
        bearer = fonts.bearer(self._font, character)
        [(part, letters)] = pdfmetrics.getFont(bearer).splitString(character, self._document)
        if part or bearer != self._font:
            self._beyond.add(character)
        self[code] = _escaped(letters)
        return self[code]

    def shown(self, line: str, size: float) -> str:
        """The operators that show a line."""
        written = line.translate(self)
        if self._beyond.isdisjoint(line):
            return f"({written}) Tj"
        runs = []
        for bearer, characters in groupby(line, lambda character: fonts.bearer(self._font, character)):
            scale = 1.0 if bearer == self._font else fonts.FALLBACK_SCALE
            for part in pdfmetrics.getFont(bearer).splitString("".join(characters), self._document):
                name, letters = self._part(bearer, *part)
                runs.append(f"{name} {size * scale:g} Tf ({letters}) Tj")
        return f"{' '.join(runs)} {self.name} {size:g} Tf"

    def _part(self, font: str, part: int, letters: bytes) -> tuple[str, str]:
        """The name in this document of a font's part, and letters as its content writes them."""
        name = pdfmetrics.getFont(font).getSubsetInternalName(part, self._document)
        return f"/{name.lstrip('/')}", _escaped(letters)


def _escaped(letters: bytes) -> str:
    """A string as the page's content writes it."""
    return "".join(
        chr(code) if 32 <= code < 127 and chr(code) not in "()\\" else f"\\{code:03o}" for code in letters
    )
