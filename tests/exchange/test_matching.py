"""Columns in doubt: by their cells, by their neighbours, and several for one field."""

from __future__ import annotations

import pytest

from riskreg.exchange.layout import Layout
from riskreg.exchange.mapping import find_layout
from riskreg.texts import texts
from tests.exchange.odd_registers import sheet

_ = texts("en")
LONG = "En lång beskrivning av det som kan hända, nummer"


def layout(text: str) -> Layout:
    return find_layout([sheet(text)], _)


def fields(text: str) -> dict[str, str]:
    return {column.source: "+" * column.labelled + column.field for column in layout(text).columns}


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Konsekvens", ("3", "4"), "consequence"),
        (
            "Konsekvens",
            ("Verksamheten stannar i flera dagar", "Pengar går förlorade för alltid"),
            "+analysis",
        ),
        ("Treatment", ("Mitigate", "Accept"), "decision"),
        ("Treatment", ("Install a new sprinkler system", "Train everybody in the house"), "method"),
        ("Åtgärd", ("Accepteras", "Åtgärdas"), "decision"),
        ("Häufigkeit", ("2", "3"), "likelihood"),
        ("Frequency", ("Monthly", "Every year"), "frequency"),
        ("Effekt", ("2", "3"), "consequence"),
        ("Omfattning", ("Stickprov", "Alla"), "extent"),
        ("Riskbedömning", ("12", "4"), "risk_value"),
        ("Anteckning", ("En tanke", "En annan"), "analysis"),
    ],
)
def test_the_cells_must_agree_with_the_heading(heading: str, cells: tuple[str, str], field: str) -> None:
    likelihood = "" if field == "likelihood" else "|Sannolikhet"
    rows = "\n".join(f"Risken {n} inträffar|{cell}|2|3" for n, cell in enumerate(cells))
    other = "Konsekvens" if field not in ("consequence", "+analysis") else "Utfall"
    found = fields(f"Risk|{heading}{likelihood or '|Utfall'}|{other}\n{rows}")
    assert found[heading] == field


def test_long_texts_without_a_field_join_the_analysis_and_short_ones_are_left_out() -> None:
    rows = "\n".join(f"Risken {n} inträffar|{LONG} {n}|{n * 7}|ja" for n in range(4))
    found = layout(f"Risk|Berättelse|Skostorlek|Klar\n{rows}")
    assert [(c.field, c.labelled) for c in found.columns[1:3]] == [("analysis", True), ("", False)]
    assert found.columns[1].reason == "no field has this name; becomes part of the analysis"


def test_a_risk_of_many_rows_is_the_kind_of_what_may_happen() -> None:
    rows = "\n".join(f"{'Ekonomi' if n < 3 else 'Personal'}|{LONG} {n}|2" for n in range(6))
    assert fields(f"Risk|Beskrivning|Sannolikhet\n{rows}") == {
        "Risk": "category",
        "Beskrivning": "text",
        "Sannolikhet": "likelihood",
    }


def test_numbered_texts_are_texts_when_there_are_no_others() -> None:
    rows = "\n".join(f"R-{n}|2" for n in range(4))
    assert fields(f"Risk|Sannolikhet\n{rows}") == {"Risk": "text", "Sannolikhet": "likelihood"}
    named = "\n".join(f"R-{n}|{LONG} {n}|2" for n in range(4))
    assert fields(f"Risk|Beskrivning|Sannolikhet\n{named}")["Risk"] == "reference"


def test_the_state_before_what_is_planned_is_taken_in() -> None:
    states = ("Target", "Inherent", "Current")
    heads = "|".join(f"{state} {axis}" for state in states for axis in ("likelihood", "impact"))
    found = fields(f"Risk|{heads}\nA risk|1|2|5|5|3|4\nAnother|2|2|4|4|3|3")
    assert found["Current likelihood"] == "likelihood"
    assert found["Current impact"] == "consequence"
    assert found["Inherent likelihood"] == found["Target impact"] == "+analysis"


def test_a_state_that_is_not_filled_in_yet_gives_way() -> None:
    heads = "Current likelihood|Current impact|Residual likelihood|Residual impact"
    found = fields(f"Risk|{heads}\nA risk|||3|4\nAnother|||3|3")
    assert found["Residual likelihood"] == "likelihood"
    assert found["Current likelihood"] == ""


def test_a_value_alone_is_kept_where_it_cannot_be_reckoned() -> None:
    found = layout("Risk|Risk level|Owner\nA risk|High|Bo\nAnother|Low|Ann")
    assert (found.columns[1].field, found.columns[1].labelled) == ("analysis", True)


def test_the_first_owner_counts_and_the_other_is_kept() -> None:
    found = fields("Risk|Risk owner|Action owner|Sannolikhet\nA risk|Bo|Ann|2\nAnother|Cy|Di|3")
    assert (found["Risk owner"], found["Action owner"]) == ("responsible", "+analysis")
