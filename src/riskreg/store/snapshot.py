"""Another register file as it is now, read at one stroke: a backup, a conflict copy, one that others hold.

It is read from a copy in memory, brought up to date there, so that the file stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from riskreg.domain.change import Contents
from riskreg.store import access, content, journal
from riskreg.store.journal import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a register file holds."""

    path: Path
    contents: Contents
    entries: tuple[Entry, ...]
    is_sound: bool  # no row is damaged or missing, and the journal is whole


def snapshot(path: Path) -> Snapshot:
    """Read a register file.  Trouble when it is none, or cannot be read."""
    with access.copied(path) as connection:
        read = content.read(connection)
        entries = journal.entries(connection)
        sealed = journal.sealed(entries)
        is_sound = not read.damaged and sealed in (None, read.seal) and not journal.broken(connection)
    return Snapshot(path=path, contents=read.contents, entries=tuple(entries), is_sound=is_sound)


def contents_at(path: Path, entry: int) -> Contents:
    """What a register held after an entry of its journal.  Trouble as with `snapshot`."""
    with access.copied(path) as connection:
        return journal.replayed(connection, upto=entry)
