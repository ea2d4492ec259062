"""How the scores of a source are read: on which scale they stand, and which step of the plan each is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from riskreg.domain.records import ScaleStep
from riskreg.exchange.legends import Legend, legend_of
from riskreg.exchange.scale_known import Scale, as_large, letters_among, rank_of, scale_of
from riskreg.exchange.score_cells import Form, Said, said_in
from riskreg.exchange.vocabulary import bare
from riskreg.exchange.words import as_line
from riskreg.texts import N_, Texts

MOST_STEPS = 10
_SIZES = (2, 3, 4, 5, 6, 10)  # of scales in use
_FEW, _OF_MANY = 2, 20  # so few numbers above a scale, of so many, are slips and not another scale
_RANGE = re.compile(r"\b([01])\s*(?:-|–|—|to|till|til|bis|a|à|\.\.+)\s*(\d{1,2})\b")
_PAIR = re.compile(r"(\d+)\s*[=:–-]\s*([^\d,;=]+)")
_PRIORITIES = frozenset({"p", "prio", "priority", "prioritat", "prioritet", "prioridad", "sev"})
_ABBREVIATION = 2  # letters
_FIGURES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class Fitting(Enum):
    """What becomes of the source's scale in the plan."""

    SAME = N_("as on the plan's scale")
    TAKEN_OVER = N_("the plan takes over this scale")
    FITTED = N_("fitted to the plan's steps")


@dataclass(frozen=True, slots=True)
class Score:
    """A score: in the source's own numbers, and as a step of the plan."""

    own: float
    step: int


@dataclass(frozen=True, slots=True)
class OwnScale:
    """The scale that a source's scores stand on."""

    form: Form
    lowest: int = 1
    highest: int = 0
    words: Scale | None = None
    names: tuple[tuple[int, str], ...] = ()  # of single steps, as the source writes them
    stated: bool = False  # the source says how far it goes
    seen: int = 0  # the highest number that the source uses
    met: frozenset[str] = frozenset()  # the bare words that the source uses
    turned: bool = False  # its lowest number is the gravest

    @property
    def size(self) -> int:
        """How many steps it has."""
        return self.highest - self.lowest + 1


@dataclass(frozen=True, slots=True)
class AxisReading:
    """How the scores of one scale were read."""

    axis: str
    own: OwnScale
    fitting: Fitting
    steps: tuple[tuple[int, str], ...]  # that the plan has, or is to have, with their names
    scores: Mapping[str, Score]  # by the text of a cell
    unread: frozenset[str]  # cells that say something, but no score of the scale
    explained: frozenset[str] = frozenset()  # cells that say more than their score

    def say(self, _: Texts) -> str:
        """How the scores were read, in words."""
        own, parts = self.own, []
        if own.form is Form.SHARE:
            parts.append(_(N_("a share of 100 %")))
        elif own.form is Form.WORD and own.words:
            parts.append(_(N_("in words: {names}"), names=", ".join(own.words.names)))
        else:
            parts.append(
                _(N_("whole numbers from {lowest} to {highest}"), lowest=own.lowest, highest=own.highest)
            )
        if own.turned:
            parts.append(_(N_("turned round, since the lowest number is the gravest")))
        return "; ".join((*parts, _(self.fitting.value)))


@dataclass(frozen=True, slots=True)
class Scored:
    """The cells of one axis: how often each occurs, the headings above them, and words met elsewhere."""

    cells: Counter[str]
    heading: str
    own: frozenset[str] = frozenset()  # bare words met elsewhere, of this scale or of none in particular
    other: frozenset[str] = frozenset()  # those of the other scale
    legends: tuple[Legend, ...] = ()
    axis: str = ""


