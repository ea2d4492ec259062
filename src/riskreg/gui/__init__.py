"""The window."""

from __future__ import annotations

import ctypes
import sys

# PySide6 6.12 gives the `True` that `Signal.emit` returns away without a reference of its own.  Before Python
# 3.12, where True is immortal, some thousand signals later the interpreter would abort: so it starts with many.
if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    ctypes.c_ssize_t.from_address(id(True)).value += sys.maxsize // 4
