"""Where the annual wheel shows what: the same on screen and on paper.

The year goes round clockwise from the top.  A `turn` is a part of the way round, from 0 to 1.  Lengths are in
any unit; `x` grows to the right and `y` downwards from the middle of the wheel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin
from typing import TypeAlias

from riskreg.domain.records import Event
from riskreg.domain.scales import EventKind
from riskreg.domain.wheel import PERIOD_LETTERS, period_ends
from riskreg.domain.year import Year
from riskreg.texts import Texts


@dataclass(frozen=True, slots=True)
class Placed:
    """An event's mark on the wheel and the middle of its label, which stands to the right or the left."""

    event: Event
    turn: float
    level: int  # how far out the mark stands, counted from 0, so that no two lie on each other
    to_right: bool
    label_y: float


def turn_of(day: date, year: int) -> float | None:
    """How far round the year the middle of a day lies; None for a day of another year."""
    if day.year != year:
        return None
    first = date(year, 1, 1)
    return ((day - first).days + 0.5) / (date(year + 1, 1, 1) - first).days


def place(turn: float, radius: float) -> tuple[float, float]:
    """The point at a turn, so far from the middle."""
    return radius * sin(2 * pi * turn), -radius * cos(2 * pi * turn)


def month_turns(year: int) -> tuple[float, ...]:
    """Where each month begins, and 1.0 at the end."""
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    return (*((date(year, month, 1) - first).days / days for month in range(1, 13)), 1.0)


@dataclass(frozen=True, slots=True)
class Span:
    """A report period on the wheel: how it is named there, where it begins and where it ends."""

    label: str
    begin: float
    end: float


def period_spans(year: Year, _: Texts) -> tuple[Span, ...]:
    """The report periods as far as they lie in the calendar year; while there are none, those that the plan
    says it has."""
    plan, number = year.plan, year.plan.year or 0
    ends = [day + timedelta(days=1) for day in period_ends(plan)]
    days = list(zip((date(number, 1, 1), *ends), ends, strict=False))
    is_usual = len(year.periods) in (0, len(days))  # as many as the plan says it has, and named like them
    if year.periods:
        days = [(p.start, p.end + timedelta(days=1)) for p in year.periods if p.start and p.end]
    spans = [
        Span(
            _(PERIOD_LETTERS[plan.report_period], number=at) if is_usual else str(at),
            _edge(begin, number),
            _edge(end, number),
        )
        for at, (begin, end) in enumerate(days, 1)
    ]
    return tuple(span for span in spans if span.begin < span.end)


def _edge(day: date, year: int) -> float:
    """How far round the year a day begins; 0 before the year, 1 after it."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return (min(max(day, first), after) - first) / (after - first)


def placed(
    events: Iterable[Event], year: int, *, radius: float, gap: float, line: float, room: float
) -> tuple[Placed, ...]:
    """The events of a calendar year on a wheel, in the order of time.

    Marks stand `radius` from the middle, and at least `gap` apart along it or on another level.  Labels are
    `line` high, in `room` above and below the middle together; where they are too many they stand closer.
    """
    here = [(event, turn) for event in events if event.dated and (turn := turn_of(event.dated, year))]
    levels = _levels([turn for _event, turn in here], gap / (2 * pi * radius))
    found: list[Placed] = []
    for to_right in (True, False):
        side = [at for at, (_event, turn) in enumerate(here) if (turn < 0.5) is to_right]
        side.sort(key=lambda at: (place(here[at][1], radius)[1], at if to_right else -at))
        wanted = [place(here[at][1], radius)[1] + room / 2 for at in side]
        heights = spread(wanted, line, room)
        found += [
            Placed(*here[at], levels[at], to_right, y - room / 2) for at, y in zip(side, heights, strict=True)
        ]
    order = {event.id: at for at, (event, _turn) in enumerate(here)}
    return tuple(sorted(found, key=lambda p: order[p.event.id]))


def _levels(turns: Sequence[float], gap: float) -> list[int]:
    """For each mark the lowest level on which the one before it is far enough away."""
    last: list[float] = []
    found = []
    for turn in turns:
        level = next((at for at, before in enumerate(last) if turn - before >= gap), len(last))
        last[level : level + 1] = [turn]
        found.append(level)
    return found


def spread(wanted: Sequence[float], height: float, room: float) -> list[float]:
    """The middles of things of one height, near where they are wanted (ascending) but not on each other, in
    a room from 0 on."""
    if not wanted:
        return []
    step = min(height, room / len(wanted))
    down = _pushed([at - step / 2 for at in wanted], step, room)
    up = _pushed([room - at - step / 2 for at in reversed(wanted)], step, room)
    # Pushed from either end they keep their distance; so they do midway, where none is far from its place.
    return [(a + room - b) / 2 for a, b in zip(down, reversed(up), strict=True)]


def _pushed(starts: Sequence[float], step: float, room: float) -> list[float]:
    """The middles of things that begin where they want to, or after the one before, and end in the room."""
    found: list[float] = []
    for start in starts:
        found.append(max(start + step / 2, found[-1] + step if found else step / 2))
    most = room - step / 2
    for index in range(len(found) - 1, -1, -1):
        found[index] = min(found[index], most)
        most = found[index] - step
    return found


# ------------------------------------------------------------------ the marks
Points: TypeAlias = tuple[tuple[float, float], ...]


def _circle(corners: int = 28) -> Points:
    return tuple(place(at / corners, 1.0) for at in range(corners))


_DIAMOND: Points = ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0))

# The outline of each kind's mark, about 1 from its middle, and whether it is filled: told apart by form.
MARKS: dict[EventKind, tuple[Points, bool]] = {
    EventKind.MEETING: (_circle(), True),
    EventKind.PREPARATION: (_circle(), False),
    EventKind.STRATEGY_DAY: (_DIAMOND, True),
    EventKind.DECISION: (((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)), True),
    EventKind.DEADLINE: (((-1.1, -0.95), (1.1, -0.95), (0.0, 1.1)), True),
    EventKind.PERIOD_END: (((-0.45, -1.2), (0.45, -1.2), (0.45, 1.2), (-0.45, 1.2)), True),
    EventKind.OTHER: (_DIAMOND, False),
}
