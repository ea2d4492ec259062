"""Keeping an eye on the open register's file: who else has it, is it still there, what lies beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from riskreg import keeping
from riskreg.domain.history import damage_said
from riskreg.faults import Trouble
from riskreg.gui import network, one_window
from riskreg.gui.background import run
from riskreg.gui.message_bar import Deed, MessageBar
from riskreg.gui.one_window import Doorbell
from riskreg.gui.session import Session
from riskreg.store import conflicts, lock

if TYPE_CHECKING:
    from riskreg.gui.file_commands import FileCommands

T = TypeVar("T")
Notice: TypeAlias = tuple[str, list[Deed]]  # a sentence, and what may be done about it

_OFTEN = 3_000  # milliseconds between two looks
_SETTLED = 400  # milliseconds after opening until the disk is used for more


class Watch(QObject):
    """Looks at the file while it is open, and tells in two strips: what stands, and what was noticed once."""

    changed = Signal()  # the register became writable, or lies elsewhere now

    def __init__(
        self,
        session: Session,
        standing: MessageBar,
        message: MessageBar,
        files: FileCommands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._ = session, session.texts
        self._standing, self._message = standing, message
        self._files, self._window = files, window
        self.lost: Trouble | None = None  # why nothing more is saved in the file
        self._beside: frozenset[str] = frozenset()  # the marks of the copies that lie beside it
        self._conflicts: tuple[Path, ...] = ()  # those of them that have steps which it lacks
        self._is_refused = False  # whether something that was to be saved was not
        self._was_read_only = session.register.read_only is not None
        self._bell: tuple[Path, Doorbell] | None = None  # where it stands, and what answers for it
        self._looking = self._timer(_OFTEN, self.look)
        self._living = self._timer(
            int(lock.SIGN_OF_LIFE.total_seconds() * 1000), session.register.give_sign_of_life
        )
        window.installEventFilter(self)
        session.trouble.connect(self._tell_trouble)
        self._stand()
        QTimer.singleShot(_SETTLED, self, self._look_around)

    def end(self) -> None:
        """Look no more."""
        self._be_found(None)
        self._looking.stop()
        self._living.stop()
        self._window.removeEventFilter(self)
        self._standing.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at once when the user comes back to the window."""
        if event.type() == QEvent.Type.WindowActivate:
            QTimer.singleShot(0, self, self.look)
            QTimer.singleShot(0, self, self._look_beside)
        return super().eventFilter(watched, event)

    # -- what is refused
    def takes(self, commit: Callable[[], object]) -> bool:
        """Whether all is saved that there is to commit; where it is not, a strip says why."""
        self._is_refused = False
        commit()
        if self._is_refused:
            self.look()
        return not self._is_refused

    def _tell_trouble(self, sentence: str) -> None:
        """Tell what went wrong, once; where the file takes nothing, with the way to a copy."""
        self._is_refused = True
        QTimer.singleShot(0, self, self.look)  # something may have befallen the file
        if sentence not in self._standing.sentence:
            copy: Deed = (self._("Save a copy as…"), self._files.save_copy)
            self._message.tell(sentence, [copy] if self._session.register.unsaved else ())

    # -- the file
    def look(self) -> None:
        """Take in what others did to the file."""
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return
        self.lost = None
        try:
            self._session.register.look_again()
        except Trouble as trouble:
            self.lost = trouble
        self._stand()

    def _stand(self) -> None:
        """Tell, as long as it is so, why nothing can be saved in the file, and what is wrong with it."""
        register, _ = self._session.register, self._
        notices = [self._loss()] if self.lost else [*self._states()]
        if notices:
            deeds = [deed for _sentence, deeds in notices for deed in deeds]
            self._standing.tell("\n".join(sentence for sentence, _deeds in notices), deeds)
        else:
            self._standing.hide()
        if self._message.sentence and self._message.sentence in self._standing.sentence:
            self._message.hide()  # once is enough
        self._be_found(None if register.read_only else register.path)
        if self._was_read_only != (register.read_only is not None):
            self._was_read_only = register.read_only is not None
            self.changed.emit()
            if not self._was_read_only:
                self._session.told.emit(_("The register can be edited here now."))

    def _loss(self) -> Notice:
        """That the file is gone or another, and the ways to keep what is in the window."""
        assert self.lost is not None
        _, is_there = self._, self._session.register.path.exists()
        other: list[Deed] = [(_("Open the other version"), self._files.open_other)] if is_there else []
        return self.lost.say(_), [(_("Save a copy as…"), self._files.save_copy), *other]

    def _states(self) -> Iterator[Notice]:
        """What is to be known of the file while it is there."""
        register, _ = self._session.register, self._
        if register.read_only:
            copy: Deed = (_("Save a copy as…"), self._files.save_copy)
            yield register.read_only.say(_), [copy, *self._ways_past()]
        if not register.is_sound:
            yield damage_said(register.damaged, _), [(_("Check the register…"), self._files.check_register)]
        if copies := self._unsettled():
            sentence = _(
                "The register was changed in two places: {name}, beside it, has steps that this one lacks.",
                name=copies[0].name,
            )
            compare: Deed = (_("Compare and merge…"), lambda: self._compare(copies[0]))
            yield sentence, [compare, (_("Leave it"), lambda: self._settle(copies[0]))]

    def _ways_past(self) -> list[Deed]:
        """What may be done about another program that has the register: its window shown when it is the same
        user's, or its lock passed over when it is another machine's, of which only the lock file tells."""
        register, _ = self._session.register, self._
        holder = register.read_only.holder if isinstance(register.read_only, lock.Held) else None
        if holder is None:
            return []
        if holder.is_here:
            return [(_("Show that window"), self._show_other)]
        return [] if holder.is_on_this_machine else [(_("Edit here anyway"), self._files.edit_anyway)]

    def _show_other(self) -> None:
        if not one_window.raise_other(self._session.register.path):
            self._session.trouble.emit(
                self._(
                    "The other window does not answer. Look for it among your windows, or wait until "
                    "the command that uses the register has ended."
                )
            )

    def _be_found(self, path: Path | None) -> None:
        """Answer other starts of the program with this register, or none."""
        if (self._bell[0] if self._bell else None) == path:
            return
        if self._bell:
            self._bell[1].silence()
        self._bell = (path, one_window.Doorbell(path, self._window)) if path else None

    # -- after opening
    def _look_around(self) -> None:
        """Back up, and look for what the user ought to know, without making anybody wait."""
        register, _ = self._session.register, self._
        if self._is_new_network(register.path):
            self._message.tell(_(network.WARNING, path=register.path))
        self._work(lambda: keeping.back_up(register), lambda _backup: None)
        self._look_beside()

    def _work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        run(self._window, self._session, "", lambda _progress: work(), done, quietly=True)

    def _is_new_network(self, path: Path) -> bool:
        """Whether the register lies on a network drive and that was not told before."""
        told = self._session.settings.get("network_told", [])
        if str(path) in told or not network.is_remote(path):
            return False
        self._session.settings.put("network_told", [*told, str(path)])
        return True

    # -- copies that a sync client laid beside it
    def _look_beside(self) -> None:
        """See whether copies came or changed, and what is in them."""
        register = self._session.register
        beside = frozenset(map(_mark, conflicts.beside(register.path)))
        if beside != self._beside:
            self._beside = beside
            self._work(lambda: keeping.conflict_copies(register), self._take_conflicts)

    def _take_conflicts(self, found: tuple[Path, ...]) -> None:
        self._conflicts = found
        self._stand()

    def _unsettled(self) -> list[Path]:
        """The conflict copies that the user has neither merged nor left."""
        settled = self._session.settings.get("conflicts_left", [])
        return [path for path in self._conflicts if _mark(path) not in settled and path.exists()]

    def _compare(self, path: Path) -> None:
        if self._files.compare_with(path):
            self._settle(path)

    def _settle(self, path: Path) -> None:
        """Never name this copy again, unless it changes once more."""
        settled = self._session.settings.get("conflicts_left", [])
        self._session.settings.put("conflicts_left", [*settled, _mark(path)])
        self._stand()

    def _timer(self, pause: int, do: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(pause)
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(do)
        timer.start()
        return timer


def _mark(path: Path) -> str:
    """A conflict copy as it is now; changed once more, it is another."""
    return f"{path} {path.stat().st_mtime_ns if path.exists() else 0}"
