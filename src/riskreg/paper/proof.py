"""A PDF compared with a print of ours: the same, signed, added to, or changed.

Signing leaves our bytes and appends to them; some services write the file anew and append pages.  Either way
our pages must be there as they were, with nothing laid over them but signatures.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from riskreg.paper.archive import PRODUCER

_CLOSE = 0.9  # so many bytes in their place: ours, changed afterwards
_RELATED = 0.5  # so many bytes alike at both ends: what is left of one of ours
_DEEPEST = 60  # objects within objects

# What a program that only copies a page may change.
_PASSED_OVER = frozenset(
    {
        "/Parent", "/P", "/StructParent", "/StructParents", "/Tabs", "/Metadata", "/PieceInfo",
        "/LastModified", "/Length", "/Filter", "/DecodeParms", "/ProcSet",
    }
)  # fmt: skip


class Likeness(IntEnum):
    """How a PDF is like a print of ours."""

    NONE = 0
    CHANGED = 1
    ADDED_TO = 2  # our pages as they were, more after them
    SIGNED = 3  # our pages as they were, signed
    SAME = 4  # byte for byte


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How a PDF is like a print of ours, and what differs."""

    likeness: Likeness
    closeness: float = 0.0  # 0 to 1, to choose among several
    signatures: int = 0
    added_pages: int = 0
    changed_pages: tuple[int, ...] = ()  # of ours, from 1
    is_readable: bool = True


def compared(pdf: bytes, ours: bytes) -> Comparison:
    """A PDF, or what once was one, compared with one of our prints."""
    if pdf == ours:
        return Comparison(likeness=Likeness.SAME, closeness=1.0)
    with _opened(ours) as own:
        print_ = _read(own)
    with _opened(pdf) as other:
        copy = _read(other)
    in_place, alike = _bytes_in_place(pdf, ours), _bytes_alike(pdf, ours)
    if print_ is None or copy is None:
        is_ours = max(in_place, alike) >= _RELATED
        return Comparison(
            likeness=Likeness.CHANGED if is_ours else Likeness.NONE,
            closeness=max(in_place, alike),
            is_readable=copy is not None,
        )
    wrong = tuple(
        number
        for number, page in enumerate(print_.pages, 1)
        if number > len(copy.pages) or not copy.pages[number - 1].shows(page)
    )
    share = 1 - len(wrong) / len(print_.pages)
    is_altered = not pdf.startswith(ours) and in_place >= _CLOSE
    added = max(0, len(copy.pages) - len(print_.pages))
    likeness = Likeness.CHANGED
    if not wrong and not is_altered and (copy.signatures or added):
        likeness = Likeness.SIGNED if copy.signatures else Likeness.ADDED_TO
    elif not share and max(in_place, alike) < _RELATED and copy.facts != print_.facts:
        likeness = Likeness.NONE
    return Comparison(
        likeness=likeness,
        closeness=max(share, in_place, alike),
        signatures=copy.signatures,
        added_pages=added,
        changed_pages=wrong,
    )


def is_pdf(content: bytes) -> bool:
    """Whether it can be read as a PDF."""
    with _opened(content) as pdf:
        return pdf is not None


def is_from_here(content: bytes) -> bool:
    """Whether a PDF says that this program made it."""
    with _opened(content) as pdf:
        return pdf is not None and str(pdf.docinfo.get("/Producer", "")) == PRODUCER


# ------------------------------------------------------------------ bytes
def _bytes_in_place(one: bytes, other: bytes) -> float:
    """Which share of the other's bytes stand where they stood."""
    if not other or len(one) < len(other):
        return 0.0
    # Whole numbers as long as the files: a million bytes are compared at once.
    width = len(other)
    differing = int.from_bytes(one[:width]) ^ int.from_bytes(other)
    return differing.to_bytes(width).count(0) / width


def _bytes_alike(one: bytes, other: bytes) -> float:
    """Which share of the other's bytes the files begin and end with alike."""
    if not other:
        return 0.0
    shorter = min(len(one), len(other))
    start = _begin_alike(one, other, shorter)
    end = _begin_alike(one[start:][::-1], other[start:][::-1], shorter - start)
    return (start + end) / len(other)


