"""A copy to another year in words: what comes along, what begins anew, what stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from riskreg.domain.carrying import OF_THE_MEETING, Carrying, ends_of
from riskreg.domain.change import Change
from riskreg.domain.fields import field_of
from riskreg.domain.follow_up_records import Action, FollowUpPeriod
from riskreg.domain.history import NAMES, fields_told, title
from riskreg.domain.numbering import Numbered
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    ControlPointUndertaking,
    Event,
    Goal,
    GoalIndicator,
    Indicator,
    Plan,
    Record,
    RiskBand,
    ScaleStep,
    Undertaking,
)
from riskreg.domain.scales import Stage
from riskreg.domain.wheel import carried as moved
from riskreg.domain.wheel import when_said
from riskreg.domain.workshop_records import Participant
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts

_LONGEST = 120  # characters of what a record is known by

# What is told together, in the order in which people think of it.
_TOGETHER: tuple[tuple[str, tuple[type[Record], ...]], ...] = (
    (N_("Control points"), (ControlPoint,)),
    (N_("Effect goals and goals"), (Goal,)),
    (N_("Indicators"), (Indicator,)),
    (N_("Undertakings"), (Undertaking,)),
    (N_("Links"), (ControlPointGoal, ControlPointIndicator, GoalIndicator, ControlPointUndertaking)),
    (N_("Open actions"), (Action,)),
    (N_("Participants in the workshop"), (Participant,)),
    (N_("Events of the annual wheel"), (Event,)),
    (N_("Report periods"), (FollowUpPeriod,)),
    (N_("Steps of the scales and risk bands"), (ScaleStep, RiskBand)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the preview: what, how many, and, when one looks into it, which."""

    text: str
    count: int | None = None
    there: int | None = None  # how many the year copied to has already
    inside: Callable[[], list[str]] = list


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines of the preview that belong together, with what they mean."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


def chapters(carrying: Carrying, _: Texts) -> tuple[Chapter, ...]:
    """All that is to be known of a copy before it is made; chapters without a line are left out."""
    old, new = carrying.source.plan.year, carrying.to
    found = (
        Chapter(_(N_("Comes along to {year}"), year=new), tuple(_along(carrying, _))),
        Chapter(_(N_("Begins anew in {year}"), year=new), tuple(_anew(carrying, _))),
        Chapter(
            _(N_("Changed in {year} since it was copied"), year=old),
            tuple(_changed(carrying, _)),
            _(
                N_("In {year} it stands as it is there; change by hand what is to follow."),
                year=new,
            ),
        ),
        Chapter(
            _(N_("Removed from {year}"), year=new),
            tuple(_removed(carrying, _)),
            _(N_("It is not added again.")),
        ),
        Chapter(_(N_("Stays in {year}"), year=old), tuple(_left(carrying, _))),
    )
    return tuple(chapter for chapter in found if chapter.lines)


def remarks(carrying: Carrying, _: Texts) -> list[str]:
    """What is worth a sentence of its own: a year that is no more than a draft, one that is there already."""
    old, new = carrying.source.plan.year, carrying.to
    told = []
    if carrying.target:
        told.append(
            _(
                N_(
                    "There is a plan for {to} already. What it has stays as it is there; only what is new in "
                    "{from_year} is added."
                ),
                to=new,
                from_year=old,
            )
            if carrying.count
            else _(N_("The plan for {to} lacks nothing that {from_year} has."), to=new, from_year=old)
        )
    elif carrying.source.plan.stage in (Stage.DRAFT, Stage.PROPOSED):
        told.append(
            _(
                N_(
                    "The plan for {from_year} is not adopted yet. What comes into it later is taken in by "
                    "copying it to {to} once more."
                ),
                from_year=old,
                to=new,
            )
        )
    return told


def counted(carrying: Carrying, _: Texts) -> str:
    """How many of everything come along, in one line: "Control points: 7 · Links: 12"."""
    return " · ".join(f"{line.text}: {line.count}" for line in _along(carrying, _) if line.count)


def preview(carrying: Carrying, _: Texts) -> Iterator[str]:
    """The chapters as lines of text, with all that is inside them."""
    yield from remarks(carrying, _)
    for chapter in chapters(carrying, _):
        yield f"{chapter.title}. {chapter.note}".strip() if chapter.note else chapter.title
        for line in chapter.lines:
            yield f"  {line_said(line, _)}"
            yield from (f"    {told}" for told in line.inside())


