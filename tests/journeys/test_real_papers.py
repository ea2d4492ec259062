"""A committee's own tables, through the command line, to the printed plan that holds all of them."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from riskreg.cli import main
from tests.builders import REAL, needs_real

# What the committee's words for scores and decisions become in the register's own.
SAID_OTHERWISE = {
    "Risk accepteras": "Accepteras",
    "1 väldigt liten sannolikhet": "1",
    "1. väldigt liten sannolikhet": "1",
}


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RISKREG_LANGUAGE", "sv")
    register, pdf = tmp_path / "namnden.riskreg", tmp_path / "plan.pdf"
    assert main(["new", str(register), "--organisation", "Norrbottens e-nämnd", "--year", "2022"]) == 0
    for source in ("goals", "plan", "mandatory"):
        assert main(["import", str(register), str(REAL / f"{source}-2022.csv")]) == 0
    assert main(["print", str(register), "plan", "-o", str(pdf)]) == 0
    return pdf


def cells(name: str, heading_rows: int) -> list[list[str]]:
    with (REAL / f"{name}-2022.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[heading_rows:]
    return [[SAID_OTHERWISE.get(cell.strip(), cell) for cell in row if cell.strip()] for row in rows]


def one_line(text: str) -> str:
    return " ".join(text.replace("\u00ad\n", "").replace("\u00ad", "").split())


def in_order(told: str, *wanted: str) -> None:
    at = 0
    for text in wanted:
        found = told.find(one_line(text), at)
        assert found >= 0, f"“{text}” is missing after “{told[max(0, at - 60) : at]}”"
        at = found


@needs_real
@pytest.mark.parametrize("tool", [("pdftotext",), ("pdfinfo", "-struct-text")])
def test_every_cell_is_on_paper_in_reading_order(printed: Path, tool: tuple[str, ...]) -> None:
    target = ["-"] if tool[0] == "pdftotext" else []
    shown = subprocess.run([*tool, str(printed), *target], capture_output=True, text=True, check=True)
    told = one_line(shown.stdout)
    for row in cells("plan", 1) + cells("mandatory", 2):
        for cell in row:
            assert one_line(cell) in told
    in_order(told, *(row[0] for row in cells("plan", 1)), *(row[0] for row in cells("mandatory", 2)))
    in_order(told, *(row[1] for row in cells("goals", 1)))
