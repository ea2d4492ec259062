"""The annual wheel on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from riskreg.cli import main
from tests.builders import a_register


@pytest.fixture
def file(tmp_path: Path) -> Path:
    register = a_register(tmp_path)
    register.close()
    return register.path


def test_an_empty_wheel_is_begun_and_listed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "wheel", str(file)]) == 0
    assert capsys.readouterr().out.startswith("The annual wheel of 2022 is empty.")
    assert main(["--language", "en", "wheel", str(file), "--usual"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["2022-03-16", "Past", "Sammanträde:", "årsredovisning"]
    assert len(lines) == 8
    assert main(["--language", "en", "wheel", str(file), "--usual"]) == 2
    assert "holds events already" in capsys.readouterr().err


def test_the_list_as_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["wheel", str(file), "--usual", "--json"])
    first, *_others = json.loads(capsys.readouterr().out)
    assert (first["date"], first["kind"], first["standing"]) == ("2022-03-16", "meeting", "past")


def test_the_calendar_goes_out_and_is_the_same_while_nothing_changes(file: Path, tmp_path: Path) -> None:
    main(["wheel", str(file), "--usual"])
    for name in ("one.ics", "two.ics"):
        assert main(["export", str(file), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()
    assert len(Calendar.from_ical((tmp_path / "one.ics").read_bytes()).walk("VEVENT")) == 8


def test_the_wheel_is_printed(file: Path, tmp_path: Path) -> None:
    main(["wheel", str(file), "--usual"])
    assert main(["print", str(file), "wheel", "-o", str(tmp_path / "wheel.pdf")]) == 0
    assert (tmp_path / "wheel.pdf").read_bytes().startswith(b"%PDF")
