"""The structure that a screen reader follows, appended to a drawn file.

A long plan has 60,000 elements.  As objects of the PDF library they would take more memory and time than all
the rest of the printing, so they are written here, as the format has them, and appended in compressed streams
of objects with the table that says where each one is.
"""

from __future__ import annotations

import hashlib
import io
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

import pikepdf
from pikepdf import Array

from riskreg.paper.tagged import Element, Linked, Mark

_AT_ONCE = 100  # streams that are compressed together
_PER_STREAM = 200  # objects; fewer than 256, so that a place in a stream is one byte
_ROW = 6  # bytes of a row of the table: its kind, where (4), the place in a stream
_NEXT = b"\x02\x00\x00\x00\x00\x00\x01"  # a row that differs from the one above it by one place
_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


class _File(NamedTuple):
    """What must be known of a file to go on from it."""

    pages: list[int]  # the numbers of the page objects
    links: list[tuple[int, int]]  # of each link the number of its object and of its page's
    root: int  # the number of the structure's root, which is there to be replaced
    size: int  # the first number that is free
    trailer: str  # what a new trailer repeats
    identity: bytes
    table: int  # where its own table begins


def plain(text: str) -> str:
    """The text without what neither XML nor a reader can take."""
    return _NO_XML.sub(" ", text).strip()


def with_structure(file: bytes, document: Element) -> bytes:
    """The file with the tree of elements, and the tree that leads from a mark on a page to its element.

    The file has an empty StructTreeRoot, and in each page its place among the parents (StructParents).
    """
    known = _known(file)
    blocks = list(_blocks(_objects(document, known)))
    stream = known.size + sum(block.objects for block in blocks) - 1  # the root has its number already
    parts, offset, places = [file, b"\n"], len(file) + 1, []
    for at, (data, block) in enumerate(zip(_deflated([b.data for b in blocks]), blocks, strict=True)):
        about = f"/Type/ObjStm/N {block.objects}/First {block.first}"
        parts.append(_stream(stream + at, about, data))
        places.append(offset)
        offset += len(parts[-1])
    table = stream + len(blocks)
    [rows] = _deflated([_rows([block.objects for block in blocks], stream, [*places, offset])])
    identity = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
    about = (
        f"/Type/XRef/Size {table + 1}/Index[{known.root} 1 {known.size} {table + 1 - known.size}]/W[1 4 1]"
        f"/DecodeParms<</Predictor 12/Columns {_ROW}>>"
        f"/Prev {known.table}{known.trailer}/ID[<{known.identity.hex()}><{identity}>]"
    )
    return b"".join((*parts, _stream(table, about, rows), f"startxref\n{offset}\n%%EOF\n".encode()))


def _known(file: bytes) -> _File:
    with pikepdf.open(io.BytesIO(file)) as pdf:
        root, info = (pdf.trailer[key].objgen[0] for key in ("/Root", "/Info"))
        return _File(
            pages=[page.obj.objgen[0] for page in pdf.pages],
            links=_links(pdf),
            root=pdf.Root.StructTreeRoot.objgen[0],
            size=int(pdf.trailer.Size),
            trailer=f"/Root {root} 0 R/Info {info} 0 R",
            identity=bytes(pdf.trailer.ID[0]),
            table=int(file[file.rindex(b"startxref") :].split()[1]),
        )


