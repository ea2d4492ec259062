"""Run by test_catalogue.py in a copy of the house whose control points have one more field, `remark`.

Opens the register given as argument, uses the field everywhere, and prints what came of it as JSON.
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import riskreg
from riskreg.domain.change import all_of, with_value
from riskreg.domain.fields import visible_fields
from riskreg.domain.filtering import PointFilter, chosen
from riskreg.domain.history import changes_told
from riskreg.domain.records import ControlPoint
from riskreg.exchange.intake import propose
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.sheet import read_sheets
from riskreg.gui.record_form import RecordForm
from riskreg.gui.record_table import RecordTable
from riskreg.gui.session import Session
from riskreg.keeping import copy_forward
from riskreg.opening import open_register
from riskreg.paper.documents import document_called
from riskreg.register import Register
from riskreg.settings import Settings
from riskreg.texts import texts

SAID = "Klipp <b>&</b> klar"


def in_the_core(register: Register) -> dict[str, Any]:
    found: dict[str, Any] = {"damaged by the migration": register.damaged}
    point = register.year(2022).control_points[0]
    found["at first"] = getattr(point, "remark")  # noqa: B009 - only this copy has it
    with register.step("Edit") as edit:
        edit.put(point, with_value(point, "remark", SAID))
    assert register.undoable
    found["history"] = list(changes_told(register.changes_of(register.undoable), texts("en")))
    register.undo()
    found["undone"] = getattr(register.year(2022).control_points[0], "remark")  # noqa: B009
    register.redo()
    register.reload()
    found["stored"] = getattr(register.year(2022).control_points[0], "remark")  # noqa: B009
    found["searched"] = [p.id for p in chosen(register.year(2022), PointFilter(text="klipp"))] == [point.id]
    copy_forward(register, 2022, 2023, keep_decisions=True)
    found["copied"] = getattr(register.year(2023).control_points[0], "remark")  # noqa: B009
    found["damaged"] = register.damaged
    return found


def on_paper(register: Register, folder: Path) -> None:
    (folder / "plan.pdf").write_bytes(document_called("plan").draw(register.year(2022), texts("en")))


def in_the_window(register: Register, folder: Path) -> dict[str, Any]:
    app = QApplication([])
    session = Session(register, 2022, Settings(folder / "settings.json"), texts("en"))
    table, form = RecordTable(session, ControlPoint, "points"), RecordForm(session, ControlPoint)
    points = session.year.control_points
    table.show_records(points)
    form.show_records(points[1:2])
    model = table.model()
    assert model
    column = [field.name for field in visible_fields(ControlPoint)].index("remark") + 1
    editor = form.rows["remark"].editor
    editor.show_draft("Skrivet i formuläret")
    form.flush()
    app.processEvents()
    return {
        "heading": model.headerData(column, Qt.Orientation.Horizontal),
        "cell": model.data(model.index(0, column)),
        "hidden": table.isColumnHidden(column),
        "typed": getattr(session.year.control_points[1], "remark"),  # noqa: B009
    }


def imported(register: Register, folder: Path) -> list[str]:
    source = folder / "source.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Kontrollmoment", "Remark"], ["Ny risk", "Ur arket"]])
    proposal = propose(find_layout(read_sheets(source), texts("en")), register.year(2022), texts("en"))
    with register.step("Import") as edit:
        proposal.write(edit)
    new = [p for p in all_of(register.contents, ControlPoint) if p.text == "Ny risk"]
    return [getattr(replace(point), "remark") for point in new]  # noqa: B009


def main(path: Path) -> None:
    register = open_register(path)
    found = {"house": str(Path(riskreg.__file__).parents[2])} | in_the_core(register)
    on_paper(register, path.parent)
    found["imported"] = imported(register, path.parent)
    found["window"] = in_the_window(register, path.parent)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
