"""The documents that can be printed, and what their files are called."""

from __future__ import annotations

from collections.abc import Sequence

from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.files import ascii_name
from riskreg.paper.annual_report import ANNUAL_REPORT
from riskreg.paper.bundle import BUNDLE, bundle_of
from riskreg.paper.change_assessment import CHANGE_ASSESSMENT
from riskreg.paper.control_sheet import CONTROL_SHEET
from riskreg.paper.decision import DECISION
from riskreg.paper.document import Document
from riskreg.paper.follow_up import FOLLOW_UP
from riskreg.paper.goals import GOALS
from riskreg.paper.gross_list import GROSS_LIST
from riskreg.paper.mandatory import MANDATORY
from riskreg.paper.plan import PLAN
from riskreg.paper.wheel import WHEEL
from riskreg.texts import N_, Texts

SINGLE: tuple[Document, ...] = (
    DECISION,
    PLAN,
    MANDATORY,
    GOALS,
    GROSS_LIST,
    CONTROL_SHEET,
    WHEEL,
    FOLLOW_UP,
    ANNUAL_REPORT,
    CHANGE_ASSESSMENT,
)
DOCUMENTS: tuple[Document, ...] = (*SINGLE, bundle_of(SINGLE))


def document_called(name: str, among: Sequence[Document] = DOCUMENTS) -> Document:
    """A document by its name.  Trouble when there is none."""
    for document in among:
        if document.name == name:
            return document
    raise Trouble(
        N_("There is no document called “{name}”. There are: {names}."),
        name=name,
        names=", ".join(document.name for document in among),
    )


def bundle_named(names: str) -> Document:
    """The bundle of the documents with these names, with commas between.  Trouble when one is none."""
    wanted = [document_called(name.strip(), SINGLE) for name in names.split(",")]
    return bundle_of([document for document in SINGLE if document in wanted])


def document_wanted(name: str, bundled: str | None) -> Document:
    """A document by its name; of a bundle what it holds may be named.  Trouble when a name is none."""
    document = document_called(name)
    if bundled is None:
        return document
    if document.name != BUNDLE:
        raise Trouble(N_("Only a bundle holds other documents. Print “bundle”, or leave out --documents."))
    return bundle_named(bundled)


def file_name(year: Year, document: Document, _: Texts) -> str:
    """A file name of plain letters, digits and hyphens: `internkontrollplan-2022.pdf`."""
    one = document.chosen_in(year)
    which = f"-{ascii_name(one.file)}" if one else ""
    return f"{ascii_name(_(document.file))}-{year.plan.year}{which}.pdf"
