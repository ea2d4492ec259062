"""Over a whole journey through the window no socket of the internet is ever made."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.builders import CHECKOUT
from tests.faults import shim

pytestmark = pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not() or "it can be counted")

_JOURNEY = """
import sys
import pytest
from tests.faults import shim
status = pytest.main(["-q", "-p", "no:cacheprovider", "tests/journeys/test_first_plan.py"])
print("sockets:", shim.sockets())
sys.exit(status)
"""
_CONTROL = """
import socket
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QTcpSocket
from tests.faults import shim
app = QCoreApplication([])
socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
caller = QTcpSocket()
caller.connectToHost("127.0.0.1", 9)
caller.waitForConnected(200)
print("sockets:", shim.sockets())
"""


def sockets_of(code: str) -> int:
    """How many sockets of the internet a program makes."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env={**os.environ, "LD_PRELOAD": str(shim.compiled())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return int(run.stdout.rsplit("sockets:", 1)[1])


def test_a_journey_makes_no_connection() -> None:
    assert sockets_of(_JOURNEY) == 0


def test_a_connection_would_be_seen() -> None:
    assert sockets_of(_CONTROL) >= 2
