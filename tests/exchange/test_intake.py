"""From a table to records: matched by headings and values, kept literally, refused rather than lost."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riskreg.domain.records import ControlPoint, Goal, Indicator
from riskreg.domain.scales import Decision, Extent, GoalKind, Origin
from riskreg.domain.wording import NOT_DECIDED
from riskreg.domain.year import Year
from riskreg.exchange.intake import propose
from riskreg.exchange.layout import Layout, Source
from riskreg.exchange.locating import Table
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.matching import match_points
from riskreg.exchange.proposal import Outcome, Proposal
from riskreg.exchange.sheet import Sheet, read_sheets
from riskreg.exchange.table_lines import LeftOut, Line
from riskreg.faults import Trouble
from riskreg.register import Register
from riskreg.texts import texts
from tests.builders import REAL, a_register, needs_real

pytestmark = needs_real  # most of these read a committee's own tables

_ = texts("en")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    register = a_register(tmp_path)
    yield register
    register.close()


def sheet(*rows: str, name: str = "Blad1") -> Sheet:
    """Rows written with | between the cells, all as wide as the widest."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    width = max(map(len, cells))
    return Sheet(name, tuple((*row, *[""] * (width - len(row))) for row in cells))


def proposed(register: Register, *rows: str, source: Source | None = None) -> Proposal:
    return propose(find_layout([sheet(*rows)], _, source=source), register.year(2022), _)


def taken_in(register: Register, proposal: Proposal) -> Year:
    with register.step("Import") as edit:
        proposal.write(edit)
    return register.year(2022)


def from_file(register: Register, name: str) -> Proposal:
    return propose(find_layout(read_sheets(REAL / name), _), register.year(2022), _)


# ------------------------------------------------------------------ the committee's own papers
def test_the_real_plan_comes_in_whole(register: Register) -> None:
    points = taken_in(register, from_file(register, "plan-2022.csv")).control_points
    with (REAL / "plan-2022.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for point, row in zip(points, rows, strict=True):
        assert (point.text, point.responsible, point.method, point.analysis) == (
            row["Kontrollmoment"],
            row["Ansvarig"],
            row["Metod"],
            row["Analys"],
        )
        assert point.risk_value == int(row["Riskvärde"])
    handle, accept = Decision.HANDLE, Decision.ACCEPT
    assert [(p.likelihood, p.consequence, p.decision) for p in points] == [
        (3, 3, handle),
        (2, 4, handle),
        (2, 4, accept),
        (3, 2, accept),
    ]
    assert {p.origin for p in points} == {Origin.OWN}
    assert [p.position for p in points] == [1, 2, 3, 4]


def test_the_mandatory_list_comes_in_with_its_oddities(register: Register) -> None:
    proposal = from_file(register, "mandatory-2022.csv")
    assert proposal.layout.source is Source.MANDATORY
    assert proposal.layout.header_rows == (2,)
    assert proposal.warnings(_) == ()
    points = taken_in(register, proposal).control_points
    assert {p.origin for p in points} == {Origin.MANDATORY}
    assert [(p.likelihood, p.consequence, p.decision) for p in points] == [(1, 2, Decision.ACCEPT)] * 3
    assert [p.extent for p in points] == [Extent.EITHER, Extent.EITHER, Extent.SAMPLE]
    assert {(p.frequency, p.period, p.responsible, p.status) for p in points} == {
        ("Fortlöpande", "2022", "", "")
    }
    assert points[0].governing_document.startswith("Policy: Nolltolerans")
    assert "\nKontrollmetod exempelvis: " in points[0].text, "the parent body's words are not ours to move"
    assert points[0].method == ""


def test_the_real_goals_come_in(register: Register) -> None:
    year = taken_in(register, from_file(register, "goals-2022.csv"))
    assert year.plan.strategic_direction.startswith("Tillsammans skapar")
    assert [g.kind for g in year.goals] == [GoalKind.EFFECT] * 5 + [GoalKind.GOAL] * 6
    assert len(year.indicators) == 5
    assert year.goal_indicators == ()


@pytest.mark.parametrize("name", ["plan-2022.csv", "mandatory-2022.csv", "goals-2022.csv"])
def test_the_same_file_twice_changes_nothing(register: Register, name: str) -> None:
    before = taken_in(register, from_file(register, name))
    again = from_file(register, name)
    assert {row.outcome for row in again.rows} == {Outcome.LEFT_OUT}
    assert {row.reason for row in again.rows} == {"already in the register"}
    assert taken_in(register, again) == before


# ------------------------------------------------------------------ headings
@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ansvarig", "responsible"),
        (" ANSVARIG: ", "responsible"),
        ("Kontrollansvarig", "responsible"),
        ("Responsible", "responsible"),
        ("Metod", "method"),
        ("Kontrollmetod", "method"),
        ("Frekvens", "frequency"),
        ("Omfattning", "extent"),
        ("Styrdokument", "governing_document"),
        ("S", "likelihood"),
        ("Consequence", "consequence"),
        ("RV", "risk_value"),
        ("Motivering", "analysis"),
        ("Period", "period"),
        ("Status", "status"),
    ],
)
def test_a_heading_is_known_in_swedish_english_and_by_use(heading: str, field: str) -> None:
    layout = find_layout([sheet(f"Kontrollmoment|{heading}", "A|")], _)
    assert [column.field for column in layout.columns] == ["text", field]


