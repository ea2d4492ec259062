"""Which scale the words of a column belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from riskreg.domain.scales import Axis
from riskreg.exchange.scale_words import (
    ABBREVIATIONS,
    CONSEQUENCES,
    LEVELS,
    LIKELIHOODS,
    MARKS,
    MERE_LETTERS,
    PATTERNS,
    PLACEHOLDERS,
    RARE_PATTERNS,
)
from riskreg.exchange.vocabulary import bare, spellings

_ENOUGH = 0.7  # of a column's different words are on a scale that is taken for theirs


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """A scale in words: the names of its steps, lowest first, and the step of every word."""

    names: tuple[str, ...]
    step_of: dict[str, int]  # by the bare word, from 1
    only_whole: bool = False  # meant only where each of its steps is met
    axis: Axis | None = None  # what it is a scale of, when its words are of nothing else

    def fits(self, words: set[str], others: set[str]) -> bool:
        """Whether all of a column's words are its own."""
        if not self.step_of.keys() >= words or _only_counts(words, others):
            return False
        met = {self.step_of[word] for word in (words | others) & self.step_of.keys()}
        return not self.only_whole or len(met) == len(self.names)


def _only_counts(words: set[str], others: set[str]) -> bool:
    """Whether letters are rather those of the alphabet than abbreviations of steps."""
    return bool(words & _mere_letters()) and not (words | others) & _abbreviations()


def letters_among(words: Iterable[str]) -> frozenset[str]:
    """The bare letters that are steps beside these: A for "alto" where M for "medio" is met, else none."""
    met = set(words)
    return frozenset() if not met or _only_counts({*_mere_letters(), *met}, set()) else _mere_letters()


def scale_of(words: Collection[str], own: Iterable[str] = (), other: Iterable[str] = ()) -> Scale | None:
    """The smallest scale that has all of these bare words, or nearly all.

    A column without a "very low" may still be of a scale that has one: what else is met counts where the
    scale has it.  `own` are words met of the same scale, `other` those of the other one, which only count on
    scales that may be of either.
    """
    wanted, mine = set(words), set(own)
    either = mine.union(other)
    if not wanted:
        return None
    beside = {scale: mine if scale.axis else either for scale in scales()}
    fitting = [scale for scale in scales() if scale.fits(wanted, beside[scale])]
    if not fitting:
        return _nearest(wanted)
    return max(fitting, key=lambda scale: _count(scale, beside[scale]) - len(scale.names) / 100)


def _nearest(wanted: set[str]) -> Scale | None:
    """The scale that tells most of the words apart; those of other scales stand where they stand there."""
    if _only_counts(wanted, set()):
        return None
    mixed = [_with_others(scale, wanted) for scale in scales() if _count(scale, wanted)]
    able = [scale for scale in mixed if _count(scale, wanted) >= _ENOUGH * len(wanted)]
    return max(
        able,
        key=lambda scale: (
            len({scale.step_of[word] for word in scale.step_of.keys() & wanted}),
            -len(scale.names),
        ),
        default=None,
    )


def _with_others(scale: Scale, wanted: set[str]) -> Scale:
    top = len(scale.names) - 1
    others = {word: rank for word in wanted - scale.step_of.keys() if (rank := rank_of(word)) is not None}
    placed = {word: 1 + round(rank * top) for word, rank in others.items()}
    return Scale(scale.names, scale.step_of | placed, axis=scale.axis)


def _count(scale: Scale, words: set[str]) -> int:
    return len(scale.step_of.keys() & words)


def as_large(scale: Scale, words: Collection[str], size: int) -> Scale:
    """The scale of the same words that is as large as that of the other axis, where there is one.

    Likelihood and consequence mostly have as many steps.  Words that are of either ("low") stay as they are.
    """
    if scale.axis is None or len(scale.names) >= size:
        return scale
    wanted = set(words)
    larger = (s for s in scales() if s.axis is scale.axis and len(s.names) == size and s.fits(wanted, set()))
    return next(larger, scale)


def axis_of(words: Iterable[str]) -> Axis | None:
    """What the scales that have all of these bare words are of; None when they are of either, or of none."""
    wanted = set(words)
    axes = {scale.axis for scale in scales() if scale.step_of.keys() >= wanted}
    return axes.pop() if len(axes) == 1 else None


def rank_of(word: str) -> float | None:
    """How high a bare word stands, from 0 to 1, on the first scale that has it."""
    return _ranks().get(word)


def begins_a_step(word: str) -> bool:
    """Whether the name of any step begins with a bare word."""
    return word in _first_words()


def says_no_score(text: str) -> bool:
    """Whether a cell says that there is no score."""
    text = text.strip().casefold()
    return not text or text in _placeholders()


def is_mark(text: str) -> bool:
    """Whether a cell only marks its column, as an X does."""
    return text.strip().casefold() in _marks()


@cache
def scales() -> tuple[Scale, ...]:
    """Every scale that is known."""
    levels = [
        _scale([steps[at] for at in pattern], only_whole=pattern in RARE_PATTERNS)
        for pattern in (*PATTERNS, *RARE_PATTERNS)
        for steps in map(_steps, LEVELS)
    ]
    named = ((Axis.LIKELIHOOD, LIKELIHOODS), (Axis.CONSEQUENCE, CONSEQUENCES))
    return (*levels, *(_scale(_steps(text), axis=axis) for axis, texts in named for text in texts))


@cache
def _ranks() -> dict[str, float]:
    ranks: dict[str, float] = {}
    for scale in scales():
        for word, step in scale.step_of.items():
            ranks.setdefault(word, (step - 1) / (len(scale.names) - 1))
    for letter in _mere_letters():
        del ranks[letter]
    return ranks


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word in _ranks())


def _steps(text: str) -> list[list[str]]:
    return [[word.strip() for word in step.split(",")] for step in text.split("|")]


def _scale(steps: list[list[str]], *, only_whole: bool = False, axis: Axis | None = None) -> Scale:
    step_of: dict[str, int] = {}
    for number, words in enumerate(steps, 1):
        for word in words:
            for spelt in spellings(word):
                step_of.setdefault(spelt, number)
    return Scale(tuple(words[0].capitalize() for words in steps), step_of, only_whole, axis)


@cache
def _mere_letters() -> frozenset[str]:
    return frozenset(map(bare, MERE_LETTERS.split(",")))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(map(bare, ABBREVIATIONS.split(",")))


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(word.strip() for word in PLACEHOLDERS.split(","))


@cache
def _marks() -> frozenset[str]:
    return frozenset(word.strip() for word in MARKS.split(","))
