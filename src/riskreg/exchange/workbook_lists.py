"""What may be chosen in the cells of a workbook: lists on a hidden sheet, and hints where one writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from riskreg.domain.wording import step_said
from riskreg.domain.year import Year
from riskreg.exchange.columns import Column, Role
from riskreg.exchange.tables import Table, Value
from riskreg.texts import N_, Texts

_LAST_ROW = 1_048_576  # of a sheet
_MOST = 255  # characters of a hint
_SHEET = N_("Lists")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists by the column's name and heading, each with what it tells of itself."""

    sheet: str
    values: dict[tuple[str, str], tuple[Value, ...]]
    hints: dict[tuple[str, str], str]

    def guide(self, sheet: Worksheet, table: Table) -> None:
        """Let the cells of a table offer their lists and show their hints, in the rows to come as well."""
        for at, column in enumerate(table.columns, 1):
            key = _key(column)
            if key not in self.values and key not in self.hints:
                continue
            letter = get_column_letter(at)
            rule = DataValidation(sqref=f"{letter}2:{letter}{_LAST_ROW}", allow_blank=True)
            if key in self.values:
                place = get_column_letter(list(self.values).index(key) + 1)
                last = len(self.values[key]) + 1
                rule.type = "list"
                rule.formula1 = f"{quote_sheetname(self.sheet)}!${place}$2:${place}${last}"
                rule.showErrorMessage = True
            if hint := self.hints.get(key):
                rule.prompt, rule.showInputMessage = hint[:_MOST], True
            sheet.data_validations.append(rule)

    def add_to(self, book: Workbook, _: Texts) -> None:
        """Add the sheet that holds the lists, hidden."""
        sheet = book.create_sheet(self.sheet)
        sheet.sheet_state = "hidden"
        sheet.append([_(heading) for _name, heading in self.values])
        for at in range(max(map(len, self.values.values()), default=0)):
            sheet.append([values[at] if at < len(values) else None for values in self.values.values()])


def lists_of(year: Year, tables: Sequence[Table], _: Texts) -> Lists:
    """The lists that the cells of these tables want."""
    lists = Lists(_(_SHEET), {}, {})
    for column in (column for table in tables for column in table.columns):
        key, field = _key(column), column.field
        if field is not None and field.axis:
            steps = year.steps(field.axis)
            lists.values[key] = tuple(step.value for step in steps)
            lists.hints[key] = "\n".join(step_said(year, field.axis, step.value, _) for step in steps)
        elif field is not None and field.choices is not None:
            lists.values[key] = tuple(_(choice.label) for choice in field.choices)
        elif column.role in (Role.LINK, Role.LINKS):
            lists.hints[key] = _(N_("Numbers, with commas between them"))
        elif column.role is Role.OWNER:
            lists.hints[key] = _(N_("In a new row: what it is about. In the others this is not read"))
        elif column.role is not Role.KEY and not column.is_read:
            lists.hints[key] = _(N_("riskreg works this out itself: what is changed here is not read"))
    return lists


def _key(column: Column) -> tuple[str, str]:
    return column.name, column.heading
