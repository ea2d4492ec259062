"""The mandatory control points in the columns of the planning tool that they came from."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from riskreg.domain.fields import Kind
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Decision, Extent, Origin
from riskreg.domain.year import Year
from riskreg.exchange.tables import Table, Value
from riskreg.texts import Texts

# The tool's own words, whatever language the register speaks.
_EXTENTS = MappingProxyType(
    {
        Extent.ALL: "Kontroll av alla",
        Extent.SAMPLE: "Stickprov",
        Extent.EITHER: "Kontroll av alla eller stickprov",
    }
)
_DECISIONS = MappingProxyType(
    {
        Decision.HANDLE: "Hanteras via internkontroll",
        Decision.ACCEPT: "Risk accepteras",
        Decision.ACT: "Åtgärdas",
        Decision.DISMISS: "Avförs",
    }
)
# Two of its columns have no heading.
_COLUMNS: tuple[tuple[str, Kind, Callable[[ControlPoint], Value]], ...] = (
    ("Status", Kind.LINE, lambda point: point.status),
    ("Kontrollmoment", Kind.PARAGRAPH, lambda point: point.text),
    ("Lokalt Ansvarig", Kind.LINE, lambda point: point.responsible),
    ("", Kind.LINE, lambda point: point.frequency),
    ("", Kind.LINE, lambda point: _EXTENTS[point.extent] if point.extent else ""),
    ("Styrdokument", Kind.LINE, lambda point: point.governing_document),
    ("Sannolikhet", Kind.STEP, lambda point: point.likelihood),
    ("Konsekvens", Kind.STEP, lambda point: point.consequence),
    ("Riskvärde", Kind.NUMBER, lambda point: point.risk_value),
    ("Beslut", Kind.LINE, lambda point: _DECISIONS[point.decision] if point.decision else ""),
    ("Period", Kind.LINE, lambda point: point.period),
    ("Analys", Kind.PARAGRAPH, lambda point: point.analysis),
)


def mandatory_table(year: Year, _: Texts) -> Table:
    """The mandatory control points of a year, to be given back to the parent body."""
    points = [point for point in year.control_points if point.origin is Origin.MANDATORY]
    return Table(
        name=_(Origin.MANDATORY.label),
        headings=tuple(heading for heading, _kind, _value in _COLUMNS),
        kinds=tuple(kind for _heading, kind, _value in _COLUMNS),
        rows=tuple(tuple(value(point) for _heading, _kind, value in _COLUMNS) for point in points),
    )
