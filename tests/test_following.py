"""Following up from the command line and in the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from riskreg.cli import main
from riskreg.domain.follow_up_records import Action, ControlResult, IndicatorResult
from riskreg.domain.scales import ActionStatus, Decision
from riskreg.following import make_periods
from riskreg.opening import open_register
from riskreg.paper.annual_report import ANNUAL_REPORT
from riskreg.texts import texts
from tests.builders import YEAR, a_register
from tests.paper.reading import heard, plain, program


def command(*words: object) -> int:
    return main(["--language", "en", *map(str, words)])


def test_periods_are_made_once_and_undone(tmp_path: Path) -> None:
    register = a_register(tmp_path, points=4)
    assert make_periods(register, YEAR, texts("sv")) == 3
    assert register.year(YEAR).report
    register.undo()
    assert register.year(YEAR).periods == ()
    register.close()


def test_a_decimal_is_kept_to_the_digit(tmp_path: Path) -> None:
    register = a_register(tmp_path, points=4)
    make_periods(register, YEAR, texts("sv"))
    year = register.year(YEAR)
    with register.step("Value") as edit:
        edit.add(
            IndicatorResult(
                indicator_id=year.indicators[0].id, period_id=year.periods[0].id, value=Decimal("2.50")
            )
        )
    register.reload()
    assert register.is_sound
    assert str(register.year(YEAR).indicator_results[0].value) == "2.50"
    register.close()
    with closing(sqlite3.connect(register.path)) as raw:
        assert raw.execute("SELECT value FROM indicator_result").fetchall() == [("2.50",)]


def test_from_making_periods_to_the_printed_follow_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = a_register(tmp_path, points=4)
    path = register.path
    register.close()
    pdf = tmp_path / "f.pdf"
    assert command("print", path, "follow-up", "-o", pdf) == 2
    assert "no report periods yet" in capsys.readouterr().err
    assert command("follow-up", path, "--make-periods") == 0
    assert "1  Tertial 1  2022-01-01–2022-04-30  0 of 2 controls reported, late" in capsys.readouterr().out
    register = open_register(path)
    year = register.year(YEAR)
    handled = [p for p in year.control_points if p.decision is Decision.HANDLE]
    with register.step("Result") as edit:
        edit.add(
            ControlResult(
                control_point_id=handled[0].id, period_id=year.periods[0].id, checked=25, deviations=2
            )
        )
    register.close()
    assert command("check", path) == 1
    told = capsys.readouterr().out
    assert f"{year.number(handled[0])}: There is a deviation in Tertial 1, but no action." in told
    assert f"{year.number(handled[1])}: The control has no result yet: Tertial 1" in told
    assert command("print", path, "follow-up", "--number", 1, "--language", "en", "-o", pdf) == 0
    text = plain(program("pdftotext", "-layout", pdf, "-"))
    assert "1 of 2 controls is reported. 2 deviations were found." in text
    assert command("print", path, "annual-report", "--language", "en", "-o", pdf) == 0
    assert "Deviations were found; keep the control" in plain(program("pdftotext", pdf, "-"))


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ((), "0 actions were decided, and 0 of them are done."),
        ((ActionStatus.PLANNED,), "1 action was decided."),
        ((ActionStatus.DONE,), "1 action was decided, and it is done."),
        ((ActionStatus.DONE, ActionStatus.PLANNED), "2 actions were decided, and 1 of them is done."),
        ((ActionStatus.DONE,) * 2, "2 actions were decided, and 2 of them are done."),
    ],
)
def test_the_annual_report_counts_actions_in_whole_sentences(
    tmp_path: Path, statuses: tuple[ActionStatus, ...], said: str
) -> None:
    register = a_register(tmp_path, points=4)
    make_periods(register, YEAR, texts("en"))
    with register.step("Actions") as edit:
        for at, status in enumerate(statuses, 1):
            edit.add(Action(plan_id=register.year(YEAR).plan.id, position=at, text="Mend it", status=status))
    told = heard(ANNUAL_REPORT.draw(register.year(YEAR), texts("en")))
    register.close()
    assert f"The controls found 0 deviations. {said} " in told


@pytest.mark.parametrize(
    ("document", "number", "said"),
    [
        ("follow-up", 4, "no “4” among them. There are: 1 (Tertial 1), 2 (Tertial 2), 3 (Tertial 3)."),
        ("follow-up", 0, "no “0” among them"),
        ("plan", 1, "There is only one document “plan” in a year"),
    ],
)
def test_a_period_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], document: str, number: int, said: str
) -> None:
    register = a_register(tmp_path, points=4)
    make_periods(register, YEAR, texts("sv"))
    register.close()
    assert command("print", register.path, document, "--number", number, "-o", tmp_path / "x.pdf") == 2
    assert said in capsys.readouterr().err
