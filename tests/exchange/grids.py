"""Sheets drawn as text, and the headings that the tests count as known."""

from __future__ import annotations

from collections.abc import Iterable

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


def numbered(rows: Iterable[str], start: int = 1) -> str:
    """Rows with their number before them."""
    return "\n".join(f"{number} | {row}" for number, row in enumerate(rows, start))
