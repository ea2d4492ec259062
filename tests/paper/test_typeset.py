from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.paper import hyphens
from riskreg.paper.fonts import SOFT_HYPHEN
from riskreg.paper.look import BODY, CELL, TITLE
from riskreg.paper.typeset import MISSING, Typesetter


@pytest.fixture
def setter() -> Typesetter:
    return Typesetter("sv")


def joined(lines: list[str]) -> str:
    return "".join(line.removesuffix(SOFT_HYPHEN) for line in lines)


def test_text_comes_back_whole_from_its_lines(setter: Typesetter) -> None:
    text = "Leverantörsuppföljningen påverkar projektekonomin i kommuner som väntar på lösningen."
    lines = setter.wrap(text, CELL, 90)
    assert len(lines) > 3
    assert joined(lines) == text


def test_lines_end_so_that_words_do_not_merge(setter: Typesetter) -> None:
    lines = setter.wrap("Avtal följs inte upp av leverantörsuppföljningsfunktionen", CELL, 90)
    assert all(line.endswith((" ", SOFT_HYPHEN)) for line in lines[:-1])
    assert not lines[-1].endswith((" ", SOFT_HYPHEN))


@pytest.mark.parametrize(
    ("word", "seam"),
    [
        ("verksamhetsplan", "verksamhets"),
        ("avtalsregister", "avtals"),
        ("riskanalys", "risk"),
        ("personuppgiftsbiträdesavtal", "personuppgiftsbiträdes"),
    ],
)
def test_compounds_are_broken_at_their_seams(word: str, seam: str) -> None:
    assert len(seam) in [cut.at for cut in hyphens.cuts(word, "sv") if cut.seam]


def test_a_seam_is_chosen_before_a_later_syllable(setter: Typesetter) -> None:
    room = setter.width("leverantörsavtals", CELL)
    assert setter.wrap("leverantörsavtalsregistret", CELL, room)[0] == f"leverantörs{SOFT_HYPHEN}"


def test_a_real_hyphen_gets_no_soft_one_beside_it() -> None:
    for cut in hyphens.cuts("e-tjänsteimplementering", "sv"):
        assert "-" not in "e-tjänsteimplementering"[cut.at - 3 : cut.at + 3]


def test_short_words_stay_whole_where_a_line_holds_them(setter: Typesetter) -> None:
    assert not any(SOFT_HYPHEN in line for line in setter.wrap("Riskvärde " * 30, CELL, 70))


@pytest.mark.parametrize("address", ["https://www.example.org/diarium/handlingar?sida=1", "2021/28-2.2.0.1"])
def test_addresses_and_case_numbers_get_no_hyphen(setter: Typesetter, address: str) -> None:
    lines = setter.wrap(address, CELL, 40)
    assert len(lines) > 1
    assert "".join(lines) == address


def test_words_held_together_by_the_writer_stay_together(setter: Typesetter) -> None:
    assert setter.wrap("75\u00a0% deltar", CELL, 30)[0].startswith("75\u00a0%")


def test_letters_are_composed(setter: Typesetter) -> None:
    assert setter.drawable("a\u030ao\u0308") == "åö"
    assert not setter.missing


def test_what_the_typeface_lacks_is_seen_and_remembered(setter: Typesetter) -> None:
    assert setter.drawable("漢a") == f"{MISSING}a"
    assert setter.missing == {"漢"}


def test_english_is_broken_as_english() -> None:
    assert [c.at for c in hyphens.cuts("organisation", "en")] != [
        c.at for c in hyphens.cuts("organisation", "sv")
    ]


def test_a_very_long_word_takes_no_more_than_its_share_of_time(setter: Typesetter) -> None:
    lines = setter.wrap("ö" * 100_000, CELL, 100)
    assert sum(line.count("ö") for line in lines) == 100_000


@given(st.text(max_size=200), st.floats(12, 400), st.sampled_from([BODY, CELL, TITLE]))
def test_no_text_is_lost_or_wider_than_the_room(text: str, room: float, style: object) -> None:
    setter = Typesetter("sv")
    assert isinstance(style, type(BODY))
    lines = setter.wrap(text, style, room)
    expected = "".join(setter.drawable(" ".join(text.splitlines())).split(" "))
    assert joined(lines).replace(" ", "") == expected.replace("\u2009", "")
    for line in lines:
        assert setter.width(line.rstrip(" "), style) <= room + 0.01 or len(line.rstrip(" ")) == 1
