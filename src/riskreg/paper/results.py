"""The tables of following up: results of controls, goals and indicators, deviations and actions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from riskreg.domain.fields import Field, Kind, visible_fields
from riskreg.domain.follow_up import Followed, Subject, is_open, is_overdue, next_due, origin_of
from riskreg.domain.follow_up_records import Action, FollowUpPeriod
from riskreg.domain.records import Goal, Indicator, Record
from riskreg.domain.scales import Assessment
from riskreg.domain.wording import NOT_STATED, said, value_said
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.columns import ALIGNED, LEAST
from riskreg.paper.flow import Block
from riskreg.paper.points import NONE_HANDLED
from riskreg.paper.table import Cell, Column, Table
from riskreg.paper.tagged import Align
from riskreg.texts import N_, Texts

NONE_DEVIATING = N_("No control found any deviation.")
_LEAST_TEXT, _LEAST_NUMBER, _LEAST_DATE = 150, 50, 60
NOT_ASSESSED = N_("Not assessed")


def cell(text: str, _: Texts) -> Cell:
    """A cell, which says so when it is empty."""
    return Cell(text) if text.strip() else Cell(_(NOT_STATED), empty=True)


def number_column(label: str, weight: float = 8) -> Column:
    """A column of numbers, set right so that they can be compared."""
    return Column(label, weight, "right", _LEAST_NUMBER)


def _aligned(field: Field) -> Align:
    return "right" if field.kind in (Kind.NUMBER, Kind.DECIMAL) else ALIGNED[field.kind]


def _column(field: Field, _: Texts) -> Column:
    least = _LEAST_DATE if field.kind is Kind.DATE else _LEAST_NUMBER if field.kind is Kind.NUMBER else 0
    return Column(
        _(field.label),
        field.paper,
        _aligned(field),
        least or LEAST[field.kind],
        lowers=field.kind is Kind.PARAGRAPH,
    )


def _fields(kind: type[Record], records: Sequence[Record]) -> list[Field]:
    """The printed fields that any of the records states."""
    return [
        f
        for f in visible_fields(kind)
        if f.paper and any(getattr(record, f.name) not in (None, "") for record in records)
    ]


def result_table(
    followed: Followed, subjects: Sequence[Subject], label: str, _: Texts, extra: Sequence[str] = ()
) -> Table:
    """Each subject with what is recorded of it; `extra` names fields of the subject's own."""
    results = [followed.result(subject) for subject in subjects]
    own = [f for f in visible_fields(type(subjects[0])) if f.name in extra]
    fields = _fields(type(results[0]), results)
    return Table(
        columns=[
            Column(_("No."), 5, least=36, heads=True, strong=True),
            Column(label, 30, least=_LEAST_TEXT),
            *(Column(_(f.label), f.paper, least=LEAST[f.kind]) for f in own),
            *(_column(f, _) for f in fields),
        ],
        rows=[
            [
                Cell(followed.year.number(subject)),
                cell(subject.text, _),
                *(cell(value_said(subject, f, _), _) for f in own),
                *(cell(value_said(result, f, _), _) for f in fields),
            ]
            for subject, result in zip(subjects, results, strict=True)
        ],
    )


def control_results(followed: Followed, level: int, _: Texts) -> Iterator[Block]:
    """What the controls of a period showed."""
    yield Heading(level, _("Results of the controls"))
    if followed.points:
        yield result_table(followed, followed.points, _("Control point"), _, ("responsible",))
    else:
        yield Paragraph(_(NONE_HANDLED))


def deviations(followed: Followed, level: int, _: Texts) -> Iterator[Block]:
    """The deviations of a period, each with what is done about it."""
    year = followed.year
    yield Heading(level, _("Deviations"))
    if not followed.deviating:
        yield Paragraph(_(NONE_DEVIATING))
        return
    rows = []
    for point in followed.deviating:
        result = followed.control(point)
        rows.append(
            [
                Cell(year.number(point)),
                cell(point.text, _),
                cell(said_number(result.checked), _),
                cell(said_number(result.deviations), _),
                cell(result.comment, _),
                cell(_actions_said(year, followed.actions_for(point)) or _("No action yet"), _),
            ]
        )
    yield Table(
        [
            Column(_("No."), 5, least=36, heads=True, strong=True),
            Column(_("Control point"), 28, least=_LEAST_TEXT),
            number_column(_("Checked")),
            number_column(_("Deviations")),
            Column(_("What deviates"), 26, least=104),
            Column(_("Action"), 26, least=104),
        ],
        rows,
    )


def said_number(value: int | None) -> str:
    """A count in words; empty for none, 0 for nothing."""
    return "" if value is None else str(value)


