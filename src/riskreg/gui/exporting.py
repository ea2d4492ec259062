"""A year as a file for other programs: a Word document or a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from riskreg.exchange.export import exported
from riskreg.exchange.json_file import SUFFIX as WHOLE_REGISTER
from riskreg.exchange.json_file import json_of
from riskreg.files import ascii_name, write_whole
from riskreg.gui import ask
from riskreg.gui.background import run
from riskreg.gui.session import Session
from riskreg.texts import N_, texts

KINDS = {
    ".docx": N_("The plan as a Word document"),
    ".xlsx": N_("Its tables as an Excel workbook"),
    ".csv": N_("Its control points as a CSV file"),
    WHOLE_REGISTER: N_("The whole register as JSON"),
}


def export(parent: QWidget, session: Session) -> None:
    """Ask where to, and write the year that is shown; the name's ending says as what."""
    _, year = session.texts, session.year
    paper = texts(year.organisation.language)
    name = f"{ascii_name(paper('internal-control-plan'))}-{year.plan.year}.docx"
    kinds = ";;".join(f"{_(kind)} (*{suffix})" for suffix, kind in KINDS.items())
    path = ask.save_file(parent, _, _("Export"), kinds, session.settings.documents_folder / name)
    if path is None:
        return
    target: Path = path

    def write(content: bytes) -> None:
        with session.attempt():
            write_whole(target, content)
            session.settings.put("documents_folder", str(target.absolute().parent))
            session.told.emit(_("Saved as {path}", path=target))

    contents = session.register.contents

    def content(_progress: object) -> bytes:
        is_whole = target.suffix.lower() == WHOLE_REGISTER
        return json_of(contents) if is_whole else exported(year, target.suffix, paper)

    run(parent, session, _("Exporting"), content, write)
