"""Printing: the plan against a bare canvas, many control points against few, and the memory it takes."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from bench.figure import Figure
from riskreg.domain import defaults
from riskreg.domain.records import ControlPoint, ControlPointGoal, Goal, Organisation, Plan
from riskreg.domain.scales import Decision
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.paper.look import Style
from riskreg.paper.plan import PLAN
from riskreg.paper.tagged import TaggedCanvas
from riskreg.texts import texts
from tests.peak import can_tell, peak

YEAR = 2022
_WORDS = """avtal brister dialog e-tjänster följs förseningar förvaltningsorganisationen granskning i inte
    kommuner leverantörer leverantörsuppföljningen med nämnden och personuppgiftsbiträdesavtal projekt
    reglementet samordnaren samverkan som stickprov tiden till upp uppföljning verksamhetsplanen väntar
    är""".split()  # noqa: SIM905


def year_with(points: int) -> Year:
    """A plan with control points whose texts are all different."""
    random = Random(points)

    def text(words: int) -> str:
        return " ".join(random.choices(_WORDS, k=words)).capitalize() + f" {random.randrange(10_000)}."

    edit = Edit({}, {})
    edit.add(Organisation(name="Nämnden för digital samverkan"))
    plan = edit.add(Plan(year=YEAR))
    for record in defaults.scale_of(plan, texts("sv")):
        edit.add(record)
    goals = [edit.add(Goal(plan_id=plan.id, position=n, text=text(12))) for n in range(1, 7)]
    for place in range(1, points + 1):
        point = edit.add(
            ControlPoint(
                plan_id=plan.id,
                position=place,
                text=text(10),
                likelihood=random.randint(1, 4),
                consequence=random.randint(1, 4),
                responsible=text(2),
                method=text(6),
                decision=random.choice(list(Decision)),
                analysis=text(25),
            )
        )
        edit.add(ControlPointGoal(control_point_id=point.id, goal_id=random.choice(goals).id))
    return year_of(edit.contents, YEAR)


class Drawing(NamedTuple):
    """Lines as our printing sets them on a page."""

    page: int
    lines: tuple[str, ...]
    x: float
    y: float
    style: Style


def drawings(year: Year) -> list[Drawing]:
    """Every text of the printed plan, broken into lines and placed."""
    found: list[Drawing] = []
    draw = TaggedCanvas.text

    def remembered(
        self: TaggedCanvas, lines: Sequence[str], x: float, y: float, style: Style, **more: Any
    ) -> None:
        found.append(Drawing(self.page, tuple(lines), x, y, style))
        draw(self, lines, x, y, style, **more)

    with patch.object(TaggedCanvas, "text", remembered):
        PLAN.draw(year, texts("sv"))
    return found


def bare(drawn: list[Drawing]) -> bytes:
    """The same lines on a bare canvas: no measuring, no breaking, no rules or fills, no tags."""
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=1)
    page = 0
    for drawing in drawn:
        if drawing.page != page:
            canvas.showPage()
            page = drawing.page
        text = canvas.beginText(drawing.x, drawing.y)
        text.setFont(drawing.style.font, drawing.style.size, drawing.style.leading)
        for line in drawing.lines:
            text.textLine(line)
        canvas.drawText(text)
    canvas.save()
    return file.getvalue()


def _fastest(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def figures() -> Iterable[Figure]:
    """Printing against a bare canvas, much against little, and the memory it takes."""
    _ = texts("sv")
    few, many = year_with(1_000), year_with(5_000)
    drawn = drawings(few)
    ours = _fastest(lambda: PLAN.draw(few, _), 3)
    bare_seconds = _fastest(lambda: bare(drawn), 5)
    yield Figure(
        "print 1,000 control points, against a bare canvas given the broken lines", ours / bare_seconds, "", 2
    )
    yield _against_office(few, ours)
    five_times = _fastest(lambda: PLAN.draw(many, _), 2)
    yield Figure("print 5,000 control points, against 1,000", five_times / ours, "", 5.5)
    yield Figure("  memory to print 5,000 control points", _memory(5_000), "MB", 150)


def _against_office(year: Year, ours: float) -> Figure:
    """Our printing against LibreOffice's of the same plan, exported; no number where it is not installed."""
    from riskreg.exchange.word import plan_as_word  # here, so that the memory of printing is measured without

    name = "print 1,000 control points, against LibreOffice converting the exported DOCX"
    office = shutil.which("soffice")
    if office is None:
        return Figure(f"{name} (not installed here)", float("nan"), "", None)
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.docx"), Path(folder, "many.docx")
        few.write_bytes(plan_as_word(year_with(1), texts("sv")))
        many.write_bytes(plan_as_word(year, texts("sv")))

        def convert(document: Path) -> float:
            started = time.perf_counter()
            subprocess.run(
                [office, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless",
                 "--convert-to", "pdf", "--outdir", folder, str(document)],
                check=True, capture_output=True,
            )  # fmt: skip
            assert document.with_suffix(".pdf").stat().st_size
            return time.perf_counter() - started

        convert(few)  # the first start makes its profile
        return Figure(name, ours / convert(many), "", 0.33)


def _memory(points: int) -> float:
    """The most memory that a process of its own took; not a number where the system does not say."""
    return peak(_PRINT, points) / 1024 if can_tell() else float("nan")


_PRINT = (
    "import sys; from bench.printing import PLAN, texts, year_with; "
    "PLAN.draw(year_with(int(sys.argv[1])), texts('sv'))"
)
