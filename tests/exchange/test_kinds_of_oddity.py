"""Kinds of oddity met in other people's registers, each in a small register of our own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.proposal import Outcome, Proposal
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.register import Register
from riskreg.texts import texts
from tests.builders import a_register
from tests.exchange.grids import sheet

_ = texts("en")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    register = a_register(tmp_path)
    yield register
    register.close()


def proposed(register: Register, *sheets: Sheet | str) -> Proposal:
    read = [given if isinstance(given, Sheet) else sheet(given) for given in sheets]
    return propose(find_layout(read, _), register.year(2022), _)


def columns(proposal: Proposal) -> dict[str, str]:
    return {column.source: column.field for column in proposal.layout.columns}


def added(proposal: Proposal, *names: str) -> list[tuple[Any, ...]]:
    rows = [row for row in proposal.rows if row.outcome is Outcome.ADDED]
    return [tuple(row.fields.get(name) for name in names) for row in rows]


def test_a_score_is_read_from_the_words_before_its_explanation(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Sannolikhet | Konsekvens | Åtgärd
        Larmet når inte jouren | Medel | Hög (boende kan skadas) | Provlarm
        Nycklar kommer bort | Låg – hände aldrig | Medel: låsbyte | Kvittens
        Bilen går sönder | Hög | Låg, lånebil finns | Service
        """,
    )
    assert added(found, "likelihood", "consequence") == [(2, 3), (1, 2), (3, 1)]
    assert [analysis for (analysis,) in added(found, "analysis")] == [
        "Konsekvens: Hög (boende kan skadas)",
        "Sannolikhet: Låg – hände aldrig\nKonsekvens: Medel: låsbyte",
        "Konsekvens: Låg, lånebil finns",
    ]


def test_what_cannot_be_read_as_a_score_is_kept_in_the_analysis(register: Register) -> None:
    found = proposed(
        register,
        """
        Risiko | Sannsynlighet | Konsekvens
        Taket lekker | Lav | Høy
        Bommen står åpen | Alt etter vær | Middels
        Ringeanlegget svikter | Høy | Middels
        """,
    )
    assert added(found, "likelihood") == [(1,), (None,), (3,)]
    assert added(found, "analysis")[1] == ("Sannsynlighet: Alt etter vær",)


def test_between_two_steps_the_higher_counts_and_both_are_kept(register: Register) -> None:
    found = proposed(
        register,
        """
        Risiko | Sannsynlighet | Konsekvens
        Broen fryser til | Lav | Høy
        Porten henger skjevt | Lav/Middels | Middels
        Pumpen stanser | Høy | Middels til høy
        """,
    )
    assert added(found, "likelihood", "consequence") == [(1, 3), (2, 2), (3, 3)]
    assert [analysis for (analysis,) in added(found, "analysis")][1:] == [
        "Sannsynlighet: Lav/Middels",
        "Konsekvens: Middels til høy",
    ]


def test_long_texts_that_begin_with_a_level_are_no_scores(register: Register) -> None:
    found = proposed(
        register,
        """
        Risiko | Eintritt | Auswirkung
        Schlüssel fehlt | mittel | große Unruhe im ganzen Haus
        Heizung fällt aus | hoch | kalte Räume für alle Gäste
        Post geht verloren | niedrig | Fristen werden versäumt
        """,
    )
    assert columns(found) == {"Risiko": "text", "Eintritt": "likelihood", "Auswirkung": "analysis"}


def test_what_is_left_of_a_risk_is_not_the_value_of_its_scores(register: Register) -> None:
    found = proposed(
        register,
        """
        Riesgo | Probabilidad | Impacto | Control | Riesgo residual
        Se pierde la llave | Alta | Medio | Registro de llaves | Bajo
        Falla la calefacción | Media | Alto | Revisión anual | Medio
        """,
    )
    assert columns(found)["Riesgo residual"] == "analysis"
    assert added(found, "analysis")[0] == ("Riesgo residual: Bajo",)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Eigentuemer", "responsible"),
        ("Gegenmassnahme", "method"),
        ("Faellig am", "method"),
        ("Mitigering", "method"),
        ("Vad gör vi åt det?", "method"),
        ("Hallinta", "method"),
        ("Remediation", "method"),
        ("Poäng", "risk_value"),
        ("Exposición (P x I)", "risk_value"),
        ("Puntaje", "risk_value"),
        ("Rest", "analysis"),
    ],
)
def test_headings_in_other_spellings(register: Register, heading: str, field: str) -> None:
    value = "Anna Ek byter lås" if field in ("responsible", "method") else "6"
    found = proposed(
        register,
        f"""
        Risk | Likelihood | Impact | {heading}
        Keys are lost on the way | 2 | 3 | {value}
        Nobody answers the alarm | 3 | 2 | {value}
        """,
    )
    assert columns(found)[heading] == field


