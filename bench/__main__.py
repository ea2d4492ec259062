"""Measures every figure and prints them as a table, with what each is meant to stay under."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from bench.figure import Figure

SCRIPTS = (
    "window",
    "editing",
    "copying",
    "opening",
    "printing",
    "reading",
    "importing",
    "exporting",
)


def shown(figure: Figure) -> str:
    """A figure as a line: name, value, aim, and a mark where it is missed."""
    aim = "" if figure.aim is None else f"≤ {figure.aim:g}"
    mark = " missed" if figure.aim is not None and figure.value > figure.aim else ""
    return f"{figure.name:<86}{figure.value:>9.2f} {figure.unit:<3}{aim:>7}{mark}"


def main(wanted: Iterable[str]) -> None:
    """Measure what is wanted, or everything."""
    for name in tuple(wanted) or SCRIPTS:
        figures: Callable[[], Iterable[Figure]] = import_module(f"bench.{name}").figures
        for figure in figures():
            print(shown(figure), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
