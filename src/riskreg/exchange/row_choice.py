"""What was chosen for single rows of a proposal: one that is the same as a record, one that stays out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from riskreg.domain.change import Change
from riskreg.domain.records import ControlPoint
from riskreg.domain.year import Year
from riskreg.exchange.goal_intake import ALREADY
from riskreg.exchange.pairing import differing
from riskreg.exchange.proposal import Outcome, Proposal, Row, difference_said
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

OUT = N_("left out by you")


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What becomes of a row instead: it is `same` as a control point, by its id, or it stays out."""

    same: int | None = None


def chosen_rows(proposal: Proposal, choices: Mapping[int, RowChoice], _: Texts) -> Proposal:
    """The proposal with what was chosen for its rows, by their number in the source.

    Trouble when two rows are to be the same control point.
    """
    if not choices:
        return proposal
    taken: dict[int | None, int] = {}  # the row that changes a control point
    rows = []
    for proposed in proposal.rows:
        choice = choices.get(proposed.source_row)
        row = _chosen(proposed, choice, proposal.year, _) if choice and proposed.change else proposed
        if row.change and isinstance(known := row.change.before, ControlPoint):
            if known.id in taken:
                raise Trouble(
                    N_("Rows {one} and {other} cannot both be {number}. Add one of them as new."),
                    one=taken[known.id],
                    other=row.source_row,
                    number=proposal.year.number(known),
                )
            taken[known.id] = row.source_row
        rows.append(row)
    return replace(proposal, rows=tuple(rows))


def _chosen(row: Row, choice: RowChoice, year: Year, _: Texts) -> Row:
    if choice.same is None:
        return replace(row, outcome=Outcome.LEFT_OUT, reason=_(OUT), change=None, warnings=())
    known = row.like
    new = row.change.after if row.change else None
    if known is None or known.id != choice.same or not isinstance(new, ControlPoint):
        return row
    changes = differing(known, new)
    changes.pop("origin", None)
    warnings = row.warnings[:-1]
    if not changes:
        return replace(row, outcome=Outcome.LEFT_OUT, reason=_(ALREADY), change=None, warnings=warnings)
    after = replace(known, **changes)
    what = f"{year.number(known)}: {difference_said(known, after, _)}"
    return Row(row.source_row, Outcome.CHANGED, what, Change(known, after), changes, warnings, known)
