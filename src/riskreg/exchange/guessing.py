"""What each column of a table holds, from its heading, its neighbours and the look of its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riskreg.domain.scales import Decision, Extent, Origin
from riskreg.exchange import looks
from riskreg.exchange.heading_words import LETTER_PAIRS, LETTERS, Meaning, Stage
from riskreg.exchange.locating import Table
from riskreg.exchange.looks import Look, look_of
from riskreg.exchange.other_tools import Tool
from riskreg.exchange.scale_known import rank_of
from riskreg.exchange.vocabulary import (
    EXACT,
    WITHIN,
    Sense,
    bare,
    own_fields,
    own_labels,
    sense_of,
    stage_of,
    stripped_of_stage,
)
from riskreg.exchange.words import choice_of, is_frequency
from riskreg.texts import N_

_MOST, _HALF = 0.8, 0.5  # of the cells
_AFTER_LETTER = re.compile(r"[(\[].*|\d.*")  # "P (1-5)"
_FEWEST_MARKED = 2  # columns that are marked, one a step

BY_HEADING = N_("known by its heading")
BY_VALUES = N_("has no heading, but is known by its values")
BY_BOTH = N_("known by its heading and by what its cells look like")
BY_TOOL = N_("known as a column of {tool}")
BY_LETTER = N_("known by its letter and by what stands beside it")
BY_MARKS = N_("a column a step, with a mark in one of them")


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column seems to hold."""

    at: int
    heading: str
    look: Look
    meaning: Meaning | None
    stage: Stage | None = None
    sure: int = 0
    reason: str = ""  # a text of ours
    field: str = ""  # a field of ours that the words of others do not know
    said: Meaning | None = None  # what the heading alone says
    means: str = ""  # the score that a mark in it stands for

    @property
    def is_own(self) -> bool:
        """Whether the heading is a label of ours."""
        return bare(self.heading) in own_labels()


def guesses(table: Table, tool: Tool | None, steps: frozenset[str]) -> tuple[Guess, ...]:
    """What every column of the table seems to hold, from left to right.

    `steps` are the bare words of the scales that the source explains.
    """
    width = max((len(line.cells) for line in table.lines), default=len(table.headings))
    headings = (*table.headings, *[""] * (width - len(table.headings)))
    letters = _lettered(headings)
    made = []
    for at, heading in enumerate(headings):
        look = look_of(table.lines, at, steps)
        if not heading and look.is_empty:
            continue
        made.append(_guess(at, heading, look, letters.get(at), tool))
    return _marked(table, tuple(_said_in_words(made)))


def _said_in_words(made: Sequence[Guess]) -> Iterator[Guess]:
    """The guesses, where a letter counts for nothing beside a column whose heading says the same in words."""
    worded = {g.meaning for g in made if g.sure == EXACT and g.stage is None and g.reason != BY_LETTER}
    for guess in made:
        told = guess.reason == BY_LETTER and guess.meaning in worded & {
            Meaning.LIKELIHOOD,
            Meaning.CONSEQUENCE,
        }
        yield replace(guess, meaning=Meaning.OTHER) if told else guess


def _guess(at: int, heading: str, look: Look, by_letter: Meaning | None, tool: Tool | None) -> Guess:
    said = tool.columns.get(bare(heading)) if tool else None
    if said is not None:
        return Guess(at, heading, look, said.meaning, said.stage, said.sure, BY_TOOL)
    if (field := own_fields().get(bare(heading))) and bare(heading) not in own_labels():
        return Guess(at, heading, look, None, None, EXACT, BY_HEADING, field=field)
    sense = sense_of(heading) if heading else None
    reason = BY_TOOL if tool and bare(heading) in tool.headings else BY_HEADING
    if by_letter and (sense is None or sense.sure < EXACT):
        sense, reason = Sense(by_letter, stage_of(heading), EXACT), BY_LETTER
    if sense is None:
        meaning = None if heading else _by_cells(look)
        return Guess(at, heading, look, meaning, reason=BY_VALUES if meaning else "")
    meaning = by_look(sense.meaning, look)
    if meaning is Meaning.DESCRIPTION is not sense.meaning and sense.sure == WITHIN:
        return Guess(at, heading, look, None, said=sense.meaning)  # a mere part of a word says no such thing
    reason = reason if meaning is sense.meaning else BY_BOTH
    return Guess(at, heading, look, meaning, sense.stage, sense.sure, reason, said=sense.meaning)