def _links(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    found = [
        (int(link.StructParent), link.objgen[0], page.obj.objgen[0])
        for page in pdf.pages
        for link in page.obj.get("/Annots", ())
    ]
    return [(link, page) for _place, link, page in sorted(found)]


# ------------------------------------------------------------------ the elements
def _objects(document: Element, known: _File) -> Iterator[tuple[int, bytes]]:
    """Every object with its number: from the first that is free on, and the root last."""
    owners = [array("L") for _page in known.pages]
    linking = array("L", [0] * len(known.links))
    number = known.size
    for written in _elements(document, known, owners, linking):
        yield number, written
        number += 1
    numbers = " ".join(f"{page} {number + page} 0 R" for page in range(len(owners)))
    for owned in owners:
        yield number, f"[{' '.join(f'{owner} 0 R' for owner in owned)}]".encode()
        number += 1
    numbers += "".join(f" {len(owners) + at} {owner} 0 R" for at, owner in enumerate(linking))
    free = len(owners) + len(linking)
    root = f"/K {known.size} 0 R/ParentTree<</Nums[{numbers}]>>/ParentTreeNextKey {free}"
    yield known.root, f"<</Type/StructTreeRoot{root}>>".encode()


def _elements(
    document: Element, known: _File, owners: list[array[int]], linking: array[int]
) -> Iterator[bytes]:
    """Every element, level by level, so that the numbers of those below it are known in advance.

    The owner of each mark is remembered by page and number, and that of each link by its number.
    """
    number, free = known.size, known.size + 1
    waiting = deque([(document, known.root)])
    while waiting:
        element, parent = waiting.popleft()
        parts = [f"<</S/{element.tag}/P {parent} 0 R", _attributes(element)]
        marks = [mark for mark in element.below if isinstance(mark, Mark)]
        if marks:
            links = [kid.number for kid in element.below if isinstance(kid, Linked)]
            parts.append(_marked(marks, known.pages, [known.links[link] for link in links]))
            for mark in marks:
                owned = owners[mark.page]
                owned.extend([0] * (mark.number + 1 - len(owned)))
                owned[mark.number] = number
            for link in links:
                linking[link] = number
        elif element.below:  # it holds marks or elements, never both
            below = range(free, free + len(element.below))
            parts.append(f"/K[{' '.join(f'{kid} 0 R' for kid in below)}]")
            waiting.extend((kid, number) for kid in element.below if isinstance(kid, Element))
            free += len(below)
        yield "".join((*parts, ">>")).encode("ascii")
        number += 1


def _attributes(element: Element) -> str:
    found = ""
    if element.scope:
        found = f"/A<</O/Table/Scope/{element.scope}>>"
    if element.box:
        sides = " ".join(f"{side:.2f}" for side in element.box)
        found = f"/A<</O/Layout/BBox[{sides}]/Placement/Block>>"
    if element.alt:
        found += f"/Alt<feff{plain(element.alt).encode('utf-16-be').hex()}>"
    return found


def _marked(marks: Sequence[Mark], pages: Sequence[int], links: Sequence[tuple[int, int]]) -> str:
    """The page of the first mark, and all marks, those of later pages with theirs; then the links."""
    home = marks[0].page
    kids = " ".join(
        str(mark.number)
        if mark.page == home
        else f"<</Type/MCR/Pg {pages[mark.page]} 0 R/MCID {mark.number}>>"
        for mark in marks
    )
    kids += "".join(f"<</Type/OBJR/Obj {link} 0 R/Pg {page} 0 R>>" for link, page in links)
    several = len(marks) > 1 or links
    return f"/Pg {pages[home]} 0 R/K[{kids}]" if several else f"/Pg {pages[home]} 0 R/K {kids}"


# ------------------------------------------------------------------ the file
class _Block(NamedTuple):
    """A stream of objects, before it is compressed."""

    data: bytes
    first: int  # where the objects begin, behind the list of where each one does
    objects: int


def _blocks(objects: Iterator[tuple[int, bytes]]) -> Iterator[_Block]:
    while some := list(islice(objects, _PER_STREAM)):
        begins = accumulate((len(written) + 1 for _number, written in some), initial=0)
        places = " ".join(
            f"{number} {begin}" for (number, _written), begin in zip(some, begins, strict=False)
        )
        data = f"{places} ".encode() + b" ".join(written for _number, written in some)
        yield _Block(data, len(places) + 1, len(some))


def _stream(number: int, about: str, data: bytes) -> bytes:
    about = f"<<{about}/Filter/FlateDecode/Length {len(data)}>>"
    return b"%d 0 obj%bstream\n%b\nendstream endobj\n" % (number, about.encode(), data)


def _rows(counts: Sequence[int], stream: int, places: Sequence[int]) -> bytes:
    """The table: the root, the other objects by stream and place, and where each stream and the table begin.

    Each row is written as its difference from the one above, so that a long table takes little room.
    """
    above = bytes(_ROW)
    written = []

    def add(kind: int, where: int, place: int) -> None:
        nonlocal above
        row = bytes([kind, *where.to_bytes(4, "big"), place])
        written.append(b"\x02" + bytes((new - old) % 256 for new, old in zip(row, above, strict=True)))
        above = row

    add(2, stream + len(counts) - 1, counts[-1] - 1)
    others = [*counts[:-1], counts[-1] - 1]  # without the root, the last of all
    for at, count in enumerate(others):
        if count:
            add(2, stream + at, 0)
            written.append(_NEXT * (count - 1))
            above = bytes([*above[:-1], count - 1])
    for place in places:
        add(1, place, 0)
    return b"".join(written)


def _deflated(blocks: Sequence[bytes]) -> Iterator[bytes]:
    """The blocks compressed by the PDF library's own hand, whatever this Python was built with."""
    for at in range(0, len(blocks), _AT_ONCE):
        out = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.Root.Blocks = Array([pdf.make_stream(block) for block in blocks[at : at + _AT_ONCE]])
            pdf.save(out, static_id=True)
        with pikepdf.open(out) as pdf:
            yield from [block.read_raw_bytes() for block in pdf.Root.Blocks]
