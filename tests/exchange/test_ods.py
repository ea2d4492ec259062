"""OpenDocument: what its cells show, what is merged, hidden and repeated."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.faults import Trouble
from riskreg.texts import texts

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "style", "draw")
)
DOUBLING = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'


def ods(path: Path, sheets: str, *, styles: str = "", before: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"{before}<office:document-content {NAMES}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return path


def table(*rows: str, name: str = "Blad", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", kind: str = "string", more: str = "") -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {more}>{shown}</table:table-cell>'


def read(path: Path, *rows: str) -> Sheet:
    (sheet,) = read_sheets(ods(path / "a.ods", table(*rows)))
    return sheet


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        (cell("20 %", "percentage", 'office:value="0.2"'), "20 %"),
        (cell("", "percentage", 'office:value="0.2"'), "20%"),
        (cell("2,7", "float", 'office:value="2.66666"'), "2.7"),
        (cell("1 234,5", "float", 'office:value="1234.5"'), "1234.5"),
        (cell("3", "float", 'office:value="3"'), "3"),
        (cell("", "float", 'office:value="3"'), "3"),
        (cell("R-007", "float", 'office:value="7"'), "R-007"),
        (cell("007", "float", 'office:value="7"'), "007"),
        (cell("01.03.22", "date", 'office:date-value="2022-03-01"'), "2022-03-01"),
        (cell("x", "date", 'office:date-value="2022-03-01T13:05:00"'), "2022-03-01 13:05"),
        (cell("SANT", "boolean", 'office:boolean-value="true"'), "TRUE"),
        (cell("rad ett</text:p><text:p>rad två"), "rad ett\nrad två"),
        (cell("a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d"), "a  b\tc\nd"),
        (cell("<text:span>fet</text:span> <text:a>länk</text:a>"), "fet länk"),
        (cell("text<office:annotation><text:p>en kommentar</text:p></office:annotation>"), "text"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(tmp_path: Path, drawn: str, text: str) -> None:
    assert read(tmp_path, row(drawn)).rows == ((text,),)


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    over = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    covered = "<table:covered-table-cell table:number-columns-repeated='2'/>"
    first = row(cell("Nr"), cell("Risk", more=over), covered)
    sheet = read(tmp_path, first, row(cell("1"), covered, cell("x")), row(cell("2")))
    assert sheet.rows == (("Nr", "Risk", "Risk", ""), ("1", "Risk", "Risk", "x"), ("2", "", "", ""))


def test_a_group_of_headings_at_the_end_reaches_as_far_as_its_columns(tmp_path: Path) -> None:
    over = 'table:number-columns-spanned="2"'
    sheet = read(tmp_path, row(cell("Nr"), cell("Risk", more=over)), row(cell("1"), cell("a"), cell("b")))
    assert sheet.rows[0] == ("Nr", "Risk", "Risk")


def test_repeated_cells_and_rows(tmp_path: Path) -> None:
    twice = 'table:number-columns-repeated="2"'
    far = row(
        '<table:table-cell table:number-columns-repeated="16384"/>',
        more='table:number-rows-repeated="1048570"',
    )
    sheet = read(
        tmp_path,
        row(
            cell("a", more=twice),
            cell(more=twice),
            cell("b"),
            cell(more='table:number-columns-repeated="16379"'),
        ),
        row(cell("c"), more='table:number-rows-repeated="2"'),
        far,
    )
    assert sheet.rows == (("a", "a", "", "", "b"), ("c", "", "", "", ""), ("c", "", "", "", ""))


def test_hidden_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    style = (
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    shown = table(columns, row(cell("a"), cell("b")), row(cell("c"), more='table:visibility="filter"'))
    hidden = table(row(cell("x")), name="Dolt", more='table:style-name="ta2"')
    first, second = read_sheets(ods(tmp_path / "a.ods", shown + hidden, styles=style))
    assert (first.hidden, *first.hidden_rows, *first.hidden_columns) == (False, 1, 1)
    assert second.hidden
    assert [remark.say(texts("en")) for remark in first.remarks] == [
        "Rows of “Blad” are hidden, and read all the same: 2.",
        "Columns of “Blad” are hidden, and read all the same: B.",
    ]


def test_errors_are_read_by_their_names_and_remarked(tmp_path: Path) -> None:
    sheet = read(tmp_path, row(cell("#REF!"), cell("Err:502", "float", 'office:value="0"')))
    assert sheet.rows == (("#REF!", "Err:502"),)
    assert "A1, B1" in sheet.remarks[0].say(texts("en"))


@pytest.mark.parametrize(
    ("drawn", "before", "sentence"),
    [
        (row(cell("x"), more='table:number-rows-repeated="1048576"'), "", "more than 100000 rows"),
        (
            row(
                cell("x", more='table:number-columns-repeated="16384"'),
                more='table:number-rows-repeated="9999"',
            ),
            "",
            "far too many columns",
        ),
        (row(cell("&c;")), DOUBLING, "is damaged"),
        ("<table:table-row>", "", "is damaged"),
    ],
)
def test_what_would_exhaust_the_memory_or_is_broken(
    tmp_path: Path, drawn: str, before: str, sentence: str
) -> None:
    with pytest.raises(Trouble, match=sentence):
        read_sheets(ods(tmp_path / "a.ods", table(drawn), before=before))


def test_a_text_document_is_no_spreadsheet(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.odt", "")
    with pytest.raises(Trouble, match="is empty"):
        read_sheets(path)
