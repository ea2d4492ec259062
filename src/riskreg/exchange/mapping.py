"""Which table of a file is the register, and which of its columns holds which field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from riskreg.exchange.heading_words import Meaning
from riskreg.exchange.layout import KIND, TEXT, Column, Layout, Source, heading_said
from riskreg.exchange.legends import Legend, legends_in
from riskreg.exchange.locating import Table, tables_in
from riskreg.exchange.matching import match_points, telling
from riskreg.exchange.other_tools import tool_of
from riskreg.exchange.sheet import Sheet
from riskreg.exchange.vocabulary import EXACT, bare, is_heading, own_fields, own_labels, sense_of
from riskreg.exchange.words import plain
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

_GOAL_HEADINGS = {
    KIND: ("typ", "slag", "nivå", "type", "kind"),
    TEXT: ("text", "mål", "formulering", "beskrivning", "goal", "description"),
}
# A heading by which a parent body's list is known: what it asks of each committee it calls local.
_PARENT_BODY = "lokalt ansvarig"
_LEGEND_LENGTH = 40  # characters, of a cell that may explain a scale
_FEWEST_UNHEADED = 3  # rows of a table without headings


def find_layout(
    sheets: Iterable[Sheet], _: Texts, *, source: Source | None = None, sheet_name: str | None = None
) -> Layout:
    """The table that holds most of a register; `source` and `sheet_name` narrow the search."""
    candidates = _chosen(tuple(sheets), sheet_name)
    best: tuple[int, Layout] | None = None
    for table in tables_in(candidates, _known):
        for score, layout in _readings(table, source, legends_in(candidates, table), _):
            if score and (best is None or score > best[0]):
                best = (score, layout)
    if best is None:
        raise _no_table(candidates, source)
    return replace(best[1], beside=_beside(candidates, best[1].table))


def _known(heading: str) -> str | None:
    """What a heading means, for telling headings from other rows."""
    if field := _goal_headings().get(plain(heading)):
        return field
    sense = sense_of(heading) if is_heading(heading) else None
    return sense.meaning if sense else own_fields().get(bare(heading))


def _readings(
    table: Table, source: Source | None, legends: tuple[Legend, ...], _: Texts
) -> list[tuple[int, Layout]]:
    """What a table may be, each with how many fields it would fill."""
    goals = {field for field in map(_goal_headings().get, map(plain, table.headings)) if field}
    readings = []
    if source is Source.GOALS or (source is None and goals == {KIND, TEXT}):
        columns = tuple(_goal_columns(table, _))
        readings.append((len(goals) if TEXT in goals else 0, Layout(table, Source.GOALS, columns)))
    if source is not Source.GOALS:
        tool = tool_of(table.headings)
        steps = frozenset(bare(name) for legend in legends for _number, name in legend.steps)
        columns = match_points(table, tool, _, steps)
        kind = Source.MANDATORY if _PARENT_BODY in map(plain, table.headings) else Source.OWN
        layout = Layout(table, source or kind, columns, tool.name if tool else "", legends=legends)
        readings.append((_register_score(table, columns), layout))
    return readings


def _register_score(table: Table, columns: tuple[Column, ...]) -> int:
    """How much of a register a table has; 0 when it is none."""
    texts = [column for column in columns if column.field == TEXT]
    if not texts:
        return 0
    if not table.header_rows:
        return 1 if len(table.lines) >= _FEWEST_UNHEADED else 0
    fields = set(telling(columns))
    is_risk = any(_names_a_risk(column.source) for column in texts)
    return len({c.field for c in columns if c.field}) + len(fields) if fields or is_risk else 0


def _names_a_risk(heading: str) -> bool:
    sense = sense_of(heading)
    if sense is None or sense.sure < EXACT:
        return False
    return bare(heading) in own_labels() or (sense.meaning is Meaning.TITLE and "ris" in bare(heading))


def _beside(sheets: Iterable[Sheet], table: Table) -> frozenset[str]:
    """The short texts that stand around a table and on the other sheets: legends of its scales are there."""
    inside = {line.number for line in table.lines} | set(table.header_rows)
    return frozenset(
        bare(cell)
        for sheet in sheets
        for number, row in enumerate(sheet.rows, 1)
        if sheet is not table.sheet or number not in inside
        for cell in row
        if cell and len(cell) <= _LEGEND_LENGTH
    )


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


# ------------------------------------------------------------------ goals
@cache
def _goal_headings() -> dict[str, str]:
    return {heading: field for field, known in _GOAL_HEADINGS.items() for heading in known}


def _goal_columns(table: Table, _: Texts) -> Iterable[Column]:
    filled: dict[str, Column] = {}
    for at, heading in enumerate(table.headings):
        field = _goal_headings().get(plain(heading), "")
        if field in filled:
            reason = _(N_("the same field as {column}"), column=heading_said(filled[field], _))
            yield Column(at, heading, "", reason)
        elif heading:
            reason = _(N_("known by its heading")) if field else _(N_("no field has this name"))
            column = Column(at, heading, field, reason)
            filled |= {field: column} if field else {}
            yield column
