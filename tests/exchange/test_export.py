"""What goes out: real types, whole texts, nothing that a spreadsheet would run, and it reads back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.follow_up_records import ControlResult, GoalResult, IndicatorResult
from riskreg.domain.records import RECORDS, ControlPoint, Event
from riskreg.domain.scales import Decision
from riskreg.domain.workshop_records import Vote
from riskreg.domain.year import Year
from riskreg.exchange.columns import listed_kinds
from riskreg.exchange.csv_file import csv_of
from riskreg.exchange.export import exported
from riskreg.exchange.sheet import read_sheets
from riskreg.exchange.tables import table_of, tables_of
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
        "Händelser",
        "Åtaganden",
        "Bedömningar",
        "Åtgärder",
        "Kontrollresultat",
        "Målresultat",
        "Indikatorresultat",
        "Deltagare i workshopen",
        "Röster",
        "Deltagare",
        "Positiva konsekvenser",
        "Risker vid förändringar",
        "Uppföljningsperioder",
        "Utgåvor",
        "Riskmatris",
        "Listor",
    ]
    points = book.worksheets[0]
    headings = [cell.value for cell in points[1]]
    assert headings[:2] == ["Nr", "Kontrollmoment"]
    first = dict(zip(headings, (cell.value for cell in points[2]), strict=True))
    assert (first["Nr"], first["Sannolikhet"], first["Riskvärde"]) == ("K1", 1, 1)
    assert first["Mål"] == "M1"
    assert points.freeze_panes == "B2"
    assert points.auto_filter.ref == f"A1:{get_column_letter(len(headings))}5"
    goals = [[cell.value for cell in row[:5]] for row in book["Mål"].iter_rows(min_row=2)]
    assert goals[1] == ["M1", "Mål", "Mål 1", "E1", "I1"]


def test_every_kind_that_is_followed_and_of_result_has_a_sheet_with_headings_of_its_own(
    sv: Texts, en: Texts
) -> None:
    followed = {kind for kind in RECORDS if any(f.kind is Kind.LINEAGE for f in stored_fields(kind))}
    keyed = followed | {ControlResult, GoalResult, IndicatorResult, Vote}
    assert set(listed_kinds()) == keyed
    for _ in (sv, en):
        tables = tables_of(year_with(4), _)
        assert len({table.name for table in tables}) == len(tables)
        assert len([table for table in tables if table.columns]) == len(keyed)
        assert all(len(set(table.headings)) == len(table.headings) for table in tables)
        assert all(len(table.name) <= 31 for table in tables)


def test_a_days_cell_is_a_day_and_one_that_spreadsheets_count_otherwise_a_text(sv: Texts) -> None:
    event = Event(dated=date(2022, 3, 16), done=date(1900, 2, 28), minutes=10**17, text="Möte")
    book = load_workbook(BytesIO(exported(replace(year_with(1), events=(event,)), ".xlsx", sv)))
    headings, cells = ([cell.value for cell in row] for row in book["Händelser"].iter_rows())
    first = dict(zip(headings, cells, strict=True))
    assert first["Datum"] == datetime(2022, 3, 16)
    assert (first["Klart den"], first["Längd i minuter"]) == ("1900-02-28", str(10**17))


def test_cells_offer_what_may_be_chosen(sv: Texts) -> None:
    year = year_with(4)
    book = load_workbook(BytesIO(exported(year, ".xlsx", sv)))
    points = book.worksheets[0]
    letters = {cell.value: cell.column_letter for cell in points[1]}
    rules = {str(rule.sqref).partition("2:")[0]: rule for rule in points.data_validations.dataValidation}

    def offered(heading: str) -> list[object]:
        sheet, _cut, place = rules[letters[heading]].formula1.rpartition("!")
        return [cell.value for (cell,) in book[sheet.strip("'")][place.replace("$", "")]]

    assert offered("Sannolikhet") == [1, 2, 3, 4]
    assert offered("Beslut") == [sv(decision.label) for decision in Decision]
    assert "4 Sannolik" in rules[letters["Sannolikhet"]].prompt
    assert rules[letters["Riskvärde"]].type is None  # only a hint: it is worked out
    assert book["Listor"].sheet_state == "hidden"


def test_the_matrix_holds_every_assessed_control_point_in_its_band(sv: Texts) -> None:
    year = year_with(9)
    sheet = load_workbook(BytesIO(exported(year, ".xlsx", sv)))["Riskmatris"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=6)]
    assert rows[0][0] == "Sannolikhet"
    assert [row[0] for row in rows[1:5]] == ["4 Sannolik", "3 Möjlig", "2 Mindre sannolik", "1 Osannolik"]
    assert rows[5][1:5] == ["1 Försumbar", "2 Lindrig", "3 Kännbar", "4 Allvarlig"]
    assert rows[4][1:3] == ["1 Låg\nK1", "2 Låg\nK4"]
    numbers = [n for row in rows[1:5] for cell in row[1:5] for n in str(cell).partition("\n")[2].split(", ")]
    assert sorted(filter(None, numbers)) == sorted(map(year.number, year.control_points))
    tints = {sheet.cell(row, 2).fill.fgColor.rgb for row in range(2, 6)}
    assert len(tints) == 2  # low and medium
    legend = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=8)]
    assert legend[1] == ["Låg", "1–2", "Accepteras"]
    assert legend[4] == ["Extremt hög", "16", "Åtgärdas"]


def test_texts_wrap_at_the_top_and_rows_are_as_high_as_they(sv: Texts) -> None:
    sheet = load_workbook(BytesIO(exported(with_text(year_with(2), "a\nb\nc"), ".xlsx", sv))).worksheets[0]
    assert (sheet["B2"].alignment.vertical, sheet["B2"].alignment.wrap_text) == ("top", True)
    assert sheet.row_dimensions[2].height == 45
    assert sheet.column_dimensions[sheet.cell(1, sheet.max_column).column_letter].hidden


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
    path.write_bytes(csv_of(table_of(ControlPoint, with_text(year_with(2), text), texts("sv"))))
    assert read_sheets(path)[0].rows[1][1] == text.strip()


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "'=1"])
def test_a_spreadsheet_runs_nothing_of_a_csv_file(text: str) -> None:
    line = (
        csv_of(table_of(ControlPoint, with_text(year_with(1), text), texts("sv")))
        .decode("utf-8-sig")
        .splitlines()[1]
    )
    assert line.split(";")[1].strip('"').startswith("'")


def test_an_unknown_ending_is_told_of(sv: Texts, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"“.odt” is no format"):
        exported(year_with(1), ".odt", sv)
