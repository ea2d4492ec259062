"""A year as a file for other programs; the name's ending says which."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType

from riskreg.domain.wheel import Stand
from riskreg.domain.year import Year
from riskreg.exchange.calendar import calendar_of
from riskreg.exchange.csv_file import csv_of
from riskreg.exchange.mandatory_list import mandatory_table
from riskreg.exchange.tables import Table, tables_of
from riskreg.exchange.workbook import workbook
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

Export = Callable[[Year, Texts], bytes]


def _as_xlsx(year: Year, _: Texts) -> bytes:
    return workbook(tables_of(year, _), datetime.datetime.now(datetime.UTC).replace(tzinfo=None))


def _as_csv(year: Year, _: Texts) -> bytes:
    control_points, *_others = tables_of(year, _)  # one table is all that a CSV file holds
    return csv_of(control_points)


def _as_docx(year: Year, _: Texts) -> bytes:
    from riskreg.exchange.word import plan_as_word  # it waits for what draws the paper

    return plan_as_word(year, _)


EXPORTS: Mapping[str, Export] = MappingProxyType({".xlsx": _as_xlsx, ".docx": _as_docx, ".csv": _as_csv})

# The mandatory list goes back to the parent body as it came: one table, without the plan around it.
_OF_A_TABLE: Mapping[str, Callable[[Table], bytes]] = MappingProxyType(
    {
        ".xlsx": lambda table: workbook([table], datetime.datetime.now(datetime.UTC).replace(tzinfo=None)),
        ".csv": csv_of,
    }
)
CALENDAR = ".ics"  # of events, which say when they were last changed


def exported(year: Year, suffix: str, _: Texts, stand: Stand | None = None) -> bytes:
    """The year as the content of a file with that ending; a calendar says how new it is by the `stand` of the
    register.  Trouble when there is no such export."""
    if suffix.lower() == CALENDAR:
        return calendar_of(year, stand or Stand(), _)
    if export := EXPORTS.get(suffix.lower()):
        return export(year, _)
    raise Trouble(
        N_("“{suffix}” is no format to export to. Let the name end in one of {known}."),
        suffix=suffix,
        known=", ".join((*EXPORTS, CALENDAR)),
    )


def mandatory_exported(year: Year, suffix: str, _: Texts, _stand: Stand | None = None) -> bytes:
    """The mandatory control points in the columns they came in.  Trouble when there is no such export."""
    if write := _OF_A_TABLE.get(suffix.lower()):
        return write(mandatory_table(year, _))
    raise Trouble(
        N_("“{suffix}” is no format for the mandatory list. Let the name end in one of {known}."),
        suffix=suffix,
        known=", ".join(_OF_A_TABLE),
    )
