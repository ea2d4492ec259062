"""The records of a workshop: who takes part, and how each of them scores a risk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from riskreg.domain.fields import line, lineage, owner, position, step
from riskreg.domain.record import Record
from riskreg.texts import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Record):
    """Someone who scores the risks of a plan, known by a name or only by a number."""

    table: ClassVar[str] = "participant"

    plan_id: int | None = owner("plan")
    lineage: str = lineage()
    position: int = position()
    name: str = line(N_("Participant"), required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Record):
    """How one participant scores one risk; kept beside what was agreed."""

    table: ClassVar[str] = "vote"
    unique: ClassVar[tuple[tuple[str, ...], ...]] = (("control_point_id", "participant_id"),)

    control_point_id: int | None = owner("control_point")
    participant_id: int | None = owner("participant")
    likelihood: int | None = step(N_("Likelihood"), axis="likelihood")
    consequence: int | None = step(N_("Consequence"), axis="consequence")


# Owners before what they own.
WORKSHOP_RECORDS: tuple[type[Record], ...] = (Participant, Vote)
