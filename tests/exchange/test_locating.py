"""Which table of a file is the register, and which are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.exchange.locating import tables_in
from riskreg.exchange.sheet import Sheet, read_sheets
from tests.builders import REAL, needs_real
from tests.exchange.grids import accounted, known, left, located, numbers, sheet

PLAIN = """
    Nr | Risk                                | S | K | RV | Ansvarig
    1  | Fakturor betalas till fel mottagare | 2 | 4 | 8  | Ekonomichef
    2  | Personuppgifter lämnas ut obehörigt | 3 | 4 | 12 | Kanslichef
    3  | Avtal följs inte upp                | 3 | 2 | 6  | Upphandlare
"""


def test_a_plain_table() -> None:
    table = located(PLAIN)
    assert table.header_rows == (1,)
    assert table.headings == ("Nr", "Risk", "S", "K", "RV", "Ansvarig")
    assert numbers(table) == [2, 3, 4]
    assert left(table) == {}
    assert table.lines[0].cells == ("1", "Fakturor betalas till fel mottagare", "2", "4", "8", "Ekonomichef")


def test_three_short_risks_under_many_headings_are_a_register_and_no_lists_of_choices() -> None:
    table = located(
        """
        Nr | Risk   | S | K | RV | Ansvarig | Kommentar
        1  | Brand  | 1 | 4 | 4  | Anna     | Kollad
        2  | Stöld  | 2 | 2 | 5  | Bo       |
        3  | Läckor | 3 | 1 | 3  | Cia      |
        """
    )
    assert numbers(table) == [2, 3, 4]


def test_short_rows_that_sound_like_steps_of_a_scale_are_a_register_under_its_headings() -> None:
    rows = "\n".join(f"Risk {n} | {n % 4 + 1} | 2" for n in range(12))
    assert numbers(located(f"Kontrollmoment | Sannolikhet | Konsekvens\n{rows}")) == list(range(2, 14))


def test_the_register_among_instructions_lists_and_matrices() -> None:
    register = sheet(PLAIN, "Risker 2026")
    front = sheet("Internkontroll 2026\nFramtagen av | kansliet", "Försättsblad")
    lists = sheet(
        """
        Status | Category | Owner | Likelihood
        Open | Finance | Anna | Rare
        Closed | Staff | Bo | Possible
        | IT | | Likely
        """,
        "Lists",
    )
    scale = sheet(
        """
        Likelihood | Score | Description
        Rare | 1 | Less than once in ten years
        Possible | 2 | Once a year
        Likely | 3 | Every month
        """,
        "Scale",
    )
    explained = sheet(
        """
        Column | Description
        Risk | What may happen, in one sentence
        Likelihood | How often it happens, from 1 to 4
        Impact | How bad it would be
        Owner | Who follows it up
        """,
        "Guide",
    )
    tables = tables_in([front, lists, scale, explained, register], known)
    assert [table.sheet.name for table in tables] == ["Risker 2026"]


def test_a_table_whose_first_column_repeats_headings_is_no_explanation() -> None:
    table = located("""
        Type | Description
        Risk | The lift is out of order for weeks
        Risk | The roof leaks into the library
        Issue | Nobody answers the telephone
        Action | Order a new lift
        Action | Repair the roof
        Risk | The heating fails in January
    """)
    assert numbers(table) == [2, 3, 4, 5, 6, 7]


def test_a_list_of_risks_that_sound_like_headings() -> None:
    table = located("""
        Risk | Owner
        Impact |
        Controls |
        Likelihood |
    """)
    assert numbers(table) == [2, 3, 4]


def test_the_risks_of_a_raid_log() -> None:
    risks = sheet(
        """
        ID | Description | Category | Probability | Impact | Score | Mitigation | Owner | Status
        R1 | The supplier delivers late         | Time | 3 | 4 | 12 | Penalties | Anna | Open
        R2 | The users do not accept the system | Use  | 2 | 5 | 10 | Training  | Bo   | Open
        """,
        "Risks",
    )
    actions = sheet(
        "ID | Action | Owner | Due date | Status\n"
        + "\n".join(
            f"A{n} | Do the thing with number {n} | Anna | 2026-01-{n:02} | Open" for n in range(1, 31)
        ),
        "Actions",
    )
    assert located(actions, risks).sheet.name == "Risks"


def test_a_hidden_copy_comes_last() -> None:
    hidden, shown = sheet(PLAIN, "Gammal", hidden=True), sheet(PLAIN, "Ny")
    assert [table.sheet.name for table in tables_in([hidden, shown], known)] == ["Ny", "Gammal"]


@pytest.mark.parametrize(
    "drawn",
    [
        "Namn | Telefon\nA | 08",
        "Likelihood | Description\n1 Rare | Once in ten years\n2 Possible | Once a year",
        "Anteckningar från mötet\nAlla var där",
        "Low | Medium | High\n1 | 2 | 3\n2 | 4 | 6",
    ],
)
def test_what_is_no_register(drawn: str) -> None:
    assert tables_in([sheet(drawn)], known) == ()


CELLS = sheet("""
    | | | Risk | Nr | Sannolikhet | Konsekvens | Owner | 1 | 2 | 3 | R1 | 1.1 | x | 20% | Hög | Low | (kEUR)
    Ekonomi | Summa | 2026-03-01 | #REF! | A | Avtalen följs inte upp | Servern är gammal och går sönder
""").rows
ROW = st.lists(st.sampled_from(CELLS[0] + CELLS[1]), min_size=5, max_size=5)


@given(st.lists(ROW, min_size=1, max_size=14))
def test_every_row_of_any_sheet_is_accounted_for(rows: list[list[str]]) -> None:
    for table in tables_in([Sheet("Blad1", tuple(map(tuple, rows)))], known):
        accounted(table)
        assert all(len(line.cells) == len(table.headings) == 5 for line in table.lines)


# ------------------------------------------------------------------ real ones
@needs_real
@pytest.mark.parametrize(
    ("name", "header", "count"),
    [
        ("real/plan-2022.csv", (1,), 4),
        ("real/mandatory-2022.csv", (2,), 3),
        ("registers/bauphysik_2020-01-25_de.csv", (1,), 10),
        ("registers/bauphysik_2020-01-31_de.csv", (1,), 10),
        ("registers/os2compliance_it_stor_da_headerless.csv", (), 63),
    ],
)
def test_real_registers(name: str, header: tuple[int, ...], count: int) -> None:
    table = located(*read_sheets(REAL.parent / name))
    assert table.header_rows == header
    assert (len(table.lines), table.left_out) == (count, ())
