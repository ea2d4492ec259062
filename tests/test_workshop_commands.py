"""The votes of a workshop on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from riskreg.cli import main
from riskreg.domain.workshop_records import Participant, Vote
from tests.builders import a_register


@pytest.fixture
def file(tmp_path: Path) -> Path:
    register = a_register(tmp_path, points=2)
    with register.step("Vote") as edit:
        plan, point = register.year(2022).plan, register.year(2022).control_points[0]
        for at, (name, likelihood) in enumerate((("Anna", 1), ("Bo", 4)), 1):
            person = edit.add(Participant(plan_id=plan.id, position=at, name=name))
            edit.add(
                Vote(
                    control_point_id=point.id,
                    participant_id=person.id,
                    likelihood=likelihood,
                    consequence=2,
                )
            )
    register.close()
    return register.path


def test_votes_are_listed_with_what_came_of_them(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "votes", str(file)]) == 0
    first, outcome, *votes = capsys.readouterr().out.splitlines()
    assert first.startswith("K1  Risk nummer 1")
    assert outcome.strip() == (
        "2 votes, mean 2.5 × 2.0, spread 1–4 × 2; agreed 1 × 1; Handle through internal control"
    )
    assert [line.split() for line in votes] == [["1", "×", "2", "Anna"], ["4", "×", "2", "Bo"]]


def test_votes_as_json_with_every_risk(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["votes", str(file), "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first["votes"] == [
        {"participant": "Anna", "likelihood": 1, "consequence": 2},
        {"participant": "Bo", "likelihood": 4, "consequence": 2},
    ]
    assert (first["number"], first["decision"]) == ("K1", "handle")
    assert second["votes"] == []


def test_where_nobody_voted_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = a_register(tmp_path, points=2)
    register.close()
    assert main(["--language", "en", "votes", str(register.path)]) == 0
    assert capsys.readouterr().out == "Nobody has voted on the risks of 2022.\n"
    assert main(["--language", "en", "votes", str(register.path), "--year", "1999"]) == 2
