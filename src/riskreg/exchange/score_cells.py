"""What one cell says as a score: a number, a share, a word, a product, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from riskreg.exchange.scale_known import begins_a_step, rank_of, says_no_score
from riskreg.exchange.vocabulary import bare

_NUMBER = r"\d+(?:[.,]\d+)?"
_ALONE = re.compile(rf"([+-]?{_NUMBER})")
_THOUSANDS = re.compile(
    r"[<>≤≥~€$£]*\s*(\d{1,3}(?:[., \u00a0]\d{3})+)\s*(?:€|\$|£|kr|sek|eur)?", re.IGNORECASE
)
_BEFORE_WORDS = re.compile(r"[(\[]?(\d+)[)\]]?\s*[-–—.:=,)]*\s*\(?([^\W\d_].*?)\)?", re.DOTALL)
_NUMBERED = re.compile(r"\W*1\s*[.)][^\n]*\n\s*2\s*[.)]")  # a list of deeds, not a score
_AFTER_WORDS = re.compile(rf"([^\W\d_]\D*?)\s*[-–—:=,(\[]*\s*({_NUMBER})\s*[)\]]?", re.DOTALL)
_PERCENT = re.compile(
    rf"[<>≤≥~]?\s*({_NUMBER})\s*%?\s*(?:[-–—]|to|bis|till|til|a)\s*({_NUMBER})\s*%.*", re.DOTALL
)
_ONE_PERCENT = re.compile(rf"[<>≤≥~]*\s*({_NUMBER})\s*%.*", re.DOTALL)
_ONE_IN = re.compile(r"(?:1|one)\s*(?:in|på|pa|i|zu|von|av|af|:|/)\s*(\d[\d ]*)", re.IGNORECASE)
_OF = re.compile(r"(\d+)\s*(?:/|of|av|af|von|de)\s*(\d+)", re.IGNORECASE)
_PRODUCT = re.compile(
    rf"({_NUMBER})\s*[*x×·•]\s*({_NUMBER})(?:\s*=\s*({_NUMBER}))?.*", re.IGNORECASE | re.DOTALL
)
# What ends the score of a cell that goes on to explain it: "High (loss of data)", "medium: seen twice".
_OPENING = re.compile(r"[\W_]*([^\W\d_][^\n:;,(\[–—]{0,30}?)\s*(?:[:;,(\[\n–—]|\s-\s).*[^\W_].*", re.DOTALL)
# Stars, lines and coloured signs around a score, as in "**4**" and "🔴 16".
_DECORATION = re.compile(r"^[*_`\s\u2022\u25a0-\u27bf\ufe0f\U0001f000-\U0001faff]+|[*_`\s]+$")
_FIRST_WORD = re.compile(r"[\W_]*[^\W_]+")
_EXPLAINS = re.compile(r"[:;,(\[\n]")
# "Low to medium": two words of a scale and nothing else.
_BETWEEN = re.compile(r"(.{1,30}?)\s*(?:[-–—/]|\b(?:to|till|til|bis|a|à)\b)\s*(.{1,30})", re.IGNORECASE)
# "High if built", "low in the pilot": when or where that is so.
_WHEN = re.compile(
    r"(.{1,30}?)\s+(?:if|when|unless|until|now|in|at|si|cuando|en|hvis|dersom|når|i|ved|nå|nu|om|när|vid|wenn|"
    r"falls|bei|im|jetzt|jos|kun|quand)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_OF_IN_THE_END = re.compile(r"[(\[]\s*(\d+)\s*/\s*(\d+)\s*[)\]][\s.]*\Z")  # "Delay (6/10)"
_END = 20  # characters that such an end has at most
_BRACKETED = re.compile(r"[(\[][^)\]]*\w\W+\w")  # a bracket with several words
_FACTORS = re.compile(r"(.{1,30}?)\s*[*x×·•]\s*(.{1,30})", re.IGNORECASE)
_LONGEST = 60  # characters of a cell that is still a score


class Form(Enum):
    """In which way a cell says its score."""

    NUMBER = "number"
    SHARE = "share"  # from 0 to 1
    OF = "of"  # 3/5
    WORD = "word"
    PRODUCT = "product"
    NOTHING = "nothing"  # it says that there is none


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says."""

    form: Form
    value: float = 0
    other: float = 0  # PRODUCT: the second factor; OF: of how many
    words: str = ""  # bare
    explained: bool = False  # it says more than the score
    is_band: bool = False  # SHARE: the middle of a range
    factors: tuple[str, str] | None = None  # PRODUCT: of words, "high × low"


