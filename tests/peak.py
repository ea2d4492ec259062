"""How much memory a piece of work takes at most, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_STATUS = Path("/proc/self/status")  # of Linux
_TELL = f"; print([line for line in open({str(_STATUS)!r}) if line.startswith('VmHWM')][0].split()[1])"


def can_tell() -> bool:
    """Whether the system tells how much memory a process had."""
    return _STATUS.exists()


def peak(code: str, *words: object) -> int:
    """The highest memory in kilobytes of Python running one line of code, with words in `sys.argv`."""
    if not can_tell():
        pytest.skip("this system does not tell how much memory a process had")
    command = [sys.executable, "-c", code + _TELL, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])
