"""The scores of a table: read on the source's own scales, and held against the risk values that it gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from riskreg.domain.scales import Axis
from riskreg.domain.year import Year
from riskreg.exchange.heading_words import Meaning
from riskreg.exchange.layout import Column, Layout
from riskreg.exchange.scale_choice import chosen_reading, chosen_scale
from riskreg.exchange.scale_known import is_mark
from riskreg.exchange.scale_reading import (
    AxisReading,
    OwnScale,
    Score,
    Scored,
    alike,
    is_turned,
    own_scale,
    reading,
)
from riskreg.exchange.score_cells import Form, number_in, said_in
from riskreg.exchange.table_lines import Line
from riskreg.exchange.vocabulary import bare, sense_of
from riskreg.texts import N_

_AXES: tuple[str, ...] = tuple(axis.value for axis in Axis)
_SURE, _RULE = 4, 0.9  # so many rows, and so many of them, show by which rule the source reckons
_HALF = 0.5
_SEEN = 500  # rows that show the rule
_CLOSE = 0.01

_TIMES = re.compile(r"\s[x*×·]\s", re.IGNORECASE)

SUM = N_(
    "The risk values of the source are likelihood + consequence; here they are likelihood × consequence."
)
THREE_FACTORS = N_(
    "The risk values of the source have a third factor, such as detection; "
    "here they are likelihood × consequence."
)


@dataclass(frozen=True, slots=True)
class Off:
    """A risk value as it is written, and what likelihood × consequence gives; None without both."""

    given: str
    product: float | None

    @property
    def product_said(self) -> str:
        """The product as a number, or a dash."""
        return "–" if self.product is None else f"{self.product:.6g}"


@dataclass(frozen=True, slots=True)
class RowScores:
    """What the score cells of a row say."""

    steps: Mapping[str, int]  # of the plan, by axis
    beyond: tuple[tuple[Column, str], ...] = ()  # the cells whose words no score can hold
    unread: tuple[tuple[AxisReading, Column, str], ...] = ()  # those that say something, but no score
    off: Off | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """How every score of a table is read."""

    layout: Layout
    readings: Mapping[str, AxisReading]  # by axis
    alone: Mapping[str, int]  # the column of each axis that is scored in one column and no other
    value_at: int | None  # the column of the given risk values
    is_both: bool  # which holds both scores
    rule: str = ""  # how the source reckons its values, when they are not likelihood × consequence

    def scores(self, cells: Sequence[str]) -> dict[str, Score]:
        """The scores of a row, by axis; of several consequences the highest."""
        found = {}
        for axis, read in self.readings.items():
            if (at := self.alone.get(axis)) is not None:
                if score := read.scores.get(cells[at]):
                    found[axis] = score
                continue
            texts = (text for _column, text in said(self.layout, axis, cells))
            scores = [read.scores[text] for text in texts if text in read.scores]
            if scores:
                found[axis] = max(scores, key=lambda score: score.step)
        return found

    def weight(self, axis: str, score: Score) -> float:
        """A score in the source's own numbers, as high as it is grave."""
        own = self.readings[axis].own
        return own.lowest + own.highest - score.own if own.turned else score.own

    def product(self, found: Mapping[str, Score]) -> float | None:
        """Likelihood × consequence in the source's own numbers, of the scores of a row."""
        if len(found) < len(_AXES):
            return None
        return prod(self.weight(axis, score) for axis, score in found.items())

    def unread(self, cells: Sequence[str]) -> Iterator[tuple[AxisReading, Column, str]]:
        """The cells of a row that say something, but no score."""
        for axis, read in self.readings.items():
            if read.unread:
                for column, text in said(self.layout, axis, cells):
                    if text in read.unread:
                        yield read, column, text

    def beyond(self, cells: Sequence[str]) -> Iterator[tuple[Column, str]]:
        """The cells of a row whose words no score can hold."""
        for axis, read in self.readings.items():
            if read.unread or read.explained:
                for column, text in said(self.layout, axis, cells):
                    if text in read.unread or text in read.explained:
                        yield column, text

    def given(self, cells: Sequence[str]) -> tuple[str, float] | None:
        """The risk value that the source gives for a row, as it is written and as a number."""
        text = cells[self.value_at] if self.value_at is not None else ""
        if not text:
            return None
        value = _stated_product(text) if self.is_both else number_in(text)
        return None if value is None else (text, value)

    def off(self, cells: Sequence[str], found: Mapping[str, Score]) -> Off | None:
        """The risk value that the source gives for a row, when it is not the product of the row's scores."""
        given = self.given(cells)
        if given is None or self.rule:
            return None
        product = self.product(found)
        is_off = given[1] != 0 if product is None else not is_close(given[1], product)
        return Off(given[0], product) if is_off else None

    def row(self, cells: Sequence[str]) -> RowScores:
        """Everything that the scores of a row say."""
        found = self.scores(cells)
        return RowScores(
            {axis: score.step for axis, score in found.items()},
            tuple(self.beyond(cells)),
            tuple(self.unread(cells)),
            self.off(cells, found),
        )

    def rows(self, lines: Iterable[Line]) -> Iterator[RowScores]:
        """What the scores of each row say; rows whose score cells are alike, as most are, are read once."""
        filling = (column.at for axis in self.readings for column in _filling(self.layout, axis))
        places = sorted({*filling, *([] if self.value_at is None else [self.value_at])})
        read: dict[tuple[str, ...], RowScores] = {}
        for line in lines:
            cells = line.cells
            alike = tuple([cells[at] for at in places])
            if (row := read.get(alike)) is None:
                row = read[alike] = self.row(cells)
            yield row


