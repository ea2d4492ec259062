"""Keeping a register through the years and mishaps: copied forward, backed up, restored, looked through."""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from riskreg import files
from riskreg.domain.change import Contents
from riskreg.domain.compare import changes_between
from riskreg.domain.copy_year import copy_year
from riskreg.faults import Trouble
from riskreg.register import Register
from riskreg.store import (
    access,
    backup,
    conflicts,
    journal,
    lock,
    recognise,
    snapshot,
    soundness,
)
from riskreg.store.backup import Backup
from riskreg.store.soundness import Examination, Report
from riskreg.texts import N_


def copy_forward(register: Register, from_year: int, to: int, *, keep_decisions: bool) -> None:
    """Copy a year's plan to a new year, as one step."""
    year = register.year(from_year)
    with register.step(N_("Copy {from_year} to {to}"), from_year=from_year, to=to) as edit:
        copy_year(year, to, keep_decisions=keep_decisions, add=edit.add, dated=datetime.date.today())


# ------------------------------------------------------------------ backups
def back_up(register: Register) -> Backup | None:
    """Back up a register unless its newest step is in a backup already, or it is damaged: sound backups are
    not to be thinned out for that.  Trouble when it cannot be done.  Any thread may call it."""
    if not register.is_sound:
        return None
    with access.reading(register.path) as connection:
        return backup.keep(connection, register.path)


def backups(path: Path) -> tuple[Backup, ...]:
    """The backups of the register at `path`, newest first, even when it is gone or cannot be read."""
    first = ""
    with suppress(Trouble):
        recognise.look(path)
        with access.reading(path) as connection:
            (_number, first), _newest = journal.ends(connection)
    return backup.kept(path, first)


def contents_of(chosen: Backup) -> Contents:
    """What a backup holds.  Trouble when it cannot be read."""
    return snapshot.snapshot(chosen.path).contents


def save_backup(chosen: Backup, target: Path) -> None:
    """Write a copy of a backup where the user wants it.  Trouble when that cannot be done."""
    with access.reading(chosen.path) as connection:
        backup.copy(connection, target)


def restore(register: Register, chosen: Backup) -> None:
    """Make the register what it was in a backup, as one step, after a backup of what it is now."""
    then = contents_of(chosen)
    back_up(register)
    at = chosen.at.astimezone().strftime("%Y-%m-%d %H:%M")
    with register.step(N_("Restore the version of {at}"), at=at) as edit:
        edit.apply(changes_between(register.contents, then))


def recover(path: Path, chosen: Backup) -> Path | None:
    """Put a backup in the place of a register that cannot be opened, which is kept beside it: its new path,
    or None when nothing lay there.  Trouble when that cannot be done; then all is as it was."""
    held = lock.hold(path)
    try:
        with files.whole(path) as draft:
            with access.reading(chosen.path) as connection:
                backup.copy(connection, draft)
            aside = _put_aside(path) if path.exists() else None
    finally:
        held.release()
    return aside


def _put_aside(path: Path) -> Path:
    """Give a damaged register, with what lies beside it of an unfinished change, another name."""
    aside = free_name(path, "damaged")
    journal_file = path.with_name(f"{path.name}-journal")
    if journal_file.exists():
        journal_file.rename(aside.with_name(f"{aside.name}-journal"))
    return path.rename(aside)


def free_name(path: Path, what: str) -> Path:
    """A name beside a register for another version of it, which says what it is and of which day."""
    for number in count(1):
        more = "" if number == 1 else f" {number}"
        name = path.with_name(f"{path.stem} ({what} {datetime.date.today()}{more}){path.suffix}")
        if not name.exists():
            return name
    raise AssertionError


# ------------------------------------------------------------------ looked through
def examine(path: Path, report: Report) -> Examination:
    """Look through a register from end to end.  Trouble when it cannot be read.  Any thread may call it."""
    recognise.look(path)
    with access.reading(path) as connection:
        return soundness.examine(connection, lambda: _newest_sound(path), report)


def _newest_sound(path: Path) -> Contents:
    for kept in backups(path):
        with suppress(Trouble):
            found = snapshot.snapshot(kept.path)
            if found.is_sound:
                return found.contents
    return {}


# ------------------------------------------------------------------ two versions
@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Another version of a register, which went its own way."""

    path: Path
    contents: Contents
    base: Contents | None  # what both were when they parted; None when they are no kin


def conflict_copies(register: Register) -> tuple[Path, ...]:
    """The copies of the register that a sync client laid beside it, and that hold steps which it lacks.
    Any thread may call it."""
    ours, found = _digests(register.path), []
    for path in conflicts.beside(register.path):
        with suppress(Trouble):
            digests = [entry.digest for entry in snapshot.snapshot(path).entries]
            if digests[:1] and digests[0] in ours and digests[-1] not in ours:
                found.append(path)
    return tuple(found)


def _digests(path: Path) -> set[str]:
    """Those of all entries of a register's journal."""
    with access.reading(path) as connection:
        return {entry.digest for entry in journal.entries(connection)}


def other_version(register: Register, path: Path) -> Version:
    """Another register file, to compare with.  Trouble when it cannot be read."""
    ours = _digests(register.path)
    other = snapshot.snapshot(path)
    common = [entry.id for entry in other.entries if entry.digest in ours]
    base = snapshot.contents_at(path, common[-1]) if common else None
    return Version(path=path, contents=other.contents, base=base)
