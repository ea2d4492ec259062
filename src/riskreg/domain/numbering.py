"""The numbers by which the records of a year are called: K1, O2, E1, M3, I5, U1, F2, Å1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from riskreg.domain.assessment_records import ChangeAssessment
from riskreg.domain.follow_up_records import Action
from riskreg.domain.records import ControlPoint, Goal, Indicator, Undertaking
from riskreg.domain.scales import GoalKind, Origin

Linked: TypeAlias = ControlPoint | Goal | Indicator | Undertaking
Numbered: TypeAlias = Linked | ChangeAssessment | Action

# The letter before a number.  The same in every language: it is what is written in the minutes.
_LETTERS = {Origin.OWN: "K", Origin.MANDATORY: "O", GoalKind.EFFECT: "E", GoalKind.GOAL: "M"}
_LETTER_OF: dict[type[Numbered], str] = {
    Indicator: "I",
    Undertaking: "U",
    ChangeAssessment: "F",
    Action: "Å",
}


def numbered(records: Iterable[Numbered]) -> dict[tuple[type, int | None], str]:
    """The number of each record, counted within its letter in the order given."""
    count: Counter[str] = Counter()
    numbers: dict[tuple[type, int | None], str] = {}
    for record in records:
        letter = _letter(record)
        count[letter] += 1
        numbers[type(record), record.id] = f"{letter}{count[letter]}"
    return numbers


def _letter(record: Numbered) -> str:
    if isinstance(record, ControlPoint):
        return _LETTERS[record.origin]
    return _LETTERS[record.kind] if isinstance(record, Goal) else _LETTER_OF[type(record)]
