"""The ways to an open register: the one in a file, to be changed or only read, and a new one."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

from riskreg import files
from riskreg.domain import defaults
from riskreg.domain.change import applied
from riskreg.domain.checks import refuse, refuse_unprintable
from riskreg.domain.fields import field_of
from riskreg.domain.records import Organisation, Plan
from riskreg.edit import Edit
from riskreg.faults import Trouble
from riskreg.register import Register, new_entry
from riskreg.store import access, lock, making, recognise
from riskreg.store.journal import EntryKind
from riskreg.store.lock import Lock
from riskreg.texts import N_, Texts

_ONLY_READ = N_(
    "{path} lies where you may not write, so here it can only be read. "
    "To change it, make a copy in a folder of yours: File ▸ Save a copy as."
)
_FOR_READING = N_("{path} was opened for reading only.")


def open_register(path: Path, *, for_reading: bool = False, even_if_elsewhere: bool = False) -> Register:
    """The register in a file.  Trouble when it cannot be opened, and then the file is untouched.

    Where it may not be written, or another program has it open, its `read_only` says why.
    `even_if_elsewhere` opens it for writing although another machine seems to have it open.
    """
    recognise.look(path)
    held, why = (None, Trouble(_FOR_READING, path=path)) if for_reading else _right(path, even_if_elsewhere)
    try:
        engine = access.engine_on(path, writable=held is not None)
        try:
            return Register(path, engine, held=held, read_only=why)
        except BaseException:
            engine.dispose()
            raise
    except BaseException:
        if held:
            held.release()
        raise


def _right(path: Path, even_if_elsewhere: bool) -> tuple[Lock | None, Trouble | None]:
    """The right to write, or why there is none."""
    if not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)):
        return None, Trouble(_ONLY_READ, path=path)
    try:
        return lock.hold(path, even_if_elsewhere=even_if_elsewhere), None
    except lock.Held as elsewhere:
        return None, elsewhere
    except OSError:
        return None, Trouble(_ONLY_READ, path=path)


def new_register(path: Path, organisation: str, year: int, _: Texts) -> Register:
    """A new register file with an empty plan.  Trouble when the file is there already."""
    refuse_unprintable(field_of(Organisation, "name"), organisation)
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
    contents = applied({}, edit.changes)
    for change in edit.changes:
        refuse(change, contents)
    making.make(path, edit.changes, new_entry(EntryKind.START, N_("New register"), {}))
    return open_register(path)
