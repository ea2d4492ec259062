"""Adopting a plan and what follows: its editions, and their prints as they were.

A print is drawn once, when the plan is adopted, and kept in the register: printing the edition again gives
the same bytes on any machine and in any year, whatever the program has become.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from riskreg.domain.change import Change, applied
from riskreg.domain.edition import (
    Adoption,
    adopted,
    edition_in_force,
    edition_of,
    next_edition,
    packed,
    refuse_adopting,
    unpacked,
)
from riskreg.domain.fields import stored_fields
from riskreg.domain.records import KIND_OF, Edition, Record
from riskreg.domain.scales import Scope
from riskreg.domain.year import Year, year_of
from riskreg.faults import Trouble
from riskreg.paper.document import Document
from riskreg.paper.documents import document_called
from riskreg.register import Register
from riskreg.store.rows import record_from, values_of
from riskreg.texts import N_, Texts, texts

# The document that a decision is made on.
PRINTED = {Scope.PLAN: "plan", Scope.MANDATORY: "mandatory"}


# ------------------------------------------------------------------ adopting
@dataclass(frozen=True, slots=True)
class Proposal:
    """What adopting writes: the year as it is, as it will be, and its new edition with its print."""

    before: Year
    after: Year
    edition: Edition


def propose(year: Year, adoption: Adoption) -> Proposal:
    """Draw what is to be adopted.  Trouble when it cannot be.  Takes a while; any thread may call it."""
    refuse_adopting(year, adoption.scope)
    after, edition = adopted(year, adoption)
    printed = document_called(PRINTED[adoption.scope]).draw(after, texts(year.organisation.language))
    edition = replace(
        edition,
        fingerprint=hashlib.sha256(printed).hexdigest(),
        snapshot=_snapshot(after),
        printed=packed(printed),
    )
    return Proposal(year, after, edition)


def adopt(register: Register, proposal: Proposal) -> Edition:
    """Make what was drawn the edition in force, in one step with the plan's stage.  Trouble when the register
    changed meanwhile, or is damaged."""
    if not register.is_sound:
        raise Trouble(
            N_("The register is damaged, so nothing can be adopted. Repair it first: riskreg check --repair")
        )
    before, edition = proposal.before, proposal.edition
    if register.year(before.plan.year or 0) != before:
        raise Trouble(N_("The plan was changed meanwhile. Look it over, then adopt it again."))
    with register.step(_ADOPT[edition.scope], number=edition.number, year=before.plan.year) as edit:
        edit.put(before.plan, proposal.after.plan)
        return edit.add(edition)


_ADOPT = {
    Scope.PLAN: N_("Adopt edition {number} of {year}"),
    Scope.MANDATORY: N_("Adopt the mandatory control points of {year}"),
}


def start_next_edition(register: Register, year: int, today: datetime.date) -> int:
    """Open an adopted plan for changes, as a draft of its next edition; gives the edition's number."""
    plan = next_edition(register.year(year), today)
    with register.step(N_("Start edition {number} of {year}"), number=plan.edition, year=year) as edit:
        edit.put(register.year(year).plan, plan)
    return plan.edition or 1


# ------------------------------------------------------------------ as it was decided
def print_of(edition: Edition) -> bytes:
    """The document as it was decided, byte for byte.  Trouble when what is kept is damaged."""
    printed = unpacked(edition.printed)
    if hashlib.sha256(printed).hexdigest() != edition.fingerprint:
        raise Trouble(
            N_("The print of edition {number} does not fit its fingerprint. Look for a sound backup."),
            number=edition.number,
        )
    return printed


def as_decided(year: Year, edition: Edition) -> Year:
    """The year with the records that an edition was made of."""
    told = json.loads(unpacked(edition.snapshot))
    records = [_record(KIND_OF[table], values) for table, rows in told.items() for values in rows]
    then = year_of(applied({}, (Change(None, record) for record in records)), year.plan.year or 0)
    return replace(
        then,
        editions=_until(year.editions, edition),
        mandatory_editions=_until(year.mandatory_editions, edition),
    )


def document_as_decided(year: Year, edition: Edition, document: Document) -> bytes:
    """A document of an edition: the very print that was decided, or drawn from the records behind it."""
    if document.name == PRINTED[edition.scope]:
        return print_of(edition)
    then = as_decided(year, edition)
    return document.draw(then, texts(then.organisation.language))


def document_for(year: Year, document: Document, number: int | None, language: str | None) -> bytes:
    """A document as it is asked for: of the edition with this number, or else as things stand, in a language
    or the register's.  Trouble when there is no such edition, or a language is asked for as well."""
    if number is None:
        return document_now(year, document, texts(language or year.organisation.language))
    if language:
        raise Trouble(
            N_("An edition is printed in the language that it was decided in. Leave out --language.")
        )
    return document_as_decided(year, edition_for(year, number, document), document)


def document_now(year: Year, document: Document, _: Texts) -> bytes:
    """A document as things stand, in the language of `_`: where it is decided the very print, else drawn."""
    for scope, name in PRINTED.items():
        edition = edition_in_force(year, scope) if name == document.name else None
        if edition and as_decided(year, edition).organisation.language == _.language:
            return print_of(edition)
    return document.draw(year, _)


def edition_for(year: Year, number: int, document: Document) -> Edition:
    """The edition with a number that a document is of; that of the mandatory control points when they were
    decided on their own.  Trouble when there is none."""
    if document.name == PRINTED[Scope.MANDATORY] and any(e.number == number for e in year.mandatory_editions):
        return edition_of(year, number, Scope.MANDATORY)
    return edition_of(year, number)


def _until(editions: Iterable[Edition], last: Edition) -> tuple[Edition, ...]:
    return tuple(edition for edition in editions if (edition.number or 0) <= (last.number or 0))


def _snapshot(year: Year) -> str:
    """Every record that the year is made of, by table, those of the year before, which it is compared with,
    and what its risks were assessed as before that; earlier editions are kept on their own."""
    records: list[Record] = [year.organisation]
    for each in filter(None, (year, year.previous)):
        records += [each.plan, *each.likelihoods, *each.consequences, *each.bands]
        records += [*each.goals, *each.indicators, *each.control_points]
        records += [*each.point_goals, *each.point_indicators, *each.goal_indicators]
        records += [*each.participants, *each.votes]
    records += _past(year)
    told: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        told.setdefault(record.table, []).append(values_of(record))
    return packed(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _past(year: Year) -> Iterator[Record]:
    """What the risks of a year were assessed as, on which scales, in the years before the last one."""
    lineages = {point.lineage for point in year.control_points}
    earlier = year.previous
    while earlier and (earlier := earlier.previous):
        yield from (earlier.plan, *earlier.likelihoods, *earlier.consequences)
        yield from (point for point in earlier.control_points if point.lineage in lineages)


def _record(kind: type[Record], values: dict[str, Any]) -> Record:
    """A record of then; fields that there are no more are left out, later ones are empty."""
    known = {field.name for field in stored_fields(kind)}
    return record_from(kind, {name: value for name, value in values.items() if name in known})
