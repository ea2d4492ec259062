"""Editions, open questions and the page to sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from riskreg.domain.records import Edition
from riskreg.domain.scales import Decision, InformationClass, Stage
from riskreg.domain.year import Year
from riskreg.paper.plan import PLAN
from riskreg.texts import Texts
from tests.builders import year_with
from tests.paper.reading import heard
from tests.paper.test_plan import FULL, year_of_points

FIRST = Edition(
    number=1,
    meeting=date(2021, 12, 16),
    paragraph="§ 39",
    case_number="2021/28",
    role="Ordförande",
    name="A. Ek",
)


def adopted(year: Year, *editions: Edition) -> Year:
    """The year with its plan adopted by the last of the editions."""
    last = editions[-1]
    plan = replace(
        year.plan,
        stage=Stage.ADOPTED,
        edition=last.number,
        meeting=last.meeting,
        dated=last.meeting,
        case_number=last.case_number,
    )
    return replace(year, plan=plan, editions=editions)


def test_the_approval_names_what_is_signed_and_by_whom(en: Texts) -> None:
    plan = {"case_number": "2021/28", "information_class": InformationClass.INTERNAL, "edition": 6}
    told = heard(PLAN.draw(year_of_points(FULL, plan=plan), en))
    told = told[told.index("Editions Edition") :]
    assert "6 Not stated Not decided yet Draft" in told
    assert "Paragraph in the minutes Not stated Case number 2021/28" in told
    assert "Information class Internal" in told
    for who in ("Chair", "Coordinator"):
        assert f"{who} Place and date Signature Name in print" in told


def test_an_adopted_plan_says_by_which_decision_and_lists_every_edition(en: Texts) -> None:
    second = replace(FIRST, number=2, meeting=date(2022, 3, 16), paragraph="§ 7", comment="K4 tillkom")
    told = heard(PLAN.draw(adopted(year_with(4), FIRST, second), en))
    told = told[told.index("Editions Edition") :]
    assert "1 2021-12-16 § 39, 2021/28 Not stated 2 2022-03-16 § 7, 2021/28 K4 tillkom" in told
    assert "adopted edition 2 on 2022-03-16, § 7." in told
    assert "Not decided yet" not in told
    assert "Ordförande Place and date Signature Name in print A. Ek" in told


def test_a_draft_of_the_next_edition_is_not_decided(en: Texts) -> None:
    year = adopted(year_with(4), FIRST)
    year = replace(year, plan=replace(year.plan, stage=Stage.DRAFT, edition=2, dated=None))
    told = heard(PLAN.draw(year, en))
    assert "§ 39, 2021/28 Not stated 2 Not stated Not decided yet Draft" in told
    assert "To be signed" in told


def test_open_questions_are_listed_until_the_plan_is_adopted(en: Texts) -> None:
    undecided = {**FULL, "decision": None}
    year = year_of_points(FULL, undecided, {**undecided, "likelihood": None}, {"decision": Decision.HANDLE})
    told = heard(PLAN.draw(year, en))
    assert "There is no decision yet. K2, K3" in told
    assert "The likelihood is not assessed. K3, K4" in told
    assert "Open questions" not in heard(PLAN.draw(adopted(year, FIRST), en))
