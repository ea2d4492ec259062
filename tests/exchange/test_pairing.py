"""Rows find their own control point, and no row takes that of another."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain.records import ControlPoint
from riskreg.exchange.pairing import Pairs, differing, likeness, pairs

LONG = "Befintliga leverantörsavtal efterlevs ej och följs inte upp"


def point(number: int, text: str, **values: Any) -> ControlPoint:
    return ControlPoint(id=number, text=text, **values)


def row(text: str, **values: Any) -> ControlPoint:
    return ControlPoint(text=text, **values)


def paired(rows: list[ControlPoint], known: list[ControlPoint]) -> Pairs:
    numbers: dict[int | None, str] = {p.id: f"K{at}" for at, p in enumerate(known, 1)}
    return pairs(dict(enumerate(rows)), known, numbers)


def found(made: Pairs) -> dict[int, int | None]:
    return {number: point.id for number, point in made.found.items()}


def test_the_number_goes_before_the_text_when_the_matter_is_the_same() -> None:
    known = [point(1, "Resourcenproblem: zu wenige Entwickler", reference="6")]
    made = paired([row("Ressourcenproblem: zu wenige Entwickler", reference="6")], known)
    assert found(made) == {0: 1}


def test_the_same_number_of_another_matter_is_a_clash_and_no_pair() -> None:
    made = paired([row("Strömavbrott", reference="1")], [point(1, LONG, reference="1")])
    assert found(made) == {}
    assert made.clashing[0].id == 1


def test_a_long_reference_is_enough() -> None:
    made = paired([row("Helt annat", reference="228d2735-2ec5")], [point(1, LONG, reference="228d2735-2ec5")])
    assert found(made) == {0: 1}


def test_our_own_number_counts_where_there_is_no_reference() -> None:
    assert found(paired([row(LONG + "!", reference="K1")], [point(1, LONG)])) == {0: 1}


def test_of_rows_with_one_text_each_finds_its_twin() -> None:
    known = [point(1, "A", responsible="x"), point(2, "A", responsible="y")]
    assert found(paired([row("A", responsible="y"), row("A", responsible="x")], known)) == {0: 2, 1: 1}
    assert found(paired([row("A", responsible="x"), row("A", responsible="z")], known)) == {0: 1, 1: 2}


def test_a_text_that_several_have_is_left_to_the_user() -> None:
    known = [point(1, "A", responsible="x"), point(2, "A", responsible="y")]
    made = paired([row("A", responsible="z")], known)
    assert found(made) == {}
    assert made.unclear == {0}


def test_what_is_only_alike_is_proposed_and_no_pair() -> None:
    made = paired([row(LONG.replace("ej", "inte"))], [point(1, LONG), point(2, "Strömavbrott i datahallen")])
    assert found(made) == {}
    assert made.like[0].id == 1


def test_likeness() -> None:
    assert likeness(LONG, LONG.upper()) == 1
    assert likeness("Brand", "Brand i serverrummet") == 1
    assert likeness(LONG, "Strömavbrott") < 0.5


def test_what_a_row_does_not_say_is_no_difference() -> None:
    known = point(1, "A", responsible="x", method="y", likelihood=2)
    assert differing(known, row("A", responsible="x")) == {}
    assert differing(known, row("A ", likelihood=3, method="z")) == {"likelihood": 3, "method": "z"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", LONG, LONG + "!"]),
            st.sampled_from(["", "1", "2"]),
            st.sampled_from("xyz"),
        ),
        max_size=8,
    )
)
def test_a_table_finds_itself_whole(rows: list[tuple[str, str, str]]) -> None:
    alone = list(dict.fromkeys(rows))
    known = [
        point(at, text, reference=reference, responsible=who)
        for at, (text, reference, who) in enumerate(alone, 1)
    ]
    again = [row(text, reference=reference, responsible=who) for text, reference, who in alone]
    assert found(paired(again, known)) == {at: at + 1 for at in range(len(alone))}
