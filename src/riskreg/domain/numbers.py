"""Numbers as people write them: with a comma or a point, spaces between thousands, a per cent sign."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = str.maketrans("", "", " \u00a0\u202f")
_MINUS = ("-", "\u2212")
_WRITTEN = re.compile(r"([+\-\u2212]?)(\d{1,15})(?:[.,](\d{1,6}))?%?")


def decimal_of(text: str) -> Decimal | None:
    """The number that a text is, "2,5" and "2.5" alike; None for an empty one.  ValueError otherwise."""
    bare = text.strip().translate(_SPACES)
    if not bare:
        return None
    found = _WRITTEN.fullmatch(bare)
    if found is None:
        raise ValueError(text)
    sign, whole, part = found.groups()
    value = Decimal(f"{whole}.{part}" if part else whole)
    return -value if sign in _MINUS else value


def first_number(text: str) -> Decimal | None:
    """The first number in a text, such as a target of "at least 80 %"; None when there is none."""
    found = re.search(r"[-\u2212]?\d[\d \u00a0\u202f]*(?:[.,]\d+)?", text)
    try:
        return decimal_of(found[0]) if found else None
    except ValueError:
        return None
