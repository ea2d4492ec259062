"""Pictures in records: PNG, packed as text so that it is a value as any other."""

from __future__ import annotations

import base64
import binascii

from riskreg.faults import Trouble
from riskreg.texts import N_

LARGEST = 1_000_000  # bytes of a picture that a record may hold
_PNG = b"\x89PNG\r\n\x1a\n"


def packed(png: bytes) -> str:
    """The picture as text."""
    return base64.b85encode(png).decode("ascii")


def unpacked(text: str) -> bytes:
    """The picture as a PNG file.  Trouble when the text holds none, or one that is too large."""
    try:
        content = base64.b85decode(text)
    except (ValueError, binascii.Error):
        content = b""
    if not content.startswith(_PNG) or len(content) > LARGEST:
        raise damaged()
    return content


def damaged() -> Trouble:
    """The picture cannot be shown."""
    return Trouble(N_("The picture in the register is damaged. Choose it anew in Plan ▸ Details and scales."))
