"""The one window: navigation on the left, the year at the top, a page in the middle.

Nothing here imports the store as the window is made: it is painted first, and `begin` brings in the rest.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QSplitter, QVBoxLayout, QWidget

from riskreg.faults import Trouble
from riskreg.gui.actions import COMMANDS, Command, fill_recent, make_actions, name_turns
from riskreg.gui.buttons import dress_anew
from riskreg.gui.decided_bar import DecidedBar
from riskreg.gui.dropping import Dropping
from riskreg.gui.file_commands import FileCommands
from riskreg.gui.message_bar import MessageBar
from riskreg.gui.page_stack import PAGES, Navigation, PageStack, home_of, page_of
from riskreg.gui.plan_commands import PlanCommands
from riskreg.gui.status_line import StatusLine
from riskreg.gui.welcome import WelcomePage
from riskreg.gui.year_bar import YearBar
from riskreg.settings import Settings
from riskreg.texts import LANGUAGES, Texts, texts

if TYPE_CHECKING:
    from riskreg.gui.opening import Way
    from riskreg.gui.session import Session
    from riskreg.gui.watch import Watch
    from riskreg.register import Register

_ABOUT_THE_FILE = ("new_register", "choose_register", "open_sample", "restore_version", "close")
_ALWAYS = frozenset({*_ABOUT_THE_FILE, "set_language", "show_guide", "show_about"})
# What an empty page proposes to do first: the page's signal and the command that does it.
_PROPOSED = {
    "new_point_wanted": "new_point",
    "many_wanted": "record_risks",
    "new_goal_wanted": "new_goal:goal",
    "import_wanted": "import_file",
}
_BRIEFLY, _A_WHILE = 5_000, 10_000  # milliseconds that a word stands in the status bar


class MainWindow(QMainWindow):
    """Holds the session and passes every command on to whoever does it."""

    painted = Signal()  # shortly after every painting

    navigation: Navigation
    year_bar: YearBar
    message: MessageBar

    def __init__(self, settings: Settings, _: Texts) -> None:
        super().__init__()
        self.files, self.plans = FileCommands(self, self), PlanCommands(self, self)
        self.settings = settings
        self.session: Session | None = None
        self.watch: Watch | None = None
        self._ = _
        self.setMinimumSize(900, 560)
        self.resize(1280, 720)
        if isinstance(geometry := settings.get("window"), str):
            self.restoreGeometry(QByteArray(b64decode(geometry)))
        Dropping(self, self.files.take_file)
        QShortcut(QKeySequence.StandardKey.Save, self).activated.connect(self._all_is_saved)
        self.recent_menu = QMenu(self)
        self._furnish()
        self.navigation.hide()
        self.year_bar.hide()
        self._refresh()

    # -- building
    def _furnish(self) -> None:
        """Everything that speaks: made anew when the language changes."""
        _ = self._
        self.menuBar().clear()
        self.actions_by_key = make_actions(self, self.menuBar(), _, self._do, self.recent_menu)
        self.year_bar = YearBar(_, self.actions_by_key)
        self.year_bar.year_wanted.connect(self._show_year)
        self.addToolBar(self.year_bar)
        self.navigation = Navigation(_)
        self.navigation.currentRowChanged.connect(self._navigated)
        self.stack = PageStack()
        self.stack.made.connect(self._join)
        self.standing, self.message = MessageBar(_, lasting=True), MessageBar(_)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.standing)
        column.addWidget(self.message)
        self.decided = DecidedBar(
            _, self.actions_by_key["start_next_edition"], self.actions_by_key["toggle_closed"]
        )
        column.addWidget(self.decided)
        column.addWidget(self.stack, 1)
        splitter = QSplitter()
        splitter.addWidget(self.navigation)
        splitter.addWidget(middle)
        splitter.setCollapsible(1, False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([148, 1200])
        self.setCentralWidget(splitter)
        self.status = StatusLine()
        self.statusBar().addWidget(self.status)

    # -- beginning and ending
    def begin(self, path: Path | None) -> None:
        """Open a register; without one, or when it cannot be opened, the welcome page shows."""
        if path is not None:
            self.files.open_register(path)
        if self.session is None:
            self._show_welcome()

    def close_register(self) -> None:
        """Back to the welcome page, unless what is being typed cannot be kept."""
        if self.is_kept():
            self._leave()
            self._show_welcome()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed; when it cannot be kept, stay open and say why."""
        if not self.is_kept():
            event.ignore()
            return
        self.settings.put("window", b64encode(self.saveGeometry().data()).decode())
        self._leave()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            dress_anew(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that the window is painted, once all that is in it is."""
        super().paintEvent(event)
        QTimer.singleShot(0, self.painted.emit)

    def take(self, way: Way, path: Path | None = None) -> None:
        """Show the register that a way leads to, which lies at `path` when that is known; on Trouble the one
        that is open stays."""
        if not (self.is_lost or self.is_kept()):
            return
        register = None
        try:
            register = way()
            newest = register.newest_year
        except Trouble as trouble:
            self.message.tell(trouble.say(self._), self.files.help_for(trouble, path))
            if register:
                register.close()
            return
        self._leave()
        self.settings.opened(register.path)
        last = self.settings.get("year")
        self._enter(register, last if last in register.years else newest)

    def moved(self) -> None:
        """The open register lies elsewhere now: what was refused before may be committed there."""
        assert self.session is not None
        self.settings.opened(self.session.register.path)
        assert self.watch is not None
        self.watch.look()
        self.stack.flush()
        self._refresh()

    @property
    def is_lost(self) -> bool:
        """Whether nothing more can be saved in the open register's file: it is gone or was replaced."""
        return self.watch is not None and self.watch.lost is not None

    @property
    def texts(self) -> Texts:
        """The language that the window speaks."""
        return self._

    def _enter(self, register: Register, year: int) -> None:
        from riskreg.gui.session import Session
        from riskreg.gui.watch import Watch

        self.session = session = Session(register, year, self.settings, self._)
        session.stepped.connect(self._stepped)
        session.year_changed.connect(self._refresh)
        session.told.connect(lambda text: self.statusBar().showMessage(text, _A_WHILE))
        session.record_wanted.connect(self.show_record)
        session.points_wanted.connect(self.show_points)
        session.history_wanted.connect(self.show_history)
        session.follow_up_wanted.connect(self.show_follow_up)
        self.stack.empty()
        self.navigation.show()
        self.year_bar.show()
        self.watch = Watch(session, self.standing, self.message, self.files, self)
        self.watch.changed.connect(self._refresh)
        self.show_page(self.settings.get("page", PAGES[0].name))
        self._refresh()

    def _leave(self) -> None:
        """Let go of the open register and its pages."""
        self.message.hide()
        self.stack.empty()
        self.status.show_session(None)
        if self.watch:
            self.watch.end()
            self.watch = None
        if self.session:
            self.settings.put("year", self.session.year.plan.year)
            self.session.close()
            self.session = None

    def _show_welcome(self) -> None:
        page = WelcomePage(self.settings, self._)
        page.new_wanted.connect(self.files.new_register)
        page.open_wanted.connect(self.files.choose_register)
        page.sample_wanted.connect(self.files.open_sample)
        page.recent_wanted.connect(self.files.open_register)
        self.stack.show_alone(page)
        self.navigation.hide()
        self.year_bar.hide()
        self.setWindowTitle("riskreg")
        self._refresh()

    def is_kept(self) -> bool:
        """Commit what is being typed; False when it was refused, and then a strip says why."""
        self.message.hide()
        return self.watch is None or self.watch.takes(self.stack.flush)

    # -- pages
    @property
    def page(self) -> QWidget | None:
        """The page that is shown; None on the welcome page."""
        return self.stack.currentWidget() if self.session else None

    def show_page(self, name: str) -> Any:  # a page has deeds of its own
        """Show a page; what was being typed on the old one is committed first."""
        assert self.session is not None
        entry = next((p for p in PAGES if p.name == name), PAGES[0])
        self.stack.flush()
        page = self.stack.page(entry, self.session)
        self.stack.setCurrentWidget(page)
        self.navigation.mark(entry)
        self.settings.put("page", entry.name)
        self._refresh_actions()
        return page

    def _join(self, page: QWidget) -> None:
        """What an empty page proposes to do first is done by the menus' commands."""
        for signal, deed in _PROPOSED.items():
            if hasattr(page, signal):
                getattr(page, signal).connect(self.actions_by_key[deed].trigger)

    def show_record(self, record: Any) -> None:
        """Show a record where it is edited; a plan, where it is adopted."""
        if record.table == "plan":
            self.plans.adopt_plan()
        else:
            self.show_page(page_of(record)).select_record(record)

    def show_points(self, chosen: object) -> None:
        """Show the control points that a filter chooses."""
        self.show_page("risks").set_filter(chosen)

    def show_history(self, record: object) -> None:
        """Show what happened to a record."""
        self.show_page("history").show_history_of(record)

    def show_follow_up(self, period: object, record: object) -> None:
        """Show a record where it is followed up."""
        self.show_page("follow-up").show_subject(period, record)

    def _navigated(self, row: int) -> None:
        if self.session and row >= 0:
            self.show_page(PAGES[row].name)

    def _show_year(self, year: int) -> None:
        if self.session:
            self.stack.flush()
            self.session.show_year(year)

    # -- commands
    def _do(self, command: Command) -> None:
        """Do a command: a method of the window's own, or of the page that it belongs to."""
        arguments: list[Any] = [] if command.argument is None else [command.argument]
        if command.name == "set_matrix_shown":
            arguments = [self.actions_by_key[command.key].isChecked()]
        deed = next((getattr(owner, command.name) for owner in self._owners(command.name)), None)
        home = home_of(command.name)
        if deed is None and home and self.session:
            deed = getattr(self.show_page(home), command.name)
        if deed is not None:
            deed(*arguments)
        self._refresh_actions()

    def _owners(self, name: str) -> list[object]:
        """Who does a command: the window, its file and plan commands, the page that is shown."""
        return [owner for owner in (self, self.files, self.plans, self.page) if hasattr(owner, name)]

    def undo(self) -> None:
        """Take back the newest step."""
        self._turn("undo")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn("redo")

    def _turn(self, turn: str) -> None:
        if self.session and self.is_kept():
            with self.session.attempt():
                getattr(self.session.register, turn)()

    def set_language(self, language: str) -> None:
        """Speak another language from now on, on the same page of the same register."""
        if not self.is_kept():
            return
        self._ = texts(language)
        self.settings.put("language", language)
        session, self.session = self.session, None
        self.removeToolBar(self.year_bar)
        self.year_bar.deleteLater()
        self.statusBar().removeWidget(self.status)
        self.status.deleteLater()
        self._furnish()
        if session is None:
            self._show_welcome()
        else:
            session.release()
            if self.watch:
                self.watch.end()
            self._enter(session.register, session.year.plan.year or 0)

    def show_guide(self) -> None:
        """The few things that one has to know."""
        from riskreg.gui import guide

        guide.show_guide(self, self._)

    def show_about(self) -> None:
        """Version and licences."""
        from riskreg.gui import guide

        guide.show_about(self, self._)

    # -- keeping up
    def _stepped(self, announcement: object) -> None:
        self.message.hide()
        self._refresh()

    def _refresh(self) -> None:
        """The year, the title and the line at the bottom, as they are now."""
        self._refresh_actions()
        self.status.show_session(self.session)
        self.decided.show_year(self.session.year if self.session else None)
        if self.session:
            year = self.session.year
            self.year_bar.show_year(year, self.session.register.years)
            title = f"{year.organisation.name} – {self.session.register.path.name}"
            is_read_only = self.session.register.read_only is not None
            self.setWindowTitle(self._("{title} (read only)", title=title) if is_read_only else title)

    def _refresh_actions(self) -> None:
        register = self.session.register if self.session else None
        is_read_only = register is not None and register.read_only is not None
        for command in COMMANDS:
            here = self._owners(command.name) or home_of(command.name)
            possible = command.name in _ALWAYS or (self.session is not None and bool(here))
            possible = possible and self.plans.allow(command, self.stack.shown)
            writes = command.changes or command.content
            self.actions_by_key[command.key].setEnabled(possible and not (writes and is_read_only))
        name_turns(self.actions_by_key, register, self._)
        for name, checked in self.plans.stages().items():
            self.actions_by_key[name].setChecked(checked)
        self.actions_by_key["set_matrix_shown"].setChecked(bool(self.settings.get("matrix_shown", True)))
        for language in LANGUAGES:
            self.actions_by_key[f"set_language:{language}"].setChecked(self._.language == language)
        fill_recent(self.recent_menu, self.settings.recent, self.files.open_register)

    def _all_is_saved(self) -> None:
        if self.session and self.is_kept():
            self.statusBar().showMessage(
                self._("Everything is saved as you type: there is nothing left to save."), _BRIEFLY
            )
