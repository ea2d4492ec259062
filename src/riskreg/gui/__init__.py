"""The window."""

from __future__ import annotations

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 drops a reference to None with every call that returns nothing, and one to True with
    # every signal (6.11.3 does not).  From Python 3.12 on they cannot be used up; before, the process would
    # end after some thousand calls.
    for lasting in (None, True, False):
        ctypes.c_ssize_t.from_address(id(lasting)).value += 1 << 48
