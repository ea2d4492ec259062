from __future__ import annotations

from pathlib import Path

import pytest

from riskreg.domain.year import Year
from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.proposal import Outcome, Proposal
from riskreg.exchange.row_choice import RowChoice, chosen_rows
from riskreg.exchange.sheet import Sheet
from riskreg.faults import Trouble
from riskreg.texts import Texts
from tests.gui.small_plan import open_small

HEADINGS = ("Control point", "Responsible")
ROWS = (
    ("Contracts run out soon", "The buyer"),
    ("Contracts run out now", ""),
    ("Tills are empty", "The cashier"),
)


@pytest.fixture
def year(tmp_path: Path) -> Year:
    session = open_small(tmp_path)
    session.close()
    return session.year


@pytest.fixture
def proposal(year: Year, en: Texts) -> Proposal:
    return propose(find_layout([Sheet("List", (HEADINGS, *ROWS))], en), year, en)


def test_nothing_chosen_is_the_proposal_itself(proposal: Proposal, en: Texts) -> None:
    assert chosen_rows(proposal, {}, en) is proposal


def test_a_row_that_is_the_same_changes_what_is_there(proposal: Proposal, year: Year, en: Texts) -> None:
    known = year.control_points[1]
    row = chosen_rows(proposal, {2: RowChoice(known.id)}, en).rows[0]
    assert row.outcome is Outcome.CHANGED
    assert row.fields == {"text": "Contracts run out soon", "responsible": "The buyer"}
    assert row.change is not None
    assert row.change.before == known
    assert row.reason.startswith("K2: ")
    assert not row.warnings  # that it comes in beside it holds no more


def test_a_row_left_out_brings_nothing(proposal: Proposal, en: Texts) -> None:
    chosen = chosen_rows(proposal, {4: RowChoice()}, en)
    assert chosen.rows[2].outcome is Outcome.LEFT_OUT
    assert chosen.rows[2].change is None
    assert chosen.taken == proposal.taken - 1


def test_a_record_that_the_row_is_not_like_is_no_choice(proposal: Proposal, year: Year, en: Texts) -> None:
    chosen = chosen_rows(proposal, {4: RowChoice(year.control_points[0].id)}, en)
    assert chosen.rows == proposal.rows


def test_two_rows_cannot_be_one_record(proposal: Proposal, year: Year, en: Texts) -> None:
    same = RowChoice(year.control_points[1].id)
    with pytest.raises(Trouble, match="cannot both") as raised:
        chosen_rows(proposal, {2: same, 3: same}, en)
    assert raised.value.say(en) == "Rows 2 and 3 cannot both be K2. Add one of them as new."
