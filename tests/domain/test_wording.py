"""How values are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from riskreg.domain.fields import INTERNAL, Kind, field_of, visible_fields
from riskreg.domain.records import RECORDS, ControlPoint, Plan, Record
from riskreg.domain.scales import Axis, Decision, Stage
from riskreg.domain.wording import (
    decision_said,
    moment,
    moment_said,
    plan_title,
    risk_said,
    said,
    step_said,
    value_said,
)
from riskreg.texts import Texts
from tests.builders import year_with


def test_dates_are_iso_and_choices_are_their_label(en: Texts) -> None:
    plan = Plan(year=2022, dated=date(2021, 12, 16), stage=Stage.PROPOSED)
    assert value_said(plan, field_of(Plan, "dated"), en) == "2021-12-16"
    assert value_said(plan, field_of(Plan, "stage"), en) == "Proposed"
    assert value_said(plan, field_of(Plan, "year"), en) == "2022"


@pytest.mark.parametrize("record", RECORDS)
def test_none_is_said_by_nothing(record: type[Record], sv: Texts) -> None:
    kind: type = record
    assert [said(field, None, sv) for field in visible_fields(kind) if said(field, None, sv)] == []


def test_text_is_said_literally(sv: Texts) -> None:
    point = ControlPoint(text="<b>& {year} %s</b>")
    assert value_said(point, field_of(ControlPoint, "text"), sv) == point.text


def test_what_only_the_machinery_needs_is_never_said(sv: Texts) -> None:
    point = ControlPoint(id=3, plan_id=2)
    for name in ("id", "plan_id", "lineage"):
        field = field_of(ControlPoint, name)
        assert field.kind in INTERNAL - {Kind.POSITION}
        assert value_said(point, field, sv) == ""


def test_steps_and_values_carry_their_names(en: Texts) -> None:
    year = year_with()
    assert step_said(year, Axis.LIKELIHOOD, 3, en) == f"3 {year.likelihoods[2].name}"
    assert step_said(year, Axis.LIKELIHOOD, None, en) == ""
    assert risk_said(year, 9, en) == f"9 {year.bands[2].name}"
    assert risk_said(year, None, en) == ""
    assert risk_said(replace(year, bands=()), 9, en) == "9"


def test_no_decision_is_said_too(en: Texts) -> None:
    assert decision_said(None, en) == "Not decided"
    assert decision_said(Decision.ACT, en) == "Act now"


def test_a_plan_is_named_by_its_year(en: Texts) -> None:
    assert plan_title(Plan(year=2022), en) == "Internal control plan 2022"


def test_a_moment_is_said_to_the_minute_in_local_time() -> None:
    assert moment_said("2022-03-01T12:34:56.789") == "2022-03-01 12:34"


@pytest.mark.parametrize(
    "tampered", ["", "yesterday", "2022-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_a_text_that_tells_no_moment_stays_as_it_is(tampered: str) -> None:
    assert moment(tampered) is None
    assert moment_said(tampered) == tampered


def test_a_long_text_in_place_of_a_moment_is_cut_and_keeps_to_its_line() -> None:
    assert moment_said("a\nb" + 1_000 * "x") == "a b" + 37 * "x"
