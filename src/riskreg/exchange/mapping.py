"""Finding the table in a sheet and telling which column holds which field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from riskreg.domain.fields import field_of, visible_fields
from riskreg.domain.records import ControlPoint, Goal
from riskreg.domain.scales import Extent
from riskreg.exchange.locating import Table, tables_in
from riskreg.exchange.rows import letters_of
from riskreg.exchange.sheet import Sheet
from riskreg.exchange.words import choice_of, is_frequency, plain, quoted, shortened
from riskreg.faults import Trouble
from riskreg.texts import LANGUAGES, N_, Texts, texts


class Source(StrEnum):
    """What a table holds."""

    OWN = "own"
    MANDATORY = "mandatory"
    GOALS = "goals"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table: the field it fills, or none, and why."""

    at: int
    source: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table lies in its sheet and what its columns mean."""

    table: Table
    source: Source
    columns: tuple[Column, ...]

    @property
    def sheet(self) -> Sheet:
        """The sheet that the table stands in."""
        return self.table.sheet

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The rows of the headings, as a spreadsheet numbers them, from 1."""
        return self.table.header_rows

    @property
    def header(self) -> int:
        """The row with the headings, the last of them when they are several."""
        return max(self.header_rows)

    def column_of(self, field: str) -> Column | None:
        """The column that fills a field."""
        return next((column for column in self.columns if column.field == field), None)

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The records, each with its number in the source."""
        for line in self.table.lines:
            yield line.number, line.cells


# What a goals table has; its kinds become an effect goal, a goal, an indicator or the strategic direction.
KIND, TEXT = "kind", "text"

# Headings in use beside a field's own label, which is known in every language of ours.
_HEADINGS = {
    TEXT: ("risk", "risker", "riskbeskrivning", "beskrivning av risk", "kontrollpunkt", "risk/kontroll"),
    "origin": ("källa",),
    "likelihood": ("s", "sannolikhet (s)", "probability"),
    "consequence": ("k", "konsekvens (k)", "impact"),
    "risk_value": ("rv", "riskvärde (rv)", "riskpoäng", "risk score"),
    "responsible": ("lokalt ansvarig", "kontrollansvarig", "ansvarig för kontroll", "owner"),
    "method": ("metod", "kontrollaktivitet", "method"),
    "frequency": ("intervall", "hur ofta"),
    "extent": ("urval",),
    "governing_document": ("styrande dokument",),
    "period": ("år",),
    "decision": ("åtgärd/beslut", "hantering"),
    "analysis": ("motivering", "kommentar"),
}
_GOAL_HEADINGS = {
    KIND: ("typ", "slag", "nivå", "type", "kind"),
    TEXT: ("text", "mål", "formulering", "beskrivning", "goal", "description"),
}
# A heading by which a parent body's list is known: what it asks of each committee it calls local.
_PARENT_BODY = frozenset({"lokalt ansvarig"})


def find_layout(
    sheets: Iterable[Sheet], _: Texts, *, source: Source | None = None, sheet_name: str | None = None
) -> Layout:
    """The table with the most headings that we know; `source` and `sheet_name` narrow the search."""
    candidates = _chosen(tuple(sheets), sheet_name)
    best: tuple[int, Table, Source] | None = None
    for table in tables_in(candidates, _meaning(source)):
        score, kind = _header_score(table.headings, source)
        if score and table.header_rows and (best is None or score > best[0]):
            best = (score, table, kind)
    if best is None:
        raise _no_table(candidates, source)
    _score, table, kind = best
    return Layout(table, kind, _columns(table, kind, _))


def _meaning(source: Source | None) -> Callable[[str], str | None]:
    """What a heading means, in a table of the kind that is wanted or of any."""
    points, goals = _point_headings(), _goal_headings()

    def meaning(heading: str) -> str | None:
        said = plain(heading.rpartition(" / ")[2])
        return None if source is Source.GOALS else points.get(said) or goals.get(said)

    return (lambda heading: goals.get(plain(heading))) if source is Source.GOALS else meaning


def heading_said(column: Column, _: Texts) -> str:
    """The column's heading, or its letter when it has none."""
    if column.source:
        return quoted(shortened(column.source), _)
    return _(N_("column {letter}"), letter=letters_of(column.at))


