"""What a cell shows: formats as people read them."""

from __future__ import annotations

import pytest

from riskreg.exchange.cell_text import literal, number_format


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0%", 0.2, "20%"),
        ("0.0%", 0.125, "12.5%"),
        ("0%", 0.125, "13%"),
        ("0 %", 0.4, "40%"),
        ('"R-"000', 7, "R-007"),
        ("00000", 42, "00042"),
        ("0", 2.6, "3"),
        ("0.0", 2.666666, "2.7"),
        ("0.00", 3, "3"),
        ("#,##0", 1234567, "1234567"),
        ("# ?/?", 0.2, "1/5"),
        ("# ??/??", 0.01, "1/99"),
        ('0" kr"', 15, "15 kr"),
        ("_-* #,##0_-;-* #,##0_-", -3, "-3"),
        ("[Red]0;[Blue]-0", 4, "4"),
        ("0.0##", 0.25, "0.25"),
    ],
)
def test_a_number_is_read_in_its_format(code: str, value: float, text: str) -> None:
    found = number_format(code)
    assert found is not None
    assert found.shown(value) == text


@pytest.mark.parametrize(
    "code", ["General", "yyyy-mm-dd", "@", "mm:ss.0", "0.00E+00", ";;;", '"X"', "d/m/yyyy"]
)
def test_other_formats_are_not_followed(code: str) -> None:
    assert number_format(code) is None


def test_texts_lose_what_nobody_sees() -> None:
    assert literal(" a\r\nb\vc\u2028d\x07\u200b\ufeff ") == "a\nb\nc\nd"
    assert literal("\xa0å\xa0kr\xa0") == "å\xa0kr"
