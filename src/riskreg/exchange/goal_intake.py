"""From the rows of a table of goals to goals, indicators and the strategic direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from riskreg.domain.change import Change
from riskreg.domain.checks import refuse_text, refuse_unprintable
from riskreg.domain.fields import Field, field_of
from riskreg.domain.ordering import next_position
from riskreg.domain.records import Goal, Indicator, Plan
from riskreg.domain.scales import GoalKind
from riskreg.domain.year import Year
from riskreg.exchange.layout import KIND, TEXT, Layout, heading_said
from riskreg.exchange.pairing import key
from riskreg.exchange.proposal import Outcome, Row
from riskreg.exchange.words import INDICATOR, STRATEGIC_DIRECTION, choice_of, choices_said, plain, shortened
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

ALREADY = N_("already in the register")


def goal_rows(layout: Layout, year: Year, _: Texts) -> Iterator[Row]:
    """What becomes of every row."""
    there: dict[tuple[object, str], int | None] = {(g.kind, key(g.text)): None for g in year.goals}
    there |= {(Indicator, key(i.text)): None for i in year.indicators}
    position: dict[object, int] = {
        kind: next_position(g for g in year.goals if g.kind is kind) for kind in GoalKind
    }
    position[Indicator] = next_position(year.indicators)
    plan = year.plan
    for number, cells in layout.rows():
        try:
            found = _goal(layout, year, cells, _)
        except _LeftOut as left_out:
            yield Row(number, Outcome.LEFT_OUT, str(left_out))
            continue
        if isinstance(found, str):
            row = _direction_row(number, plan, found, _)
            plan = row.change.after if row.change and isinstance(row.change.after, Plan) else plan
            yield row
            continue
        kind: object = found.kind if isinstance(found, Goal) else Indicator
        twin = (kind, key(found.text))
        if twin in there:
            earlier = there[twin]
            reason = _(ALREADY) if earlier is None else _(N_("the same as row {row}"), row=earlier)
            yield Row(number, Outcome.LEFT_OUT, reason)
            continue
        there[twin] = number
        found = replace(found, position=position[kind])
        position[kind] += 1
        name = found.kind.value if isinstance(found, Goal) else found.table
        yield Row(number, Outcome.ADDED, change=Change(None, found), fields={KIND: name, TEXT: found.text})


class _LeftOut(Exception):
    """Why a row can be no goal, in words."""


def _goal(layout: Layout, year: Year, cells: tuple[str, ...], _: Texts) -> Goal | Indicator | str:
    """The goal or indicator of a row, or the strategic direction as a bare text."""
    text_column, kind_column = layout.column_of(TEXT), layout.column_of(KIND)
    assert text_column is not None
    word = cells[kind_column.at] if kind_column else ""
    text = cells[text_column.at]
    if not text:
        raise _LeftOut(_(N_("{column} says nothing"), column=heading_said(text_column, _)))
    owner: dict[str, Any] = {"plan_id": year.plan.id}
    if plain(word) in STRATEGIC_DIRECTION:
        return _held(field_of(Plan, "strategic_direction"), text, _)
    if plain(word) in INDICATOR:
        return Indicator(**owner, text=_held(field_of(Indicator, TEXT), text, _))
    kind = choice_of(GoalKind, word) if kind_column else GoalKind.GOAL
    if kind is None:
        known = _(N_("{goals}, “{indicator}” or “{direction}”"), **_kinds_said(_))
        sentence = N_("“{cell}” is not known here; known are {known}")
        raise _LeftOut(_(sentence, cell=shortened(word), known=known))
    return Goal(**owner, kind=kind, text=_held(field_of(Goal, TEXT), text, _))


def _held(spec: Field, text: str, _: Texts) -> str:
    try:
        refuse_text(spec, text)
        refuse_unprintable(spec, text)
    except Trouble as trouble:
        raise _LeftOut(trouble.say(_).rstrip(".")) from None
    return text


def _kinds_said(_: Texts) -> dict[str, str]:
    return {
        "goals": choices_said(GoalKind, _),
        "indicator": _(field_of(Indicator, TEXT).label),
        "direction": _(field_of(Plan, "strategic_direction").label),
    }


def _direction_row(number: int, plan: Plan, text: str, _: Texts) -> Row:
    if key(plan.strategic_direction) == key(text):
        return Row(number, Outcome.LEFT_OUT, _(ALREADY))
    if plan.strategic_direction:
        reason = _(N_("the plan already has another strategic direction; change it there"))
        return Row(number, Outcome.LEFT_OUT, reason)
    after = replace(plan, strategic_direction=text)
    what = _(field_of(Plan, "strategic_direction").label)
    return Row(number, Outcome.CHANGED, what, Change(plan, after), {"strategic_direction": text})
