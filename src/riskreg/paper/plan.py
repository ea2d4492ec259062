"""The internal control plan of a year, as it goes to the committee."""

from __future__ import annotations

from collections.abc import Iterator

from riskreg.domain.edition import DECIDED
from riskreg.domain.scales import Decision, OnPaper, Origin
from riskreg.domain.wording import NOT_DECIDED, NOT_STATED, plan_title
from riskreg.domain.year import Year
from riskreg.paper.approval import approval
from riskreg.paper.blocks import Beside, Heading, Paragraph, Ruled
from riskreg.paper.changes import changes
from riskreg.paper.columns import Links, record_table
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import PLAN_FACTS, opening, parts_of
from riskreg.paper.goals import goal_tables
from riskreg.paper.matrix import Matrix, matrix_table
from riskreg.paper.open_questions import open_questions
from riskreg.paper.page import LYING, Parts, Section
from riskreg.paper.points import (
    NONE_MANDATORY,
    band_counts,
    decision_counts,
    numbers,
    point_table,
    points_from,
    summary,
)
from riskreg.paper.scales import scale_tables
from riskreg.texts import N_, Texts

# The decisions in the order of the paper, each with what is said when no own control point has it;
# without such a sentence the part is left out.
_PARTS: tuple[tuple[Decision | None, str, str], ...] = (
    (
        Decision.HANDLE,
        N_("Handled through internal control"),
        N_("No own control point is handled through internal control."),
    ),
    (Decision.ACT, N_("Acted on now"), N_("No own control point is acted on now.")),
    (Decision.ACCEPT, N_("Accepted, with the reason"), N_("No own control point is accepted.")),
    (Decision.DISMISS, N_("Dismissed"), ""),
    (None, NOT_DECIDED, ""),
)


def plan_parts(year: Year, _: Texts) -> Parts:
    """What the plan is made of, to be drawn as a PDF or written for a word processor."""
    title = plan_title(year.plan, _)
    sections = (
        Section(
            (
                *_opening(year, title, _),
                *_summary(year, _),
                *_matrix(year, _),
                *changes(year, _),
                *open_questions(year, _),
            )
        ),
        Section((*_own(year, _), *_mandatory(year, _)), LYING),
        Section((*_goals(year, _), *_undertakings(year, _), *_method(year, _))),
        Section(tuple(approval(year, year.editions, _))),
    )
    return parts_of(year, title, sections, _)


PLAN = Document("plan", N_("Internal control plan"), N_("internal-control-plan"), plan_parts)


# ------------------------------------------------------------------ page 1
def _opening(year: Year, title: str, _: Texts) -> Iterator[Block]:
    yield from opening(year, title, _, PLAN_FACTS)
    yield Heading(2, _("Decision sought"))
    yield Ruled([Paragraph(year.plan.decision_sought.strip() or _decision_sought(year, title, _))])


def _decision_sought(year: Year, title: str, _: Texts) -> str:
    """What is asked for, when the plan does not put it in words of its own."""
    if year.plan.stage in DECIDED:
        return _("The plan is adopted. No further decision is sought.")
    return _("The committee is asked to adopt the {document}.", document=title[:1].lower() + title[1:])


def _summary(year: Year, _: Texts) -> Iterator[Block]:
    yield from summary(year, _)
    yield Beside([[decision_counts(year, _)], [band_counts(year, _)]], (0.57, 0.43))


def _matrix(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Risk matrix"))
    yield Matrix(year, _)
    missing = [year.number(p) for p in year.control_points if p.risk_value is None]
    if missing:
        yield Paragraph(_("Not assessed: {points}.", points=", ".join(missing)), before=10.0)
    if len(missing) < len(year.control_points):
        yield matrix_table(year, _)


# ------------------------------------------------------------------ control points
def _own(year: Year, _: Texts) -> Iterator[Block]:
    points = points_from(year, Origin.OWN)
    yield Heading(2, _("Own control points"))
    for decision, title, nothing in _PARTS:
        chosen = [p for p in points if p.decision is decision]
        if chosen:
            yield Heading(3, _(title))
            yield point_table(year, chosen, points, _, without={"decision"})
        elif nothing:
            yield Heading(3, _(title))
            yield Paragraph(_(nothing))


def _mandatory(year: Year, _: Texts) -> Iterator[Block]:
    points = points_from(year, Origin.MANDATORY)
    yield Heading(2, _("Mandatory control points"))
    if points:
        yield Paragraph(_("Set by the parent body; assessed and decided here."), keeps=True)
        yield point_table(year, points, points, _)
    else:
        yield Paragraph(_(NONE_MANDATORY))


# ------------------------------------------------------------------ goals and method
def _goals(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Goals and indicators"))
    yield from goal_tables(year, 3, _)


# ------------------------------------------------------------------ undertakings
def _undertakings(year: Year, _: Texts) -> Iterator[Block]:
    """What the committee has taken on, when the plan is to say it."""
    if year.plan.undertakings is not OnPaper.PRINTED:
        return
    yield Heading(2, _("Undertakings"))
    if year.undertakings:
        watched = Links(N_("Watched over by"), 12, numbers(year, year.points_of))
        yield record_table(year, year.undertakings, _, links=[watched])
    else:
        yield Paragraph(_("The plan states no undertakings."))


# ------------------------------------------------------------------ method
def _method(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Method of the risk analysis"))
    yield Paragraph(year.plan.risk_method.strip() or _(NOT_STATED))
    yield from scale_tables(year, _)
