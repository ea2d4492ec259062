"""A JSON file parsed in little memory: Python would widen the whole text for a single emoji in it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

from riskreg.faults import Trouble
from riskreg.files import read_whole
from riskreg.texts import N_

MAX_BYTES = 60_000_000
MAX_VALUES = 1_000_000
MAX_WEIGHT = 160_000_000  # bytes of the texts and values in memory

_VALUE = 100  # bytes that a value takes beside its text
# Characters that take four bytes, and that take two, as they are and as JSON may write them.
_ASTRAL = re.compile(rb"[\xf0-\xff]|\\u[dD][89abAB]")
_WIDE = re.compile(rb"[\xc4-\xff]|\\u(?!00)")
_FOLLOWING = bytes(range(0x80, 0xC0))  # all but the first byte of a character
_ESCAPED = re.compile(rb"\\u(?!00[0-7])")  # a character beyond ASCII


def parsed(path: Path) -> Any:
    """What a JSON file holds.  Trouble when it is too large; ValueError when it is none."""
    content = read_whole(path, MAX_BYTES).removeprefix(b"\xef\xbb\xbf")
    values, is_mixed = content.count(b","), bool(_ESCAPED.search(content)) and not content.isascii()
    weight = _width(content) * len(content) if is_mixed else _weight(content)
    if values > MAX_VALUES or weight + _VALUE * values > MAX_WEIGHT:
        raise Trouble(N_("{path} holds far more than any register. Choose another file."), path=path)
    if content.isascii() or is_mixed:
        text, hook = content.decode(), None
    else:
        text, hook = content.decode("latin-1"), _as_utf_8  # a byte a character; its strings are mended
    del content
    return json.loads(text, object_hook=hook)


def _weight(content: bytes) -> int:
    """How many bytes the strings will take: all characters of one are as wide as its widest."""
    if _width(content) == 1:
        return len(content)
    weight = 0
    for line in io.BytesIO(content):  # we write one value a line
        width = _width(line)
        weight += len(line) if width == 1 else width * len(line.translate(None, _FOLLOWING))
    return weight


def _width(content: bytes) -> int:
    """How many bytes a character takes where these are in one text."""
    return 4 if _ASTRAL.search(content) else 2 if _WIDE.search(content) else 1


def _as_utf_8(told: dict[str, Any]) -> dict[str, Any]:
    """An object whose strings are what their bytes say."""
    return {_mended(name): _mended(value) for name, value in told.items()}


def _mended(value: Any) -> Any:
    return value.encode("latin-1").decode() if isinstance(value, str) and not value.isascii() else value
