"""Openly licensed registers of others come in with no choice changed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.proposal import Outcome, Proposal
from riskreg.exchange.sheet import read_sheets
from riskreg.register import Register
from riskreg.texts import texts
from tests.builders import REAL, a_register

REGISTERS = REAL.parent / "registers"
pytestmark = pytest.mark.skipif(not REGISTERS.is_dir(), reason="the registers are not here")
_ = texts("en")
EARLIER, LATER = "bauphysik_2020-01-25_de.csv", "bauphysik_2020-01-31_de.csv"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    register = a_register(tmp_path)
    yield register
    register.close()


def proposed(register: Register, name: str) -> Proposal:
    return propose(find_layout(read_sheets(REGISTERS / name), _), register.year(2022), _)


def taken_in(register: Register, name: str) -> Proposal:
    proposal = proposed(register, name)
    with register.step("Import") as edit:
        proposal.write(edit)
    return proposal


@pytest.mark.parametrize("name", [LATER, "bauphysik_2020-01-31_cp1252_crlf.csv"])
def test_the_german_register(register: Register, name: str) -> None:
    proposal = taken_in(register, name)
    assert {column.source: column.field for column in proposal.layout.columns} == {
        "ID": "reference",
        "Datum": "",
        "Name": "text",
        "Beschreibung": "text",
        "Typ": "category",
        "IMP": "consequence",
        "PRB": "likelihood",
        "MAG": "risk_value",
        "Owner": "responsible",
        "Gegenmaßnahme": "method",
    }
    assert proposal.counted(Outcome.ADDED) == 10
    assert [warning for row in proposal.rows for warning in row.warnings] == []
    points = {point.reference: point for point in register.year(2022).control_points}
    assert [points[n].consequence for n in ("1", "10", "5")] == [3, 4, 5]
    assert [points[n].likelihood for n in ("1", "10", "7", "9", "6")] == [4, 2, 3, 2, 1]
    assert points["7"].text.startswith("Stakeholder\nVeränderungen im Bereich")
    assert points["4"].category == "Technisch"
    assert len(register.year(2022).consequences) == 5


def test_a_later_version_changes_what_is_there_and_adds_nothing(register: Register) -> None:
    taken_in(register, EARLIER)
    later = taken_in(register, LATER)
    assert later.counted(Outcome.ADDED) == 0
    changed = {row.source_row: row for row in later.rows if row.outcome is Outcome.CHANGED}
    respelled = next(
        row for row in changed.values() if "text" in row.fields and "Ressourcenproblem" in row.fields["text"]
    )
    assert "Resourcenproblem" in respelled.reason
    assert {row.outcome for row in proposed(register, LATER).rows} == {Outcome.LEFT_OUT}


def test_the_danish_catalogue_without_headings(register: Register) -> None:
    proposal = taken_in(register, "os2compliance_it_stor_da_headerless.csv")
    assert proposal.layout.header_rows == ()
    assert [column.field for column in proposal.layout.columns] == [
        "reference",
        "",
        "category",
        "text",
        "",
        "",
    ]
    assert proposal.counted(Outcome.ADDED) == 63
    point = register.year(2022).control_points[0]
    assert point.reference == "228d2735-2ec5-4d1c-a7fc-e36285c34c86"
    assert point.category == "1) Fejlede sikkerhedsforanstaltninger"
    assert point.text.startswith("Uanonymiserede kopier af data")
    assert point.risk_value is None
