"""`riskreg backup`, `restore` and `check`: a register kept safe from the command line."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.cli import main
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Stage
from riskreg.keeping import back_up, backups
from riskreg.opening import open_register
from riskreg.register import Register
from tests.another_program import holding
from tests.builders import everything, found_wrong
from tests.faults.steps import as_first_schema

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKREG_LANGUAGE", "en")


@pytest.fixture
def file(register: Register) -> Path:
    """A register with a step after its only backup, and nothing to remark on; no program has it open."""
    with register.step("Decide") as edit:
        for point in register.year(2022).control_points:
            edit.put(point, replace(point, text=f"Risk {point.position}"))
        plan = register.year(2022).plan
        edit.put(plan, replace(plan, stage=Stage.ADOPTED))
    back_up(register)
    with register.step("Edit") as edit:
        point = register.year(2022).control_points[0]
        edit.put(point, replace(point, responsible="Sist skrivet"))
    register.close()
    return register.path


def run(output: Output, *words: object, code: int = 0) -> str:
    """What a command says; nothing on stderr unless it is refused."""
    output.readouterr()
    assert main([str(word) for word in words]) == code
    return output.readouterr().out


def refused(output: Output, *words: object) -> str:
    """The one line with which a command is refused."""
    output.readouterr()
    assert main([str(word) for word in words]) == 2
    told = output.readouterr()
    assert told.out == ""
    assert told.err.startswith("riskreg: ")
    assert told.err.count("\n") == 1
    return told.err


def tamper(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        for statement in statements:
            raw.execute(statement)


def responsible(path: Path) -> str:
    with closing(open_register(path)) as register:
        return register.year(2022).control_points[0].responsible


# ------------------------------------------------------------------ backup
def test_a_backup_is_a_whole_register(register: Register, file: Path, capsys: Output) -> None:
    copy = file.with_name("kopia.riskreg")
    assert run(capsys, "backup", file, "-o", copy) == f"A copy of the register is now in {copy}.\n"
    assert found_wrong(copy) == []
    with closing(open_register(copy)) as again:
        assert everything(again) == everything(register)
        assert again.history() == register.history()


def test_a_backup_is_made_while_another_program_writes(file: Path, capsys: Output) -> None:
    with holding(file):
        run(capsys, "backup", file, "-o", file.with_name("kopia.riskreg"))


def test_a_backup_overwrites_nothing(file: Path, capsys: Output) -> None:
    other = file.with_name("annan.riskreg")
    other.write_text("Hej", encoding="utf-8")
    assert "already exists" in refused(capsys, "backup", file, "-o", other)
    assert "already exists" in refused(capsys, "backup", file, "-o", file)
    assert other.read_text("utf-8") == "Hej"


def test_a_backup_that_cannot_be_made_is_told(file: Path, capsys: Output) -> None:
    assert "does not exist" in refused(capsys, "backup", file, "-o", file.parent / "borta" / "a.riskreg")
    assert "There is no file" in refused(
        capsys, "backup", file.with_name("saknas.riskreg"), "-o", "a.riskreg"
    )
    assert "-o/--output is missing" in refused(capsys, "backup", file)


# ------------------------------------------------------------------ restore
def test_the_backups_are_listed_with_what_each_would_change(
    register: Register, file: Path, capsys: Output
) -> None:
    with closing(open_register(file)) as again:
        back_up(again)
    newest, older = run(capsys, "restore", file).splitlines()
    shape = r"  {}  \d{{4}}-\d\d-\d\d \d\d:\d\d  [\d.]+ .B  {}"
    assert re.fullmatch(shape.format(1, "no difference"), newest)
    assert re.fullmatch(shape.format(2, "1 changed"), older)
    assert responsible(file) == "Sist skrivet"


def test_a_backup_is_brought_back_by_its_number_and_undo_takes_that_back(file: Path, capsys: Output) -> None:
    said = run(capsys, "restore", file, "--backup", 1)
    assert re.fullmatch(rf"{re.escape(str(file))} is now as it was .{{16}}\. Undo takes that back\.\n", said)
    with closing(open_register(file)) as register:
        assert register.year(2022).control_points[0].responsible == "Samordnaren"
        register.undo()
        assert register.year(2022).control_points[0].responsible == "Sist skrivet"


@pytest.mark.parametrize("number", [0, -1, 2, 99999999999])
def test_a_number_that_no_backup_has_is_refused(file: Path, capsys: Output, number: int) -> None:
    before = file.read_bytes()
    said = refused(capsys, "restore", file, "--backup", number)
    assert f"There is no backup {number}. How many there are: 1." in said
    assert file.read_bytes() == before


def test_a_register_without_backups_is_told(file: Path, capsys: Output) -> None:
    other = file.with_name("annan.riskreg")
    assert "There is no backup of" in refused(capsys, "restore", other)


def test_a_register_that_another_program_holds_is_not_restored(file: Path, capsys: Output) -> None:
    before = file.read_bytes()
    with holding(file):
        run(capsys, "restore", file)  # the list is for everybody
        assert "so here it can only be read" in refused(capsys, "restore", file, "--backup", 1)
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_backup_takes_the_place_of_a_damaged_register(file: Path, capsys: Output, content: bytes) -> None:
    whole = file.read_bytes()
    file.write_bytes(content if not content else whole[:4096])
    damaged = file.read_bytes()
    assert len(run(capsys, "restore", file).splitlines()) == 1
    said = run(capsys, "restore", file, "--backup", 1)
    assert f"{file} is there again, as it was" in said
    (aside,) = file.parent.glob("namnden (damaged *).riskreg")
    assert said.endswith(f"The damaged file is kept as {aside.name}.\n")
    assert aside.read_bytes() == damaged
    assert responsible(file) == "Samordnaren"


def test_a_register_that_is_gone_is_brought_back(file: Path, capsys: Output) -> None:
    file.unlink()
    assert "is there again" in run(capsys, "restore", file, "--backup", 1)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert responsible(file) == "Samordnaren"


def test_a_folder_that_is_gone_is_told(file: Path, capsys: Output) -> None:
    away = file.parent / "borta" / file.name
    assert "does not exist" in refused(capsys, "restore", away, "--backup", 1)


def test_a_damaged_backup_is_told_in_the_list_and_not_brought_back(file: Path, capsys: Output) -> None:
    (kept,) = backups(file)
    kept.path.write_bytes(kept.path.read_bytes()[:5000])
    assert "is damaged" in run(capsys, "restore", file)
    before = file.read_bytes()
    assert "is damaged" in refused(capsys, "restore", file, "--backup", 1)
    assert file.read_bytes() == before


# ------------------------------------------------------------------ check
def test_a_sound_register_gives_0_and_says_nothing(file: Path, capsys: Output) -> None:
    before = file.read_bytes()
    assert run(capsys, "check", file) == ""
    assert json.loads(run(capsys, "check", file, "--json")) == []
    assert run(capsys, "check", file, "--repair") == ""
    assert file.read_bytes() == before


def test_an_older_register_is_no_damaged_one(file: Path, capsys: Output) -> None:
    as_first_schema(file)
    before = file.read_bytes()
    assert run(capsys, "check", file) == ""
    assert file.read_bytes() == before


def test_damage_is_listed_and_gives_1_and_says_how_to_go_on(file: Path, capsys: Output) -> None:
    tamper(file, "UPDATE control_point SET text='x' WHERE id=2", "UPDATE journal SET who='x' WHERE id=2")
    before = file.read_bytes()
    capsys.readouterr()
    assert main(["check", str(file)]) == 1
    told = capsys.readouterr()
    broken, row = told.out.splitlines()
    assert broken.startswith("Entry 2 of the history was changed outside riskreg")
    assert row == "Control point 2 is damaged. It can be put back as the history has it: “Risk 2”."
    assert told.err == "Repair what can be repaired with: riskreg check --repair\n"
    found = json.loads(run(capsys, "check", file, "--json", code=1))
    assert [(f["rule"], f["number"], f["sentence"]) for f in found] == [
        ("damaged", None, broken),
        ("damaged", None, row),
    ]
    assert file.read_bytes() == before


def test_what_can_be_repaired_is_repaired_as_one_step(register: Register, file: Path, capsys: Output) -> None:
    tamper(
        file,
        "UPDATE control_point SET text='x' WHERE id=2",
        "UPDATE control_point SET decision='x' WHERE id=3",
        "DELETE FROM control_point_goal WHERE id=4",
    )
    steps = len(register_at(file).history())
    capsys.readouterr()
    assert main(["check", str(file), "--repair"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "What could be repaired is repaired, as one step: undo takes it back.\n"
    assert found_wrong(file) == []
    again = register_at(file)
    assert again.contents == register.contents
    assert len(again.history()) == steps + 1


def register_at(path: Path) -> Register:
    """The register, closed again at once; what it held and its history can still be read."""
    register = open_register(path, for_reading=True)
    register.close()
    return register


def test_what_cannot_be_repaired_stays_in_the_list(file: Path, capsys: Output) -> None:
    tamper(file, "UPDATE journal SET who='x' WHERE id=2", "DELETE FROM control_point_goal WHERE id=4")
    run(capsys, "check", file, code=1)
    said = run(capsys, "check", file, "--repair", code=1)
    assert said.startswith("Entry 2 of the history was changed outside riskreg")


def test_a_text_that_is_none_is_repaired(register: Register, file: Path, capsys: Output) -> None:
    tamper(file, "UPDATE control_point SET analysis=CAST(x'c3' AS TEXT) WHERE id=2")
    run(capsys, "check", file, code=1)
    run(capsys, "check", file, "--repair")
    with closing(open_register(file)) as again:
        assert again.contents[ControlPoint] == register.contents[ControlPoint]


def test_what_another_program_holds_is_not_repaired(file: Path, capsys: Output) -> None:
    tamper(file, "DELETE FROM control_point_goal WHERE id=4")
    before = file.read_bytes()
    with holding(file):
        run(capsys, "check", file, code=1)
        assert "so here it can only be read" in refused(capsys, "check", file, "--repair")
    assert file.read_bytes() == before


def test_what_is_no_register_is_refused(file: Path, capsys: Output) -> None:
    stranger = file.with_name("brev.riskreg")
    stranger.write_text("Hej", encoding="utf-8")
    assert "is not a riskreg register" in refused(capsys, "check", stranger)
    assert "There is no file" in refused(capsys, "check", file.with_name("saknas.riskreg"), "--repair")
    file.write_bytes(file.read_bytes()[:4096])
    assert "Bring back its newest backup" in refused(capsys, "check", file)
