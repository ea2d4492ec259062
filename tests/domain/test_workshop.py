"""What the participants of a workshop think, counted and said."""

from __future__ import annotations

import pytest

from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Axis, Decision, Origin
from riskreg.domain.workshop import (
    Voting,
    Which,
    score_said,
    to_discuss,
    voting_of,
    voting_said,
    votings,
)
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year, year_of
from riskreg.texts import Texts
from tests.builders import a_point, an_edit


def a_year() -> Year:
    """K1 decided and scored by three, K2 scored by one who gave no consequence, O1 without anything."""
    edit, plan = an_edit()
    people = [
        edit.add(Participant(plan_id=plan.id, position=at, name=name))
        for at, name in ((2, "Bo"), (1, "Anna"), (3, "Cia"))
    ]
    first = edit.add(a_point(plan, position=1, likelihood=2, consequence=3, decision=Decision.ACCEPT))
    second = edit.add(a_point(plan, position=2, likelihood=2))
    edit.add(a_point(plan, position=1, origin=Origin.MANDATORY))
    for person, (likelihood, consequence) in zip(people, ((1, 2), (4, 4), (2, 4)), strict=True):
        edit.add(
            Vote(
                control_point_id=first.id,
                participant_id=person.id,
                likelihood=likelihood,
                consequence=consequence,
            )
        )
    edit.add(Vote(control_point_id=second.id, participant_id=people[0].id, likelihood=3))
    return year_of(edit.contents, 2022)


def votes(*scores: tuple[int | None, int | None]) -> Voting:
    return Voting(tuple(Vote(likelihood=one, consequence=other) for one, other in scores))


def test_participants_come_in_their_own_order() -> None:
    assert [person.name for person in a_year().participants] == ["Anna", "Bo", "Cia"]


@pytest.mark.parametrize(
    ("which", "numbers"), [(Which.ALL, "K1 K2 O1"), (Which.UNDECIDED, "K2 O1"), (Which.UNSCORED, "K2 O1")]
)
def test_which_risks_are_gone_through(which: Which, numbers: str) -> None:
    year = a_year()
    assert " ".join(year.number(point) for point in to_discuss(year, which)) == numbers


def test_mean_spread_and_cells(en: Texts, sv: Texts) -> None:
    year = a_year()
    voting = voting_of(year, year.control_points[0])
    assert voting.scores(Axis.LIKELIHOOD) == (1, 2, 4)
    assert voting.mean(Axis.CONSEQUENCE) == pytest.approx(10 / 3)
    assert voting.cells == {(1, 2): 1, (4, 4): 1, (2, 4): 1}
    assert voting_said(voting, en) == "3 votes, mean 2.3 × 3.3, spread 1–4 × 2–4"
    assert voting_said(voting, sv) == "3 röster, medel 2,3 × 3,3, spridning 1–4 × 2–4"


def test_half_a_vote_counts_where_it_says_something(en: Texts) -> None:
    year = a_year()
    voting = voting_of(year, year.control_points[1])
    assert voting_said(voting, en) == "1 vote, mean 3.0 × –, spread 3 × –"
    assert not voting.cells
    assert voting.mean(Axis.CONSEQUENCE) is None
    assert voting.proposal(Axis.CONSEQUENCE) is None


def test_a_risk_without_votes_says_nothing(en: Texts) -> None:
    year = a_year()
    assert voting_said(voting_of(year, year.control_points[2]), en) == ""
    assert set(votings(year)) == {point.id for point in year.control_points[:2]}
    assert votings(year)[year.control_points[0].id] == voting_of(year, year.control_points[0])


@pytest.mark.parametrize(
    ("scores", "proposed"),
    [([1, 1, 4], 1), ([1, 2], 2), ([2, 2, 3, 3], 3), ([4], 4), ([1, 3, 3, 3, 4], 3)],
)
def test_the_median_is_proposed_and_of_two_the_upper(scores: list[int], proposed: int) -> None:
    assert votes(*((score, None) for score in scores)).proposal(Axis.LIKELIHOOD) == proposed


def test_a_participants_own_vote_is_found() -> None:
    year = a_year()
    anna, *_others = year.participants
    vote = voting_of(year, year.control_points[0]).of(anna)
    assert vote
    assert (vote.likelihood, vote.consequence) == (4, 4)
    assert voting_of(year, year.control_points[1]).of(anna) is None


def test_scores_are_said_with_a_dash_for_what_is_missing() -> None:
    assert score_said(3, 4) == "3 × 4"
    assert score_said(3, None) == "3 × –"
    assert score_said(None, None) == "– × –"


def test_votes_of_a_lost_participant_are_left_out() -> None:
    """Damage may take a participant; the year is shown all the same."""
    edit, plan = an_edit()
    point = edit.add(a_point(plan))
    edit.add(Vote(control_point_id=point.id, participant_id=77, likelihood=1))
    year = year_of(edit.contents, 2022)
    assert isinstance(year.control_points[0], ControlPoint)
    assert year.votes == ()
