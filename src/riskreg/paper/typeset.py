"""Measures text and breaks it into lines.  Text is data: nothing in it is markup."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

from riskreg.domain import printable
from riskreg.paper import fonts, hyphens
from riskreg.paper.fonts import SOFT_HYPHEN
from riskreg.paper.look import Style

MISSING = "□"  # stands for a character that the typeface lacks

_SPACES = re.compile(r"[ \t\u2000-\u200a\u3000]+")  # not the no-break spaces
_ADDRESS_JOINT = re.compile(r"(?<=[/\\?&=_.,;:+])(?=[^/])")  # an address may be broken here, without a hyphen
_FULL_ENOUGH = 0.72  # a line filled so far is left ragged rather than ended by a hyphen …
_HALF_FULL = 0.5  # … and so far, rather than by a hyphen between syllables only
_SEAM_WORTH = 0.45  # a seam is taken over a later syllable when the line is still filled so far
_LONGEST_LINE = 400  # characters: no line of ours holds more, so no more of a word need be looked at


class _Widths(dict[str, float]):
    """The width of each word met so far, at size 1."""

    def __init__(self, font: str) -> None:
        super().__init__()
        self.advance = fonts.advances(font).__getitem__

    def __missing__(self, word: str) -> float:
        width = self[word] = sum(map(self.advance, word))
        return width


class Typesetter:
    """Sets text in one language, and remembers the widths of words and the characters that are missing."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.missing: set[str] = set()
        self._widths = {
            font: _Widths(font) for font in (fonts.REGULAR, fonts.ITALIC, fonts.SEMIBOLD, fonts.BOLD)
        }

    def width(self, text: str, style: Style) -> float:
        """How wide a text is that `drawable` has seen."""
        return self._widths[style.font][text] * style.size

    def drawable(self, text: str) -> str:
        """The text composed, without invisible characters, and `MISSING` for what no font of ours has."""
        text = unicodedata.normalize("NFC", text)
        glyphs = printable.covered()
        if glyphs.issuperset(text):
            return text
        drawn = []
        for character in text:
            if character in glyphs:
                drawn.append(character)
            elif printable.is_space(character):
                drawn.append(" ")
            elif not printable.is_unseen(character):
                self.missing.add(character)
                drawn.append(MISSING)
        return "".join(drawn)

    def wrap(self, text: str, style: Style, room: float) -> list[str]:
        """Lines no wider than `room`.

        A line that ends between words keeps its space and one that ends inside a word ends with U+00AD, so
        that whoever has the page read aloud hears whole words.
        """
        lines: list[str] = []
        for paragraph in text.splitlines():
            words = [w for w in _SPACES.split(self.drawable(paragraph)) if w]
            if words:
                lines += self._fill(words, style, room)
            elif lines and lines[-1]:
                lines.append("")
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            lines[-1] = lines[-1].rstrip(" ")
        return lines

    def _fill(self, words: list[str], style: Style, room: float) -> list[str]:
        widths, size = self._widths[style.font], style.size
        space = widths[" "] * size
        lines: list[str] = []
        line: list[str] = []
        used = 0.0
        for word in words:
            width = widths[word] * size if len(word) <= _LONGEST_LINE else math.inf
            whole = word[:_LONGEST_LINE]
            while used + width > room:
                hyphenated = not hyphens.is_address(whole)
                head, word = self._broken(word, style, room, used, hyphenated)  # noqa: PLW2901
                if head:
                    lines.append(" ".join([*line, head]))
                elif line:
                    lines.append(" ".join(line) + " ")
                line, used = [], 0.0
                width = widths[word] * size if len(word) <= _LONGEST_LINE else math.inf
            line.append(word)
            used += width + space
        lines.append(" ".join(line) + " ")
        return lines

    def _broken(self, word: str, style: Style, room: float, used: float, hyphenated: bool) -> tuple[str, str]:
        """The word in two, the first part to end a line that is `used` so far; empty to begin a new line."""
        if used and (len(word) < style.hyphenate_from or used > room * _FULL_ENOUGH):
            return "", word
        advance, size = self._widths[style.font].advance, style.size
        ends = [used + end * size for end in accumulate(map(advance, word[:_LONGEST_LINE]))]
        hyphen = advance(SOFT_HYPHEN) * size
        cuts = [
            cut
            for cut in hyphens.cuts(word[:_LONGEST_LINE], self.language)
            if hyphenated and ends[cut.at - 1] + hyphen <= room
        ]
        if used > room * _HALF_FULL:
            cuts = [cut for cut in cuts if cut.seam]
        if cuts:
            seams = [cut for cut in cuts if cut.seam and ends[cut.at - 1] >= room * _SEAM_WORTH]
            at = (seams or cuts)[-1].at
            return word[:at] + SOFT_HYPHEN, word[at:]
        if used:
            return "", word
        fitting = max(1, bisect_right(ends, room))
        joints = [m.start() for m in _ADDRESS_JOINT.finditer(word, 0, fitting + 1) if m.start() <= fitting]
        at = joints[-1] if joints else fitting
        return word[:at], word[at:]
