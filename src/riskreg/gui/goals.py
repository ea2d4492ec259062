"""The page of effect goals, goals and indicators, with the control points that guard them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.records import Goal, Indicator, Record
from riskreg.domain.scales import GoalKind
from riskreg.gui import look
from riskreg.gui.buttons import push_button, tool_button
from riskreg.gui.first_steps import FirstSteps
from riskreg.gui.goal_form import AimForm, GoalForm, IndicatorForm
from riskreg.gui.goal_moves import add_goal, add_indicator, place_goal, place_indicator
from riskreg.gui.goal_tree import Aim, GoalTree, Node
from riskreg.gui.goal_view import GoalView
from riskreg.gui.session import Session
from riskreg.texts import N_

_FORM_WIDTH = 380


class GoalsPage(QWidget):
    """The tree on the left, the chosen goal or indicator on the right."""

    import_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self.tree = GoalTree(session)
        self.view = GoalView(session, self.tree)
        self.forms: dict[type[Record], AimForm] = {
            Goal: GoalForm(session),
            Indicator: IndicatorForm(session),
        }
        self._lay_out()
        self.view.chosen.connect(self._show_chosen)
        self.view.entered.connect(self._enter_form)
        self.view.placed.connect(self._place)
        self.tree.refused.connect(self._show_refused)
        session.stepped.connect(self._refresh)
        session.year_changed.connect(self._refresh)
        self._refresh()
        self.view.choose_first()

    # -- what is shown
    @property
    def record(self) -> Aim | None:
        """The chosen goal or indicator."""
        node = self.view.node
        return node.record if node else None

    def select_record(self, record: Record) -> None:
        """Choose a goal or indicator."""
        if isinstance(record, (Goal, Indicator)):
            self.view.choose(record)
            self.view.setFocus()

    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        return self.view if self.tree.nodes else self.empty.new

    def flush(self) -> None:
        """Commit what is being typed; Trouble keeps the text where it is."""
        self.view.commit_cell()
        for form in self.forms.values():
            form.flush()

    def _refresh(self, _announcement: object = None) -> None:
        self.view.refresh()
        self.stack.setCurrentWidget(self.split if self.tree.nodes else self.empty)
        is_open = not self.session.is_settled(self.session.year.plan)
        for button in self.buttons:
            button.setEnabled(is_open)
        self._show_chosen()

    def _show_chosen(self) -> None:
        record = self.record
        for kind, form in self.forms.items():
            form.show_records([record] if isinstance(record, kind) else [])
        self.panes.setCurrentWidget(self.forms[type(record)] if record else self.nothing)
        self.number.setText(self.session.year.number(record) if record else "")
        for button in self.on_record:
            button.setEnabled(record is not None and not self.session.is_settled(record))

    def _enter_form(self) -> None:
        if record := self.record:
            self.forms[type(record)].focus_field("text")

    def _show_refused(self, record: Record, *refusal: Any) -> None:
        self.forms[type(record)].show_refused(record, *refusal)

    # -- deeds
    def new_goal(self, kind: str = GoalKind.GOAL) -> None:
        """Add a goal, under the chosen effect goal, or an effect goal."""
        self.flush()
        with self.session.attempt():
            node = self.view.node
            while node and not (isinstance(node.record, Goal) and node.record.kind is GoalKind.EFFECT):
                node = node.parent
            under = node.record if node else None
            goal = add_goal(self.session, GoalKind(kind), under if isinstance(under, Goal) else None)
            self._begin(goal)

    def new_indicator(self) -> None:
        """Add an indicator, tied to the chosen goal."""
        self.flush()
        with self.session.attempt():
            node = self.view.node
            while node and not isinstance(node.record, Goal):
                node = node.parent
            goal = node.record if node else None
            self._begin(add_indicator(self.session, goal if isinstance(goal, Goal) else None))

    def _begin(self, record: Aim) -> None:
        """Choose what is new and let its text be typed."""
        self.view.choose(record)
        self.forms[type(record)].focus_field("text", select=True)

    def paste_rows(self) -> None:
        """Paste a block from a spreadsheet among the goals or the indicators (see `paste_aims`)."""
        from riskreg.gui.grid_clipboard import paste_aims

        self.flush()
        paste_aims(self.session, self.record, self.window())

    def delete(self) -> None:
        """Delete the chosen goal or indicator; what hung under it stays."""
        if record := self.record:
            number = self.session.year.number(record)
            with (
                self.session.attempt(),
                self.session.register.step(N_("Delete {number}"), number=number) as edit,
            ):
                edit.remove(record)

    def show_record_history(self) -> None:
        """Show what happened to the chosen goal or indicator."""
        if record := self.record:
            self.flush()
            self.session.history_wanted.emit(record)

    def move_by(self, by: int) -> None:
        """Move the chosen row among those beside it."""
        node = self.view.node
        if node is None or node.record is None:
            return
        self.flush()
        siblings = [s for s in (node.parent.children if node.parent else self.tree.tops) if s.record]
        at = siblings.index(node) + by
        if 0 <= at < len(siblings):
            after = at if by < 0 else at + 1
            self._place(node, node.parent, siblings[after] if after < len(siblings) else None)

    def _place(self, node: Node, under: Node | None, before: Node | None) -> None:
        """Put a row under another, before one of its children or after the last."""
        record, next_one = node.record, before.record if before else None
        source = node.parent.record if node.parent else None
        target = under.record if under else None
        with self.session.attempt():
            if isinstance(record, Goal):
                place_goal(
                    self.session,
                    record,
                    target if isinstance(target, Goal) else None,
                    next_one if isinstance(next_one, Goal) else None,
                )
            elif isinstance(record, Indicator):
                place_indicator(
                    self.session,
                    record,
                    source if isinstance(source, Goal) else None,
                    target if isinstance(target, Goal) else None,
                    next_one if isinstance(next_one, Indicator) else None,
                )

    # -- looks
    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(look.MARGIN, look.GAP, 0, look.GAP)
        column.setSpacing(look.GAP)
        column.addLayout(self._deeds())
        column.addWidget(self.view, 1)
        self.panes = QStackedWidget()
        self.nothing = QWidget()
        for pane in (self.nothing, *self.forms.values()):
            self.panes.addWidget(pane)
        self.number = QLabel()
        font = self.number.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        self.number.setFont(font)
        self.number.setContentsMargins(look.MARGIN, look.GAP, look.MARGIN, 0)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.number)
        beside.addWidget(self.panes, 1)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([3 * _FORM_WIDTH, _FORM_WIDTH])
        self._remember_split()
        self.empty = self._empty()
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _remember_split(self) -> None:
        sizes = self.session.settings.get("goals_split")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(s, int) for s in sizes):
            self.split.setSizes(sizes)
        self.split.splitterMoved.connect(
            lambda *_place: self.session.settings.put("goals_split", self.split.sizes())
        )

    def _deeds(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        row.setSpacing(look.GAP)
        self.buttons: list[QAbstractButton] = []
        for text, deed in (
            (_("New effect goal"), lambda: self.new_goal(GoalKind.EFFECT)),
            (_("New goal"), lambda: self.new_goal(GoalKind.GOAL)),
            (_("New indicator"), self.new_indicator),
        ):
            button = push_button(text, "add", deed)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.on_record: list[QToolButton] = []
        for text, icon, deed in (
            (_("Move up"), "up", lambda: self.move_by(-1)),
            (_("Move down"), "down", lambda: self.move_by(1)),
            (_("Delete"), "delete", self.delete),
        ):
            tool = tool_button(text, icon, deed)
            self.buttons.append(tool)
            self.on_record.append(tool)
            row.addWidget(tool)
        return row

    def _empty(self) -> FirstSteps:
        """What is shown while there is neither goal nor indicator: what to do first."""
        _ = self._
        steps = FirstSteps(
            _("No goals yet"),
            _(
                "Begin with an effect goal: what the committee is there for. Goals say what it does about it "
                "this year, indicators show whether it succeeds, and control points guard them."
            ),
            _("New effect goal"),
            _,
        )
        steps.new_wanted.connect(lambda: self.new_goal(GoalKind.EFFECT))
        steps.import_wanted.connect(self.import_wanted)
        return steps
