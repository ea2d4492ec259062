"""What a spreadsheet would bring into the plan: shown, mended where it is wrong, taken in as one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from riskreg.exchange.layout import Layout, Source
from riskreg.exchange.mapping_file import as_file, keep_mapping, mapped_from, read_mapping
from riskreg.exchange.proposal import Proposal
from riskreg.exchange.row_choice import RowChoice, chosen_rows
from riskreg.exchange.scale_choice import ScaleChoice
from riskreg.exchange.sheet import Sheet
from riskreg.faults import Trouble
from riskreg.files import write_whole
from riskreg.gui import ask
from riskreg.gui.background import PATIENCE, Job, Progress, run
from riskreg.gui.import_dialog.face import Face
from riskreg.gui.import_dialog.trial import Found, Tried, found_in, tried
from riskreg.gui.session import Session
from riskreg.texts import N_

T = TypeVar("T")

_KINDS = N_("Mappings of columns ({patterns})")


class ImportDialog(QDialog):
    """Looks through the sheets of a file and proposes; accepting writes the rows as one step.

    What was chosen stays chosen: for the columns and scales in `chosen`, for rows in `choices`.
    """

    def __init__(
        self, session: Session, path: Path, sheets: tuple[Sheet, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.path, self._ = session, path, session.texts
        self.chosen: Layout | None = None
        self.choices: dict[int, RowChoice] = {}
        self.proposal: Proposal | None = None
        self._sheets = sheets
        self._tables: tuple[Found, ...] = ()
        self._table: Found | None = None
        self._tried: Tried | None = None
        self._is_chosen = False
        self._job: Job | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self.setWindowTitle(self._("Import {name}", name=path.name))
        self.face = Face(session, self)
        self._connect()
        self.face.show_sheets(sheets)
        self._find()

    def _connect(self) -> None:
        face = self.face
        face.kind.activated.connect(lambda _at: self._take_kind())
        face.sheet.activated.connect(lambda _at: self._find(Source(face.kind.currentData())))
        face.table.activated.connect(self._take_table)
        face.guess_anew.clicked.connect(self._guess_anew)
        face.columns.chosen.connect(self._choose_column)
        face.scales.chosen.connect(self._choose_scale)
        face.rows.chosen.connect(self._choose_row)
        face.save_mapping.clicked.connect(self._save_mapping)
        face.load_mapping.clicked.connect(self._load_mapping)
        face.buttons.accepted.connect(self._import)
        face.buttons.rejected.connect(self.reject)
        self._patience.timeout.connect(face.progress.show)

    # -- reading
    def _find(self, source: Source | None = None, then: Callable[[], None] | None = None) -> None:
        """Look for the tables that the sheet, or the file, has; begin with the likeliest, `then` go on."""
        sheets, settings, _ = self._sheets, self.session.settings, self._
        name, before = self.face.sheet.currentData(), self.proposal

        def have(found: tuple[Found, ...]) -> None:
            self._tables = found
            self.face.show_tables([table.layout for table in found])
            self._take_table(0)
            if then is not None:
                then()

        def fail(trouble: Trouble) -> None:
            self._fail(trouble)
            if before is not None:  # nothing of the kind is there: what was shown goes on
                self.proposal = before
                self.face.go_back_to(before)

        self._work(lambda _progress: found_in(sheets, source, name, settings, _), have, fail)

    def _take_kind(self) -> None:
        """Take the table for something else; own and mandatory control points have the same columns."""
        source = Source(self.face.kind.currentData())
        if self.chosen is None or Source.GOALS in (source, self.chosen.source):
            self._find(source)
        else:
            self._try(replace(self.chosen, source=source))

    def _take_table(self, at: int) -> None:
        self._table = self._tables[at]
        self._begin(self._table.layout)
        self.face.show_before(self._table.before is not None)

    def _guess_anew(self) -> None:
        """Forget what was chosen for these headings before."""
        if self._table:
            self._begin(self._table.guessed)
            self.face.show_before(False)
            self._is_chosen = True

    def _begin(self, layout: Layout) -> None:
        self.choices, self._is_chosen = {}, False
        self._try(layout)

    def _try(self, layout: Layout) -> None:
        """Try out what importing with these columns and scales would do."""
        year, _ = self.session.year, self._
        self.chosen = layout
        self.face.show_layout(layout, year)
        self._work(lambda _progress: tried(layout, year, _), self._show)

    def _work(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Trouble], None] | None = None,
    ) -> None:
        """One thing at a time: what comes next stops what was under way."""
        if self._job is not None:
            self._job.cancel()
        self.proposal = None
        self.face.allow(0)
        self._patience.start()
        self._job = run(self, self.session, "", work, done, failed=failed or self._fail, quietly=True)
        self._job.moved.connect(self.face.show_progress)
        self._job.ended.connect(self._rest)

    def _rest(self) -> None:
        self._patience.stop()
        self.face.progress.hide()

    def _fail(self, trouble: Trouble) -> None:
        self.face.fail(trouble.say(self._), str(self.path))

    def _show(self, found: Tried) -> None:
        self._tried = found
        try:
            proposal = chosen_rows(found.proposal, self.choices, self._)
        except Trouble as trouble:
            self._fail(trouble)
            return
        self.proposal = proposal
        self.face.show_tried(found, proposal, self.choices)

    # -- choosing
    def _choose_column(self, at: int, field: str) -> None:
        if self.chosen is None:
            return
        try:
            layout = self.chosen.with_column(at, field, self._)
        except Trouble as trouble:
            self.face.trouble.say(trouble.say(self._))
            return
        self._is_chosen = True
        self._try(layout)

    def _choose_scale(self, axis: str, choice: ScaleChoice) -> None:
        if self.chosen is not None:
            self._is_chosen = True
            self._try(self.chosen.with_scale(axis, choice))

    def _choose_row(self, number: int, choice: RowChoice | None) -> None:
        """Take a choice for a row; one that goes with no other is refused, and the others stay."""
        if self._tried is None or self.proposal is None:
            return
        choices = {row: made for row, made in self.choices.items() if row != number}
        if choice is not None:
            choices[number] = choice
        try:
            proposal = chosen_rows(self._tried.proposal, choices, self._)
        except Trouble as trouble:
            self.face.trouble.say(trouble.say(self._))
            return
        self.choices, self.proposal = choices, proposal
        self.face.show_tried(self._tried, proposal, choices)

    # -- deeds
    def _save_mapping(self) -> None:
        """Write what is chosen for the columns and scales as a file, to be followed again."""
        _ = self._
        if self.chosen is None:
            return
        kinds = _(_KINDS, patterns="*.json")
        proposal = self.session.settings.documents_folder / f"{self.path.stem}.json"
        path = ask.save_file(self, _, _("Save the mapping"), kinds, proposal)
        if path is None:
            return
        try:
            self._spare(path)
            write_whole(path, as_file(self.chosen))
        except Trouble as trouble:
            self.face.trouble.say(trouble.say(_))
            return
        self.face.trouble.say("")
        self.face.told.setText(_("The mapping is saved as {path}.", path=path))
        self.face.told.show()

    def _load_mapping(self) -> None:
        """Choose columns and scales as a file says that was saved here or by the command line."""
        _, chosen = self._, self.chosen
        folder = self.session.settings.documents_folder
        path = ask.open_file(self, _, _("Load a mapping"), _(_KINDS, patterns="*.json"), folder)
        if path is None or chosen is None:
            return
        try:
            mapping = read_mapping(path)
        except Trouble as trouble:
            self.face.trouble.say(trouble.say(_))
            return
        source = Source(mapping["source"])
        if source is not chosen.source and Source.GOALS in (source, chosen.source):
            self._find(source, lambda: self._follow(mapping, path))
        else:
            self._follow(mapping, path)

    def _follow(self, mapping: dict[str, Any], path: Path) -> None:
        """Choose as a mapping says, if it is one of this table."""
        if self._table is None:
            return
        try:
            layout = mapped_from(path, self._table.guessed, mapping, self._)
        except Trouble as trouble:
            self.face.trouble.say(trouble.say(self._))
            return
        self._is_chosen = True
        self.face.trouble.say("")
        self.face.show_before(False)
        self._try(layout)
        self.face.told.setText(self._("The columns and scales are as {path} says.", path=path))
        self.face.told.show()

    def _spare(self, path: Path) -> None:
        """Never write over what is being read or the register itself."""
        if path.resolve() in (self.path.resolve(), self.session.register.path.resolve()):
            raise Trouble(N_("{path} is in use. Choose another name for the mapping."), path=path)

    def _import(self) -> None:
        if self.proposal is None or self.chosen is None:
            return
        count = self.proposal.taken
        self.session.back_up_first()
        try:
            with self.session.register.step(N_("Import {name}"), name=self.path.name) as edit:
                self.proposal.write(edit)
        except Trouble as trouble:
            self.face.trouble.say(trouble.say(self._))
            return
        if self._is_chosen:
            keep_mapping(self.session.settings, self.chosen)
        self.session.told.emit(self._.n("{count} row is imported", "{count} rows are imported", count))
        self.accept()

    def done(self, result: int) -> None:
        """Nothing more is wanted of what is under way."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)