def scoring(layout: Layout, year: Year, *, may_take_over: bool) -> Scoring:
    """Find out how the scores of a table are read into the plan of `year`."""
    scored = {axis: _scored(layout, axis) for axis in _AXES if _filling(layout, axis)}
    met = {axis: frozenset(map(bare, source.cells)) for axis, source in scored.items()}
    scored = {
        axis: replace(
            source,
            own=layout.beside | _of_other_states(layout, axis),
            other=frozenset().union(*(words for other, words in met.items() if other != axis)),
            legends=layout.legends,
            axis=axis,
        )
        for axis, source in scored.items()
    }
    own = alike({axis: own_scale(source, year.steps(axis)) for axis, source in scored.items()})
    turned = _turned_by_values(layout, own) | _turned_by_legend(layout, own)
    own = {axis: replace(scale, turned=scale.turned or axis in turned) for axis, scale in own.items()}
    chosen = layout.scales
    own = {axis: chosen_scale(scale, chosen.get(axis)) for axis, scale in own.items()}
    take = {axis: may_take_over and not (axis in chosen and chosen[axis].keep) for axis in own}
    readings = {
        axis: reading(axis, scored[axis], scale, year.steps(axis), may_take_over=take[axis])
        for axis, scale in own.items()
    }
    readings = {axis: chosen_reading(read, chosen.get(axis)) for axis, read in readings.items()}
    alone = {
        axis: filling[0].at
        for axis in readings
        if len(filling := _filling(layout, axis)) == 1 and _is_plain(filling[0], axis)
    }
    value = next((column for column in layout.columns_of("risk_value") if not column.labelled), None)
    made = Scoring(layout, readings, alone, value.at if value else None, is_both(layout))
    return replace(made, rule=_rule(made))


def said(layout: Layout, axis: str, cells: Sequence[str]) -> Iterator[tuple[Column, str]]:
    """What the cells of a row say on one axis, each with its column."""
    for column in _filling(layout, axis):
        text = cells[column.at]
        if not text:
            continue
        if column.means:
            if is_mark(text):
                yield column, column.means
        elif column.field == axis:
            yield column, text
        elif (product := said_in(text)) and product.form in (Form.PRODUCT, Form.OF):
            first, second = product.factors or (f"{product.value:g}", f"{product.other:g}")
            is_first = (axis == Axis.LIKELIHOOD) is not _consequence_first(column.source)
            yield column, first if is_first else second


def _is_plain(column: Column, axis: str) -> bool:
    return column.field == axis and not column.means


def is_both(layout: Layout) -> bool:
    """Whether one column holds both scores."""
    return not any(column.field in _AXES for column in layout.columns)


def _filling(layout: Layout, axis: str) -> tuple[Column, ...]:
    columns = tuple(column for column in layout.columns_of(axis) if not column.labelled)
    if columns or not is_both(layout):
        return columns
    return tuple(column for column in layout.columns_of("risk_value") if not column.labelled)


def _consequence_first(heading: str) -> bool:
    """Whether a heading of products names the consequence before the likelihood."""
    if factors := _TIMES.search(heading):  # "Worst outcome × likelihood", one of them perhaps unknown
        one, other = (sense_of(part) for part in (heading[: factors.start()], heading[factors.end() :]))
        if other and other.meaning is Meaning.LIKELIHOOD:
            return one is None or one.meaning is not Meaning.LIKELIHOOD
    for word in heading.replace("*", " ").replace("×", " ").split():
        sense = sense_of(word)
        if sense and sense.meaning in (Meaning.LIKELIHOOD, Meaning.CONSEQUENCE):
            return sense.meaning is Meaning.CONSEQUENCE
        if word.casefold() in ("k", "c", "i", "s", "l", "p"):
            return word.casefold() in ("k", "c", "i")
    return False


