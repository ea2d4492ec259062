"""A printed document for a word processor: the same parts in the same order, with real styles and tables.

It is made to be edited and to be pasted into the municipality's own template: all that can be said by a style
is.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as WordSection
from docx.shared import Pt

from riskreg.domain.records import ScaleStep
from riskreg.domain.wording import risk_said, step_said
from riskreg.domain.year import Year
from riskreg.exchange.word_parts import paragraph, running_line, table
from riskreg.exchange.word_styles import (
    BODY,
    CAPTION,
    CELL,
    DECISION,
    FOOTER,
    HEADER,
    HEADING,
    LEAD,
    SMALL,
    SUBHEADING,
    TITLE,
    dress,
)
from riskreg.paper import look
from riskreg.paper.archive import LOCALES, PRODUCER, Identity
from riskreg.paper.blocks import Beside, Facts, Heading, Paragraph, Ruled
from riskreg.paper.flow import Block
from riskreg.paper.logo import Logo
from riskreg.paper.matrix import Matrix, points_by_cell, tint_of
from riskreg.paper.page import Parts, Running, Section, Sheet
from riskreg.paper.plan import plan_parts
from riskreg.paper.table import Cell, Column, Table
from riskreg.paper.typeset import Typesetter
from riskreg.paper.writing import Blank
from riskreg.texts import Texts

_HEADINGS = {1: TITLE, 2: HEADING, 3: SUBHEADING}
_STYLES = {look.LEAD: LEAD, look.SMALL: SMALL}  # other running text is body text
_MOST_NUMBERS = 12  # in a cell of the matrix; more are counted, and the table below names them
_LONGEST_FACT = 255  # characters that the format allows in a file's properties
_TO_WRITE_ON = "_" * 40
_EDGE = 34.0  # points from the paper's edge to the running head and foot
_PACKED = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is written
_UNWANTED = frozenset(  # of the library's empty document: a picture of it, and its styles once more
    {
        RELATIONSHIP_TYPE.THUMBNAIL,
        "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    }
)


def plan_as_word(year: Year, _: Texts) -> bytes:
    """The printed plan as a DOCX file.  The same year always gives the same bytes."""
    return as_word(plan_parts(year, _), _)


def as_word(parts: Parts, _: Texts) -> bytes:
    """A document as a DOCX file."""
    document = docx.Document()
    dress(document, LOCALES[_.language])
    _identify(document, parts.identity)
    setter = Typesetter(_.language)
    body = document.element.body
    for at, section in enumerate(parts.sections):
        word = _new_section(document) if at else document.sections[0]
        _lay(word, section.sheet, parts.running, _)
        for made in _apart(_blocks(_editable(section), setter, section.sheet.room.width, _)):
            body.insert_element_before(made, "w:sectPr")
    return _packed(document)


def _new_section(document: Document) -> WordSection:
    """A section on a new page, which the last paragraph before it ends: one of its own might need a page."""
    section: WordSection = document.add_section()
    ending: BaseOxmlElement = document.element.body.p_lst[-1]
    last = ending.getprevious()
    last.get_or_add_pPr().append(ending.pPr.sectPr)
    ending.getparent().remove(ending)
    return section


def _apart(blocks: Iterable[BaseOxmlElement]) -> Iterator[BaseOxmlElement]:
    """An empty paragraph after a table, where no other follows: two tables would grow together."""
    after_table = False
    for made in blocks:
        is_table = made.tag == qn("w:tbl")
        if after_table and is_table:
            yield paragraph("", CELL)
        yield made
        after_table = is_table
    if after_table:
        yield paragraph("", CELL)


def _editable(section: Section) -> list[Block]:
    """What is written; a logo is not, since the municipality's own template brings it."""
    return [block for block in section.blocks if not isinstance(block, Logo)]


