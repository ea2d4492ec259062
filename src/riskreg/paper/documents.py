"""The documents that can be printed, and what their files are called."""

from __future__ import annotations

from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.files import ascii_name
from riskreg.paper.control_sheet import CONTROL_SHEET
from riskreg.paper.decision import DECISION
from riskreg.paper.document import Document
from riskreg.paper.goals import GOALS
from riskreg.paper.gross_list import GROSS_LIST
from riskreg.paper.mandatory import MANDATORY
from riskreg.paper.plan import PLAN
from riskreg.texts import N_, Texts

DOCUMENTS: tuple[Document, ...] = (DECISION, PLAN, MANDATORY, GOALS, GROSS_LIST, CONTROL_SHEET)


def document_called(name: str) -> Document:
    """A document by its name.  Trouble when there is none."""
    for document in DOCUMENTS:
        if document.name == name:
            return document
    raise Trouble(
        N_("There is no document called “{name}”. There are: {names}."),
        name=name,
        names=", ".join(document.name for document in DOCUMENTS),
    )


def file_name(year: Year, document: Document, _: Texts) -> str:
    """A file name of plain letters, digits and hyphens: `internkontrollplan-2022.pdf`."""
    return f"{ascii_name(_(document.file))}-{year.plan.year}.pdf"
