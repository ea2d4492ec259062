"""What is still to be settled before the plan can be decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from riskreg.domain.checks import findings
from riskreg.domain.edition import DECIDED
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.flow import Block
from riskreg.paper.table import Cell, Column, Table
from riskreg.texts import Texts


def open_questions(year: Year, _: Texts) -> Iterator[Block]:
    """Every question once, with the numbers of what it is about; nothing once the plan is adopted."""
    if year.plan.stage in DECIDED:
        return
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings(year):
        asked[finding.say(_)].append(finding.number)
    yield Heading(2, _("Open questions"))
    if not asked:
        yield Paragraph(_("No question is open."))
        return
    yield Table(
        columns=[Column(_("Question"), 60, heads=True), Column(_("Concerns"), 40)],
        rows=[[Cell(question), Cell(", ".join(numbers))] for question, numbers in asked.items()],
    )
