"""Reading: a workbook of 10,000 rows as texts with its table found, against the bare reader's values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import python_calamine

from bench.figure import Figure, on_disk, side_by_side
from riskreg.exchange.locating import tables_in
from riskreg.exchange.sheet import read_sheets

ROWS = 10_000
ROUNDS = 7

HEADINGS = (
    "Nr", "Kontrollmoment", "Ansvarig", "Metod", "Frekvens", "Omfattning", "Styrdokument", "Sannolikhet",
    "Konsekvens", "Riskvärde", "Beslut", "Analys",
)  # fmt: skip


def workbook(path: Path) -> None:
    """A register as a committee's might be, with a text of its own in every row."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Bruttolista")
    sheet.append(HEADINGS)
    for number in range(1, ROWS + 1):
        likelihood, consequence = number % 4 + 1, number // 4 % 4 + 1
        texts = [f"Risken att ärende {number} blir liggande för länge hos handläggaren", "Enhetschef"]
        texts += [f"Uppföljning av ärende {number}", "Varje tertial", "Stickprov", "Delegationsordning"]
        scores = [likelihood, consequence, likelihood * consequence]
        sheet.append([number, *texts, *scores, "Hanteras via internkontroll", f"Har hänt {number} gånger"])
    book.save(path)


def bare(path: Path) -> None:
    """The values alone."""
    with python_calamine.load_workbook(path) as book:
        assert len(book.get_sheet_by_index(0).to_python()) == ROWS + 1


def read(path: Path) -> None:
    """The texts of every sheet, after a look that they may be read."""
    assert len(read_sheets(path)[0].rows) == ROWS + 1


def located(path: Path) -> None:
    """The texts, and the table among them."""
    meanings = {heading.casefold(): heading for heading in HEADINGS}
    (table,) = tables_in(read_sheets(path), lambda heading: meanings.get(heading.casefold()))
    assert len(table.lines) == ROWS


def figures() -> Iterable[Figure]:
    """What the care costs that is taken of a file."""
    with on_disk() as folder:
        path = Path(folder, "register.xlsx")
        workbook(path)
        ours, theirs = side_by_side(lambda: read(path), lambda: bare(path), ROUNDS)
        both, _again = side_by_side(lambda: located(path), lambda: bare(path), ROUNDS)
    yield Figure("10,000 rows of XLSX read as texts, against python-calamine's bare values", ours / theirs)
    yield Figure("  the same with the table found among them", both / theirs)
    yield Figure("  that reading", ours * 1000, "ms")