# ------------------------------------------------------------------ what stands on the pages
def _blocks(blocks: Iterable[Block], setter: Typesetter, width: float, _: Texts) -> Iterator[BaseOxmlElement]:
    """The blocks as elements.  What stands side by side on paper stands below each other here."""
    for block in blocks:
        match block:
            case Heading():
                yield paragraph(block.text, _HEADINGS[block.level])
            case Paragraph():
                yield from _paragraphs(block, _STYLES.get(block.style, BODY))
            case Ruled():
                for inner in block.blocks:
                    if isinstance(inner, Paragraph):
                        yield from _paragraphs(inner, DECISION)
                    else:
                        yield from _blocks([inner], setter, width, _)
            case Beside():
                yield from _blocks((b for beside in block.blocks for b in beside), setter, width, _)
            case Facts():
                yield from _table(_facts(block), setter, width)
            case Matrix():
                yield from _table(_matrix(block.year, _), setter, width)
            case Table():
                yield from _table(block, setter, width)
            case Blank():
                yield paragraph(f"{block.label}: {block.said or _TO_WRITE_ON}", BODY)
            case _:
                raise TypeError(f"{type(block).__name__} has no form for a word processor yet")


def _paragraphs(block: Paragraph, style: str) -> Iterator[BaseOxmlElement]:
    for line in block.text.splitlines():
        if line.strip():
            yield paragraph(line, style, keeps=block.keeps)


def _table(block: Table, setter: Typesetter, width: float) -> Iterator[BaseOxmlElement]:
    """The caption and the table."""
    if block.caption:
        yield paragraph(block.caption, CAPTION)
    yield table(block.grid(setter, width), block.rows, block.caption)


def _facts(block: Facts) -> Table:
    return Table(
        columns=[Column("", 30, heads=True), Column("", 70)],
        rows=[[Cell(label), Cell(value)] for label, value in block.facts],
    )


def _matrix(year: Year, _: Texts) -> Table:
    """The picture of the matrix as a table of the same shape."""
    points = points_by_cell(year)

    def cell(likelihood: ScaleStep, consequence: ScaleStep) -> Cell:
        value = (likelihood.value or 0) * (consequence.value or 0)
        numbers = [year.number(p) for p in points.get((likelihood.value or 0, consequence.value or 0), [])]
        listed = ", ".join(numbers)
        if len(numbers) > _MOST_NUMBERS:
            listed = _.n("{count} point", "{count} points", len(numbers))
        return Cell(f"{risk_said(year, value, _)}\n{listed}", tint_of(year, value))

    corner = f"{_('Likelihood')} / {_('Consequence').lower()}"
    return Table(
        columns=[
            Column(corner, heads=True),
            *(Column(step_said(year, "consequence", step.value, _)) for step in year.consequences),
        ],
        rows=[
            [
                Cell(step_said(year, "likelihood", likelihood.value, _)),
                *(cell(likelihood, consequence) for consequence in year.consequences),
            ]
            for likelihood in reversed(year.likelihoods)
        ],
    )


# ------------------------------------------------------------------ what goes around it
def _lay(word: WordSection, sheet: Sheet, running: Running, _: Texts) -> None:
    """The section's paper, and its running head and foot, which are as wide as the paper allows."""
    lying = sheet.width > sheet.height
    word.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    word.page_width, word.page_height = Pt(sheet.width), Pt(sheet.height)
    word.left_margin = word.right_margin = Pt(sheet.side)
    word.top_margin, word.bottom_margin = Pt(sheet.top), Pt(sheet.bottom)
    word.header_distance = word.footer_distance = Pt(_EDGE)
    page = _("Page {page} ({pages})", page="{PAGE}", pages="{NUMPAGES}")
    title = f"{running.title}  ·  {running.stamp}" if running.stamp else running.title
    for part, style, left, right in (
        (word.header, HEADER, running.head, title),
        (word.footer, FOOTER, running.foot, page),
    ):
        part.is_linked_to_previous = False
        for old in part.paragraphs:
            old._p.getparent().remove(old._p)
        part._element.append(running_line(left, right, style, sheet.room.width))


def _identify(document: Document, identity: Identity) -> None:
    """What the file says that it is: nothing of when or by whose hand it was written."""
    facts = document.core_properties
    facts.title, facts.author, facts.subject = (
        fact[:_LONGEST_FACT] for fact in (identity.title, identity.author, identity.subject)
    )
    facts.language = LOCALES[identity.language]
    facts.comments, facts.last_modified_by, facts.revision = "", PRODUCER, 1
    dated = datetime.combine(identity.dated or date(1980, 1, 1), time(), UTC)
    facts.created = facts.modified = dated


def _packed(document: Document) -> bytes:
    """The file, without the moment of its packing."""
    for part in (document.part.package, document.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype in _UNWANTED:
                del part.rels[key]
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _PACKED)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()
