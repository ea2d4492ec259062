"""A file of ours that comes back: what was edited in it is what changes, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from riskreg.adopting import adopt, propose
from riskreg.cli import main
from riskreg.domain.assessment_records import ChangeAssessment
from riskreg.domain.change import Contents, all_of
from riskreg.domain.edition import Adoption
from riskreg.domain.fields import Choice, Kind
from riskreg.domain.follow_up_records import (
    Action,
    ControlResult,
    FollowUpPeriod,
    GoalResult,
    IndicatorResult,
)
from riskreg.domain.records import ControlPoint, ControlPointUndertaking, Event, Record, Undertaking
from riskreg.domain.scales import Assessment, Decision, GoalKind
from riskreg.domain.scales import Outcome as Showed
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.exchange.cell_edits import CellEdits
from riskreg.exchange.columns import Column, Role, columns_of, listed_kinds, table_name
from riskreg.exchange.csv_file import csv_of
from riskreg.exchange.export import exported
from riskreg.exchange.lookup import Lookup
from riskreg.exchange.proposal import Outcome
from riskreg.exchange.round_trip import keyed_sheets, round_trip, year_wanted
from riskreg.exchange.sheet import read_sheets
from riskreg.exchange.tables import table_of
from riskreg.faults import Trouble
from riskreg.following import make_periods
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.sample import new_sample
from riskreg.texts import texts
from tests.builders import a_register, an_edit, any_text, everything, fill

SV = texts("sv")
DAY = date(2022, 3, 16)


def a_content(text: str = "") -> Contents:
    edit, plan = an_edit()
    fill(edit, plan, 4)
    edit.add(Event(plan_id=plan.id, dated=DAY, text="Nämnden sammanträder"))
    period = edit.add(FollowUpPeriod(plan_id=plan.id, name="Tertial 1", start=DAY, end=DAY))
    work = edit.add(Undertaking(plan_id=plan.id, position=1, text="E-arkiv"))
    edit.add(Undertaking(plan_id=plan.id, position=2, text="Gemensam support"))
    person = edit.add(Participant(plan_id=plan.id, position=1, name="Ordföranden"))
    edit.add(ControlResult(control_point_id=1, period_id=period.id, checked=40, deviations=2))
    edit.add(GoalResult(goal_id=2, period_id=period.id, value=Decimal("2.50")))
    edit.add(IndicatorResult(indicator_id=1, period_id=period.id, assessment=Assessment.MET))
    edit.add(Vote(control_point_id=1, participant_id=person.id, likelihood=2))
    edit.add(ControlPointUndertaking(control_point_id=1, undertaking_id=work.id))
    edit.add(ChangeAssessment(plan_id=plan.id, position=1, name="Nytt system"))
    edit.add(Action(plan_id=plan.id, position=1, text="Utbilda", goal_id=2, period_id=period.id))
    if text:
        (point, *_others) = all_of(edit.contents, ControlPoint)
        edit.put(point, replace(point, text=text, analysis=text))
    return edit.contents


@pytest.fixture
def contents() -> Contents:
    return a_content()


@pytest.fixture
def book(tmp_path: Path, contents: Contents) -> Path:
    return written(tmp_path, contents)


def written(folder: Path, contents: Contents) -> Path:
    path = folder / "plan.xlsx"
    path.write_bytes(exported(year_of(contents, 2022), ".xlsx", SV))
    return path


def brought_back(path: Path, contents: Contents) -> CellEdits:
    return round_trip(keyed_sheets(read_sheets(path)), year_of(contents, 2022), contents, texts("en"))


def edit_book(path: Path, deed: Callable[[Workbook], object]) -> None:
    with closing(load_workbook(path)) as book:
        deed(book)
        book.save(path)


def cell(book: Workbook, sheet: str, row: int, heading: str) -> Any:
    column = next(c.column for c in book[sheet][1] if c.value == heading)
    return book[sheet].cell(row, column)


def edit_cell(path: Path, sheet: str, row: int, heading: str, value: object) -> None:
    def deed(book: Workbook) -> None:
        cell(book, sheet, row, heading).value = value

    edit_book(path, deed)


def changes(edits: CellEdits) -> list[tuple[str, str, str, str]]:
    """Every cell that changes: of which record, in which column, from what to what."""
    return [(row.name, c.column.name, c.before, c.after) for row in edits.rows for c in row.cells]


def after(edits: CellEdits, contents: Contents) -> Year:
    edit = Edit(contents, {kind.table: max(records, default=0) for kind, records in contents.items()})
    edits.write(edit)
    return year_of(edit.contents, 2022)


# ------------------------------------------------------------------ nothing but what was edited
@settings(max_examples=20)
@given(any_text.filter(str.strip))
def test_a_file_that_was_not_edited_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    contents = a_content(text)
    folder = tmp_path_factory.mktemp("trip")
    table = folder / "plan.csv"
    table.write_bytes(csv_of(table_of(ControlPoint, year_of(contents, 2022), SV)))
    for path in (written(folder, contents), table):
        edits = brought_back(path, contents)
        assert changes(edits) == []
        assert {row.outcome for row in edits.rows} == {Outcome.LEFT_OUT}
        assert (edits.warnings, edits.refusal(SV)) == ((), None)


def another(column: Column, record: Record, lookup: Lookup) -> object:
    """Some other value for a cell, as a spreadsheet writes it."""
    if column.role in (Role.LINK, Role.LINKS):
        others = [r for r in lookup.may_lead_to(column) if r not in lookup.others(record, column)]
        return lookup.called(others[0]) if others else None
    assert column.field
    value = getattr(record, column.name)
    if column.field.choices is not None:
        choices: list[Choice] = [c for c in column.field.choices if c is not value]
        return SV(choices[-1].label)
    other: dict[Kind, object] = {
        Kind.LINE: "Någon annan",
        Kind.PARAGRAPH: "En annan text\nmed två rader",
        Kind.STEP: 4 if value != 4 else 3,
        Kind.NUMBER: 35,
        Kind.DECIMAL: 7.25,
        Kind.DATE: date(2022, 10, 3),
        Kind.TIME: "13:30",
    }
    return other[column.kind]


@pytest.mark.parametrize("kind", listed_kinds())
def test_every_cell_of_every_sheet_is_read(tmp_path: Path, contents: Contents, kind: type[Record]) -> None:
    lookup = Lookup(year_of(contents, 2022))
    record = lookup.records(kind)[-1]
    row = len(lookup.records(kind)) + 1
    path = written(tmp_path, contents)
    untouched = path.read_bytes()
    for at, column in enumerate(columns_of(kind), 1):
        value = another(column, record, lookup) if column.is_read else None
        if value is None:
            continue
        path.write_bytes(untouched)

        def deed(book: Workbook, at: int = at, value: object = value) -> None:
            book[SV(table_name(kind))].cell(row, at).value = value

        edit_book(path, deed)
        edits = brought_back(path, contents)
        assert [(name, field) for name, field, *_values in changes(edits)] == [
            (lookup.called(record), column.name)
        ]
        assert edits.refusal(SV) is None
        new, known = Lookup(after(edits, contents)), lookup.identity(record)
        (changed,) = (r for r in new.records(kind) if new.identity(r) == known)
        assert new.value(changed, column) != lookup.value(record, column)
        others = [c for c in columns_of(kind) if c.is_read and c != column and c.name != "parent_id"]
        assert all(new.value(changed, c) == lookup.value(record, c) for c in others)


def test_emptying_a_cell_empties_the_field(book: Path, contents: Contents) -> None:
    edit_cell(book, "Kontrollmoment", 2, "Analys", None)
    edit_cell(book, "Kontrollmoment", 3, "Sannolikhet", None)
    edit_cell(book, "Kontrollmoment", 4, "Mål", None)
    year = after(brought_back(book, contents), contents)
    first, second, third, _last = year.control_points
    assert (first.analysis, second.likelihood, year.goals_of(third)) == ("", None, ())


def test_rows_may_be_sorted_and_columns_moved_or_taken_out(book: Path, contents: Contents) -> None:
    def deed(book: Workbook) -> None:
        sheet = book["Kontrollmoment"]
        rows = [[c.value for c in row] for row in sheet.iter_rows()]
        gone = rows[0].index("Analys")
        turned = [[*row[:gone], *row[gone + 1 :]][::-1] for row in (rows[0], *reversed(rows[1:]))]
        sheet.delete_rows(1, len(rows))
        sheet.append(["Uppdaterad av Kim"])
        for row in turned:
            sheet.append(row)

    edit_book(book, deed)
    edits = brought_back(book, contents)
    assert (changes(edits), edits.refusal(SV)) == ([], None)

    def change(book: Workbook) -> None:
        sheet = book["Kontrollmoment"]
        at = next(c.column for c in sheet[2] if c.value == "Ansvarig")
        sheet.cell(3, at).value = "Kim"

    edit_book(book, change)
    assert changes(brought_back(book, contents)) == [("O1", "responsible", "Samordnaren", "Kim")]


def test_what_is_worked_out_is_not_read_and_that_is_said(book: Path, contents: Contents) -> None:
    edit_cell(book, "Kontrollmoment", 2, "Riskvärde", 99)
    edit_cell(book, "Kontrollmoment", 3, "Sannolikhet", 4)  # whose risk value stands as it was
    edit_cell(book, "Kontrollmoment", 4, "Nr", "K99")
    edits = brought_back(book, contents)
    assert changes(edits) == [("K2", "likelihood", "2", "4")]
    (said,) = [line for line in edits.lines(texts("en")) if "works this out" in line]
    assert said.startswith("Kontrollmoment, row 2 (K1), Risk value")


# ------------------------------------------------------------------ results
def test_a_result_to_come_has_a_row_to_fill_in(book: Path, contents: Contents) -> None:
    year = year_of(contents, 2022)
    (point,) = (p for p in year.control_points if p.decision is Decision.HANDLE and p.id != 1)
    with closing(load_workbook(book)) as sheets:
        rows = [[c.value for c in row] for row in sheets["Kontrollresultat"].iter_rows(max_col=3)]
    assert rows == [
        ["Nr", "Kontrollmoment", "Uppföljningsperiod"],
        ["K1", year.control_points[0].text, "Tertial 1"],
        [year.number(point), point.text, "Tertial 1"],
    ]
    for heading, value in (("Klart den", DAY), ("Utfall", SV(Showed.FINE.label)), ("Avvikelser", 0)):
        edit_cell(book, "Kontrollresultat", 3, heading, value)
    edits = brought_back(book, contents)
    assert {name for name, *_cell in changes(edits)} == {f"{year.number(point)}, Tertial 1"}
    assert (edits.changed_cells, edits.refusal(SV)) == (3, None)
    results = after(edits, contents).control_results
    assert [(r.control_point_id, r.done_on, r.outcome, r.deviations) for r in results[1:]] == [
        (point.id, DAY, Showed.FINE, 0)
    ]


def test_a_new_row_of_results_says_what_it_is_about(book: Path, contents: Contents) -> None:
    accepted = next(p for p in year_of(contents, 2022).control_points if p.decision is Decision.ACCEPT)
    number = year_of(contents, 2022).number(accepted)

    def deed(book: Workbook) -> None:
        book["Kontrollresultat"].append([number.lower(), None, "tertial 1", None, None, "Kim"])
        book["Röster"].append([number, None, "Ordföranden", 3, 4])

    edit_book(book, deed)
    edits = brought_back(book, contents)
    assert (edits.counted(Outcome.ADDED), edits.refusal(SV)) == (2, None)
    year = after(edits, contents)
    assert [(r.control_point_id, r.done_by) for r in year.control_results[1:]] == [(accepted.id, "Kim")]
    assert [(v.control_point_id, v.consequence) for v in year.votes[1:]] == [(accepted.id, 4)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([None, None, "Tertial 1", None, None, "Kim"], "Write in “No.” which one the row is about."),
        (["K1", None, None, None, None, "Kim"], "Write in “Report period” which one the row is about."),
        (["K1", None, "Tertial 9", None, None, "Kim"], "There is no “Tertial 9” to name here."),
        (["K1", None, "Tertial 1", None, None, "Kim"], "There is a row about K1, Tertial 1 already."),
    ],
)
def test_a_row_of_results_about_nothing_or_about_what_has_one_is_refused(
    book: Path, contents: Contents, row: list[object], said: str
) -> None:
    edit_book(book, lambda book: book["Kontrollresultat"].append(row))
    refusal = brought_back(book, contents).refusal(texts("en"))
    assert refusal is not None
    assert said in refusal.say(texts("en"))


def test_more_deviations_than_checked_are_refused_and_the_rest_of_the_file_with_them(
    book: Path, contents: Contents
) -> None:
    edit_cell(book, "Kontrollresultat", 2, "Avvikelser", 41)
    refusal = brought_back(book, contents).refusal(texts("en"))
    assert refusal is not None
    assert "more deviations (41) than were checked (40)" in refusal.say(texts("en"))


def test_results_of_a_decided_year_go_out_as_csv_and_come_back(
    sample: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = sample.path, tmp_path / "results.csv"
    adopt(sample, propose(sample.year(2022), Adoption(meeting=date(2021, 12, 16), paragraph="§ 39")))
    make_periods(sample, 2022, SV)
    sample.close()
    command(capsys, "export", path, "-o", file, "--as", "control-results")
    headings, first, *others = file.read_text("utf-8-sig").splitlines()
    cells = first.split(";")
    cells[headings.split(";").index("Granskade")] = "120"
    file.write_text("\n".join((headings, ";".join(cells), *others)), "utf-8")
    code, told, _err = command(capsys, "import", path, file)
    assert (code, "1 cell" in told) == (0, True)
    with closing(open_register(path)) as register:
        assert [r.checked for r in register.year(2022).control_results] == [120]


# ------------------------------------------------------------------ rows that come and go
def test_a_row_without_a_key_is_a_new_record_at_the_end(book: Path, contents: Contents) -> None:
    def deed(book: Workbook) -> None:
        sheet = book["Kontrollmoment"]
        sheet.append([None, "En ny risk", None, 2, 3])
        at = next(c.column for c in sheet[1] if c.value == "Mål")
        sheet.cell(sheet.max_row, at).value = "M2; m1"
        book["Händelser"].append([date(2022, 5, 1), None, "Ny händelse"])

    edit_book(book, deed)
    edits = brought_back(book, contents)
    assert edits.counted(Outcome.ADDED) == 2
    year = after(edits, contents)
    new = next(p for p in year.control_points if p.text == "En ny risk")
    assert (year.number(new), new.risk_value) == ("K4", 6)
    assert [goal.text for goal in year.goals_of(new)] == ["Mål 1", "Mål 2"]
    assert [event.text for event in year.events] == ["Nämnden sammanträder", "Ny händelse"]


def test_a_row_that_is_gone_deletes_nothing_and_is_named(book: Path, contents: Contents) -> None:
    edit_book(book, lambda book: book["Kontrollmoment"].delete_rows(3))
    edits = brought_back(book, contents)
    assert changes(edits) == []
    (warning,) = edits.warnings
    assert "K2" in warning
    assert len(after(edits, contents).control_points) == 4


def test_a_copied_row_is_a_new_record_and_one_copied_twice_is_not(book: Path, contents: Contents) -> None:
    def deed(book: Workbook) -> None:
        sheet = book["Kontrollmoment"]
        row = [c.value for c in sheet[2]]
        sheet.append(row)
        sheet.append([row[0], "En annan risk", *row[2:]])

    edit_book(book, deed)
    edits = brought_back(book, contents)
    same, new = edits.rows[4:6]
    assert (same.outcome, same.reason) == (Outcome.LEFT_OUT, "the same as row 2")
    assert (new.outcome, new.reason) == (Outcome.ADDED, "a copy of row 2")
    year = after(edits, contents)
    assert len({p.lineage for p in year.control_points}) == 5


def test_a_row_of_another_register_is_left_out(tmp_path: Path, book: Path) -> None:
    other = a_content()
    edits = brought_back(book, other)  # other lineages
    assert changes(edits) == []
    assert all("not in the plan for 2022" in row.reason for row in edits.rows)


def test_a_copied_or_cut_key_without_its_marks_still_tells_the_row(book: Path, contents: Contents) -> None:
    def deed(book: Workbook) -> None:
        sheet = book["Kontrollmoment"]
        key = sheet.cell(2, sheet.max_column)
        key.value = key.value.split()[0]
        sheet.cell(2, 2).value = "Annan text"

    edit_book(book, deed)
    ((name, column, _before, new),) = changes(brought_back(book, contents))
    assert (name, column, new) == ("K1", "text", "Annan text")


# ------------------------------------------------------------------ the register went on meanwhile
def test_what_the_register_has_become_since_stays(book: Path, contents: Contents) -> None:
    edit_cell(book, "Kontrollmoment", 2, "Sannolikhet", 3)
    edit_cell(book, "Kontrollmoment", 3, "Ansvarig", "I filen")
    edit = Edit(contents, {})
    first, second, *_others = year_of(contents, 2022).control_points
    edit.put(first, replace(first, responsible="Kim", consequence=4))
    edit.put(second, replace(second, responsible="I registret"))
    edits = brought_back(book, edit.contents)
    assert changes(edits) == [("K1", "likelihood", "1", "3")]
    year = after(edits, edit.contents)
    assert [p.responsible for p in year.control_points[:2]] == ["Kim", "I registret"]
    lines = "\n".join(edits.lines(texts("en")))
    assert "row 2 (K1), Responsible: the register has become “Kim”" in lines
    assert "row 3 (K2), Responsible: it was changed in the register as well, to “I registret”" in lines
    assert edits.refusal(SV) is None


def test_numbers_in_a_cell_mean_what_they_meant_then(book: Path, contents: Contents) -> None:
    edit_cell(book, "Kontrollmoment", 2, "Mål", "M2")
    edit = Edit(contents, {})
    goals = [goal for goal in year_of(contents, 2022).goals if goal.kind is GoalKind.GOAL]
    for goal, position in zip(goals, (2, 1), strict=True):
        edit.put(goal, replace(goal, position=position))
    year = after(brought_back(book, edit.contents), edit.contents)
    assert [goal.text for goal in year.goals_of(year.control_points[0])] == ["Mål 2"]
    assert [goal.text for goal in year.goals_of(year.control_points[1])] == ["Mål 2"]  # as before


# ------------------------------------------------------------------ goals
def test_an_effect_goal_that_becomes_a_goal_lets_go_of_what_hung_under_it(
    book: Path, contents: Contents
) -> None:
    edit_cell(book, "Mål", 2, "Typ av mål", "Mål")
    year = after(brought_back(book, contents), contents)
    assert {goal.parent_id for goal in year.goals} == {None}


def test_a_goal_that_becomes_an_effect_goal_hangs_under_none(book: Path, contents: Contents) -> None:
    edit_cell(book, "Mål", 3, "Typ av mål", "Effektmål")
    year = after(brought_back(book, contents), contents)
    assert [goal.parent_id for goal in year.effect_goals] == [None, None]


# ------------------------------------------------------------------ what has to be mended
@pytest.mark.parametrize(
    ("sheet", "heading", "value", "sentence"),
    [
        ("Kontrollmoment", "Sannolikhet", 9, "row 3 (K2), Likelihood: “9” is not on the scale"),
        ("Kontrollmoment", "Beslut", "Kanske", "row 3 (K2), Decision: “Kanske” is not known here"),
        ("Kontrollmoment", "Ursprung", None, "row 3 (K2), Origin: “Origin” must not be empty"),
        ("Kontrollmoment", "Kontrollmoment", None, "“Control point” must not be empty"),
        ("Kontrollmoment", "Kontrollmoment", "a\u05d0b", "“Control point” holds"),
        ("Kontrollmoment", "Ansvarig", "a" * 1_001, "“Responsible” has 1001 characters"),
        ("Kontrollmoment", "Mål", "M1, M9", "There is no “M9” to name here. There are: E1, M1, M2."),
        ("Mål", "Effektmål", "M2", "There is no “M2” to name here. There are: E1."),
        ("Mål", "Effektmål", "E1, E1, E1", ""),
        ("Händelser", "Datum", "i mars", "“i mars” is not a date"),
        ("Händelser", "Datum", None, "“Date” must not be empty"),
        ("Händelser", "Tid", "tidigt", "“tidigt” is not a time of day"),
        ("Händelser", "Längd i minuter", "en timme", "“en timme” is not a whole number"),
        ("Händelser", "Datum", date(1850, 1, 1), "Date"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(
    book: Path, contents: Contents, sheet: str, heading: str, value: object, sentence: str
) -> None:
    row = 2 if sheet == "Händelser" else 3
    edit_cell(book, sheet, row, heading, value)
    edits = brought_back(book, contents)
    assert changes(edits) == []
    refusal = edits.refusal(texts("en"))
    assert (refusal is not None) == bool(sentence)
    assert sentence in str(refusal)


def test_all_that_is_bad_in_a_row_is_listed_and_what_is_good_in_it_shown(
    book: Path, contents: Contents
) -> None:
    edit_cell(book, "Kontrollmoment", 2, "Sannolikhet", 7)
    edit_cell(book, "Kontrollmoment", 2, "Beslut", "?")
    edit_cell(book, "Kontrollmoment", 2, "Ansvarig", "Kim")
    edit_cell(book, "Kontrollmoment", 3, "Konsekvens", "stor")
    edits = brought_back(book, contents)
    assert changes(edits) == [("K1", "responsible", "Samordnaren", "Kim")]
    assert len(edits.bad_rows) == 2
    assert "2 rows are to be mended" in str(edits.refusal(texts("en")))
    assert len([line for line in edits.lines(texts("en")) if "“" in line]) == 3


def test_a_new_row_that_lacks_what_it_must_have_is_refused(book: Path, contents: Contents) -> None:
    edit_book(book, lambda book: book["Kontrollmoment"].append([None, None, None, 2, 3]))
    refusal = brought_back(book, contents).refusal(texts("en"))
    assert "row 6: “Control point” must not be empty" in str(refusal)


def test_a_heading_that_names_nothing_is_told_of(book: Path, contents: Contents) -> None:
    edit_book(book, lambda book: setattr(cell(book, "Kontrollmoment", 1, "Status"), "value", "Läge"))
    (warning,) = brought_back(book, contents).warnings
    assert warning == "“Läge” is left out: no field has this name."


# ------------------------------------------------------------------ of which year
def test_the_file_says_of_which_year_it_is(book: Path) -> None:
    keyed = keyed_sheets(read_sheets(book))
    assert (year_wanted(keyed, None), year_wanted(keyed, 2022)) == (2022, 2022)
    with pytest.raises(Trouble, match="exported from the plan for 2022, not 2023"):
        year_wanted(keyed, 2023)


def test_another_file_bears_no_keys(tmp_path: Path) -> None:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.append(["Kontrollmoment", "riskreg stranger 2022:", "riskreg"])
    book.save(tmp_path / "other.xlsx")
    assert keyed_sheets(read_sheets(tmp_path / "other.xlsx")) == ()


# ------------------------------------------------------------------ by command
@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Register]:
    with closing(new_sample(tmp_path / "sample.riskreg")) as register:
        yield register


def command(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["--language", "en", *map(str, words)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_by_command_as_one_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = a_register(tmp_path, points=4)
    register.close()
    path, file, report = register.path, tmp_path / "out.xlsx", tmp_path / "report.json"
    assert command(capsys, "export", path, "-o", file)[0] == 0
    edit_cell(file, "Kontrollmoment", 2, "Sannolikhet", 4)
    edit_cell(file, "Mål", 3, "Indikatorer", "I1, I2")
    code, out, _err = command(capsys, "import", path, file, "--dry-run", "--report", report)
    assert code == 0
    assert "Kontrollmoment, row 2 (K1), Likelihood: 1 → 4" in out
    assert "nothing is written" in out
    told = json.loads(report.read_text("utf-8"))
    changed = [row for row in told["rows"] if row["outcome"] == "changed"]
    assert [(row["sheet"], row["source_row"], row["fields"]) for row in changed] == [
        ("Kontrollmoment", 2, {"likelihood": 4}),
        ("Mål", 3, {"goal_indicator": "I1, I2"}),
    ]
    with closing(open_register(path)) as register:
        before = everything(register)
    assert "2 cells changed in the plan for 2022." in command(capsys, "import", path, file)[1]
    assert "Nothing changed" in command(capsys, "import", path, file)[1]  # twice changes nothing
    with closing(open_register(path)) as register:
        assert register.year(2022).control_points[0].likelihood == 4
        register.undo()
        assert everything(register) == before


def test_by_command_nothing_is_written_when_a_cell_is_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(a_register(tmp_path, points=4)) as register:
        before, path, file = everything(register), register.path, tmp_path / "out.xlsx"
    command(capsys, "export", path, "-o", file)
    edit_cell(file, "Kontrollmoment", 2, "Sannolikhet", 9)
    edit_cell(file, "Kontrollmoment", 3, "Sannolikhet", 1)
    code, _out, err = command(capsys, "import", path, file)
    assert (code, "not on the scale" in err, "Nothing was imported" in err) == (2, True, True)
    with closing(open_register(path)) as register:
        assert everything(register) == before


def test_what_is_decided_is_refused_also_in_a_dry_run(
    sample: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = sample.path, tmp_path / "out.xlsx"
    adopt(sample, propose(sample.year(2022), Adoption(meeting=date(2021, 12, 16), paragraph="§ 39")))
    sample.close()
    command(capsys, "export", path, "-o", file)
    assert command(capsys, "import", path, file, "--dry-run")[0] == 0
    edit_cell(file, "Kontrollmoment", 2, "Sannolikhet", 4)
    for more in ([], ["--dry-run"]):
        code, _out, err = command(capsys, "import", path, file, *more)
        assert (code, "is decided" in err) == (2, True)


def test_a_decision_is_known_in_any_language(book: Path, contents: Contents) -> None:
    edit_cell(book, "Kontrollmoment", 2, "Beslut", "Dismiss")
    year = after(brought_back(book, contents), contents)
    assert year.control_points[0].decision is Decision.DISMISS


def test_a_csv_file_of_any_kind_goes_out_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(a_register(tmp_path, points=4)) as register:
        path, file = register.path, tmp_path / "goals.csv"
    assert command(capsys, "export", path, "-o", file, "--as", "goals")[0] == 0
    text = file.read_text("utf-8-sig")
    file.write_text(text.replace("Mål 2", "Ett nytt mål"), encoding="utf-8")
    assert "1 cell changed in the plan" in command(capsys, "import", path, file)[1]
    for words in (["--as", "planets"], ["--as", "goals", "-o", tmp_path / "goals.xlsx"]):
        code, _out, err = command(capsys, "export", path, "-o", file, *words)
        assert (code, "control-points, goals, indicators" in err) == (2, True)
