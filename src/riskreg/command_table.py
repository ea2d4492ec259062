"""Every command of the command line as data: its name, what it does, its arguments, and who does it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from riskreg import (
    commands,
    copy_commands,
    edition_commands,
    exchange_commands,
    wheel_commands,
    workshop_commands,
    year_commands,
)
from riskreg.parsing import Argument, Command
from riskreg.texts import LANGUAGES, N_


def _argument(*names: str, about: str, **options: Any) -> Argument:
    return Argument(names, about, options)


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError
    return int(text)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


_FILE = _argument("file", about=N_("the register"), metavar="FILE", type=Path)
_WHICH_YEAR = _argument(
    "--year", about=N_("the year of the plan; the newest when left out"), metavar="YEAR", type=_year
)

COMMANDS = (
    Command("sample", N_("write the sample register"), commands.sample, (_FILE,)),
    Command(
        "new",
        N_("make a register with an empty plan"),
        commands.new,
        (
            _FILE,
            _argument("--organisation", about=N_("whose register it is"), metavar="NAME", required=True),
            _argument("--year", about=N_("the year of the plan"), metavar="YEAR", type=_year, required=True),
        ),
    ),
    Command(
        "import",
        N_("take in control points or goals from a spreadsheet, or a whole register from JSON"),
        exchange_commands.import_,
        (
            _FILE,
            _argument("source", about=N_("a spreadsheet or a register as JSON"), metavar="SOURCE", type=Path),
            _WHICH_YEAR,
            _argument(
                "--as",
                about=N_("what the table holds, when its headings do not tell"),
                dest="source_kind",
                choices=("own", "mandatory", "goals"),
            ),
            _argument("--sheet", about=N_("the sheet that holds the table"), metavar="NAME"),
            _argument(
                "--mapping",
                about=N_("which column fills which field, from a file of --save-mapping"),
                metavar="FILE",
                type=Path,
            ),
            _argument(
                "--save-mapping",
                about=N_("write here which column fills which field"),
                metavar="FILE",
                type=Path,
            ),
            _argument(
                "--keep-scales",
                about=N_("keep the plan's scales, also when no control point is assessed yet"),
                action="store_true",
            ),
            _argument(
                "--dry-run", about=N_("show what would be taken in; write nothing"), action="store_true"
            ),
            _argument(
                "--report", about=N_("write here what becomes of every row"), metavar="OUT.json", type=Path
            ),
        ),
    ),
    Command(
        "print",
        N_("write a document as PDF"),
        commands.print_,
        (
            _FILE,
            _argument("document", about=N_("the document, for example plan or bundle"), metavar="DOCUMENT"),
            _argument(
                "-o", "--output", about=N_("the PDF to write"), metavar="OUT.pdf", type=Path, required=True
            ),
            _WHICH_YEAR,
            _argument(
                "--edition",
                about=N_("the adopted edition with this number, as it was decided"),
                metavar="NUMBER",
                type=int,
            ),
            _argument(
                "--documents",
                about=N_("what a bundle holds, with commas between; everything when left out"),
                metavar="NAMES",
            ),
            _argument(
                "--language",
                about=N_("the language of the document; the register's when left out"),
                dest="paper_language",
                choices=tuple(LANGUAGES),
            ),
            _argument(
                "--number",
                about=N_("which one, of a document that there are several of in a year"),
                metavar="NUMBER",
                default="",
            ),
        ),
    ),
    Command(
        "follow-up",
        N_("list the report periods and the actions, with what is late"),
        year_commands.follow_up,
        (
            _FILE,
            _WHICH_YEAR,
            _argument(
                "--make-periods",
                about=N_("make the report periods that the plan says it has"),
                action="store_true",
            ),
        ),
    ),
    Command(
        "set-logo",
        N_("give the documents the organisation's logo"),
        commands.set_logo,
        (
            _FILE,
            _argument("logo", about=N_("a PNG or SVG file"), metavar="LOGO", type=Path, nargs="?"),
            _argument("--remove", about=N_("have no logo"), action="store_true"),
        ),
    ),
    Command(
        "close",
        N_("close a year after its annual report, or open it again"),
        year_commands.close,
        (
            _FILE,
            _WHICH_YEAR,
            _argument("--reopen", about=N_("open a closed year again"), action="store_true"),
        ),
    ),
    Command(
        "lift",
        N_("make a risk of an assessment before a change a control point as well"),
        year_commands.lift,
        (
            _FILE,
            _argument("--number", about=N_("the assessment: F1"), metavar="N", required=True),
            _argument("--risk", about=N_("the risk's number in it"), type=int, required=True),
            _WHICH_YEAR,
        ),
    ),
    Command(
        "export",
        N_("write a year as a spreadsheet, for Word or as a calendar, or the whole register as JSON"),
        exchange_commands.export,
        (
            _FILE,
            _argument(
                "-o",
                "--output",
                about=N_("the XLSX, CSV, DOCX, ICS or JSON file to write"),
                metavar="OUT",
                type=Path,
                required=True,
            ),
            _argument(
                "--as",
                about=N_("what a CSV file holds: goals …; mandatory: their list as it came, CSV or XLSX"),
                dest="kind",
                metavar="KIND",
            ),
            _WHICH_YEAR,
        ),
    ),
    Command(
        "wheel",
        N_("list the annual wheel: what is next and what is late"),
        wheel_commands.wheel,
        (
            _FILE,
            _WHICH_YEAR,
            _argument(
                "--usual", about=N_("fill an empty wheel with what a year usually holds"), action="store_true"
            ),
            _argument("--json", about=N_("as JSON, for other programs"), action="store_true"),
        ),
    ),
    Command(
        "votes",
        N_("list how the participants of the workshop scored the risks"),
        workshop_commands.votes,
        (
            _FILE,
            _WHICH_YEAR,
            _argument("--json", about=N_("as JSON, for other programs"), action="store_true"),
        ),
    ),
    Command(
        "copy-year",
        N_("carry a year's plan forward to another year, or take in what came since"),
        copy_commands.copy_year,
        (
            _FILE,
            _argument(
                "--to",
                about=N_("the year to copy to; what its plan has already stays as it is"),
                metavar="YEAR",
                type=_year,
                required=True,
            ),
            _argument(
                "--from",
                about=N_("the year to copy; the one before when left out"),
                dest="from_year",
                metavar="YEAR",
                type=_year,
            ),
            _argument(
                "--keep-decisions", about=N_("keep the decisions and their analysis"), action="store_true"
            ),
            _argument("--dismissed", about=N_("dismissed control points come along"), action="store_true"),
            _argument("--no-undertakings", about=N_("leave the undertakings behind"), action="store_true"),
            _argument("--no-events", about=N_("leave the annual wheel behind"), action="store_true"),
            _argument(
                "--removed",
                about=N_("add again what was removed from the year copied to"),
                action="store_true",
            ),
            _argument("--preview", about=N_("only tell what would be copied"), action="store_true"),
        ),
    ),
    Command(
        "adopt",
        N_("make the plan the edition that a meeting decided"),
        edition_commands.adopt,
        (
            _FILE,
            _WHICH_YEAR,
            _argument(
                "--date",
                about=N_("the day of the meeting, as 2021-12-16"),
                metavar="DATE",
                type=_day,
                required=True,
            ),
            _argument(
                "--paragraph",
                about=N_("the paragraph of its minutes, as “§ 39”"),
                metavar="PARAGRAPH",
                required=True,
            ),
            _argument(
                "--case", about=N_("the case number; the plan's when left out"), metavar="NUMBER", default=""
            ),
            _argument(
                "--comment", about=N_("what the table of editions says of it"), metavar="TEXT", default=""
            ),
            _argument("--role", about=N_("the role of who approves"), metavar="ROLE", default=""),
            _argument("--name", about=N_("the name of who approves"), metavar="NAME", default=""),
            _argument("--mandatory", about=N_("only the mandatory control points"), action="store_true"),
        ),
    ),
    Command(
        "next-edition",
        N_("open an adopted plan for changes, as a draft of its next edition"),
        edition_commands.next_edition,
        (_FILE, _WHICH_YEAR),
    ),
    Command(
        "verify",
        N_("say which edition a PDF is, and whether it is untouched"),
        edition_commands.verify,
        (_FILE, _argument("pdf", about=N_("the PDF, signed or not"), metavar="PDF", type=Path)),
    ),
    Command(
        "check",
        N_("look through the file; list what is damaged, unfinished or doubtful"),
        commands.check,
        (
            _FILE,
            _WHICH_YEAR,
            _argument("--repair", about=N_("repair what can be repaired, as one step"), action="store_true"),
            _argument("--json", about=N_("as JSON"), action="store_true"),
        ),
    ),
    Command(
        "backup",
        N_("write a verified copy of the register"),
        commands.backup,
        (
            _FILE,
            _argument(
                "-o", "--output", about=N_("the copy to write"), metavar="COPY", type=Path, required=True
            ),
        ),
    ),
    Command(
        "restore",
        N_("list the backups of the register, or bring one back"),
        commands.restore,
        (
            _FILE,
            _argument(
                "--backup", about=N_("which one, by its number in the list"), metavar="NUMBER", type=int
            ),
        ),
    ),
    Command(
        "compare",
        N_("list where another version of the register differs, or take over what it changed"),
        commands.compare,
        (
            _FILE,
            _argument("other", about=N_("the other version"), metavar="OTHER", type=Path),
            _argument(
                "--take",
                about=N_("take over what was changed there and does not clash with this one, or all of it"),
                choices=("sure", "all"),
            ),
        ),
    ),
    Command(
        "history",
        N_("list what was changed: when, who and what"),
        commands.history,
        (
            _FILE,
            _argument(
                "--record",
                about=N_("only what happened to this record, by its number: K2, M3"),
                metavar="NUMBER",
            ),
            _WHICH_YEAR,
            _argument("--who", about=N_("only steps by this person"), metavar="NAME"),
            _argument(
                "--since",
                about=N_("only steps from this day on, as 2022-01-31"),
                metavar="DATE",
                type=_day,
            ),
            _argument("--deleted", about=N_("only what was deleted"), action="store_true"),
            _argument("--json", about=N_("as JSON"), action="store_true"),
        ),
    ),
)
