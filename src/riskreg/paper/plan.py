"""The internal control plan of a year, as it goes to the committee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from riskreg.domain.counting import by_band, by_decision, origin_counted, range_said, tally
from riskreg.domain.fields import field_of
from riskreg.domain.records import ControlPoint, Organisation, Plan
from riskreg.domain.scales import Axis, Decision, GoalKind, OnPaper, Origin, Stage
from riskreg.domain.wording import NOT_DECIDED, NOT_STATED, decision_said, plan_title, value_said
from riskreg.domain.year import Linked, Year
from riskreg.paper.archive import Identity
from riskreg.paper.blocks import Beside, Facts, Heading, Paragraph, Ruled
from riskreg.paper.columns import Links, record_table
from riskreg.paper.flow import Block
from riskreg.paper.look import LEAD
from riskreg.paper.matrix import Matrix, matrix_table, tint_of
from riskreg.paper.page import LYING, Running, Section, drawn
from riskreg.paper.table import Cell, Column, Table
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

_FACTS: tuple[tuple[type[Plan] | type[Organisation], str], ...] = (
    (Plan, "case_number"),
    (Plan, "edition"),
    (Plan, "stage"),
    (Plan, "meeting"),
    (Plan, "dated"),
    (Plan, "information_class"),
    (Plan, "prepared_by"),
    (Plan, "report_period"),
    (Organisation, "host"),
)


def plan_document(year: Year, _: Texts) -> bytes:
    """The plan as a PDF.  The same year always gives the same bytes."""
    title = plan_title(year.plan, _)
    running = Running(
        head=year.organisation.name,
        title=title,
        foot=_foot(year.plan, _),
        stamp=_("DRAFT") if year.plan.stage is Stage.DRAFT else "",
    )
    identity = Identity(title, year.organisation.name, _.language, year.plan.dated)
    sections = (
        Section((*_opening(year, title, _), *_summary(year, _))),
        Section((*_own(year, _), *_mandatory(year, _)), LYING),
        Section((*_goals(year, _), *_undertakings(year, _), *_method(year, _))),
    )
    return drawn(sections, running, identity, _)


def _foot(plan: Plan, _: Texts) -> str:
    edition = _("Edition {edition}", edition=plan.edition or _(NOT_STATED).lower())
    dated = plan.dated.isoformat() if plan.dated else _("Not dated")
    return f"{edition}  ·  {_(plan.stage.label)}  ·  {dated}"


# ------------------------------------------------------------------ page 1
def _opening(year: Year, title: str, _: Texts) -> Iterator[Block]:
    yield Paragraph(year.organisation.name, LEAD, before=0.0, keeps=True)
    yield Heading(1, title)
    if year.plan.stage is Stage.DRAFT:
        yield Paragraph(_("Draft, not yet decided"), LEAD, before=0.0)
    yield Facts([_fact(year, record, name, _) for record, name in _FACTS])
    yield Heading(2, _("Decision sought"))
    yield Ruled([Paragraph(year.plan.decision_sought.strip() or _decision_sought(year, title, _))])


def _fact(year: Year, record: type[Plan] | type[Organisation], name: str, _: Texts) -> tuple[str, str]:
    field = field_of(record, name)
    said = value_said(year.plan if record is Plan else year.organisation, field, _)
    return _(field.label), said.strip() or _(NOT_STATED)


def _decision_sought(year: Year, title: str, _: Texts) -> str:
    """What is asked for, when the plan does not put it in words of its own."""
    if year.plan.stage in (Stage.ADOPTED, Stage.CLOSED):
        return _("The plan is adopted. No further decision is sought.")
    return _("The committee is asked to adopt the {document}.", document=title[:1].lower() + title[1:])


def _summary(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Summary"))
    if year.plan.summary.strip():
        yield Paragraph(year.plan.summary)
    count = tally(year.control_points)
    yield Paragraph(
        _(
            "The plan has {own} and {mandatory}.",
            own=_.n("{count} own control point", "{count} own control points", count.own),
            mandatory=_.n(
                "{count} mandatory control point", "{count} mandatory control points", count.mandatory
            ),
        )
    )
    yield Beside([[_decision_counts(year, _)], [_band_counts(year, _)]], (0.57, 0.43))
    yield Heading(2, _("Risk matrix"))
    yield Matrix(year, _)
    missing = [year.number(p) for p in year.control_points if p.risk_value is None]
    if missing:
        yield Paragraph(_("Not assessed: {points}.", points=", ".join(missing)), before=10.0)
    if len(missing) < len(year.control_points):
        yield matrix_table(year, _)


def _decision_counts(year: Year, _: Texts) -> Table:
    return Table(
        columns=[
            Column(_("Decision"), 62, heads=True),
            *(Column(origin_counted(origin, _), 10, align="right") for origin in Origin),
        ],
        rows=[
            [Cell(decision_said(decision, _)), *(Cell(str(count.of(origin))) for origin in Origin)]
            for decision, count in by_decision(year).items()
        ],
        caption=_("Control points by decision"),
    )


def _band_counts(year: Year, _: Texts) -> Table:
    return Table(
        columns=[Column(_("Risk value"), 60, heads=True), Column(_("Number"), 20, align="right")],
        rows=[
            [
                Cell(f"{range_said(year, band)} {band.name}", tint=tint_of(year, band.lowest))
                if band
                else Cell(_("Not assessed")),
                Cell(str(count.total)),
            ]
            for band, count in by_band(year).items()
        ],
        caption=_("Control points by risk band"),
    )


# ------------------------------------------------------------------ control points
def _own(year: Year, _: Texts) -> Iterator[Block]:
    points = [p for p in year.control_points if p.origin is Origin.OWN]
    yield Heading(2, _("Own control points"))
    for decision, title, nothing in _PARTS:
        chosen = [p for p in points if p.decision is decision]
        if chosen:
            yield Heading(3, _(title))
            yield _point_table(year, chosen, points, _, without={"decision"})
        elif nothing:
            yield Heading(3, _(title))
            yield Paragraph(_(nothing))


def _mandatory(year: Year, _: Texts) -> Iterator[Block]:
    points = [p for p in year.control_points if p.origin is Origin.MANDATORY]
    yield Heading(2, _("Mandatory control points"))
    if points:
        yield Paragraph(_("Set by the parent body; assessed and decided here."), keeps=True)
        yield _point_table(year, points, points, _)
    else:
        yield Paragraph(_("The plan has no mandatory control points."))


def _point_table(
    year: Year,
    points: Sequence[ControlPoint],
    among: Sequence[ControlPoint],
    _: Texts,
    without: Iterable[str] = (),
) -> Table:
    return record_table(
        year,
        points,
        _,
        among=among,
        without={"origin", *without},
        links=[
            Links(
                N_("Goals and indicators"),
                10,
                _numbers(year, lambda point: (*year.goals_of(point), *year.indicators_of(point))),
            )
        ],
    )


def _numbers(year: Year, others: Callable[[Any], Iterable[Linked]]) -> Callable[[Any], str]:
    return lambda record: ", ".join(map(year.number, others(record)))


# ------------------------------------------------------------------ goals
def _goals(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Goals and indicators"))
    yield Heading(3, _("Strategic direction"))
    yield Paragraph(year.plan.strategic_direction.strip() or _(NOT_STATED))
    goals = [g for g in year.goals if g.kind is GoalKind.GOAL]
    guarding = Links(N_("Guarded by"), 16, _numbers(year, year.guards))
    measured = Links(N_("Indicators"), 13, _numbers(year, year.indicators_of))
    effect = {g.id: year.number(g) for g in year.effect_goals}
    yield Heading(3, _("Effect goals"))
    if year.effect_goals:
        yield record_table(year, year.effect_goals, _, without={"kind"}, links=[guarding])
    else:
        yield Paragraph(_("The plan states no effect goals."))
    yield Heading(3, _("Goals"))
    if goals:
        serves = Links(N_("Effect goal"), 13, lambda goal: effect.get(goal.parent_id, ""))
        yield record_table(year, goals, _, without={"kind"}, links=[serves, measured, guarding])
    else:
        yield Paragraph(_("The plan states no goals."))
    yield Heading(3, _("Indicators"))
    if year.indicators:
        shows = Links(N_("Goals"), 13, _numbers(year, year.goals_measured_by))
        guarded = Links(N_("Guarded by"), 16, _numbers(year, year.points_of))
        yield record_table(year, year.indicators, _, links=[shows, guarded])
    else:
        yield Paragraph(_("The plan states no indicators."))


# ------------------------------------------------------------------ undertakings
def _undertakings(year: Year, _: Texts) -> Iterator[Block]:
    """What the committee has taken on, when the plan is to say it."""
    if year.plan.undertakings is not OnPaper.PRINTED:
        return
    yield Heading(2, _("Undertakings"))
    if year.undertakings:
        watched = Links(N_("Watched over by"), 12, _numbers(year, year.points_of))
        yield record_table(year, year.undertakings, _, links=[watched])
    else:
        yield Paragraph(_("The plan states no undertakings."))


# ------------------------------------------------------------------ method
def _method(year: Year, _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Method of the risk analysis"))
    yield Paragraph(year.plan.risk_method.strip() or _(NOT_STATED))
    scales = [_scale(year, axis, _) for axis in Axis]
    if any(step.description.strip() for axis in Axis for step in year.steps(axis)):
        yield from (block for scale in scales for block in scale)
    else:
        yield Beside(scales)
    yield Heading(3, _("Risk bands"))
    yield _band_table(year, _) if year.bands else Paragraph(_(NOT_STATED))


def _scale(year: Year, axis: Axis, _: Texts) -> list[Block]:
    steps = year.steps(axis)
    table = record_table(year, steps, _, without={"axis"}) if steps else Paragraph(_(NOT_STATED))
    return [Heading(3, _(axis.label)), table]


def _band_table(year: Year, _: Texts) -> Table:
    return Table(
        columns=[
            Column(_("Risk value"), 20, heads=True),
            Column(_("Risk band"), 30),
            Column(_("Suggested decision"), 50),
        ],
        rows=[
            [
                Cell(range_said(year, band), tint=tint_of(year, band.lowest)),
                Cell(band.name),
                Cell(_(band.suggests.label)) if band.suggests else Cell(_(NOT_STATED), empty=True),
            ]
            for band in year.bands
        ],
    )
