"""Importing: 10,000 rows of XLSX from reading to the register, against the bare reader and raw sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

import python_calamine as calamine
from openpyxl import Workbook

from bench.figure import Figure, on_disk, side_by_side
from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.sheet import read_sheets
from riskreg.opening import new_register
from riskreg.texts import texts

ROWS, ROUNDS, YEAR = 10_000, 5, 2022
HEADINGS = (
    "Nr",
    "Kontrollmoment",
    "Kategori",
    "Sannolikhet",
    "Konsekvens",
    "Riskvärde",
    "Ansvarig",
    "Metod",
    "Beslut",
    "Analys",
)
_ = texts("sv")


def a_workbook(path: Path) -> None:
    """A register of the size that is measured."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Risker")
    sheet.append(HEADINGS)
    for n in range(ROWS):
        likelihood, consequence = n % 4 + 1, n // 4 % 4 + 1
        sheet.append(
            (
                n + 1,
                f"Risk nummer {n}: leveransen blir försenad och dyrare än väntat",
                f"Område {n % 20}",
                likelihood,
                consequence,
                likelihood * consequence,
                "Samordnaren",
                "Avstämning med leverantören varje månad",
                "Hanteras via internkontroll" if n % 2 else "Accepteras",
                f"Förseningar har förekommit tidigare, {n} gånger.",
            )
        )
    book.save(path)


def bare(source: Path, folder: Path) -> None:
    """The bare reader, and the same rows inserted as they are."""
    with calamine.load_workbook(str(source)) as book:
        rows = book.get_sheet_by_index(0).to_python()[1:]
    file = folder / "raw.sqlite"
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(len(HEADINGS)))})")
        raw.execute("BEGIN")
        raw.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADINGS))})", rows)
        raw.execute("COMMIT")


class Imports:
    """Imports of one source, each into an empty register of its own, and how long their parts took."""

    def __init__(self, source: Path, folder: Path, count: int) -> None:
        self.source = source
        self.registers = [new_register(folder / f"{n}.riskreg", "Nämnden", YEAR, _) for n in range(count)]
        self.parts: dict[str, list[float]] = {"reading": [], "understanding": [], "writing": []}

    def once(self) -> None:
        """Read, understand and write."""
        with closing(self.registers.pop()) as register:
            marks = [perf_counter()]
            sheets = read_sheets(self.source)
            marks.append(perf_counter())
            proposal = propose(find_layout(sheets, _), register.year(YEAR), _)
            marks.append(perf_counter())
            with register.step("Import") as edit:
                proposal.write(edit)
            marks.append(perf_counter())
        assert proposal.taken == ROWS
        for times, (begun, ended) in zip(self.parts.values(), pairwise(marks), strict=True):
            times.append(ended - begun)


def figures() -> Iterable[Figure]:
    """What an import costs, and its parts."""
    with on_disk() as name:
        folder = Path(name)
        source = folder / "source.xlsx"
        a_workbook(source)
        imports = Imports(source, folder, ROUNDS + 1)
        ours, theirs = side_by_side(imports.once, lambda: bare(source, folder), ROUNDS)
    yield Figure("import 10,000 rows of XLSX, against the bare reader and raw sqlite3", ours / theirs, "", 2)
    yield Figure("  that import", ours * 1000, "ms")
    for part, times in imports.parts.items():
        yield Figure(f"  of it {part}", median(times[1:]) * 1000, "ms")
