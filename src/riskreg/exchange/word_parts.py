"""The parts of a DOCX file: paragraphs, fields and tables as the format writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from riskreg.domain.checks import UNWRITABLE
from riskreg.exchange.word_styles import CELL, LABEL, TABLE, hexadecimal
from riskreg.paper.table import Cell, Column, Grid, Row
from riskreg.paper.tagged import Align

_TWIPS = 20  # in a point
_JUSTIFIED: dict[Align, str] = {"left": "start", "centre": "center", "right": "end"}
_FIELD = re.compile("({(?:PAGE|NUMPAGES)})")


def element(tag: str, *inside: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element of the format, `w:tag`, with its attributes and what is inside."""
    made = OxmlElement(f"w:{tag}", attrs={qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    made.extend(inside)
    return made


def paragraph(
    text: str, style: str, *, align: Align = "left", keeps: bool = False, runs: Iterable[BaseOxmlElement] = ()
) -> BaseOxmlElement:
    """A paragraph in a style, known by its id; `keeps` holds it to the next one."""
    properties = element("pPr", element("pStyle", val=style))
    if keeps:
        properties.append(element("keepNext"))
    if align != "left":
        properties.append(element("jc", val=_JUSTIFIED[align]))
    return element("p", properties, *runs, *_runs(text))


def _runs(text: str, style: str = "") -> Iterator[BaseOxmlElement]:
    """The text as it is; a tab is one."""
    for at, part in enumerate(UNWRITABLE.sub(" ", text).split("\t")):
        said = element("t")
        said.text = part
        said.set(qn("xml:space"), "preserve")
        properties = [element("rPr", element("rStyle", val=style))] if style else []
        tab = [element("tab")] if at else []
        if part or tab:
            yield element("r", *properties, *tab, said)


def running_line(left: str, right: str, style: str, width: float) -> BaseOxmlElement:
    """A line with a text on either side; the reader's program fills in {PAGE} and {NUMPAGES}."""
    stop = element("tabs", element("tab", val="right", pos=_twips(width)))
    properties = element("pPr", element("pStyle", val=style), stop)
    return element("p", properties, *_runs(" ".join(left.split()) + "\t"), *_fields(right))


def _fields(text: str) -> Iterator[BaseOxmlElement]:
    for part in _FIELD.split(text):
        if _FIELD.fullmatch(part):
            yield element("fldSimple", *_runs("1"), instr=part.strip("{}"))
        else:
            yield from _runs(part)


def table(grid: Grid, rows: Sequence[Row], title: str) -> BaseOxmlElement:
    """A table with the columns as they are printed; a long text stands across it, below its row."""
    columns = grid.columns
    labelled = any(column.label for column in columns)
    look = element(
        "tblLook", firstRow=int(labelled), firstColumn=int(columns[0].heads),
        lastRow=0, lastColumn=0, noHBand=1, noVBand=1,
    )  # fmt: skip
    properties = element(
        "tblPr",
        element("tblStyle", val=TABLE),
        element("tblW", w=_twips(grid.width), type="dxa"),
        element("tblLayout", type="fixed"),
        look,
    )
    if title:
        properties.append(element("tblCaption", val=UNWRITABLE.sub(" ", title)))
    widths = [grid.widths[i] for i in grid.upper]
    made = element("tbl", properties, element("tblGrid", *(element("gridCol", w=_twips(w)) for w in widths)))
    if labelled:
        made.extend(_head(grid, columns))
    for row in rows:
        made.extend(_row(grid, columns, row))
    return made


def _head(grid: Grid, columns: Sequence[Column]) -> Iterator[BaseOxmlElement]:
    """The labels, which every page repeats."""
    cells = [
        _cell([paragraph(columns[i].label, CELL, align=columns[i].align)], grid.widths[i]) for i in grid.upper
    ]
    yield element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)
    if grid.under:
        labels = "  ·  ".join(columns[i].label for i in grid.under)
        across = _cell([paragraph(labels, CELL)], grid.width, across=len(grid.upper))
        yield element("tr", element("trPr", element("cantSplit"), element("tblHeader")), across)


def _row(grid: Grid, columns: Sequence[Column], row: Row) -> Iterator[BaseOxmlElement]:
    lower = [i for i in grid.under if row[i].text]
    cells = [
        _cell(
            _texts(row[i], columns[i].align, heads=columns[i].heads, keeps=bool(lower)),
            grid.widths[i],
            row[i],
        )
        for i in grid.upper
    ]
    yield element("tr", element("trPr", element("cantSplit")), *cells)
    if lower:
        texts = [p for i in lower for p in _labelled(columns[i].label, row[i])]
        yield element("tr", _cell(texts, grid.width, across=len(grid.upper)))


def _texts(cell: Cell, align: Align, *, heads: bool = False, keeps: bool) -> list[BaseOxmlElement]:
    lines = [line for line in cell.text.splitlines() if line.strip()] or [""]
    return [_text(line, align, heads=heads, keeps=keeps) for line in lines]


def _text(line: str, align: Align, *, heads: bool, keeps: bool) -> BaseOxmlElement:
    if heads:  # it names its row
        return paragraph("", CELL, align=align, keeps=keeps, runs=_runs(line, LABEL))
    return paragraph(line, CELL, align=align, keeps=keeps)


def _labelled(label: str, cell: Cell) -> list[BaseOxmlElement]:
    first, *others = [line for line in cell.text.splitlines() if line.strip()]
    return [
        paragraph(f"  {first}", CELL, runs=_runs(label, LABEL)),
        *(paragraph(line, CELL) for line in others),
    ]


def _cell(
    texts: Iterable[BaseOxmlElement], width: float, cell: Cell | None = None, *, across: int = 1
) -> BaseOxmlElement:
    properties = element("tcPr", element("tcW", w=_twips(width), type="dxa"))
    if across > 1:
        properties.append(element("gridSpan", val=across))
    if cell and cell.tint:
        properties.append(element("shd", val="clear", color="auto", fill=hexadecimal(cell.tint)))
    return element("tc", properties, *texts)


def _twips(points: float) -> int:
    return round(points * _TWIPS)
