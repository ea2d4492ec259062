"""From the rows of a table to what would be added to a plan or changed in it.  Nothing is written here: see
`Proposal`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from operator import attrgetter

from riskreg.collecting import uncollected
from riskreg.domain.change import Change
from riskreg.domain.fields import new_lineage, visible_fields
from riskreg.domain.ordering import next_position
from riskreg.domain.record import with_values
from riskreg.domain.records import ControlPoint, ScaleStep
from riskreg.domain.rescaling import stretched
from riskreg.domain.scales import Axis, Origin, Stage
from riskreg.domain.year import Year
from riskreg.exchange.cell_reading import CellReader, Cells, label
from riskreg.exchange.goal_intake import ALREADY, goal_rows
from riskreg.exchange.layout import TEXT, Layout, Source, heading_said
from riskreg.exchange.mandatory_sets import Comparison, compared
from riskreg.exchange.pairing import Pairs, differing, pairs
from riskreg.exchange.proposal import NewScale, Outcome, Proposal, Row, difference_said
from riskreg.exchange.scale_known import says_no_score
from riskreg.exchange.scale_reading import Fitting
from riskreg.exchange.scoring import RowScores, Scoring, scoring
from riskreg.exchange.words import SAYS_NOTHING, as_line, quoted, shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

# All that a row can say of a control point.
_SAID = attrgetter(*(spec.name for spec in visible_fields(ControlPoint) if not spec.derived))


def propose(layout: Layout, year: Year, _: Texts, *, keep_scales: bool = False) -> Proposal:
    """What importing the table into the plan of `year` would do.

    A plan without any score takes over the scales of the source, unless `keep_scales`.
    """
    if layout.source is Source.GOALS:
        rows = (*goal_rows(layout, year, _), *_left_out(layout, _))
        return Proposal(layout, year, tuple(sorted(rows, key=lambda row: row.source_row)))
    free = not any(p.likelihood or p.consequence for p in year.control_points)
    may_take_over = not keep_scales and free and year.plan.stage in (Stage.DRAFT, Stage.PROPOSED)
    scores = scoring(layout, year, may_take_over=may_take_over)
    with uncollected():
        read = _read(layout, year, scores, _)
        last_year = compared(layout, year, read.points)
        rows = (*_rows(layout, year, scores, read, last_year, _), *_left_out(layout, _))
    return Proposal(
        layout,
        year,
        tuple(sorted(rows, key=lambda row: row.source_row)),
        scores.readings,
        _new_scale(scores, year),
        (*([_(scores.rule)] if scores.rule else ()), *(last_year.remarks(_) if last_year else ())),
        scores,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The rows as the control points that they say, with what was doubtful; and those that are none."""

    points: Mapping[int, ControlPoint]
    warnings: Mapping[int, tuple[str, ...]]
    left_out: Mapping[int, str]


def _read(layout: Layout, year: Year, scores: Scoring, _: Texts) -> _Read:
    reader = CellReader(layout, _)
    origin = Origin.MANDATORY if layout.source is Source.MANDATORY else Origin.OWN
    bare = ControlPoint(plan_id=year.plan.id, origin=origin, text="")  # copied, for they may be thousands
    points: dict[int, ControlPoint] = {}
    position = _next_positions(year)
    warnings: dict[int, tuple[str, ...]] = {}
    left_out: dict[int, str] = {}
    for line, scored in zip(layout.lines, scores.rows(layout.lines), strict=True):
        cells = Cells(line.number)
        cells.aside += [f"{label(column)}: {text}" for column, text in scored.beyond]
        try:
            reader.read(line.cells, cells)
        except Trouble as trouble:
            left_out[line.number] = trouble.say(_).rstrip(".")
            continue
        if says_no_score(cells.values.get(TEXT, "")):
            left_out[line.number] = _why_no_point(layout, line.cells, _)
            continue
        if line.category and "category" not in cells.values:
            cells.values["category"] = as_line(line.category)
        place = cells.values.get("origin", origin)
        told = {"lineage": new_lineage(), "position": position[place]}
        point = with_values(bare, {**cells.values, **scored.steps, **told})
        position[place] += 1
        points[line.number] = point
        doubts = (*cells.warnings, *_score_doubts(line.number, scored, _))
        if doubts:
            warnings[line.number] = doubts
    return _Read(points, warnings, left_out)


def _next_positions(year: Year) -> dict[Origin, int]:
    return {origin: next_position(p for p in year.control_points if p.origin is origin) for origin in Origin}


def _why_no_point(layout: Layout, cells: tuple[str, ...], _: Texts) -> str:
    if not any(cells[column.at] for column in layout.columns if column.field):
        return _(SAYS_NOTHING)
    column = layout.column_of(TEXT)
    assert column is not None
    return _(N_("{column} says nothing"), column=heading_said(column, _))


