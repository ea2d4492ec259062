"""The sample register: complete, exemplary, and in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from riskreg import paths
from riskreg.domain.checks import findings
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.opening import open_register
from riskreg.sample import new_sample
from tests.builders import REAL, needs_real


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    new_sample(tmp_path / "sample.riskreg").close()
    register = open_register(tmp_path / "sample.riskreg")
    yield register.year(2022)
    register.close()


def test_it_holds_a_whole_plan(year: Year) -> None:
    assert year.organisation.name
    assert year.plan.case_number
    assert year.plan.dated
    assert len(year.effect_goals) == 5
    assert [len(year.goals_under(effect)) for effect in year.effect_goals] == [1, 1, 2, 1, 1]
    assert year.goals_under(None) == ()
    assert len(year.indicators) == 5
    assert all(year.goals_measured_by(indicator) for indicator in year.indicators)
    assert all(year.goals_of(point) for point in year.control_points)


def test_scores_and_decisions_are_those_of_a_real_year(year: Year) -> None:
    points = [(p.origin, p.likelihood, p.consequence, p.decision) for p in year.control_points]
    assert points == [
        (Origin.OWN, 3, 3, Decision.HANDLE),
        (Origin.OWN, 2, 4, Decision.HANDLE),
        (Origin.OWN, 2, 4, Decision.ACCEPT),
        (Origin.OWN, 3, 2, Decision.ACCEPT),
        *[(Origin.MANDATORY, 1, 2, Decision.ACCEPT)] * 3,
    ]


def test_it_leaves_one_thing_to_discover(year: Year) -> None:
    assert [(finding.number, finding.rule) for finding in findings(year)] == [("M6", "goal-unguarded")]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.riskreg"
    path.write_bytes(b"mine")
    with pytest.raises(Trouble, match="already"):
        new_sample(path)
    assert path.read_bytes() == b"mine"


@needs_real
def test_no_sentence_is_taken_from_the_real_papers() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[at : at + 6]) for at in range(len(words) - 5)}

    own = runs((paths.resources() / "sample" / "sample.json").read_text("utf-8"))
    real = [runs(path.read_text("utf-8")) for path in REAL.iterdir()]
    assert real
    assert own & set().union(*real) == set()
