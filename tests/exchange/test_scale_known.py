from __future__ import annotations

import pytest

from riskreg.domain.scales import Axis
from riskreg.exchange.scale_known import (
    as_large,
    axis_of,
    is_mark,
    rank_of,
    says_no_score,
    scale_of,
    scales,
)
from riskreg.exchange.vocabulary import bare


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("Low|High", 3),
        ("Low|Medium|VH", 4),
        ("L|M|H", 3),
        ("Very low|High", 5),
        ("Very low|Low|High|Very high", 4),
        ("Gering|Mittel|Hoch|Sehr hoch", 4),
        ("Lav|Middels|Høy", 3),
        ("Bajo|Medio|Alto", 3),
        ("Muy baja|Alta", 5),
        ("Mycket stor|Liten", 4),
        ("Rare|Likely", 5),
        ("Unlikely|Likely", 3),
        ("Insignificant|Catastrophic", 5),
        ("Minor|Major", 3),
        ("Försumbar|Allvarlig|Kännbar", 4),
        ("selten|sehr häufig", 4),
        ("B|M|A", 3),
        ("Moeglich|Haeufig|Sehr haeufig", 5),
        ("Lav|Svart hoy", 4),
        ("Lite sannsynleg|Mogleg", 5),
        ("Låg|Høg", 3),
        ("N|M|H|K", 4),
        ("M|C", 4),
        ("leicht|schwer|tödlich", 4),
        ("Sällan|Ofta", 5),
        ("Ligeramente dañino|Extremadamente dañino", 3),
    ],
)
def test_the_smallest_scale_with_all_the_words_is_theirs(words: str, size: int) -> None:
    scale = scale_of([bare(word) for word in words.split("|")])
    assert scale is not None
    assert len(scale.names) == size


def test_words_met_elsewhere_tell_how_far_a_scale_goes() -> None:
    words = {"unlikely", "possible", "likely"}
    alone, beside = scale_of(words), scale_of(words, own={"rare"})
    assert alone is not None
    assert beside is not None
    assert (len(alone.names), len(beside.names)) == (3, 5)
    of_the_other_axis = scale_of({"low", "high"}, other={"very low"})
    assert of_the_other_axis is not None
    assert len(of_the_other_axis.names) == 5


def test_a_slip_among_the_words_of_a_scale_does_not_hide_it() -> None:
    scale = scale_of({"low", "medium", "high", "hihg"})
    assert scale is not None
    assert "hihg" not in scale.step_of
    assert scale_of({"apples", "pears"}) is None


def test_likelihood_and_consequence_mostly_have_as_many_steps() -> None:
    words = {"improbable", "posible", "probable"}
    three, low = scale_of(words), scale_of({"low", "medium", "high"})
    assert three is not None
    assert low is not None
    assert len(as_large(three, words, 5).names) == 5
    assert as_large(low, {"low", "medium", "high"}, 5) is low


def test_words_tell_what_a_scale_is_of() -> None:
    assert axis_of({"rare", "almost certain"}) is Axis.LIKELIHOOD
    assert axis_of({"insignificant", "catastrophic"}) is Axis.CONSEQUENCE
    assert axis_of({"low", "high"}) is None
    assert axis_of({"apples"}) is None


def test_every_scale_rises_and_names_its_steps() -> None:
    for scale in scales():
        assert 3 <= len(scale.names) <= 6
        assert all(scale.names)
        assert [scale.step_of[bare(name)] for name in scale.names] == list(range(1, len(scale.names) + 1))


def test_ranks_placeholders_and_marks() -> None:
    assert rank_of("very low") == 0
    assert rank_of("apples") is None
    assert all(map(says_no_score, ("", "X", "--", "N/A", "tbd", "#REF!", " - ")))
    assert not says_no_score("0")
    assert is_mark("✓")
    assert is_mark("X")
    assert not is_mark("3")
