"""Hostile texts pasted into the real form: each comes back from file, XLSX, CSV and PDF as it was, or is
refused with a sentence and stays in the form."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path

import shiboken6
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from riskreg.domain.records import ControlPoint
from riskreg.domain.year import Year
from riskreg.exchange.csv_file import unguarded
from riskreg.exchange.export import exported
from riskreg.gui.editors import ParagraphEditor
from riskreg.gui.point_form import PointForm
from riskreg.gui.session import Session
from riskreg.opening import open_register
from riskreg.paper.plan import plan_document
from riskreg.paper.typeset import MISSING
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.builders import YEAR, a_register
from tests.faults.outcome import Outcome, in_memory
from tests.faults.steps import go_home
from tests.paper.reading import heard

WANTED = 2_000
_AT_ONCE = 50  # texts of one register
_LONG = 1_000_000  # characters
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")  # which a form shows as the end of a line, and keeps as one

_PARTS: tuple[str, ...] = (
    "Avtal följs inte upp",
    "\u202eomvänt\u202c",
    "مخاطر العقود",
    "סיכון",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u0301a\u030ao\u0308",
    "Z̴͎͝a̷l̵g̶o̸",
    "\u00ad\u200b\ufeff\u2060",
    "\u00a0\u2009\u3000",
    "風險管理",
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "<b>&amp;</b>",
    "%s {0} \\n {name}",
    '";";"',
    "_x0000_",
    "\t",
    "\n",
    "\r\n",
    "\u2028",
    "\U0001f600",
    "𝕳𝖊𝖏",
    "ﷺ",
    "½ ≤ µ → √",
)
_REFUSED_PARTS: tuple[str, ...] = ("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\ufffe", "\uffff", "\ufffc")


def trials(wanted: int = WANTED) -> Iterable[Outcome]:
    """Paste so many texts."""
    app = QApplication.instance() or QApplication([])
    found: Counter[str] = Counter()
    with in_memory() as folder:
        go_home(folder)
        for number in range(0, wanted, _AT_ONCE):
            luck = random.Random(number)
            given = [_hostile(luck) for _text in range(min(_AT_ONCE, wanted - number))]
            found.update(_told(folder, number, given))
    QApplication.clipboard().clear()
    app.shutdown()  # not left to the end of the process, when what it needs is gone
    bad = sum(count for what, count in found.items() if what.isupper())
    yield Outcome("hostile texts", found.total(), bad, found, least=wanted)


def _hostile(luck: random.Random) -> str:
    parts = [luck.choice(_PARTS) for _part in range(luck.randint(1, 6))]
    if luck.random() < 0.2:
        parts.insert(luck.randrange(len(parts) + 1), luck.choice(_REFUSED_PARTS))
    if luck.random() < 0.3:
        parts.append("".join(chr(luck.choice(_PLANES)) for _letter in range(luck.randrange(12))))
    text = luck.choice(("", " ", "-")).join(parts)
    if luck.random() < 0.01:
        return (text * _LONG)[:_LONG]
    return f"Risk {text}"


# Any character but those that a form, or Unicode itself, keeps for its own.
_PLANES = (*range(0xA1, 0xD800), *range(0xE000, 0xFDD0), *range(0x10000, 0x1F900))


def _told(folder: Path, number: int, given: Sequence[str]) -> Iterator[str]:
    """What became of each text."""
    register = a_register(folder, points=len(given), name=f"{number}.riskreg")
    session = Session(register, YEAR, Settings(folder / "settings.json"), texts("en"))
    form = PointForm(session)
    accepted: dict[int, str] = {}
    for point, text in zip(session.year.control_points, given, strict=True):
        verdict = _paste(form, session, point, text)
        if verdict == "accepted":
            accepted[point.id or 0] = _LINE_ENDS.sub("\n", text)
        else:
            yield verdict
    shiboken6.delete(form)
    session.close()
    with closing(open_register(register.path, for_reading=True)) as read:
        year = read.year(YEAR)
    yield from _come_back(year, accepted)
    register.path.unlink()


def _paste(form: PointForm, session: Session, point: ControlPoint, text: str) -> str:
    form.show_records([point])
    row = form.rows["text"]
    assert isinstance(row.editor, ParagraphEditor)
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)
    row.editor.edit.selectAll()
    row.editor.edit.paste()
    typed = row.editor.edit.written()
    form.flush()
    if row.refusal.sentence:
        return "refused with a sentence" if row.editor.edit.written() == typed else "REFUSED AND LOST"
    now = session.current(point)
    assert isinstance(now, ControlPoint)
    return "accepted" if now.text == _LINE_ENDS.sub("\n", text) else "SAVED AS ANOTHER"


def _come_back(year: Year, accepted: dict[int, str]) -> Iterator[str]:
    """Where each accepted text is as it was: in the file, the workbook, the CSV file and on paper."""
    _ = texts("sv")
    sheet = load_workbook(BytesIO(exported(year, ".xlsx", _))).worksheets[0]
    rows = csv.reader(StringIO(exported(year, ".csv", _).decode("utf-8-sig"), newline=""), delimiter=";")
    in_book = {str(row[0].value): unescape(str(row[1].value)) for row in sheet.iter_rows(min_row=2)}
    in_csv = {row[0]: unguarded(row[1]) for row in rows}
    on_paper = _squeezed(heard(plan_document(year, _)))
    for point in year.control_points:
        text, number = accepted.get(point.id or 0), year.number(point)
        if text is None:
            continue
        if point.text != text:
            yield "LOST IN THE FILE"
        elif in_book[number] != text:
            yield "LOST IN THE WORKBOOK"
        elif in_csv[number] != text:
            yield "LOST IN THE CSV FILE"
        elif _squeezed(text) in on_paper:
            yield "exact"
        else:
            signed = _is_on(on_paper, text)
            yield "exact, but for signs on paper for what the fonts lack" if signed else "LOST ON PAPER"


def _squeezed(text: str) -> str:
    """The text as paper can show it: composed, without white space and what is never seen."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))


def _is_on(paper: str, text: str) -> bool:
    """Whether a text stands on paper, with the sign for a lacking character in the place of some."""
    signs = (f"(?:{re.escape(letter)}|{MISSING})" for letter in _squeezed(text))
    return re.search("".join(signs), paper) is not None