def _score_doubts(number: int, scored: RowScores, _: Texts) -> Iterator[str]:
    """The scores that could not be read, and a given risk value that is not the product of the others."""
    for read, column, text in scored.unread:
        yield _(
            N_("Row {row}, {column}: “{cell}” is not on the scale ({known}); the row comes in without it."),
            row=number,
            column=heading_said(column, _),
            cell=shortened(text),
            known=", ".join(str(value) for value, _name in read.steps),
        )
    if off := scored.off:
        yield _(
            N_("Row {row}: the risk value is given as “{given}”, but likelihood × consequence is {value}."),
            row=number,
            given=shortened(off.given),
            value=off.product_said,
        )


# ------------------------------------------------------------------ what becomes of each row
def _rows(
    layout: Layout, year: Year, scores: Scoring, read: _Read, last_year: Comparison | None, _: Texts
) -> Iterator[Row]:
    for number, reason in read.left_out.items():
        yield Row(number, Outcome.LEFT_OUT, reason)
    names = {column.field for column in layout.columns}.union(scores.readings)
    names |= {"category"} if _has_categories(layout) else set()
    stated = [spec.name for spec in visible_fields(ControlPoint) if spec.name in names]
    numbers = {point.id: year.number(point) for point in year.control_points}
    alone, repeated = _once_each(read.points)
    for number, earlier in repeated.items():
        yield Row(number, Outcome.LEFT_OUT, _(N_("the same as row {row}"), row=earlier))
    found = pairs(alone, year.control_points, numbers)
    position = _next_positions(year)
    for number, point in alone.items():
        doubts = read.warnings.get(number, ())
        if number in found.found:
            yield _paired_row(number, found.found[number], point, doubts, numbers, _)
        elif number in found.unclear:
            reason = _(N_("several control points have this text; change them there"))
            yield Row(number, Outcome.LEFT_OUT, reason, warnings=doubts)
        else:
            lineage = last_year.lineage(number, year) if last_year else None
            new = point
            if lineage or point.position != position[point.origin]:
                new = replace(point, position=position[point.origin], lineage=lineage or point.lineage)
            position[point.origin] += 1
            like = found.like.get(number) or found.clashing.get(number)
            if like:
                doubts = (*doubts, *_likeness_said(number, found, numbers, _))
            fields = {name: getattr(point, name) for name in stated}
            fields |= {"analysis": point.analysis} if point.analysis else {}
            reason = last_year.said(number, point, _) if last_year else ""
            yield Row(number, Outcome.ADDED, reason, Change(None, new), fields, doubts, like)


def _has_categories(layout: Layout) -> bool:
    return any(line.category for line in layout.lines)


def _once_each(points: Mapping[int, ControlPoint]) -> tuple[dict[int, ControlPoint], dict[int, int]]:
    """The rows that say something of their own, and those that repeat another one, with that one."""
    first: dict[tuple[object, ...], int] = {}
    repeated = {}
    for number, point in points.items():
        earlier = first.setdefault(_SAID(point), number)
        if earlier != number:
            repeated[number] = earlier
    return {number: point for number, point in points.items() if number not in repeated}, repeated


def _paired_row(
    number: int,
    known: ControlPoint,
    point: ControlPoint,
    doubts: tuple[str, ...],
    numbers: Mapping[int | None, str],
    _: Texts,
) -> Row:
    changes = differing(known, point)
    changes.pop("origin", None)
    if not changes:
        return Row(number, Outcome.LEFT_OUT, _(ALREADY), warnings=doubts)
    after = replace(known, **changes)
    what = f"{numbers[known.id]}: {difference_said(known, after, _)}"
    return Row(number, Outcome.CHANGED, what, Change(known, after), changes, doubts)


def _likeness_said(number: int, found: Pairs, numbers: Mapping[int | None, str], _: Texts) -> Iterator[str]:
    if other := found.like.get(number):
        sentence = N_("Row {row} is like {number} {text}, but not the same; it comes in beside it.")
        yield _(sentence, row=number, number=numbers[other.id], text=quoted(shortened(other.text), _))
    elif other := found.clashing.get(number):
        sentence = N_(
            "Row {row} has the number of {number} {text}, but says something else; it comes in beside it."
        )
        yield _(sentence, row=number, number=numbers[other.id], text=quoted(shortened(other.text), _))


def _left_out(layout: Layout, _: Texts) -> Iterator[Row]:
    for left_out in layout.table.left_out:
        yield Row(left_out.number, Outcome.LEFT_OUT, _(left_out.reason))


# ------------------------------------------------------------------ about the whole
def _new_scale(scores: Scoring, year: Year) -> NewScale | None:
    """The plan's scales and bands as they are to be; None when the plan keeps its own."""
    taken = {axis: read for axis, read in scores.readings.items() if read.fitting is Fitting.TAKEN_OVER}
    if not taken:
        return None
    steps: list[ScaleStep] = []
    for axis in Axis:
        if axis not in taken:
            steps += year.steps(axis)
            continue
        steps += [
            ScaleStep(plan_id=year.plan.id, axis=axis, value=value, name=name)
            for value, name in taken[axis].steps
        ]
    highest = prod(max((step.value or 1 for step in year.steps(axis)), default=1) for axis in Axis)
    new_highest = prod(max(step.value or 1 for step in steps if step.axis is axis) for axis in Axis)
    return NewScale(tuple(steps), stretched(year.bands, highest, new_highest))