def test_the_header_is_found_below_titles_and_in_the_second_sheet() -> None:
    front = sheet("Internkontroll 2022|", "Framtagen av|kansliet", name="Försättsblad")
    table = sheet("Bruttolista|||", "|||", "|Risk|S|K", "|A|1|2", name="Risker")
    layout = find_layout([front, table], _)
    assert (layout.sheet.name, layout.header_rows) == ("Risker", (3,))
    assert [number for number, _row in layout.rows()] == [4]


def test_a_hidden_sheet_is_only_read_when_no_other_fits() -> None:
    rows = sheet("Risk|Beslut", "A|").rows
    hidden, shown = Sheet("Gammal", rows, hidden=True), Sheet("Ny", rows)
    assert find_layout([hidden, shown], _).sheet is shown
    assert find_layout([hidden, shown], _, sheet_name="gammal").sheet is hidden


def test_what_is_not_a_table_is_refused() -> None:
    with pytest.raises(Trouble, match="No table was found in Blad1"):
        find_layout([sheet("Namn|Telefon", "A|08")], _)
    with pytest.raises(Trouble, match="No table of goals"):
        find_layout([sheet("Namn|Telefon", "A|08")], _, source=Source.GOALS)
    with pytest.raises(Trouble, match=r"no sheet “Risker”.*Blad1"):
        find_layout([sheet("Risk", "A")], _, sheet_name="Risker")


def test_an_unknown_column_is_reported(register: Register) -> None:
    proposal = proposed(register, "Risk|Skostorlek|S|", "A|42|2|något")
    assert proposal.warnings(_) == (
        "“Skostorlek” is left out: no field has this name.",
        "column D is left out: has no heading.",
    )
    assert taken_in(register, proposal).control_points[0].likelihood == 2


def test_of_two_columns_for_a_field_the_one_with_its_own_label_counts(register: Register) -> None:
    proposal = proposed(register, "Risk|Kontrollmoment", "a|b")
    assert [(column.field, column.labelled) for column in proposal.layout.columns] == [
        ("analysis", True),
        ("text", False),
    ]
    assert proposal.layout.columns[0].reason.startswith("the same field as “Kontrollmoment”")
    assert [column.source for column in proposal.layout.rivals("text")] == ["Risk", "Kontrollmoment"]
    point = taken_in(register, proposal).control_points[0]
    assert (point.text, point.analysis) == ("b", "Risk: a")


def test_a_column_can_be_put_into_another_field(register: Register) -> None:
    layout = find_layout([sheet("Kontrollmoment|Risk|Ansvarig", "a|b|c")], _)
    chosen = layout.with_column(0, "method", _).with_column(1, "text", _).with_column(2, "", _)
    point = taken_in(register, propose(chosen, register.year(2022), _)).control_points[0]
    assert (point.text, point.method, point.responsible) == ("b", "a", "")
    taken = layout.with_column(1, "responsible", _)
    assert [column.field for column in taken.columns] == ["text", "responsible", ""]
    with pytest.raises(Trouble, match="no field “colour”"):
        layout.with_column(0, "colour", _)


