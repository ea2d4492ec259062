"""The printed assessment before a change: everything on the form, in the order in which it is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from riskreg.domain.assessing import lift
from riskreg.domain.assessment_records import (
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.follow_up_records import Action
from riskreg.domain.records import Plan, Undertaking
from riskreg.domain.scales import AssessmentStage, Gravity, OnPaper, Repeats, UndertakingPhase
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.paper.documents import document_called, file_name
from riskreg.paper.plan import PLAN
from riskreg.texts import Texts
from tests.builders import YEAR, an_edit
from tests.paper.reading import heard, text_of

FORM = {
    "name": "Byte av e-tjänsteplattform",
    "dated": date(2022, 2, 1),
    "revised": date(2022, 3, 1),
    "changed_on": date(2022, 9, 1),
    "manager": "Förvaltningschefen",
    "what": "Plattformen ersätts <helt>",
    "place": "Alla kommuner",
    "affected": "Handläggarna",
    "delimitation": "Inte invånarna",
    "basis": "Förstudien",
}


def filled() -> tuple[Edit, Plan, ChangeAssessment]:
    """A year with one assessment in which every field says something."""
    edit, plan = an_edit()
    made = ChangeAssessment(plan_id=plan.id, position=1, **FORM)  # type: ignore[arg-type]
    assessment = edit.add(made)
    edit.add(AssessmentParticipant(assessment_id=assessment.id, name="Anna Berg", role="Skyddsombud"))
    edit.add(AssessmentBenefit(assessment_id=assessment.id, text="En enda inloggning"))
    risk = AssessmentRisk(
        assessment_id=assessment.id, text="Tiden räcker inte", gravity=Gravity.SERIOUS, reason="Många berörs"
    )
    stored = edit.add(risk)
    edit.add(Action(plan_id=plan.id, assessment_id=assessment.id, text="Utbilda", repeats=Repeats.YEARLY))
    _point, linking = lift(year_of(edit.contents, YEAR), stored, edit.add)
    edit.apply(linking)
    return edit, plan, assessment


@pytest.fixture
def year() -> Year:
    return year_of(filled()[0].contents, YEAR)


def test_everything_on_the_form_is_printed(year: Year, sv: Texts, tmp_path: Path) -> None:
    pdf = document_called("change-assessment").one("F1").draw(year, sv)
    rows = ("Anna Berg", "Skyddsombud", "En enda inloggning", "Tiden räcker inte", "Allvarlig")
    more = ("Många berörs", "K1", "Utbilda", "Årligen", "Planerad", "UTKAST", "Sida 1 (")
    for text in (text_of(pdf, tmp_path), heard(pdf)):
        for value in (*map(str, FORM.values()), *rows):
            assert value in text, value
    assert all(value in text_of(pdf, tmp_path) for value in more)
    order = [heard(pdf).index(said) for said in ("Anna Berg", "Alla kommuner", "En enda", "Tiden", "Utbilda")]
    assert order == sorted(order)


def test_the_same_records_give_the_same_bytes(year: Year, sv: Texts) -> None:
    document = document_called("change-assessment")
    assert document.one("f1").draw(year, sv) == document.draw(year, sv)


def test_an_assessment_that_is_done_is_no_draft_and_says_what_is_missing(sv: Texts, tmp_path: Path) -> None:
    edit, plan = an_edit()
    edit.add(ChangeAssessment(plan_id=plan.id, name="Flytt", stage=AssessmentStage.DONE))
    text = text_of(document_called("change-assessment").draw(year_of(edit.contents, YEAR), sv), tmp_path)
    assert "UTKAST" not in text
    for said in ("Ingen risk är angiven.", "Ingen åtgärd är planerad.", "Ej angivet", "Klar"):
        assert said in text


def test_of_several_one_is_chosen_and_otherwise_all_are_printed(sv: Texts) -> None:
    edit, plan, _assessment = filled()
    edit.add(ChangeAssessment(plan_id=plan.id, position=2, name="Flytt"))
    year, document = year_of(edit.contents, YEAR), document_called("change-assessment")
    told = heard(document.draw(year, sv))
    assert told.index("Byte av e-tjänsteplattform") < told.index("Flytt")
    second = document.one("F2")
    assert "Byte av e-tjänsteplattform" not in heard(second.draw(year, sv))
    assert file_name(year, second, sv) == "forandringsbedomning-2022-f2.pdf"
    with pytest.raises(Trouble, match=r"no “F3” among them\. There are: F1 \(Byte av .*\), F2 \(Flytt\)"):
        document.one("F3").draw(year, sv)


def test_the_plan_prints_undertakings_only_when_wanted(sv: Texts, tmp_path: Path) -> None:
    edit, plan = an_edit()
    edit.add(Undertaking(plan_id=plan.id, text="Plattformen", phase=UndertakingPhase.STUDY, timetable="2022"))
    assert "Plattformen" not in text_of(PLAN.draw(year_of(edit.contents, YEAR), sv), tmp_path)
    edit.put(plan, Plan(id=plan.id, year=YEAR, undertakings=OnPaper.PRINTED))
    text = text_of(PLAN.draw(year_of(edit.contents, YEAR), sv), tmp_path)
    for said in ("Åtaganden", "U1", "Plattformen", "Förstudie", "2022"):
        assert said in text
