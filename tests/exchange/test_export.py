"""What goes out: real types, whole texts, nothing that a spreadsheet would run, and it reads back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from riskreg.domain.fields import Kind
from riskreg.domain.year import Year
from riskreg.exchange.csv_file import csv_of
from riskreg.exchange.export import exported
from riskreg.exchange.sheet import read_sheets
from riskreg.exchange.tables import tables_of
from riskreg.exchange.workbook import WIDTHS
from riskreg.faults import Trouble
from riskreg.texts import Texts, texts
from tests.builders import any_text, year_with


def with_text(year: Year, text: str) -> Year:
    """The year, its first control point saying something else."""
    first, *others = year.control_points
    return replace(year, control_points=(replace(first, text=text, analysis=text), *others))


def test_the_workbook_has_a_sheet_a_kind_with_real_numbers(sv: Texts) -> None:
    book = load_workbook(BytesIO(exported(year_with(4), ".xlsx", sv)))
    assert book.sheetnames == [
        "Kontrollmoment",
        "Mål",
        "Indikatorer",
        "Åtaganden",
        "Bedömningar",
        "Deltagare",
        "Positiva konsekvenser",
        "Risker vid förändringar",
        "Åtgärder",
    ]
    points = book.worksheets[0]
    headings = [cell.value for cell in points[1]]
    assert headings[:2] == ["Nr", "Kontrollmoment"]
    first = dict(zip(headings, (cell.value for cell in points[2]), strict=True))
    assert (first["Nr"], first["Sannolikhet"], first["Riskvärde"]) == ("K1", 1, 1)
    assert first["Mål"] == "M1"
    assert points.freeze_panes == "B2"


def test_every_kind_of_field_has_a_width() -> None:
    assert WIDTHS.keys() == set(Kind)


@given(
    any_text.filter(str.strip)
    | st.sampled_from(["=1+1", "'=1", "-a", "@x", "+", "''@", "_x0041_", " a ", "#N/A"])
)
def test_any_text_goes_out_and_is_read_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    written = exported(with_text(year_with(2), text), ".xlsx", texts("sv"))
    cell = load_workbook(BytesIO(written)).worksheets[0]["B2"]
    assert (unescape(cell.value), cell.data_type) == (text, "s")
    path = tmp_path_factory.mktemp("xlsx") / "plan.xlsx"
    path.write_bytes(written)
    assert read_sheets(path)[0].rows[1][1] == text.strip()


@given(
    any_text.filter(str.strip) | st.sampled_from(["=1+1", "'=1", "-a", "@x", "+", "''@", "a;b", '"', "a\nb"])
)
def test_a_csv_file_is_read_back_by_us(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("csv") / "plan.csv"
    path.write_bytes(csv_of(tables_of(with_text(year_with(2), text), texts("sv"))[0]))
    assert read_sheets(path)[0].rows[1][1] == text.strip()


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "'=1"])
def test_a_spreadsheet_runs_nothing_of_a_csv_file(text: str) -> None:
    line = (
        csv_of(tables_of(with_text(year_with(1), text), texts("sv"))[0]).decode("utf-8-sig").splitlines()[1]
    )
    assert line.split(";")[1].strip('"').startswith("'")


def test_an_unknown_ending_is_told_of(sv: Texts, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"“.odt” is no format"):
        exported(year_with(1), ".odt", sv)
