"""A form for one record, or for what several have in common, drawn from the record's fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from riskreg.domain.fields import Field, Kind, visible_fields
from riskreg.domain.records import Record
from riskreg.domain.wording import said
from riskreg.faults import Marked, Trouble
from riskreg.gui import look
from riskreg.gui.changing import put_value
from riskreg.gui.editors import EDITORS, Editor
from riskreg.gui.keys import focus_beside, keep_key
from riskreg.gui.notes import Note, Remark
from riskreg.gui.session import Session
from riskreg.texts import N_, Texts

COMMIT_AFTER = 1500  # milliseconds after the last keystroke
MakeEditor = Callable[[Field, Texts], Editor]


class FieldRow(QWidget):
    """A field's label, its editor and, below, what the register says against what is typed."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.field = editor.field
        self.label = Note(editor._(editor.field.label))
        self.label.setWordWrap(False)
        self.label.setBuddy(editor)
        self.refusal = Remark()
        self.clash: Trouble | None = None  # what others wrote under what is being typed, until it was told
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        for widget in (self.label, editor, self.refusal):
            self.column.addWidget(widget)


class RecordForm(QScrollArea):
    """Shows what `show_records` gives and commits each field as a step of its own.

    A field commits when it is left, on Ctrl+Enter and a while after the last keystroke.  What the register
    refuses stays in the editor, also when another record is shown meanwhile, with the reason below it.
    """

    def __init__(
        self, session: Session, kind: type[Record], editors: Mapping[str, MakeEditor] | None = None
    ) -> None:
        super().__init__()
        self._session = session
        self._ = session.texts
        self.records: tuple[Record, ...] = ()
        self.rows: dict[str, FieldRow] = {}
        self._drafts: dict[tuple[int | None, str], tuple[str, Trouble]] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(COMMIT_AFTER)
        self._later.timeout.connect(self._commit_all)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(look.MARGIN, look.GAP, look.MARGIN, look.MARGIN)
        self.column.setSpacing(look.GAP)
        self._build(visible_fields(kind), editors or {})
        self.setWidget(body)
        session.stepped.connect(lambda _announcement: self.refresh())

    def _build(self, fields: Sequence[Field], editors: Mapping[str, MakeEditor]) -> None:
        for group, members in groupby(fields, key=lambda f: f.group):
            if group:
                self.add_heading(self._(group))
            grid = QGridLayout()
            grid.setHorizontalSpacing(look.GAP + 4)
            grid.setVerticalSpacing(look.GAP)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            rows = [self._row(editors.get(f.name, EDITORS[f.kind])(f, self._)) for f in members]
            for row in rows:
                row.label.setVisible(row.field.label != group)  # the heading has said it
            _arrange(grid, rows)
            self.column.addLayout(grid)

    def _row(self, editor: Editor) -> FieldRow:
        row = FieldRow(editor)
        self.rows[editor.field.name] = row
        editor.typed.connect(self._later.start)
        editor.meant.connect(lambda: self._commit(row))
        return row

    def add_heading(self, text: str) -> QLabel:
        """A heading over what is added next."""
        heading = QLabel(text)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setContentsMargins(0, look.GAP, 0, 0)
        self.column.addWidget(heading)
        return heading

    # -- showing
    def show_records(self, records: Sequence[Record]) -> None:
        """Show one record, or what several have in common.  What was being typed is committed first."""
        if [r.id for r in records] != [r.id for r in self.records]:
            self.flush()
            self.records = tuple(records)
            for row in self.rows.values():
                row.refusal.say("")
                self._show(row)
                self._show_draft(row)
            self.verticalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        """Show the records as they are now; what is being typed stays."""
        before = self.records
        self.records = tuple(now for record in before if (now := self._session.current(record)))
        for row in self.rows.values():
            if not row.editor.pending():
                self._show(row)
            elif len(before) == len(self.records) == 1:
                row.clash = _clash(before[0], self.records[0], row.field, self._) or row.clash

    def _show(self, row: FieldRow) -> None:
        if not self.records:
            return
        editor, name = row.editor, row.field.name
        editor.show_record(self.records[0], self._session.year)
        mixed = len({getattr(record, name) for record in self.records}) > 1
        if mixed:
            editor.show_mixed()
        editor.setEnabled(len(self.records) == 1 or not row.field.required)
        editor.hold(any(map(self._session.is_settled, self.records)))

    def _show_draft(self, row: FieldRow) -> None:
        draft = self._drafts.get((self.records[0].id, row.field.name)) if len(self.records) == 1 else None
        if draft:
            row.editor.show_draft(draft[0])
            row.refusal.say(draft[1].say(self._))

    def focus_field(self, name: str, *, select: bool = False) -> None:
        """Put the cursor into a field."""
        row = self.rows[name]
        row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if select:
            row.editor.select_all()
        self.ensureWidgetVisible(row)

    # -- Qt
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as the form is read."""
        if not focus_beside(self._body, forward=forward):
            return super().focusNextPrevChild(forward)
        now = self._body.focusWidget()
        if now is not None and self._body.isAncestorOf(now):
            self.ensureWidgetVisible(now)
        return True

    def event(self, event: QEvent) -> bool:
        """Keys that mean something to a field are not the window's commands for the whole record."""
        return keep_key(event) or super().event(event)

    # -- committing
    def flush(self) -> None:
        """Commit what is being typed; what is refused stays, and is told in the message bar as well."""
        self._commit_all()
        for row in self.rows.values():
            if row.editor.pending() and row.refusal.sentence:
                self._session.trouble.emit(row.refusal.sentence)

    def show_refused(self, record: Record, field: Field, text: str, trouble: Trouble) -> None:
        """Take over what was typed elsewhere and refused, so that it can be mended here."""
        self._drafts[record.id, field.name] = text, trouble
        if [r.id for r in self.records] == [record.id]:
            self._show_draft(self.rows[field.name])

    def _commit_all(self) -> None:
        self._later.stop()
        for row in self.rows.values():
            if row.editor.pending() or row.refusal.sentence:
                self._commit(row)

    def _commit(self, row: FieldRow) -> None:
        if not self.records:
            return
        records, field = self.records, row.field
        key = records[0].id, field.name
        if field.kind in _TYPED and not row.editor.pending():
            self._accept(row, key)
            self._show(row)
            return
        try:
            if row.clash:
                raise row.clash
            put_value(self._session, records, field, row.editor.value())
        except Trouble as trouble:
            row.refusal.say(trouble.say(self._))
            row.clash = None
            if len(records) == 1:
                self._drafts[key] = row.editor.draft(), trouble
            return
        self._accept(row, key)
        self._show(row)

    def _accept(self, row: FieldRow, key: tuple[int | None, str]) -> None:
        """What is in the editor is what the register has: there is nothing more to say."""
        self._drafts.pop(key, None)
        row.clash = None
        row.refusal.say("")


