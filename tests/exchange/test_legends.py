"""What explains a scale beside a register is found, and what is only a list is not taken for it."""

from __future__ import annotations

from riskreg.exchange.heading_words import Meaning
from riskreg.exchange.legends import Legend, legend_of, legends_in
from riskreg.exchange.locating import Table
from riskreg.exchange.sheet import Sheet
from riskreg.exchange.table_lines import Line
from tests.exchange.odd_registers import sheet

REGISTER = sheet("Risk|S|K\nBrand|1|2\nStöld|2|2\nFusk|3|2", "Risker")


def found(*sheets: Sheet) -> tuple[Legend, ...]:
    lines = tuple(Line(number, row) for number, row in enumerate(REGISTER.rows[1:4], 2))
    table = Table(sheets[0], (1,), REGISTER.rows[0], lines, ())
    return legends_in(sheets, table)


def test_numbers_and_names_on_another_sheet_with_their_heading() -> None:
    scales = sheet(
        "Sannolikhet||Konsekvens\n1|Nästan aldrig|1|Ingen\n2|Ibland|2|Viss\n3|Ofta|3|Stor", "Skalor"
    )
    likelihood, consequence = found(REGISTER, scales)
    assert likelihood == Legend(((1, "Nästan aldrig"), (2, "Ibland"), (3, "Ofta")), Meaning.LIKELIHOOD)
    assert consequence.steps == ((1, "Ingen"), (2, "Viss"), (3, "Stor"))


def test_number_and_name_in_one_cell_below_the_register() -> None:
    rows = [
        *REGISTER.rows,
        ("", "", ""),
        ("5 = Almost certain", "", ""),
        *(
            (f"{n} = {name}", "", "")
            for n, name in ((4, "Likely"), (3, "Possible"), (2, "Unlikely"), (1, "Rare"))
        ),
    ]
    (legend,) = found(Sheet("Risker", tuple(rows)))
    assert legend.steps[0] == (1, "Rare")
    assert legend.meaning is Meaning.LIKELIHOOD, "its words are of nothing else"


def test_the_records_of_the_register_are_no_legend() -> None:
    assert found(REGISTER) == ()


def test_the_legend_of_a_scale_is_chosen_by_its_name_or_its_words() -> None:
    one = Legend(((1, "Nästan aldrig"), (2, "Ibland"), (3, "Ofta")), Meaning.LIKELIHOOD)
    other = Legend(((1, "Ingen"), (2, "Viss"), (3, "Stor")), None)
    assert legend_of([other, one], "likelihood") is one
    assert legend_of([other, one], "consequence", {"viss", "stor"}) is other
    assert legend_of([other, one], "consequence", {"hisklig"}) is None


def test_any_numbered_list_is_not_a_scale() -> None:
    contents = Legend(((1, "Inledning"), (2, "Syfte"), (3, "Metod")), None)
    assert legend_of([contents], "likelihood") is None
    levels = Legend(((1, "Low"), (2, "Medium"), (3, "High")), None)
    assert legend_of([levels], "likelihood") is levels