def _actions_said(year: Year, actions: Sequence[Action]) -> str:
    return "; ".join(f"{year.number(a)} {' '.join(a.text.split())}" for a in actions)


def action_table(year: Year, actions: Sequence[Action], on: datetime.date, _: Texts) -> Table:
    """Actions with how far they have come; `on` is the day by which one that is left to do is overdue."""
    fields = [f for f in visible_fields(Action) if f.paper and f.name != "due"]
    stated = [f for f in fields if f.name in {"text", "status"} or f in _fields(Action, actions)]
    rows = []
    for action in actions:
        due = said_due(action, year, on, _)
        cells = {f.name: cell(value_said(action, f, _), _) for f in stated}
        rows.append([Cell(year.number(action)), cells.pop("text"), cell(origin_said(year, action, _), _)])
        rows[-1] += [cell(due, _), *cells.values()]
    rest = [_column(f, _) for f in stated if f.name != "text"]
    return Table(
        [
            Column(_("No."), 5, least=36, heads=True, strong=True),
            Column(_("Action"), 30, least=_LEAST_TEXT),
            Column(_("Comes from"), 14, least=66),
            Column(_("Due"), 11, least=66),
            *rest,
        ],
        rows,
    )


def said_due(action: Action, year: Year, on: datetime.date, _: Texts) -> str:
    """When an action is to be done, and whether that is over."""
    number = year.plan.year or 0
    due = next_due(action, number)
    if due is None:
        return ""
    return _("{day}, overdue", day=due) if is_overdue(action, number, on) else due.isoformat()


def origin_said(year: Year, action: Action, _: Texts) -> str:
    """What an action comes from: "Deviation, K2, Tertial 1"."""
    subject, period = origin_of(year, action)
    told = (_(action.source.label), year.number(subject) if subject else "", period.name if period else "")
    return ", ".join(filter(None, told))


def actions_blocks(
    year: Year, actions: Sequence[Action], on: datetime.date, level: int, title: str, nothing: str, _: Texts
) -> Iterator[Block]:
    """A heading with its actions, or why there are none."""
    yield Heading(level, title)
    yield action_table(year, actions, on, _) if actions else Paragraph(nothing)


def open_actions(year: Year) -> list[Action]:
    """The actions that something is left to do of."""
    return [action for action in year.actions if is_open(action)]


def goal_results(followed: Followed, level: int, _: Texts) -> Iterator[Block]:
    """How it goes with goals and indicators, and the action plan for the goals that are not being met."""
    year = followed.year
    yield Heading(level, _("Goals"))
    if followed.goals:
        yield result_table(followed, followed.goals, _("Goal"), _)
    else:
        yield Paragraph(_("The plan states no goals."))
    yield Heading(level, _("Indicators"))
    if year.indicators:
        yield result_table(followed, year.indicators, _("Indicator"), _, ("target",))
    else:
        yield Paragraph(_("The plan states no indicators."))
    yield Heading(level, _("Action plan for goals that are not being met"))
    if not followed.missed:
        yield Paragraph(_("No goal is assessed as at risk or not met."))
        return
    yield Table(
        [
            Column(_("No."), 5, least=36, heads=True, strong=True),
            Column(_("Goal or indicator"), 30, least=_LEAST_TEXT),
            Column(_("Assessment"), 12, least=66),
            Column(_("Action"), 20, least=104),
            Column(_("Responsible"), 12, least=60),
            Column(_("Due"), 10, least=60),
        ],
        [row for subject in followed.missed for row in _plan_rows(followed, subject, _)],
    )


def _plan_rows(followed: Followed, subject: Goal | Indicator, _: Texts) -> Iterator[list[Cell]]:
    year, assessment = followed.year, followed.assessed(subject).assessment
    first = [
        Cell(year.number(subject)),
        cell(subject.text, _),
        cell(assessment_said(assessment, _), _),
    ]
    for action in followed.actions_for(subject):
        due = next_due(action, year.plan.year or 0)
        yield [
            *first,
            cell(f"{year.number(action)} {action.text}", _),
            cell(action.responsible, _),
            cell(due.isoformat() if due else "", _),
        ]
    if not followed.actions_for(subject):
        yield [*first, cell(_("No action yet"), _), cell("", _), cell("", _)]


def assessment_said(assessment: Assessment | None, _: Texts) -> str:
    """An assessment in words."""
    return _(assessment.label if assessment else NOT_ASSESSED)


def span_said(period: FollowUpPeriod, _: Texts) -> str:
    """The days of a period."""
    fields = {f.name: f for f in visible_fields(FollowUpPeriod)}
    return "–".join(said(fields[name], getattr(period, name), _) for name in ("start", "end"))
