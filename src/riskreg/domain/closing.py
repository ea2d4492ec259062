"""Closing a year: what must stand first, and that a closed year stays as it is until it is opened again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from riskreg.domain.change import Change, Contents, all_of
from riskreg.domain.edition import plan_of
from riskreg.domain.records import Plan, Record
from riskreg.domain.scales import Stage
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.texts import N_


def closed(year: Year) -> Plan:
    """The plan once its year is closed.  Trouble when it is not adopted or its annual report says nothing."""
    plan = year.plan
    if plan.stage is Stage.CLOSED:
        raise Trouble(N_("The year {year} is closed already."), year=plan.year)
    if plan.stage is not Stage.ADOPTED:
        raise Trouble(
            N_("The plan for {year} is not adopted, so its year cannot be closed. Adopt it first."),
            year=plan.year,
        )
    if year.report is None or not year.report.achieved.strip():
        raise Trouble(
            N_(
                "The annual report for {year} does not say yet what the plan achieved. Write that on the "
                "page Follow-up, under Annual report, and close the year then."
            ),
            year=plan.year,
        )
    return replace(plan, stage=Stage.CLOSED)


def reopened(year: Year) -> Plan:
    """The plan of a closed year, open again for following up.  Trouble when it is not closed."""
    if year.plan.stage is not Stage.CLOSED:
        raise Trouble(N_("The year {year} is not closed, so it is open already."), year=year.plan.year)
    return replace(year.plan, stage=Stage.ADOPTED)


def is_closed(contents: Contents, record: Record) -> bool:
    """Whether a record belongs to a closed year, so that it must not be changed."""
    plan = plan_of(contents, record)
    return plan is not None and plan.stage is Stage.CLOSED


def refuse_closed(changes: Iterable[Change], before: Contents, after: Contents) -> None:
    """Raise Trouble when a step changes something of a year that is closed and stays so."""
    if not any(plan.stage is Stage.CLOSED for plan in all_of(before, Plan)):
        return
    for change in changes:
        for record in filter(None, (change.before, change.after)):
            if is_closed(before, record) and is_closed(after, record):
                plan = plan_of(before, record)
                raise Trouble(
                    N_(
                        "The year {year} is closed, so it stays as it is. "
                        "Open it again first: Plan ▸ Closed, or riskreg close --reopen."
                    ),
                    year=plan.year if plan else "",
                )
