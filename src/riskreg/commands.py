"""What each command of the command line does.  What a command needs is imported when it runs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from riskreg.domain.wording import moment_said, recovered_said, size_said
from riskreg.faults import Trouble
from riskreg.files import is_there, must_not_exist, write_whole
from riskreg.texts import N_, Texts

if TYPE_CHECKING:
    from riskreg.domain.history_filter import HistoryFilter
    from riskreg.keeping import Version
    from riskreg.register import Register
    from riskreg.store.backup import Backup
    from riskreg.store.soundness import Report

DONE, FINDINGS = 0, 1


@contextmanager
def opened(path: Path, *, for_reading: bool = False) -> Iterator[Register]:
    """A register, closed afterwards."""
    from riskreg.opening import open_register

    register = open_register(path, for_reading=for_reading)
    try:
        yield register
    finally:
        register.close()


def sample(given: argparse.Namespace, _: Texts) -> int:
    """Write the sample register."""
    from riskreg.sample import new_sample

    new_sample(given.file).close()
    print(_(N_("{path} now holds the sample register."), path=given.file))
    return DONE


def new(given: argparse.Namespace, _: Texts) -> int:
    """Make a register with an empty plan."""
    from riskreg.opening import new_register

    new_register(given.file, given.organisation, given.year, _).close()
    print(_(N_("{path} now holds an empty plan for {year}."), path=given.file, year=given.year))
    return DONE


def print_(given: argparse.Namespace, _: Texts) -> int:
    """Write a document as PDF."""
    from riskreg.adopting import document_for
    from riskreg.domain.history import damage_said
    from riskreg.paper.documents import document_wanted

    document = document_wanted(given.document, given.documents).one(given.number)
    spare(given.output, given.file)
    with opened(given.file, for_reading=True) as register:
        year = register.year(given.year or register.newest_year)
        warning = "" if register.is_sound else damage_said(register.damaged, _)
    write_whole(given.output, document_for(year, document, given.edition, given.paper_language))
    print(_(N_("The document is now in {path}."), path=given.output))
    if warning:
        print(f"riskreg: {warning}", file=sys.stderr)
    return DONE


def set_logo(given: argparse.Namespace, _: Texts) -> int:
    """Take in the organisation's logo, or take it away."""
    from dataclasses import replace

    from riskreg.domain.records import Organisation
    from riskreg.domain.year import organisation_of
    from riskreg.exchange.logo import logo_from

    if (given.logo is None) is not given.remove:
        raise Trouble(N_("Name the logo, a PNG or SVG file, or give --remove to have none."))
    logo = "" if given.remove else logo_from(given.logo)
    with opened(given.file) as register:
        before: Organisation = organisation_of(register.contents)
        with register.step(N_("Remove the logo") if given.remove else N_("Choose the logo")) as edit:
            edit.put(before, replace(before, logo=logo))
    done = N_("The documents have no logo now.") if given.remove else N_("The documents now have the logo.")
    print(_(done))
    return DONE


def check(given: argparse.Namespace, _: Texts) -> int:
    """Look through the file, and list what is damaged, unfinished or doubtful."""
    import datetime

    from riskreg.domain.follow_up_checks import findings_now
    from riskreg.keeping import examine

    examined = examine(given.file, _progress(_(N_("Looking through {path}"), path=given.file.name)))
    with opened(given.file, for_reading=not given.repair) as register:
        if given.repair and examined.can_be_repaired:
            register.repair(examined.repair)
            print(
                _(N_("What could be repaired is repaired, as one step: undo takes it back.")), file=sys.stderr
            )
            examined = examine(given.file, _silent)
        found = (
            findings_now(register.year(given.year or register.newest_year), datetime.date.today())
            if register.years
            else ()
        )
    wrong = [trouble.say(_) for trouble in examined.found]
    if given.json:
        told = [
            {"number": f.number, "rule": f.rule, "field": f.field, "sentence": f.say(_)} for f in found
        ] + [{"number": None, "rule": "damaged", "field": None, "sentence": sentence} for sentence in wrong]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in (*wrong, *(f"{f.number}: {f.say(_)}" for f in found)):
            print(line)
    if examined.can_be_repaired:
        print(_(N_("Repair what can be repaired with: riskreg check --repair")), file=sys.stderr)
    return FINDINGS if found or wrong else DONE


def backup(given: argparse.Namespace, _: Texts) -> int:
    """Write a verified copy of a register."""
    must_not_exist(given.output)
    with opened(given.file, for_reading=True) as register:
        register.copy_to(given.output)
    print(_(N_("A copy of the register is now in {path}."), path=given.output))
    return DONE


def restore(given: argparse.Namespace, _: Texts) -> int:
    """List the backups of a register, or bring one back."""
    from riskreg.keeping import backups

    kept = backups(given.file)
    if not kept:
        raise Trouble(N_("There is no backup of {path} on this computer."), path=given.file)
    if given.backup is None:
        for number, line in enumerate(_backups_told(given.file, kept, _), 1):
            print(f"{number:3}  {line}")
        return DONE
    if not 1 <= given.backup <= len(kept):
        raise Trouble(
            N_("There is no backup {number}. How many there are: {count}. riskreg restore FILE lists them."),
            number=given.backup,
            count=len(kept),
        )
    print(_brought_back(given.file, kept[given.backup - 1], _))
    return DONE


