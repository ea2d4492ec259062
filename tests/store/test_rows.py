"""Records to rows and back: nothing is lost, and a row shows when it was changed behind our back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import MetaData, create_engine, insert, select

from riskreg.domain.fields import line, number, stored_fields
from riskreg.domain.records import RECORDS, ControlPoint, Record
from riskreg.domain.scales import Decision
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.store.rows import digest_of_record, json_of, record_from, records_from, row_of, values_of
from riskreg.store.tables import table_of
from tests.builders import any_record


@given(st.sampled_from(RECORDS).flatmap(any_record))
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    assert record_from(type(record), values_of(record)) == record


@given(st.sampled_from(RECORDS).flatmap(any_record))
def test_the_journal_writes_json_as_the_library_would_without_what_is_empty(record: Record) -> None:
    told = json.loads(json_of(record))
    assert record_from(type(record), told) == record
    assert json_of(record) == json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    values = values_of(record)
    assert {name: values[name] for name in told} == told
    assert all(values[name] in (None, "") for name in values.keys() - told.keys())


@pytest.mark.parametrize("kind", [k for k in RECORDS if not any(f.record for f in stored_fields(k))])
def test_a_row_comes_back_from_sqlite_as_it_was(kind: type[Record]) -> None:
    metadata = MetaData()
    table = table_of(kind, metadata)
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    names = [field.name for field in stored_fields(kind)]

    @given(any_record(kind))
    def comes_back(record: Record) -> None:
        with engine.connect() as connection:  # never committed
            connection.execute(insert(table), row_of(record))
            rows = connection.execute(select(*(table.c[name] for name in names), table.c.digest)).all()
        assert records_from(kind, rows) == ([record], {})

    comes_back()
    engine.dispose()


@given(any_record(ControlPoint), any_record(ControlPoint))
def test_two_records_have_the_same_digest_only_when_they_are_the_same(one: Record, other: Record) -> None:
    assert (digest_of_record(one) == digest_of_record(other)) == (one == other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(ControlPoint):
    """A control point as a later version has it."""

    weight: int | None = number("Weight")
    extra: str = line("Extra")


@given(any_record(ControlPoint))
def test_a_field_added_later_leaves_older_digests_as_they_were(record: Record) -> None:
    assert digest_of_record(Later(**values_of(record))) == digest_of_record(record)


def test_values_that_look_alike_have_digests_of_their_own() -> None:
    point = ControlPoint(id=1, text="a", responsible="b", lineage="x")
    swapped = replace(point, text="b", responsible="a")
    assert digest_of_record(point) != digest_of_record(swapped)
    assert digest_of_record(replace(point, likelihood=1)) != digest_of_record(replace(point, consequence=1))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE control_point SET text='Annan text' WHERE id=2",
        "UPDATE control_point SET likelihood=likelihood+1 WHERE id=2",
        "UPDATE control_point SET decision='whatever' WHERE id=2",
        "UPDATE control_point SET digest='' WHERE id=2",
    ],
)
def test_a_row_that_was_changed_behind_our_back_is_found(register: Register, damage: str) -> None:
    with closing(sqlite3.connect(register.path)) as raw, raw:
        raw.execute(damage)
    register.close()
    with closing(open_register(register.path)) as again:
        assert again.damaged == ("control_point 2",)
        assert again.year(2022).control_points  # the rest is shown all the same


def test_a_damaged_row_is_mended_by_editing_it(register: Register) -> None:
    with closing(sqlite3.connect(register.path)) as raw, raw:
        raw.execute("UPDATE control_point SET text='Avtxl' WHERE id=2")
    register.close()
    with closing(open_register(register.path)) as again:
        point = again.contents[ControlPoint][2]
        assert isinstance(point, ControlPoint)
        with again.step("Mend") as edit:
            edit.put(point, replace(point, text="Avtal", decision=Decision.ACT))
        assert again.damaged == ()
    register.close()
    with closing(open_register(register.path)) as again:
        assert again.damaged == ()
        assert again.contents[ControlPoint][2] == replace(point, text="Avtal", decision=Decision.ACT)
