"""A copy in words, before it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from riskreg.domain.carrying import Carrying
from riskreg.domain.carrying_said import chapters, counted, line_said, preview, remarks
from riskreg.domain.scales import Decision, Stage
from riskreg.domain.year import year_of
from riskreg.texts import Texts
from tests.builders import YEAR, a_point, an_edit, copy_on
from tests.domain.test_carrying import filled, told_since, worked_out


def told(planned: Carrying, _: Texts) -> dict[str, list[str]]:
    """The lines of every chapter."""
    return {chapter.title: [line_said(line, _) for line in chapter.lines] for chapter in chapters(planned, _)}


def test_a_new_year_is_told_with_counts_of_everything(en: Texts) -> None:
    edit = filled(4)
    dismissed = year_of(edit.contents, YEAR).control_points[1]
    edit.put(dismissed, replace(dismissed, decision=Decision.DISMISS))
    assert told(worked_out(edit), en) == {
        "Comes along to 2023": [
            "Control points: 3",
            "Effect goals and goals: 3",
            "Indicators: 2",
            "Undertakings: 1",
            "Links: 8",
            "Open actions: 1",
            "Events of the annual wheel: 1",
            "Report periods: 1",
            "Steps of the scales and risk bands: 12",
        ],
        "Begins anew in 2023": [
            "The plan itself",
            "Decision and analysis: 3",
            "Events, on the same weekday in the same week: 1",
        ],
        "Stays in 2022": [
            "Dismissed control points: 1",
            "Actions that are done or dropped: 1",
            "Results of controls: 1",
        ],
    }


def test_what_is_inside_a_line_is_known_by_its_number(en: Texts) -> None:
    first, *_others = chapters(worked_out(filled(1)), en)
    inside = {line.text: line.inside() for line in first.lines}
    assert inside["Control points"][0].startswith("K1  Risk nummer 1")
    assert inside["Links"] == ["K1 – M1", "K1 – I1", "M1 – I1", "M2 – I2"]
    assert inside["Report periods"] == ["Tertial 1"]
    assert inside["Events of the annual wheel"] == ["2022-03-16  Sammanträde"]


def test_what_begins_anew_of_the_plan_is_what_it_states(en: Texts) -> None:
    edit, plan = an_edit()
    edit.put(plan, replace(plan, case_number="2021/28", dated=date(2021, 12, 1)))
    _along, anew = chapters(worked_out(edit), en)
    assert anew.lines[0].inside() == ["Stage", "Edition", "Date", "Case number"]


def test_a_draft_is_copied_and_says_so(en: Texts) -> None:
    edit = filled()
    (said,) = remarks(worked_out(edit), en)
    assert said.startswith("The plan for 2022 is not adopted yet.")
    plan = year_of(edit.contents, YEAR).plan
    edit.put(plan, replace(plan, stage=Stage.CLOSED))
    assert remarks(worked_out(edit), en) == []


def test_a_plan_that_is_there_is_told_with_what_it_has_and_lacks(en: Texts) -> None:
    edit = filled(4)
    target = copy_on(edit, YEAR, YEAR + 1)
    assert remarks(worked_out(edit), en) == ["The plan for 2023 lacks nothing that 2022 has."]
    assert counted(worked_out(edit), en) == ""
    source = year_of(edit.contents, YEAR)
    edit.add(a_point(source.plan, position=9, text="Ny risk"))
    edit.put(source.control_points[0], replace(source.control_points[0], method="Ny metod"))
    edit.remove(target.control_points[-1])
    planned = worked_out(edit, told_since(edit))
    (said,) = remarks(planned, en)
    assert "only what is new in 2022 is added" in said
    assert counted(planned, en) == "Control points: 1"
    lines = list(preview(planned, en))
    assert "  Control points: 1 (3 there already)" in lines
    assert "    K4  Ny risk" in lines
    assert "    Control method: Avstämning med leverantören varje månad → Ny metod" in lines
    assert lines[lines.index("Removed from 2023. It is not added again.") + 2].startswith("    O1  Risk")


def test_events_say_where_they_move(en: Texts) -> None:
    _along, anew, _stays = chapters(worked_out(filled()), en)
    assert anew.lines[-1].inside() == ["2022-03-16 → 2023-03-15  Sammanträde"]
