"""Qt may be called and signals may be sent all day."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import riskreg.gui
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    sent = Signal()
sender = Sender()
for _ in range(8_000):
    sender.sent.emit()
    sender.setObjectName("x")
print("well")
"""


def test_the_interpreter_survives_many_calls() -> None:
    """In a process of its own, because where it fails the interpreter aborts."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "well\n"), done.stderr
