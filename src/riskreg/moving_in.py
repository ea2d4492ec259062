"""A whole register moves in from a JSON file: into a new register, or one that is as empty as a new one."""

from __future__ import annotations

from pathlib import Path

from riskreg.domain.change import Change, Contents, all_of
from riskreg.domain.compare import changes_between
from riskreg.domain.records import RECORDS, Organisation, Plan, RiskBand, ScaleStep
from riskreg.exchange.json_file import contents_from
from riskreg.faults import Trouble
from riskreg.files import is_there, must_not_exist
from riskreg.opening import open_register
from riskreg.register import Register, new_entry
from riskreg.store import making
from riskreg.store.journal import EntryKind
from riskreg.texts import N_

# What a new register begins with, which gives way.
_BEGINNING = frozenset({Organisation, Plan, ScaleStep, RiskBand})


def move_in(path: Path, source: Path) -> Contents:
    """Make the register at `path` equal to what a JSON file holds, as one step; a new file begins with it.
    Trouble when the file is no such, or the register holds something already."""
    contents = contents_from(source)
    if not is_there(path):
        must_not_exist(path)  # not even as a link that leads nowhere
        everything = tuple(Change(None, record) for kind in RECORDS for record in all_of(contents, kind))
        making.make(path, everything, new_entry(EntryKind.START, N_("Import {name}"), {"name": source.name}))
        return contents
    register = open_register(path)
    try:
        fill(register, contents, source)
    finally:
        register.close()
    return contents


def fill(register: Register, contents: Contents, source: Path) -> None:
    """Make an open register equal to what was read from `source`, as one step.  Trouble when it holds
    something already."""
    refuse_filled(register)
    with register.step(N_("Import {name}"), name=source.name) as edit:
        edit.apply(changes_between(register.contents, contents))


def refuse_filled(register: Register) -> None:
    """Raise Trouble when a register holds more than a new one does, or more than one year."""
    is_filled = any(records for kind, records in register.contents.items() if kind not in _BEGINNING)
    if is_filled or len(register.years) > 1:
        raise Trouble(
            N_(
                "{path} holds something already, and a JSON file is a whole register. "
                "Import it into a new file, then take over from that what is wanted: "
                "File ▸ Compare and merge, or riskreg compare"
            ),
            path=register.path,
        )
