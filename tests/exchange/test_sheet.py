"""Reading spreadsheets: whatever the file, rows as a person sees them, or a sentence."""

from __future__ import annotations

import codecs
import datetime
import itertools
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.cli import main
from riskreg.exchange import sheet as reading
from riskreg.exchange.archive import MAX_ROWS, MAX_UNPACKED
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.faults import Trouble
from tests.builders import REAL, needs_real
from tests.exchange.odd_workbooks import workbook
from tests.peak import peak

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

TEXT = (
    'Kontrollmoment{0}Beslut{0}Analys\n"Följa, projekt; plan"{0}Åtgärdas{0}"rad ett\nrad två"\n'
    "B{0}Avförs{0}\n"
)
ROWS = (
    ("Kontrollmoment", "Beslut", "Analys"),
    ("Följa, projekt; plan", "Åtgärdas", "rad ett\nrad två"),
    ("B", "Avförs", ""),
)


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_csv_in_any_dress_gives_the_same_rows(
    tmp_path: Path, encoding: str, delimiter: str, ending: str
) -> None:
    text = TEXT.format(delimiter).replace("\n", ending)
    path = written(tmp_path / "lista.csv", text.encode(encoding))
    assert read_sheets(path) == (Sheet("lista", ROWS),)


def test_the_hint_that_excel_writes_is_obeyed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"sep=;\nA;B\n1,5;2,5\n")
    assert read_sheets(path)[0].rows == (("A", "B"), ("1,5", "2,5"))


def test_a_text_longer_than_the_library_likes_comes_in_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"A,B\n" + b"x" * 1_000_000 + b",2\n")
    assert len(read_sheets(path)[0].rows[1][0]) == 1_000_000


def test_markup_formulas_and_quotes_stay_literal(tmp_path: Path) -> None:
    cells = ("=cmd|' /C calc'!A0", "<b>& <img src=x>", '19" skärm')
    path = written(tmp_path / "a.csv", ("A;B;C\n" + ";".join(cells) + "\n").encode())
    assert read_sheets(path)[0].rows[1] == cells


def test_workbook_cells_are_shown_as_in_a_spreadsheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Risker"
    book.active["B2"] = "Rubrik "
    book.active["B3"] = 3.0
    book.active["C3"] = 2.5
    book.active["D3"] = datetime.date(2022, 3, 1)
    book.active["E3"] = datetime.datetime(2022, 3, 1, 13, 5)
    book.active["F3"] = True
    book.create_sheet("Tomt")
    hidden = book.create_sheet("Dolt")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    row = ("", "3", "2.5", "2022-03-01", "2022-03-01 13:05", "TRUE")
    assert read_sheets(tmp_path / "a.xlsx") == (
        Sheet("Risker", (("",) * 6, ("", "Rubrik", "", "", "", ""), row)),
        Sheet("Dolt", (("x",),), hidden=True),
    )


def test_a_workbook_is_known_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "x"
    book.save(tmp_path / "a.xlsx")
    renamed = (tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    assert read_sheets(renamed)[0].rows == (("x",),)


def ods(path: Path, rows: str, manifest: str = "") -> Path:
    names = {"office": "office", "table": "table", "text": "text"}
    declared = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"' for short, long in names.items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {declared}><office:body><office:spreadsheet>"
            f'<table:table table:name="Blad">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def test_ods_is_read(tmp_path: Path) -> None:
    row = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Mål</text:p>'
        '</table:table-cell><table:table-cell office:value-type="float" office:value="3"/></table:table-row>'
    )
    assert read_sheets(ods(tmp_path / "a.ods", row)) == (Sheet("Blad", (("Mål", "3"),)),)


@needs_real
@pytest.mark.parametrize("name", ["plan-2022.csv", "mandatory-2022.csv", "goals-2022.csv"])
def test_real_tables_have_even_rows(name: str) -> None:
    (sheet,) = read_sheets(REAL / name)
    assert len({len(row) for row in sheet.rows}) == 1
    assert len(sheet.rows) in (5, 18)


@needs_real
def test_windows_and_utf_8_copies_of_a_real_register_are_equal() -> None:
    folder = REAL.parent / "registers"
    assert (
        read_sheets(folder / "bauphysik_2020-01-31_de.csv")[0].rows
        == read_sheets(folder / "bauphysik_2020-01-31_cp1252_crlf.csv")[0].rows
    )


