"""Steps on the annual wheel: a new event, done, gone."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from riskreg.domain.history import title
from riskreg.domain.records import Event
from riskreg.gui.session import Session
from riskreg.texts import N_

NEW_EVENT = N_("New event")


def add_event(session: Session) -> Event:
    """Add an event today, or on the first day of a year that is not this one; it can be typed over."""
    plan, today = session.year.plan, datetime.date.today()
    day = today if today.year == plan.year else datetime.date(plan.year or today.year, 1, 1)
    with session.register.step(NEW_EVENT) as edit:
        return edit.add(Event(plan_id=plan.id, dated=day, text=session.texts(NEW_EVENT)))


def mark_done(session: Session, events: Sequence[Event]) -> None:
    """Say of events that they were done today; when all of them were done already, that they were not."""
    day = None if all(event.done for event in events) else datetime.date.today()
    with session.register.step(N_("Mark as done") if day else N_("Mark as not done")) as edit:
        for event in events:
            edit.put(event, replace(event, done=day if day is None else event.done or day))


def delete_events(session: Session, events: Sequence[Event]) -> None:
    """Remove events, as one step."""
    if len(events) == 1:
        step = session.register.step(N_("Delete “{title}”"), title=title(events[0]))
    else:
        step = session.register.step(N_("Delete {count} events"), count=len(events))
    with step as edit:
        edit.remove(*events)
