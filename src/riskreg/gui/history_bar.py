"""The bar over the history: search as you type, and what the steps are filtered by."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import ClassVar

from riskreg.domain.history import NAMES
from riskreg.domain.history_filter import HistoryFilter, key_of
from riskreg.domain.records import Record
from riskreg.gui.filter_row import FilterRow, Offers, cut
from riskreg.gui.session import Session
from riskreg.texts import N_

_ON_CHIP = 32  # characters
_PERIODS = (
    (0, N_("Today")),
    (6, N_("Last 7 days")),
    (29, N_("Last 30 days")),
    (364, N_("Last 12 months")),
)


class HistoryBar(FilterRow):
    """Filters the steps of the register; `filter` is a HistoryFilter."""

    nothing = HistoryFilter()
    parts: ClassVar = {"kinds": N_("Kind"), "who": N_("Who"), "since": N_("When")}
    tick = "deleted"
    chip = "record"

    def __init__(self, session: Session) -> None:
        _ = session.texts
        super().__init__(session, _("Search the history"), _("Deleted only"))
        self._who: tuple[str, ...] = ()
        self._called = ""
        self._today = datetime.date.today()
        self.tick_button.setToolTip(_("Only steps that deleted something, which can be brought back"))
        self.chip_button.setToolTip(_("Show the history of everything"))
        self.clear.setToolTip(_("Show every step"))
        self.offer()

    def offered(self) -> Offers:
        """Every kind of record, everyone who took a step, and a few periods."""
        _, day = self._, datetime.timedelta(days=1)
        return {
            "kinds": [(kind.table, _(name)) for kind, name in NAMES.items()],
            "who": [(who, cut(who, _ON_CHIP) or "–") for who in self._who],
            "since": [
                (None, _("Any time")),
                *((self._today - days * day, _(period)) for days, period in _PERIODS),
            ],
        }

    def offer_people(self, who: Iterable[str]) -> None:
        """Offer those who took the steps."""
        self._who = tuple(sorted(set(who), key=str.casefold))
        self.offer()

    def filter_by(self, record: Record, called: str) -> None:
        """Show the history of one record."""
        self._called = called
        self.set_filter(HistoryFilter(record=key_of(record)))

    def chip_said(self) -> str:
        """The record whose history is shown."""
        return cut(self._called, _ON_CHIP)

    def show_steps(self, shown: int, total: int, *, searching: bool) -> None:
        """How many of all are shown, and whether more may come."""
        _ = self._
        if searching:
            said = _("Searching… {shown} of {total}", shown=shown, total=total)
        elif shown < total:
            said = _("{shown} of {total}", shown=shown, total=total)
        else:
            said = _.n("{count} step", "{count} steps", total)
        self.show_count(said)