def own_scale(source: Scored, steps: Sequence[ScaleStep]) -> OwnScale:
    """The scale that the cells stand on, as far as they tell."""
    known = _known_names(source, steps)
    says = [(said, count, cell) for cell, count in source.cells.items() if (said := _said(cell, known))]
    forms: Counter[Form] = Counter()
    for said, count, _cell in says:
        forms[said.form] += count
    del forms[Form.NOTHING]
    form = forms.most_common(1)[0][0] if forms else Form.NUMBER
    parts = {said.other for said, _count, _cell in says if said.form is Form.OF}
    if form is Form.SHARE or len(parts) > 1 or (form is Form.NUMBER and _are_shares(source, says)):
        return OwnScale(Form.SHARE)
    if form is Form.WORD:
        words = {said.words for said, _count, _cell in says if said.form is Form.WORD}
        explained = legend_of(source.legends, source.axis, words)
        scale = (
            _of_the_plan(words, steps)
            or (explained.scale if explained else None)
            or scale_of(words, source.own, source.other)
        )
        names = _as_written(scale, says) if scale else ()
        size = len(scale.names) if scale else len(steps)
        return OwnScale(Form.WORD, 1, size, scale, names, stated=True, met=frozenset(words))
    return _of_numbers(source, says, steps)


def _as_written(scale: Scale, says: Iterable[tuple[Said, int, str]]) -> tuple[tuple[int, str], ...]:
    """The names of the steps that the source uses, in its own writing; longer words before abbreviations."""
    written: dict[int, str] = {}
    for said, _count, cell in says:
        step = scale.step_of.get(said.words)
        if step is not None and not said.explained and len(cell) > len(written.get(step, "")):
            written[step] = cell
    return tuple(sorted((step, cell) for step, cell in written.items() if len(cell) > _ABBREVIATION))


def _step_said(name: str) -> str:
    """The bare word of a step that a legend goes on to explain."""
    said = said_in(name)
    return said.words if said is not None and said.explained else bare(name)


def _known_names(source: Scored, steps: Sequence[ScaleStep]) -> frozenset[str]:
    """The bare names of steps: the plan's own, and those that the source explains."""
    explained = (name for legend in source.legends for _number, name in legend.steps)
    met = source.own.union(source.other, map(bare, source.cells))
    return frozenset(map(bare, (*(step.name for step in steps), *explained))) | letters_among(met)


def _said(cell: str, known: frozenset[str]) -> Said | None:
    """What a cell says; the names of steps that are known here are words as well."""
    said = said_in(cell)
    if said is None and (words := bare(cell)) in known:
        return Said(Form.WORD, words=words)
    return said


def _are_shares(source: Scored, says: Iterable[tuple[Said, int, str]]) -> bool:
    numbers = {said.value for said, _count, _cell in says if said.form is Form.NUMBER}
    between = any(0 < number < 1 for number in numbers)
    return (between and max(numbers) <= 1) or ("%" in source.heading and max(numbers, default=0) <= 100)


def _of_the_plan(words: set[str], steps: Sequence[ScaleStep]) -> Scale | None:
    names = {bare(step.name): at for at, step in enumerate(steps, 1)}
    return Scale(tuple(step.name for step in steps), names) if words <= names.keys() else None


def _of_numbers(
    source: Scored, says: Sequence[tuple[Said, int, str]], steps: Sequence[ScaleStep]
) -> OwnScale:
    numbers = Counter[int]()
    in_heading = {int(number): word.strip(" ()") for number, word in _PAIR.findall(source.heading)}
    names = {number: word for number, word in in_heading.items() if rank_of(bare(word)) is not None}
    pairs = [(number, bare(word)) for number, word in in_heading.items()]
    for said, count, cell in says:
        if said.form in (Form.NUMBER, Form.OF) and said.value.is_integer() and 0 <= said.value <= 100:
            numbers[int(said.value)] += count
            if len(said.words) > 1:
                names.setdefault(int(said.value), _FIGURES.sub("", cell))
                pairs.append((int(said.value), said.words))
    if explained := legend_of(source.legends, source.axis):
        names = dict(explained.steps) | names
        pairs += [(number, _step_said(name)) for number, name in explained.steps]
    top = max((step.value or 0 for step in steps), default=0)
    lowest, highest, stated = _bounds(source, says, numbers, top)
    return OwnScale(
        Form.NUMBER,
        lowest,
        highest,
        names=tuple(sorted(names.items())),
        stated=stated,
        seen=max(numbers, default=0),
        turned=is_turned(pairs) or _are_priorities(says),
    )


