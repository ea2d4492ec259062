"""What PDF/UA-1 and PDF/A-2a ask of our documents, looked for in the finished file; a fault is a sentence.

veraPDF knows more rules than these; these are the ones that a change of ours could break.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from riskreg.paper.icc import srgb_profile
from tests.paper.reading import Node, everything, marks_of, opened, structure, to_unicode

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# Which elements may stand directly below which; none for those that hold content alone.
BELOW: dict[str, set[str]] = {
    "Document": {*HEADINGS, "P", "Figure", "Table", "L", "TOC", "Sect", "Part", "Form", "Link"},
    "Part": {*HEADINGS, "P", "Figure", "Table", "L", "TOC", "Sect", "Form"},
    "Sect": {*HEADINGS, "P", "Figure", "Table", "L", "TOC", "Sect", "Form"},
    "Table": {"Caption", "THead", "TBody", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TH": {"P", "Link", "Span"},
    "TD": {"P", "Link", "Span", "L", "Figure"},
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
    "LBody": {"P", "Link", "Span", "L"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "P", "TOC", "Link"},
    "Reference": {"Link", "Span"},
    "P": {"Link", "Span", "Reference"},
    "Caption": {"P", "Span"},
    "Link": {"Span"},
    **{tag: {"Span", "Link"} for tag in HEADINGS},
    **{tag: set[str]() for tag in ("Figure", "Span", "Lbl", "Form")},
}
EXTENSION = b"http://www.aiim.org/pdfa/ns/extension/"
FORBIDDEN = {
    "k",
    "K",
    "sh",
    "BI",
    "gs",
    "MP",
    "DP",
}  # CMYK, shadings, inline pictures, transparency, loose marks
Check = Callable[[pikepdf.Pdf], Iterator[str]]


def faults(pdf: bytes) -> list[str]:
    """Everything that the file does against the two standards."""
    found = [*_bytes_wrong(pdf)]
    with opened(pdf) as file:
        for check in CHECKS:
            found += check(file)
    return found


def _bytes_wrong(pdf: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.7\r?\n%[\x80-\xff]{4}", pdf):
        yield "the file does not begin as a binary PDF 1.7"
    if not pdf.rstrip().endswith(b"%%EOF"):
        yield "the file does not end as a PDF"


# ------------------------------------------------------------------ content
def _drawn(file: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], int]]:
    for page in file.pages:
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "BDC" and str(step.operands[0]) != "/Artifact":
                yield page.obj.objgen, int(step.operands[1].MCID)


def _marks_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    drawn = Counter(_drawn(file))
    owned = Counter(mark for node in everything(structure(file)) for mark in marks_of(node))
    yield from (f"mark {mark} is drawn {times} times" for mark, times in drawn.items() if times > 1)
    yield from (f"mark {mark} has {times} owners" for mark, times in owned.items() if times > 1)
    yield from (f"mark {mark} has no owner" for mark in drawn.keys() - owned.keys())
    yield from (f"mark {mark} is owned but not drawn" for mark in owned.keys() - drawn.keys())


def _content_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    for at, page in enumerate(file.pages, 1):
        open_marks: list[str] = []
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator in {"BDC", "BMC"}:
                if open_marks:
                    yield f"page {at}: a mark within a mark"
                open_marks.append(str(step.operands[0])[1:])
            elif operator == "EMC":
                if not open_marks:
                    yield f"page {at}: a mark ends that never began"
                open_marks = open_marks[:-1]
            elif not open_marks:
                yield f"page {at}: {operator} is neither content nor an artefact"
            if operator in FORBIDDEN:
                yield f"page {at}: {operator} is not allowed"
        if open_marks:
            yield f"page {at}: a mark never ends"


def _tags_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    """Whether each mark is tagged on its page as its owner is."""
    tags = {mark: node.tag for node in everything(structure(file)) for mark in marks_of(node)}
    for page in file.pages:
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "BDC" and str(step.operands[0]) != "/Artifact":
                tag = tags.get((page.obj.objgen, int(step.operands[1].MCID)))
                if tag and str(step.operands[0])[1:] != tag:
                    yield f"content of {tag} is marked {step.operands[0]}"


def _parents_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    pages = {page.obj.objgen: int(page.obj.get("/StructParents", -1)) for page in file.pages}
    if len(set(pages.values())) < len(pages) or -1 in pages.values():
        yield "a page has no place among the parents"
        return
    for node in everything(structure(file)):
        for page, mark in marks_of(node):
            parent = parents.get(pages[page])
            if parent is None or mark >= len(parent) or parent[mark].objgen != node.raw.objgen:
                yield f"mark {mark} does not lead back to its {node.tag}"


# ------------------------------------------------------------------ structure
def _elements_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    root = structure(file)
    if root.tag != "Document":
        yield f"the structure begins with {root.tag}"
    for node in everything(root):
        if node.tag not in BELOW:
            yield f"{node.tag} is no standard element"
            continue
        yield from (
            f"{kid.tag} stands below {node.tag}" for kid in node.below if kid.tag not in BELOW[node.tag]
        )
        for kid in node.below:
            if kid.raw.P.objgen != node.raw.objgen:
                yield f"a {kid.tag} does not know its {node.tag}"
        if not node.below and not list(marks_of(node)) and node.tag not in {"TD", "TH"}:
            yield f"a {node.tag} is empty"


def _headings_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    levels = [int(node.tag[1]) for node in structure(file).all(*HEADINGS)]
    if not levels or levels[0] != 1:
        yield "the first heading is not of the first level"
    yield from (f"H{after} follows H{before}" for before, after in pairwise(levels) if after > before + 1)


def _tables_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    for table in structure(file).all("Table"):
        lengths = {sum(_span(cell) for cell in row.below) for row in table.all("TR")}
        if len(lengths) != 1:
            yield f"the rows of a table are {sorted(lengths)} cells long"
        heads = list(table.all("TH"))
        if not heads:
            yield "a table has no heading cell"
        for head in heads:
            if str(head.raw.get("/A", {}).get("/Scope")) not in {"/Column", "/Row", "/Both"}:
                yield "a heading cell does not say what it heads"
        captions = [at for at, kid in enumerate(table.below) if kid.tag == "Caption"]
        if captions not in ([], [0]):
            yield "a caption is not the first of its table"


def _span(cell: Node) -> int:
    return int(cell.raw.get("/A", {}).get("/ColSpan", 1))


def _figures_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    boxes = {page.obj.objgen: [float(side) for side in page.mediabox] for page in file.pages}
    for figure in structure(file).all("Figure"):
        if not str(figure.raw.get("/Alt", "")).strip():
            yield "a figure does not say what it shows"
        box = [float(side) for side in figure.raw.get("/A", {}).get("/BBox", [])]
        page = boxes[figure.raw.Pg.objgen] if "/Pg" in figure.raw else []
        if not box or not page:
            yield "a figure does not say where it stands"
        elif not (page[0] <= box[0] < box[2] <= page[2] and page[1] <= box[1] < box[3] <= page[3]):
            yield f"a figure stands outside its page: {box}"


# ------------------------------------------------------------------ the file as a whole
def _catalogue_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    root: Any = file.Root
    if not re.fullmatch("[a-z]{2}-[A-Z]{2}", str(root.get("/Lang", ""))):
        yield "the document has no language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "the title is not shown"
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "the file does not say that it is tagged"
    for name in ("/OpenAction", "/AA", "/AcroForm", "/OCProperties"):
        if name in root:
            yield f"the file has {name}"
    if {"/JavaScript", "/EmbeddedFiles"} & set(root.get("/Names", {}).keys()):
        yield "the file holds scripts or other files"
    if "/ID" not in file.trailer or file.is_encrypted:
        yield "the file has no identity, or is encrypted"


def _pages_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    for at, page in enumerate(file.pages, 1):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {at}: the order of tabs is not the structure's"
        for note in page.obj.get("/Annots", []):
            if "/StructParent" not in note or not str(note.get("/Contents", "")):
                yield f"page {at}: a link is not in the structure, or does not say where it leads"
            if not int(note.get("/F", 0)) & 4:
                yield f"page {at}: a link is not printed"


def _identity_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in file.Root:
        yield "there is no metadata"
        return
    if EXTENSION not in file.Root.Metadata.read_bytes():
        yield "the metadata does not explain the identification of PDF/UA"
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        for name, value in (("pdfuaid:part", "1"), ("pdfaid:part", "2"), ("pdfaid:conformance", "A")):
            if told.get(name) != value:
                yield f"the metadata does not say {name} = {value}"
        info = file.docinfo
        if not told.get("dc:title") or told.get("dc:title") != str(info.get("/Title", "")):
            yield "the two titles differ, or there is none"
        if told.get("dc:creator", []) != [str(info.get("/Author", ""))]:
            yield "the two authors differ"
        if told.get("pdf:Producer") != str(info.get("/Producer")):
            yield "the two producers differ"
        for name, key in (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate")):
            days = (re.sub(r"\D", "", str(each or ""))[:14] for each in (told.get(name), info.get(key)))
            if len(set(days)) > 1:
                yield f"{name} is not what {key} is"


def _colours_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    intents = list(file.Root.get("/OutputIntents", []))
    if [str(intent.S) for intent in intents] != ["/GTS_PDFA1"]:
        yield "there is not one output intent for PDF/A"
        return
    profile = intents[0].get("/DestOutputProfile")
    if profile is None or int(profile.N) != 3 or profile.read_bytes() != srgb_profile():
        yield "the colours have no profile, or another than sRGB"


# ------------------------------------------------------------------ fonts
def _fonts_wrong(file: pikepdf.Pdf) -> Iterator[str]:
    used: dict[tuple[int, int], tuple[Any, set[int]]] = {}
    for page in file.pages:
        fonts: Any = page.Resources.get("/Font", {})
        now: Any = None
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "Tf":
                now = fonts.get(str(step.operands[0]))
                if now is None:
                    yield f"{step.operands[0]} is not a font of its page"
            elif str(step.operator) == "Tj" and now is not None:
                used.setdefault(now.objgen, (now, set()))[1].update(bytes(step.operands[0]))
    for font, codes in used.values():
        yield from _font_wrong(font, codes)


def _font_wrong(font: Any, codes: set[int]) -> Iterator[str]:
    name = str(font.get("/BaseFont"))
    if "/FontFile2" not in font.get("/FontDescriptor", {}):
        yield f"{name} is not embedded"
        return
    if not re.match(r"/[A-Z]{6}\+", name):
        yield f"{name} is not named as a part of its font"
    if "/ToUnicode" not in font:
        yield f"{name} does not say what its letters mean"
        return
    meanings = to_unicode(font)
    glyphs, widths = _glyphs(font.FontDescriptor.FontFile2.read_bytes())
    first = int(font.FirstChar)
    for code in sorted(codes):
        meaning = meanings.get(code, "")
        if not meaning or meaning[0] in "\x00\ufeff\ufffe":
            yield f"{name}: nobody knows what letter {code} means"
        if not glyphs.get(code):
            yield f"{name}: letter {code} ({meaning}) is drawn as the missing glyph"
        elif abs(widths[glyphs[code]] - float(font.Widths[code - first])) > 1:
            yield f"{name}: letter {code} ({meaning}) is not as wide as it says"


def _glyphs(data: bytes) -> tuple[dict[int, int], list[float]]:
    """Which glyph an embedded TrueType font draws for each code, and each glyph's width in thousandths."""
    tables = {}
    for at in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _sum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * at)
        tables[tag] = data[offset : offset + length]
    units = struct.unpack_from(">H", tables[b"head"], 18)[0]
    metrics = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    count = struct.unpack_from(">H", tables[b"maxp"], 4)[0]
    widths = [
        struct.unpack_from(">H", tables[b"hmtx"], 4 * min(glyph, metrics - 1))[0] * 1000 / units
        for glyph in range(count)
    ]
    cmap = tables[b"cmap"]
    offset = struct.unpack_from(">L", cmap, 8)[0]
    kind, _length, _language = struct.unpack_from(">HHH", cmap, offset)
    assert kind == 6, f"a cmap of format {kind}"
    first, entries = struct.unpack_from(">HH", cmap, offset + 6)
    found = struct.unpack_from(f">{entries}H", cmap, offset + 10)
    return {first + at: glyph for at, glyph in enumerate(found)}, widths


CHECKS: tuple[Check, ...] = (
    _marks_wrong,
    _content_wrong,
    _tags_wrong,
    _parents_wrong,
    _elements_wrong,
    _headings_wrong,
    _tables_wrong,
    _figures_wrong,
    _catalogue_wrong,
    _pages_wrong,
    _identity_wrong,
    _colours_wrong,
    _fonts_wrong,
)
