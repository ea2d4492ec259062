"""The open register: what is in it, and the one door for change.

    with register.step(N_("Move in the matrix")) as edit:
        edit.put(point, replace(point, likelihood=3))

A step is one transaction, one undo and one journal entry.  What the block raises drops the step whole; what
the file refuses leaves the register as the file has it.  Listeners hear of a step once it is on disk.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from riskreg import files
from riskreg.collecting import uncollected
from riskreg.domain.change import Change, Contents, all_of, applied, inverse
from riskreg.domain.checks import refuse
from riskreg.domain.closing import refuse_closed
from riskreg.domain.edition import refuse_decided
from riskreg.domain.records import RECORDS, Record
from riskreg.domain.year import Year, year_of, years
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.store import access, backup, content, file, journal, lock, making, place, saying, snapshot
from riskreg.store.journal import Entry, EntryKind
from riskreg.store.lock import Lock
from riskreg.store.turns import Turns
from riskreg.texts import N_


@dataclass(frozen=True, slots=True)
class Announcement:
    """What listeners hear after a step: the journal entry and what it changed.

    No entry: the file was changed by others and was read anew.
    """

    entry: Entry | None
    changes: tuple[Change, ...]


Listener = Callable[[Announcement], None]


class Register:
    """One open register file.  `riskreg.opening` gets one."""

    def __init__(
        self, path: Path, engine: Engine, *, held: Lock | None = None, read_only: Trouble | None = None
    ) -> None:
        self.path = path
        self.read_only = read_only  # why nothing may be changed; None when it may
        self.unsaved: saying.Unsaved | None = None  # why the newest step was not saved; None when it was
        self.contents: Contents = {}
        self.saved_at: datetime.datetime | None = None
        self._engine, self._lock, self._stamp = engine, held, place.stamp(path)
        self._listeners: list[Listener] = []
        self.reload()

    # -- reading
    def reload(self) -> None:
        """Read everything from the file anew."""
        try:
            read, entries, numbers = self._read()
        except saying.Damaged as damage:
            if not saying.is_undecodable(damage.__cause__):
                raise
            read, entries, numbers = self._read(any_text=True)
        sealed = journal.sealed(entries)
        self.contents, self._damaged = _presentable(read), read.damaged
        self._seal = read.seal if sealed is None else sealed
        self._is_complete = bool(entries) and self._seal == read.seal
        self._numbers = {
            kind.table: max(numbers.get(kind.table, 0), *records, 0)
            for kind, records in read.contents.items()
        }
        self._last_digest = entries[-1].digest if entries else ""
        self._turns = Turns(entries)
        self._years: dict[int, Year] = {}

    def _read(self, *, any_text: bool = False) -> tuple[content.Read, list[Entry], dict[str, int]]:
        with uncollected(), saying.reading(self.path), file.reading(self._engine) as connection:
            if any_text:
                file.read_any_text(connection)
            return content.read(connection), journal.entries(connection), file.last_numbers(connection)

    @property
    def last_numbers(self) -> Mapping[str, int]:
        """The highest id ever given, by table."""
        return self._numbers

    @property
    def damaged(self) -> tuple[str, ...]:
        """The rows that were changed behind our back, by table and number."""
        return tuple(f"{table} {number}" for table, number in self._damaged)

    def is_damaged(self, record: Record) -> bool:
        """Whether the row of a record was changed behind our back."""
        return (record.table, record.id) in self._damaged

    @property
    def is_sound(self) -> bool:
        """Whether every row is there and as it was written."""
        return self._is_complete and not self._damaged

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a plan, newest first."""
        return years(self.contents)

    @property
    def newest_year(self) -> int:
        """The newest year that has a plan.  Trouble when no plan can be read."""
        if not self.years:
            raise saying.Damaged(
                N_("{path} holds no plan that can be read. Bring back a backup: riskreg restore"),
                path=self.path,
            )
        return self.years[0]

    def year(self, year: int) -> Year:
        """One year's view.  Trouble when there is no plan for it."""
        if year not in self._years:
            with uncollected():
                self._years[year] = year_of(self.contents, year)
        return self._years[year]

    def history(self) -> list[Entry]:
        """Every journal entry, oldest first."""
        with saying.reading(self.path), file.reading(self._engine) as connection:
            return journal.entries(connection)

    def changes_of(self, entry: Entry) -> tuple[Change, ...]:
        """What a journal entry changed.  Trouble when the entry is damaged."""
        with saying.reading(self.path), file.reading(self._engine) as connection:
            return journal.changes_of(connection, entry.id)

    def changes_newest_first(self, mentioning: Sequence[str]) -> Generator[Change, None, None]:
        """What the journal tells was changed, the newest first (see `journal.changes_newest_first`)."""
        with saying.reading(self.path), file.reading(self._engine) as connection:
            for changes in journal.changes_newest_first(connection, mentioning):
                yield from reversed(changes)

    # -- changing
    @contextmanager
    def step(self, label: str, **values: object) -> Iterator[Edit]:
        """Everything that the block tells the edit becomes one step; an empty one leaves no trace."""
        edit = Edit(self.contents, self._numbers)
        with uncollected():
            yield edit
            if edit.changes:
                self._write(new_entry(EntryKind.STEP, label, values), tuple(edit.changes))

    def repair(
        self, changes: tuple[Change, ...], label: str = N_("Repair"), values: dict[str, object] | None = None
    ) -> None:
        """Write what is known to be right, as one step that seals the register anew."""
        self._write(new_entry(EntryKind.STEP, label, values or {}), changes, repairs=True)

    @property
    def undoable(self) -> Entry | None:
        """The step that undo would take back."""
        return self._turns.undoable

    @property
    def redoable(self) -> Entry | None:
        """The step that redo would do again."""
        return self._turns.redoable

    def undo(self) -> None:
        """Take back the newest step; nothing when there is none."""
        if step := self.undoable:
            entry = new_entry(EntryKind.UNDO, step.label, step.values, step.id)
            self._write(entry, inverse(self.changes_of(step)))

    def redo(self) -> None:
        """Do the step again that was taken back last; nothing when there is none."""
        if step := self.redoable:
            entry = new_entry(EntryKind.REDO, step.label, step.values, step.id)
            self._write(entry, self.changes_of(step))

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of every step; call what comes back to be told no more."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _write(self, entry: Entry, changes: tuple[Change, ...], *, repairs: bool = False) -> None:
        if self.read_only:
            raise self.read_only
        known = self._last_digest
        self._find()
        if known != self._last_digest:
            raise Trouble(content.CHANGED_MEANWHILE)
        contents = applied(self.contents, changes)
        for change in changes:
            refuse(change, contents)
        if entry.kind is EntryKind.STEP and not repairs:  # undo leads back to what was allowed then
            refuse_decided(changes, self.contents, contents)
            refuse_closed(changes, self.contents, contents)
        try:
            with saying.writing(self.path), file.writing(self._engine) as connection:
                if known != journal.last_digest(connection):
                    raise Trouble(content.CHANGED_MEANWHILE)
                damaged = dict(self._damaged)
                seal = content.write(connection, changes, damaged, self._seal)
                if repairs:
                    seal = content.read(connection).seal
                entry = journal.append(connection, replace(entry, seal=seal), changes, known)
            place.must_be(self.path, self._stamp)
        except Exception as error:
            self._read_after(error, known)
            raise
        self._damaged, self._seal = damaged, seal
        self._is_complete |= repairs
        self._take_in(entry, contents, changes)

    def _read_after(self, error: Exception, known: str) -> None:
        """After an error only the file knows what it holds.  Where it cannot be read either, what was read
        last stays, so that it can be saved as a copy."""
        self.unsaved = error if isinstance(error, saying.Unsaved) else None
        with suppress(Trouble):
            self.reload()
        if self._last_digest != known:
            self._announce(Announcement(None, ()))
        if isinstance(error, IntegrityError) and not self._is_whole():
            raise saying.Damaged(saying.IN_THE_WAY, path=self.path) from error

    def _take_in(self, entry: Entry, contents: Contents, changes: tuple[Change, ...]) -> None:
        self.contents, self._years, self._last_digest = contents, {}, entry.digest
        self.unsaved = None
        self.saved_at = datetime.datetime.now().astimezone()
        for change in changes:
            record = change.record
            self._numbers[record.table] = max(self._numbers.get(record.table, 0), record.id or 0)
        self._turns.take(entry)
        self._announce(Announcement(entry, changes))

    def _announce(self, announcement: Announcement) -> None:
        for listener in tuple(self._listeners):
            listener(announcement)

    # -- the file
    def look_again(self) -> None:
        """Take in what others did to the file, and that they let go of it.  Trouble when it is gone, or was
        replaced by a version that does not know our newest step."""
        self._find()
        if isinstance(self.read_only, lock.Held):
            with suppress(Trouble):
                self.take_over()
        with saying.reading(self.path), file.reading(self._engine) as connection:
            newest = journal.last_digest(connection)
        if newest != self._last_digest:
            self.reload()
            self._announce(Announcement(None, ()))

    def give_sign_of_life(self) -> None:
        """Tell other machines, now and then, that the register is still open here."""
        if self._lock:
            self._lock.give_sign_of_life()

    def copy_to(self, target: Path) -> None:
        """Write a copy of the register, whole and verified.  Where its file can no longer be read, the copy
        holds what was read last, without the history."""
        self._must_be_another(target)
        if self._can_be_read():
            with saying.reading(self.path), file.reading(self._engine) as connection:
                backup.copy(connection, target)
        else:
            everything = tuple(
                Change(None, record) for kind in RECORDS for record in all_of(self.contents, kind)
            )
            making.make(target, everything, new_entry(EntryKind.START, N_("Saved as a copy"), {}))

    def _must_be_another(self, target: Path) -> None:
        if target.exists() and place.stamp(target) == self._stamp:
            raise Trouble(N_("{path} is the open register itself. Give the copy another name."), path=target)

    def move_to(self, target: Path) -> None:
        """Go on in a copy.  The file that was open stays as it is."""
        self._must_be_another(target)
        with files.writing(target):
            held = lock.hold(target)  # first: another program may have it open
        try:
            self.copy_to(target)
        except BaseException:
            held.release()
            raise
        self.close()
        self.path, self._lock, self.read_only, self.unsaved = target, held, None, None
        self._reopen()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
        if self._lock:
            self._lock.release()
            self._lock = None

    def _find(self) -> None:
        """See that the file is still the one that was opened.  Another that goes on from our newest step is
        taken in: a sync client puts such a one in its place."""
        if place.stamp(self.path) == self._stamp:
            return
        try:
            others = snapshot.snapshot(self.path).entries
        except Trouble as unreadable:
            raise Trouble(place.REPLACED, path=self.path) from unreadable
        if all(entry.digest != self._last_digest for entry in others):
            raise Trouble(place.REPLACED, path=self.path)
        self._reopen()

    def take_over(self, *, even_if_elsewhere: bool = False) -> None:
        """Take the right to write.  Held when another program still has it, other Trouble when the folder
        takes no lock.  `even_if_elsewhere` takes it from another machine that seems to have it."""
        why = self.read_only
        with files.writing(self.path):
            held = lock.hold(self.path, even_if_elsewhere=even_if_elsewhere)
        self._lock, self.read_only = held, None
        try:
            self._reopen()
        except Trouble:
            self._lock, self.read_only = None, why
            held.release()
            raise

    def _reopen(self) -> None:
        engine = access.engine_on(self.path, writable=self.read_only is None)
        self._engine.dispose()
        self._engine, self._stamp = engine, place.stamp(self.path)
        self.reload()
        self._announce(Announcement(None, ()))

    def _can_be_read(self) -> bool:
        with suppress(Trouble), saying.reading(self.path), file.reading(self._engine) as connection:
            return journal.last_digest(connection) == self._last_digest
        return False

    def _is_whole(self) -> bool:
        """Whether the file looks as SQLite and we left it."""
        with suppress(Trouble), saying.reading(self.path), file.reading(self._engine) as connection:
            return self.is_sound and file.is_well_formed(connection)
        return False


def new_entry(kind: EntryKind, label: str, values: dict[str, object], target: int | None = None) -> Entry:
    """An entry for the journal, of what is done now by whoever works here."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    return Entry(at=now, who=lock.user(), kind=kind, label=label, values=values, target=target)


def _presentable(read: content.Read) -> Contents:
    """The contents without what stands in damaged rows and is nothing that a register may hold."""
    changes = []
    for kind in read.contents:
        for number, record in read.contents[kind].items():
            if (kind.table, number) in read.damaged:
                try:
                    refuse(Change(None, record), read.contents)
                except Trouble:
                    changes.append(Change(record, None))
    return applied(read.contents, changes)
