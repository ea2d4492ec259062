"""What the records of a table have in common, column by column."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from riskreg.exchange.cell_kinds import CellKind, is_scale_word, kind_of, scale_step
from riskreg.exchange.header_rows import Region, Rows

_PROFILED = 300  # rows by which the table's columns are judged
_BLOCK = 3  # rows that suffice to tell
_GAP = 3  # empty rows after which the rows no longer tell what a record looks like
_LETTERED = re.compile(r"[A-ZÅÄÖ]\.?|[IVX]{1,5}\.?")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the records of a table have in common, by column."""

    main: int  # the column that tells what a record is about
    texts: frozenset[int]  # columns with words of their own in every row
    numbers: tuple[int, ...]  # columns of scores, dates and the like, the fullest first
    scored: frozenset[int]  # columns of numbers, or of words of a scale
    identifier: int | None
    series: frozenset[str]  # what stands before the numbers of identifiers, as R in R-07
    depth: float  # how many parts an identifier has, as in 1.2.3
    typical: float  # how many cells are filled


def profile_of(rows: Rows, region: Region) -> Profile:
    """What the records of a table have in common."""
    body = _records_at_first(rows, region)
    columns = {
        column: [row[column] for row in body if row[column]] for column in range(region.left, region.right)
    }
    filled = {column: values for column, values in columns.items() if values}
    texts = frozenset(column for column, values in filled.items() if _tells(values))
    wordy = [column for column, values in filled.items() if _share(values, is_worded) > 0.5]
    most = max((len(filled[column]) for column in texts), default=0)
    candidates = [column for column in sorted(texts) if len(filled[column]) >= 0.8 * most] or wordy
    main = candidates[0] if candidates else next(iter(filled), region.left)
    identifier = next((c for c in [*filled][:3] if c < main and _identifies(filled[c], len(body))), None)
    numbers = [c for c, values in filled.items() if c != identifier and _share(values, is_figure) >= 0.7]
    depths = [depth_of(value) for value in filled.get(identifier, ())] if identifier is not None else []
    return Profile(
        main=main,
        texts=texts,
        numbers=tuple(sorted(numbers, key=lambda column: -len(filled[column]))),
        scored=frozenset(
            c for c, values in filled.items() if c != identifier and _share(values, _is_score) >= 0.7
        ),
        identifier=identifier,
        series=frozenset(map(series_of, filled.get(identifier, ())))
        if identifier is not None
        else frozenset(),
        depth=median(depths) if depths else 0,
        typical=median(len(region.cells(row)) for row in body) if body else 0,
    )


def _records_at_first(rows: Rows, region: Region) -> list[tuple[str, ...]]:
    """The rows with several cells of the first block, or of the first blocks when it is a small one."""
    body: list[tuple[str, ...]] = []
    explained: list[tuple[str, ...]] = []
    gap = 0
    for row in rows[region.top : region.bottom]:
        cells = [text for _column, text in region.cells(row)]
        if not cells:
            gap += 1
            continue
        if len(body) == _PROFILED or (gap and len(body) >= _BLOCK) or (gap >= _GAP and len(body) > 1):
            break
        gap = 0
        if len(set(cells)) > 1 or region.right - region.left == 1:
            (explained if scale_step(cells) else body).append(row)
    return body or explained


def _tells(values: list[str]) -> bool:
    """Whether a column has words of its own in nearly every row."""
    return len(set(values)) >= 0.6 * len(values) and _share(values, is_worded) > 0.5


def _share(values: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values)


def is_worded(value: str) -> bool:
    """Whether a cell says something in words."""
    return kind_of(value) in (CellKind.WORD, CellKind.TEXT)


def _is_score(value: str) -> bool:
    return is_figure(value) or is_scale_word(value)


def is_figure(value: str) -> bool:
    """Whether a cell holds a number or a mark."""
    return kind_of(value) in (CellKind.NUMBER, CellKind.MARK)


def _identifies(values: list[str], rows: int) -> bool:
    """Whether a column tells its rows apart by numbers or codes."""
    codes = _share(values, may_number)
    return codes >= 0.7 and len(set(values)) >= 0.9 * len(values) and len(values) >= 0.5 * rows


def may_number(text: str) -> bool:
    """Whether a text may number a record or a heading: 1, 2.1, R-07, A, IV."""
    return kind_of(text) in (CellKind.NUMBER, CellKind.CODE) or bool(_LETTERED.fullmatch(text))


def series_of(identifier: str) -> str:
    """What stands before the number of an identifier."""
    return re.split(r"\d", identifier, maxsplit=1)[0].strip(" -_.#").casefold()


def depth_of(identifier: str) -> int:
    """How many parts an identifier has: 1 and R1 have one, 1.2 two."""
    return len(re.findall(r"\d+", identifier)) or 0
