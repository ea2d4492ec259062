"""Editions on the command line: adopted, printed again, verified, and gone on from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.cli import main
from riskreg.domain.scales import Stage
from riskreg.domain.year import Year
from riskreg.opening import open_register
from tests.builders import a_goal, a_register
from tests.paper.reading import text_of

ADOPT = ("--date", "2021-12-16", "--paragraph", "§ 39", "--case", "2021/28-2.2.0.1")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKREG_LANGUAGE", "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    register = a_register(tmp_path, points=4)
    register.close()
    return register.path


def said(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    capsys.readouterr()
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The one line with which a command is refused."""
    capsys.readouterr()
    assert main([str(word) for word in words]) == 2
    line = capsys.readouterr().err
    assert line.startswith("riskreg: ")
    assert line.count("\n") == 1
    return line


def year_of(path: Path) -> Year:
    register = open_register(path, for_reading=True)
    try:
        return register.year(2022)
    finally:
        register.close()


def test_an_edition_goes_from_adoption_to_verified_print(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(
        capsys, "adopt", file, *ADOPT, "--comment", "Första", "--role", "Ordförande", "--name", "Anna"
    )
    (edition,) = year_of(file).editions
    assert edition.fingerprint in told
    assert (edition.role, edition.name, edition.comment) == ("Ordförande", "Anna", "Första")
    assert edition.case_number == "2021/28-2.2.0.1"
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    said(capsys, "print", file, "plan", "--edition", 1, "-o", one)
    assert "untouched" in said(capsys, "verify", file, one)
    assert "edition 2" in said(capsys, "next-edition", file)
    assert (year_of(file).plan.stage, year_of(file).plan.edition) == (Stage.DRAFT, 2)
    said(capsys, "print", file, "plan", "--edition", 1, "-o", other)
    assert other.read_bytes() == one.read_bytes()
    assert "A later edition" in said(capsys, "verify", file, other)
    assert "2021/28-2.2.0.1" in text_of(one.read_bytes(), tmp_path)


def test_an_adopted_plan_prints_as_it_was_decided(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "adopt", file, *ADOPT)
    plain, numbered, english = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    said(capsys, "print", file, "plan", "-o", plain)
    said(capsys, "print", file, "plan", "--edition", "1", "-o", numbered)
    assert plain.read_bytes() == numbered.read_bytes()
    said(capsys, "print", file, "plan", "--language", "en", "-o", english)
    assert "Internal control plan" in text_of(english.read_bytes(), tmp_path)
    assert "printed by riskreg" in refused(capsys, "verify", file, english)


def test_what_is_unclear_is_named_and_nothing_adopted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = a_register(tmp_path, points=4)
    point = register.year(2022).control_points[0]
    with register.step("Unclear") as edit:
        edit.put(point, replace(point, decision=None))
    register.close()
    line = refused(capsys, "adopt", register.path, *ADOPT)
    assert "K1: There is no decision yet." in line
    assert year_of(register.path).editions == ()


def test_what_only_gives_pause_is_told_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = a_register(tmp_path, points=4)
    with register.step("Goal") as edit:
        edit.add(a_goal(register.year(2022).plan, text="Obevakat", position=9))
    register.close()
    assert main(["adopt", str(register.path), *ADOPT]) == 0
    assert "M3: No control point guards this goal." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--date", "2021-02-30", "--paragraph", "§ 1"), "“2021-02-30” is not a date"),
        (("--date", "i morgon", "--paragraph", "§ 1"), "“i morgon” is not a date"),
        (("--date", "2021-12-16"), "--paragraph"),
        (("--date", "2021-12-16", "--paragraph", " "), "must not be empty"),
        (("--date", "2021-12-16", "--paragraph", "§ 1", "--year", "2030"), "no plan for 2030"),
    ],
)
def test_what_is_no_decision_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], expected: str
) -> None:
    assert expected in refused(capsys, "adopt", file, *words)
    assert year_of(file).editions == ()


def test_what_comes_out_of_turn_is_refused(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.pdf"
    assert "not adopted yet" in refused(capsys, "next-edition", file)
    assert "no adopted edition 1" in refused(capsys, "print", file, "plan", "--edition", 1, "-o", out)
    said(capsys, "adopt", file, *ADOPT)
    assert "adopted already" in refused(capsys, "adopt", file, *ADOPT)
    assert "There are: 1." in refused(capsys, "print", file, "plan", "--edition", 2, "-o", out)
    wrong = refused(capsys, "print", file, "plan", "--edition", 1, "--language", "en", "-o", out)
    assert "Leave out --language" in wrong
    assert not out.exists()


def test_pdfs_that_are_none_of_ours_are_refused(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "adopt", file, *ADOPT)
    print_ = tmp_path / "print.pdf"
    said(capsys, "print", file, "plan", "-o", print_)
    content = print_.read_bytes()
    changed = tmp_path / "changed.pdf"
    at = len(content) // 2
    changed.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert "was edition 1" in refused(capsys, "verify", file, changed)
    changed.write_bytes(b"not a PDF")
    assert "no PDF" in refused(capsys, "verify", file, changed)
    assert "There is no file" in refused(capsys, "verify", file, tmp_path / "none.pdf")
    assert "is a folder" in refused(capsys, "verify", file, tmp_path)
