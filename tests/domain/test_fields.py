"""The catalogue of fields: what is declared once on a record."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from riskreg.domain.fields import Choice, Kind, field_of, fields_of, stored_fields, visible_fields
from riskreg.domain.records import RECORDS, ControlPoint, Organisation, Plan, Record
from riskreg.domain.scales import Axis, Decision, Stage


def test_a_derived_field_is_shown_after_its_sources_and_never_stored() -> None:
    names = [field.name for field in visible_fields(ControlPoint)]
    assert names[names.index("consequence") + 1] == "risk_value"
    assert "risk_value" not in {field.name for field in stored_fields(ControlPoint)}


@pytest.mark.parametrize(
    ("likelihood", "consequence", "value"), [(3, 4, 12), (None, 4, None), (3, None, None)]
)
def test_the_risk_value_is_the_product(
    likelihood: int | None, consequence: int | None, value: int | None
) -> None:
    assert ControlPoint(likelihood=likelihood, consequence=consequence).risk_value == value


def test_what_only_the_machinery_needs_is_not_visible() -> None:
    assert {field.name for field in fields_of(ControlPoint)} - {
        field.name for field in visible_fields(ControlPoint)
    } == {"id", "plan_id", "lineage", "position"}


@pytest.mark.parametrize("record", RECORDS)
def test_every_visible_field_has_a_label(record: type[Record]) -> None:
    assert [field.name for field in visible_fields(record) if not field.label] == []


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_says_what_its_kind_needs(record: type[Record]) -> None:
    tables = {kind.table for kind in RECORDS}
    kind: type = record
    for field in fields_of(kind):
        assert (field.choices is not None) == (field.kind is Kind.CHOICE)
        assert (field.record in tables) == (field.kind in (Kind.OWNER, Kind.LINK))
        assert (field.axis in set(Axis)) == (field.kind is Kind.STEP)


def test_owners_come_before_what_they_own() -> None:
    known: set[str] = set()
    for record in RECORDS:
        owners = {field.record for field in stored_fields(record) if field.kind is Kind.OWNER}
        assert owners <= known
        known.add(record.table)


def test_records_are_frozen_and_only_named_arguments_make_them() -> None:
    point = ControlPoint(text="Avtal")
    with pytest.raises(FrozenInstanceError):
        point.text = "Annat"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Organisation("Nämnden")  # type: ignore[call-arg, arg-type]


def test_every_new_matter_has_a_lineage_of_its_own() -> None:
    assert ControlPoint().lineage != ControlPoint().lineage


def test_a_choice_is_its_value_and_has_a_label() -> None:
    assert str(Decision.HANDLE) == "handle"
    assert Decision("handle") is Decision.HANDLE
    assert field_of(Plan, "stage").choices is Stage
    labels = [member.label for choices in Choice.__subclasses__() for member in choices]
    assert all(labels)
