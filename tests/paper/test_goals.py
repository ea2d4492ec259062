"""The goals with what measures and guards them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from riskreg.paper.goals import GOALS
from riskreg.texts import Texts
from tests.builders import year_with
from tests.paper.reading import heard, text_of
from tests.paper.test_plan import FULL, year_of_points


def test_goals_indicators_and_what_guards_them_stand_together(tmp_path: Path, en: Texts) -> None:
    pdf = GOALS.draw(year_with(4), en)
    text = text_of(pdf, tmp_path)
    assert "The plan has 1 effect goal, 2 goals and 2 indicators." in text
    assert "Every goal is guarded by at least one control point." in text
    told = heard(pdf)
    assert re.search(r"M2 Mål 2 E1 I2 K2, O1", told)
    assert re.search(r"I1 Mått 1 (Not stated )?M1 K1, K3", told)


def test_what_nothing_guards_is_named(sv: Texts) -> None:
    year = replace(year_with(4), _linked={})
    assert "Bevakas inte av något kontrollmoment: M1, M2." in heard(GOALS.draw(year, sv))


def test_a_year_without_goals_says_so(en: Texts) -> None:
    told = heard(GOALS.draw(year_of_points(FULL), en))
    assert "The plan has 0 effect goals, 0 goals and 0 indicators." in told
    assert "The plan states no goals." in told
