"""Steps on effect goals, goals and indicators: new ones, their order, and what hangs under what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from riskreg.domain.linking import link_between, stored_link
from riskreg.domain.ordering import next_position, renumbered
from riskreg.domain.records import Goal, GoalIndicator, Indicator
from riskreg.domain.scales import GoalKind
from riskreg.gui.session import Session
from riskreg.texts import N_

Aim = TypeVar("Aim", Goal, Indicator)

MOVE = N_("Move {number}")
NEW = {GoalKind.EFFECT: N_("New effect goal"), GoalKind.GOAL: N_("New goal")}
NEW_INDICATOR = N_("New indicator")


def add_goal(session: Session, kind: GoalKind, under: Goal | None) -> Goal:
    """Add a goal under an effect goal, or an effect goal; its text says what it is until one is written."""
    year, _ = session.year, session.texts
    with session.register.step(NEW[kind]) as edit:
        return edit.add(
            Goal(
                plan_id=year.plan.id,
                position=next_position(year.goals),
                kind=kind,
                parent_id=under.id if under and kind is GoalKind.GOAL else None,
                text=_(NEW[kind]),
            )
        )


def add_indicator(session: Session, goal: Goal | None) -> Indicator:
    """Add an indicator, tied to a goal."""
    year, _ = session.year, session.texts
    with session.register.step(NEW_INDICATOR) as edit:
        indicator = edit.add(
            Indicator(plan_id=year.plan.id, position=next_position(year.indicators), text=_(NEW_INDICATOR))
        )
        if goal is not None:
            edit.add(GoalIndicator(goal_id=goal.id, indicator_id=indicator.id))
    return indicator


def set_kind(session: Session, goal: Goal, kind: GoalKind) -> None:
    """Make a goal an effect goal or the other way round; what hung under it or held it is let go."""
    year = session.year
    with session.register.step(N_("Change the kind of {number}"), number=year.number(goal)) as edit:
        for below in year.goals_under(goal) if goal.kind is GoalKind.EFFECT else ():
            edit.put(below, replace(below, parent_id=None))
        edit.put(goal, replace(goal, kind=kind, parent_id=None))


def place_goal(session: Session, goal: Goal, under: Goal | None, before: Goal | None) -> None:
    """Put a goal under an effect goal (or none), before one of its siblings or after the last."""
    year = session.year
    with session.register.step(MOVE, number=year.number(goal)) as edit:
        placed = goal
        if goal.kind is GoalKind.GOAL:
            placed = replace(goal, parent_id=under.id if under else None)
            edit.put(goal, placed)
        siblings = year.goals_under(under) if goal.kind is GoalKind.GOAL else year.effect_goals
        peers = [g for g in year.goals if g.kind is goal.kind]
        edit.apply(renumbered(_ordered(peers, placed, siblings, before)))


def place_indicator(
    session: Session, indicator: Indicator, source: Goal | None, target: Goal | None, before: Indicator | None
) -> None:
    """Tie an indicator to another goal (or none) than the one it hung under, and put it in place there."""
    year = session.year
    with session.register.step(MOVE, number=year.number(indicator)) as edit:
        if source != target:
            if source and (link := stored_link(edit.contents, indicator, source)):
                edit.remove(link)
            if target and not stored_link(edit.contents, indicator, target):
                edit.add(link_between(indicator, target))
        siblings = year.indicators_of(target) if target else year.indicators
        edit.apply(renumbered(_ordered(year.indicators, indicator, siblings, before)))


def _ordered(peers: Sequence[Aim], moved: Aim, siblings: Sequence[Aim], before: Aim | None) -> Sequence[Aim]:
    """All peers in their new order: what is not a sibling keeps its place among the others."""
    order = [r for r in peers if r.id != moved.id]
    ids = [r.id for r in order]
    others = [s.id for s in siblings if s.id != moved.id]
    if before is not None and before.id != moved.id:
        at = ids.index(before.id)
    elif others:
        at = ids.index(others[-1]) + 1
    else:
        at = next((n for n, r in enumerate(peers) if r.id == moved.id), len(order))
    order.insert(at, moved)
    return order
