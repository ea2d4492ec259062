"""`riskreg compare`: another version of the register listed, and taken over."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from riskreg.cli import main
from riskreg.domain.records import ControlPoint
from riskreg.opening import open_register
from riskreg.register import Register


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RISKREG_LANGUAGE", "en")


@pytest.fixture
def other(register: Register) -> Path:
    """Another version, in which K1 has another responsible and K2 another method; here K2 has one too."""
    path = register.path.with_name("annan.riskreg")
    shutil.copy(register.path, path)
    with closing(open_register(path)) as theirs:
        change(theirs, 0, responsible="Anna")
        change(theirs, 1, method="Intervju")
    change(register, 1, method="Stickprov")
    register.close()
    return path


def change(register: Register, at: int, **values: str) -> None:
    with register.step("Change") as edit:
        before = register.year(2022).control_points[at]
        edit.put(before, replace(before, **values))  # type: ignore[arg-type]


def points(path: Path) -> tuple[ControlPoint, ...]:
    with closing(open_register(path)) as register:
        return tuple(register.year(2022).control_points)


def test_lists_what_differs(register: Register, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(register.path), str(other)]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("2022 Control point “Risk nummer 1")
    assert first.endswith("changed there; there: Responsible")
    assert second.endswith("changed in both: look closer; there: Control method")


def test_takes_what_is_sure(register: Register, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(register.path), str(other), "--take", "sure"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 difference is taken over."
    first, second, *_others = points(register.path)
    assert (first.responsible, second.method) == ("Anna", "Stickprov")


def test_takes_all(register: Register, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(register.path), str(other), "--take", "all"]) == 0
    assert points(register.path)[1].method == "Intervju"
    assert main(["compare", str(register.path), str(other)]) == 0
    assert "holds the same as the register" in capsys.readouterr().out


def test_what_is_no_register_is_told(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = tmp_path / "brev.txt"
    stranger.write_text("Hej", encoding="utf-8")
    assert main(["compare", str(register.path), str(stranger)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
