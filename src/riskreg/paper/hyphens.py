"""Where a word may be broken: at the seams of compounds first, between syllables otherwise."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import pyphen

_LETTERS = re.compile(r"[^\W\d_]{6,}")
_ADDRESS = re.compile(r"://|@|\w\.\w|\w/\w|[_=\\\d]")
_MARGIN = 3  # letters that stay together on each side

# A Swedish compound is joined after these endings ("verksamhets|plan") …
_JOINTS = re.compile(
    r"(?:het|ning|tion|sion|skap|tet|dom|ment|gift)s(?=[a-zåäö]{3})|(?:else|tjänste)(?=[^nrs][a-zåäö]{2})"
)
# … and before these words, which are the usual last parts in papers about control and risk.
_TAILS = re.compile(
    r"""(?<=[a-zåäö]{3})(?:analys|ansvar|arbete|avtal|avvikelse|bedömning|behov|beredning|beslut|biträd|budget|
    byggnad|chef|dialog|dokument|ekonomi|faktur|fråg|funktion|förvaltning|försörjning|granskning|grupp|implementering|
    hantering|information|insats|klassning|kommun|kompetens|kontroll|kostnad|kvalitet|ledamot|ledamöt|
    ledare|ledning|matris|medel|metod|moment|myndighet|mål|möte|nivå|nämnd|område|ordning|organisation|
    period|person|plan|policy|process|program|projekt|protokoll|punkt|rapport|redovisning|register|
    reglemente|resurs|risk|rutin|rådgivning|samordn|service|skydd|strategi|struktur|styrelse|stöd|system|
    säkerhet|teknik|tjänst|underlag|uppdrag|uppföljning|upphandling|uppgift|utbildning|utveckling|verksamhet|värde|
    åtgärd|ägare|ärende)""",
    re.VERBOSE,
)


class Cut(NamedTuple):
    """A place in a word, and whether it is the seam of a compound."""

    at: int
    seam: bool


@cache
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=_MARGIN, right=_MARGIN)


def is_address(word: str) -> bool:
    """Whether it is a web address, a file or case number, which a hyphen would change."""
    return _ADDRESS.search(word) is not None


@lru_cache(maxsize=10_000)
def cuts(word: str, language: str) -> tuple[Cut, ...]:
    """Where a soft hyphen may stand, ascending; never beside a real hyphen."""
    found: list[Cut] = []
    for run in _LETTERS.finditer(word):
        part = run[0].lower()
        if len(part) != len(run[0]):  # a letter whose lower case is two
            continue
        seams = _seams(part) if language == "sv" else set()
        for at in sorted({*_dictionary(language).positions(part), *seams}):
            if _MARGIN <= at <= len(part) - _MARGIN:
                found.append(Cut(run.start() + at, at in seams))
    return tuple(found)


def _seams(word: str) -> set[int]:
    return {m.end() for m in _JOINTS.finditer(word)} | {m.start() for m in _TAILS.finditer(word)}
