from __future__ import annotations

import pytest

from riskreg.domain.printable import covered, unprintable
from riskreg.paper import fonts
from riskreg.paper.look import BODY, TITLE
from riskreg.paper.plan import PLAN
from riskreg.texts import texts
from tests.paper.reading import heard, opened
from tests.paper.test_plan import FULL, year_of_points

OTHERS = "Δοκιμή Привет ⚠ ★ ♥ ⇒ ∀x∈ℝ ⅔ 😀🚀 ԱԲ ქ"


def test_the_domain_knows_what_the_typefaces_can_draw() -> None:
    every = frozenset.intersection(*(fonts.drawn_rightly(font) for font in fonts.FALLBACKS))
    assert covered() == every, "write the ranges of domain/printable.py anew"


@pytest.mark.parametrize("character", "åäöÅÄÖéüßłŽčđŋŧš§–…”’«½²€→≤✓☐•Ωж⚠😀🙂🚀")
def test_what_people_write_can_be_printed(character: str) -> None:
    assert not unprintable(character)


@pytest.mark.parametrize(
    "character", ["漢", "🰀", "ع", "א", "ก", "क", "\u0e31", "\ue000", "\U000fffff", "x\u0302"]
)
def test_what_would_be_drawn_wrong_is_not_drawn(character: str) -> None:
    assert unprintable(f"a{character}b") == character[-1]


@pytest.mark.parametrize(
    "text", ["a\u030a", "e\u0301", "⚠\ufe0f", "a\u200db", "a\u00adb", "a\tb\nc", "a\u2003b", ""]
)
def test_what_is_composed_or_unseen_is_no_hindrance(text: str) -> None:
    assert not unprintable(text)


def test_a_character_is_taken_from_the_first_font_that_has_it() -> None:
    assert fonts.bearer(fonts.BOLD, "å") == fonts.BOLD
    assert fonts.bearer(fonts.REGULAR, "★") == "DejaVuSans"
    assert fonts.bearer(fonts.SEMIBOLD, "★") == "DejaVuSans-Bold"
    assert fonts.advances(TITLE.font)["★"] > 0
    assert fonts.advances(BODY.font)["å"] != fonts.advances(TITLE.font)["å"]


def test_other_letters_are_drawn_and_read_back() -> None:
    pdf = PLAN.draw(year_of_points({**FULL, "text": OTHERS, "analysis": OTHERS}), texts("en"))
    text = heard(pdf)
    assert text.count(OTHERS) == 2
    assert "typeface" not in text
    with opened(pdf) as file:
        names = {str(f.BaseFont) for page in file.pages for f in page.Resources.Font.values()}
    assert any("DejaVuSans" in name for name in names)


def test_what_no_font_has_is_marked_and_named() -> None:
    pdf = PLAN.draw(year_of_points({**FULL, "text": "漢字"}), texts("en"))
    assert "□□" in heard(pdf)
    assert "U+5B57, U+6F22" in heard(pdf)