def test_what_the_table_holds_can_be_said(register: Register) -> None:
    proposal = proposed(register, "Kontrollmoment|S", "A|1", source=Source.MANDATORY)
    assert taken_in(register, proposal).control_points[0].origin is Origin.MANDATORY


def test_a_column_of_origins_decides_row_by_row(register: Register) -> None:
    year = taken_in(
        register, proposed(register, "Kontrollmoment|Ursprung", "A|Obligatoriskt", "B|", "C|Eget")
    )
    assert [(p.text, p.origin.value) for p in year.control_points] == [
        ("B", "own"),
        ("C", "own"),
        ("A", "mandatory"),
    ]


# ------------------------------------------------------------------ cells
@pytest.mark.parametrize(
    ("cell", "step"),
    [
        ("2", 2),
        ("2 ", 2),
        ("3.0", 3),
        ("1 väldigt liten sannolikhet", 1),
        ("1. väldigt liten", 1),
        ("4 - stor", 4),
        ("4 (fyra)", 4),
        ("2: mindre", 2),
        ("", None),
        ("-", None),
        ("X", None),
    ],
)
def test_a_score_is_read(register: Register, cell: str, step: int | None) -> None:
    year = taken_in(register, proposed(register, "Risk|Sannolikhet|Analys", f"A|{cell}|b"))
    assert year.control_points[0].likelihood == step


def test_a_score_may_be_the_name_of_the_step(register: Register) -> None:
    name = register.year(2022).likelihoods[2].name
    year = taken_in(register, proposed(register, "Risk|Sannolikhet", f"A|{name.upper()}"))
    assert year.control_points[0].likelihood == 3


@pytest.mark.parametrize("cell", ["0", "-1", "2,5", "2.5", "hög tid", "²"])
def test_a_score_off_the_scale_is_left_empty_and_told_with_its_place(register: Register, cell: str) -> None:
    proposal = proposed(register, "Risk|Konsekvens", "A|1", "C|2", f"B|{cell}")
    assert (
        f"Row 4, “Konsekvens”: “{cell}” is not on the scale (1, 2, 3, 4); the row comes in without it."
        in proposal.warnings(_)
    )
    assert [p.consequence for p in taken_in(register, proposal).control_points] == [1, 2, None]


@pytest.mark.parametrize(
    ("cell", "decision"),
    [
        ("Hanteras via internkontroll", Decision.HANDLE),
        ("handle through internal control", Decision.HANDLE),
        ("Accepteras", Decision.ACCEPT),
        ("Risk accepteras", Decision.ACCEPT),
        ("accept", Decision.ACCEPT),
        ("Åtgärdas.", Decision.ACT),
        ("Act now", Decision.ACT),
        ("AVFÖRS", Decision.DISMISS),
        ("dismiss", Decision.DISMISS),
        ("", None),
        (texts("sv")(NOT_DECIDED), None),
        ("--", None),
    ],
)
def test_a_decision_is_read(register: Register, cell: str, decision: Decision | None) -> None:
    year = taken_in(register, proposed(register, "Risk|Beslut|S", f"A|{cell}|1"))
    assert year.control_points[0].decision is decision


def test_an_unknown_decision_is_told_and_kept_in_the_analysis(register: Register) -> None:
    proposal = proposed(register, "Risk|Beslut|Analys", "A|Kanske|Vi vet inte", "B|Accepteras|")
    assert any("Row 2, “Beslut”: “Kanske” is not known here" in warning for warning in proposal.warnings(_))
    point, _other = taken_in(register, proposal).control_points
    assert (point.decision, point.analysis) == (None, "Vi vet inte\nBeslut: Kanske")


def test_a_given_risk_value_that_is_not_the_product_is_pointed_out(register: Register) -> None:
    proposal = proposed(register, "Risk|S|K|RV", "A|2|3|8", "B|2|3|6 medel", "C|2||4", "D|2||")
    assert proposal.warnings(_) == (
        "Row 2: the risk value is given as “8”, but likelihood × consequence is 6.",
        "Row 4: the risk value is given as “4”, but likelihood × consequence is –.",
    )
    assert [p.risk_value for p in taken_in(register, proposal).control_points] == [6, 6, None, None]


