"""The workshop in which a committee goes through its risks: which ones, and what the participants think."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, median_high

from riskreg.domain.fields import Choice
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Axis
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts

MOST_PARTICIPANTS = 20
_NOT_GIVEN = "–"


class Which(Choice):
    """Which risks a workshop goes through."""

    ALL = "all", N_("All")
    UNDECIDED = "undecided", N_("Undecided")
    UNSCORED = "unscored", N_("Without scores")


def to_discuss(year: Year, which: Which) -> tuple[ControlPoint, ...]:
    """The risks that a workshop goes through, in the order of the plan."""
    return tuple(
        point
        for point in year.control_points
        if which is Which.ALL
        or (which is Which.UNDECIDED and point.decision is None)
        or (which is Which.UNSCORED and point.risk_value is None)
    )


# ------------------------------------------------------------------ what they think of one risk
@dataclass(frozen=True)
class Voting:
    """The votes on one risk, and what they come to."""

    votes: tuple[Vote, ...] = ()

    def scores(self, axis: Axis) -> tuple[int, ...]:
        """Every score given on a scale, ascending."""
        given: list[int | None] = [getattr(vote, axis) for vote in self.votes]
        return tuple(sorted(score for score in given if score is not None))

    def mean(self, axis: Axis) -> float | None:
        """The mean of the scores on a scale; None while there are none."""
        scores = self.scores(axis)
        return fmean(scores) if scores else None

    def proposal(self, axis: Axis) -> int | None:
        """The median, which is a step of the scale: the upper one of two, for who fears more is heard."""
        scores = self.scores(axis)
        return median_high(scores) if scores else None

    @cached_property
    def cells(self) -> Mapping[tuple[int, int], int]:
        """How many scored each pair of likelihood and consequence; half a vote has no cell."""
        return Counter(
            (vote.likelihood, vote.consequence)
            for vote in self.votes
            if vote.likelihood is not None and vote.consequence is not None
        )

    def of(self, participant: Participant) -> Vote | None:
        """What a participant thinks; None when that is not said."""
        return next((vote for vote in self.votes if vote.participant_id == participant.id), None)


def voting_of(year: Year, point: ControlPoint) -> Voting:
    """The votes on one risk of the year."""
    return Voting(tuple(vote for vote in year.votes if vote.control_point_id == point.id))


def votings(year: Year) -> Mapping[int | None, Voting]:
    """The votes of the year, by the risk's id; a risk without votes has none."""
    found: defaultdict[int | None, list[Vote]] = defaultdict(list)
    for vote in year.votes:
        found[vote.control_point_id].append(vote)
    return {number: Voting(tuple(votes)) for number, votes in found.items()}


# ------------------------------------------------------------------ in words
def voting_said(voting: Voting, _: Texts) -> str:
    """Votes, mean and spread: "5 votes, mean 2.8 × 3.4, spread 1–4 × 2–4"; empty for none."""
    if not voting.votes:
        return ""
    return _(
        N_("{votes}, mean {likelihood} × {consequence}, spread {likelihoods} × {consequences}"),
        votes=_.n("{count} vote", "{count} votes", len(voting.votes)),
        likelihood=_mean_said(voting, Axis.LIKELIHOOD, _),
        consequence=_mean_said(voting, Axis.CONSEQUENCE, _),
        likelihoods=_spread_said(voting, Axis.LIKELIHOOD, _),
        consequences=_spread_said(voting, Axis.CONSEQUENCE, _),
    )


def score_said(likelihood: int | None, consequence: int | None) -> str:
    """A pair of scores: "3 × 4"; a dash stands for one that is missing."""
    return " × ".join(_NOT_GIVEN if score is None else str(score) for score in (likelihood, consequence))


def _mean_said(voting: Voting, axis: Axis, _: Texts) -> str:
    mean = voting.mean(axis)
    return _NOT_GIVEN if mean is None else _.decimal(mean)


def _spread_said(voting: Voting, axis: Axis, _: Texts) -> str:
    scores = voting.scores(axis)
    if not scores:
        return _NOT_GIVEN
    return str(scores[0]) if scores[0] == scores[-1] else f"{scores[0]}–{scores[-1]}"
