"""A year as a file for other programs; the name's ending says which."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType

from riskreg.domain.records import ControlPoint, Record
from riskreg.domain.wheel import Stand
from riskreg.domain.year import Year
from riskreg.exchange.calendar import calendar_of
from riskreg.exchange.csv_file import csv_of
from riskreg.exchange.json_file import SUFFIX as WHOLE_REGISTER
from riskreg.exchange.mandatory_list import mandatory_table
from riskreg.exchange.tables import table_of, tables_of
from riskreg.exchange.workbook import workbook
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

Export = Callable[[Year, Texts], bytes]


def _as_xlsx(year: Year, _: Texts) -> bytes:
    return workbook(year, tables_of(year, _), _now(), _)


def _as_csv(year: Year, _: Texts, kind: type[Record] = ControlPoint) -> bytes:
    return csv_of(table_of(kind, year, _))  # one table is all that a CSV file holds


def _as_docx(year: Year, _: Texts) -> bytes:
    from riskreg.exchange.word import plan_as_word  # it waits for what draws the paper

    return plan_as_word(year, _)


EXPORTS: Mapping[str, Export] = MappingProxyType({".xlsx": _as_xlsx, ".docx": _as_docx, ".csv": _as_csv})

CALENDAR = ".ics"  # of events, which say when they were last changed


def exported(
    year: Year, suffix: str, _: Texts, stand: Stand | None = None, kind: type[Record] | None = None
) -> bytes:
    """The year as the content of a file with that ending; a calendar says how new it is by the `stand` of the
    register, and a CSV file holds records of a `kind`.  Trouble when there is no such export."""
    if kind and suffix.lower() == ".csv":
        return _as_csv(year, _, kind)
    if suffix.lower() == CALENDAR:
        return calendar_of(year, stand or Stand(), _)
    if export := EXPORTS.get(suffix.lower()):
        return export(year, _)
    raise Trouble(
        N_("“{suffix}” is no format to export to. Let the name end in one of {known}."),
        suffix=suffix,
        known=", ".join((*EXPORTS, CALENDAR, WHOLE_REGISTER)),
    )


def mandatory_exported(year: Year, suffix: str, _: Texts) -> bytes:
    """The mandatory control points in the columns they came in, to go back to the parent body as they came:
    one table, without the plan around it.  Trouble when there is no such export."""
    table = mandatory_table(year, _)
    if suffix.lower() == ".csv":
        return csv_of(table)
    if suffix.lower() == ".xlsx":
        return workbook(year, [table], _now(), _, matrix=False)
    raise Trouble(
        N_("“{suffix}” is no format for the mandatory list. Let the name end in one of {known}."),
        suffix=suffix,
        known=".xlsx, .csv",
    )


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
