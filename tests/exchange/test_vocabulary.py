"""Headings in the languages that we meet, alone, in compounds, abbreviated, and about another state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.exchange.heading_words import WORDS, Meaning, Stage
from riskreg.exchange.vocabulary import bare, is_heading, sense_of, stage_of, stripped_of_stage


@pytest.mark.parametrize(
    ("meaning", "headings"),
    [
        (Meaning.REFERENCE, "ID|Nr.|Risk #|Risk-ID|Lfd. Nr.|Código|Tunniste|Ref no|Risknr"),
        (Meaning.TITLE, "Risk|Risiko|Riesgo|Uønsket hendelse|Trussel|Gefährdung|Kontrollmoment|Hot/risk"),
        (Meaning.DESCRIPTION, "Beschreibung|Beskrivelse af risiko|Descripción del riesgo|Risk Description"),
        (Meaning.CAUSE, "Orsak|Årsag|Ursachen|Root cause|Causas|Syy|Vulnerability / Cause"),
        (
            Meaning.EFFECT,
            "Consequence description|Konsekvens / Beskrivning|Folgen|Seuraukset|Efecto|"
            "(2) Who might be harmed and how?|Personas expuestas",
        ),
        (
            Meaning.LIKELIHOOD,
            "Sannolikhet (S)|Sannsynlighet|Sandsynlighed|Eintritts- wahrscheinlichkeit|W'keit|"
            "Probabilidad (P)|Todennäköisyys (1-3)|Likelihood of occurrence|current_proba|"
            "Sannolikhet efter åtgärd|Eintrittswahrsch.|Wkt.|How likely?|Sannsyn",
        ),
        (
            Meaning.CONSEQUENCE,
            "Konsekvens|Impact Score|Severity of impact|Schadenshöhe|Auswirkung (1-5)|Vaikutus|"
            "Konsekvens / Ekonomi|Konsekvens etter tiltak|Allvarlighetsgrad|Gravedad|Hvor alvorlig er det?",
        ),
        (
            Meaning.RISK_VALUE,
            "Riskvärde (S*K)|RPN|PxI|R=SxK|Restrisiko|Kvarstående risk efter åtgärd|Inherent risk|"
            "Nivel de riesgo|Sannolikhet x konsekvens|inherent_level|"
            "Risikoklasse|Restrisiko etter tiltak|Target Risk Score",
        ),
        (
            Meaning.RESPONSIBLE,
            "Risk Owner|Lokalt Ansvarig|riskOwner|Risikoejer|Verantwortlich|Ansvarig för åtgärd",
        ),
        (Meaning.CONTROLS, "existing_controls|Befintliga åtgärder|Bestehende Maßnahmen|Controles existentes"),
        (
            Meaning.MEASURES,
            "Gegenmaßnahme|Plan de acción|Toimenpiteet|Further actions required|Nye tiltak|"
            "Tiltak / Beskrivelse|Recommendations|Handlungsempfehlung|Anbefalet handling|Behebung",
        ),
        (
            Meaning.DECISION,
            "Beslut|Risk treatment|Behandlungsoption|Håndtering|Åtgärd / beslut|Planning Strategy",
        ),
        (Meaning.ANALYSIS, "Likelihood rationale|Kommentar till bedömning|Begründung|Observaciones"),
        (Meaning.DUE, "Mitigation date|Erledigt bis|Klart senast|Fecha límite|By when?|Frist"),
        (Meaning.DATE, "Date raised|Datum|Last Reviewed|resolution_date"),
        (Meaning.CATEGORY, "Typ|Risk Category|Tipo de riesgo|Område/Process|Asset|Huvudprocess"),
    ],
)
def test_a_heading_is_known(meaning: Meaning, headings: str) -> None:
    found = {heading: sense_of(heading) for heading in headings.split("|")}
    assert {heading: sense and sense.meaning for heading, sense in found.items()} == dict.fromkeys(
        found, meaning
    )


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("Inherent risk / Likelihood", Stage.INHERENT),
        ("Sannsynlighet før tiltak", Stage.INHERENT),
        ("Bruttorisiko / Eintrittswahrscheinlichkeit", Stage.INHERENT),
        ("Ansvarig för åtgärd", None),
        ("Impact (before)", Stage.INHERENT),
        ("Nåværende sannsynlighet", Stage.CURRENT),
        ("Netto-Wahrscheinlichkeit", Stage.RESIDUAL),
        ("Konsekvens etter tiltak", Stage.RESIDUAL),
        ("Restwahrscheinlichkeit", Stage.RESIDUAL),
        ("Target impact", Stage.TARGET),
        ("Likelihood", None),
    ],
)
def test_a_heading_says_which_state_of_the_risk_it_is_about(heading: str, stage: Stage | None) -> None:
    assert stage_of(heading) is stage


@pytest.mark.parametrize("heading", ["Skostorlek", "Schutzziel", "", "42", "—"])
def test_other_headings_are_not_known(heading: str) -> None:
    assert sense_of(heading) is None


def test_a_sentence_is_no_heading() -> None:
    assert is_heading("Risk")
    assert is_heading("Sannolikhetsbedömning")
    assert is_heading("Ansvarig för åtgärd")
    assert not is_heading("Kontrollera delegationsbeslut")
    assert not is_heading(
        "Det finns en risk att projektet inte blir färdigt i tid och därmed blir dyrare än planerat"
    )


def test_letters_are_left_when_the_state_is_taken_off() -> None:
    assert [stripped_of_stage(bare(heading)) for heading in ("P efter", "K", "Net L")] == ["p", "k", "l"]


def test_no_word_means_two_things() -> None:
    meanings: dict[str, Meaning] = {}
    for meaning, words in WORDS.items():
        for word in filter(None, map(bare, words.split(","))):
            assert meanings.setdefault(word, meaning) is meaning, word


@given(st.text(max_size=60))
def test_any_text_may_stand_above_a_column(text: str) -> None:
    assert bare(bare(text)) == bare(text)
    sense_of(text)
