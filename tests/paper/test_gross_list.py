"""The list to score on paper."""

from __future__ import annotations

from riskreg.domain.scales import Origin
from riskreg.paper.gross_list import GROSS_LIST
from riskreg.texts import Texts
from tests.builders import year_with
from tests.paper.reading import heard, opened, structure
from tests.paper.test_plan import FULL, year_of_points


def test_every_risk_stands_there_decided_or_not(sv: Texts) -> None:
    year = year_of_points(
        FULL, {"text": "Obedömd risk"}, {"text": "Jäv", "origin": Origin.MANDATORY, "likelihood": 1}
    )
    told = heard(GROSS_LIST.draw(year, sv))
    assert "K1 Leverantörsavtal efterlevs inte 12 Hög" in told
    assert "K2 Obedömd risk Ej angivet" in told
    assert "O1 Jäv Beslut" not in told
    assert "Nya risker Nr Risk Sannolikhet Konsekvens Riskvärde Beslut och skäl Ny 1" in told


def test_every_row_has_a_box_for_each_score(en: Texts) -> None:
    with opened(GROSS_LIST.draw(year_with(5), en)) as pdf:
        tables = [t for t in structure(pdf).all("Table") if len(list(t.all("TR"))) > 1]
        heads = [[cell.tag for cell in next(table.all("TR")).below] for table in tables]
        assert ["TH"] * 8 in heads
        boxes = sum(page.Contents.read_bytes().count(b"1 1 1 rg") for page in pdf.pages)
    assert boxes == 5 * 4 + 8 * 5


def test_nothing_is_said_of_an_assessment_that_nobody_made(en: Texts) -> None:
    told = heard(GROSS_LIST.draw(year_of_points({"text": "Obedömd risk"}), en))
    assert "so far" not in told
    assert "Not stated" not in told[told.index("K1 ") :]
