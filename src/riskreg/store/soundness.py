"""A register looked through from end to end: what is wrong with it, and what would put it right.

The truth about a record that is damaged or missing is what the journal last told of it, or else what the
newest sound backup holds.  A row that is whole stays as it is, whatever the journal says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from riskreg.domain.change import Change, Contents, all_of, applied
from riskreg.domain.change import found as found_in
from riskreg.domain.checks import refuse
from riskreg.domain.fields import Field, Kind, stored_fields
from riskreg.domain.history import NAMES, title
from riskreg.domain.records import RECORDS, Record
from riskreg.faults import Marked, Trouble
from riskreg.store import content, file, journal
from riskreg.texts import N_

Report = Callable[[int, int], None]  # so much of so much is done
_PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found wrong, as sentences, and the changes that repair what can be repaired."""

    found: tuple[Trouble, ...]
    repair: tuple[Change, ...]
    can_be_repaired: bool  # even with no changes the register is sealed anew, when it is not complete


def examine(connection: Connection, spare: Callable[[], Contents], report: Report) -> Examination:
    """Look through the file, its rows, the journal, the links and the rules of the field.

    `spare` gives the contents of the newest sound backup; it is asked only when the journal does not know.
    """
    found: list[Trouble] = []
    file.read_any_text(connection)
    report(0, _PARTS)
    if not file.is_well_formed(connection):
        found.append(Trouble(N_("The structure of the file is damaged. Go on in a copy: riskreg backup.")))
    report(1, _PARTS)
    read = content.read(connection)
    report(2, _PARTS)
    found += [Trouble(_BROKEN, number=number) for number in journal.broken(connection)]
    report(3, _PARTS)
    entries = journal.entries(connection)
    sealed = journal.sealed(entries)
    is_complete = bool(entries) and sealed in (None, read.seal)
    repair: list[Change] = []
    if read.damaged or not is_complete:
        for trouble, change in _lost(read, journal.replayed(connection), spare):
            found.append(trouble)
            repair += [change] if change else []
        if not is_complete and not found:
            found.append(Trouble(N_("The newest entries of the history are missing.")))
    report(4, _PARTS)
    found += _misfits(applied(read.contents, repair), read.damaged)
    report(5, _PARTS)
    return Examination(
        found=tuple(found), repair=tuple(repair), can_be_repaired=bool(repair) or not is_complete
    )


_BROKEN = N_("Entry {number} of the history was changed outside riskreg, or what stood before it is missing.")
_RESTORABLE = N_("{kind} {number} is damaged. It can be put back as the history has it: “{title}”.")
_SPARED = N_("{kind} {number} is damaged. It can be put back as the newest backup has it: “{title}”.")
_AS_IT_IS = N_("{kind} {number} is damaged, and neither history nor backup knows it. Look at it: “{title}”.")
_HOPELESS = N_("{kind} {number} is damaged and cannot be read, and neither history nor backup knows it.")
_MISSING = N_("{kind} {number} is missing. It can be brought back from the history: “{title}”.")


def _lost(
    read: content.Read, told: Contents, spare: Callable[[], Contents]
) -> Iterator[tuple[Trouble, Change | None]]:
    """Every damaged or missing record, and the change that puts it right; owners come first."""
    for kind in RECORDS:
        stands, known = read.contents.get(kind, {}), told.get(kind, {})
        damaged = {number for table, number in read.damaged if table == kind.table}
        for number in sorted(damaged):
            if truth := known.get(number):
                yield _trouble(_RESTORABLE, kind, number, truth), Change(truth, truth)
            elif truth := spare().get(kind, {}).get(number):
                yield _trouble(_SPARED, kind, number, truth), Change(truth, truth)
            elif there := stands.get(number):
                as_it_is = Change(there, there) if _refused(there, read.contents) is None else None
                yield _trouble(_AS_IT_IS, kind, number, there), as_it_is
            else:
                removal = None if _is_held(kind, number, read.contents) else Change(kind(id=number), None)
                yield _trouble(_HOPELESS, kind, number, None), removal
        for number in sorted(known.keys() - stands.keys() - damaged):
            yield _trouble(_MISSING, kind, number, known[number]), Change(None, known[number])


def _misfits(contents: Contents, damaged: content.Digests) -> Iterator[Trouble]:
    """Links to nothing, and whole rows that no register may hold."""
    for kind in RECORDS:
        for record in all_of(contents, kind):
            if (kind.table, record.id) in damaged:
                continue
            for end in _ends(kind):
                place = end.record, getattr(record, end.name)
                if place[1] is not None and place not in damaged and found_in(contents, *place) is None:
                    yield _trouble(_LOOSE, kind, record.id or 0, record)
            if refused := _refused(record, contents):
                yield refused


def _refused(record: Record, contents: Contents) -> Trouble | None:
    """Why no register may hold the record; None when it may."""
    try:
        refuse(Change(None, record), contents)
    except Trouble as refused:
        return refused
    return None


def _is_held(kind: type[Record], number: int, contents: Contents) -> bool:
    """Whether another record hangs on this one, so that it cannot go alone."""
    return any(
        getattr(other, end.name) == number
        for others in RECORDS
        for end in _ends(others)
        if end.record == kind.table
        for other in all_of(contents, others)
    )


def _ends(kind: type[Record]) -> list[Field]:
    return [field for field in stored_fields(kind) if field.kind in (Kind.OWNER, Kind.LINK)]


_LOOSE = N_("{kind} {number} hangs on something that is not there: “{title}”.")


def _trouble(sentence: str, kind: type[Record], number: int, record: Record | None) -> Trouble:
    return Trouble(sentence, kind=Marked(NAMES[kind]), number=number, title=title(record) if record else "")
