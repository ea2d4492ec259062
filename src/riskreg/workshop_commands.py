"""What the command line tells of a workshop."""

from __future__ import annotations

import argparse
import json

from riskreg.domain.records import ControlPoint
from riskreg.domain.wording import decision_said
from riskreg.domain.workshop import Voting, score_said, voting_said, votings
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts


def votes(given: argparse.Namespace, _: Texts) -> int:
    """List the votes on every risk of a year, with what was agreed and decided."""
    from riskreg.opening import open_register

    register = open_register(given.file, for_reading=True)
    try:
        year = register.year(given.year or register.newest_year)
    finally:
        register.close()
    voted = votings(year)
    if given.json:
        told = [_as_json(year, point, voted.get(point.id, Voting())) for point in year.control_points]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    if not voted:
        print(_(N_("Nobody has voted on the risks of {year}."), year=year.plan.year))
    for point in year.control_points:
        if point.id in voted:
            _tell(year, point, voted[point.id], _)
    return 0


def _tell(year: Year, point: ControlPoint, voting: Voting, _: Texts) -> None:
    """A line for the risk, one for what was agreed, and one for each vote."""
    print(f"{year.number(point)}  {' '.join(point.text.split())}")
    agreed, decision = score_said(point.likelihood, point.consequence), decision_said(point.decision, _)
    print(
        "   ",
        _(
            N_("{votes}; agreed {scores}; {decision}"),
            votes=voting_said(voting, _),
            scores=agreed,
            decision=decision,
        ),
    )
    for participant in year.participants:
        if vote := voting.of(participant):
            print("   ", f"{score_said(vote.likelihood, vote.consequence):8}", participant.name)


def _as_json(year: Year, point: ControlPoint, voting: Voting) -> dict[str, object]:
    given = [(participant, voting.of(participant)) for participant in year.participants]
    return {
        "number": year.number(point),
        "text": point.text,
        "likelihood": point.likelihood,
        "consequence": point.consequence,
        "decision": point.decision.value if point.decision else None,
        "reason": point.analysis,
        "votes": [
            {
                "participant": participant.name,
                "likelihood": vote.likelihood,
                "consequence": vote.consequence,
            }
            for participant, vote in given
            if vote
        ],
    }
