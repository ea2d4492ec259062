"""The commands of the Plan menu, and the looking at prints of its editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskreg.domain.scales import Scope, Stage
from riskreg.faults import Trouble
from riskreg.gui.actions import Command
from riskreg.gui.page_stack import DECIDED_PAGES
from riskreg.texts import N_

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from riskreg.gui.desk import Desk

STAGE = N_("Change the plan's stage")
_OF_ANY_PAGE = frozenset({"duplicate", "delete", "move_by", "paste_rows"})
_OF_A_CLOSED_YEAR = frozenset({"toggle_closed", "copy_year", "undo", "redo"})  # which change it all the same


class PlanCommands:
    """Changes, proposes, adopts and closes the plan of the shown year.  Its dialogs belong to `window`."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        self._window, self._desk = window, desk

    # -- what is possible
    def allow(self, command: Command, page: str) -> bool:
        """Whether the shown year has come far enough for a command on the shown page, and not too far."""
        if (session := self._desk.session) is None:
            return True
        from riskreg.domain.edition import edition_in_force

        if session.year.plan.stage is Stage.CLOSED:
            return command.name in _OF_A_CLOSED_YEAR or not (command.changes or command.content)
        decided = {scope for scope in Scope if edition_in_force(session.year, scope)}
        match command.name:
            case "toggle_proposed" | "adopt_plan":
                return Scope.PLAN not in decided
            case "toggle_closed":
                return Scope.PLAN in decided
            case "start_next_edition":
                return bool(decided)
        is_content = command.content and (command.name not in _OF_ANY_PAGE or page in DECIDED_PAGES)
        return not (is_content and Scope.PLAN in decided)

    def stages(self) -> dict[str, bool]:
        """The commands that stand for a stage, and whether the plan has come so far."""
        session = self._desk.session
        stage = session.year.plan.stage if session else Stage.DRAFT
        return {"toggle_proposed": stage is not Stage.DRAFT, "toggle_closed": stage is Stage.CLOSED}

    # -- the plan
    def plan_details(self) -> None:
        """The plan's, the organisation's and the scales' own fields."""
        from riskreg.gui.plan_details import PlanDetailsDialog

        if self._desk.session and self._desk.is_kept():
            PlanDetailsDialog(self._desk.session, self._window).exec()

    def hold_workshop(self) -> None:
        """Go through the risks with everybody, on the whole screen."""
        from riskreg.gui.workshop import WorkshopWindow

        if self._desk.session and self._desk.is_kept():
            WorkshopWindow(self._desk.session, self._window).begin()

    def copy_year(self) -> None:
        """Ask what to carry to another year."""
        from riskreg.gui.copy_year import CopyYearDialog

        if self._desk.session and self._desk.is_kept():
            CopyYearDialog(self._desk.session, self._window).exec()

    def toggle_proposed(self) -> None:
        """Mark the draft as proposed to the committee, or take that back."""
        self._toggle(Stage.DRAFT, Stage.PROPOSED)

    def toggle_closed(self) -> None:
        """Close the year, or open it again for following up."""
        from riskreg.following import close_year, reopen_year, said_of_closed

        if session := self._desk.session:
            with session.attempt():
                if session.year.plan.stage is Stage.CLOSED:
                    reopen_year(session.register, session.year)
                else:
                    close_year(session.register, session.year)
                    session.told.emit(said_of_closed(session.year, self._desk.texts))

    def _toggle(self, first: Stage, second: Stage) -> None:
        from dataclasses import replace

        if session := self._desk.session:
            plan = session.year.plan
            stage = second if plan.stage is first else first
            with session.attempt(), session.register.step(STAGE) as edit:
                edit.put(plan, replace(plan, stage=stage))

    # -- editions
    def adopt_plan(self) -> None:
        """Ask what the meeting decided, and adopt it."""
        from riskreg.gui.adopt_dialog import AdoptDialog

        if self._desk.session and self._desk.is_kept():
            AdoptDialog(self._desk.session, self._window).exec()

    def start_next_edition(self) -> None:
        """Open the adopted plan for changes."""
        import datetime

        from riskreg.adopting import start_next_edition

        desk, _ = self._desk, self._desk.texts
        if desk.session and desk.is_kept():
            session = desk.session
            with session.attempt():
                number = start_next_edition(
                    session.register, session.year.plan.year or 0, datetime.date.today()
                )
                session.told.emit(_("The plan is now a draft of edition {number}.", number=number))

    def verify_pdf(self) -> None:
        """Ask for a PDF, and say which edition it is and whether it is untouched."""
        from riskreg import files, paths
        from riskreg.gui import ask
        from riskreg.gui.background import run
        from riskreg.verifying import LARGEST, verify

        desk, _ = self._desk, self._desk.texts
        if (session := desk.session) is None:
            return
        title = _("Verify a printed PDF")
        kinds = _("PDF documents (*.pdf)")
        path = ask.open_file(self._window, _, title, kinds, paths.documents_folder())
        if path is None:
            return
        years = [session.register.year(year) for year in session.register.years]

        def failed(trouble: Trouble) -> None:
            ask.tell(self._window, title, f"{path.name}\n\n{trouble.say(_)}")

        run(
            self._window,
            session,
            _("Comparing {name} with the editions", name=path.name),
            lambda _progress: verify(years, files.read_whole(path, LARGEST)),
            lambda verdict: ask.inform(self._window, title, f"{path.name}\n\n{verdict.say(_)}"),
            failed=failed,
        )
