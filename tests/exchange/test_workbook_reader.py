"""Workbooks as a person sees them, whichever program wrote them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import PatternFill

from riskreg.exchange.ole import container_of
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.faults import Trouble
from riskreg.texts import texts
from tests.exchange.odd_workbooks import cells, workbook


def read(path: Path) -> Sheet:
    return read_sheets(path)[0]


def test_numbers_are_read_in_their_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    formats = {
        "A1": (0.2, "0%"),
        "B1": (7, '"R-"000'),
        "C1": (2.6667, "0.0"),
        "D1": (0.2, "# ?/?"),
        "E1": (0.2, ""),
    }
    for place, (value, code) in formats.items():
        book.active[place] = value
        book.active[place].number_format = code or "General"
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").rows == (("20%", "R-007", "2.7", "1/5", "0.2"),)


def test_the_same_in_a_file_from_before_2007(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Risker")
    for column, (value, code) in enumerate([(0.2, "0%"), (7, '"R-"000'), (0.2, "General"), ("Åska", "@")]):
        sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))
    sheet.write_merge(1, 2, 0, 1, "Ekonomi")
    sheet.write(3, 0, xlwt.Formula("1/0"))
    sheet.write(3, 1, 1)
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("Dolt").write(0, 0, "x")
    book.get_sheet(1).visibility = 1
    book.save(str(tmp_path / "a.xls"))
    shown, hidden = read_sheets(tmp_path / "a.xls")
    assert shown.rows[:3] == (
        ("20%", "R-007", "0.2", "Åska"),
        ("Ekonomi", "Ekonomi", "", ""),
        ("Ekonomi", "Ekonomi", "", ""),
    )
    assert (*shown.hidden_rows, *shown.hidden_columns, hidden.hidden) == (2, 1, True)


def test_a_long_file_from_before_2007(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Risker")
    for row in range(5000):
        sheet.write(row, 0, f"Risk nummer {row}")
        sheet.write(row, 1, row % 4 + 1)
    book.save(str(tmp_path / "a.xls"))
    rows = read(tmp_path / "a.xls").rows
    assert (len(rows), rows[4999]) == (5000, ("Risk nummer 4999", "4"))


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for place, text in {
        "A1": "Register",
        "A2": "Nr",
        "B2": "Risk",
        "C2": "Netto",
        "B3": "b",
        "C3": "c",
        "D3": "d",
    }.items():
        book.active[place] = text
    for merged in ("A1:H1", "A2:A3", "C2:D2"):
        book.active.merge_cells(merged)
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").rows == (
        ("Register",) * 4,
        ("Nr", "Risk", "Netto", "Netto"),
        ("Nr", "b", "c", "d"),
    )


def test_errors_and_hidden_rows_are_remarked(tmp_path: Path) -> None:
    sheet = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="e"><v>#REF!</v></c>'
        '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>'
        "</sheetData>"
    )
    found = read(workbook(tmp_path / "a.xlsx", [sheet.encode()]))
    assert found.rows == (("#REF!", "#DIV/0!"), ("1", ""))
    assert [remark.say(texts("en")) for remark in found.remarks] == [
        "Sheet “Sheet” holds errors of the spreadsheet, such as #REF!, in A1, B1. Look at them.",
        "Rows of “Sheet” are hidden, and read all the same: 2.",
        "Columns of “Sheet” are hidden, and read all the same: B.",
    ]


def test_formulas_give_what_they_gave_last(tmp_path: Path) -> None:
    formula = b'<sheetData><row r="1"><c r="A1" t="str"><f>[1]Blad1!A1</f><v>sparat</v></c></row></sheetData>'
    assert read(workbook(tmp_path / "a.xlsm", [formula])).rows == (("sparat",),)


def test_cells_that_do_not_say_where_they_are(tmp_path: Path) -> None:
    rows = b"<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    assert read(workbook(tmp_path / "a.xlsx", [rows])).rows == (("1", "2"), ("3", ""))


def test_formats_down_to_the_last_row_and_column_cost_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "Risk"
    book.active.cell(1_048_576, 16_384).fill = PatternFill("solid", fgColor="FF0000")
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").rows == (("Risk",),)


def test_large_pictures_are_not_unpacked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [cells(2, 2)])
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.png", "w") as part,
    ):
        for _ in range(100):
            part.write(bytes(1_000_000))
    assert len(read(path).rows) == 2


def test_how_much_is_read_is_told_and_may_be_stopped(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in "ABC":
        book.create_sheet(name)["A1"] = name
    book.save(tmp_path / "a.xlsx")
    told: list[tuple[int, int]] = []
    read_sheets(tmp_path / "a.xlsx", lambda done, total: told.append((done, total)))
    assert len(told) == 4
    assert told == sorted(told)

    class Enough(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        read_sheets(tmp_path / "a.xlsx", stop)


def old(path: Path, *records: tuple[int, bytes]) -> Path:
    """A workbook from before 2007 of these records."""
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    path.write_bytes(container_of("Workbook", stream))
    return path


BEGIN = (0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
END = (0x0A, b"")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda p: old(p, BEGIN, (0x2F, bytes(54)), END), "by a password"),
        (lambda p: old(p, BEGIN, (0xFC, struct.pack("<II", 9, 0xFFFFFFFF)), END), "is damaged"),
        (
            lambda p: old(p, BEGIN, (0x85, struct.pack("<IHBBB", 1 << 30, 0, 1, 0, 65)), END),
            "is damaged",
        ),
        (lambda p: p.write_bytes(container_of("WordDocument", b"x")) and p, "is not a spreadsheet"),
        (lambda p: workbook(p, [b"<sheetData><row><c r='A1'><v>1</v>"]), "is damaged"),
        (lambda p: workbook(p, [cells(100_001, 1)]), "more than 100000 rows"),
        (lambda p: workbook(p, [cells(100, 16_384)]), "far too many columns"),
        (
            lambda p: workbook(p, [b"<sheetData>", *[b"<row><c><v>1</v></c></row>"] * 100_001]),
            "rows",
        ),
    ],
)
def test_what_is_refused(tmp_path: Path, make: Callable[[Path], Path], sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        read_sheets(make(tmp_path / "a.xls"))


def test_a_text_that_is_copied_into_too_many_cells(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 9001))
    path = workbook(
        tmp_path / "a.xlsx", [b"<sheetData>", rows, b"</sheetData>"], f"<si><t>{'x' * 32000}</t></si>"
    )
    with pytest.raises(Trouble, match="far too many"):
        read_sheets(path)
