"""What the plan says of the year before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from riskreg.domain.scales import Decision
from riskreg.domain.year import year_of
from riskreg.paper.plan import PLAN
from riskreg.texts import Texts
from tests.builders import YEAR, a_point, year_with
from tests.domain.test_year_changes import next_year
from tests.paper.reading import heard, text_of


def test_changes_are_counted_and_listed_with_before_and_after(tmp_path: Path, sv: Texts, en: Texts) -> None:
    edit, year = next_year()
    first, second, third, *_others = year.control_points
    edit.put(first, replace(first, likelihood=4, consequence=4, decision=Decision.ACT))
    edit.put(third, replace(third, likelihood=1))
    edit.remove(second)
    edit.add(a_point(year.plan, position=99, text="Nya krav <b>på</b> tillgänglighet", likelihood=2))
    pdf = PLAN.draw(year_of(edit.contents, YEAR + 1), en)
    text = text_of(pdf, tmp_path)
    assert "Changes since 2022" in text
    assert (
        "New: 1 · No longer in the plan: 1 · Raised risk value: 1 · Lowered risk value: 1 · Other decision: 1"
        in text
    )
    told = heard(pdf)
    told = told[told.index("Changes since 2022") : told.index("Own control points")]
    assert "New K5 Nya krav <b>på</b> tillgänglighet Not in the plan Not stated" in told
    assert f"No longer in the plan K2 {second.text} 2 Låg Not in the plan" in told
    assert f"Raised risk value K1 {first.text} 1 Låg 16 Extremt hög" in told
    assert f"Other decision K1 {first.text} Handle through internal control Act now" in told
    assert "Ändringar sedan 2022" in heard(PLAN.draw(year_of(edit.contents, YEAR + 1), sv))


def test_without_a_year_before_nothing_is_said_of_changes(en: Texts) -> None:
    assert "Changes since" not in heard(PLAN.draw(year_with(4), en))


def test_a_year_without_changes_says_so(en: Texts) -> None:
    _edit, year = next_year()
    assert "No control point is new, gone, assessed otherwise or decided otherwise." in heard(
        PLAN.draw(year, en)
    )