def _scored(layout: Layout, axis: str) -> Scored:
    filling = _filling(layout, axis)
    if len(filling) == 1 and _is_plain(filling[0], axis):
        at = filling[0].at
        cells = Counter(cell for line in layout.lines if (cell := line.cells[at]))
        return Scored(cells, filling[0].source)
    cells = Counter(text for line in layout.lines for _column, text in said(layout, axis, line.cells))
    headings = " ".join(column.source for column in filling if not column.means)
    for column in filling:
        if column.means:
            cells[column.means] += 0  # a step that nobody marked is a step all the same
    return Scored(cells, headings)


def _of_other_states(layout: Layout, axis: str) -> frozenset[str]:
    """The words of the same scale in columns that are about another state of the risk."""
    columns = [column for column in layout.columns if column.labelled and _is_about(column, axis)]
    lines = layout.lines[:_SEEN]
    return frozenset(bare(line.cells[c.at]) for c in columns for line in lines if line.cells[c.at])


def _is_about(column: Column, axis: str) -> bool:
    sense = sense_of(column.source)
    return sense is not None and sense.meaning == axis


# ------------------------------------------------------------------ scales that fall
def _turned_by_legend(layout: Layout, own: Mapping[str, OwnScale]) -> set[str]:
    pairs = []
    for text in layout.beside:
        found = said_in(text)
        if found and found.form is Form.NUMBER and len(found.words) > 1 and found.value.is_integer():
            pairs.append((int(found.value), found.words))
    return {axis for axis, scale in own.items() if scale.form is Form.NUMBER} if is_turned(pairs) else set()


def _turned_by_values(layout: Layout, own: Mapping[str, OwnScale]) -> set[str]:
    """The axes whose scale falls, when the given risk values show it."""
    if set(own) != set(_AXES) or any(scale.form is not Form.NUMBER for scale in own.values()):
        return set()
    rows = list(_figures(layout))
    if len(rows) < _SURE or _fitting(rows, lambda one, other: one * other) >= _HALF:
        return set()
    ends = [own[axis].lowest + own[axis].highest for axis in _AXES]
    rules: dict[tuple[str, ...], Callable[[float, float], float]] = {
        _AXES[:1]: lambda one, other: (ends[0] - one) * other,
        _AXES[1:]: lambda one, other: one * (ends[1] - other),
        _AXES: lambda one, other: (ends[0] - one) * (ends[1] - other),
    }
    return next((set(axes) for axes, rule in rules.items() if _fitting(rows, rule) >= _RULE), set())


def _fitting(rows: Sequence[tuple[float, float, float]], rule: Callable[[float, float], float]) -> float:
    """How many of the rows give what a rule makes of their scores, from 0 to 1."""
    return sum(is_close(rule(one, other), given) for one, other, given in rows) / max(len(rows), 1)


def _figures(layout: Layout) -> Iterator[tuple[float, float, float]]:
    """Both scores and the value of every row that has all three, as the source writes them."""
    column = layout.column_of("risk_value")
    if column is None or is_both(layout):
        return
    for line in layout.lines[:_SEEN]:
        numbers = [[number_in(text) for _c, text in said(layout, axis, line.cells)] for axis in _AXES]
        given = number_in(line.cells[column.at])
        one, other = (next(iter(found), None) for found in numbers)
        if one is not None and other is not None and given is not None:
            yield one, other, given


def _rule(scores: Scoring) -> str:
    """By which rule the source reckons its risk values, a text of ours; empty for the product or none."""
    rows, others = [], []
    for line in scores.layout.lines[:_SEEN]:
        found, given = scores.scores(line.cells), scores.given(line.cells)
        if given is not None and len(found) == len(_AXES):
            one, other = (scores.weight(axis, found[axis]) for axis in _AXES)
            rows.append((one, other, given[1]))
            others.append([number_in(line.cells[c.at]) for c in scores.layout.columns if not c.field])
    if len(rows) < _SURE or _fitting(rows, lambda one, other: one * other) >= _HALF:
        return ""
    if _fitting(rows, lambda one, other: one + other) >= _RULE:
        return SUM
    for factors in zip(*others, strict=True):
        three = [
            (one * other, third or 0, given) for (one, other, given), third in zip(rows, factors, strict=True)
        ]
        if _fitting(three, lambda two, third: two * third) >= _RULE:
            return THREE_FACTORS
    return ""


def is_close(one: float, other: float) -> bool:
    """Whether two numbers are the same but for rounding."""
    return abs(one - other) <= _CLOSE * max(1.0, abs(other))


def _stated_product(text: str) -> float | None:
    _scores, equals, product = text.partition("=")
    return number_in(product.strip()) if equals else None
