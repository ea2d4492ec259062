"""What tests need beside themselves: another program that holds a register, and a user with few rights."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCKS = "from riskreg.store.lock import hold; held = hold(path); end = held.release"
_OPENS = "from riskreg.opening import open_register; held = open_register(path); end = held.close"
_HOLDS = """
import sys
from pathlib import Path

path = Path(sys.argv[1])
{takes}
print(flush=True)
sys.stdin.readline()
end()
"""
_NOBODY = 65534


@contextmanager
def holding(path: Path, *, opens: bool = False) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a register's lock, or that `opens` the register, until the block ends."""
    code = _HOLDS.format(takes=_OPENS if opens else _LOCKS)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "\n"  # it has the register now
        try:
            yield process
        finally:
            if process.poll() is None:
                process.stdin.write("\n")


@contextmanager
def few_rights(folder: Path) -> Iterator[None]:
    """Work as somebody who may do in a folder only what its permissions say; the administrator may do all."""
    if os.geteuid() != 0:
        yield
        return
    ways = {path: path.stat().st_mode for path in (folder, *folder.parents)}
    closed = {path: mode for path, mode in ways.items() if mode & 0o055 != 0o055}
    for path, mode in closed.items():
        path.chmod(mode | 0o055)
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        for path, mode in closed.items():
            path.chmod(mode)


def give_away(*given: Path) -> None:
    """Make files and folders theirs who have few rights."""
    if os.geteuid() == 0:
        for path in given:
            os.chown(path, _NOBODY, -1)
