"""What goes out to other programs and comes back: the commands `import` and `export`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskreg.commands import DONE, back_up_first, opened, spare
from riskreg.faults import Trouble
from riskreg.files import is_there, write_whole
from riskreg.texts import N_, Texts, texts

if TYPE_CHECKING:
    from riskreg.domain.change import Contents
    from riskreg.domain.records import Record
    from riskreg.exchange.layout import Layout
    from riskreg.exchange.round_trip import KeyedSheet
    from riskreg.exchange.sheet import Sheet
    from riskreg.register import Register


_DRY_RUN = N_("This was a dry run: nothing is written.")
MANDATORY = "mandatory"  # the list that goes back to the parent body, of what can be exported


# ------------------------------------------------------------------ import
def import_(given: argparse.Namespace, _: Texts) -> int:
    """Take in a spreadsheet, one of ours that was edited, or a whole register."""
    from riskreg.exchange.json_file import SUFFIX
    from riskreg.exchange.round_trip import keyed_sheets
    from riskreg.exchange.sheet import read_sheets

    if given.source.suffix.lower() == SUFFIX:
        return _move_in(given, _)
    sheets = read_sheets(given.source)
    keyed = keyed_sheets(sheets)
    if keyed and not given.source_kind and not given.sheet:
        return _bring_back(given, keyed, _)
    return _take_in(given, sheets, _)


def _take_in(given: argparse.Namespace, sheets: Sequence[Sheet], _: Texts) -> int:
    """Take in a table, or show what would be taken in."""
    from riskreg.exchange.intake import propose
    from riskreg.exchange.mapping_file import as_file, keep_mapping
    from riskreg.settings import Settings

    spare(given.report, given.file, given.source)
    spare(given.save_mapping, given.file, given.source)
    with opened(given.file) as register:
        year = register.year(given.year or register.newest_year)
        layout = _layout(given, sheets, _)
        proposal = propose(layout, year, _, keep_scales=given.keep_scales)
        if given.report:
            told = json.dumps(proposal.as_json(_), ensure_ascii=False, indent=2)
            write_whole(given.report, told.encode() + b"\n")
        if given.save_mapping:
            write_whole(given.save_mapping, as_file(layout))
        if given.dry_run:
            print("\n".join(proposal.lines(_)))
            print(_(_DRY_RUN))
        else:
            back_up_first(register, _)
            with register.step(N_("Import {name}"), name=given.source.name) as edit:
                proposal.write(edit)
            if given.mapping:
                keep_mapping(Settings(), layout)
            print("\n".join(proposal.summary(_)))
    return DONE


def _layout(given: argparse.Namespace, sheets: Sequence[Sheet], _: Texts) -> Layout:
    """The table to import, its columns as told, as they were before, or as they are guessed."""
    from riskreg.exchange.layout import Source
    from riskreg.exchange.mapping import find_layout
    from riskreg.exchange.mapping_file import AS_BEFORE, FROM_FILE, kept_mapping, mapped, read_mapping
    from riskreg.settings import Settings

    mapping = read_mapping(given.mapping) if given.mapping else None
    kind = given.source_kind or (mapping["source"] if mapping else "")
    source = Source(kind) if kind else None
    layout = find_layout(sheets, _, source=source, sheet_name=given.sheet)
    if mapping:
        return mapped(layout, mapping | {"source": layout.source}, FROM_FILE, _)
    kept = kept_mapping(Settings(), layout)
    return mapped(layout, kept | {"source": layout.source}, AS_BEFORE, _) if kept else layout


def _bring_back(given: argparse.Namespace, keyed: Sequence[KeyedSheet], _: Texts) -> int:
    """Take in what was edited in a file that `export` wrote, or show what would be taken in."""
    from riskreg.domain.edition import refuse_decided
    from riskreg.edit import Edit
    from riskreg.exchange.round_trip import round_trip, year_wanted

    spare(given.report, given.file, given.source)
    with opened(given.file) as register:
        year = register.year(year_wanted(keyed, given.year))
        edits = round_trip(keyed, year, register.contents, _)
        if given.report:
            told = json.dumps(edits.as_json(_), ensure_ascii=False, indent=2)
            write_whole(given.report, told.encode() + b"\n")
        if given.dry_run:
            print("\n".join(edits.lines(_)))
        if refused := edits.refusal(_):
            raise refused
        if given.dry_run:
            trial = Edit(register.contents, register.last_numbers)
            edits.write(trial)
            refuse_decided(trial.changes, register.contents, trial.contents)
            print(_(_DRY_RUN))
        else:
            back_up_first(register, _)
            with register.step(N_("Import {name}"), name=given.source.name) as edit:
                edits.write(edit)
            print("\n".join(edits.summary(_)))
    return DONE


def _move_in(given: argparse.Namespace, _: Texts) -> int:
    from riskreg.exchange.json_file import contents_from
    from riskreg.moving_in import move_in, refuse_filled

    about_tables = (given.year, given.source_kind, given.sheet, given.report)
    if any(option is not None for option in about_tables):
        raise Trouble(
            N_("A JSON file is a whole register. Leave out --year, --as, --sheet and --report."),
        )
    if given.dry_run:
        contents = contents_from(given.source)
        if is_there(given.file):
            with opened(given.file, for_reading=True) as register:
                refuse_filled(register)
        print(_held(contents, _))
        print(_(_DRY_RUN))
    else:
        print(_held(move_in(given.file, given.source), _))
        print(_(N_("{path} now holds what {source} holds."), path=given.file, source=given.source))
    return DONE


def _held(contents: Contents, _: Texts) -> str:
    """What a register holds, counted: "The committee 2021, 2022: 14 × Control point, 6 × Goal"."""
    from riskreg.domain.change import all_of
    from riskreg.domain.history import NAMES
    from riskreg.domain.records import Organisation
    from riskreg.domain.year import years

    counted = (f"{len(records)} × {_(NAMES[kind])}" for kind, records in contents.items() if records)
    organisation = next(iter(all_of(contents, Organisation)))
    return f"{organisation.name} {', '.join(map(str, sorted(years(contents))))}: {', '.join(counted)}"


# ------------------------------------------------------------------ export
def export(given: argparse.Namespace, _: Texts) -> int:
    """Write a year as a file for other programs, or the whole register as JSON."""
    from riskreg.exchange.export import exported, mandatory_exported
    from riskreg.exchange.json_file import SUFFIX, json_of
    from riskreg.keeping import stand_of

    spare(given.output, given.file)
    only_mandatory = given.kind == MANDATORY
    kind = None if only_mandatory else _kind_wanted(given.kind, given.output.suffix.lower())
    with opened(given.file, for_reading=True) as register:
        if given.output.suffix.lower() == SUFFIX:
            write_whole(given.output, json_of(register.contents))
            print(_(N_("The whole register is now in {path}."), path=given.output))
            _warn_of_damage(register, _)
            return DONE
        year = register.year(given.year or register.newest_year)
        stand = stand_of(register)
    paper = texts(year.organisation.language)
    if only_mandatory:
        write_whole(given.output, mandatory_exported(year, given.output.suffix, paper))
    else:
        write_whole(given.output, exported(year, given.output.suffix, paper, stand, kind))
    print(_(N_("The plan for {year} is now in {path}."), year=year.plan.year, path=given.output))
    return DONE


def _kind_wanted(name: str | None, suffix: str) -> type[Record] | None:
    """The kind of record that a CSV file is to hold.  Trouble when there is none of that name."""
    from riskreg.exchange.columns import listed_kinds

    kinds = {f"{kind.table.replace('_', '-')}s": kind for kind in listed_kinds()}
    if name is not None and (name not in kinds or suffix != ".csv"):
        raise Trouble(
            N_("--as says what a CSV file holds, one of {known}. An XLSX file holds everything."),
            known=", ".join((MANDATORY, *kinds)),
        )
    return kinds[name] if name else None


def _warn_of_damage(register: Register, _: Texts) -> None:
    """What is damaged is not in the file."""
    from riskreg.domain.history import damage_said

    if not register.is_sound:
        print(f"riskreg: {damage_said(register.damaged, _)}", file=sys.stderr)
