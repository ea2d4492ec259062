"""The exports of other programs, known by their columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from riskreg.exchange.heading_words import Meaning, Stage
from riskreg.exchange.vocabulary import EXACT, Sense, bare
from riskreg.texts import N_

# Headings in the order of each program's own export; what a heading holds where its words alone do not tell.
_TOOLS: Mapping[str, tuple[str, Mapping[str, tuple[Meaning, Stage | None]]]] = {
    "CISO Assistant": (
        "ref_id, name, treatment, current_level, residual_level, existing_controls, "
        "additional_controls, applied_controls, inherent_proba, current_proba, residual_proba, "
        "inherent_impact, current_impact, residual_impact, threats, assets, strength_of_knowledge, "
        "justification",
        {
            "ref_id": (Meaning.REFERENCE, None),
            "name": (Meaning.TITLE, None),
            "threats": (Meaning.CAUSE, None),
            "assets": (Meaning.CATEGORY, None),
            "existing_controls": (Meaning.CONTROLS, None),
            "applied_controls": (Meaning.MEASURES, None),
            "additional_controls": (Meaning.MEASURES, None),
            "treatment": (Meaning.DECISION, None),
            "inherent_level": (Meaning.RISK_VALUE, Stage.INHERENT),
            "current_level": (Meaning.RISK_VALUE, Stage.CURRENT),
            "residual_level": (Meaning.RISK_VALUE, Stage.RESIDUAL),
            "strength_of_knowledge": (Meaning.OTHER, None),
        },
    ),
    "SimpleRisk": (
        "subject, external reference id, control regulation, control number, site/location, risk "
        "source, risk scoring method, current likelihood, current impact, submission date, planning "
        "strategy, mitigation effort, mitigation owner, current solution, security requirements, "
        "security recommendations, owner's manager, additional notes, risk assessment, calculated "
        "risk, inherent risk, residual risk, management review",
        {
            "id": (Meaning.OTHER, None),
            "risk id": (Meaning.REFERENCE, None),
            "subject": (Meaning.TITLE, None),
            "external reference id": (Meaning.REFERENCE, None),
            "control regulation": (Meaning.GOVERNING_DOCUMENT, None),
            "control number": (Meaning.OTHER, None),
            "risk source": (Meaning.CAUSE, None),
            "risk assessment": (Meaning.DESCRIPTION, None),
            "additional notes": (Meaning.ANALYSIS, None),
            "current solution": (Meaning.CONTROLS, None),
            "security requirements": (Meaning.MEASURES, None),
            "security recommendations": (Meaning.MEASURES, None),
            "planning strategy": (Meaning.DECISION, None),
            "mitigation effort": (Meaning.OTHER, None),
            "next step": (Meaning.OTHER, None),
        },
    ),
    "eramba": (
        "title, threats, vulnerabilities, threats description, vulnerabilities description, risk "
        "score, residual score, residual risk, risk classification, risk treatment, risk mitigation "
        "strategy, applicable assets, stakeholder, risk appetite threshold, security services, risk "
        "exceptions, compensating controls, review date, next review date, liabilities, projects, "
        "incident containment, risk score formula, risk_mitigation_strategy_id",
        {
            "title": (Meaning.TITLE, None),
            "threats": (Meaning.CAUSE, None),
            "vulnerabilities": (Meaning.CAUSE, None),
            "threats description": (Meaning.CAUSE, None),
            "vulnerabilities description": (Meaning.CAUSE, None),
            "applicable assets": (Meaning.CATEGORY, None),
            "risk treatment": (Meaning.DECISION, None),
            "risk mitigation strategy": (Meaning.DECISION, None),
            "risk_mitigation_strategy_id": (Meaning.DECISION, None),
            "security services": (Meaning.CONTROLS, None),
            "compensating controls": (Meaning.CONTROLS, None),
            "residual score": (Meaning.OTHER, None),
            "stakeholder": (Meaning.OTHER, None),
        },
    ),
    N_("the planning tool"): (
        "kontrollmoment, lokalt ansvarig, styrdokument, sannolikhet, konsekvens, riskvärde, beslut, "
        "period, analys, status",
        {},
    ),
}
_ENOUGH = 4  # headings of a program's own
# Of them one that others do not use.
_TELLING = {
    "CISO Assistant": "current_level, residual_level, current_proba, inherent_proba, residual_proba",
    "SimpleRisk": (
        "external reference id, planning strategy, current likelihood, control "
        "regulation, risk scoring method"
    ),
    "eramba": (
        "residual score, risk mitigation strategy, risk_mitigation_strategy_id, "
        "security services, risk exceptions"
    ),
    "the planning tool": "lokalt ansvarig",
}


@dataclass(frozen=True, slots=True)
class Tool:
    """Another program: its headings, bare, and what columns hold whose words alone do not tell."""

    name: str
    headings: frozenset[str]
    columns: Mapping[str, Sense]


def tool_of(headings: Iterable[str]) -> Tool | None:
    """The program that writes these headings; None when they are nobody's in particular."""
    there = {bare(heading) for heading in headings}
    for tool in _tools():
        telling = {bare(word) for word in _TELLING[tool.name].split(",")}
        if len(there & tool.headings) >= _ENOUGH and there & telling:
            return tool
    return None


@cache
def _tools() -> tuple[Tool, ...]:
    return tuple(
        Tool(
            name,
            frozenset(bare(word) for word in headings.split(",")),
            {bare(word): Sense(*said, sure=EXACT) for word, said in columns.items()},
        )
        for name, (headings, columns) in _TOOLS.items()
    )
