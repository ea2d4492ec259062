"""The promises of PDF/UA-1 and PDF/A-2a, checked in the finished file, and the checks themselves."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.paper.archive import Identity, archived
from riskreg.paper.document import Document
from riskreg.paper.documents import DOCUMENTS
from riskreg.paper.icc import srgb_profile
from riskreg.paper.look import BODY
from riskreg.paper.plan import PLAN
from riskreg.paper.tagged import Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter
from riskreg.texts import texts
from tests.builders import year_with
from tests.domain.test_follow_up import followed_year, year_now
from tests.paper.conformance import CHECKS, faults
from tests.paper.reading import Node, everything, opened, program, structure, written
from tests.paper.test_fonts import OTHERS
from tests.paper.test_plan import FULL, year_of_points


def full_year(points: int = 40) -> Year:
    """With a row over three pages, and letters of every font."""
    texts_of = {3: "Skäl " * 1_500, 5: OTHERS}
    return year_of_points(
        *[{**FULL, "text": f"Risk {n}", "analysis": texts_of.get(n, "Skäl " * 5)} for n in range(points)],
        plan={"dated": date(2021, 12, 2)},
    )


def printed(points: int = 40) -> bytes:
    return PLAN.draw(full_year(points), texts("sv"))


YEARS: dict[str, Callable[[], Year]] = {
    "empty": year_of_points,
    "linked": year_with,
    "full": full_year,
    "followed": lambda: year_now(followed_year()[0]),
}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("year", YEARS)
def test_every_document_keeps_the_promises(
    document: Document, language: str, year: str, tmp_path: Path
) -> None:
    told = YEARS[year]()
    if not document.tells(told):
        with pytest.raises(Trouble):
            document.draw(told, texts(language))
        return
    pdf = document.draw(told, texts(language))
    assert faults(pdf) == []
    program("qpdf", "--check", written(tmp_path, pdf))


# ------------------------------------------------------------------ the checks can fail
Break = Callable[[pikepdf.Pdf], None]


def _first(pdf: pikepdf.Pdf, tag: str) -> Node:
    return next(node for node in everything(structure(pdf)) if node.tag == tag)


def _content(old: bytes, new: bytes) -> Break:
    """Changes what the first page draws."""

    def breaks(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        assert old in content
        pdf.pages[0].Contents.write(content.replace(old, new, 1))

    return breaks


def _metadata(old: bytes, new: bytes) -> Break:
    def breaks(pdf: pikepdf.Pdf) -> None:
        said = pdf.Root.Metadata.read_bytes()
        assert old in said
        pdf.Root.Metadata.write(said.replace(old, new))

    return breaks


def _retag(tag: str, other: str) -> Break:
    return lambda pdf: setattr(_first(pdf, tag).raw, "S", Name(f"/{other}"))


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def _without(of: Callable[[pikepdf.Pdf], pikepdf.Object], key: str) -> Break:
    def breaks(pdf: pikepdf.Pdf) -> None:
        del of(pdf)[key]

    return breaks


def _root(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root


def _drops_a_cell(pdf: pikepdf.Pdf) -> None:
    row = list(structure(pdf).all("TR"))[-1].raw
    row.K = Array(list(row.K)[:-1])


def _moves_a_figure(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Figure").raw.A.BBox = Array([10, 10, 5000, 40])


def _swaps_parents(pdf: pikepdf.Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def _links(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _means_nothing(pdf: pikepdf.Pdf) -> None:
    said = _font(pdf).ToUnicode
    said.write(said.read_bytes().replace(b"<61> <0061>", b"<61> <0000>"))


def _lacks_a_glyph(pdf: pikepdf.Pdf) -> None:
    """Sends every letter of a font to its missing glyph."""
    file = _font(pdf).FontDescriptor.FontFile2
    data = bytearray(file.read_bytes())
    at = next(12 + 16 * n for n in range(data[5]) if data[12 + 16 * n : 16 + 16 * n] == b"cmap")
    offset = int.from_bytes(data[at + 8 : at + 12], "big")
    start = offset + int.from_bytes(data[offset + 8 : offset + 12], "big") + 10
    data[start : start + 512] = bytes(512)
    file.write(bytes(data))


def _widens(pdf: pikepdf.Pdf) -> None:
    font = _font(pdf)
    font.Widths = Array([float(width) + 5 for width in font.Widths])


def _cut(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents.write(content[: content.rindex(b"EMC")])


def _del(of: pikepdf.Object, key: str) -> None:
    del of[key]


BREAKS: dict[str, tuple[Break, str]] = {
    "a mark drawn twice": (_content(b"/MCID 1>>", b"/MCID 0>>"), "is drawn 2 times"),
    "a mark nobody owns": (_content(b"/MCID 1>>", b"/MCID 99999>>"), "has no owner"),
    "loose content": (_content(b"EMC", b"EMC 0 0 1 1 re f"), "neither content nor an artefact"),
    "a mark in a mark": (_content(b"BT", b"/Artifact BMC BT"), "a mark within a mark"),
    "an endless mark": (_cut, "a mark never ends"),
    "an end too many": (_content(b"EMC", b"EMC EMC"), "ends that never began"),
    "printing colours": (_content(b"BT", b"0 0 0 1 k BT"), "k is not allowed"),
    "a mark tagged otherwise": (_content(b"/H1 <<", b"/P <<"), "content of H1 is marked /P"),
    "no way back": (_swaps_parents, "does not lead back"),
    "a page without parents": (
        lambda pdf: _del(pdf.pages[0].obj, "/StructParents"),
        "no place among the parents",
    ),
    "an element of our own": (_retag("P", "Thought"), "Thought is no standard element"),
    "a row outside a table": (_retag("P", "TR"), "TR stands below Document"),
    "no first heading": (_retag("H1", "P"), "not of the first level"),
    "a skipped heading": (_retag("H2", "H4"), "H4 follows H1"),
    "a short row": (_drops_a_cell, "cells long"),
    "a heading cell without scope": (lambda pdf: _del(_first(pdf, "TH").raw, "/A"), "what it heads"),
    "a silent figure": (lambda pdf: _del(_first(pdf, "Figure").raw, "/Alt"), "what it shows"),
    "a figure nowhere": (lambda pdf: _del(_first(pdf, "Figure").raw, "/A"), "where it stands"),
    "a figure off the page": (_moves_a_figure, "outside its page"),
    "no language": (_without(_root, "/Lang"), "no language"),
    "a hidden title": (_without(_root, "/ViewerPreferences"), "title is not shown"),
    "not said to be tagged": (_without(_root, "/MarkInfo"), "that it is tagged"),
    "a script": (
        lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.beep()"))),
        "has /OpenAction",
    ),
    "no order of tabs": (lambda pdf: _del(pdf.pages[0].obj, "/Tabs"), "order of tabs"),
    "a link of nobody's": (_links, "a link is not in the structure"),
    "no metadata": (_without(_root, "/Metadata"), "no metadata"),
    "not PDF/UA": (_metadata(b"<pdfuaid:part>1", b"<pdfuaid:part>3"), "pdfuaid:part = 1"),
    "another conformance": (_metadata(b"conformance>A<", b"conformance>B<"), "pdfaid:conformance = A"),
    "no extension schema": (_metadata(b"pdfa/ns/extension/", b"pdfa/ns/other/"), "does not explain"),
    "two titles": (lambda pdf: setattr(pdf.docinfo, "Title", String("Another")), "two titles differ"),
    "two authors": (lambda pdf: setattr(pdf.docinfo, "Author", String("Another")), "two authors differ"),
    "two dates": (lambda pdf: _del(pdf.docinfo, "/CreationDate"), "xmp:CreateDate is not"),
    "no output intent": (_without(_root, "/OutputIntents"), "not one output intent"),
    "no profile": (lambda pdf: _del(pdf.Root.OutputIntents[0], "/DestOutputProfile"), "no profile"),
    "a font left out": (lambda pdf: _del(_font(pdf).FontDescriptor, "/FontFile2"), "is not embedded"),
    "letters without meaning": (lambda pdf: _del(_font(pdf), "/ToUnicode"), "what its letters mean"),
    "a letter that means nothing": (_means_nothing, "what letter 97 means"),
    "a missing glyph": (_lacks_a_glyph, "drawn as the missing glyph"),
    "letters of another width": (_widens, "not as wide as it says"),
}


@pytest.fixture(scope="module")
def sound() -> bytes:
    pdf = printed(4)
    assert faults(pdf) == []
    return pdf


@pytest.mark.parametrize("named", BREAKS)
def test_a_broken_promise_is_found(named: str, sound: bytes) -> None:
    breaks, sentence = BREAKS[named]
    broken = io.BytesIO()
    with opened(sound) as pdf:
        breaks(pdf)
        pdf.save(broken)
    assert any(sentence in fault for fault in faults(broken.getvalue())), faults(broken.getvalue())


def test_every_check_has_been_seen_to_fail(sound: bytes) -> None:
    failed = set()
    for breaks, sentence in BREAKS.values():
        with opened(sound) as pdf:
            breaks(pdf)
            failed |= {check for check in CHECKS if any(sentence in fault for fault in check(pdf))}
    assert failed == set(CHECKS)


def test_a_character_without_a_glyph_would_be_found() -> None:
    canvas = TaggedCanvas(Typesetter("sv"))
    canvas.begin_page(595, 842)
    heading = Element("H1")
    canvas.own(heading)
    canvas.text(["\u6f22"], 50, 700, BODY, owner=heading)
    canvas.end_page()
    pdf = archived(canvas.finished(), Identity("Prov", "Nämnden", "sv"))
    assert any("missing glyph" in fault for fault in faults(pdf))


# ------------------------------------------------------------------ the rest
def test_the_profile_is_srgb() -> None:
    image_cms = pytest.importorskip("PIL.ImageCms")
    from io import BytesIO

    from PIL import Image

    ours = image_cms.ImageCmsProfile(BytesIO(srgb_profile()))
    picture = Image.new("RGB", (1, 1), (200, 90, 30))
    seen = image_cms.profileToProfile(picture, ours, image_cms.createProfile("sRGB")).getpixel((0, 0))
    assert all(abs(a - b) <= 1 for a, b in zip(seen, (200, 90, 30), strict=True))
    assert int.from_bytes(srgb_profile()[:4], "big") == len(srgb_profile())


def test_the_same_year_gives_the_same_bytes() -> None:
    year = year_with(30)
    assert PLAN.draw(year, texts("sv")) == PLAN.draw(year, texts("sv"))


def test_no_hash_seed_or_process_changes_the_bytes() -> None:
    code = (
        "import sys, hashlib; from tests.paper.test_archive import printed;"
        "sys.stdout.write(hashlib.sha256(printed(12)).hexdigest())"
    )
    seen = set()
    for seed in ("0", "1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        )
        seen.add(done.stdout)
    assert seen == {hashlib.sha256(printed(12)).hexdigest()}
