"""Steps of a workshop: a vote, what is agreed, who takes part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from riskreg.domain.records import ControlPoint
from riskreg.domain.workshop import voting_of
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.gui.session import Session
from riskreg.texts import N_

PARTICIPANTS = N_("Change the participants")


def put_vote(
    session: Session,
    point: ControlPoint,
    participant: Participant,
    likelihood: int | None,
    consequence: int | None,
) -> None:
    """Let a participant score a risk, anew or for the first time; nothing given takes the vote back."""
    year = session.year
    before = voting_of(year, point).of(participant)
    names = {"name": participant.name, "number": year.number(point)}
    is_nothing = likelihood is None and consequence is None
    label = N_("Take back the vote of {name} on {number}") if is_nothing else N_("Vote of {name} on {number}")
    with session.register.step(label, **names) as edit:
        if before is None:
            vote = Vote(control_point_id=point.id, participant_id=participant.id)
            if not is_nothing:
                edit.add(replace(vote, likelihood=likelihood, consequence=consequence))
        elif is_nothing:
            edit.remove(before)
        else:
            edit.put(before, replace(before, likelihood=likelihood, consequence=consequence))


def agree(session: Session, point: ControlPoint, likelihood: int | None, consequence: int | None) -> None:
    """Score a risk with what everybody agreed on; the votes stay as they are."""
    number = session.year.number(point)
    with session.register.step(N_("Agree on the scores of {number}"), number=number) as edit:
        edit.put(point, replace(point, likelihood=likelihood, consequence=consequence))


def put_participants(session: Session, kept: Sequence[Participant]) -> None:
    """Let these take part, in this order.  Those without an id are new; who is missing goes, votes too."""
    year = session.year
    with session.register.step(PARTICIPANTS) as edit:
        ids = {participant.id for participant in kept}
        edit.remove(*(participant for participant in year.participants if participant.id not in ids))
        before = {participant.id: participant for participant in year.participants}
        for at, participant in enumerate(kept, 1):
            placed = replace(participant, position=at, plan_id=year.plan.id)
            if participant.id is None:
                edit.add(placed)
            else:
                edit.put(before[participant.id], placed)
