"""Two versions of a register that went their own ways: where they differ, and what one takes from the other.

Records are known by what they are (their lineage, or what must be unique about them), never by their numbers:
both versions may have given the same number to different records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from riskreg.domain.change import Change, Contents, all_of, applied, found, removal
from riskreg.domain.compare import changes_between
from riskreg.domain.fields import Choice, Kind, stored_fields
from riskreg.domain.history import Find, fields_changed
from riskreg.domain.records import RECORDS, Record
from riskreg.texts import N_, Texts

Identity: TypeAlias = tuple[object, ...]
Place: TypeAlias = tuple[str, int | None]  # table and id


class Where(Choice):
    """Where a record was changed since the versions parted."""

    THERE = "there", N_("there")  # in the other version only
    HERE = "here", N_("here")  # in this version only
    APART = "apart", N_("in both, not in the same fields")
    CLASH = "clash", N_("in both: look closer")  # one of them must give way
    UNKNOWN = "unknown", N_("unknown")  # nobody knows what the versions were when they parted


SURE = frozenset({Where.THERE, Where.APART})  # taking these loses nothing of ours


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that the versions hold differently, told in this version's numbers; None where it is not."""

    ours: Record | None
    theirs: Record | None
    where: Where
    taken: Record | None = field(compare=False)  # what it is once their change is taken; None when it goes

    @property
    def record(self) -> Record:
        """The record as it is here, or as it is there."""
        record = self.ours or self.theirs
        assert record is not None
        return record


# ------------------------------------------------------------------ where they differ
def differences(
    ours: Contents, theirs: Contents, base: Contents | None, last_numbers: Mapping[str, int]
) -> tuple[Difference, ...]:
    """Every record that the versions hold differently, owners first.

    `base` is what both were when they parted, None when that is not known.  `last_numbers` are the highest
    ids that this version ever gave, by table: what only the other version has gets higher ones.
    """
    numbering = _Numbering(ours, last_numbers)
    there = numbering.numbered(theirs)
    before = None if base is None else numbering.numbered(base)
    return tuple(
        _difference(here.get(number), other.get(number), number, kind, before)
        for kind in RECORDS
        for here, other in [(ours.get(kind, {}), there.get(kind, {}))]
        for number in (*here, *(n for n in other if n not in here))
        if here.get(number) != other.get(number)
    )


def _difference(
    ours: Record | None, theirs: Record | None, number: int, kind: type[Record], base: Contents | None
) -> Difference:
    if base is None:
        return Difference(ours, theirs, Where.UNKNOWN, theirs)
    was = base.get(kind, {}).get(number)
    if ours == was:
        return Difference(ours, theirs, Where.THERE, theirs)
    if theirs == was:
        return Difference(ours, theirs, Where.HERE, theirs)
    if ours is None or theirs is None or was is None:
        return Difference(ours, theirs, Where.CLASH, theirs)
    changed = {name: value for name, value in _values(theirs).items() if value != getattr(was, name)}
    clashes = any(getattr(ours, name) not in (getattr(was, name), value) for name, value in changed.items())
    return Difference(ours, theirs, Where.CLASH if clashes else Where.APART, replace(ours, **changed))


def _values(record: Record) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in stored_fields(type(record))}


def finder(ours: Contents, known: Iterable[Difference]) -> Find:
    """What finds a record of either version by its table and its number here."""
    there = {_place(d.theirs): d.theirs for d in known if d.theirs}
    return lambda table, number: found(ours, table, number) or there.get((table, number))


def deed_said(difference: Difference, find: Find, _: Texts) -> str:
    """How the record is in the other version: missing, or which of its fields are others."""
    if difference.ours is None:
        return _(N_("present, and missing here"))
    if difference.theirs is None:
        return _(N_("missing"))
    fields = fields_changed(Change(difference.ours, difference.theirs), find, _)
    return ", ".join(field.label for field in fields) or _(N_("in another place"))


