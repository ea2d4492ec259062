"""Finding the table: registers as people draw them, and what stands around them."""

from __future__ import annotations

import pytest

from riskreg.exchange.locating import Table, tables_in
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.exchange.table_lines import BESIDE, Sort
from tests.builders import REAL, needs_real
from tests.exchange.grids import known, merged, sheet


def located(*drawn: str | Sheet) -> Table:
    """The best table of the sheets, after a look that every row of its sheet is accounted for."""
    sheets = [given if isinstance(given, Sheet) else sheet(given) for given in drawn]
    tables = tables_in(sheets, known)
    assert tables, "no table was found"
    for table in tables:
        accounted(table)
    return tables[0]


def accounted(table: Table) -> None:
    """Every filled row under the headings is a line or left out, once."""
    first = max(table.header_rows, default=0)
    filled = [number for number, row in enumerate(table.sheet.rows, start=1) if any(row) and number > first]
    told = [line.number for line in table.lines] + [row.number for row in table.left_out]
    assert sorted(told) == filled


def numbers(table: Table) -> list[int]:
    return [line.number for line in table.lines]


def left(table: Table) -> dict[int, str]:
    return {row.number: row.reason for row in table.left_out}


def categories(table: Table) -> list[str]:
    return [line.category for line in table.lines]


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


# ------------------------------------------------------------------ where the headings are
def test_below_a_title_block_with_a_logo_and_names() -> None:
    table = located("""
        Riskregister |        |             |       |
        Projekt:     | Torget | Version:    | 1.2   |
        Owner:       | Anna   | Date:       | 2026-03-01 |
        .
        ID | Risk description            | Likelihood | Impact | Owner
        R1 | The contractor is insolvent | 2          | 5      | Anna
        R2 | The ground is polluted      | 3          | 4      | Bo
    """)
    assert table.header_rows == (5,)
    assert numbers(table) == [6, 7]


def test_not_in_the_first_column() -> None:
    table = located("""
        .
        | | Nr | Risk                        | Sannolikhet | Konsekvens
        | | 1  | Systemet ligger nere        | 2           | 3
        | | 2  | Nyckelperson slutar         | 4           | 3
    """)
    assert table.header_rows == (2,)
    assert table.headings == ("", "", "Nr", "Risk", "Sannolikhet", "Konsekvens")
    assert table.lines[0].cells == ("", "", "1", "Systemet ligger nere", "2", "3")


def test_two_rows_deep_with_merged_groups() -> None:
    table = located(f"""
        {merged("Corporate risk register 2026", 9)}
        ID | Risk | {merged("Inherent risk", 3)} | {merged("Residual risk", 3)} | Owner
        ID | Risk | Likelihood | Impact | Score | Likelihood | Impact | Score | Owner
        1  | Loss of a key supplier stops the care of the elderly | 4 | 4 | 16 | 2 | 4 | 8 | Director
        2  | Flooding of the archive in the cellar                | 3 | 3 | 9  | 2 | 3 | 6 | Archivist
        3  | Strike among the bus drivers                         | 2 | 5 | 10 | 2 | 4 | 8 | Head of traffic
    """)
    assert table.header_rows == (2, 3)
    assert table.headings == (
        "ID",
        "Risk",
        "Inherent risk / Likelihood",
        "Inherent risk / Impact",
        "Inherent risk / Score",
        "Residual risk / Likelihood",
        "Residual risk / Impact",
        "Residual risk / Score",
        "Owner",
    )
    assert numbers(table) == [4, 5, 6]


def test_two_rows_deep_in_a_file_that_has_lost_its_merged_cells() -> None:
    table = located("""
        ID | Risk | Inherent risk | | | Residual risk | | | Owner
        | | Likelihood | Impact | Score | Likelihood | Impact | Score |
        1  | Loss of a key supplier stops the care of the elderly | 4 | 4 | 16 | 2 | 4 | 8 | Director
        2  | Flooding of the archive in the cellar                | 3 | 3 | 9  | 2 | 3 | 6 | Archivist
    """)
    assert table.header_rows == (1, 2)
    assert table.headings[2:] == (
        "Inherent risk / Likelihood",
        "Inherent risk / Impact",
        "Inherent risk / Score",
        "Residual risk / Likelihood",
        "Residual risk / Impact",
        "Residual risk / Score",
        "Owner",
    )


def test_groups_over_headings_that_are_all_in_one_row() -> None:
    table = located("""
        | | Bruttorisiko | | | Nettorisiko | | |
        Nr. | Bezeichnung | EW | Auswirkung | Score | EW | Auswirkung | Score | Verantwortlich
        1 | Ausfall des Rechenzentrums durch Brand | 2 | 5 | 10 | 1 | 4 | 4 | IT-Leitung
        2 | Verlust von Notebooks mit Kundendaten  | 4 | 3 | 12 | 3 | 2 | 6 | Vertrieb
    """)
    assert table.header_rows == (1, 2)
    assert table.headings[:6] == (
        "Nr.",
        "Bezeichnung",
        "Bruttorisiko / EW",
        "Bruttorisiko / Auswirkung",
        "Bruttorisiko / Score",
        "Nettorisiko / EW",
    )
    assert table.headings[8] == "Verantwortlich"


