"""The goals of a year, with what measures and what guards them: a document, and a part of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from riskreg.domain.scales import GoalKind
from riskreg.domain.wording import NOT_STATED
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.columns import Links, record_table
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import opening, parts_of
from riskreg.paper.page import Parts, Section
from riskreg.paper.points import numbers
from riskreg.texts import N_, Texts


def _parts(year: Year, _: Texts) -> Parts:
    title = _("Goals and indicators {year}", year=year.plan.year)
    blocks = (*opening(year, title, _), *_summary(year, _), *goal_tables(year, 2, _))
    return parts_of(year, title, [Section(blocks)], _)


GOALS = Document("goals", N_("Goals and indicators"), N_("goals-and-indicators"), _parts)


def _summary(year: Year, _: Texts) -> Iterator[Block]:
    goals = [g for g in year.goals if g.kind is GoalKind.GOAL]
    yield Heading(2, _("Summary"))
    yield Paragraph(
        _(
            "The plan has {effect}, {goals} and {indicators}.",
            effect=_.n("{count} effect goal", "{count} effect goals", len(year.effect_goals)),
            goals=_.n("{count} goal", "{count} goals", len(goals)),
            indicators=_.n("{count} indicator", "{count} indicators", len(year.indicators)),
        )
    )
    bare = [year.number(goal) for goal in goals if not year.guards(goal)]
    if bare:
        yield Paragraph(_("Guarded by no control point: {goals}.", goals=", ".join(bare)))
    elif goals:
        yield Paragraph(_("Every goal is guarded by at least one control point."))


def goal_tables(year: Year, level: int, _: Texts) -> Iterator[Block]:
    """The direction, the effect goals, the goals and the indicators, under headings of a level."""
    yield Heading(level, _("Strategic direction"))
    yield Paragraph(year.plan.strategic_direction.strip() or _(NOT_STATED))
    goals = [g for g in year.goals if g.kind is GoalKind.GOAL]
    guarding = Links(N_("Guarded by"), 16, numbers(year, year.guards))
    measured = Links(N_("Indicators"), 13, numbers(year, year.indicators_of))
    effect = {g.id: year.number(g) for g in year.effect_goals}
    yield Heading(level, _("Effect goals"))
    if year.effect_goals:
        yield record_table(year, year.effect_goals, _, without={"kind"}, links=[guarding])
    else:
        yield Paragraph(_("The plan states no effect goals."))
    yield Heading(level, _("Goals"))
    if goals:
        serves = Links(N_("Effect goal"), 13, lambda goal: effect.get(goal.parent_id, ""))
        yield record_table(year, goals, _, without={"kind"}, links=[serves, measured, guarding])
    else:
        yield Paragraph(_("The plan states no goals."))
    yield Heading(level, _("Indicators"))
    if year.indicators:
        shows = Links(N_("Goals"), 13, numbers(year, year.goals_measured_by))
        guarded = Links(N_("Guarded by"), 16, numbers(year, year.points_of))
        yield record_table(year, year.indicators, _, links=[shows, guarded])
    else:
        yield Paragraph(_("The plan states no indicators."))