def test_a_letter_counts_for_nothing_beside_the_same_in_words(register: Register) -> None:
    found = proposed(
        register,
        """
        ID | Uønsket hendelse | K | I | T | Kons. | S | Nivå
        R1 | Nøkkelen er borte | 2 | 3 | 1 | **3** | 2 | 🟡 **6 — Middels**
        R2 | Bommen står åpen | 1 | 1 | 4 | **4** | 1 | 🟢 **4 — Lav**
        """,
    )
    assert added(found, "likelihood", "consequence") == [(2, 3), (1, 4)]
    assert columns(found)["Nivå"] == "risk_value"
    assert not [warning for row in found.rows for warning in row.warnings]


def test_the_end_of_a_compound_says_what_it_is(register: Register) -> None:
    found = proposed(
        register,
        """
        Risikoområde | Hva kan gå galt? | Sannsynlighet | Konsekvens
        Brann | Komfyren står på over natten | 2 | 3
        Brann | Stearinlys velter i stua | 1 | 3
        Tyveri | Nøkkelen henger ute | 3 | 1
        """,
    )
    assert added(found, "category", "text")[1] == ("Brann", "Stearinlys velter i stua")


@pytest.mark.parametrize(
    ("words", "headings"),
    [
        ("Baixa|Média|Alta", "Risco|Probabilidade|Impacto|Mitigação|Responsável"),
        ("Basso|Medio|Alto", "Rischio|Probabilità|Impatto|Misure|Responsabile"),
        ("Basse|Moyenne|Haute", "Risque|Probabilité|Gravité|Mesures|Responsable"),
    ],
)
def test_other_romance_languages(register: Register, words: str, headings: str) -> None:
    low, medium, high = words.split("|")
    found = proposed(
        register,
        f"""
        {headings}
        A | {low} | {high} | B | C
        D | {high} | {medium} | E | F
        G | {medium} | {low} | H | I
        """,
    )
    assert list(columns(found).values()) == ["text", "likelihood", "consequence", "method", "responsible"]
    assert added(found, "likelihood", "consequence") == [(1, 3), (3, 2), (2, 1)]


def test_a_heading_that_only_mentions_the_risk_is_not_the_text(register: Register) -> None:
    found = proposed(
        register,
        """
        Nro | Kuvaus | Todennäköisyys | Vakavuus | Mitä tehdään riskin toteutuessa?
        1 | Avain katoaa | 2 | 3 | Lukko vaihdetaan saman päivän aikana
        2 | Lämmitys ei toimi | 3 | 2 | Soitetaan huoltoon ja siirretään asukkaat
        """,
    )
    assert added(found, "text") == [("Avain katoaa",), ("Lämmitys ei toimi",)]


def test_words_under_an_unknown_heading_are_kept(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Likelihood | Impact | Signal of success
        Keys are lost on the way | 2 | 3 | No lock changed
        Nobody answers the alarm | 3 | 2 | Test calls answered
        """,
    )
    assert added(found, "analysis") == [
        ("Signal of success: No lock changed",),
        ("Signal of success: Test calls answered",),
    ]


def test_amounts_are_neither_risk_values_nor_references(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Probability | Impact | Cost exposure | Expected loss
        Roof leaks | High | Low | 450000 | 45000
        Lift stops | Low | High | 120000 | 36000
        Boiler breaks | Low | Low | 200000 | 52000
        """,
    )
    assert columns(found) == {
        "Risk": "text",
        "Probability": "likelihood",
        "Impact": "consequence",
        "Cost exposure": "",
        "Expected loss": "",
    }