def _clash(before: Record, now: Record, field: Field, _: Texts) -> Trouble | None:
    """That others changed a field meanwhile, and to what; None when they did not."""
    value = getattr(now, field.name)
    if value == getattr(before, field.name):
        return None
    return Trouble(
        N_(
            "Someone else changed “{field}” meanwhile, to “{theirs}”, so what you typed here is not saved "
            "yet. Write what is to stand, and leave the field again."
        ),
        field=Marked(field.label),
        theirs=said(field, value, _),
    )


_TYPED = frozenset({Kind.LINE, Kind.PARAGRAPH, Kind.NUMBER, Kind.DECIMAL, Kind.DATE, Kind.TIME})


def _arrange(grid: QGridLayout, rows: Sequence[FieldRow]) -> None:
    """Short fields side by side, the others below each other; a short one alone takes the width."""
    at, left = 0, None
    for row in rows:
        if row.editor.half and left is not None:
            grid.addWidget(left, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row, at, 1, Qt.AlignmentFlag.AlignTop)
            at, left = at + 1, None
            continue
        if left is not None:
            grid.addWidget(left, at, 0, 1, 2)
            at, left = at + 1, None
        if row.editor.half:
            left = row
        else:
            grid.addWidget(row, at, 0, 1, 2)
            at += 1
    if left is not None:
        grid.addWidget(left, at, 0, 1, 2)
