"""From a heading to what its column holds: known words, alone, within a longer heading or in a compound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from riskreg.domain.fields import visible_fields
from riskreg.domain.records import ControlPoint
from riskreg.exchange.heading_words import (
    GRAVITY,
    LEVEL,
    NOISE,
    STAGES,
    STRONG,
    WEAK,
    WORDS,
    Meaning,
    Stage,
)
from riskreg.texts import LANGUAGES, texts

EXACT, STRIPPED, WITHIN = 3, 2, 1  # how surely a heading says it
_LONGEST_HEADING, _MOST_WORDS = 80, 9  # of a heading
_SHORTEST_PART = 5  # letters of a word that is looked for inside compounds
_LONGEST_PART = 30  # and of the longest that is known

_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "#": " nr ", "№": " nr "}
)
_WITHOUT_DOTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_WITHOUT_LETTERS = str.maketrans({"æ": "a", "ø": "o"})
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_HUMP = re.compile(r"(?<=[a-zà-þ])(?=[A-ZÀ-Þ][a-zà-þ])")  # riskOwner
_BROKEN = re.compile(r"(?<=\w)-\s+(?=[a-zà-þ])")  # Eintritts- wahrscheinlichkeit
_BEFORE = re.compile(r"\bfør\b", re.IGNORECASE)
_FACTORS = re.compile(r"(\w{1,3}\s*=\s*)?[A-Za-z](\s*[x*×·]\s*[A-Za-z]){1,2}(\s*=\s*\w+)?", re.IGNORECASE)
_RISK = re.compile(r"ris[ki]|riesg")
# Also in languages that we do not know.
_ANY_RISK = re.compile(r"\b(ris[kcqi]|riesg|riz[iy]k|ryzyk)|risk|risik")
_SIGNS = re.compile(r"[^\w%]+|_")

# What two meanings in one heading come to.
_TOGETHER = MappingProxyType(
    {
        frozenset({Meaning.LIKELIHOOD, Meaning.CONSEQUENCE}): Meaning.RISK_VALUE,
        frozenset({Meaning.CONSEQUENCE, Meaning.DESCRIPTION}): Meaning.EFFECT,
        frozenset({Meaning.LIKELIHOOD, Meaning.DESCRIPTION}): Meaning.ANALYSIS,
        frozenset({Meaning.RISK_VALUE, Meaning.DESCRIPTION}): Meaning.ANALYSIS,
        frozenset({Meaning.CONTROLS, Meaning.MEASURES}): Meaning.MEASURES,
        frozenset({Meaning.MEASURES, Meaning.DATE}): Meaning.DUE,
        frozenset({Meaning.MEASURES, Meaning.CAUSE}): Meaning.MEASURES,
        frozenset({Meaning.MEASURES, Meaning.DESCRIPTION}): Meaning.MEASURES,
        frozenset({Meaning.CONTROLS, Meaning.REFERENCE}): Meaning.REFERENCE,
        frozenset({Meaning.RISK_VALUE, Meaning.OTHER}): Meaning.OTHER,
    }
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a heading says: the meaning of its column, about which state of the risk, and how surely."""

    meaning: Meaning
    stage: Stage | None
    sure: int


def bare(text: str) -> str:
    """A text reduced to what tells words apart: no capitals, accents or signs."""
    text = _BROKEN.sub("", _HUMP.sub(" ", text)).casefold().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_SIGNS.sub(" ", text).split())


@cache
def sense_of(heading: str) -> Sense | None:
    """What a heading says of its column; None when none of its words is known.

    A heading in two rows comes as "Inherent risk / Likelihood".
    """
    stage = stage_of(heading)
    if _FACTORS.fullmatch(heading.rpartition(" / ")[2].strip()):
        return Sense(Meaning.RISK_VALUE, stage, EXACT)
    whole = bare(_BRACKETS.sub(" ", heading)) or bare(heading)
    group, _slash, last = heading.rpartition(" / ")
    for words in dict.fromkeys((whole, bare(_BRACKETS.sub(" ", last)))):
        if meaning := _known().get(words):
            return Sense(_of_a_stage(_in_a_group(meaning, group), stage, whole), stage, EXACT)
    if bare(_BRACKETS.sub(" ", last)) in _levels():
        return Sense(_in_a_group(Meaning.RISK_VALUE, group), stage, STRIPPED)
    core = stripped_of_stage(bare(_BRACKETS.sub(" ", last))) or stripped_of_stage(
        bare(_BRACKETS.sub(" ", group))
    )
    if meaning := _known().get(core):
        return Sense(_of_a_stage(_in_a_group(meaning, group), stage, whole), stage, STRIPPED)
    if meaning := _within(whole) or _within(bare(heading)):
        return Sense(_of_a_stage(meaning, stage, whole), stage, WITHIN)
    if any(_FACTORS.fullmatch(inside.strip(" ()[]")) for inside in _BRACKETS.findall(heading)):
        return Sense(Meaning.RISK_VALUE, stage, WITHIN)
    return Sense(Meaning.RISK_VALUE, stage, WITHIN) if stage and not _telling(whole) else None


def is_heading(text: str) -> bool:
    """Whether a cell may head a column of a register: a few words, one of them known as it stands.

    A known part of a compound is enough in a heading of one word; in several it may be chance.
    """
    if len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return False
    sense, words = sense_of(text), bare(text).split()
    if sense is None or sense.sure > WITHIN:
        return sense is not None or bare(text) in own_fields()
    return len(words) == 1 or any(len(word) > 1 and word in _known() for word in words)


