"""Changing fields of records as one step: what the table, the form and the menus share."""

from __future__ import annotations

from collections.abc import Sequence

from riskreg.domain.change import with_value
from riskreg.domain.checks import refuse_unprintable
from riskreg.domain.fields import Field
from riskreg.domain.linking import link_between, stored_link
from riskreg.domain.numbering import Linked, Numbered
from riskreg.domain.records import Plan, Record
from riskreg.faults import Marked
from riskreg.gui.session import Session
from riskreg.texts import N_


def put_value(session: Session, records: Sequence[Record], field: Field, value: object) -> None:
    """Give all the records one value in a field, as one step.  Trouble when the register refuses it."""
    refuse_unprintable(field, value)
    current = [now for record in records if (now := session.current(record))]
    label = Marked(field.label)
    if len(current) != 1:
        step = session.register.step(N_("Change {field} of {count} records"), field=label, count=len(current))
    elif number := number_of(session, current[0]):
        step = session.register.step(N_("Change {field} of {number}"), field=label, number=number)
    else:
        step = session.register.step(N_("Change {field}"), field=label)
    with step as edit:
        for record in current:
            edit.put(record, with_value(record, field.name, value))


def number_of(session: Session, record: Record) -> str:
    """The number that a record is known by in its year's plan; empty for one without."""
    if not isinstance(record, Numbered):
        return ""
    plan = session.register.contents[Plan].get(record.plan_id or 0)
    year = plan.year if isinstance(plan, Plan) else None
    return session.register.year(year).number(record) if year is not None else ""


def put_link(session: Session, one: Linked, other: Linked, *, linked: bool) -> None:
    """Link two records or let go of their link, as one step; nothing when they are so already."""
    link, unlink = N_("Link {one} to {other}"), N_("Unlink {one} from {other}")
    numbers = {"one": number_of(session, one), "other": number_of(session, other)}
    with session.register.step(link if linked else unlink, **numbers) as edit:
        stored = stored_link(edit.contents, one, other)
        if linked and stored is None:
            edit.add(link_between(one, other))
        elif not linked and stored is not None:
            edit.remove(stored)
