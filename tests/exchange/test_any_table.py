"""Whatever stands in a table, an import accounts for every row and proposes only what a register may hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from riskreg.domain.change import Contents
from riskreg.domain.checks import refuse
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.exchange.intake import propose
from riskreg.exchange.layout import Source
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.proposal import Outcome
from riskreg.exchange.sheet import Sheet
from riskreg.faults import Trouble
from riskreg.texts import texts
from tests.builders import YEAR, an_edit, fill

_ = texts("en")

HEADINGS = """
Nr|ID|Risk|Kontrollmoment|Beskrivning|Sannolikhet|Konsekvens|S|K|P|I|Riskvärde|S x K|Ansvarig|Metod|Åtgärd
Beslut|Analys|Status|Kategori|Frekvens|Omfattning|Ursprung|Likelihood (1-5)|Impact (5 = low, 1 = high)
Inherent risk / Likelihood|Residual risk / Impact|Likelihood / 1|Likelihood / 2|Impact / Low|Impact / High
Probability (%)|Frist|Datum|Färg|Lokalt Ansvarig||1|2|Low
"""
CELLS = """
|1|2|3|4|5|10|0|-1|2,5|20%|0,2|1/5|1/100|3 * 5 = 15|3x5|X|x|--|N/A|Low|Medium|VH|Mycket stor|Rare
1 väldigt liten|Hög (4)|Accepteras|Mitigate|Kanske|Stickprov|Årligen|2024-01-31|31.12.2024|R-01|K1|K2|#REF!
Brand i serverrummet|Avtal följs inte upp|50.000 €|漢|²|\x00|5A\x1fA|=cmd|'quoted
"""


def one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from([word for line in words.strip("\n").split("\n") for word in line.split("|")])


@st.composite
def tables(draw: st.DrawFn) -> Sheet:
    width = draw(st.integers(1, 7))
    rows = draw(
        st.lists(
            st.lists(one_of(CELLS) | st.text(max_size=20), min_size=width, max_size=width),
            min_size=1,
            max_size=8,
        )
    )
    headings = draw(st.lists(one_of(HEADINGS) | st.text(max_size=12), min_size=width, max_size=width))
    return Sheet("Blad1", (tuple(headings), *map(tuple, rows)))


def a_year(points: int) -> tuple[Year, Contents]:
    edit, plan = an_edit()
    if points:
        fill(edit, plan, points)
    return year_of(edit.contents, YEAR), edit.contents


@given(
    table=tables(),
    points=st.sampled_from([0, 3]),
    source=st.sampled_from([None, Source.OWN, Source.MANDATORY]),
)
@settings(max_examples=100)
def test_any_table_is_read_or_refused_with_a_sentence(
    table: Sheet, points: int, source: Source | None
) -> None:
    year, contents = a_year(points)
    try:
        layout = find_layout([table], _, source=source)
    except Trouble:
        return
    proposal = propose(layout, year, _)
    known = [line.number for line in layout.lines] + [row.number for row in layout.table.left_out]
    assert sorted(row.source_row for row in proposal.rows) == sorted(known)
    told = proposal.as_json(_)
    assert len(told["columns"]) == len(layout.columns)
    assert list(proposal.lines(_))
    numbers = {kind.table: max(records, default=0) for kind, records in contents.items()}
    edit = Edit(contents, numbers)
    proposal.write(edit)
    after = edit.contents
    for change in edit.changes:
        refuse(change, after)
    again = propose(layout, year_of(after, YEAR), _)
    assert {row.outcome for row in again.rows} <= {Outcome.LEFT_OUT}
