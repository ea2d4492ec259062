"""What a new register and a new plan start with."""

from __future__ import annotations

import datetime

from riskreg.domain.records import Organisation, Plan, Record, RiskBand, ScaleStep
from riskreg.domain.scales import BANDS, CONSEQUENCE_STEPS, LIKELIHOOD_STEPS, Axis, Language
from riskreg.texts import N_, Texts

RISK_METHOD = N_(
    "Every control point is assessed by how likely the risk is and how serious its consequence would be. "
    "The risk value is the likelihood multiplied by the consequence. The risk value places the risk in a "
    "risk band, which suggests a decision; the committee makes the decision and states its reason in the "
    "analysis."
)


def new_organisation(name: str, _: Texts) -> Organisation:
    """The organisation of a new register, whose paper speaks the language of `_`."""
    return Organisation(name=name, language=Language(_.language))


def new_plan(year: int, _: Texts, dated: datetime.date | None = None) -> Plan:
    """An empty plan in draft, without its scales."""
    return Plan(year=year, dated=dated, risk_method=_(RISK_METHOD))


def scale_of(plan: Plan, _: Texts) -> list[Record]:
    """The steps and bands that a stored plan starts with, in the language of `_`."""
    steps = [
        ScaleStep(plan_id=plan.id, axis=axis, value=value, name=_(name))
        for axis, names in ((Axis.LIKELIHOOD, LIKELIHOOD_STEPS), (Axis.CONSEQUENCE, CONSEQUENCE_STEPS))
        for value, name in enumerate(names, 1)
    ]
    bands = [
        RiskBand(plan_id=plan.id, lowest=lowest, name=_(name), suggests=decision)
        for lowest, name, decision in BANDS
    ]
    return [*steps, *bands]
