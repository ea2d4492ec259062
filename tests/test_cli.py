"""The command line, as an office uses it: real files in, a plan out, a sentence when something is wrong."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from riskreg import __version__, commands
from riskreg.cli import main
from riskreg.command_table import COMMANDS
from riskreg.domain.assessment_records import AssessmentRisk, ChangeAssessment
from riskreg.domain.follow_up_records import YearReport
from riskreg.domain.scales import Decision, Stage
from riskreg.domain.year import Year
from riskreg.exchange.logo import logo_from
from riskreg.opening import open_register
from riskreg.paper.documents import DOCUMENTS
from tests.builders import REAL, needs_real
from tests.exchange.test_logo import svg
from tests.paper.reading import text_of

pytestmark = needs_real  # most of these read a committee's own tables


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKREG_LANGUAGE", "en")


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new register, made by the command line."""
    path = tmp_path / "nämnden.riskreg"
    run("new", path, "--organisation", "Nämnden", "--year", 2022)
    capsys.readouterr()
    return path


def run(*words: object) -> None:
    assert main([str(word) for word in words]) == 0


def year_of(path: Path, year: int = 2022) -> Year:
    register = open_register(path)
    try:
        return register.year(year)
    finally:
        register.close()


def done(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What a command says when it is done."""
    capsys.readouterr()
    run(*words)
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The one line with which a command is refused."""
    capsys.readouterr()
    assert main([str(word) for word in words]) == 2
    said = capsys.readouterr().err
    assert said.startswith("riskreg: ")
    assert said.count("\n") == 1
    return said


def apart(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "riskreg", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
    )


# ------------------------------------------------------------------ the whole way
def test_from_the_real_papers_to_a_printed_plan(tmp_path: Path) -> None:
    file, paper = tmp_path / "a.riskreg", tmp_path / "plan.pdf"
    steps: list[tuple[object, ...]] = [
        ("new", file, "--organisation", "Nämnden", "--year", "2022"),
        *[("import", file, REAL / f"{name}-2022.csv") for name in ("plan", "mandatory", "goals")],
        ("print", file, "plan", "-o", paper),
    ]
    for words in steps:
        done = apart(*words)
        assert (done.returncode, done.stderr) == (0, "")
    year = year_of(file)
    assert [year.number(p) for p in year.control_points] == ["K1", "K2", "K3", "K4", "O1", "O2", "O3"]
    assert [p.risk_value for p in year.control_points] == [9, 8, 8, 6, 2, 2, 2]
    assert (len(year.effect_goals), len(year.goals), len(year.indicators)) == (5, 11, 5)
    assert paper.read_bytes().startswith(b"%PDF-")


def test_every_document_is_printed_and_some_as_one(file: Path, tmp_path: Path) -> None:
    run("import", file, REAL / "plan-2022.csv")
    run("follow-up", file, "--make-periods")
    told = [document for document in DOCUMENTS if document.name != "change-assessment"]
    for document in told:
        run("print", file, document.name, "-o", tmp_path / f"{document.name}.pdf", "--language", "en")
    run(
        "print",
        file,
        "bundle",
        "-o",
        tmp_path / "some.pdf",
        "--documents",
        "goals,gross-list",
        "--language",
        "en",
    )
    texts = {path.stem: text_of(path.read_bytes(), tmp_path) for path in tmp_path.glob("*.pdf")}
    assert "1. The committee adopts the internal control plan 2022, edition 1." in texts["decision"]
    assert "Control sheet K2" in texts["control-sheet"]
    assert "Control sheets 2022" in texts["bundle"]
    assert "Gross list of risks 2022" in texts["some"]
    assert "Control sheets 2022" not in texts["some"]


def test_a_year_is_closed_after_its_report_and_opened_again(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", file, REAL / "plan-2022.csv")
    assert "is not adopted" in refused(capsys, "close", file)
    run("adopt", file, "--date", "2021-12-16", "--paragraph", "39")
    assert "does not say yet what the plan achieved" in refused(capsys, "close", file)
    with closing(open_register(file)) as register, register.step("Report") as edit:
        edit.add(YearReport(plan_id=register.year(2022).plan.id, achieved="Avtalen följs upp."))
    run("close", file)
    assert year_of(file).plan.stage is Stage.CLOSED
    assert "The year 2022 is closed" in refused(capsys, "follow-up", file, "--make-periods")
    run("close", file, "--reopen")
    run("follow-up", file, "--make-periods")


def test_a_logo_is_set_and_removed(file: Path, tmp_path: Path) -> None:
    run("set-logo", file, svg(tmp_path))
    assert year_of(file).organisation.logo == logo_from(svg(tmp_path))
    run("set-logo", file, "--remove")
    assert year_of(file).organisation.logo == ""


def test_the_same_table_as_a_workbook(file: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Kontrollmoment", "Sannolikhet", "Konsekvens", "Riskvärde", "Beslut"])
    book.active.append(["A", 3, 4.0, "=B2*C2", "Åtgärdas"])
    book.save(tmp_path / "a.xlsx")
    run("import", file, tmp_path / "a.xlsx")
    (point,) = year_of(file).control_points
    assert (point.risk_value, point.decision) == (12, Decision.ACT)


def test_a_dry_run_reports_and_writes_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    run("import", file, REAL / "mandatory-2022.csv", "--dry-run", "--report", tmp_path / "report.json")
    assert file.read_bytes() == before
    said = capsys.readouterr().out
    assert "column E → Extent (has no heading, but is known by its values)" in said
    assert "nothing is written" in said
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [row["source_row"] for row in report["rows"]] == [3, 4, 5]
    assert {row["outcome"] for row in report["rows"]} == {"added"}


def test_a_second_import_says_that_everything_is_there(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", file, REAL / "plan-2022.csv")
    before = year_of(file)
    capsys.readouterr()
    run("import", file, REAL / "plan-2022.csv")
    assert capsys.readouterr().out.splitlines() == [
        "0 rows were taken into the plan for 2022.",
        "Rows 2–5: left out, already in the register.",
    ]
    assert year_of(file) == before


def test_the_sample_can_be_checked_copied_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sample.riskreg"
    run("sample", file)
    capsys.readouterr()
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().out == (
        "M6: No control point guards this goal.\n2022: The year has begun, but its plan is not adopted.\n"
    )
    assert main(["check", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "number": "M6",
            "rule": "goal-unguarded",
            "field": "text",
            "sentence": "No control point guards this goal.",
        },
        {
            "number": "2022",
            "rule": "not-adopted",
            "field": "stage",
            "sentence": "The year has begun, but its plan is not adopted.",
        },
    ]
    run("copy-year", file, "--to", 2023)
    run("copy-year", file, "--from", 2022, "--to", 2024, "--keep-decisions")
    assert {p.decision for p in year_of(file, 2023).control_points} == {None}
    kept = year_of(file, 2024).control_points
    assert [p.decision for p in kept] == [p.decision for p in year_of(file).control_points]
    assert [p.lineage for p in kept] == [p.lineage for p in year_of(file).control_points]
    capsys.readouterr()
    run("history", file)
    told = capsys.readouterr().out
    assert "Copy 2022 to 2024" in told
    assert "    + Plan: 2024" in told


def test_the_history_is_told_of_one_record_and_of_what_was_deleted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sample.riskreg"
    run("sample", file)
    register = open_register(file)
    first, second = register.year(2022).control_points[:2]
    with register.step("Change the first") as edit:
        edit.put(first, replace(first, responsible="Ekonomichefen"))
    with register.step("Delete the second") as edit:
        edit.remove(second)
    register.undo()
    who = register.history()[-1].who
    register.close()
    capsys.readouterr()
    run("history", file, "--record", "k1")
    told = capsys.readouterr().out
    assert f"Responsible: {first.responsible} → Ekonomichefen" in told
    assert "second" not in told
    run("history", file, "--deleted", "--who", who, "--since", "2020-01-31")
    (step, *lines) = capsys.readouterr().out.splitlines()
    assert step.endswith("Delete the second (undone)")
    assert all(line.startswith("    − ") for line in lines)
    run("history", file, "--record", "K2", "--deleted", "--json")
    (told_as_json,) = json.loads(capsys.readouterr().out)
    assert (told_as_json["label"], told_as_json["undone"]) == ("Delete the second", True)
    change = told_as_json["changes"][-1]
    assert (change["record"], change["id"], change["after"]) == ("control_point", second.id, None)
    assert change["before"]["text"] == second.text
    run("history", file, "--since", "2999-01-01")
    assert capsys.readouterr().out == "No step is like that.\n"


def test_a_tampered_history_is_told_all_the_same(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("copy-year", file, "--to", 2023)
    run("copy-year", file, "--to", 2024)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE journal SET at = 'yesterday', who = 'a' || char(10) || 'b' WHERE id = 2")
    capsys.readouterr()
    run("history", file, "--since", "2020-01-01")
    said = capsys.readouterr().out
    assert "yesterday  a b  Copy 2022 to 2023" in said
    assert "was changed outside riskreg or is damaged" in said
    assert "Copy 2023 to 2024" in said


def test_a_register_without_findings_gives_0(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", file)
    run("check", file, "--json")
    assert json.loads(capsys.readouterr().out) == []


# ------------------------------------------------------------------ bad input
def test_a_cell_off_the_scale_is_named_and_the_row_comes_in_without_it(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("Kontrollmoment,Sannolikhet,Konsekvens\nA,1,2\nB,-7,2\n", "utf-8")
    report = tmp_path / "report.json"
    said = done(capsys, "import", file, tmp_path / "a.csv", "--report", report)
    place = "Row 3, “Sannolikhet”: “-7” is not on the scale (1, 2, 3, 4); the row comes in without it."
    assert place in said
    told = json.loads(report.read_text("utf-8"))
    assert [row["outcome"] for row in told["rows"]] == ["added", "added"]
    assert told["rows"][1]["fields"]["likelihood"] is None
    assert place in told["warnings"]


def test_a_mapping_is_saved_followed_and_remembered(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, mapping = tmp_path / "a.csv", tmp_path / "mapping.json"
    source.write_text("Kontrollmoment,Färg\nA,röd\n", "utf-8")
    done(capsys, "import", file, source, "--dry-run", "--save-mapping", mapping)
    chosen = json.loads(mapping.read_text("utf-8"))
    assert [column["field"] for column in chosen["columns"]] == ["text", None]
    chosen["columns"][1]["field"] = "status"
    mapping.write_text(json.dumps(chosen), "utf-8")
    assert "as the mapping says" in done(capsys, "import", file, source, "--mapping", mapping, "--dry-run")
    done(capsys, "import", file, source, "--mapping", mapping)
    source.write_text("Kontrollmoment,Färg\nB,blå\n", "utf-8")
    assert "as chosen for these headings before" in done(capsys, "import", file, source, "--dry-run")
    assert "no mapping of columns" in refused(capsys, "import", file, source, "--mapping", source)


def test_the_mandatory_list_goes_back_in_its_own_columns(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text("Kontrollmoment,Lokalt Ansvarig\nA,Bo\n", "utf-8")
    done(capsys, "import", file, tmp_path / "a.csv")
    done(capsys, "export", file, "--as", "mandatory", "-o", tmp_path / "back.csv")
    assert "A;Bo;" in (tmp_path / "back.csv").read_text("utf-8-sig")
    assert "no format for the mandatory list" in refused(
        capsys, "export", file, "--as", "mandatory", "-o", tmp_path / "back.docx"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "FILE", "none.csv"), "There is no file"),
        (("import", "FILE", "."), "is a folder"),
        (("import", "FILE", "FILE"), "is not a spreadsheet"),
        (("import", "FILE", "PLAN", "--year", "1999"), "no plan for 1999. The years in it: 2022."),
        (("import", "FILE", "PLAN", "--sheet", "x"), "There is no sheet “x”"),
        (("import", "FILE", "PLAN", "--as", "goals"), "No table of goals"),
        (("import", "FILE", "PLAN", "--as", "x"), "--as cannot be “x”"),
        (("import", "FILE", "PLAN", "--report", "FILE"), "would be overwritten by its own output"),
        (("import", "FILE"), "SOURCE is missing. riskreg import --help shows"),
        (("import", "none.riskreg", "PLAN"), "There is no file none.riskreg"),
        (("import", "PLAN", "PLAN"), "is not a riskreg register"),
        (("print", "FILE", "poem", "-o", "a.pdf"), "There are: decision, plan, mandatory"),
        (("print", "FILE", "bundle", "-o", "a.pdf", "--documents", "plan,poem"), "no document called “poem”"),
        (("print", "FILE", "plan", "-o", "a.pdf", "--documents", "goals"), "Only a bundle holds"),
        (("print", "FILE", "plan", "-o", "."), "is a folder"),
        (("print", "FILE", "plan", "-o", "none/a.pdf"), "does not exist"),
        (("print", "FILE", "plan", "-o", "FILE"), "would be overwritten by its own output"),
        (("print", "FILE", "plan"), "-o/--output is missing"),
        (("print", "FILE", "plan", "-o", "a.pdf", "--language", "tlh"), "--language cannot be “tlh”"),
        (("set-logo", "FILE", "none.png"), "There is no file"),
        (("set-logo", "FILE", "PLAN"), "is no picture that can be printed"),
        (("set-logo", "FILE"), "or give --remove"),
        (("set-logo", "FILE", "PLAN", "--remove"), "or give --remove"),
        (("copy-year", "FILE", "--to", "2022"), "2022 is the year that is copied from"),
        (("copy-year", "FILE", "--to", "2023", "--from", "2001"), "no plan for 2001"),
        (("copy-year", "FILE", "--to", "soon"), "“soon” is not a year for --to"),
        (("new", "FILE", "--organisation", "x", "--year", "2022"), "already"),
        (("new", "b.riskreg", "--organisation", " ", "--year", "2022"), "must not be empty"),
        (("new", "b.riskreg", "--organisation", "x" * 1_000_000, "--year", "2022"), "1000000 characters"),
        (
            ("new", "b.riskreg", "--organisation", "漢", "--year", "2022"),
            "“漢” (U+6F22), which cannot be printed",
        ),
        (("new", "b.riskreg", "--organisation", "x", "--year", "0001"), "not a year that a plan can have"),
        (("new", "b.riskreg", "--organisation", "x", "--year"), "--year wants a value"),
        (("sample", "FILE"), "already"),
        (("sample", "none/a.riskreg"), "folder"),
        (("check", "FILE", "extra"), "extra is not known"),
        (("history", "FILE", "--record", "K2"), "There is no K2 in the plan for 2022"),
        (("history", "FILE", "--record", "K2", "--year", "1999"), "no plan for 1999"),
        (("history", "FILE", "--year", "2022"), "Give --record as well"),
        (("history", "FILE", "--who", "nobody at all"), "Nobody called “nobody at all” is in the history"),
        (("history", "FILE", "--since", "soon"), "“soon” is not a date for --since, such as 2022-01-31"),
        (("chekc", "FILE"), "“chekc” is not a command"),
        (("chekc",), "“chekc” is neither a register nor a command"),
        (("--verbose",), "“--verbose” is not a command"),
    ],
)
def test_bad_input_is_one_line_and_leaves_the_register_alone(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = file.read_bytes()
    given = [{"FILE": str(file), "PLAN": str(REAL / "plan-2022.csv")}.get(word, word) for word in words]
    assert said in refused(capsys, *given)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_bug_gives_a_report_without_the_registers_texts(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(register: object, **more: object) -> int:
        raise RuntimeError("a secret text")

    monkeypatch.setattr(commands, "opened", fails)
    assert main(["check", str(file)]) == 3
    said = capsys.readouterr().err
    assert "send this report" in said
    assert "RuntimeError" in said
    assert "secret" not in said


# ------------------------------------------------------------------ help, language, start
def test_the_version_is_said_without_waiting_for_the_heavy_libraries() -> None:
    code = (
        "import sys; from riskreg.cli import main; main(['--version']); main(['--help']); "
        "main(['import', '--help']); "
        "print({'sqlalchemy', 'PySide6', 'reportlab', 'python_calamine'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"riskreg {__version__}\n")
    assert done.stdout.endswith("\nset()\n")


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(command, "--help")
    assert capsys.readouterr().out.startswith(f"usage: riskreg {command} ")
    run("--help")
    assert f"  riskreg {command} " in capsys.readouterr().out


def test_the_language_is_chosen_by_option_or_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "är inget kommando" in refused(capsys, "--language", "sv", "x", "y")
    monkeypatch.setenv("RISKREG_LANGUAGE", "sv")
    assert "är inget kommando" in refused(capsys, "x", "y")
    assert "is not a command" in refused(capsys, "--language", "en", "x", "y")


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    run("sample", tmp_path / "a.riskreg")
    command = f'"{sys.executable}" -m riskreg history "{tmp_path / "a.riskreg"}" | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_a_narrow_console_does_not_stop_the_work(tmp_path: Path) -> None:
    run("sample", tmp_path / "a.riskreg")
    done = apart("history", tmp_path / "a.riskreg", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


def test_lifts_a_risk_of_an_assessment_and_prints_it(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "bedömning.pdf"
    printing = ("print", file, "change-assessment", "-o", out)
    assert "Write one on the page Assessments first" in refused(capsys, *printing)
    with closing(open_register(file)) as register, register.step("Write") as edit:
        made = edit.add(ChangeAssessment(plan_id=register.year(2022).plan.id, name="Flytt"))
        edit.add(AssessmentRisk(assessment_id=made.id, text="Tiden räcker inte"))
    assert "There are: F1" in refused(capsys, *printing, "--number", "7")
    assert "F1 has no risk 2" in refused(capsys, "lift", file, "--number", 1, "--risk", 2)
    run("lift", file, "--number", "F1", "--risk", 1)
    assert "as K1" in capsys.readouterr().out
    assert year_of(file).control_points[0].text == "Tiden räcker inte"
    assert "already in the register, as K1" in refused(capsys, "lift", file, "--number", 1, "--risk", 1)
    run(*printing, "--number", 1)
    assert out.read_bytes().startswith(b"%PDF")
    book = tmp_path / "år.xlsx"
    run("export", file, "-o", book)
    rows = [list(row) for row in openpyxl.load_workbook(book)["Risks of changes"].values]
    assert rows[1] == ["F1.1", "Tiden räcker inte", None, None, "K1"]
