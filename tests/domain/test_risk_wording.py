"""The wording of a risk, and ideas pasted as a list."""

from __future__ import annotations

import pytest

from riskreg.domain.risk_wording import Wording, ideas
from riskreg.texts import Texts


def test_three_parts_become_one_sentence(en: Texts, sv: Texts) -> None:
    parts = Wording(" oklara avtal ", "dubbelarbete", "högre kostnader")
    assert (
        parts.say(sv) == "På grund av oklara avtal inträffar dubbelarbete vilket leder till högre kostnader"
    )
    parts = Wording("unclear contracts", "double work", "higher costs")
    assert parts.say(en) == "Because of unclear contracts there is double work which leads to higher costs"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (Wording(), ""),
        (Wording(event="double work"), "double work"),
        (Wording("haste", "double work"), "Because of haste there is double work"),
        (Wording("", "double work", "costs"), "double work which leads to costs"),
        (Wording("haste"), "Because of haste there is …"),
        (Wording("haste", "", "costs"), "Because of haste there is … which leads to costs"),
        (Wording("", " ", "costs"), "… which leads to costs"),
        (Wording("100 {percent}", "a % b"), "Because of 100 {percent} there is a % b"),
    ],
)
def test_what_is_missing_is_left_out_or_shown_as_a_gap(parts: Wording, said: str, en: Texts) -> None:
    assert parts.say(en) == said


def test_each_line_is_an_idea() -> None:
    pasted = (
        "Risker:\r\n- Avtal löper ut\n\n  • Kompetens saknas \n12. Intrång\n3) Jäv\n– \n"
        "2022 blir dyrt\n-5 grader"
    )
    assert ideas(pasted) == (
        "Risker:",
        "Avtal löper ut",
        "Kompetens saknas",
        "Intrång",
        "Jäv",
        "–",
        "2022 blir dyrt",
        "-5 grader",
    )
    assert ideas(" \n\t\n") == ()


def test_what_only_looks_like_a_bullet_stays() -> None:
    assert ideas("1. Kvartalets bokslut dröjer") == ("1. Kvartalets bokslut dröjer",)
    assert ideas("Jäv\n2. Kvartalets bokslut dröjer") == ("Jäv", "2. Kvartalets bokslut dröjer")
