"""Where two texts differ, word by word."""

from __future__ import annotations

from hypothesis import given

from riskreg.domain.differing import Piece, differences
from tests.builders import any_text


def marked(pieces: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.differs]


def test_the_words_that_differ_are_marked() -> None:
    before, after = differences(
        "The coordinator checks every contract.", "The head of unit checks each contract."
    )
    assert marked(before) == ["coordinator", "every"]
    assert marked(after) == ["head of unit", "each"]


def test_what_is_only_in_one_is_marked_there() -> None:
    before, after = differences("Checked yearly.", "Checked yearly. By sample, too.")
    assert marked(before) == []
    assert marked(after) == [" By sample, too."]


def test_another_text_altogether_is_not_marked() -> None:
    for pair in (("", "New"), ("Old", ""), ("High", "Low"), ("One thing", "Quite different, all of it")):
        before, after = differences(*pair)
        assert marked(before) == marked(after) == []


def test_very_long_texts_are_marked_from_the_first_difference_to_the_last() -> None:
    many = " ".join(f"word{n}" for n in range(20_000))
    before, after = differences(f"same one {many} end", f"same two {many[::-1]} end")
    assert marked(before) == [] or marked(before)[0].startswith("one")
    before, after = differences(f"{many} one {many}", f"{many} two {many}")
    assert (marked(before), marked(after)) == (["one"], ["two"])


@given(any_text, any_text)
def test_nothing_is_lost_or_made_up(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert ["".join(piece.text for piece in side) for side in pieces] == [before, after]
    kept = ["".join(piece.text for piece in side if not piece.differs) for side in pieces]
    if any(piece.differs for side in pieces for piece in side):
        assert kept[0] == kept[1]