@lru_cache(maxsize=4096)
def said_in(cell: str) -> Said | None:
    """What a cell says as a score; None when it is no score at all."""
    text = cell.strip()
    if says_no_score(text):
        return Said(Form.NOTHING)
    text = _DECORATION.sub("", text)
    if not text:
        return None
    if len(text) > _LONGEST and not text[0].isdigit():
        return _in_opening(text) or _in_the_end(text)
    return (
        _in_figures(text) or _in_words(text) or _in_two_words(text) or _in_opening(text) or _in_the_end(text)
    )


def number_in(cell: str) -> float | None:
    """The number that a cell is, or begins or ends with."""
    said = said_in(cell)
    if said is None or said.form in (Form.WORD, Form.NOTHING):
        return None
    if said.form is Form.PRODUCT:
        return None if said.factors else said.value * said.other
    return said.value


def _in_figures(text: str) -> Said | None:
    if found := _THOUSANDS.fullmatch(text):
        return Said(Form.NUMBER, float(re.sub(r"\D", "", found[1])))
    if found := _ALONE.fullmatch(text):
        return Said(Form.NUMBER, _value(found[1]))
    if found := _PERCENT.fullmatch(text):
        return Said(Form.SHARE, (_value(found[1]) + _value(found[2])) / 200, is_band=True)
    if found := _ONE_PERCENT.fullmatch(text):
        return Said(Form.SHARE, _value(found[1]) / 100)
    if found := _PRODUCT.fullmatch(text):
        return Said(Form.PRODUCT, _value(found[1]), _value(found[2]))
    if (found := _OF.fullmatch(text)) and int(found[2]) <= 10 and int(found[1]) <= 10:
        return Said(Form.OF, float(found[1]), float(found[2]))
    if (found := _ONE_IN.fullmatch(text)) and int(found[1].replace(" ", "")):
        return Said(Form.SHARE, 1 / int(found[1].replace(" ", "")))
    return None


def _in_words(text: str) -> Said | None:
    if _NUMBERED.match(text):
        return None
    if found := _BEFORE_WORDS.fullmatch(text):
        return Said(Form.NUMBER, _value(found[1]), words=bare(found[2]))
    found = _AFTER_WORDS.fullmatch(text)
    if found and len(text) <= _LONGEST and not (_BRACKETED.search(found[1]) and _in_opening(text)):
        return Said(Form.NUMBER, _value(found[2]), words=bare(found[1]))
    words = bare(text)
    return Said(Form.WORD, words=words) if rank_of(words) is not None else None


def _in_two_words(text: str) -> Said | None:
    """A score between two steps, which is taken for the higher, or both scores in words."""
    for pattern in (_BETWEEN, _FACTORS):
        if (found := pattern.fullmatch(text)) is None:
            continue
        ranks = [rank_of(bare(word)) for word in found.groups()]
        if None in ranks:
            continue
        if pattern is _FACTORS:
            return Said(Form.PRODUCT, factors=(found[1], found[2]))
        higher = found[1] if (ranks[0] or 0) > (ranks[1] or 0) else found[2]
        return Said(Form.WORD, words=bare(higher), explained=True)
    return None


def _in_opening(text: str) -> Said | None:
    first = _FIRST_WORD.match(text)
    if first is None or not begins_a_step(bare(first[0])):
        return None
    head = _EXPLAINS.split(text[: 2 * _LONGEST], maxsplit=1)[0].strip()
    if head != text and (said := _in_two_words(head)):
        return replace(said, explained=True)
    for pattern in (_OPENING, _WHEN):
        found = pattern.fullmatch(text)
        words = bare(found[1]) if found else ""
        if len(words) > 1 and rank_of(words) is not None:
            return Said(Form.WORD, words=words, explained=True)
    return None


def _in_the_end(text: str) -> Said | None:
    found = _OF_IN_THE_END.search(text[-_END:])
    if found is None or not 2 < int(found[2]) <= 10 or int(found[1]) > int(found[2]):
        return None
    return Said(Form.OF, float(found[1]), float(found[2]), explained=True)


def _value(text: str) -> float:
    return float(text.replace(",", "."))
