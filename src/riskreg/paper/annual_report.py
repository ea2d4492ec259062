"""The annual report: every period of the year, what the plan achieved, and proposals for the next."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from operator import attrgetter

from riskreg.domain.follow_up import Followed, is_open, is_reported, refuse_without_periods
from riskreg.domain.scales import ActionStatus
from riskreg.domain.wording import NOT_STATED
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import opening, parts_of
from riskreg.paper.page import LYING, Parts, Section
from riskreg.paper.points import NONE_HANDLED
from riskreg.paper.results import (
    actions_blocks,
    assessment_said,
    cell,
    control_results,
    deviations,
    goal_results,
    number_column,
    open_actions,
)
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import N_, Texts


def annual_report_parts(year: Year, _: Texts) -> Parts:
    """The year as it went.  Trouble when it has no periods."""
    refuse_without_periods(year)
    title = _("Annual report on internal control {year}", year=year.plan.year)
    periods = [Followed(year, period) for period in year.periods]
    sections = [
        Section((*opening(year, title, _), *_summary(year, periods, _), *_proposals(year, periods, _))),
        Section((*_controls(periods, _), *_goals(periods, _), *_actions(year, _)), LYING),
        *(Section(tuple(_period(followed, _)), LYING) for followed in periods),
    ]
    return parts_of(year, title, sections, _)


ANNUAL_REPORT = Document(
    "annual-report",
    N_("Annual report"),
    N_("annual-report"),
    annual_report_parts,
    tells=attrgetter("periods"),
)


def _summary(year: Year, periods: list[Followed], _: Texts) -> Iterator[Block]:
    yield Heading(2, _("What the plan achieved"))
    own = year.report.achieved.strip() if year.report else ""
    if own:
        yield Paragraph(own)
    found = sum(followed.control(p).deviations or 0 for followed in periods for p in followed.points)
    deviations = _.n("The controls found {count} deviation.", "The controls found {count} deviations.", found)
    yield Paragraph(f"{deviations} {_actions_counted(year, _)}")
    yield Table(
        [
            Column(_("Report period"), 34, heads=True),
            number_column(_("Controls"), 14),
            number_column(_("Reported"), 14),
            number_column(_("Checked"), 14),
            number_column(_("Deviations"), 14),
            number_column(_("Goals not met or at risk"), 18),
        ],
        [[Cell(text) for text in _totals(followed)] for followed in periods],
        caption=_("The year, period by period"),
    )


def _actions_counted(year: Year, _: Texts) -> str:
    total = len(year.actions)
    done = sum(action.status is ActionStatus.DONE for action in year.actions)
    decided = _.n("{count} action was decided", "{count} actions were decided", total)
    if total == 1:
        return _("{actions}, and it is done.", actions=decided) if done else f"{decided}."
    return _.n(
        "{actions}, and {count} of them is done.",
        "{actions}, and {count} of them are done.",
        done,
        actions=decided,
    )


def _totals(followed: Followed) -> list[str]:
    results = [followed.control(point) for point in followed.points]
    counts = (
        len(results),
        sum(map(is_reported, results)),
        sum(r.checked or 0 for r in results),
        sum(r.deviations or 0 for r in results),
        sum(goal in followed.missed for goal in followed.goals),
    )
    return [followed.period.name, *map(str, counts)]


# ------------------------------------------------------------------ the year in tables
def _controls(periods: list[Followed], _: Texts) -> Iterator[Block]:
    points = periods[0].points
    yield Heading(2, _("The controls over the year"))
    if not points:
        yield Paragraph(_(NONE_HANDLED))
        return
    year = periods[0].year
    yield Table(
        [
            Column(_("No."), 5, least=36, heads=True, strong=True),
            Column(_("Control point"), 30, least=150),
            *(Column(followed.period.name, 16, least=70) for followed in periods),
            number_column(_("Deviations"), 10),
        ],
        [
            [
                Cell(year.number(point)),
                cell(point.text, _),
                *(cell(_outcome(followed, at, _), _) for followed in periods),
                Cell(str(sum(followed.control(point).deviations or 0 for followed in periods))),
            ]
            for at, point in enumerate(points)
        ],
    )


def _outcome(followed: Followed, at: int, _: Texts) -> str:
    """What a control showed in a period, in few words."""
    result = followed.control(followed.points[at])
    if result.outcome:
        return _(result.outcome.label)
    return _("Done {day}", day=result.done_on) if result.done_on else ""


def _goals(periods: list[Followed], _: Texts) -> Iterator[Block]:
    goals = periods[0].goals
    yield Heading(2, _("The goals over the year"))
    if not goals:
        yield Paragraph(_("The plan states no goals."))
        return
    yield Table(
        [
            Column(_("No."), 5, least=36, heads=True, strong=True),
            Column(_("Goal"), 34, least=150),
            *(Column(followed.period.name, 16, least=70) for followed in periods),
        ],
        [
            [
                Cell(periods[0].year.number(goal)),
                cell(goal.text, _),
                *(Cell(assessment_said(followed.assessed(goal).assessment, _)) for followed in periods),
            ]
            for goal in goals
        ],
    )


def _actions(year: Year, _: Texts) -> Iterator[Block]:
    end = _last_day(year)
    over = [action for action in year.actions if not is_open(action)]
    yield from actions_blocks(
        year, over, end, 2, _("Actions that are over"), _("No action was finished during the year."), _
    )
    yield from actions_blocks(
        year,
        open_actions(year),
        end,
        2,
        _("Actions that go on next year"),
        _("No action is left for next year."),
        _,
    )


def _last_day(year: Year) -> datetime.date:
    last = year.periods[-1].end
    assert last is not None
    return last


# ------------------------------------------------------------------ next year
def _proposals(year: Year, periods: list[Followed], _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Proposals for next year"))
    own = year.report.proposals.strip() if year.report else ""
    if own:
        yield Paragraph(own)
    found = [p for p in periods[0].points if any(followed.control(p).deviations for followed in periods)]
    calm = [
        p
        for p in periods[0].points
        if p not in found and all(is_reported(followed.control(p)) for followed in periods)
    ]
    missed = [s for s in periods[-1].missed if s in periods[-1].goals]
    drawn = (
        (N_("Deviations were found; keep the control: {numbers}."), found),
        (N_("No deviation all year; consider whether the control is still needed: {numbers}."), calm),
        (N_("Not met or at risk in the last period; goes on with an action plan: {numbers}."), missed),
    )
    for sentence, subjects in drawn:
        if subjects:
            yield Paragraph(_(sentence, numbers=", ".join(map(year.number, subjects))))
    if not own and not any(subjects for _sentence, subjects in drawn):
        yield Paragraph(_(NOT_STATED))


def _period(followed: Followed, _: Texts) -> Iterator[Block]:
    yield Heading(2, followed.period.name)
    yield from control_results(followed, 3, _)
    yield from deviations(followed, 3, _)
    yield from goal_results(followed, 3, _)
