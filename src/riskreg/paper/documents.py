"""The documents that can be printed, and what their files are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from riskreg.domain.assessing import assessment_numbered
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.files import ascii_name
from riskreg.paper.change_assessment import change_assessment_document
from riskreg.paper.plan import plan_document
from riskreg.texts import N_, Texts


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name to the command line and to people, the start of its file name, who draws it.

    One that there are several of in a year says by `numbers` which: numbers and titles.
    """

    name: str
    label: str
    file: str
    draw: Callable[[Year, Texts], bytes]
    draw_one: Callable[[Year, str, Texts], bytes] | None = None
    numbers: Callable[[Year], Sequence[tuple[str, str]]] | None = None

    def drawn(self, year: Year, _: Texts, number: str = "") -> bytes:
        """The PDF; of the one with that number where there are several.  Trouble when it is not there."""
        return self.draw_one(year, number, _) if number and self.draw_one else self.draw(year, _)


def _draw_assessment(year: Year, number: str, _: Texts) -> bytes:
    return change_assessment_document(year, assessment_numbered(year, number), _)


def _draw_only_assessment(year: Year, _: Texts) -> bytes:
    """The number need not be said when there is only one."""
    if len(year.assessments) > 1:
        raise Trouble(
            N_("There are several such documents: {numbers}. Say which with --number."),
            numbers=", ".join(map(year.number, year.assessments)),
        )
    return _draw_assessment(year, "F1", _)


def _assessments(year: Year) -> Sequence[tuple[str, str]]:
    return [(year.number(a), " ".join(a.name.split())) for a in year.assessments]


DOCUMENTS: tuple[Document, ...] = (
    Document("plan", N_("Internal control plan"), N_("internal-control-plan"), plan_document),
    Document(
        "change-assessment",
        N_("Assessment before a change"),
        N_("change-assessment"),
        _draw_only_assessment,
        draw_one=_draw_assessment,
        numbers=_assessments,
    ),
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


def file_name(year: Year, document: Document, _: Texts, number: str = "") -> str:
    """A file name of plain letters, digits and hyphens: `internkontrollplan-2022.pdf`."""
    which = f"-{number.lower()}" if number else ""
    return f"{ascii_name(_(document.file))}-{year.plan.year}{which}.pdf"