def field_said(source: Source, name: str, _: Texts) -> str:
    """What a column becomes, as people call it; a dash for one that is left out."""
    record = Goal if source is Source.GOALS else ControlPoint
    return _(field_of(record, name).label) if name else "–"


def _chosen(sheets: tuple[Sheet, ...], name: str | None) -> tuple[Sheet, ...]:
    if name is None:
        return tuple(sorted(sheets, key=lambda sheet: sheet.hidden))
    chosen = tuple(sheet for sheet in sheets if plain(sheet.name) == plain(name))
    if not chosen:
        raise Trouble(
            N_("There is no sheet “{name}” with anything in it. The sheets: {names}."),
            name=name,
            names=", ".join(sheet.name for sheet in sheets),
        )
    return chosen


def _no_table(sheets: tuple[Sheet, ...], source: Source | None) -> Trouble:
    names = ", ".join(sheet.name for sheet in sheets)
    if source is Source.GOALS:
        return Trouble(
            N_("No table of goals was found in {names}. One of its headings must be “Text” or “Mål”."),
            names=names,
        )
    return Trouble(
        N_(
            "No table was found in {names}. Give it headings, such as “Kontrollmoment”, “Sannolikhet” and "
            "“Konsekvens”, or “Typ” and “Text” for goals."
        ),
        names=names,
    )


def _header_score(row: tuple[str, ...], source: Source | None) -> tuple[int, Source]:
    """How many fields a row's headings name when it is read as a header, and what kind of table it heads."""
    headings = [plain(cell) for cell in row if cell]
    points = {field for field in map(_point_headings().get, headings) if field}
    goals = {field for field in map(_goal_headings().get, headings) if field}
    if source is Source.GOALS:
        return (len(goals) if TEXT in goals else 0), source
    if source is None and goals == {KIND, TEXT} and len(points) <= len(goals):
        return len(goals), Source.GOALS
    own = Source.MANDATORY if _PARENT_BODY.intersection(headings) else Source.OWN
    return (len(points) if TEXT in points else 0), source or own


@cache
def _point_headings() -> dict[str, str]:
    """Every heading that names a field of a control point."""
    others = {heading: field for field, known in _HEADINGS.items() for heading in known}
    return others | _own_labels()


@cache
def _own_labels() -> dict[str, str]:
    return {
        plain(texts(language)(field.label)): field.name
        for language in LANGUAGES
        for field in visible_fields(ControlPoint)
    }


@cache
def _goal_headings() -> dict[str, str]:
    return {heading: field for field, known in _GOAL_HEADINGS.items() for heading in known}


def _columns(table: Table, source: Source, _: Texts) -> tuple[Column, ...]:
    headings = _goal_headings() if source is Source.GOALS else _point_headings()
    columns: list[Column] = []
    for at, heading in enumerate(table.headings):
        below = [line.cells[at] for line in table.lines if line.cells[at]]
        if heading:
            field = headings.get(plain(heading), "")
            reason = _(N_("known by its heading")) if field else _(N_("no field has this name"))
            columns.append(Column(at, heading, field, reason))
        elif below:
            field = _by_values(below) if source is not Source.GOALS else ""
            reason = _(N_("has no heading, but is known by its values"))
            columns.append(Column(at, "", field, reason if field else _(N_("has no heading"))))
    return tuple(_each_once(columns, _))


def _each_once(columns: list[Column], _: Texts) -> Iterator[Column]:
    """A field is filled by one column: that with the field's own label, otherwise the first."""
    filling: dict[str, Column] = {}
    for column in sorted(columns, key=lambda c: plain(c.source) not in _own_labels()):
        filling.setdefault(column.field, column)
    for column in columns:
        first = filling[column.field]
        if column.field and column is not first:
            reason = _(N_("the same field as {column}"), column=heading_said(first, _))
            yield replace(column, field="", reason=reason)
        else:
            yield column


def _by_values(values: list[str]) -> str:
    """The field that values can only belong to, when a column has no heading."""
    if all(choice_of(Extent, value) for value in values):
        return "extent"
    if all(is_frequency(value) for value in values):
        return "frequency"
    return ""
