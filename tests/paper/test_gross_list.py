"""The list to score on paper."""

from __future__ import annotations

from riskreg.domain.scales import Decision, Origin
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import year_of
from riskreg.paper.gross_list import GROSS_LIST
from riskreg.texts import Texts
from tests.builders import YEAR, a_point, an_edit, year_with
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
        assert ["TH"] * 9 in heads
        boxes = sum(page.Contents.read_bytes().count(b"1 1 1 rg") for page in pdf.pages)
    assert boxes == 5 * 4 + 8 * 5


def test_decisions_stand_with_their_reasons_or_that_they_lack_one(en: Texts) -> None:
    told = heard(
        GROSS_LIST.draw(
            year_of_points(
                FULL,
                {"text": "Intrång", "decision": Decision.ACCEPT, "analysis": "Skyddet är gott."},
                {"text": "Jäv", "decision": Decision.DISMISS},
                {"text": "Ny risk"},
            ),
            en,
        )
    )
    assert "Handle through internal control. Avtalen är många" in told
    assert "Accept. Skyddet är gott." in told
    assert "Dismiss. The reason is not stated." in told
    assert told[told.index("K4 Ny risk") :].startswith("K4 Ny risk Not stated Not decided")


def test_votes_stand_with_mean_and_spread(sv: Texts) -> None:
    edit, plan = an_edit()
    people = [edit.add(Participant(plan_id=plan.id, position=at, name=str(at))) for at in (1, 2)]
    point = edit.add(a_point(plan, position=1, text="Intrång"))
    edit.add(a_point(plan, position=2, text="Jäv"))
    for person, score in zip(people, (1, 4), strict=True):
        edit.add(
            Vote(control_point_id=point.id, participant_id=person.id, likelihood=score, consequence=score)
        )
    told = heard(GROSS_LIST.draw(year_of(edit.contents, YEAR), sv))
    assert "K1 Intrång 2 röster, medel 2,5 × 2,5, spridning 1–4 × 1–4 K2 Jäv Ej angivet" in told


def test_nothing_is_said_of_an_assessment_that_nobody_made(en: Texts) -> None:
    told = heard(GROSS_LIST.draw(year_of_points({"text": "Obedömd risk"}), en))
    assert "so far" not in told
    assert "Not stated" not in told[told.index("K1 ") :]
