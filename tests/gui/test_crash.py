"""A bug in the running program: neither its report nor the terminal holds anything of the register."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import CHECKOUT, a_register

TEXT = "Hemlig analys av leverantören"
# The program as it runs, with a bug in a slot, in work in the background, and in a step that meets the file.
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from riskreg.gui import app, background
from riskreg.gui.crash import CrashDialog
from riskreg.gui import window as window_file
from riskreg.store import file

where = sys.argv[2]

def bug(register):
    point = register.year(2022).control_points[0]
    text = point.analysis
    assert text == {text!r}
    try:
        raise KeyError(text)
    except KeyError as error:
        raise ValueError(f"{{text}} of {{point}}") from error

def go(window):
    register = window.session.register
    if where == "slot":
        bug(register)
    elif where == "thread":
        background.run(window, window.session, "", lambda _progress: bug(register), print, quietly=True)
    else:
        with file.writing(register._engine) as connection:
            connection.exec_driver_sql("UPDATE control_point SET analysis = ? WHERE nothing", ({text!r},))

def end():
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()]
    if not dialogs:
        QTimer.singleShot(100, end)
        return
    print("REPORT", dialogs[0].report.toPlainText())
    dialogs[0].accept()
    QApplication.closeAllWindows()

class Window(window_file.MainWindow):
    def begin(self, path):
        super().begin(path)
        QTimer.singleShot(0, lambda: go(self))
        QTimer.singleShot(100, end)

window_file.MainWindow = Window
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.mark.parametrize(
    ("where", "kind"), [("slot", "ValueError"), ("thread", "ValueError"), ("file", "OperationalError")]
)
def test_a_bug_tells_where_but_nothing_of_the_register(tmp_path: Path, where: str, kind: str) -> None:
    with closing(a_register(tmp_path, points=2)) as register, register.step("Write") as edit:
        point = register.year(2022).control_points[0]
        edit.put(point, replace(point, analysis=TEXT))
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(text=TEXT), str(register.path), where],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert kind in run.stdout.split("REPORT", 1)[1], run.stdout + run.stderr
    assert kind in run.stderr
    for told in (run.stdout, run.stderr):
        assert "Hemlig" not in told
        assert "leverant" not in told
