"""The work behind the dialog, done in a thread: finding tables, and trying out what one would bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskreg.domain.year import Year
from riskreg.exchange.intake import propose
from riskreg.exchange.layout import TEXT, Layout, Source
from riskreg.exchange.mapping import find_layouts
from riskreg.exchange.mapping_file import AS_BEFORE, kept_mapping, mapped
from riskreg.exchange.proposal import Proposal
from riskreg.exchange.scoring import Off, said
from riskreg.exchange.sheet import Sheet
from riskreg.faults import Trouble
from riskreg.settings import Settings
from riskreg.texts import N_, Texts


@dataclass(frozen=True, slots=True)
class Found:
    """A table that may hold a register: as it is guessed, and as it was chosen for its headings before."""

    guessed: Layout
    before: Layout | None

    @property
    def layout(self) -> Layout:
        """What to begin with."""
        return self.before or self.guessed


@dataclass(frozen=True, slots=True)
class Tried:
    """What a table would bring, with how often each score occurs and the risk values that are off."""

    proposal: Proposal
    cells: Mapping[str, Counter[str]]  # by scale
    off: tuple[tuple[int, Off], ...]  # by row of the source
    given: Mapping[int, tuple[str, ...]]  # the cells of each row


def found_in(
    sheets: Sequence[Sheet], source: Source | None, sheet: str | None, settings: Settings, _: Texts
) -> tuple[Found, ...]:
    """The tables, the likeliest first.  Trouble when there is none."""
    found = []
    for layout in find_layouts(sheets, _, source=source, sheet_name=sheet):
        kept = kept_mapping(settings, layout)
        before = mapped(layout, kept | {"source": layout.source}, AS_BEFORE, _) if kept else None
        same = before is None or (before.columns == layout.columns and not before.scales)
        found.append(Found(layout, None if same else before))
    return tuple(found)


def tried(layout: Layout, year: Year, _: Texts) -> Tried:
    """What importing the table would do.  Trouble when no column holds what each row is about."""
    if layout.column_of(TEXT) is None:
        raise Trouble(
            N_(
                "No column holds the text of each row. On the Columns tab, choose which one becomes "
                "“{field}”."
            ),
            field=_("Goal") if layout.source is Source.GOALS else _("Control point"),
        )
    proposal = propose(layout, year, _)
    scores = proposal.scores
    cells: dict[str, Counter[str]] = {axis: Counter() for axis in proposal.readings}
    off: list[tuple[int, Off]] = []
    for number, row in layout.rows():
        for axis, counter in cells.items():
            counter.update(text for _column, text in said(layout, axis, row))
        if scores and (found := scores.off(row, scores.scores(row))):
            off.append((number, found))
    return Tried(proposal, cells, tuple(off), _given(layout))


def _given(layout: Layout) -> dict[int, tuple[str, ...]]:
    rows = layout.sheet.rows
    given = {left.number: rows[left.number - 1] for left in layout.table.left_out if left.number <= len(rows)}
    return given | dict(layout.rows())
