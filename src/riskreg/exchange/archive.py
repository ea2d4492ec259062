"""The parts of a zipped spreadsheet, unpacked no further than they may be, whatever they claim."""

from __future__ import annotations

import copy
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskreg.exchange.xml_parts import BadMarkup
from riskreg.faults import Trouble
from riskreg.texts import N_

DAMAGED = N_(
    "{path} is damaged or not a spreadsheet. Open it in a spreadsheet program, save it anew and try again."
)
TOO_LARGE = N_(
    "{path} holds more than {rows} rows, or far too many columns or too much text. Keep only what is wanted."
)

MAX_ROWS = 100_000
MAX_CELLS = 1_500_000  # of all sheets together, with the empty ones between
MAX_WEIGHT = 160_000_000  # bytes that the rows of all sheets take up, and what is made of them
MAX_UNPACKED = 400_000_000  # bytes of one part that is read as a stream
MAX_KEPT = 60_000_000  # bytes of one part that is kept whole

_CHUNK = 1 << 20
_MOST_PARTS = 10_000
_END = b"PK\x05\x06"  # begins the record at the end of an archive
_LONGEST_END = 65_557


class Archive:
    """An opened archive.  Each part is read as far as it goes, not as far as it says that it goes."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive, self.path = archive, path
        self.names = frozenset(archive.namelist())

    def size(self, name: str) -> int:
        """How many bytes a part claims to hold."""
        return self._archive.getinfo(name).file_size if name in self.names else 0

    def chunks(self, name: str, limit: int = MAX_UNPACKED) -> Iterator[bytes]:
        """A part piece by piece.  Trouble when there is more of it than `limit` bytes."""
        about = copy.copy(self._archive.getinfo(name))
        about.file_size = limit + 2 * _CHUNK  # believe what is there
        left = limit
        with self._archive.open(about) as part:
            while chunk := part.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise too_large(self.path)
                yield chunk

    def whole(self, name: str, limit: int = MAX_KEPT) -> bytes:
        """A part in one piece; empty when there is no such part."""
        return b"".join(self.chunks(name, limit)) if name in self.names else b""


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open an archive.  Trouble when it is damaged, here or while its parts are read."""
    try:
        if _count(path) > _MOST_PARTS:
            raise Trouble(DAMAGED, path=path)
        with zipfile.ZipFile(path) as archive:
            yield Archive(archive, path)
    except (
        zipfile.BadZipFile,
        zlib.error,
        BadMarkup,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeError,
        OSError,
        struct.error,
    ) as error:
        raise Trouble(DAMAGED, path=path) from error


def too_large(path: Path) -> Trouble:
    """The refusal of what would exhaust the memory."""
    return Trouble(TOO_LARGE, path=path, rows=MAX_ROWS)


def _count(path: Path) -> int:
    """How many parts an archive says that it has: the library would list them all first."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _LONGEST_END, 0))
        tail = file.read()
    at = tail.rfind(_END)
    return int.from_bytes(tail[at + 10 : at + 12], "little") if at >= 0 else 0


def names_in(path: Path) -> frozenset[str]:
    """The names of an archive's parts."""
    with opened(path) as archive:
        return archive.names
