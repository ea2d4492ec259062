"""Any spreadsheet as plain rows of texts, read as a person sees them.  Nothing in it is run or looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from sys import getsizeof

from riskreg.exchange.archive import MAX_CELLS, MAX_ROWS, MAX_WEIGHT, too_large
from riskreg.faults import worded
from riskreg.texts import N_, Texts

# What a formula shows that failed, in the program's own language: #REF!, #BEZUG!, #SAKNAS!, #N/D, Err:502.
_ERROR = re.compile(r"#¡?[A-ZÅÄÖÜÉÍÓ/0 ]{2,}[!?]|#N/?[ADV]|Err:\d{3}")
_NAMED = 6  # cells, rows or columns in a remark

# Tells how much of so much is read, and may raise to stop.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person would see in the sheet and the rows do not show, as a marked sentence with its values."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, _: Texts) -> str:
        """The sentence in the language of `_`."""
        return worded(self.sentence, self.values, _)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: every row equally wide, row 1 of the source first, no empty rows or columns at the end.

    Merged cells all hold their text.  Hidden rows and columns (from 0) are among the others.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    remarks: tuple[Remark, ...] = ()
    carried: Mapping[int, frozenset[int]] = field(default_factory=dict, compare=False)  # see `fill_merged`


class Weight:
    """What the rows that were read take up in memory so far, of all sheets together: measured on files near
    the limits, with what trying out an import makes of them."""

    _ROW, _CELL, _PLACE, _COPIES = 900, 75, 16, 1.3

    def __init__(self, path: Path) -> None:
        self._path, self._total = path, 0

    def of(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        """The rows, each put on the scales.  Trouble when they would exhaust the memory."""
        for row in rows:
            self.add(row)
            yield row

    def add(self, row: list[str], times: int = 1) -> None:
        """Count a row, or several that are the same."""
        self._total += self._PLACE * len(row) * times
        if filled := len(row) - row.count(""):
            texts = getsizeof("".join(row)) if times == 1 else 0  # the same texts are kept once
            self._total += (self._ROW + self._CELL * filled) * times + int(self._COPIES * texts)
        if self._total > MAX_WEIGHT:
            raise too_large(self._path)


def trimmed(rows: Iterable[list[str]], path: Path) -> tuple[tuple[str, ...], ...]:
    """The rows up to the last one with a text, all as wide as the widest.  Trouble when they are too many."""
    kept: list[list[str]] = []
    filled, width = 0, 0
    for row in rows:
        while row and not row[-1]:
            row.pop()
        kept.append(row)
        if row:
            filled = len(kept)
            width = max(width, len(row))
            if filled > MAX_ROWS or filled * width > MAX_CELLS:
                raise too_large(path)
    return tuple(
        tuple(row) if len(row) == width else (*row, *[""] * (width - len(row))) for row in kept[:filled]
    )


def fill_merged(
    rows: list[list[str]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]], path: Path
) -> Mapping[int, frozenset[int]]:
    """Write the text of merged cells, from their first corner to their last, into each of them.

    Gives, for each row (from 0), the columns whose text comes down from the row above in that way.
    """
    filled = 0
    carried: dict[int, frozenset[int]] = {}
    for (top, left), (bottom, right) in ranges:
        text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        if not text:
            continue
        for row in rows[top : bottom + 1]:
            reach = max(min(right + 1, len(row)) - left, 0)
            row[left : left + reach] = [text] * reach
            filled += reach
        if filled > MAX_CELLS:
            raise too_large(path)
        columns = frozenset(range(left, min(right + 1, len(rows[top]))))
        for at in range(top + 1, min(bottom + 1, len(rows))):
            carried[at] = carried[at] | columns if at in carried else columns
    return carried


def sheet_of(
    name: str,
    rows: tuple[tuple[str, ...], ...],
    *,
    hidden: bool = False,
    hidden_rows: Set[int] = frozenset(),
    hidden_columns: Set[int] = frozenset(),
    carried: Mapping[int, frozenset[int]] | None = None,
) -> Sheet:
    """A sheet with what is hidden in it, and with remarks on what its rows alone do not show."""
    height, width = len(rows), len(rows[0]) if rows else 0
    hidden_rows = frozenset(at for at in hidden_rows if at < height and any(rows[at]))
    hidden_columns = frozenset(at for at in hidden_columns if at < width)
    remarks = tuple(_remarks(name, hidden_rows, hidden_columns, _errors(rows)))
    return Sheet(name, rows, hidden, hidden_rows, hidden_columns, remarks, carried or {})


def letters_of(column: int) -> str:
    """A column's letters in a spreadsheet, by its number from 0: A, B … Z, AA."""
    letters = ""
    while column >= 0:
        column, digit = divmod(column, 26)
        letters, column = chr(65 + digit) + letters, column - 1
    return letters


def _errors(rows: Iterable[Sequence[str]]) -> dict[tuple[int, int], str]:
    return {
        (at, column): cell
        for at, row in enumerate(rows)
        if "#" in (joined := "\0".join(row)) or "Err:" in joined
        for column, cell in enumerate(row)
        if _ERROR.fullmatch(cell)
    }


def _remarks(
    name: str, hidden_rows: Set[int], hidden_columns: Set[int], errors: Mapping[tuple[int, int], str]
) -> Iterator[Remark]:
    if errors:
        yield Remark(
            N_("Sheet “{name}” holds errors of the spreadsheet, such as {text}, in {cells}. Look at them."),
            {
                "name": name,
                "text": next(iter(errors.values())),
                "cells": _listed(f"{letters_of(column)}{row + 1}" for row, column in sorted(errors)),
            },
        )
    if hidden_rows:
        rows = _listed(str(at + 1) for at in sorted(hidden_rows))
        yield Remark(
            N_("Rows of “{name}” are hidden, and read all the same: {rows}."), {"name": name, "rows": rows}
        )
    if hidden_columns:
        columns = _listed(letters_of(at) for at in sorted(hidden_columns))
        yield Remark(
            N_("Columns of “{name}” are hidden, and read all the same: {columns}."),
            {"name": name, "columns": columns},
        )


def _listed(names: Iterable[str]) -> str:
    """The first of the names, and a sign that there are more."""
    first = list(islice(names, _NAMED + 1))
    return ", ".join(first[:_NAMED]) + (" …" if len(first) > _NAMED else "")
