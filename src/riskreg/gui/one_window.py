"""One window a register: a second start of the program with the same file raises the window that has it.

The two find each other through a local socket of the user's own, which never leaves the machine.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from riskreg.store import lock

_PATIENCE = 1_000  # milliseconds for the other window to answer
_RAISED = b"raised"


def raise_other(path: Path) -> bool:
    """Bring another window of this user to the front that has the register open.  Whether there is one."""
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    if not socket.waitForConnected(_PATIENCE):
        return False
    answered = socket.waitForReadyRead(_PATIENCE)
    return answered and bytes(socket.readAll().data()) == _RAISED


class Doorbell(QObject):
    """Lets other starts of the program raise the window, while it holds a register's lock."""

    def __init__(self, path: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        QLocalServer.removeServer(_name(path))  # one that a crash left: whoever has the lock is the first
        self._server.listen(_name(path))

    def silence(self) -> None:
        """Answer no more."""
        self._server.close()
        self.deleteLater()

    def _answer(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        bring_forward(self._window)
        caller.write(_RAISED)
        caller.flush()
        caller.disconnectFromServer()


def bring_forward(window: QWidget) -> None:
    """Show a window before all others, as far as the system allows."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _name(path: Path) -> str:
    """The same for every way to a file, and for one user alone."""
    told = "\0".join((lock.user(), str(path.resolve())))
    return f"riskreg-{sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}"
