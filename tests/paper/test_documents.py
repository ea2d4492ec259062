from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.domain.scales import Decision, Origin
from riskreg.faults import Trouble
from riskreg.paper.document import Document
from riskreg.paper.documents import DOCUMENTS, document_called, file_name
from riskreg.paper.wheel import WHEEL
from riskreg.texts import Texts
from tests.builders import year_with
from tests.paper.reading import heard, program, written
from tests.paper.test_plan import FULL, year_of_points

# What the year of a new plan has something for: no follow-up.
ALWAYS = [document for document in DOCUMENTS if document.tells(year_with(0))]
OF_POINTS = [document for document in ALWAYS if document is not WHEEL]  # which tells of events alone


def test_documents_are_found_by_their_name() -> None:
    assert [document_called(document.name) for document in DOCUMENTS] == list(DOCUMENTS)


def test_a_document_that_is_none_is_refused_with_the_names_of_those_there_are(en: Texts) -> None:
    with pytest.raises(Trouble) as refused:
        document_called("plan.pdf")
    assert "plan.pdf" in refused.value.say(en)
    assert "plan" in refused.value.say(en)


@pytest.mark.parametrize("document", ALWAYS, ids=lambda document: document.name)
@pytest.mark.parametrize("points", [0, 1, 60])
def test_every_page_of_every_document_says_what_it_is_part_of(
    tmp_path: Path, en: Texts, document: Document, points: int
) -> None:
    path = written(tmp_path, document.draw(year_with(points), en))
    pages = program("pdftotext", "-layout", path, "-").split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} ({len(pages)})" in page
        assert "Edition 1" in page
        assert "DRAFT" in page
    for said in ("Case number", "Information class", "Public", "Draft, not yet decided"):
        assert said in pages[0]


@pytest.mark.parametrize("document", OF_POINTS, ids=lambda document: document.name)
def test_text_is_printed_as_it_is_written(en: Texts, document: Document) -> None:
    text = "Se <b>& <img src=x> {0} {name} \\n %s &amp; (a) \\"
    origin = Origin.MANDATORY if document.name == "mandatory" else Origin.OWN
    year = year_of_points({**FULL, "text": text, "origin": origin}, plan={"strategic_direction": text})
    year = replace(year, organisation=replace(year.organisation, name=text))
    told = heard(document.draw(year, en))
    assert told.count(text) >= (1 if document.name == "decision" else 2)


@pytest.mark.parametrize("document", OF_POINTS, ids=lambda document: document.name)
def test_a_long_text_is_printed_to_its_end(en: Texts, document: Document) -> None:
    long = " ".join(f"ord{n}" for n in range(3000))
    year = year_of_points(
        {**FULL, "text": long, "method": long, "analysis": long, "decision": Decision.HANDLE},
        {**FULL, "text": long, "method": long, "analysis": long, "origin": Origin.MANDATORY},
        plan={"summary": long, "decision_sought": long, "strategic_direction": long},
    )
    assert long in heard(document.draw(year, en))


def test_file_names_are_plain(sv: Texts, en: Texts) -> None:
    year = year_with()
    assert file_name(year, document_called("plan"), en) == "internal-control-plan-2022.pdf"
    for document in DOCUMENTS:
        name = file_name(year, document, sv)
        assert name.isascii()
        assert " " not in name
        assert name.endswith("-2022.pdf")
