"""Any steps in any order: with all undone the register holds what it held, with all redone what it got."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from riskreg import keeping
from riskreg.domain.change import all_of, with_value
from riskreg.domain.ordering import moved
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    Goal,
    GoalIndicator,
    Indicator,
    Plan,
    Record,
)
from riskreg.domain.scales import Decision
from riskreg.faults import Trouble
from riskreg.register import Register
from riskreg.store import content, file
from tests.builders import a_goal, a_point, a_register, an_indicator
from tests.faults.outcome import Outcome, in_memory
from tests.faults.steps import go_home

WANTED = 500
_MOST = 20  # commands of a sequence

Command = Callable[[Register, random.Random], object]


def trials(wanted: int = WANTED) -> Iterable[Outcome]:
    """Go through so many sequences."""
    with in_memory() as folder:
        go_home(folder)
        found = Counter(_gone_through(folder, number) for number in range(wanted))
    bad = sum(count for what, count in found.items() if what.isupper())
    yield Outcome("commands, all undone", found.total(), bad, found, least=wanted)


def _gone_through(folder: Path, number: int) -> str:
    luck = random.Random(number)
    register = a_register(folder, points=luck.randrange(6), name=f"{number}.riskreg")
    with closing(register):
        start, steps = _seal(register.path), len(register.history())
        for _command in range(luck.randint(1, _MOST)):
            try:
                luck.choice(COMMANDS)(register, luck)
            except Trouble:
                continue  # a refusal, which leaves no trace
        done, end = len(register.history()) - steps, _seal(register.path)
        for _turn in range(done):
            register.undo()
        if _seal(register.path) != start:
            return "NOT WHAT IT WAS"
        for _turn in range(done):
            register.redo()
        if _seal(register.path) != end:
            return "NOT REDONE"
    found = keeping.examine(register.path, lambda _done, _total: None).found
    register.path.unlink()
    return "DAMAGED" if found else "returned"


def _seal(path: Path) -> int:
    """The digest of all that the file holds."""
    engine = file.engine_for(path, read_only=True)
    try:
        with file.reading(engine) as connection:
            return content.read(connection).seal
    finally:
        engine.dispose()


# ------------------------------------------------------------------ the commands
def _one(register: Register, kind: type[Record], luck: random.Random) -> Record:
    records = all_of(register.contents, kind)
    if not records:
        raise Trouble("There is none")
    return luck.choice(records)


def _add(register: Register, luck: random.Random) -> None:
    make = luck.choice((a_point, a_goal, an_indicator))
    plan = _one(register, Plan, luck)
    assert isinstance(plan, Plan)
    with register.step("Add") as edit:
        edit.add(make(plan, text=f"Ny {luck.random()}"))


def _change(register: Register, luck: random.Random) -> None:
    point = _one(register, ControlPoint, luck)
    name, value = luck.choice(
        (
            ("text", f"Ändrad {luck.random()}"),
            ("analysis", "Å" * luck.randrange(2000)),
            ("likelihood", luck.choice((None, 1, 2, 3, 4, 5))),
            ("decision", luck.choice((None, *Decision))),
        )
    )
    with register.step("Change") as edit:
        edit.put(point, with_value(point, name, value))


def _change_all(register: Register, luck: random.Random) -> None:
    with register.step("Change all") as edit:
        for point in all_of(register.contents, ControlPoint):
            edit.put(point, replace(point, consequence=luck.randint(1, 4)))


def _remove(register: Register, luck: random.Random) -> None:
    with register.step("Remove") as edit:
        edit.remove(_one(register, luck.choice((ControlPoint, Goal, Indicator)), luck))


def _remove_year(register: Register, luck: random.Random) -> None:
    if len(register.years) > 1:
        with register.step("Remove a year") as edit:
            edit.remove(register.year(register.newest_year).plan)


def _link(register: Register, luck: random.Random) -> None:
    year = register.year(luck.choice(register.years))
    kind, ends = luck.choice(
        (
            (ControlPointGoal, (year.control_points, year.goals)),
            (ControlPointIndicator, (year.control_points, year.indicators)),
            (GoalIndicator, (year.goals, year.indicators)),
        )
    )
    names = kind.unique[0]
    if not all(ends):
        return
    chosen = {name: luck.choice(end).id for name, end in zip(names, ends, strict=True)}
    links = all_of(register.contents, kind)
    if any(all(getattr(link, name) == number for name, number in chosen.items()) for link in links):
        return
    with register.step("Link") as edit:
        edit.add(kind(**chosen))


def _move(register: Register, luck: random.Random) -> None:
    points = register.year(luck.choice(register.years)).control_points
    if points:
        with register.step("Move") as edit:
            edit.apply(moved(points, luck.choice(points), luck.choice((-1, 1))))


def _copy(register: Register, luck: random.Random) -> None:
    keeping.copy_forward(
        register, luck.choice(register.years), register.years[0] + 1, keep_decisions=luck.random() < 0.5
    )


COMMANDS: tuple[Command, ...] = (
    _add,
    _change,
    _change,
    _change_all,
    _remove,
    _remove_year,
    _link,
    _move,
    _copy,
)
