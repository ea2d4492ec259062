"""The workshop: the whole screen for one risk at a time, scored by everybody and decided, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from riskreg.domain.change import Change, with_value
from riskreg.domain.checks import refuse
from riskreg.domain.fields import field_of
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import PASSIVE, Axis, Decision
from riskreg.domain.workshop import Voting, Which, to_discuss, voting_of
from riskreg.domain.workshop_records import Participant
from riskreg.faults import Trouble
from riskreg.gui.changing import put_value
from riskreg.gui.participants_dialog import ParticipantsDialog
from riskreg.gui.record_form import COMMIT_AFTER
from riskreg.gui.session import Session
from riskreg.gui.workshop_outcome import DECIDED_BY, Part
from riskreg.gui.workshop_screen import WorkshopScreen
from riskreg.gui.workshop_steps import agree, put_vote
from riskreg.texts import N_

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TEN = 10  # what the digit 0 scores, on a scale that has it


Turn: TypeAlias = int | Part  # a participant's place, or what comes after them

_HINTS = {
    None: N_("Two digits: likelihood, then consequence. Enter: next. Delete: take the vote back."),
    Part.AGREED: N_("Two digits: likelihood, then consequence. Enter: take the median, or go on."),
    Part.DECISION: N_("A digit decides. Enter: next risk. Down: the reason."),
    Part.REASON: N_("Enter: next risk. Shift+Enter: another line. Escape: back to the decision."),
}


class WorkshopWindow(QDialog):
    """Goes through the risks of the shown year.  Every vote, score, decision and reason is a step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self.which = Which.ALL
        self.turn: Turn = Part.AGREED
        self._ids: list[int | None] = []
        self._id: int | None = None
        self._begun: int | None = None  # the likelihood that is typed, while the consequence is not
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COMMIT_AFTER)
        self._later.timeout.connect(self._commit_reason)
        self.setWindowTitle(self._("Workshop {year}", year=session.year.plan.year))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown = WorkshopScreen(self._)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.shown)
        self._connect()
        self._list()

    def _connect(self) -> None:
        shown, outcome = self.shown, self.shown.outcome
        self.session.stepped.connect(self._stepped)
        self.session.trouble.connect(shown.message.tell)
        shown.which.clicked.connect(self.next_which)
        shown.people.clicked.connect(self.choose_participants)
        shown.leave.clicked.connect(self.reject)
        shown.votes.chosen.connect(self._go)
        for part, card in outcome.cards.items():
            card.clicked.connect(lambda part=part: self._go(part))
        outcome.decided.connect(self._decide)
        outcome.text.entered.connect(lambda: self.show_risk(1))
        outcome.text.escaped.connect(lambda: self._go(Part.DECISION))
        outcome.text.textChanged.connect(self._later.start)
        outcome.text.left.connect(self._commit_reason)
        for keys, deed in (
            ("Ctrl+Z", self.session.register.undo),
            ("Ctrl+Shift+Z", self.session.register.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda deed=deed: self._turn_back(deed))

    def begin(self) -> None:
        """Take the whole screen; nothing else of the program can be used meanwhile."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.showFullScreen()

    # -- which risk, whose turn
    @property
    def point(self) -> ControlPoint | None:
        """The risk that is gone through now; None when none is like what is asked for."""
        return next((p for p in self.session.year.control_points if p.id == self._id), None)

    @property
    def people(self) -> tuple[Participant, ...]:
        """Who takes part."""
        return self.session.year.participants

    @property
    def voting(self) -> Voting:
        """What they think of the risk."""
        return voting_of(self.session.year, self.point) if self.point else Voting()

    def _list(self) -> None:
        """Go through the risks that are asked for now, from the first one that is not decided."""
        points = to_discuss(self.session.year, self.which)
        self._ids = [point.id for point in points]
        undecided = [point.id for point in points if point.decision is None]
        self._id = next(iter(undecided or self._ids), None)
        self._begin_risk()

    def _begin_risk(self) -> None:
        """Whose turn it is first: the first who has not voted, or else what all agree on."""
        voting = self.voting
        places = (at for at, person in enumerate(self.people) if voting.of(person) is None)
        self.turn = next(places, Part.AGREED)
        self._refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_risk(self, by: int) -> None:
        """Show the next risk (by > 0) or the one before, once what is typed is kept."""
        if not self.flush():
            return
        there = [number for number in self._ids if number in {p.id for p in self.session.year.control_points}]
        if self._id not in there:
            self._list()
            return
        at = there.index(self._id) + by
        if 0 <= at < len(there):
            self._id = there[at]
            self._begin_risk()
        else:
            self._refresh()
            self.shown.hint.setText(
                self._("That was the last risk.") if by > 0 else self._("This is the first risk.")
            )

    def _turns(self) -> list[Turn]:
        return [*range(len(self.people)), *Part]

    def _go(self, turn: Turn) -> None:
        """Give the turn, once what is typed is kept."""
        if self.point is None or not self.flush():
            return
        self.turn = turn
        stop = self.shown.outcome.text if turn is Part.REASON else self
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()

    def _step(self, by: int) -> None:
        turns = self._turns()
        at = turns.index(self.turn) + by
        if 0 <= at < len(turns):
            self._go(turns[at])

    # -- deeds
    def _score(self, digit: int) -> None:
        """Take in a digit: the likelihood first, then the consequence, which makes it a score."""
        value = digit or _TEN
        axis = Axis.LIKELIHOOD if self._begun is None else Axis.CONSEQUENCE
        point = self.point
        assert point is not None
        if not self._does(lambda: self._refuse(point, axis, value)):
            return
        if self._begun is None:
            self._begun = value
            self._refresh()
            return
        likelihood, self._begun = self._begun, None
        if self._does(lambda: self._put(likelihood, value)):
            self._step(1)

    def _refuse(self, point: ControlPoint, axis: Axis, value: int) -> None:
        """Raise Trouble when a score is not on its scale."""
        refuse(Change(point, with_value(point, axis, value)), self.session.register.contents)

    def _put(self, likelihood: int | None, consequence: int | None) -> None:
        point = self.point
        assert point is not None
        if isinstance(self.turn, int):
            put_vote(self.session, point, self.people[self.turn], likelihood, consequence)
        else:
            agree(self.session, point, likelihood, consequence)

    def _clear(self) -> None:
        """Take back what is typed, or else the vote or the agreed score."""
        if self._begun is not None:
            self._begun = None
            self._refresh()
        elif self.turn is Part.DECISION:
            self._decide(None)
        elif self.point is not None:
            self._does(lambda: self._put(None, None))

    def _enter(self) -> None:
        """Go on: with nothing agreed yet the median is taken, and after the decision comes the next risk."""
        point = self.point
        if self.turn is Part.DECISION:
            self.show_risk(1)
            return
        if self.turn is Part.AGREED and self._begun is None and point and point.risk_value is None:
            proposed = [self.voting.proposal(axis) for axis in Axis]
            if None not in proposed and not self._does(lambda: self._put(*proposed)):
                return
        self._step(1)

    def _decide(self, decision: Decision | None) -> None:
        """Decide; a risk that is left as it is wants its reason at once."""
        if not self.flush() or (point := self.point) is None:
            return
        self.turn = Part.DECISION
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        is_done = self._does(
            lambda: put_value(self.session, [point], field_of(ControlPoint, "decision"), decision)
        )
        self._refresh()
        if is_done and decision in PASSIVE and not point.analysis.strip():
            self._go(Part.REASON)

    def _commit_reason(self) -> bool:
        """Whether the reason as it is typed is kept; else it stays, with what is wrong below it."""
        self._later.stop()
        area, point = self.shown.outcome.text, self.point
        if point is None or not area.pending():
            return True
        field = field_of(ControlPoint, "analysis")
        if self._does(lambda: put_value(self.session, [point], field, area.written())):
            area.show_text(area.written())
            self._refresh()
            return True
        return False

    def flush(self) -> bool:
        """Whether all that is typed is kept, half a score too."""
        begun, self._begun = self._begun, None
        if begun is not None and (point := self.point) is not None:
            half = self.voting.of(self.people[self.turn]) if isinstance(self.turn, int) else point
            consequence = half.consequence if half else None
            if not self._does(lambda: self._put(begun, consequence)):
                return False
        return self._commit_reason()

    def _does(self, deed: Callable[[], object]) -> bool:
        """Whether a deed is done; where it is not, the strip says why."""
        try:
            deed()
        except Trouble as trouble:
            self.session.trouble.emit(trouble.say(self._))
            return False
        return True

    def _turn_back(self, deed: Callable[[], object]) -> None:
        if self.flush():
            self._does(deed)

    def next_which(self) -> None:
        """Go through other risks: all, those undecided, those without scores."""
        if self.flush():
            kinds = list(Which)
            self.which = kinds[(kinds.index(self.which) + 1) % len(kinds)]
            self._list()

    def choose_participants(self) -> None:
        """Ask who takes part."""
        if self.flush():
            ParticipantsDialog(self.session, self).exec()
            self._begin_risk()

    # -- showing
    def _stepped(self, _announcement: object) -> None:
        if self.point is None:
            self._list()
        else:
            self._refresh()

    def _refresh(self) -> None:
        year, point, shown = self.session.year, self.point, self.shown
        if self.turn not in self._turns():
            self.turn = Part.AGREED
        shown.show_progress(year, self.which)
        if point is None:
            shown.show_nothing()
            return
        voting, part = self.voting, self.turn if isinstance(self.turn, Part) else None
        shown.show_point(year, point, voting, self._ids.index(self._id) + 1, len(self._ids))
        turn = self.turn if isinstance(self.turn, int) else None
        shown.votes.show_votes(year.participants, voting, turn, self._begun)
        shown.outcome.show_point(year, point, voting, self._begun if part is Part.AGREED else None)
        shown.outcome.give_turn(part)
        shown.hint.setText(self._(_HINTS[part]))

    # -- Qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every deed has its key."""
        self.shown.message.hide()
        key = event.key()
        digit = event.text() if event.text() in tuple("0123456789") else ""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_PageUp: lambda: self.show_risk(-1),
            Qt.Key.Key_PageDown: lambda: self.show_risk(1),
            Qt.Key.Key_Home: lambda: self._go(self._turns()[0]),
            Qt.Key.Key_End: lambda: self._go(Part.DECISION),
            Qt.Key.Key_Delete: self._clear,
            Qt.Key.Key_Backspace: self._clear,
            Qt.Key.Key_P: self.choose_participants,
            Qt.Key.Key_F: self.next_which,
            Qt.Key.Key_F11: self._toggle_full,
            Qt.Key.Key_Escape: self.reject,
        }
        if control and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.show_risk(1 if key == Qt.Key.Key_Right else -1)
        elif self.point is not None and key in _ENTER:
            self._enter()
        elif self.point is not None and digit and self.turn is Part.DECISION:
            if int(digit) < len(DECIDED_BY):
                self._decide(DECIDED_BY[int(digit)])
        elif self.point is not None and digit:
            self._score(int(digit))
        elif key in deeds and not control:
            deeds[key]()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab gives the turn."""
        self._step(1 if forward else -1)
        return True

    def _toggle_full(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def showEvent(self, event: QShowEvent) -> None:
        """Keys come here."""
        super().showEvent(event)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The larger the screen, the larger what is on it."""
        super().resizeEvent(event)
        self.shown.grow(self.height())
        self._refresh()

    def reject(self) -> None:
        """Leave, unless something typed cannot be kept."""
        if self.flush():
            super().reject()
