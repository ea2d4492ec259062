"""What people write in a cell, and the value that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeVar

from riskreg.domain.fields import Choice
from riskreg.domain.records import ScaleStep
from riskreg.domain.scales import Decision, Extent, GoalKind, Origin
from riskreg.domain.wording import NOT_DECIDED, NOT_STATED
from riskreg.texts import LANGUAGES, N_, Texts, texts

C = TypeVar("C", bound=Choice)

_QUOTED = 60  # characters

# Words in use beside a choice's own text.
_WORDS: dict[Choice, tuple[str, ...]] = {
    Decision.HANDLE: ("hanteras via internkontroll", "hanteras", "internkontroll", "via internkontroll"),
    Decision.ACCEPT: ("accepteras", "risk accepteras", "risken accepteras", "acceptera", "accepted"),
    Decision.ACT: ("åtgärdas", "åtgärdas nu", "åtgärda", "åtgärdas omgående", "act"),
    Decision.DISMISS: ("avförs", "avfärdas", "avskrivs", "dismissed"),
    Extent.ALL: ("alla", "samtliga", "kontroll av alla", "kontroll av samtliga", "all", "total"),
    Extent.SAMPLE: ("stickprov", "kontroll genom stickprov", "sampling", "samples"),
    Extent.EITHER: ("kontroll av alla eller stickprov", "alla eller stickprov", "alla/stickprov"),
    Origin.OWN: ("egen", "eget", "egna", "nämndens egna"),
    Origin.MANDATORY: ("obligatorisk", "obligatoriskt", "gemensam", "gemensamt"),
    GoalKind.EFFECT: ("effektmål", "effektmålen"),
    GoalKind.GOAL: ("mål", "nämndmål", "verksamhetsmål"),
}
STRATEGIC_DIRECTION = frozenset({"strategisk riktning", "strategisk inriktning", "strategic direction"})
INDICATOR = frozenset({"indikator", "indikatorer", "indicator", "nyckeltal"})

_PLACEHOLDERS = frozenset({"", "-", "--", "–", "—", "x", "n/a", "ej bedömd", "ej bedömt"})
_STEP = re.compile(r"([+-]?\d+)(?:[.,]0+)?(?![.,]?\d)(?!\s*[x×*%/])\W*(?:\b.*)?", re.DOTALL)
_FREQUENCY = re.compile(
    r"(fort)?löpande|kontinuerlig|daglig|vecko|månad|kvartal|tertial|halvår|år(lig|svis)|varje|vid behov|"
    r"\d+ gång|en gång|två gånger|ongoing|continuous|daily|weekly|monthly|quarterly|annual|yearly|every|once|"
    r"twice"
)


def plain(text: str) -> str:
    """A text without what does not tell two headings or words apart: case, spacing, closing signs."""
    return " ".join(text.casefold().split()).rstrip(" .:;*")


def shortened(text: str) -> str:
    """A cell's text on one line, short enough to quote in a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def quoted(text: str, _: Texts) -> str:
    """A text of the source between the quotation marks of our language."""
    return _(N_("“{text}”"), text=text)


def choice_of(choices: type[C], text: str) -> C | None:
    """The choice that a cell names, in any of our languages; None when it names none."""
    return _known(choices).get(plain(text))


def choices_said(choices: type[Choice], _: Texts) -> str:
    """The choices as they may be written, for a sentence."""
    return ", ".join(quoted(_(choice.label), _) for choice in choices)


def is_placeholder(text: str) -> bool:
    """Whether a cell says that there is nothing to say."""
    return plain(text) in _PLACEHOLDERS or plain(text) in _nothing_said()


def step_of(text: str, steps: Iterable[ScaleStep]) -> int | None:
    """The step that a cell names by its number, with or without words after it, or by its name."""
    steps = tuple(steps)
    named = next((step.value for step in steps if plain(step.name) == plain(text)), None)
    if named is not None:
        return named
    found = whole_number(text)
    return found if found in {step.value for step in steps} else None


def whole_number(text: str) -> int | None:
    """The whole number that a cell starts with: "1. very small" is 1, "3.0" is 3, "3,5" is none."""
    found = _STEP.fullmatch(text.strip())
    return int(found[1]) if found else None


def is_frequency(text: str) -> bool:
    """Whether a cell says how often."""
    return _FREQUENCY.match(plain(text)) is not None


@cache
def _known(choices: type[C]) -> dict[str, C]:
    own = {plain(texts(language)(choice.label)): choice for language in LANGUAGES for choice in choices}
    values = {choice.value: choice for choice in choices}
    return values | own | {word: choice for choice in choices for word in _WORDS.get(choice, ())}


@cache
def _nothing_said() -> frozenset[str]:
    return frozenset(
        plain(texts(language)(text)) for language in LANGUAGES for text in (NOT_DECIDED, NOT_STATED)
    )
