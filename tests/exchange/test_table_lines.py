"""Which rows are records, what heads a part of them, what is none, and where they end."""

from __future__ import annotations

from riskreg.exchange.locating import tables_in
from riskreg.exchange.table_lines import BESIDE, Sort
from tests.exchange.grids import accounted, categories, known, left, located, merged, numbers, sheet


def test_an_empty_row_under_the_headings() -> None:
    table = located("""
        ID | Datum | Beschreibung | IMP | PRB | Owner
        .
        1 | 01.12.2019 | Mitglied des Teams kann nicht teilnehmen | 3 | 100% | Owner 1
        10 | 15.01.2020 | Fachbegriffe werden falsch verstanden | 4 | 50% | Owner 3
    """)
    assert (table.header_rows, numbers(table)) == ((1,), [3, 4])


def test_merged_headings_inside_the_table_are_categories() -> None:
    table = located(f"""
        ID | Risk | Likelihood | Impact | Owner
        {merged("Finance", 5)}
        1 | Fraud with invoices of small suppliers | 2 | 4 | CFO
        2 | Interest rates rise                    | 4 | 3 | CFO
        {merged("Staff", 5)}
        3 | Sick leave among home helpers rises    | 4 | 3 | HR
    """)
    assert numbers(table) == [3, 4, 6]
    assert categories(table) == ["Finance", "Finance", "Staff"]
    assert left(table) == {2: Sort.HEADING.value, 5: Sort.HEADING.value}


def test_numbered_headings_inside_the_table_are_categories() -> None:
    table = located("""
        Nr | Risiko | Sannsynlighet | Konsekvens | Tiltak
        1. Styring | | | |
        1.1 | Mål er ikke forankret hos ledelsen | 2 | 3 | Møte
        1.2 | Roller er uklare                   | 3 | 3 | Møte
        2. Drift | | | |
        2.1 | Strømmen faller ut                 | 2 | 4 | Aggregat
    """)
    assert categories(table) == ["1. Styring", "1. Styring", "2. Drift"]


def test_a_heading_whose_number_stands_in_the_column_of_numbers() -> None:
    table = located("""
        Nr | Risk | S | K | Åtgärd
        1 | Ekonomi | | |
        1.1 | Fakturor betalas till fel mottagare | 2 | 3 | Attest
        1.2 | Budgeten överskrids                 | 3 | 3 | Uppföljning
        2 | Personal | | |
        2.1 | Kompetens saknas vid semestrar      | 2 | 4 | Plan
    """)
    assert numbers(table) == [3, 4, 6]
    assert categories(table) == ["1 Ekonomi", "1 Ekonomi", "2 Personal"]


def test_an_unassessed_risk_is_no_heading() -> None:
    table = located("""
        Nr | Risk | S | K | Åtgärd
        1 | Fakturor betalas till fel mottagare | 2 | 3 | Attest
        2 | Budgeten överskrids                 | | |
        3 | Kompetens saknas vid semestrar      | 2 | 4 | Plan
    """)
    assert numbers(table) == [2, 3, 4]
    assert categories(table) == ["", "", ""]


def test_numbered_but_empty_rows() -> None:
    table = located("""
        ID | Risk | Likelihood | Impact | Score | Status
        1 | The lift is out of order for weeks | 2 | 3 | 6 | Open
        2 | The roof leaks into the library    | 3 | 3 | 9 | Open
        3 | | | | 0 | Open
        4 | | | | 0 |
        5 | | | | |
    """)
    assert numbers(table) == [2, 3]
    assert left(table) == dict.fromkeys((4, 5, 6), Sort.EMPTY.value)


def test_headings_repeated_on_every_page() -> None:
    table = located(f"""
        {merged("Risk register", 5)}
        ID | Risk | Likelihood | Impact | Owner
        1 | The lift is out of order for weeks | 2 | 3 | Anna
        2 | The roof leaks into the library    | 3 | 3 | Bo
        {merged("Risk register (continued)", 5)}
        ID | Risk | Likelihood | Impact | Owner
        3 | The heating fails in January       | 2 | 4 | Bo
    """)
    assert numbers(table) == [3, 4, 7]
    assert categories(table) == ["", "", ""]
    assert left(table) == {5: Sort.TITLE.value, 6: Sort.REPEATED.value}


