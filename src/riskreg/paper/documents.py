"""The documents that can be printed, and what their files are called."""

from __future__ import annotations

from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.files import ascii_name
from riskreg.paper.annual_report import ANNUAL_REPORT
from riskreg.paper.document import Document
from riskreg.paper.follow_up import FOLLOW_UP
from riskreg.paper.plan import PLAN
from riskreg.texts import N_, Texts

DOCUMENTS: tuple[Document, ...] = (
    PLAN,
    FOLLOW_UP,
    ANNUAL_REPORT,
)


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
    period = f"-{ascii_name(document.period_name)}" if document.period_name else ""
    return f"{ascii_name(_(document.file))}-{year.plan.year}{period}.pdf"