def _are_priorities(says: Iterable[tuple[Said, int, str]]) -> bool:
    """Whether every score is a priority such as P1, of which the first is the gravest."""
    words = {said.words for said, _count, _cell in says if said.form is not Form.NOTHING}
    return bool(words) and words <= _PRIORITIES


def _bounds(
    source: Scored, says: Sequence[tuple[Said, int, str]], numbers: Counter[int], top: int
) -> tuple[int, int, bool]:
    """The lowest and the highest number of a scale, and whether the source states them."""
    if found := _RANGE.search(source.heading):
        return int(found[1]), int(found[2]), True
    if (explained := legend_of(source.legends, source.axis)) and not max(
        numbers, default=0
    ) > explained.steps[-1][0]:
        return explained.steps[0][0], explained.steps[-1][0], True
    parts = {int(said.other) for said, _count, _cell in says if said.form is Form.OF}
    if len(parts) == 1:
        return 1, parts.pop(), True
    total = numbers.total()
    above = sum(count for number, count in numbers.items() if number > top)
    often = numbers[0] >= 2 and numbers[0] * 10 >= total
    lowest = 0 if often or (numbers[0] and _are_priorities(says)) else 1
    if not above or (above <= _FEW and total >= _OF_MANY):
        return lowest, max(top + lowest - 1, max((n for n in numbers if n <= top), default=top)), False
    return lowest, next((size for size in _SIZES if size >= max(numbers)), max(numbers)), False


def is_turned(pairs: Iterable[tuple[int, str]]) -> bool:
    """Whether numbers fall where the words beside them rise."""
    pairs = tuple(pairs)
    scale = scale_of({word for _number, word in pairs if rank_of(word) is not None})
    place = scale.step_of.get if scale else rank_of
    ranked = sorted({(number, rank) for number, word in pairs if (rank := place(word)) is not None})
    falls = [one[1] > other[1] for one, other in pairwise(ranked) if one[0] < other[0]]
    return bool(falls) and all(falls)


def alike(own: Mapping[str, OwnScale]) -> dict[str, OwnScale]:
    """The scales of the axes, where one that does not say how far it goes goes as far as the other."""
    scored = {axis: scale for axis, scale in own.items() if scale.form is not Form.SHARE}
    stated = {scale.size for scale in scored.values() if scale.stated}
    size = stated.pop() if len(stated) == 1 else max((scale.size for scale in scored.values()), default=0)
    return {axis: _as_large(scale, size) if size <= MOST_STEPS else scale for axis, scale in own.items()}


def _as_large(scale: OwnScale, size: int) -> OwnScale:
    highest = scale.lowest + size - 1
    if scale.form is Form.NUMBER and not scale.stated and scale.seen <= highest:
        return replace(scale, highest=highest)
    if scale.form is Form.WORD and scale.words:
        larger = as_large(scale.words, scale.met, size)
        if larger is not scale.words:
            names = tuple((larger.step_of[bare(name)], name) for _step, name in scale.names)
            return replace(scale, words=larger, highest=len(larger.names), names=names)
    return scale


