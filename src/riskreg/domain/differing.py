"""Where two texts differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 600  # words compared one by one; comparing takes the square of their number
_ALIKE = 0.3  # texts less alike than this are another text, not a changed one


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it is in this one only."""

    text: str
    differs: bool


def differences(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces.  Where one is empty, or they have little in common, nothing is marked."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    same = start + end
    stretches = [(0, len(middle[0]), 0, len(middle[1]))]
    if max(map(len, middle)) <= _MOST:
        matcher = SequenceMatcher(None, *middle, autojunk=False)
        stretches = [(a, b, c, d) for deed, a, b, c, d in matcher.get_opcodes() if deed != "equal"]
        same += sum(block.size for block in matcher.get_matching_blocks())
    if 2 * same < _ALIKE * (len(old) + len(new)) or not old or not new:
        return _pieces(old, []), _pieces(new, [])
    return (
        _pieces(old, [(start + a, start + b) for a, b, _c, _d in stretches]),
        _pieces(new, [(start + c, start + d) for _a, _b, c, d in stretches]),
    )


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _pieces(words: Sequence[str], marked: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    def cut() -> Iterator[Piece]:
        last = 0
        for start, end in marked:
            yield Piece("".join(words[last:start]), False)
            yield Piece("".join(words[start:end]), True)
            last = end
        yield Piece("".join(words[last:]), False)

    return tuple(piece for piece in cut() if piece.text)
