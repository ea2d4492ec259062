"""The page of the committee's undertakings: projects, standing services and ongoing work."""

from __future__ import annotations

from collections.abc import Sequence

from riskreg.domain.ordering import next_position
from riskreg.domain.records import ControlPoint, Undertaking
from riskreg.gui.first_steps import FirstSteps
from riskreg.gui.links_section import LinksSection
from riskreg.gui.list_page import ListPage
from riskreg.gui.record_form import RecordForm
from riskreg.gui.session import Session
from riskreg.texts import N_

NEW = N_("New undertaking")


class UndertakingForm(RecordForm):
    """One undertaking, and the control points that watch over it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Undertaking)
        self.add_heading(self._("Watched over by"))
        self.links = LinksSection(session, (ControlPoint,))
        self.column.addWidget(self.links)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show the undertaking as it is now, with its links."""
        super().refresh()
        record = self.records[0] if self.records else None
        self.links.show_record(record if isinstance(record, Undertaking) else None)


class UndertakingsPage(ListPage):
    """The year's undertakings."""

    def __init__(self, session: Session) -> None:
        _ = session.texts
        first = FirstSteps(
            _("No undertakings yet"),
            _(
                "Write down what the committee has taken on: projects, standing services and ongoing work, "
                "each with its phase and timetable. Control points can be linked to them, and "
                "Plan ▸ Details and scales says whether they are printed in the plan."
            ),
            _(NEW),
            _,
            imports=False,
        )
        super().__init__(session, UndertakingForm(session), first, _(NEW))

    @property
    def kind(self) -> type[Undertaking]:
        """Undertakings."""
        return Undertaking

    def all_records(self) -> Sequence[Undertaking]:
        """The year's undertakings, in the user's order."""
        return self.session.year.undertakings

    def new_record(self) -> None:
        """Add an undertaking and begin to write it."""
        self.flush()
        year, added = self.session.year, None
        with self.session.attempt(), self.session.register.step(NEW) as edit:
            added = edit.add(
                Undertaking(plan_id=year.plan.id, position=next_position(year.undertakings), text=self._(NEW))
            )
        self.begin(added)

    def new_undertaking(self) -> None:
        """The menu's command."""
        self.new_record()
