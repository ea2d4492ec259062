"""The typeface of paper: Source Sans 3, which ships with us and is embedded in every document."""

from __future__ import annotations

from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from riskreg import paths

REGULAR = "SourceSans3-Regular"
ITALIC = "SourceSans3-It"
SEMIBOLD = "SourceSans3-Semibold"
BOLD = "SourceSans3-Bold"

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"


@cache
def _face(font: str) -> TTFont:
    """The font, known to ReportLab from now on."""
    face = TTFont(font, paths.resources() / "fonts" / f"{font}.ttf")
    pdfmetrics.registerFont(face)
    return face


@cache
def advances(font: str) -> dict[str, float]:
    """How wide each character that the font can draw is, at size 1."""
    face = _face(font).face
    widths = {chr(code): face.charWidths.get(code, face.defaultWidth) / 1000 for code in face.charToGlyph}
    widths[NO_BREAK_SPACE] = widths[" "]  # ReportLab draws it so
    return widths


def register() -> None:
    """Make every font known to ReportLab: needed before anything is drawn."""
    for font in (REGULAR, ITALIC, SEMIBOLD, BOLD):
        _face(font)