def test_a_part_for_each_department_with_headings_of_its_own() -> None:
    table = located("""
        Ekonomi
        Nr | Risk | S | K | RV
        1 | Fakturor betalas till fel mottagare | 2 | 3 | 6
        2 | Budgeten överskrids                 | 3 | 3 | 9
        .
        Personal
        Nr | Risk | S | K | RV
        1 | Kompetens saknas vid semestrar      | 2 | 4 | 8
        .
        IT
        Nr | Risk | S | K | RV
        1 | Servern är gammal och går sönder    | 2 | 4 | 8
    """)
    assert numbers(table) == [3, 4, 8, 12]
    assert categories(table) == ["Ekonomi", "Ekonomi", "Personal", "IT"]


def test_a_total() -> None:
    table = located("""
        Risk | Sannolikhet | Konsekvens | Riskvärde
        Fakturor betalas till fel mottagare | 2 | 3 | 6
        Budgeten överskrids under hösten    | 3 | 3 | 9
        Totalt antal | | | 15
        Summa | 5 | 6 | 15
    """)
    assert numbers(table) == [2, 3]
    assert set(left(table).values()) == {Sort.TOTAL.value}


def test_a_risk_that_begins_with_total_is_a_risk() -> None:
    table = located("""
        Risk | Likelihood | Impact
        Total loss of the town hall in a fire | 1 | 5
        Flooding of the cellar                | 3 | 2
    """)
    assert numbers(table) == [2, 3]


def test_a_row_of_units() -> None:
    table = located("""
        No | Risk | Probability | Impact | Score | Owner
        | | (%) | (kEUR) | (kEUR) |
        1 | Late delivery of the steel beams | 20 | 100 | 20 | PM
        2 | Strike at the harbour            | 5  | 400 | 20 | PM
    """)
    assert left(table) == {2: Sort.EXPLAINING.value}


def test_the_numbers_of_the_columns() -> None:
    table = located("""
        Nr. | Gefährdung | W | Auswirkung | RPZ | Maßnahme
        1 | 2 | 3 | 4 | 5 | 6
        1 | Schadsoftware wird eingeschleppt | 4 | 4 | 16 | Filter
        2 | Fehlbedienung löscht Daten       | 3 | 3 | 9  | Sicherung
    """)
    assert numbers(table) == [3, 4]
    assert left(table) == {2: Sort.NUMBERING.value}


def test_a_row_that_explains_the_columns() -> None:
    table = located("""
        ID | Risk description | Likelihood | Impact | Score | Owner
        Unique number | Describe what may happen and why | From the list | From the list | Calculated | Name
        R1 | The contractor is insolvent | 2 | 5 | 10 | Anna
        R2 | The ground is polluted      | 3 | 4 | 12 | Bo
        R3 | The permit is appealed      | 4 | 3 | 12 | Bo
    """)
    assert numbers(table) == [3, 4, 5]
    assert left(table) == {2: Sort.EXPLAINING.value}


def test_texts_that_go_on_in_the_next_row_are_read_with_it() -> None:
    table = located("""
        ID | Risk | Likelihood | Impact | Controls | Owner
        1 | The lift is out of order for weeks  | 2 | 3 | Service contract  | Anna
        |                                       |   |   | Spare parts       |
        |                                       |   |   | A second lift     |
        2 | The roof of the library leaks when  | 3 | 3 | Inspection        | Bo
        | it rains from the west                |   |   |                   |
        3 | The heating fails in January        | 2 | 4 | Electric radiators | Bo
    """)
    assert numbers(table) == [2, 5, 7]
    assert table.lines[0].cells[4] == "Service contract\nSpare parts\nA second lift"
    assert table.lines[1].cells[1] == "The roof of the library leaks when\nit rains from the west"
    assert categories(table) == ["", "", ""]
    assert left(table) == dict.fromkeys((3, 4, 6), Sort.CONTINUED.value)


