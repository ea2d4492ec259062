"""The draft decision: the right numbers in plain sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from riskreg.domain.records import Edition
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.year import year_of
from riskreg.paper.decision import DECISION
from riskreg.texts import Texts
from tests.builders import YEAR, year_with
from tests.domain.test_year_changes import next_year
from tests.paper.reading import heard
from tests.paper.test_plan import FULL, year_of_points

POINTS = (
    {**FULL, "decision": Decision.HANDLE},
    {**FULL, "decision": Decision.ACCEPT, "likelihood": 1},
    {**FULL, "decision": Decision.ACT, "likelihood": 4},
    {**FULL, "decision": Decision.DISMISS, "likelihood": 1},
    {**FULL, "decision": None, "likelihood": None},
    {**FULL, "decision": Decision.ACCEPT, "likelihood": 1, "origin": Origin.MANDATORY},
)


def test_the_proposal_has_a_point_for_every_kind_of_decision(sv: Texts) -> None:
    told = heard(DECISION.draw(year_of_points(*POINTS), sv))
    assert (
        "1. Nämnden antar internkontrollplan 2022, utgåva 1. "
        "2. Nämnden accepterar risken i det egna kontrollmomentet K2. "
        "3. Nämnden accepterar risken i det obligatoriska kontrollmomentet O1. "
        "4. Nämnden beslutar att K3 ska åtgärdas. 5. Nämnden avför K4."
    ) in told


def test_the_summary_counts(sv: Texts) -> None:
    told = heard(DECISION.draw(year_of_points(*POINTS), sv))
    assert "Planen har 5 egna kontrollmoment och 1 obligatoriskt kontrollmoment." in told
    assert "– Hanteras via internkontroll: 1 (K1) – Accepteras: 2 (K2, O1) – Åtgärdas: 1 (K3)" in told
    assert "– Ej beslutat: 1 (K5)" in told
    assert "Det högsta riskvärdet är 16 Extremt hög (K3)." in told
    assert "Internkontrollplan 2022, utgåva 1" in told[told.index("Beslutsunderlag") :]


def test_the_plans_own_words_come_first(en: Texts) -> None:
    year = year_of_points(*POINTS, plan={"decision_sought": "Vi antar <planen>.\n\nVi lägger till mer."})
    told = heard(DECISION.draw(year, en))
    assert "1. Vi antar <planen>. 2. Vi lägger till mer. Summary" in told
    assert "The committee adopts" not in told


def test_what_is_decided_already_is_not_proposed_again(en: Texts) -> None:
    decision = Edition(number=1, meeting=date(2021, 12, 16), paragraph="§ 37")
    year = replace(year_of_points(*POINTS), mandatory_editions=(decision,))
    told = heard(DECISION.draw(year, en))
    assert "accepts the risk in its own control point K2" in told
    assert "the mandatory control point" not in told
    assert "Decided on 2021-12-16, § 37." in heard(DECISION.draw(replace(year, editions=(decision,)), en))


def test_many_points_are_counted_and_not_listed(en: Texts) -> None:
    told = heard(DECISION.draw(year_with(120), en))
    assert "Handle through internal control: 60 – Accept: 60" in told


def test_the_year_before_is_compared(en: Texts) -> None:
    edit, year = next_year()
    first = year.control_points[0]
    edit.put(first, replace(first, likelihood=4))
    told = heard(DECISION.draw(year_of(edit.contents, YEAR + 1), en))
    assert "Changes since 2022. New: 0" in told
    assert "Raised risk value: 1" in told
