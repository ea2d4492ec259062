"""Whatever the source's scale, its steps keep their order on the plan's."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.records import ScaleStep
from riskreg.domain.scales import Axis
from riskreg.exchange.scale_reading import (
    AxisReading,
    Fitting,
    Scored,
    alike,
    is_turned,
    own_scale,
    reading,
)
from riskreg.exchange.score_cells import Form
from riskreg.texts import texts


def steps(count: int) -> tuple[ScaleStep, ...]:
    return tuple(
        ScaleStep(axis=Axis.LIKELIHOOD, value=value, name=f"Steg {value}") for value in range(1, count + 1)
    )


def read(cells: str, *, plan: int = 4, heading: str = "", take_over: bool = False) -> AxisReading:
    source = Scored(Counter(cells.split("|")), heading, axis="likelihood")
    own = alike({"likelihood": own_scale(source, steps(plan))})["likelihood"]
    return reading("likelihood", source, own, steps(plan), may_take_over=take_over)


def as_steps(read: AxisReading) -> dict[str, int]:
    return {cell: score.step for cell, score in read.scores.items()}


def test_a_scale_that_fits_stays_as_it_is() -> None:
    found = read("1|2|4 - stor|X|")
    assert as_steps(found) == {"1": 1, "2": 2, "4 - stor": 4}
    assert found.fitting is Fitting.SAME
    assert found.unread == frozenset()


def test_a_larger_scale_is_spread_over_the_plan_or_taken_over() -> None:
    spread = read("1|2|3|4|5", take_over=False)
    assert as_steps(spread) == {"1": 1, "2": 2, "3": 3, "4": 3, "5": 4}
    assert spread.fitting is Fitting.FITTED
    taken = read("1|2|3|4|5", take_over=True)
    assert as_steps(taken) == {str(n): n for n in range(1, 6)}
    assert [name for _value, name in taken.steps] == ["1", "2", "3", "4", "5"]


def test_the_heading_says_how_far_a_scale_goes() -> None:
    assert as_steps(read("1|3", heading="Risk (1-3)")) == {"1": 1, "3": 4}
    assert read("1|3", heading="Risk (1-10)", take_over=True).own.size == 10
    assert as_steps(read("0|2|2|0", heading="(0-2)", take_over=True)) == {"0": 1, "2": 3}


def test_words_are_read_by_their_rank_and_kept_as_they_are_written() -> None:
    found = read("LOW|medium|High", take_over=True)
    assert as_steps(found) == {"LOW": 1, "medium": 2, "High": 3}
    assert found.steps == ((1, "LOW"), (2, "medium"), (3, "High"))
    assert read("L|H", take_over=True).steps == ((1, "Low"), (2, "Medium"), (3, "High"))


def test_the_names_of_the_plans_own_steps_are_known() -> None:
    assert as_steps(read("steg 2|Steg 4")) == {"steg 2": 2, "Steg 4": 4}


@pytest.mark.parametrize(
    ("cells", "heading", "wanted"),
    [
        ("20%|50 %|100%", "", {"20%": 1, "50 %": 2, "100%": 4}),
        ("0,2|0.9", "", {"0,2": 1, "0.9": 4}),
        ("10|30|80", "Probability (%)", {"10": 1, "30": 2, "80": 4}),
        ("1 in 100|1/2", "", {"1 in 100": 1, "1/2": 2}),
    ],
)
def test_shares_are_divided_evenly(cells: str, heading: str, wanted: dict[str, int]) -> None:
    found = read(cells, heading=heading)
    assert found.own.form in (Form.SHARE, Form.OF)
    assert as_steps(found) == wanted


def test_a_scale_that_falls_is_turned_round() -> None:
    assert is_turned([(1, "very high"), (5, "very low")])
    assert not is_turned([(1, "very low"), (5, "very high")])
    assert not is_turned([(1, "apples"), (2, "pears")])
    found = read("1 - mycket stor|4 - mycket liten|2")
    assert as_steps(found) == {"1 - mycket stor": 4, "4 - mycket liten": 1, "2": 3}


def test_single_slips_above_a_scale_do_not_make_another_one() -> None:
    source = Scored(Counter({"1": 20, "2": 20, "4": 20, "44": 1}), "", axis="likelihood")
    found = reading("likelihood", source, own_scale(source, steps(4)), steps(4), may_take_over=True)
    assert found.fitting is Fitting.SAME
    assert found.unread == {"44"}


def test_what_is_between_two_steps_or_off_the_scale_is_not_read() -> None:
    assert read("1|2,5|-1|hög tid").unread == {"2,5", "-1", "hög tid"}


def test_it_says_how_it_read() -> None:
    said = read("1 - mycket stor|5 - mycket liten", take_over=True).say(texts("en"))
    assert said == (
        "whole numbers from 1 to 5; turned round, since the lowest number is the gravest; "
        "the plan takes over this scale"
    )


@given(
    numbers=st.lists(st.integers(1, 10), min_size=1, max_size=30),
    plan=st.integers(2, 10),
    take_over=st.booleans(),
)
def test_a_graver_number_is_never_a_lower_step(numbers: list[int], plan: int, take_over: bool) -> None:
    found = read("|".join(map(str, numbers)), plan=plan, take_over=take_over)
    in_order = [
        found.scores[str(number)].step for number in sorted(set(numbers)) if str(number) in found.scores
    ]
    assert in_order == sorted(in_order)
    values = {value for value, _name in found.steps}
    assert values.issuperset(in_order)
    assert found.scores.keys() | found.unread == set(map(str, numbers))


@given(shares=st.lists(st.integers(0, 100), min_size=1, max_size=20), plan=st.integers(2, 10))
def test_a_greater_share_is_never_a_lower_step(shares: list[int], plan: int) -> None:
    found = read("|".join(f"{share} %" for share in shares), plan=plan)
    in_order = [found.scores[f"{share} %"].step for share in sorted(set(shares))]
    assert in_order == sorted(in_order)
    assert 1 <= in_order[0] <= in_order[-1] <= plan
