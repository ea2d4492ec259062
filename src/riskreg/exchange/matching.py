"""Which column fills which field, when several could: one a field, or several that go well together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from riskreg.exchange import looks
from riskreg.exchange.guessing import BY_HEADING, Guess, guesses
from riskreg.exchange.heading_words import Meaning, Stage
from riskreg.exchange.layout import TEXT, Column, heading_said
from riskreg.exchange.locating import Table
from riskreg.exchange.other_tools import Tool
from riskreg.exchange.score_cells import Form, said_in
from riskreg.exchange.vocabulary import EXACT, WITHIN, bare, mentions_risk, names_gravity
from riskreg.texts import N_, Texts

# The field that each meaning fills; several may share one.
_FIELD: Mapping[Meaning, str] = {meaning: meaning.value for meaning in Meaning} | {
    Meaning.TITLE: TEXT,
    Meaning.DESCRIPTION: TEXT,
    Meaning.CAUSE: "analysis",
    Meaning.EFFECT: "analysis",
    Meaning.CONTROLS: "method",
    Meaning.MEASURES: "method",
    Meaning.DUE: "method",
    Meaning.DATE: "",
    Meaning.OTHER: "",
}
_SCORES = (Meaning.LIKELIHOOD, Meaning.CONSEQUENCE, Meaning.RISK_VALUE)
# The state that is assessed: as it is before what is planned is done.
_STAGES = (Stage.CURRENT, None, Stage.INHERENT, Stage.RESIDUAL, Stage.TARGET)
_BEFORE = frozenset({Stage.CURRENT, None, Stage.INHERENT})
# What fills a field of any length before others do; those that follow come with their headings.
_METHODS = (Meaning.METHOD, Meaning.CONTROLS, Meaning.MEASURES)
_SINGLE = (
    Meaning.REFERENCE,
    Meaning.CATEGORY,
    Meaning.ORIGIN,
    Meaning.RESPONSIBLE,
    Meaning.FREQUENCY,
    Meaning.EXTENT,
    Meaning.GOVERNING_DOCUMENT,
    Meaning.PERIOD,
    Meaning.STATUS,
    Meaning.DECISION,
)
_MOSTLY, _REPEATED = 0.9, 0.5  # distinct: a reference mostly; a text that is often repeated is a category

_NOWHERE = frozenset({Meaning.OTHER, Meaning.DATE})  # what a control point does not hold

LONGEST_TEXT = N_("holds the longest texts")
_REPEATED_TEXTS = N_("says the same in many rows")
_NO_FIELD = N_("no field has this name")
_NO_HEADING = N_("has no heading")
_EMPTY = N_("no cell says anything")
_CONSTANT = N_("says the same in every row")
_HIGHEST = N_("the highest of several consequences counts")
_JOINED = N_("becomes part of the analysis")
_OTHER_STATE = N_("another state of the same risk; becomes part of the analysis")
_FOLLOWS = N_("follows from likelihood and consequence")
_BOTH_SCORES = N_("holds likelihood and consequence in one cell")
_NO_SCORES = N_("a value without likelihood and consequence; becomes part of the analysis")
_NOT_HELD = N_("known, but nothing that a control point holds")
_SAME_FIELD = N_("the same field as {column}")
_SAME_FIELD_JOINED = N_("the same field as {column}; becomes part of the analysis")
_NO_NAME_JOINED = N_("no field has this name; becomes part of the analysis")


class _Placing:
    """The columns of one table as they find their places."""

    def __init__(self, made: Sequence[Guess], tool: Tool | None, _: Texts) -> None:
        self.made, self.tool, self._ = tuple(made), tool, _
        self.columns: dict[int, Column] = {}

    def of(self, *meanings: Meaning) -> list[Guess]:
        """The columns without a place that seem to hold one of these, the surest first."""
        wanted = (g for g in self.made if g.meaning in meanings and g.at not in self.columns)
        return sorted(
            wanted,
            key=lambda g: (meanings.index(g.meaning or meanings[0]), not g.is_own, -g.sure, g.look.is_empty),
        )

    def place(
        self, guess: Guess, field: str, reason: str = "", *, labelled: bool = False, **values: str
    ) -> None:
        """Give a column its field, or none."""
        tool = self._(self.tool.name) if self.tool else ""
        said = self._(reason or guess.reason or BY_HEADING, tool=tool, **values)
        field_of_meaning = _FIELD.get(guess.meaning, "") if guess.meaning else guess.field
        candidates = tuple(dict.fromkeys(filter(None, (field, field_of_meaning))))
        self.columns[guess.at] = Column(
            guess.at, guess.heading, field, said, labelled, guess.means, candidates
        )

    def leave(self, guess: Guess, first: Guess) -> None:
        """A column whose field another one fills: what it says on its own goes to the analysis."""
        column = heading_said(self.columns[first.at], self._)
        look = guess.look
        if look.is_empty or look.texts == first.look.texts or look.share(looks.is_code) == 1:
            self.place(guess, "", _SAME_FIELD, column=column)
        else:
            self.place(guess, "analysis", _SAME_FIELD_JOINED, labelled=True, column=column)


def match_points(
    table: Table, tool: Tool | None, _: Texts, steps: frozenset[str] = frozenset()
) -> tuple[Column, ...]:
    """The columns of a table of control points, each with its field or none, from left to right.

    `steps` are the bare words of the scales that the source explains.
    """
    made = guesses(table, tool, steps)
    placing = _Placing(made, tool, _)
    for guess in made:
        if guess.field:
            placing.place(guess, guess.field)
    _place_scores(placing)
    _place_text(placing)
    _place_methods(placing)
    for meaning in _SINGLE:
        _place_single(placing, meaning)
    _place_analysis(placing)
    for guess in made:
        if guess.at not in placing.columns:
            _place_rest(placing, guess)
    return tuple(placing.columns[guess.at] for guess in made)


# ------------------------------------------------------------------ scores
def _place_scores(placing: _Placing) -> None:
    scores = placing.of(*_SCORES)
    stage = _stage_of(scores)
    chosen = [guess for guess in scores if guess.stage is stage]
    for meaning in (Meaning.LIKELIHOOD, Meaning.CONSEQUENCE):
        _place_axis(placing, [guess for guess in chosen if guess.meaning is meaning], meaning)
    placed = {column.field for column in placing.columns.values()}
    _place_values(placing, _values_of(placing.of(Meaning.RISK_VALUE), stage, placed), placed)
    for guess in placing.of(*_SCORES):
        if guess.look.is_empty:
            placing.place(guess, "", _EMPTY)
        else:
            placing.place(guess, "analysis", _OTHER_STATE, labelled=True)


def _values_of(values: list[Guess], stage: Stage | None, placed: set[str]) -> list[Guess]:
    """The risk values of the state that is taken in; what is left of a risk later on is none of them."""
    own = [guess for guess in values if guess.stage is stage]
    if own or not placed & {"likelihood", "consequence"}:
        return own or values
    return [guess for guess in values if {guess.stage, stage} <= _BEFORE]


def _stage_of(scores: Sequence[Guess]) -> Stage | None:
    """The state of the risk that is taken in: the first that has both scores, filled in at least once."""
    axes = {Meaning.LIKELIHOOD, Meaning.CONSEQUENCE}
    for found in (True, False):
        counting = [g for g in scores if not found or not g.look.is_empty]
        for stage in _STAGES:
            if axes <= {g.meaning for g in counting if g.stage is stage}:
                return stage
    stages = {g.stage for g in scores if g.meaning in axes} or {g.stage for g in scores}
    return next((stage for stage in _STAGES if stage in stages), None)


def _place_axis(placing: _Placing, found: list[Guess], meaning: Meaning) -> None:
    """One column for a scale, or a column a step; of several consequences the highest counts."""
    marked = [guess for guess in found if guess.means]
    if marked:
        for guess in marked:
            placing.place(guess, meaning.value)
        return
    if not found:
        return
    found.sort(key=lambda guess: names_gravity(guess.heading))
    figures = [g for g in found if g.look.share(_is_numeric) > _REPEATED] or found
    first = figures[0]
    alike = [g for g in figures if g.sure == first.sure]
    several = meaning is Meaning.CONSEQUENCE and len(alike) > 1 and (first.sure < EXACT or _are_kinds(alike))
    for guess in alike if several else [first]:
        placing.place(guess, meaning.value, _HIGHEST if several else "")
    for guess in found:
        if guess.at not in placing.columns:
            placing.leave(guess, first)


def _are_kinds(found: Sequence[Guess]) -> bool:
    """Whether columns are consequences of different kinds, in one group of headings."""
    groups = {guess.heading.rpartition(" / ")[0] for guess in found}
    return len(found) > 1 and len(groups) == 1 and groups != {""}


def _is_numeric(text: str) -> bool:
    said = said_in(text)
    return said is not None and said.form in (Form.NUMBER, Form.SHARE, Form.OF)


def _place_values(placing: _Placing, values: list[Guess], placed: set[str]) -> None:
    values.sort(key=lambda guess: -guess.look.share(_is_numeric))
    both = {"likelihood", "consequence"} <= placed
    for at, guess in enumerate(values):
        if not both and guess.look.share(looks.is_product) > _REPEATED:
            placing.place(guess, "risk_value", _BOTH_SCORES)
            both = True
        elif at == 0 and (both or guess.look.is_empty):
            placing.place(guess, "risk_value")
        elif both:
            placing.place(guess, "", _FOLLOWS)
        elif not guess.look.is_empty:
            placing.place(guess, "analysis", _NO_SCORES, labelled=True)


# ------------------------------------------------------------------ texts
def _place_text(placing: _Placing) -> None:
    titles, descriptions = placing.of(Meaning.TITLE), placing.of(Meaning.DESCRIPTION)
    titles.sort(key=lambda g: (not g.is_own, g.look.is_empty, not _is_of_risks(g), -g.sure))
    if any(guess.sure == EXACT and not guess.look.is_empty for guess in descriptions):
        titles = [guess for guess in titles if guess.sure > WITHIN or _is_of_risks(guess)]
    if titles and (descriptions or titles[1:]) and _is_repeated(titles[0]):
        _place_kind(placing, titles, descriptions)
    for guess in titles[:1]:
        placing.place(guess, TEXT)
    for guess in descriptions[:1]:
        placing.place(guess, TEXT)
    if not titles and not descriptions:
        _place_other_text(placing)
    first = next(
        (g for g in placing.made if placing.columns.get(g.at) and placing.columns[g.at].field == TEXT), None
    )
    for guess in (*titles[1:], *descriptions[1:]):
        if first is not None and guess.at not in placing.columns:
            placing.leave(guess, first)


def _place_kind(placing: _Placing, titles: list[Guess], descriptions: list[Guess]) -> None:
    """A title that many rows share, such as a kind of risk, leaves the text to what tells rows apart."""
    if any(not _is_repeated(other) for other in (*titles[1:], *descriptions)):
        free = not placing.of(Meaning.CATEGORY)
        placing.place(titles.pop(0), "category" if free else "analysis", labelled=not free)


def _is_of_risks(guess: Guess) -> bool:
    """Whether a heading is about risks, and does not only mention them: "identified risk", "risk name"."""
    words = bare(guess.heading).split()
    return any("ris" in word or "riesg" in word for word in (words[:1] + words[-1:]))


def _is_repeated(guess: Guess) -> bool:
    return guess.look.filled > 3 and guess.look.distinct < _REPEATED


def _place_other_text(placing: _Placing) -> None:
    """What describes the risk where no heading says so: a cause or effect, else the longest texts."""
    free = [guess for guess in placing.made if guess.at not in placing.columns and not guess.look.is_empty]
    named = [guess for guess in free if guess.said is Meaning.TITLE and guess.meaning is Meaning.REFERENCE]
    known = placing.of(Meaning.CAUSE, Meaning.EFFECT)
    for guess in (*named, *_before(known, free), *known)[:1]:
        placing.place(guess, TEXT)
        return
    unknown = [
        g for g in placing.made if g.meaning is None and g.at not in placing.columns and not _is_repeated(g)
    ]
    longest = max(unknown, key=lambda g: (mentions_risk(g.heading), g.look.average), default=None)
    if longest is not None and not longest.look.is_empty and not longest.look.share(looks.is_code):
        placing.place(longest, TEXT, LONGEST_TEXT)


def _before(known: Sequence[Guess], free: Sequence[Guess]) -> Iterator[Guess]:
    """The texts under an unknown heading to the left of what causes or follows from them."""
    for guess in free:
        is_left = guess.meaning is None and guess.heading and all(guess.at < other.at for other in known)
        if known and is_left and guess.look.share(looks.is_worded) > _REPEATED and not _is_repeated(guess):
            yield guess


def _place_methods(placing: _Placing) -> None:
    for at, guess in enumerate(placing.of(*_METHODS)):
        placing.place(guess, "method", labelled=at > 0)
    for guess in placing.of(Meaning.DUE):
        placing.place(guess, "method", labelled=True)


def _place_analysis(placing: _Placing) -> None:
    for at, guess in enumerate(placing.of(Meaning.ANALYSIS)):
        placing.place(guess, "analysis", labelled=at > 0)
    for guess in placing.of(Meaning.CAUSE, Meaning.EFFECT):
        placing.place(guess, "analysis", labelled=True)


def _place_single(placing: _Placing, meaning: Meaning) -> None:
    found = placing.of(meaning)
    if meaning is Meaning.REFERENCE:
        found.sort(key=lambda guess: guess.look.distinct < _MOSTLY)
    for guess in found[:1]:
        placing.place(guess, _FIELD[meaning])
    for guess in found[1:]:
        placing.leave(guess, found[0])


def _place_rest(placing: _Placing, guess: Guess) -> None:
    """A column that no field is for: what it says in words goes to the analysis, an own number becomes the
    reference."""
    look, known = guess.look, guess.meaning is not None
    is_figures = look.share(looks.is_figure) == 1
    if look.is_empty:
        placing.place(guess, "", _EMPTY if known else _NO_FIELD)
    elif guess.meaning in _NOWHERE and not look.is_long:
        placing.place(guess, "", _NOT_HELD)
    elif look.is_constant and not known:
        placing.place(guess, "", _CONSTANT)
    elif look.share(looks.is_worded) >= _REPEATED and (guess.heading or look.is_long):
        placing.place(guess, "analysis", _JOINED if known else _NO_NAME_JOINED, labelled=True)
    elif known:
        placing.place(guess, "", _NOT_HELD)
    elif (
        all(column.field != "reference" for column in placing.columns.values())
        and _is_left_of_the_text(placing, guess)
        and look.distinct == 1
        and look.filled > 1
        and look.share(looks.is_code) == 1
        and (look.is_rising or not is_figures)
    ):
        placing.place(guess, "reference", N_("a number or code of its own in every row"))
    elif not guess.heading and _is_repeated(guess) and not look.share(looks.is_code):
        no_category = all(column.field != "category" for column in placing.columns.values())
        placing.place(guess, "category" if no_category else "", _REPEATED_TEXTS)
    else:
        placing.place(guess, "", _NO_FIELD if guess.heading else _NO_HEADING)


def _is_left_of_the_text(placing: _Placing, guess: Guess) -> bool:
    """Whether a column stands where the numbers of records do."""
    return all(guess.at < at for at, column in placing.columns.items() if column.field == TEXT)


def telling(columns: Iterable[Column]) -> Iterator[str]:
    """The fields that make a table a register, as far as its columns have them."""
    filled = {column.field for column in columns if not column.labelled}
    yield from filled - {"", TEXT, "reference", "category", "status", "analysis"}
