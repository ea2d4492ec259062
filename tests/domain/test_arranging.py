from __future__ import annotations

import pytest

from riskreg.domain.arranging import appended, duplicated, peers, shifted
from riskreg.domain.change import applied
from riskreg.domain.records import ControlPoint
from riskreg.domain.year import year_of
from tests.builders import a_point, an_edit, fill


@pytest.mark.parametrize(
    ("moving", "by", "shown", "after"),
    [
        ("b", -1, "abcd", "bacd"),
        ("b", 1, "abcd", "acbd"),
        ("a", -1, "abcd", "abcd"),
        ("d", 1, "abcd", "abcd"),
        ("cd", -1, "abcd", "acdb"),
        ("ab", -1, "abcd", "abcd"),
        ("ac", -1, "abcd", "acbd"),
        ("bc", 1, "abcd", "adbc"),
        ("d", -1, "ad", "dabc"),
        ("a", 1, "ad", "bcda"),
        ("b", 2, "abcd", "acdb"),
    ],
)
def test_points_move_past_their_shown_neighbours(moving: str, by: int, shown: str, after: str) -> None:
    _edit, plan = an_edit()
    order = [a_point(plan, id=n, text=letter, position=n) for n, letter in enumerate("abcd", 1)]
    ids = {p.text: p.id for p in order}
    changes = shifted(order, {ids[c] for c in moving}, by, {ids[c] for c in shown})
    moved = {p.id: p for p in order} | {c.record.id: c.after for c in changes}
    points = sorted((p for p in moved.values() if isinstance(p, ControlPoint)), key=lambda p: p.position)
    assert "".join(p.text for p in points) == after


def test_risks_are_added_at_the_end_undecided() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    added = appended(year_of(edit.contents, 2022), ["Avtal löper ut", "Intrång"], edit.add)
    year = year_of(edit.contents, 2022)
    assert [(year.number(p), p.text, p.decision) for p in year.control_points[3:5]] == [
        ("K4", "Avtal löper ut", None),
        ("K5", "Intrång", None),
    ]
    assert [p.id for p in added] == [p.id for p in year.control_points[3:5]]


def test_a_duplicate_stands_after_its_original_with_links_and_lineage_of_its_own() -> None:
    edit, plan = an_edit()
    fill(edit, plan)
    before = year_of(applied({}, edit.changes), 2022)
    original = before.control_points[1]
    copy, room = duplicated(before, original, edit.add)
    edit.apply(room)
    after = year_of(applied({}, edit.changes), 2022)
    assert [p.id for p in peers(after, original)][:3] == [before.control_points[0].id, original.id, copy.id]
    assert copy.text == original.text
    assert copy.lineage != original.lineage
    assert after.goals_of(copy) == after.goals_of(original) != ()
    assert after.indicators_of(copy) == after.indicators_of(original) != ()
