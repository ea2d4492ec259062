"""Adopting in a real register: one step, kept prints, and content that stays until the next edition."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from riskreg.adopting import adopt, as_decided, document_as_decided, print_of, propose, start_next_edition
from riskreg.domain.edition import Adoption
from riskreg.domain.history import changes_told
from riskreg.domain.records import ControlPoint, Edition
from riskreg.domain.restoring import restoration
from riskreg.domain.scales import Scope, Stage
from riskreg.domain.trend import earlier_values
from riskreg.faults import Trouble
from riskreg.keeping import back_up, copy_forward, restore
from riskreg.opening import open_register
from riskreg.paper.documents import document_called
from riskreg.register import Register
from riskreg.texts import Texts, texts
from tests.builders import a_register, everything, found_wrong
from tests.paper.reading import text_of

ADOPTION = Adoption(
    meeting=date(2021, 12, 16),
    paragraph="§ 39",
    case_number="2021/28",
    comment="Första utgåvan",
    role="Ordförande",
    name="Anna Ek",
)
TODAY = date(2022, 3, 1)


def adopted(register: Register, adoption: Adoption = ADOPTION) -> Edition:
    return adopt(register, propose(register.year(2022), adoption))


def change_a_point(register: Register, **values: object) -> ControlPoint:
    point = register.year(2022).control_points[0]
    with register.step("Change") as edit:
        edit.put(point, replace(point, **values))  # type: ignore[arg-type]
    return register.year(2022).control_points[0]


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Register]:
    """Another register with the same records."""
    folder = tmp_path / "again"
    folder.mkdir()
    register = a_register(folder, points=4)
    yield register
    register.close()


def test_the_edition_is_printed_as_the_adopted_plan(register: Register, tmp_path: Path) -> None:
    edition = adopted(register)
    year = register.year(2022)
    assert year.editions == (edition,)
    assert year.plan.stage is Stage.ADOPTED
    pdf = print_of(edition)
    assert hashlib.sha256(pdf).hexdigest() == edition.fingerprint
    assert pdf == document_called("plan").draw(year, texts("sv"))
    printed = text_of(pdf, tmp_path)
    assert "Beslutad" in printed
    assert "2021/28" in printed
    assert "UTKAST" not in printed


def test_the_same_records_and_decision_give_the_same_print(register: Register, again: Register) -> None:
    one, other = adopted(register), adopted(again)
    same = [
        replace(point, lineage="")
        for point in (*register.year(2022).control_points, *again.year(2022).control_points)
    ]
    assert same[:4] == same[4:]
    assert one.fingerprint == other.fingerprint


def test_the_print_stays_the_same_bytes_whatever_comes_later(register: Register, tmp_path: Path) -> None:
    pdf = print_of(adopted(register))
    start_next_edition(register, 2022, TODAY)
    change_a_point(register, text="Något helt annat")
    second = adopted(register, replace(ADOPTION, meeting=date(2022, 4, 1), paragraph="§ 12"))
    path = register.path
    register.close()
    reopened = open_register(path)
    first, newest = reopened.year(2022).editions
    assert print_of(first) == pdf
    assert newest == second
    assert "Något helt annat" in text_of(print_of(newest), tmp_path)
    assert found_wrong(path) == []
    reopened.close()


def test_adopting_is_one_step_that_undo_takes_back_and_redo_does_again(register: Register) -> None:
    before = everything(register)
    entries = len(register.history())
    edition = adopted(register)
    assert len(register.history()) == entries + 1
    register.undo()
    assert everything(register) == before
    change_a_point(register, analysis="Ändrad efteråt")  # it is free again
    register.undo()
    assert everything(register) == before
    adopted(register)
    register.undo()
    register.redo()
    (again,) = register.year(2022).editions
    assert replace(again, id=edition.id) == edition
    assert register.year(2022).plan.stage is Stage.ADOPTED


def test_undo_goes_back_before_the_adoption_step_by_step(register: Register) -> None:
    before = everything(register)
    change_a_point(register, analysis="Före")
    adopted(register)
    start_next_edition(register, 2022, TODAY)
    change_a_point(register, analysis="Efter")
    for _step in range(4):
        register.undo()
    assert everything(register) == before
    for _step in range(4):
        register.redo()
    assert register.year(2022).control_points[0].analysis == "Efter"
    assert register.year(2022).plan.edition == 2


def test_an_adopted_plan_refuses_changes_until_the_next_edition(register: Register) -> None:
    adopted(register)
    before = everything(register)
    with pytest.raises(Trouble, match="Start the next edition first"):
        change_a_point(register, likelihood=4)
    assert everything(register) == before
    assert start_next_edition(register, 2022, TODAY) == 2
    assert change_a_point(register, likelihood=4).likelihood == 4
    plan = register.year(2022).plan
    assert (plan.stage, plan.edition, plan.dated) == (Stage.DRAFT, 2, TODAY)


def test_it_is_not_adopted_twice_nor_over_changes_made_meanwhile(register: Register) -> None:
    proposal = propose(register.year(2022), ADOPTION)
    change_a_point(register, analysis="Ändrad medan det ritades")
    with pytest.raises(Trouble, match="changed meanwhile"):
        adopt(register, proposal)
    adopted(register)
    with pytest.raises(Trouble, match="adopted already"):
        adopted(register)
    assert len(register.year(2022).editions) == 1


@pytest.mark.parametrize("values", [{"paragraph": " "}, {"comment": "\x07"}, {"role": "a\nb"}])
def test_what_no_register_holds_is_refused_and_nothing_is_adopted(
    register: Register, values: dict[str, str]
) -> None:
    before = everything(register)
    with pytest.raises(Trouble):
        adopted(register, replace(ADOPTION, **values))  # type: ignore[arg-type]
    assert everything(register) == before


def test_the_year_comes_back_as_it_was_decided(register: Register) -> None:
    edition = adopted(register)
    then = register.year(2022)
    start_next_edition(register, 2022, TODAY)
    change_a_point(register, text="Något helt annat")
    adopted(register, replace(ADOPTION, paragraph="§ 12"))
    assert as_decided(register.year(2022), edition) == then


def test_the_mandatory_points_have_an_edition_of_their_own(register: Register, tmp_path: Path) -> None:
    edition = adopted(register, replace(ADOPTION, scope=Scope.MANDATORY, paragraph="§ 37"))
    year = register.year(2022)
    assert (year.editions, year.mandatory_editions) == ((), (edition,))
    assert year.plan.stage is Stage.DRAFT
    mandatory, own = year.control_points[-1], year.control_points[0]
    with (
        pytest.raises(Trouble, match="mandatory control points for 2022 are decided"),
        register.step("x") as e,
    ):
        e.put(mandatory, replace(mandatory, likelihood=1))
    with register.step("Change") as edit:
        edit.put(own, replace(own, likelihood=4))
    document = document_called("mandatory")
    assert document_as_decided(year, edition, document) == print_of(edition)
    assert mandatory.text[:12] in text_of(print_of(edition), tmp_path)
    whole = adopted(register)
    assert whole.number == edition.number
    assert register.year(2022).plan.stage is Stage.ADOPTED


def test_a_damaged_register_adopts_nothing(register: Register) -> None:
    with closing(sqlite3.connect(register.path)) as raw:
        raw.execute("UPDATE goal SET text = 'Ändrat utanför' WHERE id = 1")
        raw.commit()
    register.reload()
    with pytest.raises(Trouble, match="damaged"):
        adopted(register)


def test_a_backup_of_before_or_after_can_be_restored(register: Register) -> None:
    draft = everything(register)
    before = back_up(register)
    adopted(register)
    decided = everything(register)
    after = back_up(register)
    start_next_edition(register, 2022, TODAY)
    change_a_point(register, text="Något helt annat")
    assert before
    assert after
    restore(register, after)
    assert everything(register) == decided
    with pytest.raises(Trouble, match="Start the next edition first"):
        change_a_point(register, likelihood=4)
    restore(register, before)
    assert everything(register) == draft
    assert change_a_point(register, likelihood=4).likelihood == 4


def test_an_earlier_version_of_the_plan_does_not_undo_the_decision(register: Register) -> None:
    """Brought back from the history, one record alone: its stage and number stay where its editions are."""
    earlier = register.year(2022).plan
    adopted(register)
    with pytest.raises(Trouble, match="Start the next edition first"), register.step("Restore") as edit:
        edit.apply(restoration(earlier, [], register.contents).changes)
    start_next_edition(register, 2022, TODAY)
    with register.step("Restore") as edit:
        edit.apply(restoration(earlier, [], register.contents).changes)
    plan = register.year(2022).plan
    assert plan == replace(earlier, edition=2)


def test_the_history_tells_of_the_edition_by_its_decision(register: Register, en: Texts) -> None:
    adopted(register)
    told = list(changes_told(register.changes_of(register.history()[-1]), en))
    assert "+ Edition: 1 (2021-12-16, § 39)" in told
    assert register.history()[-1].say(en) == "Adopt edition 1 of 2022"
    assert not [line for line in told if len(line) > 300]


def test_a_document_of_an_edition_is_drawn_from_the_records_behind_it(
    register: Register, tmp_path: Path
) -> None:
    edition = adopted(register)
    goals = document_called("goals")
    then = document_as_decided(register.year(2022), edition, goals)
    assert then == goals.draw(register.year(2022), texts("sv"))
    start_next_edition(register, 2022, TODAY)
    goal = register.year(2022).goals[0]
    with register.step("Change") as step:
        step.put(goal, replace(goal, text="Ett helt annat mål"))
    assert document_as_decided(register.year(2022), edition, goals) == then
    assert "Ett helt annat mål" not in text_of(then, tmp_path)


def test_an_edition_keeps_how_high_its_risks_were_in_earlier_years(register: Register) -> None:
    for year in (2023, 2024):
        copy_forward(register, year - 1, year, keep_decisions=True)
    later = register.year(2024)
    edition = adopt(register, propose(later, ADOPTION))
    expected = earlier_values(later, later.control_points)
    first = later.control_points[0].lineage
    assert [value.year for value in expected[first]] == [2022, 2023]
    change_a_point(register, likelihood=4)
    assert earlier_values(register.year(2024), later.control_points) != expected
    then = as_decided(register.year(2024), edition)
    assert earlier_values(then, then.control_points) == expected
