"""Copying a year by command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.domain.records import ControlPoint
from riskreg.opening import open_register
from tests.builders import a_register
from tests.test_cli import run, year_of


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKREG_LANGUAGE", "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    register = a_register(tmp_path, points=4)
    register.close()
    return register.path


def test_a_preview_writes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    run("copy-year", file, "--to", 2023, "--preview")
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("The plan for 2022 is not adopted yet.")
    assert told[1:3] == ["Comes along to 2023", "  Control points: 4"]
    assert told[3].startswith("    K1  Risk nummer 1")
    assert file.read_bytes() == before


def test_a_draft_takes_in_what_came_since_and_says_what(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("copy-year", file, "--to", 2023)
    told = capsys.readouterr().out
    assert "The plan for 2022 is carried forward to 2023." in told
    assert "Control points: 4 · Effect goals and goals: 3 · Indicators: 2 · Links: 10" in told
    register = open_register(file)
    first = register.year(2023).control_points[0]
    with register.step("Both years") as edit:
        edit.put(first, replace(first, text="Egen text"))
        edit.add(ControlPoint(plan_id=register.year(2022).plan.id, position=9, text="Kom senare"))
        edit.remove(register.year(2023).control_points[1])
    register.close()
    run("copy-year", file, "--to", 2023)
    told = capsys.readouterr().out
    assert "only what is new in 2022 is added" in told
    assert told.splitlines()[-1] == "Control points: 1"
    texts = [point.text for point in year_of(file, 2023).control_points]
    assert (texts[0], texts[2], len(texts)) == ("Egen text", "Kom senare", 4)
    run("copy-year", file, "--to", 2023)
    assert capsys.readouterr().out == "The plan for 2023 lacks nothing that 2022 has.\n"
    run("copy-year", file, "--to", 2023, "--removed")
    assert capsys.readouterr().out.splitlines()[-1] == "Control points: 1 · Links: 2"
    run("history", file)
    assert "Take in from 2022 to 2023" in capsys.readouterr().out


def test_the_year_before_is_copied_unless_another_is_named(file: Path) -> None:
    run("copy-year", file, "--to", 2025)
    run("copy-year", file, "--to", 2023)
    assert [p.lineage for p in year_of(file, 2023).control_points] == [
        p.lineage for p in year_of(file, 2022).control_points
    ]
    run("copy-year", file, "--to", 2025)  # from 2023, which lies nearer
    assert len(year_of(file, 2025).control_points) == 4
