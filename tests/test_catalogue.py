"""The catalogue: a field added to a record appears everywhere, and every renderer knows every kind of field.

The field is added as a developer would: one line in records.py and one generated migration, in a copy of
the house.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from babel.messages.extract import extract

import riskreg
from riskreg.domain.fields import INTERNAL, Kind
from tests.builders import CHECKOUT, a_register
from tests.paper.reading import plain, program

LINE = '    remark: str = line(N_("Remark"), group=N_("Decision"), shown=True, paper=10)\n'
AFTER = '    analysis: str = paragraph(N_("Analysis")'
SAID = "Klipp <b>&</b> klar"


class House(NamedTuple):
    """A copy of the house with one more field, and what came of using it on a register made before."""

    folder: Path
    register: Path
    migrations: list[Path]  # those that are new
    found: dict[str, Any]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("house")
    for name in ("src", "db", "resources"):
        shutil.copytree(CHECKOUT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    register = a_register(folder, points=4)
    register.close()
    records = folder / "src" / "riskreg" / "domain" / "records.py"
    before, after = records.read_text("utf-8").split(AFTER)
    records.write_text(before + LINE + AFTER + after, encoding="utf-8")
    known = {path.name for path in (folder / "db" / "versions").glob("*.py")}
    run(folder, CHECKOUT / ".ci" / "new_migration.py", "add the remark")
    found = run(folder, Path(__file__).with_name("added_field.py"), register.path)
    new = [path for path in (folder / "db" / "versions").glob("*.py") if path.name not in known]
    return House(folder, register.path, new, json.loads(found))


def run(house: Path, script: Path, argument: str | Path) -> str:
    """What a script says that is run on the copied house."""
    environment = os.environ | {"PYTHONPATH": str(house / "src"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-W", "error", str(script), str(argument)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_the_copied_house_that_was_tried(house: House) -> None:
    assert Path(house.found["house"]) == house.folder


def test_the_migration_is_generated_and_adds_one_column(house: House) -> None:
    (migration,) = house.migrations
    deeds = [line.strip() for line in migration.read_text("utf-8").splitlines() if "op." in line]
    assert [line for line in deeds if "batch_op" in line and "with" not in line] == [
        "batch_op.add_column(sa.Column('remark', sa.Text(), server_default='', nullable=False))"
    ]


def test_an_older_register_gets_the_column_and_stays_whole(house: House) -> None:
    with closing(sqlite3.connect(house.register)) as raw:
        columns = dict(raw.execute("SELECT name, type FROM pragma_table_info('control_point')").fetchall())
        (schema,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name='control_point'").fetchone()
        assert raw.execute("PRAGMA user_version").fetchone() == (int(house.migrations[0].name[:4]),)
    assert columns["remark"] == "TEXT"
    assert "STRICT" in schema
    assert "AUTOINCREMENT" in schema
    assert house.found["at first"] == ""
    assert house.found["damaged by the migration"] == house.found["damaged"] == []


def test_the_value_is_stored_undone_searched_and_copied(house: House) -> None:
    assert house.found["stored"] == house.found["copied"] == SAID
    assert house.found["undone"] == ""
    assert house.found["searched"] is True


def test_the_history_tells_of_it(house: House) -> None:
    (line,) = house.found["history"]
    assert line.endswith(f"Remark: – → {SAID}")


def test_it_is_printed(house: House) -> None:
    printed = plain(program("pdftotext", house.register.with_name("plan.pdf"), "-"))
    assert "Remark" in printed
    assert SAID in printed


def test_the_table_shows_it_and_the_form_edits_it(house: House) -> None:
    assert house.found["window"] == {
        "heading": "Remark",
        "cell": SAID,
        "hidden": False,
        "typed": "Skrivet i formuläret",
    }


def test_a_spreadsheets_column_fills_it(house: House) -> None:
    assert house.found["imported"] == ["Ur arket"]


def test_the_translators_find_it(house: House) -> None:
    source = (house.folder / "src" / "riskreg" / "domain" / "records.py").read_bytes()
    assert "Remark" in [
        message for _line, message, *_more in extract("python", BytesIO(source), {"N_": None})
    ]


# ------------------------------------------------------------------ kinds
# Renderers of some kinds only: no field that they are asked for is of another.
SOME = {
    "LONGEST": frozenset(Kind) - {Kind.LINE, Kind.PARAGRAPH},  # only texts have a length
    "_READING": INTERNAL | {Kind.PICTURE, Kind.STEP},  # no table tells them; steps are read by their scale
    "PARSING": INTERNAL | {Kind.STEP, Kind.CHOICE, Kind.PICTURE},  # chosen, never typed
    "_DEFAULTS": frozenset(Kind),  # the others have none
}


def renderers() -> dict[str, dict[Kind, object]]:
    """Every dictionary by kind that a module of ours keeps, by its name."""
    found = {}
    for info in pkgutil.walk_packages(riskreg.__path__, "riskreg."):
        if info.name != "riskreg.__main__":
            for name, value in vars(importlib.import_module(info.name)).items():
                if isinstance(value, dict) and value and all(isinstance(key, Kind) for key in value):
                    found[name] = value
    return found


def test_every_renderer_covers_every_kind_of_field() -> None:
    found = renderers()
    assert {"SAYING", "ENCODE"} <= found.keys()
    missing = {
        name: {kind.name for kind in lacking}
        for name, renderer in found.items()
        if (lacking := set(Kind) - renderer.keys() - SOME.get(name, frozenset()))
    }
    assert missing == {}


def test_every_exception_is_still_needed() -> None:
    assert SOME.keys() - renderers().keys() == set()
