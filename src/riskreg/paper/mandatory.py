"""What a parent body requires of every committee, as this one assessed it: to append and to send back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from riskreg.domain.counting import by_decision
from riskreg.domain.edition import in_force
from riskreg.domain.scales import Origin, Stage
from riskreg.domain.wording import decision_said
from riskreg.domain.year import Year
from riskreg.paper.approval import approval
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import opening, parts_of
from riskreg.paper.lists import List
from riskreg.paper.page import LYING, Parts, Section
from riskreg.paper.points import NONE_MANDATORY, point_table, points_from
from riskreg.paper.scales import scale_tables
from riskreg.texts import N_, Texts


def _parts(year: Year, _: Texts) -> Parts:
    year = _as_decided(year)
    title = _("Mandatory control points {year}", year=year.plan.year)
    points = points_from(year, Origin.MANDATORY)
    sections = [Section((*opening(year, title, _), *_summary(year, len(points), _)))]
    if points:
        heading = Heading(2, _("Assessment and decision"))
        sections.append(Section((heading, point_table(year, points, points, _)), LYING))
    signed = approval(year, year.mandatory_editions or year.editions, _)
    sections.append(Section(tuple(signed)))
    return parts_of(year, title, sections, _)


MANDATORY = Document("mandatory", N_("Mandatory control points"), N_("mandatory-control-points"), _parts)


def _as_decided(year: Year) -> Year:
    """The year as its mandatory control points stand: they may be decided before the plan is."""
    decision = in_force(year, year.mandatory_editions)
    if decision is None:
        return year
    plan = replace(
        year.plan,
        stage=Stage.ADOPTED,
        dated=decision.meeting,
        meeting=decision.meeting,
        case_number=decision.case_number or year.plan.case_number,
    )
    return replace(year, plan=plan)


def _summary(year: Year, count: int, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Summary"))
    if not count:
        yield Paragraph(_(NONE_MANDATORY))
        return
    host = year.organisation.host.strip()
    told = _.n(
        "{count} control point is required of the committee and is assessed and decided here.",
        "{count} control points are required of the committee and are assessed and decided here.",
        count,
    )
    yield Paragraph(told)
    if host:
        yield Paragraph(_("The assessment is sent back to {host}.", host=host))
    yield List(
        [
            f"{decision_said(decision, _)}: {tally.mandatory}"
            for decision, tally in by_decision(year).items()
            if tally.mandatory
        ]
    )
    yield Heading(2, _("Scales"))
    yield from scale_tables(year, _)