def test_markup_formulas_and_emoji_stay_literal(register: Register) -> None:
    text = "<b>& <img src=x> {braces} %s =cmd() 🙂"
    year = taken_in(register, proposed(register, "Risk|Ansvarig", f"{text}|{text}"))
    assert (year.control_points[0].text, year.control_points[0].responsible) == (text, text)


def test_a_field_of_one_line_joins_its_lines(register: Register) -> None:
    year = taken_in(register, proposed(register, "Risk|Ansvarig|Metod", "A\nB|C\nD|E\nF"))
    point = year.control_points[0]
    assert (point.text, point.responsible, point.method) == ("A\nB", "C D", "E\nF")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("|2", "holds numbers only"),
        ("--|2", "holds numbers only"),
        ("x" * 1_000_000 + "|2", "The text in “Control point” has 1000000 characters"),
    ],
)
def test_a_row_that_can_be_no_control_point_is_left_out(register: Register, row: str, reason: str) -> None:
    bad, good = proposed(register, "Risk|S", row, "B|2").rows
    assert (bad.outcome, good.outcome) == (Outcome.LEFT_OUT, Outcome.ADDED)
    assert bad.reason.startswith(reason)


def test_what_cannot_be_printed_is_replaced_and_told(register: Register) -> None:
    proposal = proposed(register, "Risk|Ansvarig", "A 漢 B 漢|C")
    assert proposal.warnings(_) == (
        "Row 2, “Risk”: “漢” (U+6F22) cannot be printed and is replaced by \ufffd.",
    )
    assert taken_in(register, proposal).control_points[0].text == "A \ufffd B \ufffd"


def test_a_text_too_long_for_its_field_is_left_empty_and_told(register: Register) -> None:
    proposal = proposed(
        register, "Risk|Ansvarig", f"A|{'x' * 2000}", *[f"Risken {n} inträffar|Bo" for n in range(99)]
    )
    (warning,) = proposal.warnings(_)
    assert warning.startswith("Row 2, “Ansvarig”: The text in “Responsible” has 2000 characters")
    assert taken_in(register, proposal).control_points[0].responsible == ""


def test_rows_alike_come_in_once_and_rows_that_differ_both(register: Register) -> None:
    proposal = proposed(register, "Risk|Ansvarig", "A|x", "A|x", "A|y")
    assert [row.reason for row in proposal.rows] == ["", "the same as row 2", ""]
    assert len(taken_in(register, proposal).control_points) == 2
    again = proposed(register, "Risk|Ansvarig", "A|x", "A|z")
    assert [(row.outcome, row.reason) for row in again.rows] == [
        (Outcome.LEFT_OUT, "already in the register"),
        (Outcome.CHANGED, "K2: Responsible y → z"),
    ]
    assert again.rows[1].fields == {"responsible": "z"}


# ------------------------------------------------------------------ scales and categories
FIVE = ("Risk|S (1-5)|K (1-5)|RV", "A|5|3|15", "B|1|4|4")


def test_an_unassessed_plan_takes_over_the_scales_with_its_bands(register: Register) -> None:
    year = taken_in(register, proposed(register, *FIVE))
    assert [step.value for step in year.likelihoods] == [1, 2, 3, 4, 5]
    assert [(p.likelihood, p.consequence) for p in year.control_points] == [(5, 3), (1, 4)]
    assert [band.lowest for band in year.bands] == [1, 5, 12, 25]
    register.undo()
    assert len(register.year(2022).likelihoods) == 4


def test_an_assessed_plan_keeps_its_scales(register: Register) -> None:
    taken_in(register, proposed(register, "Risk|S", "Först|2"))
    proposal = proposed(register, *FIVE)
    assert proposal.new_scale is None
    assert proposal.rows[0].warnings == (), "the product is in the source's own numbers"
    assert "Likelihood: whole numbers from 1 to 5; fitted to the plan's steps." in proposal.warnings(_)
    year = taken_in(register, proposal)
    assert [(p.likelihood, p.consequence) for p in year.control_points] == [(2, None), (4, 3), (1, 3)]


