"""The last page of what a committee decides: its editions so far, and where it is signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskreg.domain.edition import DECIDED, in_force
from riskreg.domain.records import Edition
from riskreg.domain.wording import NOT_STATED
from riskreg.domain.year import Year
from riskreg.paper.blocks import Beside, Facts, Heading, Paragraph
from riskreg.paper.flow import Block
from riskreg.paper.front import fact
from riskreg.paper.look import LEAD
from riskreg.paper.table import Cell, Column, Table
from riskreg.paper.writing import Blank
from riskreg.texts import Texts

_FACTS = ("case_number", "meeting", "edition", "dated", "information_class")


def approval(year: Year, editions: Sequence[Edition], _: Texts) -> Iterator[Block]:
    """The table of editions, and the approval with lines to sign."""
    yield Heading(2, _("Editions"))
    yield _revisions(year, editions, _)
    yield Heading(2, _("Approval"))
    decision = in_force(year, editions)
    if decision:
        yield Paragraph(
            _(
                "{organisation} adopted edition {edition} on {meeting}, {paragraph}.",
                organisation=year.organisation.name,
                edition=decision.number,
                meeting=decision.meeting,
                paragraph=decision.paragraph,
            )
        )
    else:
        yield Paragraph(_("To be signed, by hand or electronically, when the committee has decided."))
    yield Facts([*_decided(decision, _), *(fact(year, name, _) for name in _FACTS)])
    chair = decision.name if decision else ""
    role = decision.role.strip() if decision else ""
    yield Beside([_signature(role or _("Chair"), chair, _), _signature(_("Coordinator"), "", _)])


def _decided(decision: Edition | None, _: Texts) -> Iterator[tuple[str, str]]:
    yield _("Paragraph in the minutes"), (decision.paragraph if decision else "") or _(NOT_STATED)


def _revisions(year: Year, editions: Sequence[Edition], _: Texts) -> Table:
    """Every edition that was decided, and the one that is not yet."""
    unstated = Cell(_(NOT_STATED), empty=True)
    rows = [
        [
            Cell(str(e.number)),
            Cell(str(e.meeting)) if e.meeting else unstated,
            Cell(f"{e.paragraph}, {e.case_number}" if e.case_number.strip() else e.paragraph),
            Cell(e.comment) if e.comment.strip() else unstated,
        ]
        for e in editions
    ]
    if not in_force(year, editions):
        rows.append(
            [
                Cell(str(year.plan.edition)) if year.plan.edition else unstated,
                Cell(str(year.plan.dated)) if year.plan.dated else unstated,
                unstated if year.plan.stage in DECIDED else Cell(_("Not decided yet")),
                Cell(_(year.plan.stage.label)),
            ]
        )
    return Table(
        columns=[
            Column(_("Edition"), 10, heads=True, strong=True),
            Column(_("Date"), 14, least=66),
            Column(_("Decision"), 30, least=90),
            Column(_("Comment"), 46, least=150),
        ],
        rows=rows,
    )


def _signature(role: str, name: str, _: Texts) -> list[Block]:
    return [
        Paragraph(role, LEAD, before=16.0, keeps=True),
        Blank(_("Place and date"), before=8.0),
        Blank(_("Signature"), before=14.0),
        Blank(_("Name in print"), said=name, before=14.0),
    ]
