"""The streams inside an OLE file, the container of Office before 2007 and of every protected workbook."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HEADER = 512
_NONE = 0xFFFFFFFA  # and above: no sector, but a mark
_TABLE, _LAST, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF  # such marks
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGE = 4096  # bytes of a sector in the files that we make
_ENTRY = 128
_LISTED = 109  # sectors of the table of sectors that the header itself lists


class BadContainer(Exception):
    """The file does not hold together."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    start: int
    size: int


class Container:
    """An OLE file, looked up by the names of its streams."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            shift, small_shift = struct.unpack_from("<HH", content, 30)
            (self._cutoff,) = struct.unpack_from("<I", content, 56)
            directory, small_table, listed, more = (
                struct.unpack_from("<I", content, at)[0] for at in (48, 60, 44, 68)
            )
            if shift not in (9, 12) or small_shift > shift:
                raise BadContainer
            self._sector, self._small = 1 << shift, 1 << small_shift
            self._next = self._table_of_sectors(listed, more)
            self._entries = tuple(self._directory(directory))
            root = self._entries[0]
            self._small_stream = self._chain(root.start, self._next) if root.start < _NONE else b""
            self._small_next = (
                self._numbers(self._chain(small_table, self._next)) if small_table < _NONE else ()
            )
        except (struct.error, IndexError) as error:
            raise BadContainer from error

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams."""
        return frozenset(entry.name for entry in self._entries)

    def stream(self, name: str) -> bytes:
        """The content of a stream.  Raises BadContainer when it is broken or is not there."""
        entry = next((entry for entry in self._entries if entry.name == name), None)
        if entry is None:
            raise BadContainer
        if entry.size >= self._cutoff:
            return self._chain(entry.start, self._next)[: entry.size]
        pieces = []
        for at in self._steps(entry.start, self._small_next):
            pieces.append(self._small_stream[at * self._small : (at + 1) * self._small])
        return b"".join(pieces)[: entry.size]

    def _table_of_sectors(self, listed: int, more: int) -> tuple[int, ...]:
        """For each sector the one that follows it."""
        sectors = list(struct.unpack_from(f"<{_LISTED}I", self._content, 76))
        seen = 0
        while more < _NONE and seen <= len(self._content) // self._sector:
            *found, more = self._numbers(self._at(more))
            sectors += found
            seen += 1
        return self._numbers(b"".join(self._at(sector) for sector in sectors[:listed] if sector < _NONE))

    def _directory(self, start: int) -> Iterator[_Entry]:
        content = self._chain(start, self._next)
        for at in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", content, at + 64)
            first, size = struct.unpack_from("<II", content, at + 116)
            if kind:
                yield _Entry(
                    content[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"), first, size
                )

    def _chain(self, start: int, following: tuple[int, ...]) -> bytes:
        return b"".join(self._at(sector) for sector in self._steps(start, following))

    def _steps(self, start: int, following: tuple[int, ...]) -> Iterator[int]:
        """The sectors of a chain; one that never ends is broken."""
        for _step in range(len(following) + 1):
            if start >= _NONE:
                return
            if start >= len(following):
                raise BadContainer
            yield start
            start = following[start]
        raise BadContainer

    def _at(self, sector: int) -> bytes:
        start = _HEADER + sector * self._sector if self._sector == _HEADER else (sector + 1) * self._sector
        content = self._content[start : start + self._sector]
        if not content:
            raise BadContainer
        return content

    @staticmethod
    def _numbers(content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def container_of(name: str, stream: bytes) -> bytes:
    """A sound OLE file around one stream."""
    sectors = max(-(-len(stream) // _LARGE), 1)
    tables = 1
    while tables * (_LARGE // 4) < sectors + 1 + tables:
        tables += 1
    if tables > _LISTED:
        raise BadContainer  # longer than any file that is read
    header = _MAGIC + struct.pack("<16x5H6x", 62, 4, 0xFFFE, _LARGE.bit_length() - 1, 6)
    header += struct.pack("<9I", 1, tables, sectors, 0, _LARGE, _LAST, 0, _LAST, 0)
    listed = range(sectors + 1, sectors + 1 + tables)
    header += struct.pack(f"<{_LISTED}I", *listed, *[_FREE] * (_LISTED - tables))
    following = [*range(1, sectors), _LAST, _LAST, *[_TABLE] * tables]
    following += [_FREE] * (tables * (_LARGE // 4) - len(following))
    stream = stream.ljust(_LARGE, b"\0")  # shorter ones would belong among the small sectors
    directory = _entry("Root Entry", 5, 1, 0, 0) + _entry(name, 2, _FREE, 0, len(stream))
    parts = (header, stream, directory, struct.pack(f"<{len(following)}I", *following))
    return b"".join(part.ljust(-(-len(part) // _LARGE) * _LARGE, b"\0") for part in parts)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<III", start, size, 0)