def test_a_long_instruction_over_the_whole_width() -> None:
    long = (
        "Fill in one row for each risk, and go through the rows with the management at least twice a year, "
    )
    long += "in spring and in autumn."
    table = located(f"""
        ID | Risk | Likelihood | Impact | Owner
        {merged(long, 5)}
        1 | The lift is out of order for weeks | 2 | 3 | Anna
        2 | The roof leaks into the library    | 3 | 3 | Bo
    """)
    assert (numbers(table), categories(table)) == ([3, 4], ["", ""])
    assert left(table) == {2: Sort.NOTE.value}


def test_a_title_that_runs_down_the_side() -> None:
    table = located("""
        Risks | ID | Risk | Likelihood | Impact | Owner
        Risks | 1 | The lift is out of order for weeks | 2 | 3 | Anna
        Risks | 2 | The roof leaks into the library    | 3 | 3 | Bo
        Risks | 3 | The heating fails in January       | 2 | 4 | Bo
    """)
    assert (table.header_rows, numbers(table)) == ((1,), [2, 3, 4])


def test_a_table_of_opportunities_with_nearly_the_same_headings_is_another() -> None:
    drawn = sheet("""
        Risk ID | Risk | Probability | Impact | Response | Owner
        R1 | The permit is delayed by the authority | 20% | 100 | Mitigate | CFO
        R2 | The supplier raises its prices at once | 40% | 300 | Accept   | CFO
        Total | | | 400 | |
        .
        Opportunity ID | Opportunity | Probability | Benefit | Response | Owner
        O1 | A cheaper supplier is found for steel  | 20% | 50 | Exploit | CFO
    """)
    first, second = tables_in([drawn], known)
    assert (numbers(first), numbers(second)) == ([2, 3], [7])
    assert left(first)[4] == Sort.TOTAL.value


# ------------------------------------------------------------------ where the rows end
def test_a_legend_below() -> None:
    table = located("""
        ID | Risk | Likelihood | Impact | Score | Owner
        1 | The lift is out of order for weeks | 2 | 3 | 6 | Anna
        2 | The roof leaks into the library    | 3 | 3 | 9 | Bo
        .
        Legend
        1 | Rare | Less than once in ten years
        2 | Unlikely | Once in five years
        3 | Possible | Every year
    """)
    assert numbers(table) == [2, 3]
    assert set(left(table)) == {5, 6, 7, 8}


def test_a_legend_with_headings_below() -> None:
    table = located("""
        ID | Risk | Likelihood | Impact | Score | Owner
        1 | The lift is out of order for weeks | 2 | 3 | 6 | Anna
        2 | The roof leaks into the library    | 3 | 3 | 9 | Bo
        3 | The heating fails                  | 3 | 3 | 9 | Bo
        .
        .
        Likelihood | Description | Probability
        1 - Rare | Less than once in ten years | < 5 %
        2 - Unlikely | Once in five years | 20 %
        3 - Possible | Every year | 50 %
    """)
    assert numbers(table) == [2, 3, 4]
    assert set(left(table)) == {7, 8, 9, 10}


def test_a_legend_beside() -> None:
    table = located("""
        ID | Risk | Likelihood | Impact | Owner | | Score | Meaning
        1 | The lift is out of order for weeks | 2 | 3 | Anna | | 1 | Low
        2 | The roof leaks into the library    | 3 | 3 | Bo   | | 2 | Medium
        3 | The heating fails                  | 2 | 4 | Bo   | | 3 | High
        | | | | | | 4 | Very high
    """)
    assert table.headings == ("ID", "Risk", "Likelihood", "Impact", "Owner", "", "", "")
    assert numbers(table) == [2, 3, 4]
    assert table.lines[0].cells[6:] == ("", "")
    assert left(table) == {5: BESIDE}


def test_a_legend_beside_that_has_no_headings() -> None:
    table = located("""
        Ref | Risk | Likelihood | Impact | Treatment | | VL | Very low
        1 | Malware infection of clients | H  | VH | Patches  | | L  | Low
        2 | Insider theft of data        | L  | H  | Logging  | | M  | Medium
        3 | Power outage in the cellar   | M  | M  | Battery  | | H  | High
        4 | Phishing by e-mail           | VH | H  | Training | | VH | Very high
    """)
    assert table.headings[5:] == ("", "", "")