def _backups_told(path: Path, kept: Sequence[Backup], _: Texts) -> Iterator[str]:
    """A line for each backup: when, how large, and what restoring it would do to the register."""
    from riskreg.domain.compare import changes_between
    from riskreg.domain.history import changes_counted
    from riskreg.keeping import contents_of

    now = None
    with suppress(Trouble), opened(path, for_reading=True) as register:
        now = register.contents
    for one in kept:
        differs = ""
        try:
            differs = changes_counted(changes_between(now, contents_of(one)), _) if now else ""
        except Trouble as damaged:
            differs = damaged.say(_)
        yield f"{moment_said(one.at)}  {size_said(one.size, _)}  {differs}".rstrip()


def _brought_back(path: Path, chosen: Backup, _: Texts) -> str:
    """Restore as a step where the register can be opened, else in its place; says what was done."""
    from riskreg.keeping import recover, restore
    from riskreg.store.saying import Damaged

    at = moment_said(chosen.at)
    try:
        if not path.exists():
            raise Damaged(N_("There is no file {path}."), path=path)
        with opened(path) as register:
            restore(register, chosen)
        return _(N_("{path} is now as it was {at}. Undo takes that back."), path=path, at=at)
    except Damaged:
        aside = recover(path, chosen, _(N_("damaged")))
    return recovered_said(path, chosen.at, aside, _)


def compare(given: argparse.Namespace, _: Texts) -> int:
    """List where another version of the register differs, and take over what is asked for."""
    from riskreg.domain.merging import SURE
    from riskreg.keeping import merge, other_version

    with opened(given.file, for_reading=not given.take) as register:
        version = other_version(register, given.other)
        lines = list(_differences_told(register, version, _))
        wanted = [d for d in version.differences if given.take == "all" or d.where in SURE]
        if given.take and wanted:
            back_up_first(register, _)
            merge(register, version, wanted)
    print("\n".join(lines) or _(N_("{path} holds the same as the register."), path=given.other))
    if given.take:
        print(_.n("{count} difference is taken over.", "{count} differences are taken over.", len(wanted)))
    return FINDINGS if lines and not given.take else DONE


def _differences_told(register: Register, version: Version, _: Texts) -> Iterator[str]:
    """A line for each difference: the plan, which record, where it was changed, and how it is there."""
    from riskreg.domain.history import NAMES, title_said
    from riskreg.domain.merging import deed_said, finder
    from riskreg.domain.restoring import plan_of

    find = finder(register.contents, version.differences)
    for difference in version.differences:
        record, plan = difference.record, plan_of(difference.record, find)
        yield _(
            N_("{year} {kind} “{title}”: changed {where}; there: {deed}"),
            year=plan.year if plan else "–",
            kind=_(NAMES[type(record)]),
            title=title_said(record, find, _),
            where=_(difference.where.label),
            deed=deed_said(difference, find, _),
        )


def history(given: argparse.Namespace, _: Texts) -> int:
    """List the steps that are looked for, oldest first."""
    from riskreg.domain.history import changes_told
    from riskreg.store import steps

    with opened(given.file, for_reading=True) as register:
        entries = register.history()
        undone = steps.undone(entries)
        wanted = _wanted_steps(given, register, {entry.who for entry in entries})
        passing = (entry for entry in entries if wanted.passes(entry.at, entry.who))
        whole = (steps.read(entry, register.changes_of) for entry in passing)
        found = [step for each in whole if (step := steps.narrowed(each, wanted, _))]
    if given.json:
        told = [step.as_json(_, undone=step.entry.id in undone) for step in found]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return DONE
    if not found:
        print(_(N_("No step is like that.")))
    for step in found:
        said = step.entry.say(_)
        if step.entry.id in undone:
            said = _(N_("{step} (undone)"), step=said)
        print(f"{moment_said(step.entry.at)}  {' '.join(step.entry.who.split())}  {said}")
        damage = [step.damage.say(_)] if step.damage else []
        for line in (*damage, *changes_told(step.changes, _)):
            print("   ", line)
    return DONE


def _wanted_steps(given: argparse.Namespace, register: Register, people: Collection[str]) -> HistoryFilter:
    """What the options of `history` ask for.  Trouble when there can be no such step."""
    from riskreg.domain.history_filter import HistoryFilter, key_of

    if given.year and not given.record:
        raise Trouble(N_("--year says which plan the number of --record is in. Give --record as well."))
    if given.who and given.who not in people:
        raise Trouble(
            N_("Nobody called “{who}” is in the history. There are: {people}."),
            who=given.who,
            people=", ".join(sorted(people)),
        )
    year = register.year(given.year or register.newest_year) if given.record else None
    return HistoryFilter(
        who=frozenset({given.who} if given.who else ()),
        since=given.since,
        deleted=given.deleted,
        record=key_of(year.numbered(given.record)) if year else None,
    )


def back_up_first(register: Register, _: Texts) -> None:
    """Back up before a large step.  One that cannot be made is told; the step can be undone all the same."""
    from riskreg.keeping import back_up

    try:
        back_up(register)
    except Trouble as trouble:
        print(f"riskreg: {trouble.say(_)}", file=sys.stderr)


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def _progress(title: str) -> Report:
    """Tell on a terminal how far the work has come; nothing where the output goes elsewhere."""
    if not sys.stderr.isatty():
        return _silent

    def report(done: int, total: int) -> None:
        print(f"\r{title} … {done * 100 // total} %", end="\n" if done == total else "", file=sys.stderr)

    return report


def spare(output: Path | None, *inputs: Path) -> None:
    """Refuse to write over what is being read."""
    for path in inputs:
        if output and is_there(output) and is_there(path) and output.samefile(path):
            raise Trouble(
                N_("{path} would be overwritten by its own output. Give the output another name."), path=path
            )
