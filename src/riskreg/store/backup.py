"""Backups in the user's data folder: made through SQLite, verified, thinned out as they grow old.

A backup's name says which entry of the journal it ends with, so that their order and whether one is wanted at
all do not hang on the clock, which may be wrong.
"""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection

from riskreg import paths
from riskreg.faults import Trouble
from riskreg.files import SUFFIX, ascii_name, whole
from riskreg.store import file, journal
from riskreg.texts import N_

_NAME = re.compile(r"(\d+)-([0-9a-f]{8})-(\d{8}T\d{6})Z" + re.escape(SUFFIX))
_TIME = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup, as its name tells."""

    path: Path
    entry: int  # the newest entry of its journal; more, where an older version was brought back before
    digest: str  # the beginning of that entry's digest
    at: datetime.datetime  # UTC

    @property
    def size(self) -> int:
        """In bytes."""
        return self.path.stat().st_size


# ------------------------------------------------------------------ copies
def copy(connection: Connection, target: Path) -> None:
    """Write a copy of the open register to `target`, whole and verified, or not at all."""
    with whole(target) as draft:
        draft.touch()  # so that the system says why it takes no file there; SQLite does not
        with closing(sqlite3.connect(draft)) as made:
            made.execute("PRAGMA synchronous=OFF")  # it is made durable as a whole
            file.raw(connection).backup(made)
            if not _is_well_formed(made):
                made.executescript("VACUUM; REINDEX")  # builds all anew from the rows that can be read
        _verify(connection, draft, target)


def _verify(connection: Connection, draft: Path, target: Path) -> None:
    with closing(sqlite3.connect(draft)) as made:
        try:
            same = _told(made) == _told(file.raw(connection))
            sound = _is_well_formed(made)
        except sqlite3.DatabaseError:
            same = sound = False
    if not (same and sound):
        raise Trouble(
            N_("The copy {path} did not turn out like the register. Try another place, or another disk."),
            path=target,
        )


def _is_well_formed(raw: sqlite3.Connection) -> bool:
    return bool(raw.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def _told(raw: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Every row's own digest, table by table."""
    tables = raw.execute(
        "SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table' AND c.name = 'digest' ORDER BY m.name"
    ).fetchall()
    return [
        (table, *row)
        for (table,) in tables
        for row in raw.execute(f'SELECT id, digest FROM "{table}" ORDER BY id')
    ]


# ------------------------------------------------------------------ the kept ones
def keep(connection: Connection, path: Path) -> Backup | None:
    """Back up the register at `path` unless its newest entry is in a backup already, and thin the older ones.

    Trouble when the data folder cannot be written.
    """
    (_first, first), (number, digest) = journal.ends(connection)
    folder = _folder(path, first)
    there = _in(folder)
    if any(old.digest == digest[:8] for old in there):
        return None
    number = max(number, there[0].entry + 1 if there else 0)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Trouble(
            N_("The folder for backups, {folder}, cannot be made. Make room for it, or ask for access."),
            folder=folder,
        ) from error
    now = datetime.datetime.now(datetime.UTC).strftime(_TIME)
    target = folder / f"{number:06d}-{digest[:8]}-{now}Z{SUFFIX}"
    copy(connection, target)
    for old in superfluous(_in(folder)):
        old.path.unlink(missing_ok=True)
    return _backup(target)


def kept(path: Path, first: str = "") -> tuple[Backup, ...]:
    """The backups of a register, newest first, by the digest of its journal's first entry.  When it cannot be
    read, and that is not known, those of all registers that had its name."""
    if first:
        return _in(_folder(path, first))
    folders = _root().glob(f"{_stem(path)}-{'[0-9a-f]' * _MARK}")
    return tuple(sorted(chain.from_iterable(map(_in, folders)), key=lambda b: b.at, reverse=True))


# Kept are the newest, and the last one of each of so many hours, days, weeks and months.
_LAST = 5
_SPANS: tuple[tuple[int, Callable[[datetime.datetime], object]], ...] = (
    (24, lambda at: (at.date(), at.hour)),
    (14, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (24, lambda at: (at.year, at.month)),
)


def superfluous(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Which of the backups, given newest first, need not be kept.

    Spans are counted as they follow each other, so that it does not matter what the clock says now.
    """
    wanted = {backup.path for backup in backups[:_LAST]}
    for most, span in _SPANS:
        before, found = None, 0
        for backup in backups:
            if found < most and span(backup.at) != before:
                before, found = span(backup.at), found + 1
                wanted.add(backup.path)
    return tuple(backup for backup in backups if backup.path not in wanted)


_MARK = 12  # so much of the first entry's digest stands in a folder's name


def _root() -> Path:
    return paths.data_folder() / "backups"


def _stem(path: Path) -> str:
    return ascii_name(path.stem) or "register"


def _folder(path: Path, first: str) -> Path:
    """Where the backups of a register lie: by its first entry, which it keeps when it is moved or renamed."""
    mark = first[:_MARK]
    return next(iter(sorted(_root().glob(f"*-{mark}"))), _root() / f"{_stem(path)}-{mark}")


def _in(folder: Path) -> tuple[Backup, ...]:
    found = [backup for path in folder.glob(f"*{SUFFIX}") if (backup := _backup(path))]
    return tuple(sorted(found, key=lambda b: (b.entry, b.at), reverse=True))


def _backup(path: Path) -> Backup | None:
    told = _NAME.fullmatch(path.name)
    if told is None:
        return None
    at = datetime.datetime.strptime(told[3], _TIME).replace(tzinfo=datetime.UTC)
    return Backup(path=path, entry=int(told[1]), digest=told[2], at=at)
