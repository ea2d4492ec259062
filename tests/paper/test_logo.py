"""The logo on paper: once on the first page of every document, and told to those who cannot see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.domain.pictures import packed, unpacked
from riskreg.domain.year import Year
from riskreg.exchange.word import plan_as_word
from riskreg.faults import Trouble
from riskreg.paper.document import Document
from riskreg.paper.plan import PLAN
from riskreg.texts import Texts
from tests.builders import A_PICTURE, year_with
from tests.exchange.test_logo import svg
from tests.paper.conformance import faults
from tests.paper.reading import opened, program, structure, written
from tests.paper.test_documents import ALWAYS


def year_with_logo(logo: str = A_PICTURE) -> Year:
    year = year_with(4)
    return replace(year, organisation=replace(year.organisation, logo=logo))


@pytest.mark.parametrize("document", ALWAYS, ids=lambda document: document.name)
def test_every_document_begins_with_it_and_keeps_the_promises(document: Document, en: Texts) -> None:
    pdf = document.draw(year_with_logo(), en)
    assert faults(pdf) == []
    with opened(pdf) as file:
        first = structure(file).below[0]
        assert first.tag == "Figure"
        assert str(first.raw.Alt) == "The logo of Nämnden för digital samverkan"
        shown = [[*page.obj.Resources.get("/XObject", {}).values()] for page in file.pages]
        assert len({picture.objgen for pictures in shown for picture in pictures}) == 1
        assert shown[0][0].read_bytes() == bytes.fromhex("c81e1e")
        times = sum(map(bool, shown))
    assert times == (len(ALWAYS) if document.name == "bundle" else 1)


def test_its_shape_is_kept(tmp_path: Path, en: Texts) -> None:
    from riskreg.exchange.logo import logo_from

    for size, shape in (('width="200" height="50"', 4), ('width="50" height="200"', 0.25)):
        with opened(PLAN.draw(year_with_logo(logo_from(svg(tmp_path, more=size))), en)) as pdf:
            left, bottom, right, top = map(float, next(structure(pdf).all("Figure")).raw.A.BBox)
        assert (right - left) / (top - bottom) == pytest.approx(shape, rel=0.01)


def test_it_is_seen_in_its_colour(tmp_path: Path, en: Texts) -> None:
    path = written(tmp_path, PLAN.draw(year_with_logo(), en))
    program("pdftoppm", "-r", "30", "-f", "1", "-l", "1", path, tmp_path / "page")
    assert b"\xc8\x1e\x1e" * 5 in next(tmp_path.glob("page*.ppm")).read_bytes()


def test_the_same_logo_gives_the_same_bytes(en: Texts) -> None:
    assert PLAN.draw(year_with_logo(), en) == PLAN.draw(year_with_logo(), en)


def test_a_damaged_one_is_told_of(en: Texts) -> None:
    for logo in ("nonsense", packed(unpacked(A_PICTURE)[:40])):
        with pytest.raises(Trouble, match="is damaged"):
            PLAN.draw(year_with_logo(logo), en)


def test_a_word_processor_gets_the_plan_without_it(en: Texts) -> None:
    assert plan_as_word(year_with_logo(), en) == plan_as_word(year_with(4), en)
