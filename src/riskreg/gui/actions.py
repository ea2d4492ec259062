"""Everything the menus hold, as data.  A command is a method of the window, or else of the page shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from riskreg.gui.buttons import dress
from riskreg.gui.tips import plain
from riskreg.texts import N_, Texts

if TYPE_CHECKING:
    from riskreg.register import Register


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu.  `name` is the method that does it; with `argument` it is called with that."""

    menu: str
    name: str
    text: str
    shortcut: str = ""
    icon: str = ""
    argument: str | int | None = None
    checkable: bool = False
    gap: bool = False  # a line above it
    changes: bool = False  # the register, so that it must be writable
    content: bool = False  # that which a decision is about, so that it must not be made yet either

    @property
    def key(self) -> str:
        """What tells this command from the others."""
        return self.name if self.argument is None else f"{self.name}:{self.argument}"


FILE, EDIT, PLAN, VIEW, HELP = N_("&File"), N_("&Edit"), N_("&Plan"), N_("&View"), N_("&Help")
MENUS = (FILE, EDIT, PLAN, VIEW, HELP)

COMMANDS = (
    Command(FILE, "new_register", N_("&New register…"), "Ctrl+Shift+N", "new"),
    Command(FILE, "choose_register", N_("&Open…"), "Ctrl+O", "open"),
    Command(FILE, "open_sample", N_("Open the &sample…")),
    Command(FILE, "save_copy", N_("Save a &copy as…"), "Ctrl+Shift+C", gap=True),
    Command(FILE, "restore_version", N_("&Restore an earlier version…")),
    Command(FILE, "compare_versions", N_("Co&mpare and merge…")),
    Command(FILE, "check_register", N_("Check t&he register…")),
    Command(
        FILE,
        "import_file",
        N_("&Import a spreadsheet…"),
        "Ctrl+I",
        "import",
        gap=True,
        changes=True,
        content=True,
    ),
    Command(FILE, "export_file", N_("&Export…"), "Ctrl+Shift+E"),
    Command(FILE, "save_pdf", N_("Save as P&DF…"), "Ctrl+Shift+S", "save-pdf", gap=True),
    Command(FILE, "print_paper", N_("&Print…"), "Ctrl+P", "print"),
    Command(FILE, "verify_pdf", N_("&Verify a printed PDF…")),
    Command(FILE, "save_calendar", N_("Save as a calen&dar…"), icon="wheel"),
    Command(FILE, "close_register", N_("&Close the register"), "Ctrl+W", gap=True),
    Command(FILE, "close", N_("&Quit"), "Ctrl+Q"),
    Command(EDIT, "undo", N_("&Undo"), "Ctrl+Z", "undo", changes=True),
    Command(EDIT, "redo", N_("&Redo"), "Ctrl+Shift+Z", "redo", changes=True),
    Command(EDIT, "copy_rows", N_("Cop&y"), "Ctrl+C", gap=True),
    Command(EDIT, "paste_rows", N_("&Paste…"), "Ctrl+V", content=True),
    Command(EDIT, "new_point", N_("New &control point"), "Ctrl+N", "add", gap=True, content=True),
    Command(EDIT, "new_goal", N_("New &goal"), "Ctrl+G", argument="goal", content=True),
    Command(
        EDIT,
        "new_goal",
        N_("New &effect goal"),
        "Ctrl+Shift+G",
        argument="effect",
        changes=True,
        content=True,
    ),
    Command(EDIT, "new_indicator", N_("New &indicator"), "Ctrl+Shift+I", content=True),
    Command(EDIT, "new_undertaking", N_("New under&taking"), "Ctrl+Shift+U", content=True),
    Command(EDIT, "new_event", N_("New e&vent"), "Ctrl+Shift+V", changes=True),
    Command(EDIT, "new_action", N_("New &action"), "Ctrl+Shift+T", changes=True),
    Command(EDIT, "new_assessment", N_("New &assessment before a change"), "Ctrl+Shift+F", changes=True),
    Command(EDIT, "duplicate", N_("&Duplicate"), "Ctrl+D", "duplicate", gap=True, content=True),
    Command(EDIT, "delete", N_("De&lete"), "Del", "delete", content=True),
    Command(EDIT, "move_by", N_("Move &up"), "Alt+Up", "up", argument=-1, content=True),
    Command(EDIT, "move_by", N_("Move d&own"), "Alt+Down", "down", argument=1, content=True),
    Command(EDIT, "show_record_history", N_("&History of this record"), "Ctrl+H", "history"),
    Command(EDIT, "focus_search", N_("&Find"), "Ctrl+F", "search", gap=True),
    Command(PLAN, "plan_details", N_("&Details and scales…"), "Ctrl+E"),
    Command(PLAN, "record_risks", N_("Record &many risks"), "Ctrl+R", "many", gap=True, content=True),
    Command(PLAN, "hold_workshop", N_("&Workshop, on the whole screen"), "F5", "workshop", content=True),
    Command(
        PLAN, "toggle_proposed", N_("&Proposed to the committee"), checkable=True, gap=True, changes=True
    ),
    Command(PLAN, "adopt_plan", N_("&Adopt…"), "Ctrl+Shift+A", "adopt", changes=True),
    Command(PLAN, "toggle_closed", N_("C&losed"), checkable=True, changes=True),
    Command(PLAN, "start_next_edition", N_("Start the &next edition"), changes=True),
    Command(
        PLAN, "copy_year", N_("&Copy to another year…"), "Ctrl+Shift+Y", "copy-year", gap=True, changes=True
    ),
    Command(PLAN, "usual_year", N_("Start the annual wheel with a &usual year"), changes=True),
    Command(VIEW, "show_page", N_("&Overview"), "Ctrl+1", "overview", "overview"),
    Command(VIEW, "show_page", N_("&Risks and control points"), "Ctrl+2", "risks", "risks"),
    Command(VIEW, "show_page", N_("&Goals and indicators"), "Ctrl+3", "goals", "goals"),
    Command(VIEW, "show_page", N_("&Documents"), "Ctrl+4", "documents", "documents"),
    Command(VIEW, "show_page", N_("H&istory"), "Ctrl+5", "history", "history"),
    Command(VIEW, "show_page", N_("&Follow-up"), "Ctrl+6", "follow-up", "follow-up"),
    Command(VIEW, "show_page", N_("&Undertakings"), "Ctrl+7", "undertakings", "undertakings"),
    Command(VIEW, "show_page", N_("Annual &wheel"), "Ctrl+8", "wheel", "wheel"),
    Command(VIEW, "show_page", N_("&Assessments before a change"), "Ctrl+9", "assessments", "assessments"),
    Command(VIEW, "set_matrix_shown", N_("Risk &matrix"), "Ctrl+M", "matrix", checkable=True, gap=True),
    Command(VIEW, "set_language", N_("In &Swedish"), argument="sv", checkable=True, gap=True),
    Command(VIEW, "set_language", N_("In &English"), argument="en", checkable=True),
    Command(HELP, "show_guide", N_("&Getting started"), "F1"),
    Command(HELP, "show_about", N_("&About riskreg")),
)


