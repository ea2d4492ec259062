from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.exchange.score_cells import Form, number_in, said_in


@pytest.mark.parametrize(
    ("cell", "form", "value"),
    [
        ("3", Form.NUMBER, 3),
        (" 3.0", Form.NUMBER, 3),
        ("2,5", Form.NUMBER, 2.5),
        ("-1", Form.NUMBER, -1),
        ("1 väldigt liten sannolikhet", Form.NUMBER, 1),
        ("1. väldigt liten", Form.NUMBER, 1),
        ("4 - stor", Form.NUMBER, 4),
        ("4 (fyra)", Form.NUMBER, 4),
        ("2: mindre", Form.NUMBER, 2),
        ("Hög (4)", Form.NUMBER, 4),
        ("Level 3", Form.NUMBER, 3),
        ("50.000 €", Form.NUMBER, 50_000),
        ("20%", Form.SHARE, 0.2),
        ("12,5 %", Form.SHARE, 0.125),
        ("10-20 %", Form.SHARE, 0.15),
        ("5 % - 15 %", Form.SHARE, 0.1),
        (">50%", Form.SHARE, 0.5),
        ("1 in 100", Form.SHARE, 0.01),
        ("1/100", Form.SHARE, 0.01),
        ("3/5", Form.OF, 3),
        ("3 * 5 = 15", Form.PRODUCT, 3),
        ("3x5", Form.PRODUCT, 3),
        ("VH", Form.WORD, 0),
        ("Mycket stor", Form.WORD, 0),
        ("Hög (enligt bilaga 3, del 2)", Form.WORD, 0),
        ("Lager brinner ned (4/5)", Form.OF, 4),
        ("Sehr gering", Form.WORD, 0),
        ("X", Form.NOTHING, 0),
        ("--", Form.NOTHING, 0),
        ("", Form.NOTHING, 0),
    ],
)
def test_what_a_cell_says(cell: str, form: Form, value: float) -> None:
    said = said_in(cell)
    assert said is not None
    assert said.form is form
    assert said.value == pytest.approx(value)


@pytest.mark.parametrize(
    "cell",
    [
        "²",
        "hög tid att städa",
        "1. Laga taket\n2. Byt lås",
        "2024-01-03",
        "A sentence about 3 things that may happen, at length",
    ],
)
def test_what_is_no_score(cell: str) -> None:
    assert said_in(cell) is None


def test_the_number_of_a_cell() -> None:
    assert [number_in(cell) for cell in ("0,8", "3 * 5", "6 medel", "Hög", "X", "")] == [
        0.8,
        15,
        6,
        None,
        None,
        None,
    ]


@given(st.text(max_size=80))
def test_any_cell_is_read_or_is_none(cell: str) -> None:
    said_in(cell)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Låg-medel", "medel"),
        ("Hoch bis sehr hoch", "sehr hoch"),
        ("Alta/media", "alta"),
        ("Lav–middel (før oplæring)", "middel"),
        ("High if the roof leaks", "high"),
        ("Baja en el almacén", "baja"),
        ("Lav nå", "lav"),
    ],
)
def test_a_step_is_read_with_what_goes_with_it_and_between_two_the_higher(cell: str, words: str) -> None:
    said = said_in(cell)
    assert said is not None
    assert (said.form, said.words, said.explained) == (Form.WORD, words, True)


def test_both_scores_of_a_cell_may_be_words() -> None:
    said = said_in("Låg × Hög")
    assert said is not None
    assert (said.form, said.factors) == (Form.PRODUCT, ("Låg", "Hög"))
    assert number_in("Låg × Hög") is None