# ------------------------------------------------------------------ what is refused
def far_cell(path: Path) -> Path:
    """A workbook of two cells, as far apart as a sheet allows: read naively it asks for half a terabyte."""
    rows = (
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    return workbook(path, [rows])


def zip_bomb(path: Path) -> Path:
    return workbook(path, (bytes(1_000_000) for _ in range(MAX_UNPACKED // 1_000_000 + 1)))


def protected_xlsx(path: Path) -> Path:
    """The outer shape of an encrypted workbook: an OLE file that names its encrypted package."""
    header = struct.pack("<8s16xHHHHH", OLE, 62, 3, 0xFFFE, 9, 6)
    return written(path, header.ljust(1024, b"\0") + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0"))


def zip_of(path: Path, name: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    return path


def cut_short(path: Path) -> Path:
    openpyxl.Workbook().save(path)
    return written(path, path.read_bytes()[:2000])


def written_in_cells(path: Path, text: bytes, count: int) -> Path:
    """A workbook whose cells hold their texts themselves, as other programs write it."""
    cell = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>' + text + b"</t></is></c></row>"
    rows = (cell % (at, at) for at in range(1, count + 1))
    return workbook(path, itertools.chain([b"<sheetData>"], rows, [b"</sheetData>"]))


def wide_csv(path: Path, cell: str) -> Path:
    """A table with no more rows and cells than may be, each with a text of its own."""
    lines = (";".join(f"{cell}{row}{column}" for column in range(14)) for row in range(95_000))
    return written(path, "\n".join(lines).encode())


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda p: p / "saknas.csv", "There is no file"),
        (lambda p: p, "is a folder"),
        (lambda p: written(p / "a.csv", b""), "is empty"),
        (lambda p: written(p / "a.csv", b"\xef\xbb\xbf \n;;;\n"), "is empty"),
        (lambda p: written(p / "a.csv", b"A;B\0C\n1;2\n"), "is not a spreadsheet"),
        (lambda p: written(p / "a.csv", bytes(range(256)) * 9), "is not a spreadsheet"),
        (lambda p: written(p / "a.xlsx", b"%PDF-1.7\nendobj"), "is not a spreadsheet"),
        (lambda p: written(p / "a.xls", b"<html><table><tr><td>1"), "save it as XLSX"),
        (lambda p: written(p / "a.xls", b'<?xml version="1.0"?><Workbook/>'), "save it as XLSX"),
        (lambda p: zip_of(p / "a.xlsb", "xl/workbook.bin"), "save it as XLSX"),
        (lambda p: written(p / "a.csv", b'A;B\n"never closed;2\n3;4\n'), "never closed"),
        (lambda p: written(p / "a.xlsx", b"PK\x03\x04 and then nothing"), "is damaged"),
        (lambda p: written(p / "a.xls", OLE + b"x" * 600), "is damaged"),
        (lambda p: cut_short(p / "a.xlsx"), "is damaged"),
        (lambda p: zip_of(p / "a.xlsx", "hello.txt"), "is not a spreadsheet"),
        (lambda p: zip_of(p / "a.xlsx", "[Content_Types].xml"), "is damaged"),
        (lambda p: ods(p / "a.ods", "", "<manifest><encryption-data/></manifest>"), "by a password"),
        (lambda p: protected_xlsx(p / "a.xlsx"), "by a password"),
        (lambda p: far_cell(p / "a.xlsx"), "far too many columns"),
        (lambda p: zip_bomb(p / "a.xlsx"), "far too many columns"),
        (lambda p: written(p / "a.csv", b"A;B\n" * (MAX_ROWS + 1)), "more than 100000 rows"),
        (lambda p: written_in_cells(p / "a.xlsx", b"x" * 32_000, 2_000), "too much text"),
        (lambda p: wide_csv(p / "a.csv", "text "), "too much text"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, make: object, sentence: str) -> None:
    assert callable(make)
    with pytest.raises(Trouble, match=sentence):
        read_sheets(make(tmp_path))


def test_the_largest_table_is_tried_out_in_little_memory(tmp_path: Path) -> None:
    line = ";".join(("Risk {0} " + 70 * "x" + "\U0001f600",) * 8)
    table = "\n".join(["Risk;Sannolikhet;" + ";".join("abcdef"), *map(line.format, range(28_000))])
    written(tmp_path / "a.csv", table.encode())
    assert main(["new", str(tmp_path / "a.riskreg"), "--organisation", "N", "--year", "2022"]) == 0
    words = ("import", tmp_path / "a.riskreg", tmp_path / "a.csv", "--dry-run")
    assert peak("import sys; from riskreg.cli import main; assert main(sys.argv[1:]) == 0", *words) < 300_000


def test_a_file_that_is_too_large_is_refused_without_reading_it_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(reading.MAX_TEXT + 1)
    with pytest.raises(Trouble, match="larger than 30 MB"):
        read_sheets(path)


@given(
    start=st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"PK\x03\x04", OLE]),
    rest=st.binary(max_size=400),
)
def test_any_bytes_give_even_rows_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes
) -> None:
    path = written(tmp_path_factory.getbasetemp() / "any.csv", start + rest)
    try:
        sheets = read_sheets(path)
    except Trouble:
        return
    assert all(len(row) == len(sheet.rows[0]) for sheet in sheets for row in sheet.rows)
