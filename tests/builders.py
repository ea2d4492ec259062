"""Small builders of records, years and registers, for every test."""

from __future__ import annotations

from contextlib import closing
from datetime import date, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import strategies as st

from riskreg.domain import defaults
from riskreg.domain.carrying import Choices, Since, carrying
from riskreg.domain.checks import UNWRITABLE
from riskreg.domain.copy_year import copied
from riskreg.domain.fields import Field, Kind, stored_fields
from riskreg.domain.pictures import packed
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    Goal,
    GoalIndicator,
    Indicator,
    Organisation,
    Plan,
    Record,
)
from riskreg.domain.scales import Decision, GoalKind, Origin
from riskreg.domain.year import Year, year_of, years
from riskreg.edit import Edit
from riskreg.keeping import examine
from riskreg.opening import make_register, open_register
from riskreg.register import Register
from riskreg.texts import texts

YEAR = 2022
ORGANISATION = "Nämnden för digital samverkan"

CHECKOUT = Path(__file__).resolve().parent.parent
# A committee's own papers lie beside the checkout.
REAL = CHECKOUT.parent / "shared" / "real"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the committee's papers are not here")


# ------------------------------------------------------------------ records and years
def an_edit(year: int = YEAR) -> tuple[Edit, Plan]:
    """An edit that holds an organisation and an empty plan with its scales, and that plan."""
    edit = Edit({}, {})
    edit.add(Organisation(name=ORGANISATION))
    plan = edit.add(Plan(year=year))
    for record in defaults.scale_of(plan, texts("sv")):
        edit.add(record)
    return edit, plan


def a_point(plan: Plan, **values: Any) -> ControlPoint:
    """A control point of the plan, with a text."""
    return ControlPoint(**{"plan_id": plan.id, "text": "Avtal följs inte upp"} | values)


def a_goal(plan: Plan, **values: Any) -> Goal:
    """A goal of the plan, with a text."""
    return Goal(**{"plan_id": plan.id, "text": "Avtalen används"} | values)


def an_indicator(plan: Plan, **values: Any) -> Indicator:
    """An indicator of the plan, with a text."""
    return Indicator(**{"plan_id": plan.id, "text": "Andel uppföljda avtal"} | values)


def fill(edit: Edit, plan: Plan, points: int = 4) -> None:
    """Add an effect goal, two goals, two indicators and control points all over the matrix, all linked."""
    effect = edit.add(a_goal(plan, kind=GoalKind.EFFECT, position=1, text="Bättre service"))
    goals = [edit.add(a_goal(plan, parent_id=effect.id, position=n, text=f"Mål {n}")) for n in (1, 2)]
    indicators = [edit.add(an_indicator(plan, position=n, text=f"Mått {n}")) for n in (1, 2)]
    for goal, indicator in zip(goals, indicators, strict=True):
        edit.add(GoalIndicator(goal_id=goal.id, indicator_id=indicator.id))
    for n in range(points):
        point = edit.add(
            a_point(
                plan,
                position=n + 1,
                text=f"Risk nummer {n + 1}: leveransen blir försenad och dyrare än väntat",
                origin=Origin.MANDATORY if n % 4 == 3 else Origin.OWN,
                likelihood=n % 4 + 1,
                consequence=n // 4 % 4 + 1,
                responsible="Samordnaren",
                method="Avstämning med leverantören varje månad",
                decision=tuple(Decision)[n % 2],
                analysis="Förseningar har förekommit tidigare och märks direkt hos kommunerna.",
            )
        )
        edit.add(ControlPointGoal(control_point_id=point.id, goal_id=goals[n % 2].id))
        edit.add(ControlPointIndicator(control_point_id=point.id, indicator_id=indicators[n % 2].id))


def copy_on(edit: Edit, year: int, to: int, *, since: Since | None = None, **choices: bool) -> Year:
    """Copy a year to another, with the choices of a copy; gives the year that is copied to."""
    target = year_of(edit.contents, to) if to in years(edit.contents) else None
    worked_out = carrying(year_of(edit.contents, year), to, target, Choices(**choices), since)
    edit.apply(copied(worked_out, edit.next_number, date(to - 1, 12, 1)))
    return year_of(edit.contents, to)


def year_with(points: int = 4, year: int = YEAR) -> Year:
    """A year as `fill` makes it, without a file."""
    edit, plan = an_edit(year)
    fill(edit, plan, points)
    return year_of(edit.contents, year)


# ------------------------------------------------------------------ registers
def a_register(
    folder: Path,
    *,
    points: int = 0,
    year: int = YEAR,
    name: str = "namnden.riskreg",
    organisation: str = ORGANISATION,
    language: str = "sv",
) -> Register:
    """A new register file; with `points`, its plan is filled.  The caller closes it."""
    path = folder / name
    path.write_bytes(_made_register(points, year, organisation, language))
    return open_register(path)


@cache  # most tests want one like another
def _made_register(points: int, year: int, organisation: str, language: str) -> bytes:
    with TemporaryDirectory() as folder:
        path, _ = Path(folder, "made.riskreg"), texts(language)
        named, plan = defaults.new_organisation(organisation, _), defaults.new_plan(year, _)
        with closing(make_register(path, named, plan, _)) as register:
            if points:
                with register.step("Fill") as edit:
                    fill(edit, register.year(year).plan, points)
        return path.read_bytes()


def found_wrong(path: Path) -> list[str]:
    """What looking through a register file finds, in English."""
    return [str(trouble) for trouble in examine(path, lambda _done, _total: None).found]


def everything(register: Register) -> frozenset[Record]:
    """All records, to compare two states."""
    return frozenset(record for group in register.contents.values() for record in group.values())


# ------------------------------------------------------------------ any record
A_PICTURE = packed(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c63382127070002b6010534a675aa0000000049454e44ae426082"
    )
)  # one red pixel
# Every text that a register accepts: anything but control characters and lone surrogates.
_CHARACTERS = st.characters(
    exclude_categories=["Cs"], exclude_characters=[c for c in map(chr, range(0x10000)) if UNWRITABLE.match(c)]
) | st.sampled_from("\n\t<>&\"'{}%\\")
any_text = st.text(_CHARACTERS, max_size=60)
_WHOLE = st.integers(-(2**63), 2**63 - 1)
_ID = st.integers(1, 9)
ANY_VALUE: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.KEY: _ID,
    Kind.OWNER: _ID,
    Kind.LINK: st.none() | _ID,
    Kind.LINEAGE: st.uuids().map(lambda uuid: uuid.hex),
    Kind.POSITION: st.integers(0, 9999),
    Kind.LINE: any_text,
    Kind.PARAGRAPH: any_text,
    Kind.STEP: st.none() | st.integers(1, 4),
    Kind.NUMBER: st.none() | _WHOLE,
    Kind.DECIMAL: st.none() | st.decimals(-(10**15) + 1, 10**15 - 1, places=3),
    Kind.DATE: st.none() | st.dates(min_value=date(1900, 1, 1)),
    Kind.PICTURE: st.sampled_from(["", A_PICTURE]),
    Kind.BLOB: st.text("0123456789abcdef+-", max_size=90),
    Kind.TIME: st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
}


def any_value(field: Field) -> st.SearchStrategy[Any]:
    """Any value that a field can hold."""
    if field.choices is not None:
        return st.sampled_from(list(field.choices))
    return ANY_VALUE[field.kind]


def any_record(kind: type[Record]) -> st.SearchStrategy[Record]:
    """Any record of a type, drawn from its catalogue of fields."""
    return st.builds(kind, **{field.name: any_value(field) for field in stored_fields(kind)})