def _of_a_stage(meaning: Meaning, stage: Stage | None, words: str) -> Meaning:
    """ "Inherent risk" is a value, and so is "risk after measures"; "risk" is what may happen."""
    of_measures = meaning in (Meaning.MEASURES, Meaning.CONTROLS) and _RISK.search(words)
    is_value = meaning is Meaning.TITLE or (of_measures and stage is not Stage.CURRENT)
    return Meaning.RISK_VALUE if stage and is_value else meaning


def _in_a_group(meaning: Meaning, group: str) -> Meaning:
    above = sense_of(group) if group else None
    return _TOGETHER.get(frozenset({meaning, above.meaning}), meaning) if above else meaning


def mentions_risk(heading: str) -> bool:
    """Whether a heading says "risk", in whatever language."""
    return _ANY_RISK.search(bare(heading)) is not None


def names_gravity(heading: str) -> bool:
    """Whether a heading says how grave a risk is, which may be on the whole."""
    return any(word in _gravity() for word in bare(heading).split())


def stage_of(heading: str) -> Stage | None:
    """Which state of the risk a heading is about, when it says so."""
    words = bare(heading).split()
    for stage, known in _stages().items():
        if any(word in known for word in words):
            return stage
    if _BEFORE.search(heading):  # which looks like "for" without its stroke
        return Stage.INHERENT
    joined = " ".join(words)
    if re.search(r"\b(rest|netto)\w{4,}", joined):
        return Stage.RESIDUAL
    return Stage.INHERENT if re.search(r"\bbrutto\w{4,}", joined) else None


def stripped_of_stage(words: str) -> str:
    """The bare words without those of a stage and those that say nothing."""
    return " ".join(_telling(words))


def _telling(words: str) -> list[str]:
    dropped = _noise() | frozenset().union(*_stages().values())
    return [word for word in words.split() if word not in dropped and not word.isdigit()]


def _within(heading: str) -> Meaning | None:
    """The meaning of the words and parts of words in a heading that say most."""
    found = sorted(_parts_known(heading.split()), key=lambda part: (part[0], part[1]), reverse=True)
    if not found:
        return None
    meanings = [meaning for _weight, _length, meaning in found]
    best = meanings[0]
    together = (_TOGETHER.get(frozenset({best, other})) for other in meanings[1:])
    return next(filter(None, together), best)


def _parts_known(words: list[str]) -> Iterator[tuple[int, int, Meaning]]:
    """What is known in a heading: its weight, its length and its meaning.

    A word within a phrase that is known says nothing of its own: "who" in "who might be harmed".
    """
    known = _known()
    reached = 0
    for at in range(len(words)):
        for end in range(min(at + 5, len(words)), max(at, reached), -1):
            phrase = " ".join(words[at:end])
            if (meaning := known.get(phrase)) and (len(phrase) > 1):
                yield _weight(meaning), len(phrase), meaning
                reached = end
                break
        yield from _compound(words[at])


def _compound(word: str) -> Iterator[tuple[int, int, Meaning]]:
    parts = _compoundable()
    if word in _known():
        return
    for length in range(_SHORTEST_PART, min(len(word), _LONGEST_PART + 1)):
        if meaning := parts.get(word[-length:]):  # which says what the compound is: "risk" + "area"
            yield _weight(meaning), length + 1, meaning
        if meaning := parts.get(word[:length]):
            yield _weight(meaning), length, meaning


def _weight(meaning: Meaning) -> int:
    return 2 if meaning in STRONG else 0 if meaning in WEAK else 1


# ------------------------------------------------------------------ the tables, made once
@cache
def _known() -> dict[str, Meaning]:
    """Every word with its meaning; our own labels, in every language of ours, before all others."""
    known: dict[str, Meaning] = {}
    for meaning, words in WORDS.items():
        for word in _listed(words):
            known.setdefault(word, meaning)
    return known | own_labels()


@cache
def own_labels() -> dict[str, Meaning]:
    """Our own fields' labels, in every language of ours."""
    return {
        bare(texts(language)(field.label)): _meaning_of_field(field.name)
        for language in LANGUAGES
        for field in visible_fields(ControlPoint)
        if field.name in _FIELDS
    }


@cache
def own_fields() -> dict[str, str]:
    """The field of every label of ours, in every language of ours."""
    return {
        bare(texts(language)(field.label)): field.name
        for language in LANGUAGES
        for field in visible_fields(ControlPoint)
    }


_FIELDS = frozenset(meaning.value for meaning in Meaning) | {"text"}


def _meaning_of_field(name: str) -> Meaning:
    return Meaning.TITLE if name == "text" else Meaning(name)


@cache
def _compoundable() -> dict[str, Meaning]:
    return {
        word: meaning
        for word, meaning in _known().items()
        if len(word) >= _SHORTEST_PART and " " not in word and meaning is not Meaning.OTHER
    }


@cache
def _stages() -> dict[Stage, frozenset[str]]:
    order = (Stage.RESIDUAL, Stage.TARGET, Stage.INHERENT, Stage.CURRENT)
    return {stage: frozenset(_listed(STAGES[stage])) for stage in order}


@cache
def _levels() -> frozenset[str]:
    return frozenset(_listed(LEVEL))


@cache
def _gravity() -> frozenset[str]:
    return frozenset(_listed(GRAVITY))


@cache
def _noise() -> frozenset[str]:
    return frozenset(_listed(NOISE))


def _listed(words: str) -> Iterable[str]:
    return dict.fromkeys(spelt for word in words.split(",") for spelt in spellings(word))


def spellings(word: str) -> Iterable[str]:
    """A word reduced, also as keyboards without its letters write it: Eigentuemer, Aarsag, svart."""
    written = (word, word.translate(_WITHOUT_DOTS), word.translate(_WITHOUT_LETTERS))
    return dict.fromkeys(filter(None, map(bare, written)))
