"""Run by window.py as a process of its own: a window that says `painted` on its output, and ends.

python bench/painted.py bare                   a bare window with a table
python bench/painted.py bare FILE              the same, with the register's control points read from FILE
python bench/painted.py ours FILE              our window, as soon as there is one
python bench/painted.py page FILE              our window, when it shows the register's first page
python bench/painted.py list FILE              our window, when its table shows the control points
python bench/painted.py keys FILE              milliseconds from each key in the search box to the new list
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

_PAINTING = frozenset(
    {QEvent.Type.Expose, QEvent.Type.UpdateRequest}
)  # each is delivered when all is painted


class Watched(QtWidgets.QApplication):
    """Does something once, after the painting that makes something true."""

    ready: Callable[[], object] = staticmethod(lambda: False)
    then: Callable[[], object] = staticmethod(lambda: None)

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        kind = event.type()
        done = super().notify(receiver, event)
        if kind in _PAINTING and Watched.ready():
            Watched.ready = staticmethod(lambda: False)
            Watched.then()
        return done


def say_painted() -> None:
    print("painted", flush=True)
    os._exit(0)


def bare(path: Path | None) -> None:
    """As little as shows rows: a main window, a table, a model."""
    import sqlite3

    from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

    rows: list[tuple[object, ...]] = [(n, f"row {n}") for n in range(20)]
    if path:
        with sqlite3.connect(path) as raw:
            for name in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall():
                if name[0] not in ("journal", "control_point"):  # we read the journal only in part
                    raw.execute(f"SELECT * FROM {name[0]}").fetchall()
            rows = raw.execute("SELECT * FROM control_point").fetchall()

    class Model(QAbstractTableModel):
        def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
            return len(rows)

        def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
            return len(rows[0])

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
            return str(rows[index.row()][index.column()]) if role == Qt.ItemDataRole.DisplayRole else None

    app = Watched([])
    window, table, model = QtWidgets.QMainWindow(), QtWidgets.QTableView(), Model()
    table.setModel(model)
    window.setCentralWidget(table)
    window.resize(1280, 720)
    Watched.ready = staticmethod(table.isVisible)
    Watched.then = staticmethod(say_painted)
    window.show()
    app.exec()


def table_shown() -> bool:
    """Whether our table shows control points."""
    tables = [w for w in Watched.allWidgets() if type(w).__name__ == "RecordTable" and w.isVisible()]
    return any(t.model().rowCount() for t in tables if isinstance(t, QtWidgets.QTableView))


def page_shown() -> bool:
    """Whether a register is open and its page visible."""
    windows = [w for w in Watched.topLevelWidgets() if type(w).__name__ == "MainWindow"]
    return any(getattr(w, "session", None) for w in windows)


def measure_keys() -> None:
    """Type and take back words in the search box."""
    search = next(
        w
        for w in Watched.allWidgets()
        if isinstance(w, QtWidgets.QLineEdit) and type(w.parent()).__name__ == "FilterBar" and w.isVisible()
    )
    del Watched.notify  # which would be part of every time
    times = []
    for word in ("nummer 4711", "försenad", "kontroll dyrare", "zzz") * 3:
        for key in (*word, *"\b" * len(word)):
            started = time.perf_counter()
            if key == "\b":
                search.backspace()
            else:
                search.insert(key)
            QCoreApplication.processEvents()
            times.append(time.perf_counter() - started)
    print(*(f"{seconds * 1000:.3f}" for seconds in times), flush=True)
    os._exit(0)


READY: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    "ours": (lambda: any(w.isVisible() for w in Watched.topLevelWidgets()), say_painted),
    "page": (page_shown, say_painted),
    "list": (table_shown, say_painted),
    "keys": (table_shown, lambda: QTimer.singleShot(0, measure_keys)),
}


def main(what: str, path: Path | None) -> None:
    """Show one of the windows."""
    if what == "bare":
        bare(path)
        return
    ready, then = READY[what]
    Watched.ready, Watched.then = staticmethod(ready), staticmethod(then)
    QtWidgets.QApplication = Watched  # type: ignore[misc]
    from riskreg.gui.app import run

    run(path)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None)