def test_a_plan_may_be_made_to_keep_its_scales(register: Register) -> None:
    proposal = propose(find_layout([sheet(*FIVE)], _), register.year(2022), _, keep_scales=True)
    assert proposal.new_scale is None
    assert taken_in(register, proposal).control_points[0].likelihood == 4


def test_rows_that_are_no_records_are_accounted_for_and_headings_become_categories(
    register: Register,
) -> None:
    table = Table(
        sheet("Risk|S", "Ekonomi|", "A|2", "Summa|2"),
        (1,),
        ("Risk", "S"),
        (Line(3, ("A", "2"), "Ekonomi"),),
        (LeftOut(2, "has no heading"), LeftOut(4, "chosen")),
    )
    layout = Layout(table, Source.OWN, match_points(table, None, _))
    proposal = propose(layout, register.year(2022), _)
    assert [(row.source_row, row.outcome.value) for row in proposal.rows] == [
        (2, "left_out"),
        (3, "added"),
        (4, "left_out"),
    ]
    assert proposal.rows[1].fields["category"] == "Ekonomi"
    assert taken_in(register, proposal).control_points[0].category == "Ekonomi"


def test_the_dry_run_shows_how_the_scores_fall(register: Register) -> None:
    lines = list(proposed(register, *FIVE).lines(_))
    assert "  “5” → 5: 1 row" in lines
    assert "  – → 2: 0 rows" in lines


# ------------------------------------------------------------------ goals
def test_goals_without_a_column_of_kinds(register: Register) -> None:
    year = taken_in(register, proposed(register, "Mål", "A", "B", source=Source.GOALS))
    assert [(g.text, g.kind) for g in year.goals] == [("A", GoalKind.GOAL), ("B", GoalKind.GOAL)]


def test_an_unknown_kind_of_goal_is_left_out(register: Register) -> None:
    (row,) = proposed(register, "Typ|Text", "Vision|A").rows
    assert row.outcome is Outcome.LEFT_OUT
    assert row.reason.startswith(
        "“Vision” is not known here; known are “Effect goal”, “Goal”, “Indicator” or"
    )


def test_a_strategic_direction_that_is_there_is_not_overwritten(register: Register) -> None:
    taken_in(register, proposed(register, "Typ|Text", "Strategisk riktning|A"))
    (row,) = proposed(register, "Typ|Text", "Strategisk riktning|B").rows
    assert (row.outcome, row.change) == (Outcome.LEFT_OUT, None)
    assert "another strategic direction" in row.reason


# ------------------------------------------------------------------ the step and the report
def test_an_import_is_one_step_that_undo_takes_back(register: Register) -> None:
    before = register.year(2022)
    taken_in(register, from_file(register, "goals-2022.csv"))
    register.undo()
    assert register.year(2022) == before


def test_the_report_accounts_for_every_row_and_column(register: Register) -> None:
    proposal = proposed(register, "Risk|S|Skostorlek", "A|1 liten|42", "B|9 av 4|", "|||37", "A|1 liten|42")
    told: dict[str, Any] = proposal.as_json(_)
    assert told["sheet"] == "Blad1"
    assert told["header_rows"] == [1]
    reason = "known by its letter and by what stands beside it"
    assert told["columns"][1] == {"source": "S", "field": "likelihood", "reason": reason}
    assert told["columns"][2]["field"] is None
    assert told["scales"] == {"likelihood": {"1 liten": 1}}
    assert [(row["source_row"], row["outcome"]) for row in told["rows"]] == [
        (2, "added"),
        (3, "added"),
        (4, "left_out"),
        (5, "left_out"),
    ]
    assert told["rows"][0]["fields"] == {"text": "A", "likelihood": 1}


def test_records_know_their_plan(register: Register) -> None:
    taken_in(register, from_file(register, "goals-2022.csv"))
    year = taken_in(register, from_file(register, "plan-2022.csv"))
    records: tuple[ControlPoint | Goal | Indicator, ...] = (
        *year.control_points,
        *year.goals,
        *year.indicators,
    )
    assert len(records) == 20
    assert {r.plan_id for r in records} == {year.plan.id}
    assert len({r.lineage for r in records}) == 20
