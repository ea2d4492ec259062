"""Whether an open register still lies where it was opened: others may remove or replace its file."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from riskreg.faults import Trouble
from riskreg.texts import N_

REPLACED = N_(
    "{path} was replaced by another version, which lacks what you did last. Nothing more is saved in it. "
    "Keep your version: File ▸ Save a copy as. Then open the file again."
)

Stamp: TypeAlias = tuple[int, int]  # what tells one file from every other on the system

_GONE = N_(
    "{path} is no longer there: it was removed, renamed, or its disk is gone. Nothing more is saved in it. "
    "Go on in a copy: File ▸ Save a copy as."
)


def stamp(path: Path) -> Stamp:
    """The file that lies there now.  Trouble when there is none, or it cannot be reached."""
    try:
        found = path.stat()
    except OSError as error:
        raise Trouble(_GONE, path=path) from error
    return found.st_dev, found.st_ino


def must_be(path: Path, known: Stamp) -> None:
    """Trouble when the file that lies there is not the known one any more."""
    if stamp(path) != known:
        raise Trouble(REPLACED, path=path)
