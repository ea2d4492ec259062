"""What the cells of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from riskreg.exchange.scale_known import is_mark, letters_among, rank_of, says_no_score
from riskreg.exchange.score_cells import Form, said_in
from riskreg.exchange.table_lines import Line
from riskreg.exchange.vocabulary import bare

_WORD = re.compile(r"[^\W\d_]{2,}")
_SEEN = 500  # rows that are looked at
_SHORT, LONG = 14, 28  # characters: of a code at most, of a described matter on average at least
_ANSWERS = frozenset({"ja", "nej", "nei", "nein", "yes", "no", "si", "oui", "non", "kylla", "ei", "y", "n"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( .*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(19|20)\d\d|\d{1,2}[./]\d{4}")
_CODE = re.compile(
    r"[^\W\d_]{0,3}[. ]?\d[\w.\-/]*|[^\W\d_]+[-–_/]\d[\w.\-/]*|[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Look:
    """The different texts of a column, how often each occurs, and how many rows were looked at."""

    texts: Counter[str]
    rows: int
    steps: frozenset[str] = frozenset()  # the bare words of the scales that the source explains

    @property
    def filled(self) -> int:
        """How many cells say something."""
        return self.texts.total()

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not self.texts

    @property
    def average(self) -> float:
        """How long the texts are, in characters."""
        return sum(len(text) * count for text, count in self.texts.items()) / max(self.filled, 1)

    @property
    def distinct(self) -> float:
        """How many of the cells are unlike all others, from 0 to 1."""
        return len(self.texts) / max(self.filled, 1)

    @property
    def is_long(self) -> bool:
        """Whether the cells describe something."""
        return self.average >= LONG

    @property
    def is_constant(self) -> bool:
        """Whether every row says the same."""
        return len(self.texts) == 1 and self.filled == self.rows > 2

    @property
    def is_rising(self) -> bool:
        """Whether the cells are numbers that rise from row to row."""
        numbers = [float(text.replace(",", ".")) for text in self.texts if is_figure(text)]
        return len(numbers) == len(self.texts) and numbers == sorted(numbers)

    @property
    def scored(self) -> float:
        """How many of the cells are scores, from 0 to 1."""
        steps = self.steps
        return self.share(lambda text: is_score(text) or (steps and bare(text) in steps))

    def share(self, holds: Callable[[str], object]) -> float:
        """How many of the cells are of a kind, from 0 to 1."""
        return sum(count for text, count in self.texts.items() if holds(text)) / max(self.filled, 1)


def look_of(lines: Iterable[Line], at: int, steps: frozenset[str] = frozenset()) -> Look:
    """What the cells of a column look like; placeholders count as empty."""
    texts: Counter[str] = Counter()
    rows = 0
    for line in lines:
        if rows == _SEEN:
            break
        rows += 1
        cell = line.cells[at]
        if cell and not says_no_score(cell):
            texts[cell] += 1
    return Look(texts, rows, steps | letters_among(map(bare, texts)))


def marks_or_nothing(lines: Iterable[Line], at: int) -> bool:
    """Whether a column holds nothing but marks."""
    return all(is_mark(line.cells[at]) for line in lines if line.cells[at])


def is_score(text: str) -> bool:
    """Whether a cell may be a score: a small number, a share, a word of a scale."""
    said = said_in(text)
    return said is not None and (said.form is not Form.NUMBER or 0 <= said.value <= 100)


def is_rating(text: str) -> bool:
    """Whether a cell is a score and neither a code nor a numbered sentence."""
    if is_figure(text):
        return True
    said = said_in(text)
    is_sentence = said is not None and said.form is Form.NUMBER and said.words.count(" ") > 1
    return is_score(text) and not is_code(text) and not is_sentence


def is_answer(text: str) -> bool:
    """Whether a cell only says yes or no."""
    return bare(text) in _ANSWERS


def is_amount(text: str) -> bool:
    """Whether a cell is a number greater than any that scores make."""
    return re.fullmatch(r"\d{5,}([.,]\d+)?", text) is not None


def is_product(text: str) -> bool:
    """Whether a cell holds both scores at once."""
    said = said_in(text)
    return said is not None and said.form in (Form.PRODUCT, Form.OF)


def is_multiplied(text: str) -> bool:
    """Whether a cell multiplies the scores, as in "3 x 4 = 12"."""
    said = said_in(text)
    return said is not None and said.form is Form.PRODUCT


def is_level(text: str) -> bool:
    """Whether a cell is a word of a scale, with its number or without, and nothing more."""
    said = said_in(text)
    if said is None or said.explained:
        return False
    return said.form is Form.WORD or (said.form is Form.NUMBER and rank_of(said.words) is not None)


def is_figure(text: str) -> bool:
    """Whether a cell is a number."""
    return re.fullmatch(r"\d+([.,]\d+)?", text) is not None


def is_worded(text: str) -> bool:
    """Whether a cell says something in several words."""
    return len(_WORD.findall(text)) > 1 and not is_date(text) and not is_code(text)


def is_code(text: str) -> bool:
    """Whether a cell is a number or a code such as R-12."""
    return (len(text) <= _SHORT or "-" in text) and _CODE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a cell is a day or a year."""
    return _DATE.fullmatch(text) is not None
