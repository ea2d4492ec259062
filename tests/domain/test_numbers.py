"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from riskreg.domain.numbers import decimal_of, first_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        (" 1 234,50 ", "1234.50"),
        ("85 %", "85"),
        ("-3", "-3"),
        ("−3,0", "-3.0"),
    ],
)
def test_a_comma_and_a_point_are_read_the_same(text: str, number: str) -> None:
    assert decimal_of(text) == Decimal(number)


@pytest.mark.parametrize("text", ["god", "2,5,1", "1.234,5", "2,", "NaN", "1e9", "12 st"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decimal_of(text)


def test_a_target_is_told_by_its_first_number() -> None:
    assert first_number("minst 82,5 % av 14") == Decimal("82.5")
    assert first_number("alla") is None
    assert decimal_of("  ") is None
