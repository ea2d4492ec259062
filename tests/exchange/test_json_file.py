"""A whole register as JSON: nothing is lost on the way out and in, and what is no such file is said."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.domain import edition
from riskreg.domain.change import Change, Contents, applied
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.follow_up_records import Action, FollowUpPeriod, GoalResult
from riskreg.domain.records import RECORDS, ControlPoint, Edition, Event
from riskreg.exchange.json_file import _PACKED, contents_from, json_of
from riskreg.faults import Trouble
from riskreg.texts import Texts
from tests.builders import A_PICTURE, an_edit, any_text, fill

DAY = date(2022, 3, 16)


def a_content() -> Contents:
    edit, plan = an_edit()
    fill(edit, plan, 4)
    period = edit.add(FollowUpPeriod(plan_id=plan.id, name="Tertial 1", start=DAY, end=DAY))
    edit.add(GoalResult(goal_id=1, period_id=period.id, value=Decimal("2.50")))
    edit.add(Event(plan_id=plan.id, dated=DAY, begins=time(9, 30), text="Möte", minutes=90))
    edit.add(Action(plan_id=plan.id, position=1, text="Utbilda", goal_id=1, period_id=period.id))
    return edit.contents


def written(folder: Path, told: object) -> Path:
    path = folder / "register.json"
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return path


def read_back(folder: Path, contents: Contents) -> dict[type, dict[int, Any]]:
    path = folder / "register.json"
    path.write_bytes(json_of(contents))
    return held(contents_from(path))


def held(contents: Contents) -> dict[type, dict[int, Any]]:
    return {kind: dict(records) for kind, records in contents.items() if records}


@given(text=any_text.filter(str.strip), line=any_text.map(lambda text: " ".join(text.split("\n"))))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str, line: str) -> None:
    contents = a_content()
    (point, *_others) = contents[ControlPoint].values()
    assert isinstance(point, ControlPoint)
    changed = replace(point, text=text, analysis=text, responsible=line)
    contents = applied(contents, [Change(point, changed)])
    assert read_back(tmp_path_factory.mktemp("json"), contents) == held(contents)


@given(snapshot=st.binary(min_size=1, max_size=99), printed=st.binary(min_size=1, max_size=99))
def test_what_an_edition_keeps_stands_as_the_very_file(
    tmp_path_factory: pytest.TempPathFactory, snapshot: bytes, printed: bytes
) -> None:
    edit, plan = an_edit()
    edit.add(
        Edition(
            plan_id=plan.id,
            number=1,
            meeting=date(2021, 12, 16),
            paragraph="§ 39",
            snapshot=edition.packed(snapshot),
            printed=edition.packed(printed),
        )
    )
    (told,) = json.loads(json_of(edit.contents))["records"]["edition"]
    assert (b64decode(told["snapshot"]), b64decode(told["printed"])) == (snapshot, printed)
    assert read_back(tmp_path_factory.mktemp("json"), edit.contents) == held(edit.contents)


def test_a_number_with_decimals_and_a_time_stand_exactly() -> None:
    records = json.loads(json_of(a_content()))["records"]
    assert records["goal_result"][0]["value"] == "2.50"
    assert (records["event"][0]["dated"], records["event"][0]["begins"]) == ("2022-03-16", "09:30")


def test_a_picture_stands_as_a_png(tmp_path: Path) -> None:
    contents = a_content()
    (organisation,) = contents[RECORDS[0]].values()
    contents = applied(contents, [Change(organisation, replace(organisation, logo=A_PICTURE))])  # type: ignore[call-arg]
    (told,) = json.loads(json_of(contents))["records"]["organisation"]
    assert b64decode(told["logo"]).startswith(b"\x89PNG")
    assert read_back(tmp_path, contents) == held(contents)


def test_every_kind_of_record_and_what_is_packed_in_it_is_told() -> None:
    told = json.loads(json_of(a_content()))
    assert (told["format"], told["version"]) == ("riskreg", 1)
    assert list(told["records"]) == [kind.table for kind in RECORDS]
    packed = {f.kind for kind in RECORDS for f in stored_fields(kind) if f.kind in (Kind.PICTURE, Kind.BLOB)}
    assert packed == _PACKED.keys()


# ------------------------------------------------------------------ what is no such file
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "damaged or no JSON"),
        ('{"format": "riskreg", ', "damaged or no JSON"),
        ("[1, 2]", "not a register"),
        ('{"format": "riskreg", "version": 1}', "not a register"),
        ('{"format": "riskreg", "version": "1", "records": {}}', "not a register"),
        ('{"format": "riskreg", "version": 0, "records": {}}', "not a register"),
        ('{"format": "riskreg", "version": 1, "records": {"stranger": []}}', "not a register"),
        ('{"format": "riskreg", "version": 1, "records": {"plan": [1]}}', "not a register"),
        ('{"format": "riskreg", "version": 2, "records": {}}', "newer riskreg"),
        ('{"format": "riskreg", "version": 1, "records": {}}', "lacks the organisation"),
        ("[" * 200_000, "not a register"),
        ("9" * 9_000, "not a register"),
        ("[" + "1," * 1_000_001 + "1]", "far more than any register"),
    ],
)
def test_another_file_is_told_of(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        contents_from(written(tmp_path, text))


def test_bytes_that_are_no_text_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    path.write_bytes(b'{"format": "\xff"}')
    with pytest.raises(Trouble, match="damaged or no JSON"):
        contents_from(path)


def test_a_file_without_end_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "register.json"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(Trouble, match="larger than 60 MB"):
        contents_from(path)


Damage = Callable[[dict[str, list[dict[str, Any]]]], object]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda r: r["control_point"][1].update(colour="red"), "field “colour”"),
        (lambda r: r["control_point"][1].update(likelihood="3"), "One of its values"),
        (lambda r: r["control_point"][1].update(likelihood=9), "not on the scale"),
        (lambda r: r["control_point"][1].update(likelihood=2.5), "“likelihood” is none"),
        (lambda r: r["control_point"][1].update(likelihood=True), "“likelihood” is none"),
        (lambda r: r["control_point"][1].update(position=2**70), "“position” is none"),
        (lambda r: r["control_point"][1].update(text=["a"]), "“text” is none"),
        (lambda r: r["control_point"][1].update(text=""), "must not be empty"),
        (lambda r: r["control_point"][1].update(text=None), "One of its values"),
        (lambda r: r["control_point"][1].update(text="a\0b"), "control character"),
        (lambda r: r["control_point"][1].update(decision="shrug"), "One of its values"),
        (lambda r: r["control_point"][1].update(plan_id=7), "“plan_id” leads to"),
        (lambda r: r["control_point"][1].update(id=1), "same id"),
        (lambda r: r["control_point"][1].update(id=0), "“id” is none"),
        (lambda r: r["control_point"][1].pop("id"), "One of its values"),
        (lambda r: r["control_point"][1].pop("text"), "must not be empty"),
        (lambda r: r["goal"][1].update(parent_id=99), "“parent_id” leads to"),
        (lambda r: r["plan"][0].update(year=3000), "not a year"),
        (lambda r: r["plan"][0].update(dated="yesterday"), "One of its values"),
        (lambda r: r["organisation"][0].update(logo="bm8="), "picture in the register is damaged"),
        (lambda r: r["organisation"][0].update(logo="%"), "One of its values"),
        (lambda r: r["organisation"][0].update(logo=5), "One of its values"),
        (lambda r: r["control_point_goal"][1].update(r["control_point_goal"][0] | {"id": 2}), "must differ"),
    ],
)
def test_a_record_that_no_register_may_hold_is_named(
    tmp_path: Path, damage: Damage, sentence: str, sv: Texts
) -> None:
    told = json.loads(json_of(a_content()))
    damage(told["records"])
    with pytest.raises(Trouble, match=rf"number [12] of “\w+” is not right\. .*{sentence}") as refused:
        contents_from(written(tmp_path, told))
    assert "går inte att läsa in" in refused.value.say(sv)


def test_a_field_that_is_not_told_is_empty(tmp_path: Path) -> None:
    told = json.loads(json_of(a_content()))
    for point in told["records"]["control_point"]:
        del point["analysis"]
    points = contents_from(written(tmp_path, told))[ControlPoint].values()
    assert {point.analysis for point in points if isinstance(point, ControlPoint)} == {""}
