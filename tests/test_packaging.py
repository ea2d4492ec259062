"""The wheel: what `pip install` puts on a machine that has no checkout."""

from __future__ import annotations

import subprocess
import sys
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["-q", "--no-deps", "--no-build-isolation", "--no-index"]
    command = [sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(CHECKOUT)]
    subprocess.run(command, check=True, capture_output=True)
    return ZipFile(next(folder.glob("riskreg-*.whl")))


def files(folder: str) -> set[str]:
    """The files of a folder of the checkout that belong to the product."""
    found = (path for path in (CHECKOUT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(CHECKOUT).as_posix() for path in found}


def test_the_wheel_holds_the_package_its_resources_and_its_migrations(wheel: ZipFile) -> None:
    code = {name.removeprefix("src/") for name in files("src")}
    beside = {f"riskreg/{name}" for name in files("resources") | files("db")}
    inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert (code | beside) - inside == set()


def test_the_wheel_holds_nothing_else(wheel: ZipFile) -> None:
    assert {name.split("/")[0] for name in wheel.namelist() if ".dist-info/" not in name} == {"riskreg"}
    assert [name for name in wheel.namelist() if "test" in name or name.endswith(".pyc")] == []


@pytest.mark.parametrize(
    "needed",
    [
        "resources/fonts/SourceSans3-Regular.ttf",
        "resources/fonts/OFL.txt",
        "resources/icons/riskreg.svg",
        "resources/i18n/sv.mo",
        "resources/sample/",
        "db/env.py",
        "db/versions/0001",
    ],
)
def test_what_the_program_looks_for_is_there(wheel: ZipFile, needed: str) -> None:
    assert any(name.startswith(f"riskreg/{needed}") for name in wheel.namelist())


def test_the_wheel_carries_its_licences_and_gives_the_command(wheel: ZipFile) -> None:
    information = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
    metadata: Message = message_from_bytes(wheel.read(f"{information}/METADATA"))
    assert metadata.get_all("License-File") == [
        "LICENSE",
        "resources/fonts/DejaVu-LICENSE.txt",
        "resources/fonts/NotoEmoji-OFL.txt",
        "resources/fonts/OFL.txt",
    ]
    assert "riskreg = riskreg.__main__:main" in wheel.read(f"{information}/entry_points.txt").decode()
