"""Keeping a register through the years and mishaps: copied forward, backed up, restored, looked through."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from riskreg import files
from riskreg.domain.carrying import Carrying, Choices, Since, carrying, since
from riskreg.domain.change import Change, Contents, found
from riskreg.domain.compare import changes_between
from riskreg.domain.copy_year import copied
from riskreg.domain.merging import Difference, differences, taking
from riskreg.domain.records import Plan, Record
from riskreg.domain.wheel import Stand, usual_year
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
from riskreg.texts import N_, texts

# ------------------------------------------------------------------ to another year
COPY, TAKE_IN = N_("Copy {from_year} to {to}"), N_("Take in from {from_year} to {to}")


def year_before(register: Register, to: int) -> int:
    """The year that is copied to another unless one is named: the newest that comes before it."""
    return max((year for year in register.years if year < to), default=register.newest_year)


def copy_forward(register: Register, from_year: int, to: int, **choices: bool) -> Carrying:
    """Copy a year's plan to another year, or take in what that one lacks, as one step; gives what was copied.
    The choices are those of `Choices`.  Trouble when it cannot be done."""
    planned = plan_copy(register, from_year, to, Choices(**choices))
    with register.step(TAKE_IN if planned.target else COPY, from_year=from_year, to=to) as edit:
        edit.apply(copied(planned, edit.next_number, datetime.date.today()))
    return planned


def plan_copy(
    register: Register, from_year: int, to: int, choices: Choices, known: Since | None = None
) -> Carrying:
    """What copying a year would do, as the register is now; `known` spares the looking for what happened
    since the plan copied to was made.  Trouble when it cannot be done."""
    source = register.year(from_year)
    target = register.year(to) if to in register.years else None
    return carrying(source, to, target, choices, known or happened_since(register, from_year, to))


def happened_since(register: Register, from_year: int, to: int) -> Since:
    """What happened to two years since the plan of the second was made; nothing while there is none."""
    if to not in register.years:
        return Since()
    source, target = register.year(from_year).plan, register.year(to).plan
    # As the journal's JSON has it: what is part of one of the plans, the plans, and links that are removed.
    told = (f'"plan_id":{source.id}', f'"plan_id":{target.id}', f'"record":"{Plan.table}"', '"after":null')
    with closing(register.changes_newest_first(told)) as changes:
        return since(changes, source, target)


# ------------------------------------------------------------------ the annual wheel
def start_wheel(register: Register, in_year: int) -> None:
    """Fill the empty annual wheel of a year with what a year usually holds, as one step, in the language of
    paper.  Trouble when it holds something already."""
    year = register.year(in_year)
    if year.events:
        raise Trouble(N_("The annual wheel holds events already. A usual year is where an empty one begins."))
    with register.step(N_("Start with a usual year")) as edit:
        for event in usual_year(year.plan, texts(year.organisation.language)):
            edit.add(event)


def stand_of(register: Register) -> Stand:
    """The newest step of a register, by which a calendar that goes out says how new it is."""
    newest = register.history()[-1]
    return Stand(newest.id, datetime.datetime.fromisoformat(newest.at).astimezone(datetime.UTC))


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
    """Make the register what it was in a backup, as one step, after a backup of what it is now.  One that is
    damaged is sound again."""
    then = contents_of(chosen)
    back_up(register)
    changes = changes_between(register.contents, then)
    label, at = N_("Restore the version of {at}"), chosen.at.astimezone().strftime("%Y-%m-%d %H:%M")
    if not register.is_sound:
        register.repair(_over_damage(register, changes, then), label, {"at": at})
        return
    with register.step(label, at=at) as edit:
        edit.apply(changes)


def _over_damage(register: Register, changes: Iterable[Change], then: Contents) -> tuple[Change, ...]:
    """The changes, written over rows that cannot be read, and those that are damaged but say the same."""
    over = []
    for change in changes:
        after = change.after
        is_over = after and change.before is None and _stands(register, after) is None
        over.append(Change(after, after) if is_over and register.is_damaged(change.record) else change)
    for record in chain.from_iterable(records.values() for records in then.values()):
        if register.is_damaged(record) and _stands(register, record) == record:
            over.append(Change(record, record))
    return tuple(over)


def _stands(register: Register, record: Record) -> Record | None:
    """The record of the same number as it can be read in the register now."""
    return found(register.contents, record.table, record.id)


def recover(path: Path, chosen: Backup, aside_called: str) -> Path | None:
    """Put a backup in the place of a register that cannot be opened, which is kept beside it with a word that
    says what it is: its new path, or None when nothing lay there.  Trouble when that cannot be done; then
    all is as it was."""
    aside: Path | None = None
    with ExitStack() as at_last, files.whole(path) as draft:
        at_last.callback(lock.hold(path).release)
        with access.reading(chosen.path) as connection:
            backup.copy(connection, draft)
        if path.exists():
            aside = free_name(path, aside_called)
            at_last.callback(_put_back, aside, path)
            _move(path, aside)
    return aside


def _move(path: Path, to: Path) -> None:
    """Give a register another name, with what lies beside it of an unfinished change."""
    journal_file = path.with_name(f"{path.name}-journal")
    if journal_file.exists():
        journal_file.rename(to.with_name(f"{to.name}-journal"))
    path.rename(to)


def _put_back(aside: Path, path: Path) -> None:
    """Give the damaged register its name again when nothing has come in its place."""
    if not path.exists():
        _move(aside, path)


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
    differences: tuple[Difference, ...]
    are_kin: bool  # whether both went on from one register, so that it is known who changed what


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
    return Version(
        path=path,
        differences=differences(register.contents, other.contents, base, register.last_numbers),
        are_kin=base is not None,
    )


def merge(register: Register, version: Version, chosen: Collection[Difference]) -> None:
    """Take the chosen differences over from another version, as one step.  Trouble when the register refuses
    what comes of it."""
    changes = taking(register.contents, chosen, version.differences)
    with register.step(N_("Take over from {name}"), name=version.path.name) as edit:
        edit.apply(changes)