def reading(
    axis: str, source: Scored, own: OwnScale, steps: Sequence[ScaleStep], *, may_take_over: bool
) -> AxisReading:
    """Which step of the plan each cell becomes.  With `may_take_over` the plan gets the source's scale where
    that has another number of steps; otherwise the source's steps are spread evenly over the plan's."""
    kept = tuple((step.value or 0, step.name) for step in steps)
    fitting = Fitting.SAME
    if own.form is Form.SHARE:
        fitting = Fitting.FITTED
    elif own.size != len(kept) or [value for value, _name in kept] != list(range(1, len(kept) + 1)):
        can = may_take_over and 2 <= own.size <= MOST_STEPS
        fitting = Fitting.TAKEN_OVER if can else Fitting.FITTED
    values = [value for value, _name in kept]
    if fitting is Fitting.TAKEN_OVER:
        kept = _taken_over(own)
        values = [value for value, _name in kept]
    known = _known_names(source, steps)
    scores, unread, explained = {}, set(), set()
    for cell in source.cells:
        said = _said(cell, known)
        if said is not None and said.form is Form.NOTHING:
            continue
        value = _own_value(said, own)
        if value is None:
            unread.add(cell)
        else:
            scores[cell] = Score(value, values[_place(value, own, len(values))])
            if said is not None and said.explained:
                explained.add(cell)
    if own.form is Form.SHARE and all(_is_band(cell) for cell in scores):
        scores = _apart(scores, values)
    return AxisReading(axis, own, fitting, kept, scores, frozenset(unread), frozenset(explained))


def _is_band(cell: str) -> bool:
    said = said_in(cell)
    return said is not None and said.is_band


def _apart(scores: dict[str, Score], values: Sequence[int]) -> dict[str, Score]:
    """Bands of shares, such as 0-10 %, as steps of their own as far as the plan has as many."""
    bands = sorted({score.own for score in scores.values()})
    if len(bands) > len(values):
        return scores
    places: dict[float, int] = {}
    for band in bands:
        wanted = max(values.index(score.step) for score in scores.values() if score.own == band)
        places[band] = max(wanted, max(places.values(), default=-1) + 1)
    top = len(values) - 1
    for band in reversed(bands):
        places[band] = min(places[band], top)
        top = places[band] - 1
    return {cell: Score(score.own, values[places[score.own]]) for cell, score in scores.items()}


def _taken_over(own: OwnScale) -> tuple[tuple[int, str], ...]:
    named = dict(own.names)
    words = own.words.names if own.words else ()
    steps = []
    for at in range(own.size):
        number = own.highest - at if own.turned else own.lowest + at
        otherwise = words[at] if words else str(at + 1)
        steps.append((at + 1, as_line(named.get(number, "")) or otherwise))
    return tuple(steps)


def _own_value(said: Said | None, own: OwnScale) -> float | None:
    """A cell's score in the source's own numbers; None when it is none."""
    if said is None:
        return None
    if own.form is Form.SHARE:
        return _share(said)
    if said.form is Form.WORD:
        scale = own.words or scale_of([said.words])
        step = scale.step_of.get(said.words) if scale else None
        if step is None or scale is None:
            return None
        return own.lowest + round((step - 1) * (own.size - 1) / (len(scale.names) - 1))
    if said.form is Form.NUMBER or said.form is Form.OF:
        return said.value if said.value.is_integer() and own.lowest <= said.value <= own.highest else None
    return None


def _share(said: Said) -> float | None:
    if said.form is Form.OF:
        share = said.value / said.other if said.other else -1
    else:
        share = said.value if said.form is Form.SHARE or said.value <= 1 else said.value / 100
    return share if said.form not in (Form.WORD, Form.PRODUCT) and 0 <= share <= 1 else None


def _place(value: float, own: OwnScale, count: int) -> int:
    """Where a score stands among the plan's steps, from 0."""
    if own.form is Form.SHARE:
        return min(max(math.ceil(round(value * count, 6)) - 1, 0), count - 1)
    at = own.highest - value if own.turned else value - own.lowest
    if own.size == count or own.size < 2:
        return min(int(at), count - 1)
    return math.floor(at * (count - 1) / (own.size - 1) + 0.5)
