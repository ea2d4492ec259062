"""The colour space of every document, as the profile that PDF/A wants inside."""

from __future__ import annotations

import struct
from functools import cache

PROFILE = "sRGB IEC61966-2.1"


@cache
def srgb_profile() -> bytes:
    """The sRGB colour space as a minimal ICC profile, made here so that its bytes never change."""

    def fixed(value: float) -> int:
        return round(value * 65536)

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", fixed(x), fixed(y), fixed(z))

    def light(step: int) -> int:
        value = step / 1023
        linear = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        return round(linear * 65535)

    name = PROFILE.encode() + b"\0"
    curve = b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *map(light, range(1024)))
    white = (0.9642, 1.0, 0.8249)
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78),
        b"cprt": b"text\0\0\0\0No copyright\0",
        b"wtpt": xyz(*white),
        b"rXYZ": xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": xyz(0.38515, 0.71687, 0.09708),
        b"bXYZ": xyz(0.14307, 0.06061, 0.71410),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    begin = 128 + 4 + 12 * len(tags)
    index, data, at = b"", b"", dict[bytes, int]()
    for tag, value in tags.items():
        if value not in at:  # the three curves are one
            at[value] = begin + len(data)
            data += value + bytes(-len(value) % 4)
        index += tag + struct.pack(">II", at[value], len(value))
    head = struct.pack(
        ">I4xI4s4s4s6H4s28x3i48x", begin + len(data), 0x02100000, b"mntr", b"RGB ", b"XYZ ",
        2000, 1, 1, 0, 0, 0, b"acsp", *map(fixed, white),
    )  # fmt: skip
    return head + struct.pack(">I", len(tags)) + index + data
