"""Where the headings are, and how several rows of them are put together."""

from __future__ import annotations

from tests.exchange.grids import located, merged, numbers


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


def test_how_far_the_scales_go_may_stand_in_a_row_of_its_own() -> None:
    table = located("""
        Nr | Risiko                     | S     | K     | R   | Tiltak
           |                            | (1-5) | (1-5) | SxK |
        1  | Heisen stanser med folk i  | 2     | 3     | 6   | Service
        2  | Porten klemmer en syklist  | 1     | 4     | 4   | Føler
    """)
    assert table.header_rows == (1, 2)
    assert table.headings[2:5] == ("S (1-5)", "K (1-5)", "R SxK")
    assert numbers(table) == [3, 4]


def test_below_names_with_their_values_in_the_same_cells() -> None:
    table = located("""
        Riskbedömning
        Plats: Simhallen | | Utförd: 2026-02-03 | Av: Vaktmästaren
        (1) Fara         | Risk                 | (2) Vem kan skadas | (3) Åtgärd
        Blöta golv       | Någon halkar         | Besökare           | Halkmattor
        Öppen brunn      | Ett barn ramlar i    | Barn               | Lock med lås
    """)
    assert table.header_rows == (3,)
    assert table.headings[0] == "(1) Fara"


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


def test_scores_without_headings_are_no_steps_to_be_ticked() -> None:
    table = located("""
        Fire in the server room destroys the machines | 2 | 5 | 10 | Bo
        Flood in the basement after heavy rain        | 3 | 2 | 6  | Anna
        Theft of bicycles from the yard at night      | 4 | 1 | 4  | Bo
    """)
    assert (table.header_rows, numbers(table)) == ((), [1, 2, 3])


def test_a_register_not_yet_filled_in() -> None:
    table = located("""
        ID | Risk | Likelihood | Impact | Score | Owner
        1 | | | | 0 |
        2 | | | | 0 |
    """)
    assert (table.header_rows, table.lines) == ((1,), ())


def test_headings_without_any_record() -> None:
    table = located("Nr | Risk | Sannolikhet | Konsekvens | Ansvarig")
    assert (table.header_rows, table.lines) == ((1,), ())
