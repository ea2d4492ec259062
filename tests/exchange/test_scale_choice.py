from __future__ import annotations

import json
from pathlib import Path

import pytest

from riskreg.domain.scales import Axis
from riskreg.domain.year import Year
from riskreg.exchange.intake import propose
from riskreg.exchange.layout import Layout
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.mapping_file import as_file, mapped, read_mapping
from riskreg.exchange.scale_choice import NO_SCORE, ScaleChoice, choices_from_json
from riskreg.exchange.sheet import Sheet
from riskreg.texts import Texts
from tests.gui.small_plan import open_empty, open_small

L = Axis.LIKELIHOOD.value
ROWS = (("Risk", "Sannolikhet", "Konsekvens"), ("Avtal löper ut", "5", "5"), ("Kassan är tom", "1", "ofta"))


@pytest.fixture
def layout(en: Texts) -> Layout:
    return find_layout([Sheet("List", ROWS)], en)


@pytest.fixture
def empty(tmp_path: Path) -> Year:
    session = open_empty(tmp_path)
    session.close()
    return session.year


@pytest.fixture
def small(tmp_path: Path) -> Year:
    session = open_small(tmp_path)
    session.close()
    return session.year


def steps(layout: Layout, year: Year, en: Texts, axis: str = L) -> dict[str, int]:
    return propose(layout, year, en).scales[axis]


def test_the_plan_keeps_its_scale_when_that_is_chosen(layout: Layout, empty: Year, en: Texts) -> None:
    assert steps(layout, empty, en) == {"5": 5, "1": 1}
    kept = layout.with_scale(L, ScaleChoice(keep=True))
    assert steps(kept, empty, en) == {"5": 4, "1": 1}
    new = propose(kept, empty, en).new_scale
    assert new is not None  # the other scale is taken over all the same
    assert [sum(step.axis is axis for step in new.steps) for axis in Axis] == [4, 5]


def test_a_scale_is_turned(layout: Layout, small: Year, en: Texts) -> None:
    assert steps(layout.with_scale(L, ScaleChoice(turned=True)), small, en) == {"5": 1, "1": 4}


def test_a_cell_becomes_another_step_or_none(layout: Layout, small: Year, en: Texts) -> None:
    choice = ScaleChoice().with_step("5", 2, 4).with_step("1", NO_SCORE, 4)
    assert steps(layout.with_scale(L, choice), small, en) == {"5": 2}


def test_a_cell_that_is_no_score_becomes_one(layout: Layout, small: Year, en: Texts) -> None:
    axis = Axis.CONSEQUENCE.value
    read = propose(layout.with_scale(axis, ScaleChoice().with_step("ofta", 3, 4)), small, en).readings[axis]
    assert read.scores["ofta"].step == 3
    assert not read.unread


def test_steps_among_another_number_do_not_hold(layout: Layout, small: Year, en: Texts) -> None:
    assert steps(layout.with_scale(L, ScaleChoice().with_step("5", 5, 5)), small, en) == {"5": 4, "1": 1}


def test_choices_go_with_the_mapping(layout: Layout, tmp_path: Path, en: Texts) -> None:
    chosen = layout.with_scale(L, ScaleChoice(keep=True, turned=False).with_step("5", 2, 4))
    path = tmp_path / "mapping.json"
    path.write_bytes(as_file(chosen))
    assert mapped(layout, read_mapping(path), "told", en).scales == chosen.scales


@pytest.mark.parametrize(
    "told", [None, [], {"size": {}}, {L: {"steps": 3}}, {L: 1}, {L: {"steps": {"a": "b"}, "of": "x"}}]
)
def test_choices_that_make_no_sense_choose_nothing(told: object) -> None:
    choices = choices_from_json(json.loads(json.dumps(told)))
    assert choices in ({}, {L: ScaleChoice()})
