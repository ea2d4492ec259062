"""The promises of PDF/UA-1 and PDF/A-2a, checked in the finished file."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from riskreg.paper.icc import srgb_profile
from riskreg.paper.plan import plan_document
from riskreg.texts import texts
from tests.builders import year_with
from tests.paper.reading import everything, marks_of, opened, program, structure, written
from tests.paper.test_plan import FULL, year_of_points

KNOWN = {
    *("Document", "H1", "H2", "H3", "P", "Figure"),
    *("Table", "Caption", "THead", "TBody", "TR", "TH", "TD"),
}


def printed(points: int = 40) -> bytes:
    year = year_of_points(
        *[{**FULL, "text": f"Risk {n}", "analysis": "Skäl " * (900 if n == 3 else 5)} for n in range(points)],
        plan={"dated": date(2021, 12, 2)},
    )
    return plan_document(year, texts("sv"))


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with opened(printed()) as pdf:
        yield pdf


def test_the_file_is_sound(tmp_path: Path) -> None:
    program("qpdf", "--check", written(tmp_path, printed()))


def test_every_mark_is_owned_by_one_element(pdf: pikepdf.Pdf) -> None:
    owned = [mark for node in everything(structure(pdf)) for mark in marks_of(node)]
    drawn = [
        (page.obj.objgen, int(step.operands[1].MCID))
        for page in pdf.pages
        for step in pikepdf.parse_content_stream(page)
        if str(step.operator) == "BDC" and str(step.operands[0]) != "/Artifact"
    ]
    assert len(owned) == len(set(owned))
    assert set(owned) == set(drawn)


def test_all_that_is_drawn_is_content_or_an_artefact(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        depth = 0
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) in {"BDC", "BMC"}:
                depth += 1
                assert depth == 1
            elif str(step.operator) == "EMC":
                depth -= 1
            else:
                assert depth == 1, f"{step.operator} outside every mark"
        assert depth == 0


def test_a_mark_leads_back_to_its_element(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    pages = {page.obj.objgen: int(page.obj.StructParents) for page in pdf.pages}
    for node in everything(structure(pdf)):
        for page, mark in marks_of(node):
            assert parents[pages[page]][mark].objgen == node.raw.objgen


def test_the_elements_are_standard_ones(pdf: pikepdf.Pdf) -> None:
    assert {node.tag for node in everything(structure(pdf))} <= KNOWN


def test_headings_do_not_skip_a_level(pdf: pikepdf.Pdf) -> None:
    levels = [int(node.tag[1]) for node in structure(pdf).all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_rows_of_a_table_are_equally_long_and_headed(pdf: pikepdf.Pdf) -> None:
    tables = list(structure(pdf).all("Table"))
    assert len(tables) > 5
    for table in tables:
        assert len({len(row.below) for row in table.all("TR")}) == 1
        heads = list(table.all("TH"))
        assert heads
        assert {str(head.raw.A.Scope) for head in heads} <= {"/Column", "/Row"}


def test_figures_say_what_they_show_and_where(pdf: pikepdf.Pdf) -> None:
    [figure] = structure(pdf).all("Figure")
    assert len(str(figure.raw.Alt)) > 20
    left, bottom, right, top = (float(side) for side in figure.raw.A.BBox)
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842


def test_the_file_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "sv-SE"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["dc:title"] == str(pdf.docinfo.Title)
        assert metadata["dc:creator"] == [str(pdf.docinfo.Author)]
        assert metadata["xmp:CreateDate"].startswith("2021-12-02")
    assert str(pdf.docinfo.CreationDate).startswith("D:20211202")
    assert b"http://www.aiim.org/pdfa/ns/extension/" in pdf.Root.Metadata.read_bytes()


def test_colours_have_their_profile(pdf: pikepdf.Pdf) -> None:
    [intent] = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    profile = intent.DestOutputProfile.read_bytes()
    assert profile == srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)


def test_the_profile_is_srgb() -> None:
    image_cms = pytest.importorskip("PIL.ImageCms")
    from io import BytesIO

    from PIL import Image

    ours = image_cms.ImageCmsProfile(BytesIO(srgb_profile()))
    picture = Image.new("RGB", (1, 1), (200, 90, 30))
    seen = image_cms.profileToProfile(picture, ours, image_cms.createProfile("sRGB")).getpixel((0, 0))
    assert all(abs(a - b) <= 1 for a, b in zip(seen, (200, 90, 30), strict=True))


def test_fonts_are_inside_and_can_be_read_back(pdf: pikepdf.Pdf) -> None:
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.FontDescriptor
        assert "SourceSans3" in str(font.BaseFont)


def test_the_same_year_gives_the_same_bytes() -> None:
    year = year_with(30)
    assert plan_document(year, texts("sv")) == plan_document(year, texts("sv"))


def test_no_hash_seed_or_process_changes_the_bytes() -> None:
    code = (
        "import sys, hashlib; from tests.paper.test_archive import printed;"
        "sys.stdout.write(hashlib.sha256(printed(12)).hexdigest())"
    )
    seen = {hashlib.sha256(printed(12)).hexdigest()}
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
