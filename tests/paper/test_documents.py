from __future__ import annotations

import pytest

from riskreg.faults import Trouble
from riskreg.paper.documents import DOCUMENTS, document_called, file_name
from riskreg.texts import Texts
from tests.builders import year_with


def test_documents_are_found_by_their_name() -> None:
    assert [document_called(document.name) for document in DOCUMENTS] == list(DOCUMENTS)


def test_a_document_that_is_none_is_refused_with_the_names_of_those_there_are(en: Texts) -> None:
    with pytest.raises(Trouble) as refused:
        document_called("plan.pdf")
    assert "plan.pdf" in refused.value.say(en)
    assert "plan" in refused.value.say(en)


def test_file_names_are_plain(sv: Texts, en: Texts) -> None:
    year = year_with()
    assert file_name(year, document_called("plan"), en) == "internal-control-plan-2022.pdf"
    for document in DOCUMENTS:
        name = file_name(year, document, sv)
        assert name.isascii()
        assert " " not in name
        assert name.endswith("-2022.pdf")
