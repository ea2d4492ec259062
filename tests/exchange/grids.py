"""Sheets drawn as text, the headings that the tests count as known, and what is found in the sheets."""

from __future__ import annotations

from riskreg.exchange.locating import Table, tables_in
from riskreg.exchange.sheet import Sheet

# A few words of several languages: what headings mean is the vocabulary's business, not the search's.
KNOWN = {
    "number": "id nr no ref risk-id lfd nº código risknr nummer",
    "text": "risk risiko riesgo risikobeskrivelse riskbeskrivning kontrollmoment risk_description "
    "description beschreibung title beskrivelse hændelse uønsket_hendelse "
    "bezeichnung gefährdung issue action trussel",
    "category": "category kategori område kategorie",
    "cause": "cause årsak årsag ursache causa vulnerability",
    "effect": "consequence_description konsekvensbeskrivning",
    "likelihood": "likelihood probability sannolikhet s sannsynlighet sandsynlighed probabilidad l "
    "eintrittswahrscheinlichkeit ew w auftreten p i_likelihood",
    "consequence": "impact consequence konsekvens k impacto schadenshöhe auswirkung bedeutung severity i c",
    "value": "risk_score score riskvärde rv risikotall risikozahl rpz nivel risk_rating rating risikoscore",
    "owner": "owner risk_owner ansvarig verantwortlich responsable ansvarlig eigentümer lokalt_ansvarig",
    "method": "controls existing_controls mitigation åtgärd maßnahme maßnahmen tiltak controles metod "
    "mitigation_plan foranstaltning treatment",
    "status": "status estado",
    "due": "due_date target_date frist fecha date datum",
    "decision": "beslut response treatment_option decision",
    "comment": "comments kommentar comment analys notes bemerkung",
}
_MEANINGS = {word.replace("_", " "): meaning for meaning, words in KNOWN.items() for word in words.split()}


def known(heading: str) -> str | None:
    """What a heading means, by its last part when it is in several rows, without what stands in brackets."""
    last = heading.rpartition(" / ")[2].partition("(")[0]
    return _MEANINGS.get(" ".join(last.casefold().split()).rstrip(" .:*"))


def sheet(drawn: str, name: str = "Blad1", hidden: bool = False) -> Sheet:
    """A sheet drawn with | between its cells and \\n for a line break; a lone dot is an empty row."""
    lines = [line.strip() for line in drawn.strip("\n").splitlines()]
    rows = [
        [] if line == "." else [cell.strip().replace("\\n", "\n") for cell in line.split("|")]
        for line in lines
    ]
    width = max(map(len, rows))
    return Sheet(name, tuple(tuple(row) + ("",) * (width - len(row)) for row in rows), hidden)


def merged(row: str, times: int) -> str:
    """A text merged over several cells, as the reader gives it."""
    return " | ".join([row] * times)


def located(*drawn: str | Sheet) -> Table:
    """The best table of the sheets, after a look that every row of its sheet is accounted for."""
    sheets = [given if isinstance(given, Sheet) else sheet(given) for given in drawn]
    tables = tables_in(sheets, known)
    assert tables, "no table was found"
    for table in tables:
        accounted(table)
    return tables[0]


def accounted(table: Table) -> None:
    """Every filled row under the headings is a line or left out, once."""
    first = max(table.header_rows, default=0)
    filled = [number for number, row in enumerate(table.sheet.rows, start=1) if any(row) and number > first]
    told = [line.number for line in table.lines] + [row.number for row in table.left_out]
    assert sorted(told) == filled


def numbers(table: Table) -> list[int]:
    return [line.number for line in table.lines]


def left(table: Table) -> dict[int, str]:
    return {row.number: row.reason for row in table.left_out}


def categories(table: Table) -> list[str]:
    return [line.category for line in table.lines]
