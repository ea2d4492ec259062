"""The parent body's control points, as this committee assessed them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from riskreg.domain.records import Edition
from riskreg.domain.scales import Decision, Origin
from riskreg.paper.mandatory import MANDATORY
from riskreg.texts import Texts
from tests.builders import year_with
from tests.paper.reading import heard
from tests.paper.test_plan import FULL, year_of_points

MINE = {**FULL, "text": "Nämndens egen risk"}
THEIRS = {**FULL, "origin": Origin.MANDATORY, "text": "Policy mot jäv är känd", "decision": Decision.ACCEPT}


def test_only_what_is_required_is_told_with_its_assessment(sv: Texts) -> None:
    year = year_of_points(MINE, THEIRS, {**THEIRS, "decision": None})
    year = replace(year, organisation=replace(year.organisation, host="Storälvs kommun"))
    told = heard(MANDATORY.draw(year, sv))
    assert "2 kontrollmoment är obligatoriska för nämnden" in told
    assert "Bedömningen återsänds till Storälvs kommun." in told
    assert "– Accepteras: 1 – Ej beslutat: 1 Skalor" in told
    assert "O1 Policy mot jäv är känd 3 4 12 Hög" in told
    assert "Nämndens egen risk" not in told


def test_it_can_be_decided_before_the_plan(en: Texts) -> None:
    decision = Edition(number=1, meeting=date(2021, 12, 16), paragraph="§ 37", case_number="2021/30")
    year = replace(year_of_points(MINE, THEIRS), mandatory_editions=(decision,))
    told = heard(MANDATORY.draw(year, en))
    assert "Stage Adopted" in told
    assert "Case number 2021/30" in told
    assert "adopted edition 1 on 2021-12-16, § 37." in told
    assert "not yet decided" not in told


def test_without_any_it_says_so(en: Texts) -> None:
    assert "The plan has no mandatory control points." in heard(MANDATORY.draw(year_with(2), en))
