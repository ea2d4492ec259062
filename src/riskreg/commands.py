"""What each command of the command line does.  What a command needs is imported when it runs."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from riskreg.faults import Trouble
from riskreg.files import is_there, write_whole
from riskreg.texts import N_, Texts, texts

if TYPE_CHECKING:
    from riskreg.register import Register

DONE, FINDINGS = 0, 1


@contextmanager
def _opened(path: Path) -> Iterator[Register]:
    from riskreg.register import open_register

    register = open_register(path)
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
    from riskreg.register import new_register

    new_register(given.file, given.organisation, given.year, _).close()
    print(_(N_("{path} now holds an empty plan for {year}."), path=given.file, year=given.year))
    return DONE


def import_(given: argparse.Namespace, _: Texts) -> int:
    """Take in a spreadsheet, or show what would be taken in."""
    from riskreg.exchange.intake import propose
    from riskreg.exchange.mapping import Source, find_layout
    from riskreg.exchange.sheet import read_sheets

    _spare(given.report, given.file, given.source)
    with _opened(given.file) as register:
        year = register.year(given.year or register.newest_year)
        source = Source(given.source_kind) if given.source_kind else None
        layout = find_layout(read_sheets(given.source), _, source=source, sheet_name=given.sheet)
        proposal = propose(layout, year, _)
        if given.report:
            told = json.dumps(proposal.as_json(_), ensure_ascii=False, indent=2)
            write_whole(given.report, told.encode() + b"\n")
        if given.dry_run:
            print("\n".join(proposal.lines(_)))
        if refused := proposal.refusal():
            raise refused
        if given.dry_run:
            print(_(N_("This was a dry run: nothing is written.")))
        else:
            with register.step(N_("Import {name}"), name=given.source.name) as edit:
                proposal.write(edit)
            print("\n".join(proposal.summary(_)))
    return DONE


def print_(given: argparse.Namespace, _: Texts) -> int:
    """Write a document as PDF."""
    from riskreg.domain.wording import damage_said
    from riskreg.paper.documents import document_called

    document = document_called(given.document)
    _spare(given.output, given.file)
    with _opened(given.file) as register:
        year, damaged = register.year(given.year or register.newest_year), register.damaged
    paper = texts(given.paper_language or year.organisation.language)
    write_whole(given.output, document.draw(year, paper))
    print(_(N_("The document is now in {path}."), path=given.output))
    if damaged:
        print(f"riskreg: {damage_said(damaged, _)}", file=sys.stderr)
    return DONE


def copy_year(given: argparse.Namespace, _: Texts) -> int:
    """Carry a year's plan forward."""
    from riskreg.register import copy_forward

    with _opened(given.file) as register:
        old = given.from_year or register.newest_year
        copy_forward(register, old, given.to, keep_decisions=given.keep_decisions)
    print(_(N_("The plan for {old} is carried forward to {new}."), old=old, new=given.to))
    return DONE


def check(given: argparse.Namespace, _: Texts) -> int:
    """List what is unfinished or doubtful, and what is damaged."""
    from riskreg.domain.checks import findings

    with _opened(given.file) as register:
        found = findings(register.year(given.year or register.newest_year))
        broken = [_(N_("Damaged in the file: {record}."), record=record) for record in register.damaged]
        broken += [
            _(N_("Entry {number} of the history was changed outside riskreg."), number=number)
            for number in register.broken_entries()
        ]
    if given.json:
        told = [
            {"number": f.number, "rule": f.rule, "field": f.field, "sentence": f.say(_)} for f in found
        ] + [{"number": None, "rule": "damaged", "field": None, "sentence": sentence} for sentence in broken]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in (*broken, *(f"{f.number}: {f.say(_)}" for f in found)):
            print(line)
    return FINDINGS if found or broken else DONE


def history(given: argparse.Namespace, _: Texts) -> int:
    """List every change."""
    from riskreg.domain.history import changes_told

    with _opened(given.file) as register:
        for entry in register.history():
            at = datetime.datetime.fromisoformat(entry.at).astimezone().strftime("%Y-%m-%d %H:%M")
            print(f"{at}  {entry.who}  {entry.say(_)}")
            try:
                lines = list(changes_told(register.changes_of(entry), _))
            except Trouble as damaged:  # what is sound is listed all the same
                lines = [damaged.say(_)]
            for line in lines:
                print("   ", line)
    return DONE


def _spare(output: Path | None, *inputs: Path) -> None:
    """Refuse to write over what is being read."""
    for path in inputs:
        if output and is_there(output) and is_there(path) and output.samefile(path):
            raise Trouble(
                N_("{path} would be overwritten by its own output. Give the output another name."), path=path
            )
