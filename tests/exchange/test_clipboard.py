"""Blocks on the clipboard: what goes out comes back, and a block changes what it is laid over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.change import Contents
from riskreg.domain.records import ControlPoint
from riskreg.domain.year import year_of
from riskreg.exchange.cell_edits import CellEdits
from riskreg.exchange.clipboard import MAX_ROWS, Grid, block_html, block_of, block_text, pasted
from riskreg.exchange.columns import columns_of
from riskreg.exchange.proposal import Outcome
from riskreg.exchange.tables import table_of
from riskreg.faults import Trouble
from riskreg.texts import texts
from tests.builders import an_edit, any_text, fill

EN = texts("en")
SHOWN = ("number", "text", "likelihood", "consequence", "risk_value", "responsible")


@pytest.fixture
def contents() -> Contents:
    edit, plan = an_edit()
    fill(edit, plan, 4)
    return edit.contents


def a_grid(contents: Contents, row: int = 0, column: str = "text") -> Grid:
    known = {c.name: c for c in columns_of(ControlPoint)}
    points = year_of(contents, 2022).control_points
    return Grid(ControlPoint, tuple(known[name] for name in SHOWN), points, row, SHOWN.index(column))


def edits(contents: Contents, text: str, row: int = 0, column: str = "text") -> CellEdits:
    year = year_of(contents, 2022)
    return pasted(block_of(text), a_grid(contents, row, column), year, contents, EN)


def changes(of: CellEdits) -> list[tuple[str, str, str, str]]:
    return [(row.name, c.column.name, c.before, c.after) for row in of.rows for c in row.cells]


# ------------------------------------------------------------------ written and read
@given(st.lists(st.lists(any_text, min_size=2, max_size=3), min_size=1, max_size=4).filter(
    lambda rows: len({len(row) for row in rows}) == 1
))  # fmt: skip
def test_a_block_comes_back(rows: list[list[str]]) -> None:
    rows = [[cell.translate({0x85: "\n", 0x2028: "\n", 0x2029: "\n"}) for cell in row] for row in rows]
    assert [list(row) for row in block_of(block_text(rows))] == rows


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"one\ntwo"\tb\n', (("one\ntwo", "b"),)),
        ('"a ""b"" c"\td', (('a "b" c', "d"),)),
        ('say "hi"\tb', (('say "hi"', "b"),)),
        ('"open\tb\nc\td', (('"open', "b"), ("c", "d"))),
        ("a\n\nb", (("a",), ("",), ("b",))),
        ("a\tb\nc", (("a", "b"), ("c", ""))),
        ("", ()),
        ("'=1+1\tb", (("=1+1", "b"),)),
    ],
)
def test_a_spreadsheets_text_is_read(text: str, block: object) -> None:
    assert block_of(text) == block


def test_nothing_is_run_where_it_is_pasted() -> None:
    assert block_text([["=cmd|' /C calc'!A0", "-1"]]) == "'=cmd|' /C calc'!A0\t'-1\n"
    told = block_html(["No."], [["=1 & <b>\nb"]])
    assert "mso-number-format:'\\@'\">=1 &amp; &lt;b&gt;<br>b</td>" in told


def test_far_too_many_rows_are_refused() -> None:
    with pytest.raises(Trouble, match="More than 3000 rows"):
        block_of("a\n" * (MAX_ROWS + 1))


# ------------------------------------------------------------------ laid over the cells that are shown
def test_a_block_changes_the_cells_under_it(contents: Contents) -> None:
    found = edits(contents, "4\t4\n2\t1", 1, "likelihood")
    assert changes(found) == [
        ("K2", "likelihood", "2", "4"),
        ("K2", "consequence", "1", "4"),
        ("K3", "likelihood", "3", "2"),
    ]
    assert found.bad_rows == ()


def test_rows_past_the_last_one_are_new(contents: Contents) -> None:
    found = edits(contents, "Delegeringen\t1\nEn ny risk\t3\t2\n\nÄnnu en", 3, "text")
    assert [row.outcome for row in found.rows] == [Outcome.CHANGED, Outcome.ADDED, Outcome.ADDED]
    new = [row.after for row in found.rows if row.before is None]
    assert [(p.text, p.likelihood, p.position) for p in new if isinstance(p, ControlPoint)] == [
        ("En ny risk", 3, 5),
        ("Ännu en", None, 6),
    ]


def test_what_cannot_be_taken_is_said_cell_by_cell(contents: Contents) -> None:
    found = edits(contents, "9\t4\t99\tKim", 0, "likelihood")
    assert changes(found) == [("K1", "consequence", "1", "4"), ("K1", "responsible", "Samordnaren", "Kim")]
    (trouble,) = found.rows[0].troubles
    assert (trouble.column.name, trouble.is_bad) == ("likelihood", True)
    assert "not on the scale" in trouble.reason


def test_a_new_row_with_a_bad_cell_is_left_out(contents: Contents) -> None:
    (row,) = edits(contents, "Ny risk\tstor", 4, "text").rows
    assert (row.outcome, row.after, row.is_bad) == (Outcome.LEFT_OUT, None, True)


def test_columns_past_the_last_one_are_told_of(contents: Contents) -> None:
    found = edits(contents, "Kim\tmer\nKim\t", 0, "responsible")
    assert found.warnings == ("“mer” is left out: it reaches past the last column shown.",)


# ------------------------------------------------------------------ by headings, numbers and keys
def test_a_block_with_headings_goes_by_them(contents: Contents) -> None:
    found = edits(contents, "Konsekvens\tResponsible\n4\tKim\n", 2, "text")
    assert [change[:2] for change in changes(found)] == [("K3", "consequence"), ("K3", "responsible")]


def test_a_list_with_headings_and_texts_of_its_own_is_new(contents: Contents) -> None:
    found = edits(contents, "Konsekvens\tControl point\n4\tNytt namn\n\n3\tEtt till\n", 2, "responsible")
    assert found.counted(Outcome.ADDED) == 2
    assert found.counted(Outcome.CHANGED) == 0


def test_a_first_row_with_a_word_that_is_no_heading_is_a_row(contents: Contents) -> None:
    found = edits(contents, "Konsekvens\t4\nx\t3\n", 2, "text")
    assert changes(found)[0][::3] == ("K3", "Konsekvens")


def test_a_block_with_numbers_goes_by_them(contents: Contents) -> None:
    found = edits(contents, "No.\tResponsible\nO1\tKim\nk1\tLo\n\tSam\nK9\tMe\nK1\tYou\n", 2)
    assert changes(found) == [
        ("O1", "responsible", "Samordnaren", "Kim"),
        ("K1", "responsible", "Samordnaren", "Lo"),
    ]
    assert [row.reason for row in found.bad_rows if row.refused] == [
        "“Control point” must not be empty. Write something in it.",
        "there is no K9 in the plan",
        "K1 is in row 3 as well",
    ]


def test_rows_of_an_exported_file_go_by_their_keys(contents: Contents) -> None:
    table = table_of(ControlPoint, year_of(contents, 2022), EN)
    rows = [[str(cell if cell is not None else "") for cell in row] for row in table.rows[::-1]]
    rows[0][1] = "Changed"
    found = edits(contents, block_text([table.headings, *rows]), 3)
    assert [change[:2] for change in changes(found)] == [("O1", "text")]
