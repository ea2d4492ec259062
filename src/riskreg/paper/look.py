"""How paper looks: colours, sizes and measures, in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from riskreg.paper import fonts

Colour: TypeAlias = tuple[float, float, float]

INK: Colour = (0.11, 0.13, 0.16)
GREY: Colour = (0.36, 0.39, 0.43)  # 7:1 against white
RULE: Colour = (0.80, 0.82, 0.85)
ACCENT: Colour = (0.10, 0.28, 0.42)
SHADE: Colour = (0.925, 0.94, 0.955)
PAPER: Colour = (1.0, 1.0, 1.0)

# From calm to grave; each darker than the one before, so that greyscale keeps the order.
_TINTS: tuple[Colour, ...] = ((0.92, 0.96, 0.91), (0.97, 0.90, 0.66), (0.95, 0.74, 0.50), (0.87, 0.54, 0.48))


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.  Only words of `hyphenate_from` letters or more are broken for looks."""

    size: float
    leading: float
    font: str = fonts.REGULAR
    ink: Colour = INK
    hyphenate_from: int = 15
    measure: float = 460.0  # the longest line of running text

    def baseline(self, top: float) -> float:
        """The first baseline of text whose first line begins at `top`."""
        return top - self.leading / 2 - self.size * 0.33


TITLE = Style(27, 31, fonts.BOLD, ACCENT, 99)
HEADINGS = {
    1: TITLE,
    2: Style(16, 20, fonts.SEMIBOLD, ACCENT, 99),
    3: Style(12.5, 16, fonts.SEMIBOLD, INK, 99),
}
BODY = Style(11, 15.5)
STRONG = replace(BODY, font=fonts.SEMIBOLD)
LEAD = Style(13, 18, fonts.SEMIBOLD, INK, 99)
SMALL = Style(9, 12, fonts.REGULAR, GREY)
CAPTION = Style(10.5, 14, fonts.SEMIBOLD, INK, 99)
LABEL = Style(9, 11.5, fonts.REGULAR, GREY, 99)

CELL = Style(9.5, 12.2, hyphenate_from=11)
CELL_STRONG = replace(CELL, font=fonts.SEMIBOLD)
CELL_HEAD = Style(9, 11.5, fonts.SEMIBOLD, ACCENT, 99)
CELL_EMPTY = replace(CELL, font=fonts.ITALIC, ink=GREY)


def band_tint(place: int, count: int) -> Colour:
    """The fill of a risk band: its place from the lowest, among `count`."""
    if count < 2:
        return _TINTS[0]
    at = place * (len(_TINTS) - 1) / (count - 1)
    low = min(int(at), len(_TINTS) - 2)
    (r, g, b), (r2, g2, b2) = _TINTS[low], _TINTS[low + 1]
    part = at - low
    return r + (r2 - r) * part, g + (g2 - g) * part, b + (b2 - b) * part
