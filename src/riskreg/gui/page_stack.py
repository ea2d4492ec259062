"""The pages of the window and the stack that shows one of them, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from riskreg.domain.assessment_records import ASSESSMENT_RECORDS
from riskreg.gui.buttons import dress
from riskreg.texts import N_, Texts

if TYPE_CHECKING:
    from riskreg.domain.records import Record
    from riskreg.gui.session import Session


def _overview(session: Session) -> QWidget:
    from riskreg.gui.overview import OverviewPage

    return OverviewPage(session)


def _risks(session: Session) -> QWidget:
    from riskreg.gui.risks import RisksPage

    return RisksPage(session)


def _goals(session: Session) -> QWidget:
    from riskreg.gui.goals import GoalsPage

    return GoalsPage(session)


def _follow_up(session: Session) -> QWidget:
    from riskreg.gui.follow_up import FollowUpPage

    return FollowUpPage(session)


def _undertakings(session: Session) -> QWidget:
    from riskreg.gui.undertakings import UndertakingsPage

    return UndertakingsPage(session)


def _assessments(session: Session) -> QWidget:
    from riskreg.gui.assessments import AssessmentsPage

    return AssessmentsPage(session)


def _documents(session: Session) -> QWidget:
    from riskreg.gui.documents import DocumentsPage

    return DocumentsPage(session)


def _history(session: Session) -> QWidget:
    from riskreg.gui.history import HistoryPage

    return HistoryPage(session)


def _wheel(session: Session) -> QWidget:
    from riskreg.gui.wheel import WheelPage

    return WheelPage(session)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its name and icon, its title, how it is made, and the commands that are at home there."""

    name: str
    title: str
    make: Callable[[Session], QWidget]
    commands: frozenset[str] = frozenset()


PAGES = (
    PageEntry("overview", N_("Overview"), _overview),
    PageEntry(
        "risks",
        N_("Risks"),
        _risks,
        frozenset({"new_point", "record_risks", "focus_search", "set_matrix_shown"}),
    ),
    PageEntry("goals", N_("Goals"), _goals, frozenset({"new_goal", "new_indicator"})),
    PageEntry("follow-up", N_("Follow-up"), _follow_up, frozenset({"new_action"})),
    PageEntry("undertakings", N_("Undertakings"), _undertakings, frozenset({"new_undertaking"})),
    PageEntry("wheel", N_("Annual wheel"), _wheel, frozenset({"new_event", "usual_year", "save_calendar"})),
    PageEntry("assessments", N_("Assessments"), _assessments, frozenset({"new_assessment"})),
    PageEntry("documents", N_("Documents"), _documents, frozenset({"save_pdf", "print_paper"})),
    PageEntry("history", N_("History"), _history),
)


# The pages whose records are what a meeting decides.
DECIDED_PAGES = frozenset({"risks", "goals", "undertakings"})


def home_of(command: str) -> str | None:
    """The page that a command belongs to, wherever it is asked for."""
    return next((page.name for page in PAGES if command in page.commands), None)


# Where a record is edited, by its table; the others are on the page of goals.
_EDITED_ON = {
    "control_point": "risks",
    "event": "wheel",
    "undertaking": "undertakings",
    "action": "follow-up",
    **dict.fromkeys((kind.table for kind in ASSESSMENT_RECORDS), "assessments"),
}


def page_of(record: Record) -> str:
    """The page on which a record is edited."""
    return _EDITED_ON.get(record.table, "goals")


class Navigation(QListWidget):
    """The list of pages on the left."""

    def __init__(self, _: Texts) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages"))
        self.setIconSize(QSize(22, 22))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setSpacing(2)
        for page in PAGES:
            item = QListWidgetItem(_(page.title))
            dress(item, page.name)
            item.setSizeHint(QSize(0, 38))
            self.addItem(item)

    def mark(self, entry: PageEntry) -> None:
        """Mark a page as the one shown, without telling anyone."""
        self.blockSignals(True)
        self.setCurrentRow(PAGES.index(entry))
        self.blockSignals(False)


class PageStack(QStackedWidget):
    """The pages made so far.  `made` tells of each new one."""

    made = Signal(object)  # QWidget

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, QWidget] = {}
        self.currentChanged.connect(self._entered)

    def _entered(self, _at: int) -> None:
        """Begin where the page is worked in, unless the user walks through the list of pages."""
        stop = getattr(self.currentWidget(), "first_stop", None)
        if stop is not None and not isinstance(QApplication.focusWidget(), Navigation):
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self, entry: PageEntry, session: Session) -> QWidget:
        """A page, made when it is not there yet."""
        if entry.name not in self._pages:
            self._pages[entry.name] = entry.make(session)
            self.addWidget(self._pages[entry.name])
            self.made.emit(self._pages[entry.name])
        return self._pages[entry.name]

    @property
    def shown(self) -> str:
        """The name of the shown page; empty for one that belongs to no register."""
        return next((name for name, page in self._pages.items() if page is self.currentWidget()), "")

    def show_alone(self, page: QWidget) -> None:
        """Show a page that belongs to no register."""
        self.empty()
        self.addWidget(page)
        self.setCurrentWidget(page)

    def flush(self) -> None:
        """Commit what is being typed on the page that is shown."""
        page = self.currentWidget()
        if page is not None and hasattr(page, "flush"):
            page.flush()

    def empty(self) -> None:
        """Let go of every page."""
        self._pages.clear()
        while (page := self.widget(0)) is not None:
            self.removeWidget(page)
            page.deleteLater()
