"""The risk of a control point through the years."""

from __future__ import annotations

from dataclasses import replace

from riskreg.domain.records import ScaleStep
from riskreg.domain.trend import Assessed, assessed_now, earlier_values, trend_said, values_said
from riskreg.domain.year import year_of
from riskreg.edit import Edit
from riskreg.texts import Texts
from tests.builders import YEAR, an_edit, copy_on, fill, year_with


def three_years() -> Edit:
    """The first risk was 1 × 1 and then 3 × 2; in the last year it is 4 × 4."""
    edit, plan = an_edit()
    fill(edit, plan)
    for year, likelihood, consequence in ((YEAR + 1, 3, 2), (YEAR + 2, 4, 4)):
        first = copy_on(edit, year - 1, year).control_points[0]
        edit.put(first, replace(first, likelihood=likelihood, consequence=consequence))
    return edit


def test_earlier_values_come_by_lineage_oldest_first(en: Texts) -> None:
    year = year_of(three_years().contents, YEAR + 2)
    first = year.control_points[0]
    values = earlier_values(year, year.control_points)
    assert values[first.lineage] == (Assessed(YEAR, 1, 1, 1, True), Assessed(YEAR + 1, 3, 2, 6, True))
    assert len(values) == len(year.control_points)
    assert values_said(values[first.lineage], en) == "2022:\u00a01, 2023:\u00a06"
    assert trend_said(first, year, values[first.lineage], en).splitlines() == [
        "2022: 1 (1 × 1)",
        "2023: 6 (3 × 2)",
        "2024: 16 (4 × 4)",
    ]


def test_later_years_and_years_without_a_value_are_no_past(en: Texts) -> None:
    edit = three_years()
    middle = year_of(edit.contents, YEAR + 1)
    assert [
        v.year for v in earlier_values(middle, middle.control_points)[middle.control_points[0].lineage]
    ] == [YEAR]
    first = year_of(edit.contents, YEAR).control_points[0]
    edit.put(first, replace(first, likelihood=None))
    middle = year_of(edit.contents, YEAR + 1)
    point = replace(middle.control_points[0], consequence=None)
    assert point.lineage not in earlier_values(middle, middle.control_points)
    assert assessed_now(point, middle) is None
    assert trend_said(point, middle, (), en) == "2023: not assessed"


def test_values_on_other_scales_say_so(en: Texts) -> None:
    edit = three_years()
    old = year_of(edit.contents, YEAR)
    edit.add(ScaleStep(plan_id=old.plan.id, axis=old.likelihoods[0].axis, value=5, name="Säker"))
    year = year_of(edit.contents, YEAR + 2)
    values = earlier_values(year, year.control_points)[year.control_points[0].lineage]
    assert values_said(values, en) == "2022:\u00a01 (other scales), 2023:\u00a06"
    assert values[0].say(en) == "2022: 1 (1 × 1), on other scales"


def test_the_first_year_has_no_past() -> None:
    year = year_with()
    assert earlier_values(year, year.control_points) == {}
