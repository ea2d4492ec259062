"""Which row of a table is which control point of the plan: by its number, by its text, or by likeness."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from riskreg.domain.fields import visible_fields
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Origin

_RELATED = 0.5  # how like the texts of one number must be, to be about one matter
_LIKE = 0.82  # how like texts without a number must be, to be proposed as one matter
_LONG_REFERENCE = 12  # characters of a reference that no other list happens to have
_MOST_COMPARED = 40  # control points that a row without a twin is held against
_STATED = tuple(spec.name for spec in visible_fields(ControlPoint) if not spec.derived)
_WORD = re.compile(r"\w{4,}")


@dataclass(slots=True)
class Pairs:
    """What was found: the control point of each row, and of others one that is merely like it."""

    found: dict[int, ControlPoint] = field(default_factory=dict)  # by row
    like: dict[int, ControlPoint] = field(default_factory=dict)
    clashing: dict[int, ControlPoint] = field(default_factory=dict)  # the same number, another matter
    unclear: set[int] = field(default_factory=set)  # rows whose text several control points have


def pairs(
    rows: Mapping[int, ControlPoint], known: Sequence[ControlPoint], numbers: Mapping[int | None, str]
) -> Pairs:
    """Pair rows, as the points that they would be, with the control points that are there.

    `numbers` gives the printed number (K1) of a control point by its id.
    """
    made = Pairs()
    if known and rows:
        free = {point.id: point for point in known}
        _by_everything(rows, made, free)
        _by_reference(rows, made, free, numbers)
        _by_text(rows, made, free)
        _by_likeness(rows, made, free)
    return made


def key(text: str) -> str:
    """A text without what does not tell two apart: spacing."""
    return " ".join(text.split())


def likeness(one: str, other: str) -> float:
    """How like two texts are, from 0 to 1; a longer one that holds all of the other is like it."""
    one, other = key(one).casefold(), key(other).casefold()
    short, long = sorted((one, other), key=len)
    if short and long.startswith(short):
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 0.0 if matcher.real_quick_ratio() < _RELATED else matcher.ratio()


def _left(rows: Mapping[int, ControlPoint], made: Pairs) -> Iterable[tuple[int, ControlPoint]]:
    return [(number, point) for number, point in rows.items() if number not in made.found]


def _take(made: Pairs, free: dict[int | None, ControlPoint], number: int, point: ControlPoint) -> None:
    made.found[number] = point
    del free[point.id]


def _by_everything(
    rows: Mapping[int, ControlPoint], made: Pairs, free: dict[int | None, ControlPoint]
) -> None:
    """First those that say nothing else than the row, so that no row takes the twin of another."""
    there: defaultdict[tuple[Origin, str], list[ControlPoint]] = defaultdict(list)
    for point in free.values():
        there[point.origin, key(point.text)].append(point)
    for number, row in rows.items():
        twins = there.get((row.origin, key(row.text)), [])
        twin = next((point for point in twins if not differing(point, row)), None)
        if twin is not None:
            twins.remove(twin)
            _take(made, free, number, twin)


def differing(point: ControlPoint, row: ControlPoint) -> dict[str, Any]:
    """What a row says otherwise than a control point; what it does not say is no difference."""
    return {
        name: said
        for name in _STATED
        if (said := getattr(row, name)) not in (None, "") and not _same(said, getattr(point, name))
    }


def _same(one: object, other: object) -> bool:
    return key(one) == key(other) if isinstance(one, str) and isinstance(other, str) else one == other


def _by_reference(
    rows: Mapping[int, ControlPoint],
    made: Pairs,
    free: dict[int | None, ControlPoint],
    numbers: Mapping[int | None, str],
) -> None:
    often = Counter(row.reference for row in rows.values())
    there: defaultdict[tuple[Origin, str], list[ControlPoint]] = defaultdict(list)
    for point in free.values():
        for reference in filter(
            None, (point.reference, numbers.get(point.id, "") if not point.reference else "")
        ):
            there[point.origin, reference].append(point)
    for number, row in _left(rows, made):
        same = there.get((row.origin, row.reference), []) if row.reference else []
        if len(same) != 1 or often[row.reference] != 1 or same[0].id not in free:
            continue
        if len(row.reference) >= _LONG_REFERENCE or likeness(row.text, same[0].text) >= _RELATED:
            _take(made, free, number, same[0])
        else:
            made.clashing[number] = same[0]


def _by_text(rows: Mapping[int, ControlPoint], made: Pairs, free: dict[int | None, ControlPoint]) -> None:
    """Then those of one text, when there is just one on either side."""
    there: defaultdict[tuple[Origin, str], list[ControlPoint]] = defaultdict(list)
    for point in free.values():
        there[point.origin, key(point.text)].append(point)
    left = list(_left(rows, made))
    often = Counter((row.origin, key(row.text)) for _number, row in left)
    for number, row in left:
        same = there.get((row.origin, key(row.text)), [])
        if len(same) == 1 and often[row.origin, key(row.text)] == 1:
            _take(made, free, number, same[0])
        elif same:
            made.unclear.add(number)


def _by_likeness(rows: Mapping[int, ControlPoint], made: Pairs, free: dict[int | None, ControlPoint]) -> None:
    """Last, what is only like another text is a proposal: it is told, and changes no record."""
    holders: defaultdict[str, list[ControlPoint]] = defaultdict(list)
    for point in free.values():
        for word in set(_WORD.findall(point.text.casefold())):
            holders[word].append(point)
    for number, row in _left(rows, made):
        shared: Counter[int | None] = Counter()
        words = sorted(set(_WORD.findall(row.text.casefold())), key=lambda word: len(holders.get(word, ())))
        for word in words[:8]:
            for point in holders.get(word, ())[:_MOST_COMPARED]:
                if point.origin is row.origin:
                    shared[point.id] += 1
        near = [(likeness(row.text, free[i].text), i) for i, _count in shared.most_common(3) if i in free]
        best, which = max(near, key=lambda pair: pair[0], default=(0.0, None))
        if best >= _LIKE:
            made.like[number] = free[which]
