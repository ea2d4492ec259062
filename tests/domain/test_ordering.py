"""The user's own order."""

from __future__ import annotations

import pytest

from riskreg.domain.change import Change
from riskreg.domain.ordering import moved, moved_within, next_position, renumbered
from riskreg.domain.records import ControlPoint, Plan
from tests.builders import a_point


def points(*positions: int) -> list[ControlPoint]:
    plan = Plan(id=1)
    return [a_point(plan, id=n, text="abcdefgh"[n - 1], position=at) for n, at in enumerate(positions, 1)]


def after(records: list[ControlPoint], changes: tuple[Change, ...]) -> str:
    """The texts in the order that the changes make."""
    now = {record.id: record for record in records}
    now |= {c.after.id: c.after for c in changes if isinstance(c.after, ControlPoint)}
    return "".join(r.text for r in sorted(now.values(), key=lambda r: r.position))


@pytest.mark.parametrize(
    ("at", "by", "order"),
    [(0, 1, "bacd"), (0, 2, "bcad"), (3, -1, "abdc"), (3, -9, "dabc"), (1, 99, "acdb"), (2, 0, "abcd")],
)
def test_moving_puts_a_record_among_its_peers(at: int, by: int, order: str) -> None:
    records = points(1, 2, 3, 4)
    assert after(records, moved(records, records[at], by)) == order


def test_part_of_a_longer_list_is_moved_within_the_places_that_it_has() -> None:
    part = points(2, 5, 7)
    changes = moved_within(part, part[2], -1)
    assert after(part, changes) == "acb"
    assert sorted(getattr(change.after, "position", 0) for change in changes) == [5, 7]


def test_only_what_gets_another_place_is_changed() -> None:
    records = points(1, 2, 3, 4)
    assert [change.record.id for change in moved(records, records[2], -1)] == [3, 2]
    assert moved(records, records[0], -1) == ()


def test_places_with_gaps_and_twins_are_mended() -> None:
    assert after(points(0, 0, 7), renumbered(points(0, 0, 7))) == "abc"
    assert [getattr(change.after, "position", 0) for change in renumbered(points(0, 0, 7))] == [1, 2, 3]


def test_the_next_place_is_after_the_last() -> None:
    assert next_position(points(3, 9, 2)) == 10
    assert next_position(points()) == 1