def _begin_alike(one: bytes, other: bytes, most: int) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


# ------------------------------------------------------------------ pages
@dataclass(frozen=True, slots=True)
class _Page:
    """A page as digests: what is drawn, and what lies upon it."""

    drawn: str
    upon: frozenset[str]

    def shows(self, ours: _Page) -> bool:
        """Whether it is drawn as our page, with nothing laid upon it."""
        return bool(ours.drawn) and self.drawn == ours.drawn and self.upon == ours.upon


@dataclass(frozen=True, slots=True)
class _Read:
    """What is compared of a PDF."""

    pages: tuple[_Page, ...]
    signatures: int
    facts: tuple[str, ...]  # title, author and date


@contextmanager
def _opened(content: bytes) -> Iterator[pikepdf.Pdf | None]:
    """The PDF; None for what is none, is damaged or is locked."""
    try:
        pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PdfError:
        yield None
        return
    with pdf:
        yield pdf


def _read(pdf: pikepdf.Pdf | None) -> _Read | None:
    if pdf is None:
        return None
    try:
        digests = _Digests()
        facts = tuple(str(pdf.docinfo.get(name, "")) for name in ("/Title", "/Author", "/CreationDate"))
        pages = tuple(_page(page, digests) for page in pdf.pages)
        return _Read(pages, _signatures(pdf.Root.get("/AcroForm")), facts)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError):
        return None  # whatever it holds in place of pages


def _page(page: pikepdf.Page, digests: _Digests) -> _Page:
    sheet = (page.mediabox, page.cropbox, page.obj.get("/Rotate", 0), page.obj.get("/UserUnit", 1))
    told = hashlib.sha256()
    for part in (*map(digests.of, sheet), digests.of(page.resources)):
        told.update(part.encode())
    contents = page.obj.get("/Contents", Array())
    for stream in contents if isinstance(contents, Array) else [contents]:
        told.update(stream.read_bytes().strip())
    upon = (note for note in page.obj.get("/Annots", Array()) if not _is_signature(note))
    return _Page(told.hexdigest(), frozenset(map(digests.of, upon)))


def _is_signature(note: Object) -> bool:
    field = note if "/FT" in note else note.get("/Parent", Dictionary())
    return note.get("/Subtype") == Name.Widget and field.get("/FT") == Name.Sig


def _signatures(form: Object | None) -> int:
    """How many fields are signed."""
    fields = list(form.get("/Fields", Array())) if form is not None else []
    count = 0
    while fields and count < 10_000:
        field = fields.pop()
        fields += list(field.get("/Kids", Array())) if "/FT" not in field else []
        signed = field.get("/V", Dictionary())
        count += field.get("/FT") == Name.Sig and "/ByteRange" in signed and "/Contents" in signed
    return count


class _Digests:
    """Of objects by what they say, wherever they stand in the file; what is shared is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}

    def of(self, value: Any, depth: int = 0) -> str:
        """The digest of an object with all that it leads to."""
        if not isinstance(value, Object):
            return self._hashed(f"{float(value):.3f}" if isinstance(value, int | float) else str(value))
        place = value.objgen if value.is_indirect else (0, 0)
        if place in self._known:
            return self._known[place]
        if depth > _DEEPEST:
            return "deep"
        if place != (0, 0):
            self._known[place] = "circle"
        digest = self._hashed(*self._parts(value, depth + 1))
        if place != (0, 0):
            self._known[place] = digest
        return digest

    def _parts(self, value: Object, depth: int) -> Iterator[str]:
        if isinstance(value, Array):
            yield "["
            for item in value:
                yield self.of(item, depth)
        elif isinstance(value, Dictionary | Stream):
            yield "<<"
            for name, item in sorted(value.items()):
                if name not in _PASSED_OVER:
                    yield name
                    yield self.of(item, depth)
            if isinstance(value, Stream):
                yield hashlib.sha256(value.read_bytes()).hexdigest()
        else:
            yield repr(value)

    def _hashed(self, *parts: str) -> str:
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