def _by_cells(look: Look) -> Meaning | None:
    """The meaning that cells without a heading can only have."""
    if look.share(lambda text: choice_of(Extent, text)) == 1:
        return Meaning.EXTENT
    return Meaning.FREQUENCY if look.share(is_frequency) == 1 else None


# ------------------------------------------------------------------ what the cells say against the heading
def by_look(meaning: Meaning, look: Look) -> Meaning:
    """The meaning that the cells allow: "Consequence" above long texts is an effect described in words."""
    if look.is_empty or (judge := _JUDGES.get(meaning)) is None:
        return meaning
    return judge(look)


def _as_scores(meaning: Meaning, otherwise: Meaning) -> Callable[[Look], Meaning]:
    def judge(look: Look) -> Meaning:
        if look.share(looks.is_multiplied) >= _MOST:
            return Meaning.RISK_VALUE
        return meaning if look.scored >= _HALF else otherwise

    return judge


def _title(look: Look) -> Meaning:
    if look.share(looks.is_code) >= _MOST and not look.is_long:
        is_sequence = look.distinct == 1 and (look.is_rising or not look.share(looks.is_figure))
        return Meaning.REFERENCE if is_sequence and look.filled > 1 else Meaning.RISK_VALUE
    is_value = look.share(looks.is_level) >= _MOST or look.share(looks.is_product) >= _MOST
    return Meaning.RISK_VALUE if is_value else Meaning.TITLE


def _decision(look: Look) -> Meaning:
    known = look.share(lambda text: choice_of(Decision, text))
    return Meaning.DECISION if known >= _HALF or (known and not look.is_long) else Meaning.MEASURES


def _value(look: Look) -> Meaning:
    if look.share(looks.is_amount) >= _HALF:
        return Meaning.OTHER
    return Meaning.ANALYSIS if look.is_long else Meaning.RISK_VALUE


def _measure(meaning: Meaning) -> Callable[[Look], Meaning]:
    def judge(look: Look) -> Meaning:
        if not look.is_long and look.share(lambda text: choice_of(Decision, text)) >= _HALF:
            return Meaning.DECISION
        answered = look.share(looks.is_answer) >= _MOST
        return Meaning.OTHER if answered or look.share(looks.is_rating) >= _MOST else meaning

    return judge


def _category(look: Look) -> Meaning:
    if look.distinct <= _MOST:
        return Meaning.CATEGORY
    if look.share(looks.is_code) >= _MOST:  # of something else, each row its own
        return Meaning.OTHER
    return Meaning.DESCRIPTION if look.is_long else Meaning.CATEGORY


def _chosen_of(
    meaning: Meaning, choices: type[Extent] | type[Origin], otherwise: Meaning
) -> Callable[[Look], Meaning]:
    return lambda look: meaning if look.share(lambda text: choice_of(choices, text)) >= _HALF else otherwise


def _frequency(look: Look) -> Meaning:
    scored = look.scored >= _MOST and look.share(is_frequency) < _HALF
    return Meaning.LIKELIHOOD if scored else Meaning.FREQUENCY


def _short(meaning: Meaning, otherwise: Meaning) -> Callable[[Look], Meaning]:
    return lambda look: otherwise if look.is_long else meaning


def _scored_after_all(meaning: Meaning, scored: Meaning) -> Callable[[Look], Meaning]:
    return lambda look: scored if look.scored >= _MOST else meaning


def _person(look: Look) -> Meaning:
    if look.share(looks.is_date) >= _HALF:
        return Meaning.DATE
    return Meaning.ANALYSIS if look.average > 2 * looks.LONG else Meaning.RESPONSIBLE


