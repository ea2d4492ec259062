"""A sheet for every control that is to be performed."""

from __future__ import annotations

from pathlib import Path

from riskreg.domain.scales import Decision
from riskreg.paper.control_sheet import CONTROL_SHEET
from riskreg.texts import Texts
from tests.builders import year_with
from tests.paper.reading import heard, plain, program, written
from tests.paper.test_plan import FULL, year_of_points


def test_each_control_that_is_handled_has_a_page_of_its_own(tmp_path: Path, en: Texts) -> None:
    year = year_of_points(FULL, {**FULL, "decision": Decision.ACCEPT}, {**FULL, "text": "Den tredje"})
    path = written(tmp_path, CONTROL_SHEET.draw(year, en))
    cover, *sheets = [plain(page) for page in program("pdftotext", path, "-").split("\f")[:-1]]
    assert "K1" in cover
    assert "K2" not in cover
    assert [sheet.split("Control sheet ")[1].split()[0] for sheet in sheets] == ["K1", "K3"]
    for said in (
        *("Förvaltningsorganisationen", "Varje tertial", "Sample", "Våren 2022", "Policy mot jäv", "12 Hög"),
        *("Dialog med varje leverantör", "Performed by", "Serious deviation", "Signature and name in print"),
    ):
        assert said in sheets[0]


def test_a_sheet_fits_on_its_page_with_room_to_write(tmp_path: Path, en: Texts) -> None:
    year = year_of_points(*({**FULL, "method": "Avstämning " * words} for words in (1, 30, 60)))
    path = written(tmp_path, CONTROL_SHEET.draw(year, en))
    assert program("pdftotext", path, "-").count("\f") == 1 + 3


def test_the_boxes_and_lines_say_what_they_are_for(sv: Texts) -> None:
    told = heard(CONTROL_SHEET.draw(year_of_points(FULL), sv))
    assert "Resultat Ingen avvikelse Mindre avvikelse Allvarlig avvikelse Iakttagelser" in told


def test_without_any_control_it_says_so(en: Texts) -> None:
    assert "No control point is handled" in heard(CONTROL_SHEET.draw(year_with(0), en))