def test_codes_of_controls_are_no_ratings(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Likelihood | Impact | Existing controls
        Keys are lost on the way | 2 | 3 | A.9
        Nobody answers the alarm | 3 | 2 | A.12
        """,
    )
    assert columns(found)["Existing controls"] == "method"


def test_records_that_sound_like_headings_do_not_end_the_table(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Sannolikhet | Konsekvens | Mitigering | Ägare
        Dörren står öppen hela natten på lagret | Låg | Hög | Rondering | Chef
        Projektet saknar beslut om område | Medel | Hög (dyrt) | Beslut om kontroll | Ansvarig/Tech lead
        Status på system syns inte | Medel | Hög | Åtgärd och kommentar | Ägare/IT
        """,
    )
    assert len(added(found, "text")) == 3


def test_a_small_table_below_is_no_part_of_the_register(register: Register) -> None:
    found = proposed(
        register,
        """
        Risiko | Sannsynlighet | Konsekvens | Tiltak
        Taket lekker i storsalen | LAV | HØY | Ny papp
        Bommen står åpen om natten | MEDIUM | LAV | Vakt
        Ringeanlegget svikter ofte | HØY | MEDIUM | Service
        .
        9.2 Det som går bra
        .
        Faktor | Vurdering
        Driften | Ingen stans siste måned
        Folkene | Alle på plass
        """,
    )
    assert len(added(found, "text")) == 3
    assert len(found.rows) == 7


def test_headings_in_two_rows_that_are_said_again_further_down(register: Register) -> None:
    heads = (
        "Aktiv | Trussel | Sandsynlighed | Konsekvens | Konsekvens | Risikoscore\n . | . | . | Tid | Penge |"
    )
    heads = heads.replace(" . ", "  ")
    found = proposed(
        register,
        f"""
        {heads}
        Bus | Dækket springer på vejen | 3 | 4 | 2 | 12
        Bus | Chaufføren bliver syg | 2 | 1 | 4 | 8
        Hal | Lyset går ud under kampen | 2 | 2 | 4 | 8
        {heads}
        Hal | Vand på gulvet efter regn | 2 | 5 | 3 | 10
        Hal | Døren binder om vinteren | 4 | 3 | 4 | 16
        """,
    )
    assert found.layout.header_rows == (1, 2)
    assert added(found, "likelihood", "consequence") == [(3, 4), (2, 4), (2, 4), (2, 5), (4, 4)]


def test_a_legend_with_codes_tells_that_the_scale_falls(register: Register) -> None:
    found = proposed(
        register,
        """
        ID | Kuvaus | Vakavuus | Todennäköisyys
        R1 | Avain katoaa matkalla | V3 | 50 %
        R2 | Talo palaa kokonaan | V1 | 10 %
        R3 | Lämmitys ei toimi yöllä | V2 | 90 %
        .
        Vakavuusluokka | Selitys
        V1 | Erittäin vakava, toimitaan heti
        V2 | Vakava, toimitaan tänään
        V3 | Normaali, seurataan
        """,
    )
    grave = [step for (step,) in added(found, "consequence")]
    assert grave[1] > grave[2] > grave[0]


