"""The open register: what is in it, and the one door for change.

    with register.step(N_("Move in the matrix")) as edit:
        edit.put(point, replace(point, likelihood=3))

A step is one transaction, one undo and one journal entry.  What the block raises drops the step whole; what
the file refuses leaves the register as the file has it.  Listeners hear of a step once it is on disk.
"""

from __future__ import annotations

import datetime
import gc
import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine

from riskreg import files
from riskreg.domain import defaults
from riskreg.domain.change import Change, Contents, applied, inverse, removal
from riskreg.domain.checks import refuse
from riskreg.domain.copy_year import copy_year
from riskreg.domain.records import Organisation, Plan, Record
from riskreg.domain.year import Year, year_of, years
from riskreg.faults import Trouble
from riskreg.store import content, file, journal, migrate
from riskreg.store.journal import Entry, EntryKind
from riskreg.texts import N_, Texts

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What listeners hear after a step: the journal entry and what it changed.

    No entry: a step was refused because someone else changed the file, which was read anew.
    """

    entry: Entry | None
    changes: tuple[Change, ...]


Listener = Callable[[Announcement], None]


class Edit:
    """What a step is going to change; nothing is written before the step ends."""

    def __init__(self, contents: Contents, last_numbers: Mapping[str, int]) -> None:
        self.changes: list[Change] = []
        self._contents, self._taken_in = contents, 0
        self._numbers = dict(last_numbers)

    @property
    def contents(self) -> Contents:
        """Everything, as the step leaves it so far."""
        if self._taken_in < len(self.changes):
            self._contents = applied(self._contents, self.changes[self._taken_in :])
            self._taken_in = len(self.changes)
        return self._contents

    def add(self, record: R) -> R:
        """Add a record; gives it back with its id."""
        number = self._numbers.get(record.table, 0) + 1
        self._numbers[record.table] = number
        values: dict[str, Any] = {"id": number}
        stored = replace(record, **values)
        self.changes.append(Change(None, stored))
        return stored

    def put(self, before: Record, after: Record) -> None:
        """Replace a record; one that is the same is no change."""
        if before != after:
            self.changes.append(Change(before, after))

    def remove(self, *records: Record) -> None:
        """Remove records with all that is part of them or links to them."""
        self.apply(removal(self.contents, *records))

    def apply(self, changes: Sequence[Change]) -> None:
        """Take in changes that a rule of the domain worked out."""
        self.changes += changes


class Register:
    """One open register file.  Use `open_register` or `new_register` to get one."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.contents: Contents = {}
        self.saved_at: datetime.datetime | None = None
        self._engine = engine
        self._listeners: list[Listener] = []
        self._years: dict[int, Year] = {}
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._last_numbers: dict[str, int] = {}
        self._last_digest = ""
        self._damaged: content.Digests = {}
        self.reload()

    # -- reading
    def reload(self) -> None:
        """Read everything from the file anew."""
        with _uncollected(), file.saying(self.path), file.reading(self._engine) as connection:
            contents, damaged = content.read(connection)
            entries = journal.entries(connection)
            self._last_numbers = file.last_numbers(connection)
        self.contents, self._damaged = contents, damaged
        self._last_digest = entries[-1].digest if entries else ""
        self._done, self._undone = _stacks(entries)
        self._years = {}

    @property
    def damaged(self) -> tuple[str, ...]:
        """The rows that were changed behind our back, by table and number."""
        return tuple(f"{table} {number}" for table, number in self._damaged)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a plan, newest first."""
        return years(self.contents)

    @property
    def newest_year(self) -> int:
        """The newest year that has a plan.  Trouble when no plan can be read."""
        if not self.years:
            raise Trouble(
                N_("{path} holds no plan that can be read. Open a copy or a backup."), path=self.path
            )
        return self.years[0]

    def year(self, year: int) -> Year:
        """One year's view.  Trouble when there is no plan for it."""
        if year not in self._years:
            with _uncollected():
                self._years[year] = year_of(self.contents, year)
        return self._years[year]

    def history(self) -> list[Entry]:
        """Every journal entry, oldest first."""
        with file.saying(self.path), file.reading(self._engine) as connection:
            return journal.entries(connection)

    def changes_of(self, entry: Entry) -> tuple[Change, ...]:
        """What a journal entry changed.  Trouble when the entry is damaged."""
        with file.saying(self.path), file.reading(self._engine) as connection:
            return journal.changes_of(connection, entry.id)

    def broken_entries(self) -> list[int]:
        """The journal entries that were changed or went missing behind our back."""
        with file.saying(self.path), file.reading(self._engine) as connection:
            return journal.broken(connection)

    # -- changing
    @contextmanager
    def step(self, label: str, **values: object) -> Iterator[Edit]:
        """Everything that the block tells the edit becomes one step; an empty one leaves no trace."""
        edit = Edit(self.contents, self._last_numbers)
        yield edit
        if edit.changes:
            self._write(_entry(EntryKind.STEP, label, values), tuple(edit.changes))

    @property
    def undoable(self) -> Entry | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Entry | None:
        """The step that redo would do again."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> None:
        """Take back the newest step; nothing when there is none."""
        if step := self.undoable:
            entry = _entry(EntryKind.UNDO, step.label, step.values, step.id)
            self._write(entry, inverse(self.changes_of(step)))

    def redo(self) -> None:
        """Do the step again that was taken back last; nothing when there is none."""
        if step := self.redoable:
            entry = _entry(EntryKind.REDO, step.label, step.values, step.id)
            self._write(entry, self.changes_of(step))

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told of every step; call what comes back to be told no more."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _write(self, entry: Entry, changes: tuple[Change, ...]) -> None:
        contents = applied(self.contents, changes)
        for change in changes:
            refuse(change, contents)
        try:
            with file.saying(self.path), file.writing(self._engine) as connection:
                if journal.last_digest(connection) != self._last_digest:
                    raise Trouble(content.CHANGED_MEANWHILE)
                content.write(connection, changes, self._damaged)
                entry = journal.append(connection, entry, changes, self._last_digest)
        except Exception:
            known = self._last_digest
            self.reload()  # after an error in a commit only the file knows what it holds
            if self._last_digest != known:
                self._announce(Announcement(None, ()))
            raise
        self._take_in(entry, contents, changes)

    def _take_in(self, entry: Entry, contents: Contents, changes: tuple[Change, ...]) -> None:
        self.contents, self._years, self._last_digest = contents, {}, entry.digest
        self.saved_at = datetime.datetime.now().astimezone()
        for change in changes:
            if change.before is None and change.after is not None and change.after.id is not None:
                last = self._last_numbers.get(change.after.table, 0)
                self._last_numbers[change.after.table] = max(last, change.after.id)
        _stack(entry, self._done, self._undone)
        self._announce(Announcement(entry, changes))

    def _announce(self, announcement: Announcement) -> None:
        for listener in tuple(self._listeners):
            listener(announcement)


# ------------------------------------------------------------------ opening and making
def open_register(path: Path) -> Register:
    """The register in a file.  Trouble when it cannot be opened, and then the file is untouched."""
    file.look(path)
    engine = file.engine_for(path)
    with _closed_on_error(engine):
        with file.saying(path):
            migrate.bring_up_to_date(engine, path)
        return Register(path, engine)


def new_register(path: Path, organisation: str, year: int, _: Texts) -> Register:
    """A new register file with an empty plan.  Trouble when the file is there already."""
    return make_register(
        path,
        defaults.new_organisation(organisation, _),
        defaults.new_plan(year, _, datetime.date.today()),
        _,
    )


def make_register(
    path: Path,
    organisation: Organisation,
    plan: Plan,
    _: Texts,
    fill: Callable[[Edit, Plan], None] | None = None,
) -> Register:
    """A new register file holding an organisation, a plan with its scales, and what `fill` adds to it.

    All of it is where the register begins: it is in the journal, but not to be undone.
    """
    files.must_not_exist(path)
    if not path.parent.is_dir():
        raise Trouble(
            N_("There is no folder {folder}. Make it first, or choose another."), folder=path.parent
        )
    edit = Edit({}, {})
    edit.add(organisation)
    stored = edit.add(plan)
    for record in defaults.scale_of(stored, _):
        edit.add(record)
    if fill:
        fill(edit, stored)
    changes = tuple(edit.changes)
    contents = applied({}, changes)
    for change in changes:
        refuse(change, contents)
    entry = _entry(EntryKind.START, N_("New register"), {})
    engine = file.engine_for(path, create=True)
    try:
        with _closed_on_error(engine), file.saying(path), file.writing(engine) as connection:
            migrate.upgrade(connection)
            content.write(connection, changes, {})
            journal.append(connection, entry, changes, "")
    except BaseException:
        path.unlink(missing_ok=True)  # ours, and not yet a register
        raise
    return Register(path, engine)


def copy_forward(register: Register, from_year: int, to: int, *, keep_decisions: bool) -> None:
    """Copy a year's plan to a new year, as one step."""
    year = register.year(from_year)
    with register.step(N_("Copy {from_year} to {to}"), from_year=from_year, to=to) as edit:
        copy_year(year, to, keep_decisions=keep_decisions, add=edit.add, dated=datetime.date.today())


# ------------------------------------------------------------------ inside
@contextmanager
def _uncollected() -> Iterator[None]:
    """Make thousands of values without the garbage collector, which would go through them all every time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _closed_on_error(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _entry(kind: EntryKind, label: str, values: dict[str, object], target: int | None = None) -> Entry:
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
    return Entry(at=now, who=_who(), kind=kind, label=label, values=values, target=target)


def _who() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a system account without a name
        return "?"


def _stack(entry: Entry, done: list[Entry], undone: list[Entry]) -> None:
    match entry.kind:
        case EntryKind.STEP:
            done.append(entry)
            undone.clear()
        case EntryKind.UNDO:
            undone.append(done.pop())
        case EntryKind.REDO:
            done.append(undone.pop())
        case EntryKind.DAMAGED:  # nobody knows what it did to the steps before it
            done.clear()
            undone.clear()


def _stacks(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """What may be undone and redone, as the journal tells it."""
    done: list[Entry] = []
    undone: list[Entry] = []
    for entry in entries:
        _stack(entry, done, undone)
    return done, undone
