"""Several documents as one, with a table of contents that leads to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from riskreg.faults import Trouble
from riskreg.paper.bundle import bundle_of
from riskreg.paper.document import Document
from riskreg.paper.documents import DOCUMENTS, SINGLE, bundle_named, document_called
from riskreg.paper.goals import GOALS
from riskreg.paper.plan import PLAN
from riskreg.texts import Texts
from tests.builders import year_with
from tests.paper.conformance import faults
from tests.paper.reading import everything, heard, opened, plain, program, structure, written


def tells(document: Document) -> bool:
    return bool(document.tells(year_with(0)))


def test_every_document_is_in_the_bundle_unless_some_are_chosen(en: Texts) -> None:
    year = year_with(4)
    told = heard(document_called("bundle").draw(year, en))
    for document in filter(tells, SINGLE):
        assert document.parts(year, en).running.title in told
    told = heard(bundle_named("goals, plan").draw(year, en))
    assert told.index("Internal control plan 2022") < told.index("Goals and indicators 2022")
    assert "Gross list" not in told


@pytest.mark.parametrize("points", [0, 7, 60])
def test_the_contents_name_the_page_that_each_document_begins_on(
    tmp_path: Path, en: Texts, points: int
) -> None:
    year = year_with(points)
    path = written(tmp_path, document_called("bundle").draw(year, en))
    pages = [plain(page) for page in program("pdftotext", "-layout", path, "-").split("\f")[:-1]]
    for document in filter(tells, SINGLE):
        title = document.parts(year, en).running.title
        listed = re.search(re.escape(title) + r"(?: \.)*(?:\.+)? (\d+)\b", pages[0].replace("  ", " "))
        assert listed, title
        fronts = [page.split("Case number")[0] for page in pages]  # the title in the head, and as a heading
        begins = next(n for n, front in enumerate(fronts[1:], 2) if front.count(title) > 1)
        assert int(listed[1]) == begins, title


def test_a_line_of_the_contents_leads_to_its_heading(en: Texts) -> None:
    with opened(bundle_of([PLAN, GOALS]).draw(year_with(7), en)) as pdf:
        links = [note for page in pdf.pages for note in page.obj.get("/Annots", ())]
        told = {str(note.Contents): note.Dest for note in links}
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        for said, place in told.items():
            assert said.endswith(f"page {numbers[place[0].objgen]}")
            assert 0 < float(place[3]) < 842
        owners = [node for node in everything(structure(pdf)) if node.tag == "Link"]
        assert len(owners) == len(links) == 12
        parents = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        leading = dict(zip(map(int, parents[::2]), parents[1::2], strict=True))
        assert [leading[int(note.StructParent)].objgen for note in links] == [o.raw.objgen for o in owners]
        for note, owner in zip(links, owners, strict=True):
            assert [kid.Obj.objgen for kid in owner.raw.K if hasattr(kid, "Obj")] == [note.objgen]


def test_the_titles_stand_below_that_of_the_bundle(en: Texts) -> None:
    pdf = bundle_of([PLAN, GOALS]).draw(year_with(7), en)
    assert faults(pdf) == []
    with opened(pdf) as file:
        levels = [node.tag for node in structure(file).all("H1", "H2", "H3", "H4")]
    assert levels.count("H1") == 1
    assert levels[:3] == ["H1", "H2", "H2"]
    assert "H4" in levels


def test_each_page_says_which_document_it_is_of(tmp_path: Path, en: Texts) -> None:
    path = written(tmp_path, bundle_of([PLAN, GOALS]).draw(year_with(7), en))
    pages = program("pdftotext", "-layout", path, "-").split("\f")[:-1]
    assert "Collected documents 2022" in pages[0]
    assert "Internal control plan 2022" in pages[3]
    assert "Goals and indicators 2022" in pages[-1]
    assert f"Page {len(pages)} ({len(pages)})" in pages[-1]


def test_what_is_no_document_or_a_bundle_itself_is_refused(en: Texts) -> None:
    for names in ("plan,plane", "bundle", "", "plan,"):
        with pytest.raises(Trouble) as refused:
            bundle_named(names)
        assert "control-sheet" in refused.value.say(en)


def test_two_bundles_of_the_same_documents_are_equal() -> None:
    assert bundle_named("plan,goals") == bundle_named("goals,plan")
    assert bundle_named("plan,goals") != bundle_named("plan")
    assert bundle_of(SINGLE) == DOCUMENTS[-1]
