"""Who has a register open for writing: a lock file beside it, which also says who holds it.

The system's lock on that file is what counts, and it goes with its process, however that ends.  In a folder
that a sync client keeps alike on several machines no such lock reaches the others; there the file's own words
count, as long as they are fresh.
"""

from __future__ import annotations

import contextlib
import datetime
import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from riskreg.faults import Trouble
from riskreg.texts import N_

FRESH = datetime.timedelta(minutes=15)  # so long a lock of another machine counts without a sign of life
SIGN_OF_LIFE = datetime.timedelta(minutes=5)  # so often the holder gives one


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has the register open."""

    who: str
    machine: str
    process: int
    since: str  # UTC, ISO 8601
    seen: str  # the last sign of life

    @property
    def is_on_this_machine(self) -> bool:
        """Whether it is a process of this machine."""
        return self.machine == platform.node()

    @property
    def is_here(self) -> bool:
        """Whether it is another process of the same user on this machine."""
        return self.is_on_this_machine and self.who == user() and self.process != os.getpid()


class Held(Trouble):
    """Another program has the register open."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        self.holder = holder
        if holder is None:
            super().__init__(
                N_("Another program has {path} open, so here it can only be read until it is closed there."),
                path=path,
            )
            return
        super().__init__(
            N_(
                "{who} has {path} open on {machine} since {since}, so here it can only be read "
                "until it is closed there."
            ),
            who=holder.who,
            path=path,
            machine=holder.machine,
            since=_local(holder.since),
        )


class Lock:
    """The right to write a register, held until it is released or the process ends."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path, self._handle = path, handle
        self._since = _now()
        self.give_sign_of_life()

    def give_sign_of_life(self) -> None:
        """Say that the register is still open here, for other machines that see the folder."""
        holder = Holder(
            who=user(), machine=platform.node(), process=os.getpid(), since=self._since, seen=_now()
        )
        with contextlib.suppress(OSError):  # a full disk: the lock itself holds all the same
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, json.dumps(asdict(holder)).encode())

    def release(self) -> None:
        """Let others write."""
        is_ours = _is_at(self._handle, self._path)  # else ours was removed, and another's may lie there
        if sys.platform == "win32":  # where an open file cannot be removed, not even by another holder
            os.close(self._handle)
        if is_ours:
            with contextlib.suppress(OSError):
                self._path.unlink()
        if sys.platform != "win32":
            os.close(self._handle)


def hold(path: Path, *, even_if_elsewhere: bool = False) -> Lock:
    """Take the right to write a register.  Held when another has it; OSError when the folder takes no file.

    `even_if_elsewhere` takes it from another machine whose lock is known only from its file.
    """
    name = lock_file(path)
    while True:
        handle = os.open(name, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        try:
            if not _locked(handle):
                raise Held(path, _holder(name))
            if not _is_at(handle, name):  # its holder released it, and removed the file, in between
                os.close(handle)
                continue
            if (other := _holder(name)) and not even_if_elsewhere and _is_elsewhere(other):
                raise Held(path, other)
            return Lock(name, handle)
        except BaseException:
            os.close(handle)
            raise


def lock_file(path: Path) -> Path:
    """Where the lock of a register lies."""
    real = path.resolve()
    return real.with_name(f".{real.name}.lock")


def user() -> str:
    """Who is working here, as the system knows them."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a system account without a name
        return "?"


def _is_elsewhere(holder: Holder) -> bool:
    if holder.is_on_this_machine:
        return False  # that process is gone: its lock is
    try:
        age = datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(holder.seen)
    except (ValueError, TypeError):
        return False
    return abs(age) < FRESH


def _holder(name: Path) -> Holder | None:
    try:
        told = json.loads(name.read_bytes())
        return Holder(**{key: type_(told[key]) for key, type_ in _TOLD.items()})
    except (OSError, ValueError, LookupError, TypeError):
        return None


_TOLD = {"who": str, "machine": str, "process": int, "since": str, "seen": str}


def _is_at(handle: int, name: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), name.stat())
    except OSError:  # it was removed, or its folder cannot be reached
        return False


def _locked(handle: int) -> bool:
    """Take the system's lock on an open file; False when another has it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)  # past the words, which others are to read
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_FAR = 1 << 30


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _local(at: str) -> str:
    try:
        return f"{datetime.datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return at
