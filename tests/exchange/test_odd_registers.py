"""Registers as others keep them come in with no choice changed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.proposal import Outcome, Proposal
from riskreg.register import Register
from riskreg.texts import texts
from tests.builders import a_register
from tests.exchange.odd_registers import ODD, Odd

_ = texts("en")
each = pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    register = a_register(tmp_path)
    yield register
    register.close()


def proposed(register: Register, odd: Odd) -> Proposal:
    return propose(find_layout(odd.sheets, _), register.year(2022), _)


@each
def test_every_column_finds_its_field(register: Register, odd: Odd) -> None:
    columns = proposed(register, odd).layout.columns
    found = {column.source: "+" * column.labelled + column.field for column in columns}
    assert found == odd.columns


@each
def test_the_rows_say_what_the_source_says(register: Register, odd: Odd) -> None:
    proposal = proposed(register, odd)
    assert {row.outcome for row in proposal.rows} == {Outcome.ADDED}
    for row, wanted in zip(proposal.rows, odd.rows, strict=False):
        assert {name: row.fields[name] for name in wanted} == wanted
    for warning in odd.warnings:
        assert warning in proposal.warnings(_)


@each
def test_only_what_is_expected_is_doubtful(register: Register, odd: Odd) -> None:
    doubtful = [warning for row in proposed(register, odd).rows for warning in row.warnings]
    assert doubtful == [warning for warning in odd.warnings if warning.startswith("Row ")]


@each
def test_taken_in_twice_it_changes_nothing(register: Register, odd: Odd) -> None:
    with register.step("Import") as edit:
        proposed(register, odd).write(edit)
    before = register.year(2022)
    again = proposed(register, odd)
    assert {(row.outcome, row.reason) for row in again.rows} == {
        (Outcome.LEFT_OUT, "already in the register")
    }
    with register.step("Import") as edit:
        again.write(edit)
    assert register.year(2022) == before
