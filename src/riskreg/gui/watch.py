"""Keeping an eye on the open register's file: who else has it, is it still there, what lies beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from riskreg import keeping
from riskreg.domain.wording import damage_said
from riskreg.faults import Trouble
from riskreg.gui import network, one_window
from riskreg.gui.background import run
from riskreg.gui.message_bar import Deed, MessageBar
from riskreg.gui.one_window import Doorbell
from riskreg.gui.session import Session
from riskreg.store import lock

if TYPE_CHECKING:
    from riskreg.gui.file_commands import FileCommands

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
        self._was_read_only = session.register.read_only is not None
        self._bell: tuple[Path, Doorbell] | None = None  # where it stands, and what answers for it
        self._looking = self._timer(_OFTEN, self.look)
        self._living = self._timer(
            int(lock.SIGN_OF_LIFE.total_seconds() * 1000), session.register.give_sign_of_life
        )
        window.installEventFilter(self)
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
        return super().eventFilter(watched, event)

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
        """Tell, as long as it is so, why nothing can be saved in the file."""
        register, _ = self._session.register, self._
        copy: Deed = (_("Save a copy as…"), self._files.save_copy)
        if self.lost:
            is_there = register.path.exists()
            other: list[Deed] = [(_("Open the other version"), self._files.open_other)] if is_there else []
            self._standing.tell(self.lost.say(_), [copy, *other])
        elif register.read_only:
            self._standing.tell(register.read_only.say(_), [copy, *self._ways_past()])
        else:
            self._standing.hide()
        self._be_found(None if register.read_only else register.path)
        if self._was_read_only != (register.read_only is not None):
            self._was_read_only = register.read_only is not None
            self.changed.emit()
            if not self._was_read_only:
                self._session.told.emit(_("The register can be edited here now."))

    def _ways_past(self) -> list[Deed]:
        """What may be done about another program that has the register: its window shown when it is the same
        user's, or its lock passed over when it is another machine's, of which only the lock file tells."""
        register, _ = self._session.register, self._
        holder = register.read_only.holder if isinstance(register.read_only, lock.Held) else None
        if holder is None:
            return []
        if holder.is_here:
            return [(_("Show that window"), lambda: one_window.raise_other(register.path))]
        return [] if holder.is_on_this_machine else [(_("Edit here anyway"), self._files.edit_anyway)]

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
        if not register.is_sound:
            deed = (_("Check the register…"), self._files.check_register)
            self._message.tell(damage_said(register.damaged, _), [deed])
        elif self._is_new_network(register.path):
            self._message.tell(_(network.WARNING, path=register.path))
        run(
            self._window,
            self._session,
            "",
            lambda _progress: (keeping.back_up(register), keeping.conflict_copies(register))[1],
            self._tell_conflicts,
            quietly=True,
        )

    def _is_new_network(self, path: Path) -> bool:
        """Whether the register lies on a network drive and that was not told before."""
        told = self._session.settings.get("network_told", [])
        if str(path) in told or not network.is_remote(path):
            return False
        self._session.settings.put("network_told", [*told, str(path)])
        return True

    def _tell_conflicts(self, found: tuple[Path, ...]) -> None:
        """Name the copy that a sync client laid beside the register, unless it is not to be named again."""
        left = self._session.settings.get("conflicts_left", [])
        wanted = [path for path in found if _mark(path) not in left]
        if not wanted:
            return
        path, _ = wanted[0], self._

        def leave() -> None:
            self._session.settings.put("conflicts_left", [*left, _mark(path)])
            self._message.hide()

        self._message.tell(
            _(
                "The register was changed in two places: {name}, beside it, has steps that this one lacks.",
                name=path.name,
            ),
            [
                (_("Compare and merge…"), lambda: self._files.compare_with(path)),
                (_("Leave it"), leave),
            ],
        )

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