def make_actions(
    window: QWidget, bar: QMenuBar, _: Texts, do: Callable[[Command], None], recent: QMenu
) -> dict[str, QAction]:
    """Fill the menu bar with every command; triggering one calls `do` with it.  The actions by key.

    `recent` is the window's own menu of recent registers; it stands under "Open".
    """
    actions: dict[str, QAction] = {}
    for title in MENUS:
        menu = bar.addMenu(_(title))
        for command in COMMANDS:
            if command.menu != title:
                continue
            if command.gap:
                menu.addSeparator()
            action = QAction(_(command.text), window)
            action.setCheckable(command.checkable)
            if command.shortcut:
                action.setShortcut(QKeySequence(command.shortcut))
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if command.icon:
                dress(action, command.icon)
            action.triggered.connect(lambda checked=False, command=command: do(command))
            menu.addAction(action)
            actions[command.key] = action
            if command.name == "choose_register":
                recent.setTitle(_("Open &recent"))
                menu.addMenu(recent)
    return actions


def fill_recent(menu: QMenu, recent: Iterable[Path], open_register: Callable[[Path], None]) -> None:
    """List the registers that were opened last, each by its name, with its whole path as a tip."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for path in recent:
        action = menu.addAction(path.name.replace("&", "&&"))
        action.setToolTip(plain(str(path)))
        action.triggered.connect(lambda checked=False, path=path: open_register(path))
    menu.setEnabled(not menu.isEmpty())


def name_turns(actions: Mapping[str, QAction], register: Register | None, _: Texts) -> None:
    """Let undo and redo say what they would take back and do again, where the register may be changed."""
    for key, plain_text, named, step in (
        ("undo", N_("&Undo"), N_("&Undo “{step}”"), register and register.undoable),
        ("redo", N_("&Redo"), N_("&Redo “{step}”"), register and register.redoable),
    ):
        said = step.say(_) if step else ""
        actions[key].setEnabled(bool(register and step and register.read_only is None))
        actions[key].setText(_(named, step=said.replace("&", "&&")) if step else _(plain_text))
        actions[key].setToolTip(plain(_(named, step=said).replace("&", "", 1) if step else ""))