def test_a_matrix_below() -> None:
    table = located("""
        Nr | Risiko | Sannsynlighet | Konsekvens | Tiltak | Ansvarlig
        1 | Strømmen faller ut i hele bygget | 2 | 4 | Aggregat | Drift
        2 | Brann i arkivet                  | 1 | 5 | Sprinkler | Drift
        .
        Risikomatrise
        Svært stor | 5 | 10 | 15 | 20 | 25
        Stor | 4 | 8 | 12 | 16 | 20
        Middels | 3 | 6 | 9 | 12 | 15
        | 1 | 2 | 3 | 4 | 5
    """)
    assert numbers(table) == [2, 3]
    assert set(left(table)) == {5, 6, 7, 8, 9}


def test_a_matrix_above() -> None:
    table = located("""
        Probabilidad / Impacto | 1 | 2 | 3 | 4 | 5
        Alta | 5 | 10 | 15 | 20 | 25
        Media | 3 | 6 | 9 | 12 | 15
        Baja | 1 | 2 | 3 | 4 | 5
        .
        Código | Riesgo | Causa | Probabilidad | Impacto | Nivel | Responsable
        R-01 | Pérdida de datos personales | Falta de copias | 3 | 5 | 15 | TI
        R-02 | Retraso en la contratación  | Normativa       | 4 | 3 | 12 | Compras
    """)
    assert table.header_rows == (6,)
    assert numbers(table) == [7, 8]


def test_footnotes() -> None:
    table = located("""
        Risk | Sannolikhet | Konsekvens | Beslut
        Fakturor betalas till fel mottagare | 2 | 3 | Hanteras
        Budgeten överskrids under hösten    | 3 | 3 | Accepteras
        * Risker med värde under 4 redovisas inte
        Källa: verksamhetssystemet
    """)
    assert numbers(table) == [2, 3]
    assert left(table) == dict.fromkeys((4, 5), Sort.NOTE.value)


def test_another_table_below_is_one_of_its_own() -> None:
    drawn = sheet("""
        ID | Risk | Likelihood | Impact | Score | Owner
        1 | The lift is out of order for weeks | 2 | 3 | 6 | Anna
        2 | The roof leaks into the library    | 3 | 3 | 9 | Bo
        .
        Actions
        No | Action | Owner | Due date | Status
        1 | Order a new lift       | Anna | 2026-05-01 | Open
        2 | Repair the roof at last | Bo   | 2026-06-01 | Open
    """)
    first, second = tables_in([drawn], known)
    accounted(first)
    accounted(second)
    assert numbers(first) == [2, 3]
    assert (second.header_rows, numbers(second)) == ((6,), [7, 8])
    assert set(left(first)) == {5, 6, 7, 8}


def test_tables_side_by_side() -> None:
    drawn = sheet("""
        ID | Risk | Likelihood | Impact | | ID | Issue | Owner | Status
        1 | The lift is out of order for weeks | 2 | 3 | | 1 | No budget for the lift | Anna | Open
        2 | The roof leaks into the library    | 3 | 3 | | 2 | The architect has left | Bo   | Open
        3 | The heating fails                  | 3 | 3 | | 3 | Noise complaints       | Bo   | Closed
    """)
    first, second = tables_in([drawn], known)
    assert first.headings == ("ID", "Risk", "Likelihood", "Impact", "", "", "", "", "")
    assert second.headings == ("", "", "", "", "", "ID", "Issue", "Owner", "Status")
    assert second.lines[0].cells[6] == "No budget for the lift"


def test_an_empty_column_within_the_table_divides_nothing() -> None:
    table = located("""
        ID | Risk | | Likelihood | Impact | | Controls | Owner
        1 | The lift is out of order for weeks | | 2 | 3 | | Service contract | Anna
        2 | The roof leaks into the library    | | 3 | 3 | | Inspection       | Bo
    """)
    assert table.headings == ("ID", "Risk", "", "Likelihood", "Impact", "", "Controls", "Owner")


def test_empty_rows_between_the_records() -> None:
    table = located("""
        ID | Risk | Likelihood | Impact | Owner
        1 | The lift is out of order for weeks | 2 | 3 | Anna
        .
        2 | The roof leaks into the library    | 3 | 3 | Bo
        .
        .
        3 | The heating fails in January       | 2 | 4 | Bo
    """)
    assert numbers(table) == [2, 4, 7]
