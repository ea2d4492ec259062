from __future__ import annotations

from dataclasses import replace

import pytest

from riskreg.domain.change import Change, applied
from riskreg.domain.filtering import Haystacks, PointFilter, chosen, folded, sort_key
from riskreg.domain.records import ControlPoint, ControlPointGoal
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.year import Year, year_of
from tests.builders import a_goal, a_point, an_edit


@pytest.fixture
def year() -> Year:
    """K1 handled at 3 × 3, K2 accepted at 2 × 4, K3 neither assessed nor decided, O1 mandatory at 1 × 2."""
    edit, plan = an_edit()
    goal = edit.add(a_goal(plan))
    first = edit.add(
        a_point(
            plan,
            position=1,
            text="Projekt följer plan",
            responsible="Samordnare",
            likelihood=3,
            consequence=3,
            decision=Decision.HANDLE,
            method="Avstämning",
        )
    )
    edit.add(ControlPointGoal(control_point_id=first.id, goal_id=goal.id))
    second = {"likelihood": 2, "consequence": 4, "decision": Decision.ACCEPT}
    edit.add(a_point(plan, position=2, text="Avtal efterlevs ej", analysis="Se idén om möten", **second))
    edit.add(a_point(plan, position=3, text="Nytt avtal"))
    edit.add(a_point(plan, position=4, text="Jäv", origin=Origin.MANDATORY, likelihood=1, consequence=2))
    return year_of(applied({}, edit.changes), 2022)


def numbers(year: Year, **wanted: object) -> str:
    return " ".join(year.number(p) for p in chosen(year, PointFilter(**wanted)))  # type: ignore[arg-type]


def test_an_empty_filter_lets_everything_through(year: Year) -> None:
    assert chosen(year, PointFilter()) == year.control_points
    assert numbers(year, text="   ") == "K1 K2 K3 O1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("avtal", "K2 K3"),
        ("AVTAL", "K2 K3"),
        ("samordnare", "K1"),
        ("k2", "K2"),
        ("O1", "O1"),
        ("avtal ej", "K2"),
        ("ej avtal", "K2"),
        ("ide", "K2"),
        ("jav", ""),
        ("jäv", "O1"),
        ("ja\u0308v", "O1"),
        ("<b>", ""),
    ],
)
def test_search_looks_for_every_word_in_texts_and_number(year: Year, text: str, found: str) -> None:
    assert numbers(year, text=text) == found


def test_search_follows_a_changed_text(year: Year) -> None:
    haystacks, wanted = Haystacks(), PointFilter(text="reglemente")
    assert chosen(year, wanted, haystacks) == ()
    third = year.control_points[2]
    changed = replace(third, text="Reglementet är gammalt")
    after = replace(year, control_points=tuple(changed if p is third else p for p in year.control_points))
    assert chosen(after, wanted, haystacks) == (changed,)
    assert chosen(year, wanted, haystacks) == ()


def test_each_part_narrows(year: Year) -> None:
    high, low = year.bands[2].id, year.bands[0].id
    assert numbers(year, decisions=frozenset({None})) == "K3 O1"
    assert numbers(year, decisions=frozenset({None, Decision.HANDLE})) == "K1 K3 O1"
    assert numbers(year, bands=frozenset({high})) == "K1 K2"
    assert numbers(year, bands=frozenset({low})) == "O1"
    assert numbers(year, bands=frozenset({None})) == "K3"
    assert numbers(year, origins=frozenset({Origin.MANDATORY})) == "O1"
    assert numbers(year, goals=frozenset({year.goals[0].id})) == "K1"
    assert numbers(year, cell=(2, 4)) == "K2"
    assert numbers(year, incomplete=True) == "K2 K3 O1"
    assert numbers(year, text="avtal", decisions=frozenset({None})) == "K3"


def test_letters_of_their_own_stay_apart_and_accents_do_not() -> None:
    assert folded("ÅÄÖ Idé A\u030a") == "åäö ide å"


def test_texts_sort_as_a_swedish_reader_expects() -> None:
    assert sorted(["öl", "Ärende", "zon", "ål", "Bok", "idé", "ide"], key=sort_key) == [
        "Bok",
        "idé",
        "ide",
        "zon",
        "ål",
        "Ärende",
        "öl",
    ]


def test_the_points_are_the_records_themselves(year: Year) -> None:
    (point,) = chosen(year, PointFilter(text="nytt"))
    assert isinstance(point, ControlPoint)
    assert Change(point, replace(point, text="x")).record.id == point.id
