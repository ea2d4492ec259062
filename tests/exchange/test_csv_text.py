"""CSV files and copied blocks, whoever wrote them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.exchange.clipboard import block_of
from riskreg.exchange.csv_text import csv_rows, pasted_rows

ROWS = [
    ["Nr", "Händelse", "Åtgärd", "Größe"],
    ["1", "Översvämning i källaren på Östra skolan", "Pumpar, täta väggar", "groß"],
    ["2", "Fjärrvärmen faller ifrån", "Værnemidler på lager", "señal"],
]


def read(content: bytes) -> list[list[str]]:
    return list(csv_rows(content, Path("a.csv")))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1", "mac_roman", "cp850"],
)
def test_any_encoding_is_found(encoding: str) -> None:
    text = "".join(";".join(row) + "\r\n" for row in ROWS)
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16" else b""
    content = mark + text.encode("utf-16-be") if mark else text.encode(encoding)
    assert read(content) == ROWS


def test_a_few_spoilt_bytes_do_not_spoil_the_rest() -> None:
    text = "Risk;S\n" + "Översvämning på Ängö;2\n" * 20
    content = text.encode() + b"Fel\xff h\xe4r;3\n"
    assert read(content)[1] == ["Översvämning på Ängö", "2"]
    assert len(read(content)) == 22


@pytest.mark.parametrize("hint", ["sep=;", '"sep=;"', "SEP=;"])
def test_the_hint_is_no_row(hint: str) -> None:
    assert read(f"{hint}\r\nA;B\r\n1,5;2,5\r\n".encode()) == [["A", "B"], ["1,5", "2,5"]]


def test_decimal_commas_do_not_divide() -> None:
    assert read(b"ID;MAG\n1;1,2\n2;0,6\n3;3\n") == [["ID", "MAG"], ["1", "1,2"], ["2", "0,6"], ["3", "3"]]


def test_titles_and_sentences_with_commas_do_not_choose_the_delimiter() -> None:
    text = (
        "Register, 2026, utkast, version 3\n\nRisk;S;K\nBrand, stöld, inbrott;2;3\nVatten, fukt, mögel;1;4\n"
    )
    assert read(text.encode())[2:] == [
        ["Risk", "S", "K"],
        ["Brand, stöld, inbrott", "2", "3"],
        ["Vatten, fukt, mögel", "1", "4"],
    ]


# ------------------------------------------------------------------ pasted
def test_a_pasted_block() -> None:
    block = 'Risk\tMetod\tS\r\n"rad ett\nrad ""två"""\t"med\ttabb"\t2\r\n"Så" sa hon\t19" skärm\t\r\n'
    assert block_of(block) == (
        ("Risk", "Metod", "S"),
        ('rad ett\nrad "två"', "med\ttabb", "2"),
        ('"Så" sa hon', '19" skärm', ""),
    )


def test_one_cell_and_nothing() -> None:
    assert block_of("Risk") == (("Risk",),)
    assert block_of("") == ()


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from('"\n\t '))


@given(st.lists(st.lists(CELLS.map(str.strip), min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_a_spreadsheet_copies_comes_back(rows: list[list[str]]) -> None:
    def copied(cell: str) -> str:
        quoted = any(sign in cell for sign in '\n\t"')
        return '"' + cell.replace('"', '""') + '"' if quoted else cell

    block = "".join("\t".join(map(copied, row)) + "\r\n" for row in rows)
    assert list(pasted_rows(block)) == rows
