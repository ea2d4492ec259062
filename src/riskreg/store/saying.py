"""What SQLite says about a file, as a sentence for its user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from riskreg.faults import Trouble
from riskreg.texts import N_


class Damaged(Trouble):
    """The file cannot be read as a register any more: a backup is what helps."""


class Unsaved(Trouble):
    """The file takes nothing now, whatever is to be written: a copy elsewhere is what helps."""


NOT_OURS = N_("{path} is not a riskreg register. Choose a file that riskreg made (ending in .riskreg).")
DAMAGED = N_(
    "{path} is damaged and cannot be read; it is left as it is. "
    "Bring back its newest backup: File ▸ Restore an earlier version, or riskreg restore."
)
IN_THE_WAY = N_(
    "{path} is damaged in a way that stops this change, so nothing was saved. "
    "Let riskreg look through it: File ▸ Check the register, or riskreg check."
)
_INTERRUPTED = N_(
    "A change to {path} was interrupted, and since it may only be read here it cannot be mended. "
    "Copy it, together with the file of the same name ending in -journal, to a folder of yours."
)
_GONE = N_("{path} cannot be opened. Check that the folder is there and that you may use it.")

_READING = {
    sqlite3.SQLITE_BUSY: N_("Another program is writing {path}. Close it there, then try again."),
    sqlite3.SQLITE_READONLY: _INTERRUPTED,
    sqlite3.SQLITE_FULL: N_("The disk is full, so {path} cannot be read. Free some space, then try again."),
    sqlite3.SQLITE_CANTOPEN: _GONE,
    sqlite3.SQLITE_IOERR: N_(
        "The disk that holds {path} cannot be read. Check that it is still connected, then try again."
    ),
}
_WRITING = {
    sqlite3.SQLITE_BUSY: N_(
        "Another program is using {path}, so nothing was saved. Close it there, then try again."
    ),
    sqlite3.SQLITE_READONLY: N_(
        "{path} may only be read, so nothing was saved. "
        "Make the file and its folder writable, or go on in a copy: File ▸ Save a copy as."
    ),
    sqlite3.SQLITE_FULL: N_("The disk is full, so nothing was saved. Free some space, then try again."),
    sqlite3.SQLITE_CANTOPEN: N_(
        "{path} or its folder cannot be written, so nothing was saved. "
        "Check that the folder is there, or go on in a copy: File ▸ Save a copy as."
    ),
    sqlite3.SQLITE_IOERR: N_(
        "The disk that holds {path} cannot be read or written, so nothing was saved. "
        "Check that it is still connected, or go on in a copy: File ▸ Save a copy as."
    ),
}

# What SQLite says of damage that it does not recognise as such: our own statements fit a whole file.
_MISFITS = (
    "no such table",
    "no such column",
    "no such collation sequence",
    "foreign key mismatch",
    "unknown column",
    "Could not decode to UTF-8",
    "malformed database schema",
    "unsupported file format",
)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what SQLite says while the file is read into a sentence."""
    with _saying(path, _READING, Trouble):
        yield


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what SQLite says while the file is written into a sentence, which tells that nothing was saved."""
    with _saying(path, _WRITING, Unsaved):
        yield


@contextmanager
def _saying(path: Path, sentences: dict[int, str], kind: type[Trouble]) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error, UnicodeDecodeError) as error:
        trouble = _trouble(error.orig if isinstance(error, DBAPIError) else error, path, sentences, kind)
        if trouble is None:
            raise
        raise trouble from error


def _trouble(
    error: BaseException | None, path: Path, sentences: dict[int, str], kind: type[Trouble]
) -> Trouble | None:
    """What an error of SQLite amounts to for its user; None for one that is none of these."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in sentences:
        return kind(sentences[code], path=path)
    if code == sqlite3.SQLITE_NOTADB:
        return Trouble(NOT_OURS, path=path)
    if code == sqlite3.SQLITE_CORRUPT or is_undecodable(error) or str(error).startswith(_MISFITS):
        return Damaged(DAMAGED, path=path)
    return None


def is_undecodable(error: BaseException | None) -> bool:
    """Whether a text in the file is none: its bytes are no UTF-8."""
    error = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode to UTF-8")
