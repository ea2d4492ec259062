"""A draft of the decision for the meeting's agenda, with the plan's own numbers in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from riskreg.domain.edition import in_force
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.wording import decision_said, plan_title, risk_said
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.changes import changes_counted
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import opening, parts_of
from riskreg.paper.lists import List
from riskreg.paper.page import Parts, Section
from riskreg.paper.points import points_from, summary
from riskreg.texts import N_, Texts

_MOST_NAMED = 24  # control points; more are only counted

_FACTS = ("case_number", "meeting", "dated", "edition", "prepared_by", "information_class")


def _parts(year: Year, _: Texts) -> Parts:
    title = _("Draft decision on the {plan}", plan=_lowered(plan_title(year.plan, _)))
    blocks = (
        *opening(year, title, _, _FACTS),
        *_proposal(year, _),
        *_summary(year, _),
        *_basis(year, _),
        *_recipients(year, _),
    )
    return parts_of(year, title, [Section(blocks)], _)


DECISION = Document("decision", N_("Draft decision"), N_("draft-decision"), _parts)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


# ------------------------------------------------------------------ what is proposed
def _proposal(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Decision sought"))
    decision = in_force(year, year.editions)
    if decision:
        yield Paragraph(
            _("Decided on {meeting}, {paragraph}.", meeting=decision.meeting, paragraph=decision.paragraph)
        )
    own = [line for line in year.plan.decision_sought.splitlines() if line.strip()]
    yield List(own or [*_proposed(year, _)], numbered=True)


def _proposed(year: Year, _: Texts) -> Iterator[str]:
    """What is to be decided, when the plan does not put it in words of its own."""
    yield _(
        "The committee adopts the {plan}, edition {edition}.",
        plan=_lowered(plan_title(year.plan, _)),
        edition=year.plan.edition or 1,
    )
    own, mandatory = points_from(year, Origin.OWN), points_from(year, Origin.MANDATORY)
    if accepted := _decided(year, own, Decision.ACCEPT):
        yield _.n(
            "The committee accepts the risk in its own control point {points}.",
            "The committee accepts the risks in its own control points {points}.",
            len(accepted),
            points=", ".join(accepted),
        )
    open_mandatory = [] if in_force(year, year.mandatory_editions) else mandatory
    if accepted := _decided(year, open_mandatory, Decision.ACCEPT):
        yield _.n(
            "The committee accepts the risk in the mandatory control point {points}.",
            "The committee accepts the risks in the mandatory control points {points}.",
            len(accepted),
            points=", ".join(accepted),
        )
    if acted := _decided(year, [*own, *mandatory], Decision.ACT):
        yield _("The committee decides that {points} be acted on now.", points=", ".join(acted))
    if dismissed := _decided(year, [*own, *mandatory], Decision.DISMISS):
        yield _("The committee dismisses {points}.", points=", ".join(dismissed))


def _decided(year: Year, points: Iterable[ControlPoint], decision: Decision) -> list[str]:
    """The numbers of the points that have a decision."""
    return [year.number(point) for point in points if point.decision is decision]


# ------------------------------------------------------------------ why
def _summary(year: Year, _: Texts) -> Iterator[Block]:
    yield from summary(year, _)
    by_decision = {d: [p for p in year.control_points if p.decision is d] for d in (*Decision, None)}
    told = [
        f"{decision_said(decision, _)}: {_named(year, points)}"
        for decision, points in by_decision.items()
        if points
    ]
    if told:
        yield List(told)
    yield from _highest(year, _)
    since = changes_counted(year, _)
    if since:
        yield Paragraph(since)


def _named(year: Year, points: Sequence[ControlPoint]) -> str:
    """How many, and which when they are not too many."""
    listed = _listed(year, points)
    return f"{len(points)} ({listed})" if listed else str(len(points))


def _listed(year: Year, points: Sequence[ControlPoint]) -> str:
    return ", ".join(map(year.number, points)) if len(points) <= _MOST_NAMED else ""


def _highest(year: Year, _: Texts) -> Iterator[Block]:
    values = [p.risk_value for p in year.control_points if p.risk_value is not None]
    if values:
        points = [p for p in year.control_points if p.risk_value == max(values)]
        yield Paragraph(
            _(
                "The highest risk value is {value} ({points}).",
                value=risk_said(year, max(values), _),
                points=_listed(year, points) or str(len(points)),
            )
        )


# ------------------------------------------------------------------ what it rests on
def _basis(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Basis for the decision"))
    edition = _("edition {edition}", edition=year.plan.edition or 1)
    dated = f", {year.plan.dated}" if year.plan.dated else ""
    papers = [f"{plan_title(year.plan, _)}, {edition}{dated}"]
    if points_from(year, Origin.MANDATORY):
        papers.append(_("Mandatory control points {year}", year=year.plan.year))
    yield List(papers)


def _recipients(year: Year, _: Texts) -> Iterator[Block]:
    if year.organisation.host.strip():
        yield Heading(2, _("The decision is sent to"))
        yield List([year.organisation.host])