def line_said(line: Line, _: Texts) -> str:
    """A line with its counts: "Control points: 2 (there already: 5)"."""
    counts = [str(line.count)] if line.count is not None else []
    counts += [_(N_("({count} there already)"), count=line.there)] if line.there else []
    return f"{line.text}: {' '.join(counts)}" if counts else line.text


# ------------------------------------------------------------------ the chapters
def _along(carrying: Carrying, _: Texts) -> Iterator[Line]:
    for label, kinds in _TOGETHER:
        groups = [group for group in carrying.carried if group.kind in kinds]
        new = [record for group in groups for record in group.new]
        there = sum(len(group.there) for group in groups)
        if new or there:
            inside = partial(_called, carrying, new, _)
            yield Line(_(label), len(new), there if carrying.target else None, inside)


def _anew(carrying: Carrying, _: Texts) -> Iterator[Line]:
    source = carrying.source
    points = [p for p in carrying.new(ControlPoint) if isinstance(p, ControlPoint)]
    decided = [p for p in points if p.decision or p.analysis.strip()]
    scored = [p for p in points if p.likelihood or p.consequence]
    if carrying.target is None:
        stated = [name for name in ("stage", "edition", *OF_THE_MEETING) if getattr(source.plan, name)]
        labels = [_(field_of(Plan, name).label) for name in stated]
        yield Line(_(N_("The plan itself")), inside=lambda: labels)
    if decided and not carrying.choices.keep_decisions:
        yield Line(
            _(N_("Decision and analysis")), len(decided), inside=partial(_called, carrying, decided, _)
        )
    if scored and not carrying.same_scales:
        yield Line(
            _(N_("Likelihood and consequence, since the scales are others")),
            len(scored),
            inside=partial(_called, carrying, scored, _),
        )
    events = [event for event in carrying.new(Event) if isinstance(event, Event)]
    if events:
        yield Line(
            _(N_("Events, on the same weekday in the same week")),
            len(events),
            inside=lambda: [_moved(event, carrying.by) for event in events],
        )


def _changed(carrying: Carrying, _: Texts) -> Iterator[Line]:
    numbers = _numbers(carrying.source)
    for change in carrying.changed:
        yield Line(_one(change.record, numbers, _), inside=partial(_fields, change, _))


def _fields(change: Change, _: Texts) -> list[str]:
    return list(fields_told(change, _))


def _removed(carrying: Carrying, _: Texts) -> Iterator[Line]:
    for label, kinds in _TOGETHER:
        if found := [record for record in carrying.removed if isinstance(record, kinds)]:
            yield Line(_(label), len(found), inside=partial(_called, carrying, found, _))


def _left(carrying: Carrying, _: Texts) -> Iterator[Line]:
    for left in carrying.left:
        yield Line(_(left.label), len(left.records), inside=partial(_called, carrying, left.records, _))


# ------------------------------------------------------------------ one by one
def _called(carrying: Carrying, records: Iterable[Record], _: Texts) -> list[str]:
    """What each of the records is known by, in the year copied from."""
    year = carrying.source
    numbers = _numbers(year)
    return [_one(record, numbers, _) for record in records]


def _numbers(year: Year) -> dict[tuple[str, int | None], str]:
    """The number of everything that has one, and the names of report periods and participants."""
    numbered: tuple[Numbered, ...] = (
        *year.control_points,
        *year.goals,
        *year.indicators,
        *year.undertakings,
        *year.actions,
    )
    found = {(record.table, record.id): year.number(record) for record in numbered}
    named: tuple[FollowUpPeriod | Participant, ...] = (*year.periods, *year.participants)
    return found | {(record.table, record.id): record.name for record in named}


def _one(record: Record, numbers: Mapping[tuple[str, int | None], str], _: Texts) -> str:
    match record:
        case Event():
            return f"{when_said(record, _)}  {title(record, _LONGEST)}"
        case ScaleStep():
            return f"{_(record.axis.label)}: {record.value} {record.name}"
        case RiskBand():
            return f"{_(NAMES[RiskBand])}: {record.lowest} {record.name}"
    if ends := [numbers.get((table, getattr(record, name)), "") for name, table in ends_of(type(record))]:
        return " – ".join(filter(None, ends))
    is_named = isinstance(record, FollowUpPeriod | Participant)
    number = "" if is_named else numbers.get((record.table, record.id), "")
    return "  ".join(filter(None, (number, title(record, _LONGEST)))) or _(NAMES[type(record)])


def _moved(event: Event, by: int) -> str:
    return f"{event.dated} → {moved(event, by)['dated']}  {title(event, _LONGEST)}"