def test_three_rows_deep() -> None:
    table = located(f"""
        ID | Risk | {merged("Assessment", 4)} | Owner
        ID | Risk | {merged("Before", 2)} | {merged("After", 2)} | Owner
        ID | Risk | Likelihood | Impact | Likelihood | Impact | Owner
        R1 | Wrong dose of medicine is given at night | 3 | 5 | 2 | 5 | Nurse
        R2 | The patient falls out of the bed         | 4 | 3 | 3 | 3 | Nurse
    """)
    assert table.header_rows == (1, 2, 3)
    assert table.headings[2] == "Assessment / Before / Likelihood"
    assert table.headings[5] == "Assessment / After / Impact"


def test_headings_with_line_breaks_and_explanations() -> None:
    table = located(r"""
        Lfd.\nNr. | Gefährdung | Eintritts-\nwahrscheinlichkeit\n(1-5) | Auswirkung\n(1 = gering) | Maßnahme
        1 | Schadsoftware wird über E-Mail eingeschleppt | 4 | 4 | Filter, Schulung
        2 | Fehlbedienung löscht Daten der Fachverfahren | 3 | 3 | Sicherung
    """)
    assert table.header_rows == (1,)
    assert table.headings[0] == "Lfd. Nr."
    assert table.headings[3] == "Auswirkung (1 = gering)"


def test_columns_without_a_heading() -> None:
    table = located("""
        Status | Kontrollmoment | Lokalt ansvarig | | | Sannolikhet | Konsekvens
        | Kontrollera att mutor inte förekommer | Chef | Fortlöpande | Stickprov | 1 | 2
        | Kontrollera att avtal är diarieförda  | Chef | Årligen     | Stickprov | 2 | 2
    """)
    assert table.headings == (
        "Status",
        "Kontrollmoment",
        "Lokalt ansvarig",
        "",
        "",
        "Sannolikhet",
        "Konsekvens",
    )
    assert table.lines[0].cells[3] == "Fortlöpande"


def test_steps_as_columns_to_be_ticked() -> None:
    table = located(f"""
        Nr | Risk | {merged("Sannolikhet", 4)} | {merged("Konsekvens", 4)} | Åtgärd
        Nr | Risk | 1 | 2 | 3 | 4 | 1 | 2 | 3 | 4 | Åtgärd
        1  | Hot och våld mot personal i receptionen | | x | | | | | x | | Larm
        2  | Elever lämnar skolan utan tillsyn       | | | x | | x | | | | Rutin
    """)
    assert table.header_rows == (1, 2)
    assert table.headings[2:6] == ("Sannolikhet / 1", "Sannolikhet / 2", "Sannolikhet / 3", "Sannolikhet / 4")
    assert numbers(table) == [3, 4]


def test_headings_in_a_language_that_nobody_knows() -> None:
    table = located("""
        Rejestr
        .
        Lp. | Opis zagrożenia                     | Prawdopodobieństwo | Skutek | Właściciel
        1   | Awaria zasilania w serwerowni       | 2                  | 4      | Dział IT
        2   | Nieuprawniony dostęp do danych      | 3                  | 5      | Inspektor
        3   | Opóźnienie dostaw                   | 3                  | 2      | Zakupy
    """)
    assert table.header_rows == (3,)
    assert numbers(table) == [4, 5, 6]


def test_a_single_column() -> None:
    table = located("""
        Risk
        Avtalen följs inte upp
        Fakturor betalas två gånger
    """)
    assert (table.header_rows, numbers(table)) == ((1,), [2, 3])


def test_without_headings() -> None:
    table = located("""
        228d2735-2ec5-4d1c-a7fc-e36285c34c86 | 1) Fejl i regler | Kopier af data anvendes i test | false | 10
        3d430539-88a8-4505-994b-115240d24393 | 1) Fejl i regler | Logning kontrolleres ikke      | false | 7
        48cc9c25-7245-4678-a6bc-54555cbb96e6 | 2) Systemfejl    | Backup kan ikke genskabes      | false | 4
    """)
    assert table.header_rows == ()
    assert table.headings == ("",) * 5
    assert numbers(table) == [1, 2, 3]


def test_headings_without_any_record() -> None:
    table = located("Nr | Risk | Sannolikhet | Konsekvens | Ansvarig")
    assert (table.header_rows, table.lines) == ((1,), ())


# ------------------------------------------------------------------ rows that are no records
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


# ------------------------------------------------------------------ which sheet
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
