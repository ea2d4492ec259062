"""The risk matrix as a sheet of a workbook, and its bands in the tables' risk values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from riskreg.domain.scales import Axis
from riskreg.domain.wording import risk_said, step_said
from riskreg.domain.year import Year
from riskreg.exchange.tables import Table
from riskreg.exchange.word_styles import hexadecimal
from riskreg.paper.look import PAPER, RULE, SHADE, Colour
from riskreg.paper.matrix import points_by_cell, tint_of
from riskreg.texts import N_, Texts

FONT, SIZE = "Calibri", 11  # as the format's own cells are
_WIDTHS = 24, 24  # of the names of the likelihoods, of a cell
_HEIGHT = 48
_TEXT = "@"  # the format of a cell that is a text, whatever is written in it
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)


def add_matrix(book: Workbook, year: Year, _: Texts) -> None:
    """Add the matrix: likelihood upwards, consequence to the right, in each cell its risk value and band and
    the numbers of its control points; below it the bands and what they suggest."""
    sheet = book.create_sheet(_(N_("Risk matrix")))
    wide = len(year.consequences) + 1
    for at in range(1, max(wide, 3) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS[at > 1]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    for at in range(2, len(year.likelihoods) + 2):
        sheet.row_dimensions[at].height = _HEIGHT
    sheet.append([_cell(sheet, _(Axis.LIKELIHOOD.label), bold=True)])
    for row in _rows(sheet, year, _):
        sheet.append(row)
    corner = _(Axis.CONSEQUENCE.label)
    names = [step_said(year, Axis.CONSEQUENCE, step.value, _) for step in year.consequences]
    sheet.append([_cell(sheet, corner, bold=True), *(_cell(sheet, name, align=_MIDDLE) for name in names)])
    sheet.append([])
    for row in _legend(sheet, year, _):
        sheet.append(row)


def _rows(sheet: Worksheet, year: Year, _: Texts) -> Iterator[Sequence[Any]]:
    points = points_by_cell(year)
    for likelihood in reversed(year.likelihoods):
        row = [_cell(sheet, step_said(year, Axis.LIKELIHOOD, likelihood.value, _))]
        for consequence in year.consequences:
            at = likelihood.value or 0, consequence.value or 0
            numbers = ", ".join(year.number(point) for point in points.get(at, ()))
            text = "\n".join(filter(None, (risk_said(year, at[0] * at[1], _), numbers)))
            fill = tint_of(year, at[0] * at[1])
            row.append(_cell(sheet, text, fill=fill or PAPER, align=_MIDDLE, bold=bool(numbers)))
        yield row


def _legend(sheet: Worksheet, year: Year, _: Texts) -> Iterator[Sequence[Any]]:
    """The bands: their name in their colour, their risk values, what they suggest."""
    headings = (N_("Risk band"), N_("Risk values"), N_("Suggested decision"))
    yield [_cell(sheet, _(heading), bold=True, fill=SHADE) for heading in headings]
    for band in year.bands:
        values = "–".join(map(str, dict.fromkeys((band.lowest, year.highest(band)))))
        suggests = _(band.suggests.label) if band.suggests else ""
        fill = tint_of(year, band.lowest)
        yield [_cell(sheet, band.name, fill=fill or PAPER), _cell(sheet, values), _cell(sheet, suggests)]


def tint_risk_values(sheet: Worksheet, table: Table, year: Year) -> None:
    """Give the risk values of a table the colours of their bands."""
    at = next((n for n, column in enumerate(table.columns, 1) if column.name == "risk_value"), None)
    if at is None or not table.rows:
        return
    letter = get_column_letter(at)
    for band in year.bands:
        if fill := tint_of(year, band.lowest):
            colour = hexadecimal(fill)
            rule = CellIsRule(
                operator="between",
                formula=[str(band.lowest), str(year.highest(band))],
                fill=PatternFill("solid", bgColor=colour, fgColor=colour),
            )
            sheet.conditional_formatting.add(f"{letter}2:{letter}{len(table.rows) + 1}", rule)


def _cell(
    sheet: Worksheet, text: str, *, fill: Colour | None = None, align: Alignment = _LEFT, bold: bool = False
) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.number_format = "s", _TEXT
    cell.alignment, cell.font = align, Font(FONT, SIZE, bold=bold)
    if fill:
        edge = Side(style="thin", color=hexadecimal(RULE))
        cell.fill = PatternFill("solid", fgColor=hexadecimal(fill))
        cell.border = Border(edge, edge, edge, edge)
    return cell
