"""Several documents as one, with a table of contents: one file for the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, lowered
from riskreg.paper.contents import Contents, Entry
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import opening, parts_of
from riskreg.paper.page import Parts, Section
from riskreg.texts import N_, Texts

BUNDLE = "bundle"
_FEWEST_LISTED, _MOST_LISTED = 7, 30  # parts of one document: of others only the title is listed


def bundle_of(documents: Sequence[Document]) -> Document:
    """A document of other documents, in this order."""
    return Document(BUNDLE, N_("Bundle"), N_("bundle"), _Bundled(tuple(documents)))


@dataclass(frozen=True, slots=True)
class _Bundled:
    """Makes the parts of a bundle; two of the same documents are equal."""

    documents: tuple[Document, ...]

    def __call__(self, year: Year, _: Texts) -> Parts:
        """The documents one after the other, each with running heads of its own, below one title.

        One that the year has nothing for (a follow-up without report periods) is left out.
        """
        title = _("Collected documents {year}", year=year.plan.year)
        sections: list[Section] = []
        entries: list[Entry] = []
        for document in self.documents:
            if not document.tells(year):
                continue
            parts = document.parts_now(year, _)
            placed = [_placed(s, f"{document.name}-{at}") for at, s in enumerate(parts.sections)]
            entries += _entries([heading for section in placed for heading in _headings(section.blocks)])
            sections += [replace(section, running=parts.running) for section in placed]
        front: tuple[Block, ...] = (
            *opening(year, title, _),
            Heading(2, _("Contents")),
            Contents(entries, _),
        )
        return parts_of(year, title, [Section(front), *sections], _)


def _placed(section: Section, name: str) -> Section:
    """The section a level further down, with a name for each heading that the contents list."""
    blocks = [lowered(block) for block in section.blocks]
    named = [
        replace(block, place=f"{name}-{at}") if isinstance(block, Heading) and block.level < 3 else block
        for at, block in enumerate(blocks)
    ]
    return replace(section, blocks=named)


def _headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    return (block for block in blocks if isinstance(block, Heading) and block.place)


def _entries(headings: Sequence[Heading]) -> list[Entry]:
    """The title, and the headings below it when they are worth it and not too many."""
    listed = headings if _FEWEST_LISTED < len(headings) <= _MOST_LISTED else headings[:1]
    return [Entry(heading.text, heading.place, heading.level) for heading in listed]
