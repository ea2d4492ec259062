"""The mandatory set: taken in, held against last year's, and given back in its own columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from riskreg.domain.scales import Origin
from riskreg.exchange.export import mandatory_exported
from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.proposal import Outcome, Proposal
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.faults import Trouble
from riskreg.keeping import copy_forward
from riskreg.register import Register
from riskreg.texts import texts
from tests.builders import REAL, a_register, needs_real
from tests.exchange.odd_registers import sheet

_ = texts("en")
FIRST = """
Kontrollmoment|Lokalt Ansvarig|Sannolikhet|Konsekvens|Beslut|Analys
Kontrollera delegationsbeslut||1|2|Risk accepteras|Få beslut
Kontrollera fakturor||2|2|Hanteras via internkontroll|Stora summor
Kontrollera jäv och bisysslor hos anställda||1|1|Risk accepteras|Tre anställda
"""
SECOND = """
Kontrollmoment|Lokalt Ansvarig
Kontrollera delegationsbeslut|
Kontrollera jäv och bisysslor hos alla anställda|
Kontrollera informationssäkerheten|
"""


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    register = a_register(tmp_path)
    yield register
    register.close()


def taken_in(register: Register, sheets: list[Sheet], year: int) -> Proposal:
    proposal = propose(find_layout(sheets, _), register.year(year), _)
    with register.step("Import") as edit:
        proposal.write(edit)
    return proposal


def test_next_years_set_is_held_against_last_years(register: Register) -> None:
    taken_in(register, [sheet(FIRST)], 2022)
    copy_forward(register, 2022, 2023, keep_decisions=False)
    with register.step("Empty") as edit:
        edit.remove(*register.year(2023).control_points)
    proposal = taken_in(register, [sheet(SECOND)], 2023)
    assert [row.reason for row in proposal.rows] == [
        "as in 2022",
        "worded otherwise than in 2022",
        "new since 2022",
    ]
    assert proposal.remarks == ("Gone since 2022: O2 “Kontrollera fakturor”.",)
    before, after = register.year(2022).control_points, register.year(2023).control_points
    assert [p.lineage for p in after[:2]] == [before[0].lineage, before[2].lineage]
    assert after[2].lineage not in {p.lineage for p in before}
    assert {p.origin for p in after} == {Origin.MANDATORY}


def test_a_set_that_was_copied_forward_is_changed_and_not_doubled(register: Register) -> None:
    taken_in(register, [sheet(FIRST)], 2022)
    copy_forward(register, 2022, 2023, keep_decisions=False)
    proposal = taken_in(register, [sheet(SECOND)], 2023)
    assert [row.outcome for row in proposal.rows] == [Outcome.LEFT_OUT, Outcome.ADDED, Outcome.ADDED]
    assert "Gone since 2022: O2 “Kontrollera fakturor”." in proposal.remarks
    assert "Row 3 is like O3" in " ".join(proposal.warnings(_))


def test_the_first_set_is_held_against_nothing(register: Register) -> None:
    proposal = taken_in(register, [sheet(FIRST)], 2022)
    assert {row.reason for row in proposal.rows} == {""}
    assert proposal.remarks == ()


@needs_real
def test_the_real_list_goes_back_as_it_came(register: Register, tmp_path: Path) -> None:
    taken_in(register, list(read_sheets(REAL / "mandatory-2022.csv")), 2022)
    written = mandatory_exported(register.year(2022), ".csv", _)
    with (REAL / "mandatory-2022.csv").open(encoding="utf-8", newline="") as file:
        came = list(csv.reader(file))[1:]
    gone = list(csv.reader(StringIO(written.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert gone[0] == came[0]
    scores = {came[0].index(name) for name in ("Sannolikhet", "Konsekvens")}
    for row, back in zip(came[1:], gone[1:], strict=True):
        for at, (cell, written_cell) in enumerate(zip(row, back, strict=True)):
            said = cell.strip()[0] if at in scores else cell
            assert written_cell == said
    path = tmp_path / "back.csv"
    path.write_bytes(written)
    again = taken_in(register, list(read_sheets(path)), 2022)
    assert {row.outcome for row in again.rows} == {Outcome.LEFT_OUT}


def test_it_is_written_for_spreadsheets_only(register: Register, tmp_path: Path) -> None:
    taken_in(register, [sheet(FIRST)], 2022)
    path = tmp_path / "back.xlsx"
    path.write_bytes(mandatory_exported(register.year(2022), ".xlsx", _))
    (back,) = read_sheets(path)
    assert back.rows[1][1] == "Kontrollera delegationsbeslut"
    with pytest.raises(Trouble, match=r"Let the name end in one of \.xlsx, \.csv"):
        mandatory_exported(register.year(2022), ".docx", _)
