"""The shim that makes file system calls go wrong: compiled once, loaded first, steered from here."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
BUILD = SOURCE.parent.parent.parent / "build"


@dataclass(frozen=True, slots=True)
class Mishap:
    """One way for a call to go wrong."""

    name: str
    error: int = 0  # errno; 0 kills the process
    torn: bool = False  # half of a write reaches the disk first
    lasting: bool = False  # every later call goes wrong too

    @property
    def kills(self) -> bool:
        """Whether the process dies of it."""
        return self.error == 0


MISHAPS = (
    Mishap("killed"),
    Mishap("killed in a write", torn=True),
    Mishap("disk full once", errno.ENOSPC, torn=True),
    Mishap("disk full for good", errno.ENOSPC, torn=True, lasting=True),
    Mishap("I/O error once", errno.EIO),
    Mishap("I/O error for good", errno.EIO, lasting=True),
)


def why_not() -> str:
    """Why the shim cannot be used here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "the shim is for Linux"
    return "" if shutil.which("cc") else "there is no C compiler"


def compiled() -> Path:
    """The shim as a library, compiled when it is missing or older than its source."""
    library = BUILD / "faults-shim.so"
    if not library.exists() or library.stat().st_mtime < SOURCE.stat().st_mtime:
        BUILD.mkdir(exist_ok=True)
        draft = BUILD / f"faults-shim-{os.getpid()}.so"
        command: list[str | Path] = [
            "cc",
            "-O2",
            "-Wall",
            "-Wextra",
            "-shared",
            "-fPIC",
            "-o",
            draft,
            SOURCE,
            "-ldl",
        ]
        subprocess.run(command, check=True)
        draft.replace(library)
    return library


def loaded() -> bool:
    """Whether this process runs with the shim."""
    return hasattr(ctypes.CDLL(None), "faults_watch")


def watch(folder: Path) -> None:
    """From now on count the calls on what lies under the folder."""
    ctypes.CDLL(None).faults_watch(os.fsencode(folder))


def arm(mishap: Mishap, at: int) -> None:
    """Let the call with that number, from now on, go wrong."""
    arguments = (ctypes.c_long(at), mishap.error, int(mishap.torn), int(mishap.lasting))
    ctypes.CDLL(None).faults_arm(*arguments)


def calls() -> int:
    """How many calls there have been since `watch` or `arm`."""
    return int(ctypes.CDLL(None).faults_calls())


def record(log: Path) -> None:
    """Write every call down, with its data."""
    ctypes.CDLL(None).faults_record(os.fsencode(log))


def note_done() -> None:
    """Note that the step was acknowledged."""
    ctypes.CDLL(None).faults_note_done()


def sockets() -> int:
    """How many sockets of the internet the process has made."""
    return int(ctypes.CDLL(None).faults_sockets())
