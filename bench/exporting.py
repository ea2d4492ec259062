"""Exporting: a year as a workbook against openpyxl writing the bare cells of the same sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from bench.figure import Figure, side_by_side
from bench.printing import year_with
from riskreg.domain.year import Year
from riskreg.exchange.export import exported
from riskreg.texts import texts

POINTS, ROUNDS = 10_000, 7


def ours(year: Year) -> Callable[[], bytes]:
    """Writes the workbook: tables, lists to choose from, matrix, keys."""
    return lambda: exported(year, ".xlsx", texts("sv"))


def bare(sheets: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> Callable[[], bytes]:
    """Writes the same cells in the same sheets, and nothing else."""

    def once() -> bytes:
        book, written = Workbook(write_only=True), BytesIO()
        for name, rows in sheets:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        book.save(written)
        return written.getvalue()

    return once


def figures() -> Iterable[Figure]:
    """A year with as many control points as nobody has."""
    year = year_with(POINTS)
    book = load_workbook(BytesIO(ours(year)()), read_only=True)
    sheets = [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
    book.close()
    mine, theirs = side_by_side(ours(year), bare(sheets), ROUNDS)
    yield Figure(
        f"writing {POINTS:,} rows of XLSX against openpyxl writing the same cells bare",
        mine / theirs,
        "",
        1.3,
    )
    yield Figure("  that workbook", mine, "s")
