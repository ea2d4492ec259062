"""The follow-up of a period, as it goes to the committee: the summary first, then what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from riskreg.domain.follow_up import Followed, is_reported, refuse_without_periods
from riskreg.domain.follow_up_records import FollowUpPeriod
from riskreg.domain.scales import Assessment
from riskreg.domain.wording import NOT_STATED
from riskreg.domain.year import Year
from riskreg.paper.blocks import Beside, Facts, Heading, Paragraph
from riskreg.paper.document import Document, One, Several
from riskreg.paper.flow import Block
from riskreg.paper.front import IDENTITY, opening, parts_of
from riskreg.paper.page import LYING, Parts, Section
from riskreg.paper.results import (
    NONE_DEVIATING,
    actions_blocks,
    assessment_said,
    control_results,
    deviations,
    goal_results,
    number_column,
    open_actions,
    span_said,
)
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import N_, Texts

_FACTS = tuple(name for name in IDENTITY if name != "meeting")


def follow_up_parts(year: Year, _: Texts) -> Parts:
    """The newest period that anything is recorded in; without any, the first.  Trouble without periods."""
    refuse_without_periods(year)
    return _numbered_parts(year, _usual(year), _)


def period_parts(year: Year, period: FollowUpPeriod, _: Texts) -> Parts:
    """The follow-up of one period."""
    followed = Followed(year, period)
    title = _("Follow-up {year}, {period}", year=year.plan.year, period=period.name)
    assert period.end is not None
    actions = actions_blocks(
        year,
        [a for a in year.actions if a in open_actions(year) or a.period_id == period.id],
        period.end,
        2,
        _("Actions"),
        _("There is no action."),
        _,
    )
    sections = (
        Section((*_opening(followed, title, _), *_summary(followed, _))),
        Section((*control_results(followed, 2, _), *deviations(followed, 2, _), *actions), LYING),
        Section((*goal_results(followed, 2, _),), LYING),
    )
    return parts_of(year, title, sections, _)


def _numbered_parts(year: Year, number: str, _: Texts) -> Parts:
    return period_parts(year, year.periods[int(number) - 1], _)


def _ones(year: Year) -> list[One]:
    return [One(str(at), period.name, period.name) for at, period in enumerate(year.periods, 1)]


def _usual(year: Year) -> str:
    told = {result.period_id for result in year.control_results}
    told |= {result.period_id for result in year.goal_results}
    told |= {result.period_id for result in year.indicator_results}
    return str(max((at for at, period in enumerate(year.periods, 1) if period.id in told), default=1))


FOLLOW_UP = Document(
    "follow-up",
    N_("Follow-up"),
    N_("follow-up"),
    follow_up_parts,
    Several(_ones, _numbered_parts, _usual),
    tells=attrgetter("periods"),
)


def _opening(followed: Followed, title: str, _: Texts) -> Iterator[Block]:
    yield from opening(followed.year, title, _, _FACTS)
    plan = followed.year.plan
    span = (_("Report period"), span_said(followed.period, _))
    yield Facts([span, (_("Prepared by"), plan.prepared_by.strip() or _(NOT_STATED))], columns=2)


def _summary(followed: Followed, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Summary"))
    yield Paragraph(" ".join(_told(followed, _)))
    yield Beside([[_control_counts(followed, _)], [_goal_counts(followed, _)]])


def _told(followed: Followed, _: Texts) -> Iterator[str]:
    """What the reader should know first, in sentences."""
    total = len(followed.points)
    yield _.n(
        "{count} of {total} controls is reported.",
        "{count} of {total} controls are reported.",
        total - len(followed.without_result),
        total=total,
    )
    found = sum(followed.control(p).deviations or 0 for p in followed.points)
    if found:
        yield _.n("{count} deviation was found.", "{count} deviations were found.", found)
    else:
        yield _(NONE_DEVIATING)
    if followed.missed:
        numbers = ", ".join(map(followed.year.number, followed.missed))
        yield _("Not met or at risk: {numbers}.", numbers=numbers)
    if followed.wanting:
        numbers = ", ".join(map(followed.year.number, followed.wanting))
        yield _("Without an action: {numbers}.", numbers=numbers)


def _control_counts(followed: Followed, _: Texts) -> Table:
    results = [followed.control(point) for point in followed.points]
    counts = (
        (_("To be controlled"), len(results)),
        (_("Reported"), sum(map(is_reported, results))),
        (_("Without a result"), len(followed.without_result)),
        (_("Cases checked"), sum(r.checked or 0 for r in results)),
        (_("Deviations"), sum(r.deviations or 0 for r in results)),
        (_("Open actions"), len(open_actions(followed.year))),
    )
    return Table(
        [Column(_("Controls"), 70, heads=True), number_column(_("Number"), 24)],
        [[Cell(label), Cell(str(count))] for label, count in counts],
        caption=_("Controls and actions"),
    )


def _goal_counts(followed: Followed, _: Texts) -> Table:
    kinds: tuple[Assessment | None, ...] = (*Assessment, None)
    return Table(
        [Column(_("Assessment"), 70, heads=True), number_column(_("Goals"), 24)],
        [[Cell(assessment_said(kind, _)), Cell(str(followed.assessments[kind]))] for kind in kinds],
        caption=_("Goals by assessment"),
    )
