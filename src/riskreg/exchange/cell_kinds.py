"""What a cell's text looks like, without knowing what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache


class CellKind(Enum):
    """The looks that tell headings, scores and descriptions apart."""

    EMPTY = "empty"
    NUMBER = "number"  # digits and signs: a score, a date, a percentage, a product
    MARK = "mark"  # one sign, or a placeholder
    CODE = "code"  # an identifier
    WORD = "word"  # up to a few words
    TEXT = "text"


_NUMBER = re.compile(r"[<>≤≥~±]?\s*[+-]?[(]?\d[\d\s.,:;/x*×=%()–-]*(?:%|kr|€)?")
_CODE = re.compile(r"[A-Za-zÅÄÖåäöØøÆæÜü]{0,8}[ ._#-]?(?:[A-Za-z]{0,4}[._-]?)?\d+(?:[._-]\d+)*[a-z]?[.)]?")
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WORDS_OF_MARKS = """
    x n/a na nd n/d tbd tbc true false yes no ja nej nein nei sí si ei kyllä ✓ ✔ ☑ ☒ ☐ ● • o
"""
_MARKS = frozenset(_WORDS_OF_MARKS.split())
_WORD_LETTERS, _WORDS = 30, 4
_LABEL_LETTERS = 160
_LETTER = re.compile(r"[^\W\d_]")

# The names of scales' steps: a row that begins with them explains a scale.
_WORDS_OF_SCALES = """
    very low medium moderate high extreme extremely rare unlikely possible likely almost certain remote
    probable improbable frequent occasional insignificant negligible minor major severe critical
    catastrophic significant serious marginal acceptable unacceptable tolerable none mycket väldigt
    extremt låg medel medelhög hög liten stor osannolik osannolikt mindre möjlig möjligt trolig troligt
    sannolik sannolikt försumbar försumbart lindrig lindrigt kännbar kännbart allvarlig allvarligt
    katastrofal katastrofalt betydande måttlig sällan ibland ofta obetydlig kritisk acceptabel lav lavt
    lille meget svært middels mellem høy høj høyt højt stort usannsynlig sannsynlig usandsynlig
    sandsynlig mulig moderat alvorlig ubetydelig betydelig katastrofe sjelden sjælden ofte ufarlig farlig
    lite mye sehr niedrig gering mittel hoch mäßig unwahrscheinlich möglich wahrscheinlich selten häufig
    gelegentlich unbedeutend geringfügig spürbar kritisch katastrophal schwerwiegend existenzbedrohend
    vernachlässigbar begrenzt beträchtlich normal muy bajo baja medio media alto alta raro rara posible
    casi seguro insignificante menor moderado moderada mayor catastrófico catastrófica grave leve extremo
    extrema remoto frecuente inaceptable aceptable erittäin hyvin matala keskitaso korkea pieni suuri
    epätodennäköinen mahdollinen todennäköinen vähäinen kohtalainen merkittävä vakava harvinainen très
    faible moyen moyenne élevé élevée mineur majeur critique négligeable green yellow orange red grön gul
    röd grønn rød gelb rot grün verde amarillo naranja rojo vert rouge jaune
"""
_SCALE = frozenset(_WORDS_OF_SCALES.split())


@lru_cache(maxsize=1 << 14)
def kind_of(text: str) -> CellKind:
    """The look of a cell."""
    if not text:
        return CellKind.EMPTY
    if len(text) <= 40:
        if _NUMBER.fullmatch(text):
            return CellKind.NUMBER
        if not _LETTER.search(text) or text.casefold() in _MARKS:
            return CellKind.MARK
        if _CODE.fullmatch(text) or _GUID.fullmatch(text):
            return CellKind.CODE
        if len(text) <= _WORD_LETTERS and text.count(" ") < _WORDS:
            return CellKind.WORD
    return CellKind.TEXT


def is_label(text: str) -> bool:
    """Whether a cell may be a heading: words, not too many, and no address."""
    if len(text) > _LABEL_LETTERS or "@" in text or "://" in text:
        return False
    return kind_of(text) in (CellKind.WORD, CellKind.TEXT) or (text.isalpha() and text.casefold() != "x")


def is_scale_word(text: str) -> bool:
    """Whether a cell names a step of a scale and nothing else, with or without its number."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return 0 < len(words) <= 4 and all(word in _SCALE for word in words)


def scale_step(cells: Sequence[str]) -> str:
    """The step of a scale that a row begins with, after its number if it has one; empty when it does not."""
    first = next((text for text in cells[:2] if kind_of(text) is not CellKind.NUMBER), "")
    return first if is_scale_word(first) else ""


def bare(text: str) -> str:
    """A text reduced to what two cells that say the same have in common."""
    return " ".join(text.casefold().split()).rstrip(" .:;*")