_JUDGES: Mapping[Meaning, Callable[[Look], Meaning]] = {
    Meaning.LIKELIHOOD: _as_scores(Meaning.LIKELIHOOD, Meaning.ANALYSIS),
    Meaning.CONSEQUENCE: _as_scores(Meaning.CONSEQUENCE, Meaning.EFFECT),
    Meaning.RISK_VALUE: _value,
    Meaning.FREQUENCY: _frequency,
    Meaning.TITLE: _title,
    Meaning.DECISION: _decision,
    Meaning.MEASURES: _measure(Meaning.MEASURES),
    Meaning.CONTROLS: _measure(Meaning.CONTROLS),
    Meaning.METHOD: _measure(Meaning.METHOD),
    Meaning.EFFECT: _scored_after_all(Meaning.EFFECT, Meaning.CONSEQUENCE),
    Meaning.ANALYSIS: _scored_after_all(Meaning.ANALYSIS, Meaning.RISK_VALUE),
    Meaning.CAUSE: _scored_after_all(Meaning.CAUSE, Meaning.OTHER),
    Meaning.EXTENT: _chosen_of(Meaning.EXTENT, Extent, Meaning.ANALYSIS),
    Meaning.ORIGIN: _chosen_of(Meaning.ORIGIN, Origin, Meaning.CAUSE),
    Meaning.REFERENCE: _short(Meaning.REFERENCE, Meaning.TITLE),
    Meaning.CATEGORY: _category,
    Meaning.RESPONSIBLE: _person,
    Meaning.DUE: _short(Meaning.DUE, Meaning.MEASURES),
}


# ------------------------------------------------------------------ letters, and a column a step
def _lettered(headings: Sequence[str]) -> dict[int, Meaning]:
    """The columns that are headed by single letters, read beside one another: S and K, P and I, L and S."""
    places: dict[str, list[int]] = {}
    for at, heading in enumerate(headings):
        words = bare(_AFTER_LETTER.sub("", heading.rpartition(" / ")[2]))
        last = words if len(words) == 1 else stripped_of_stage(words)
        if len(last) == 1 and last.isalpha():
            places.setdefault(last, []).append(at)
    pair = next((p for p in LETTER_PAIRS if places.keys() >= set(p)), "")
    found: dict[int, Meaning] = {}
    for letter, columns in places.items():
        meaning = LETTERS.get(letter)
        if letter in pair:
            meaning = Meaning.LIKELIHOOD if letter == pair[0] else Meaning.CONSEQUENCE
        elif pair and meaning is not Meaning.RISK_VALUE:
            meaning = Meaning.OTHER
        if meaning:
            found |= dict.fromkeys(columns, meaning)
    return found


def _marked(table: Table, made: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """The guesses with columns that are marked, one a step, known as the scores that they are together."""
    runs: list[list[int]] = []
    for at, guess in enumerate(made):
        over, _slash, last = guess.heading.rpartition(" / ")
        is_step = _is_step(bare(last)) or (last and _names_an_axis(over))
        if not is_step or not looks.marks_or_nothing(table.lines, guess.at):
            continue
        before = made[runs[-1][0]].heading.rpartition(" / ")[0] if runs else ""
        follows = runs and runs[-1][-1] == at - 1 and before == over
        steps = [bare(made[n].heading.rpartition(" / ")[2]) for n in runs[-1]] if follows else []
        if follows and bare(last) not in steps:
            runs[-1].append(at)
        else:
            runs.append([at])
    runs = [
        run for run in runs if len(run) >= _FEWEST_MARKED and any(not _nothing(table, made[n]) for n in run)
    ]
    changed = list(made)
    order = iter((Meaning.LIKELIHOOD, Meaning.CONSEQUENCE))
    for run in runs:
        above = made[run[0]].heading.rpartition(" / ")[0]
        group, is_said = sense_of(above), _names_an_axis(above)
        meaning = group.meaning if group and is_said else next(order, None)
        if meaning is None or (len(runs) == 1 and not is_said):
            continue
        for n in run:
            means = made[n].heading.rpartition(" / ")[2]
            changed[n] = replace(
                made[n],
                meaning=meaning,
                stage=group.stage if group else None,
                sure=WITHIN,
                reason=BY_MARKS,
                means=means,
            )
    return tuple(changed)


def _names_an_axis(heading: str) -> bool:
    sense = sense_of(heading) if heading else None
    return sense is not None and sense.meaning in (Meaning.LIKELIHOOD, Meaning.CONSEQUENCE)


def _is_step(word: str) -> bool:
    return (word.isdigit() and int(word) <= 10) or (rank_of(word) is not None)


def _nothing(table: Table, guess: Guess) -> bool:
    return not any(line.cells[guess.at] for line in table.lines)