def test_words_of_two_scales_keep_their_order(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Sannolikhet | Konsekvens
        Nyckel saknas | Låg | Medel
        Taket läcker | Medel | Mycket allvarlig
        Larmet är tyst | Hög | Allvarlig
        """,
    )
    medium, gravest, grave = (step for (step,) in added(found, "consequence"))
    assert medium < grave < gravest


def test_a_register_without_scores_or_in_a_language_that_we_do_not_know(register: Register) -> None:
    found = proposed(
        register,
        """
        Id | Názov rizika | Poznámka
        1 | Kľúč sa stratí cestou domov | zámok
        2 | Kúrenie v zime nefunguje | kotol
        3 | Nikto nezdvihne telefón v noci | služba
        """,
    )
    assert added(found, "text")[0] == ("Kľúč sa stratí cestou domov",)


def test_bands_of_percent_are_steps_of_their_own(register: Register) -> None:
    found = proposed(
        register,
        """
        Risiko | Sandsynlighed | Konsekvens
        Nøglen er væk | 0-10% | Høj
        Taget er utæt | 10-25% | Lav
        Alarmen er tavs | 25-50% | Middel
        Bilen er i stykker | 50-75% | Lav
        """,
    )
    assert added(found, "likelihood") == [(1,), (2,), (3,), (4,)]


def test_an_explanation_may_end_in_figures(register: Register) -> None:
    found = proposed(
        register,
        """
        Riesgo | Probabilidad | Impacto
        Se pierde la llave | Baja (hasta 08/2026) | Crítico — afecta a las salas 12/13
        Falla la calefacción | Media | Alto
        """,
    )
    assert added(found, "likelihood") == [(1,), (2,)]
    first, second = (step for (step,) in added(found, "consequence"))
    assert first > second


def test_both_scores_in_one_cell_may_be_words(register: Register) -> None:
    found = proposed(
        register,
        """
        Nr | Risiko | S×K | Tiltak
        1 | Båten slites fra bryggen | Lav×Høy | Doble fortøyninger
        2 | Billettautomaten svikter | Høy×Med | Bytte skjerm
        3 | Toget går fra folk | Med×Lav | Klokke på plattformen
        """,
    )
    assert added(found, "likelihood", "consequence") == [(1, 3), (3, 2), (2, 1)]


def test_the_factor_that_is_known_tells_which_the_other_is(register: Register) -> None:
    found = proposed(
        register,
        """
        Hazard | Risk: worst outcome x likelihood | Controls
        A tent blows away | 2 x 4 = 8 | More pegs
        A lamp sets fire to the stage | 4 x 1 = 4 | Cold lamps
        """,
    )
    assert added(found, "likelihood", "consequence") == [(4, 2), (1, 4)]


def test_a_column_called_risk_may_hold_both_scores(register: Register) -> None:
    found = proposed(
        register,
        """
        Hazard | Risk | Who might be harmed? | Controls
        A shelf tips over | 1x3=3 | Staff | Screws in the wall
        A cable lies across the hall | 3x2=6 | Visitors | Cable bridge
        """,
    )
    assert added(found, "text", "likelihood", "consequence") == [
        ("A shelf tips over", 1, 3),
        ("A cable lies across the hall", 3, 2),
    ]


def test_letters_are_steps_beside_other_abbreviations_and_else_count(register: Register) -> None:
    found = proposed(
        register,
        """
        Riesgo | Probabilidad | Impacto
        Se moja el archivo | B | A
        Falta la llave | M | A
        Se cae la antena | A | M
        """,
    )
    assert added(found, "likelihood", "consequence") == [(1, 3), (2, 3), (3, 2)]
    counted = proposed(
        register,
        """
        Riesgo | Probabilidad | Impacto
        Se moja el archivo | 1 | A
        Falta la llave | 2 | B
        """,
    )
    assert added(counted, "consequence") == [(None,), (None,)]


def test_an_impact_says_more_of_the_consequence_than_a_severity_beside_it(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Severity | Likelihood | Impact
        The bridge freezes over | High | High | Medium
        The ferry runs aground | High | Low | High
        """,
    )
    assert columns(found)["Impact"] == "consequence"
    assert added(found, "consequence") == [(2,), (3,)]


def test_what_stands_before_its_effect_is_the_risk_whatever_it_is_called(register: Register) -> None:
    found = proposed(
        register,
        """
        Nr | Läget | Sannolikhet | Följd
        1 | Ingen har nyckel till pannrummet | 2 | Huset blir utkylt
        2 | Lagret har ingen reservdel | 3 | Bussen blir stående
        """,
    )
    assert added(found, "text") == [
        ("Ingen har nyckel till pannrummet",),
        ("Lagret har ingen reservdel",),
    ]


def test_the_first_priority_is_the_gravest(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Likelihood | Severity
        The pump stops | 2 | P0
        The gate sticks | 3 | P1
        The sign fades | 4 | P3
        """,
    )
    first, second, third = (step for (step,) in added(found, "consequence"))
    assert first > second > third


def test_whether_more_must_be_done_is_no_measure(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Likelihood | Consequence | Further action required?
        The lift stops between floors | 2 | 3 | Yes
        The roof garden leaks into the hall | 1 | 4 | No
        """,
    )
    assert columns(found)["Further action required?"] == ""


