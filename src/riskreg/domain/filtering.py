"""Choosing control points: what is searched for and what they are filtered by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from riskreg.domain.checks import findings
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Decision, Origin
from riskreg.domain.year import Year

_SEARCHED = tuple(f.name for f in stored_fields(ControlPoint) if f.kind in (Kind.LINE, Kind.PARAGRAPH))

# Accents that a searcher may leave out.  Rings and dots stay: å, ä and ö are letters of their own.
_ACCENTS = {ord(mark): None for mark in "\u0300\u0301\u0302\u0303\u0304\u0306\u030c\u0327"}
_ACCENTED = re.compile("[à-ãæ-õ÷-\u024f\u0300-\u036f]")  # finding one is far quicker than taking it off

# For sorting: the last letters of the Swedish alphabet stand right after z, as they do in ASCII's { | }.
_AFTER_Z = str.maketrans("åäö", "{|}")


@dataclass(frozen=True, slots=True)
class PointFilter:
    """What a control point must be like; an empty set asks for nothing."""

    text: str = ""
    decisions: frozenset[Decision | None] = frozenset()  # None is "not decided"
    bands: frozenset[int | None] = frozenset()  # ids
    origins: frozenset[Origin] = frozenset()
    goals: frozenset[int | None] = frozenset()  # ids
    cell: tuple[int, int] | None = None  # likelihood and consequence
    incomplete: bool = False  # only those that something is pointed out about


class Haystacks:
    """The folded texts of a year's control points, worked out once for every version of a point."""

    def __init__(self) -> None:
        self._year: Year | None = None
        self._known: dict[int | None, tuple[ControlPoint, str]] = {}
        self._lines: tuple[str, ...] = ()

    def of(self, year: Year) -> Sequence[str]:
        """One searchable text for each control point, in the year's order."""
        if year is not self._year:
            known = self._known
            self._known = {}
            for point in year.control_points:
                old = known.get(point.id)
                fresh = old if old and old[0] is point else (point, folded(" ".join(_texts(point))))
                self._known[point.id] = fresh
            self._lines = tuple(
                f"{year.number(point).casefold()} {self._known[point.id][1]}" for point in year.control_points
            )
            self._year = year
        return self._lines


def chosen(year: Year, wanted: PointFilter, haystacks: Haystacks | None = None) -> tuple[ControlPoint, ...]:
    """The control points that the filter lets through, in the year's order.

    Every word must occur somewhere in a point's texts or in its number.
    """
    points: Iterable[ControlPoint] = year.control_points
    if words := folded(wanted.text).split():
        lines = (haystacks or Haystacks()).of(year)
        places: Iterable[int] = range(len(lines))
        for word in words:  # places are nothing that the garbage collector would have to look at
            places = [at for at in places if word in lines[at]]
        points = [year.control_points[at] for at in places]
    if wanted.cell:
        likelihood, consequence = wanted.cell
        points = (p for p in points if p.likelihood == likelihood and p.consequence == consequence)
    if wanted.decisions:
        points = (p for p in points if p.decision in wanted.decisions)
    if wanted.origins:
        points = (p for p in points if p.origin in wanted.origins)
    if wanted.bands:
        points = (p for p in points if _band_id(year, p) in wanted.bands)
    if wanted.goals:
        guarding = {link.control_point_id for link in year.point_goals if link.goal_id in wanted.goals}
        points = (p for p in points if p.id in guarding)
    if wanted.incomplete:
        unfinished = {f.record.id for f in findings(year) if isinstance(f.record, ControlPoint)}
        points = (p for p in points if p.id in unfinished)
    return tuple(points)


def folded(text: str) -> str:
    """A text as it is searched: without case and accents; å, ä and ö stay letters of their own."""
    text = text.casefold()
    if not _ACCENTED.search(text):
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(_ACCENTS))


def sort_key(text: str) -> str:
    """Orders texts as a Swedish reader expects: without case, and å, ä, ö after z."""
    return folded(text).translate(_AFTER_Z)


def _texts(point: ControlPoint) -> Iterator[str]:
    return (getattr(point, name) for name in _SEARCHED)


def _band_id(year: Year, point: ControlPoint) -> int | None:
    band = year.band(point.risk_value)
    return band.id if band else None