# ------------------------------------------------------------------ what is taken
def taking(ours: Contents, chosen: Iterable[Difference], known: Iterable[Difference]) -> tuple[Change, ...]:
    """The changes that take the chosen of all known differences over from the other version.

    What a chosen record is part of comes along; a link to what is not taken is let go.
    """
    wanted = tuple(chosen)
    gone = [difference.ours for difference in wanted if difference.taken is None and difference.ours]
    then: Contents = applied(ours, removal(ours, *gone))
    there = {_place(d.theirs): d for d in known if d.theirs}
    for difference in wanted:
        then = _with(then, difference, there)
    return changes_between(ours, applied(then, _loosened(then)))


def _with(then: Contents, difference: Difference, there: Mapping[Place, Difference]) -> Contents:
    """The contents with a record as it is once taken, and with what it is part of."""
    record = difference.taken
    if record is None:
        return then
    for owner in (f for f in stored_fields(type(record)) if f.kind is Kind.OWNER):
        target = getattr(record, owner.name)
        if not found(then, owner.record, target):
            then = _with(then, there[owner.record, target], there)
    return applied(then, [Change(None, record)])


def _loosened(contents: Contents) -> Iterator[Change]:
    """The changes that let go of what is not there."""
    for kind in RECORDS:
        links = [f for f in stored_fields(kind) if f.kind is Kind.LINK]
        for record in all_of(contents, kind) if links else ():
            free: dict[str, Any] = {
                f.name: None for f in links if not found(contents, f.record, getattr(record, f.name))
            }
            if any(getattr(record, name) is not None for name in free):
                yield Change(record, replace(record, **free))


def _place(record: Record) -> Place:
    return record.table, record.id


# ------------------------------------------------------------------ which record is which
class _Numbering:
    """Gives the records of other versions the numbers that they have here, or new ones."""

    def __init__(self, ours: Contents, last_numbers: Mapping[str, int]) -> None:
        self._last = dict(last_numbers)
        self._known = {identity: number for (_table, number), identity in _identities(ours)}

    def numbered(self, contents: Contents) -> dict[type[Record], dict[int, Record]]:
        """The contents of another version, told in the numbers of this one."""
        numbers = {place: self._number(place[0], identity) for place, identity in _identities(contents)}
        told: dict[type[Record], dict[int, Record]] = {kind: {} for kind in RECORDS}
        for kind in RECORDS:
            ends = [f for f in stored_fields(kind) if f.kind in (Kind.OWNER, Kind.LINK)]
            for record in all_of(contents, kind):
                number = numbers[kind.table, record.id or 0]
                values: dict[str, Any] = {
                    f.name: numbers.get((f.record, getattr(record, f.name))) for f in ends
                }
                told[kind][number] = replace(record, **values, id=number)
        return told

    def _number(self, table: str, identity: Identity) -> int:
        if identity not in self._known:
            self._last[table] = self._known[identity] = self._last.get(table, 0) + 1
        return self._known[identity]


def _identities(contents: Contents) -> Iterator[tuple[tuple[str, int], Identity]]:
    """What each record is, by its place.  Two that are the same are told apart by their order."""
    identities: dict[Place, Identity] = {}
    times: Counter[Identity] = Counter()
    for kind in RECORDS:  # owners before what they own
        names = _telling(kind)
        owners = {f.name: f.record for f in stored_fields(kind) if f.kind is Kind.OWNER}
        for number, record in contents.get(kind, {}).items():
            told = (
                identities.get((owners[name], getattr(record, name)))
                if name in owners
                else getattr(record, name)
                for name in names
            )
            identity = (kind.table, *told)
            times[identity] += 1
            identities[kind.table, number] = (*identity, times[identity])
            yield (kind.table, number), identities[kind.table, number]


def _telling(kind: type[Record]) -> tuple[str, ...]:
    """The fields by which a record of a type is known in every version."""
    lineages = [f.name for f in stored_fields(kind) if f.kind is Kind.LINEAGE]
    owners = [f.name for f in stored_fields(kind) if f.kind is Kind.OWNER]
    return (*owners, *lineages) if lineages else next(iter(kind.unique), ())