def test_a_second_column_called_risk_is_its_value(register: Register) -> None:
    found = proposed(
        register,
        """
        ID | Gefahr | W | A | Risiko | Gegenmaßnahme / Auslöser
        T1 | Der Aufzug bleibt stehen | 3 | 2 | 6 (Hoch) | Wartung
        T2 | Das Tor klemmt im Winter | 1 | 2 | 2 (Niedrig) | Fett
        """,
    )
    assert columns(found)["Risiko"] == "risk_value"
    assert added(found, "text", "method") == [
        ("Der Aufzug bleibt stehen", "Wartung"),
        ("Das Tor klemmt im Winter", "Fett"),
    ]


def test_codes_to_the_right_of_the_risks_are_not_their_numbers(register: Register) -> None:
    found = proposed(
        register,
        """
        Risiko | S | K | Admiralskode
        Fergen går på grunn i tåke | 2 | 4 | A1
        Heisen stanser med folk i | 3 | 2 | B2
        """,
    )
    assert columns(found)["Admiralskode"] == ""


def test_a_long_column_is_no_text_for_a_part_of_its_heading(register: Register) -> None:
    found = proposed(
        register,
        """
        Riesgo | Probabilidad | Impacto | Significado operativo
        Se inunda el sótano | 2 | 3 | Hay que mover las cajas al piso de arriba
        Se rompe la caldera | 1 | 2 | El colegio pasa frío durante una semana
        """,
    )
    assert [text for (text,) in added(found, "text")] == ["Se inunda el sótano", "Se rompe la caldera"]


def test_numbered_measures_are_no_ratings(register: Register) -> None:
    found = proposed(
        register,
        """
        Risk | Likelihood | Consequence | Mitigation
        The pump house is flooded | 2 | 3 | 1. Dig a new ditch
        Nobody hears the bell | 3 | 1 | 1. Hang the bell outside
        """,
    )
    assert columns(found)["Mitigation"] == "method"


def test_a_legend_in_one_cell_tells_that_the_scale_falls(register: Register) -> None:
    found = proposed(
        register,
        """
        Bewertung: 1 = sehr hoch, 2 = hoch, 3 = mittel, 4 = gering
        .
        Gefahr | Wahrscheinlichkeit | Schaden
        Die Fähre verliert einen Wagen | 4 | 1
        Der Kiosk bleibt zu | 2 | 3
        """,
    )
    assert added(found, "likelihood", "consequence") == [(1, 4), (3, 2)]


def test_steps_to_be_ticked_may_be_words_and_letters_in_groups(register: Register) -> None:
    found = proposed(
        register,
        """
        Peligro | Probabilidad | Probabilidad | Probabilidad | Daño | Daño | Daño | Medida
        Peligro | B | M | A | LD | D | ED | Medida
        Se cae una estantería | X | | | | | X | Anclajes
        Se derrama el aceite | | | X | X | | | Bandeja
        Se atasca el montacargas | | X | | | X | | Revisión
        """,
    )
    assert added(found, "likelihood", "consequence") == [(1, 3), (3, 1), (2, 2)]


@pytest.fixture
def merged_over_rows(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Nr", "Risk", "Sannolikhet", "Konsekvens", "Åtgärd", "Ansvarig"])
    page.append([1, "Nyckel saknas när jouren kommer", 2, 3, "Nyckelskåp", "Vaktmästare"])
    page.append([None, None, None, None, "Kvittens", "Jour"])
    page.append([2, "Taket läcker över arkivet", 1, 4, "Ny papp", "Fastighet"])
    for column in "ABCD":
        page.merge_cells(f"{column}2:{column}3")
    book.save(tmp_path / "merged.xlsx")
    return tmp_path / "merged.xlsx"


def test_a_risk_merged_over_the_rows_of_its_measures_is_one(
    register: Register, merged_over_rows: Path
) -> None:
    found = proposed(register, *read_sheets(merged_over_rows))
    assert added(found, "text", "method", "responsible") == [
        ("Nyckel saknas när jouren kommer", "Nyckelskåp\nKvittens", "Vaktmästare Jour"),
        ("Taket läcker över arkivet", "Ny papp", "Fastighet"),
    ]
    assert [row.outcome for row in found.rows] == [Outcome.ADDED, Outcome.LEFT_OUT, Outcome.ADDED]
