"""The typefaces of paper, which ship with us and are embedded in every document.

Source Sans 3 is made for reading; what it lacks (symbols, arrows, mathematics, other alphabets) is taken from
DejaVu Sans, set a little smaller so that its letters are as tall, and emoji from Noto Emoji, in ink alone.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from riskreg import paths

REGULAR = "SourceSans3-Regular"
ITALIC = "SourceSans3-It"
SEMIBOLD = "SourceSans3-Semibold"
BOLD = "SourceSans3-Bold"
_WIDE, _WIDE_BOLD, _EMOJI = "DejaVuSans", "DejaVuSans-Bold", "NotoEmoji-Regular"

FALLBACKS: dict[str, tuple[str, ...]] = {  # where to look for what a font lacks, in turn
    REGULAR: (_WIDE, _EMOJI),
    ITALIC: (_WIDE, _EMOJI),
    SEMIBOLD: (_WIDE_BOLD, _WIDE, _EMOJI),
    BOLD: (_WIDE_BOLD, _WIDE, _EMOJI),
}
FALLBACK_SCALE = 0.9  # the height of Source's letters as a part of DejaVu's

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"

# Scripts that are written from the right, or whose letters join or stack, which nothing here can do: they are
# worse drawn wrong than not at all.  Combining marks are composed where one letter exists for both.
_UNSET = range(0x0590, 0x10A0)
_UNSET_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Mc", "Me"})
_FROM_THE_RIGHT = frozenset({"R", "AL", "AN"})


@cache
def _face(font: str) -> TTFont:
    """The font, known to ReportLab from now on."""
    face = TTFont(font, paths.resources() / "fonts" / f"{font}.ttf")
    pdfmetrics.registerFont(face)
    return face


class _Advances(dict[str, float]):
    """How wide each character of a font is; its fallbacks are read when first one of theirs is wanted."""

    def __init__(self, font: str) -> None:
        super().__init__(_own_advances(font, 1.0))
        self._font = font
        self[NO_BREAK_SPACE] = self[" "]  # ReportLab draws it so

    def __missing__(self, character: str) -> float:
        width = self[character] = _own_advances(bearer(self._font, character), FALLBACK_SCALE)[character]
        return width


@cache
def _own_advances(font: str, scale: float) -> dict[str, float]:
    face = _face(font).face
    return {
        chr(code): face.charWidths.get(code, face.defaultWidth) / 1000 * scale for code in face.charToGlyph
    }


@cache
def advances(font: str) -> dict[str, float]:
    """How wide each character that the font or its fallbacks can draw is, at size 1."""
    return _Advances(font)


@cache
def drawn_rightly(font: str) -> frozenset[str]:
    """The characters that are drawn as they should be, each by itself."""
    codes = {code for name in (font, *FALLBACKS[font]) for code in _face(name).face.charToGlyph}
    return frozenset(
        character
        for character in map(chr, codes)
        if unicodedata.category(character) not in _UNSET_KINDS
        and unicodedata.bidirectional(character) not in _FROM_THE_RIGHT
        and ord(character) not in _UNSET
    )


def bearer(font: str, character: str) -> str:
    """The font that draws a character: this one, or the first of its fallbacks that has it."""
    code = ord(character)
    return next((name for name in (font, *FALLBACKS[font]) if code in _face(name).face.charToGlyph), font)


def register() -> None:
    """Make the fonts known to ReportLab: needed before anything is drawn.  A fallback is when it is used."""
    for font in FALLBACKS:
        _face(font)
