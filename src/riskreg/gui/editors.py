"""The form's editor for every kind of field."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from riskreg.domain.fields import Field, Kind
from riskreg.domain.numbers import decimal_of
from riskreg.domain.records import Record
from riskreg.domain.wording import NOT_STATED, said
from riskreg.domain.year import Year
from riskreg.faults import Marked, Trouble
from riskreg.gui import look
from riskreg.gui.segments import Option, Segments
from riskreg.gui.text_edits import TextArea, TextLine
from riskreg.texts import N_, Texts

DIFFERENT = N_("Different values")
MIXED: Final = object()  # held by choices of which none is what all records have


def parsed_number(field: Field, text: str) -> int | None:
    """A whole number as it is typed; empty is none."""
    try:
        return int(text) if text.strip() else None
    except ValueError:
        raise Trouble(
            N_("“{text}” in “{field}” is not a whole number. Write it with digits only."),
            text=text,
            field=Marked(field.label),
        ) from None


def parsed_decimal(field: Field, text: str) -> Decimal | None:
    """A number as it is typed, with a comma or a point; empty is none."""
    try:
        return decimal_of(text)
    except ValueError:
        raise Trouble(
            N_("“{text}” in “{field}” is not a number. Write it as 2,5 or 2.5, and nothing else."),
            text=text,
            field=Marked(field.label),
        ) from None


def parsed_date(field: Field, text: str) -> datetime.date | None:
    """A day as it is typed; empty is none."""
    try:
        return datetime.date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Trouble(
            N_("“{text}” in “{field}” is not a date. Write it as {example}."),
            text=text,
            field=Marked(field.label),
            example="2026-03-16",
        ) from None


# What is typed, as a value; kinds that are chosen are not here.
PARSING: dict[Kind, Callable[[Field, str], Any]] = {
    Kind.LINE: lambda field, text: text,
    Kind.PARAGRAPH: lambda field, text: text,
    Kind.NUMBER: parsed_number,
    Kind.DECIMAL: parsed_decimal,
    Kind.DATE: parsed_date,
}


class Editor(QWidget):
    """One field of a record.  `typed` says that something is under way, `meant` that it may be committed."""

    typed = Signal()
    meant = Signal()
    half = False  # whether two of its kind fit side by side

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__()
        self.field = field
        self._ = _

    def value(self) -> Any:
        """What the field should become.  Trouble when what is typed makes no value."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show what is stored."""
        raise NotImplementedError

    def show_mixed(self) -> None:
        """Show that several records have different values."""
        self.show_value(None)

    def show_record(self, record: Record, year: Year) -> None:
        """Show what a record of the year has in the field."""
        self.show_value(getattr(record, self.field.name))

    def pending(self) -> bool:
        """Whether something typed is not committed."""
        return False

    def draft(self) -> str:
        """What is typed and not committed, as text that `show_draft` takes back."""
        return ""

    def show_draft(self, draft: str) -> None:
        """Show what was typed earlier and could not be committed."""

    def select_all(self) -> None:
        """Select the whole text, for typing over it."""

    def _hold(self, widget: QWidget) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(widget)
        widget.setAccessibleName(self._(self.field.label))
        self.setFocusProxy(widget)


class TypedEditor(Editor):
    """What is typed: it may be pending, and different in several records."""

    edit: TextLine | TextArea

    def value(self) -> Any:
        return self.edit.written()

    def show_mixed(self) -> None:
        self.edit.show_text("")
        self.edit.setPlaceholderText(self._(DIFFERENT))

    def pending(self) -> bool:
        return self.edit.pending()

    def select_all(self) -> None:
        self.edit.selectAll()


class LineEditor(TypedEditor):
    """A text of one line."""

    edit: TextLine
    half = True

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self._hint = ""  # what stands in it, paler, while it is empty
        self.edit = TextLine()
        self._hold(self.edit)
        self.edit.textEdited.connect(self.typed)
        self.edit.left.connect(self.meant)

    def show_value(self, value: Any) -> None:
        self.edit.show_text(said(self.field, value, self._))
        self.edit.setPlaceholderText(self._hint)

    def draft(self) -> str:
        return self.edit.text()

    def show_draft(self, draft: str) -> None:
        self.edit.setText(draft)
        self.edit.setModified(True)


class ParsedEditor(LineEditor):
    """A number or a day, typed; or nothing."""

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        if field.kind is Kind.DATE:
            self._hint = _("yyyy-mm-dd")

    def value(self) -> Any:
        return PARSING[self.field.kind](self.field, self.edit.written())


class ParagraphEditor(TypedEditor):
    """A text of any length."""

    edit: TextArea

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self.edit = TextArea()
        self._hold(self.edit)
        self.edit.textChanged.connect(self.typed)
        self.edit.left.connect(self.meant)

    def show_value(self, value: Any) -> None:
        self.edit.show_text(value or "")
        self.edit.setPlaceholderText("")

    def draft(self) -> str:
        return self.edit.written()

    def show_draft(self, draft: str) -> None:
        self.edit.setPlainText(draft)
        self.edit.document().setModified(True)


class StepEditor(Editor):
    """A step of one of the year's scales: its number to click, its name beside."""

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self.segments = Segments(_(field.label))
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.segments)
        row.addWidget(self._name, 1)
        self.segments.chosen.connect(self._chosen)
        self.segments.hovered.connect(self._tell)
        self.setFocusProxy(self.segments)

    def show_record(self, record: Record, year: Year) -> None:
        steps = year.steps(self.field.axis)
        self.segments.show_options(
            [
                Option(
                    s.value,
                    str(s.value),
                    f"{s.value} {s.name}",
                    f"{s.value} {s.name}\n{s.description}".strip(),
                )
                for s in steps
            ]
        )
        super().show_record(record, year)

    def value(self) -> Any:
        return self.segments.value()

    def show_value(self, value: Any) -> None:
        self.segments.show_value(value)
        self._tell(None)

    def show_mixed(self) -> None:
        self.segments.show_value(MIXED)
        self._tell(None)

    def _chosen(self, _value: object) -> None:
        self._tell(None)
        self.meant.emit()

    def _tell(self, option: Option | None) -> None:
        """The name of the step that holds, or paler of the one that is looked at."""
        held = self.segments.held()
        looked_at = option if option and option != held else None
        shown = looked_at or held
        none = self._(DIFFERENT) if self.segments.value() is MIXED else self._("Not assessed")
        self._name.setText(shown.name.partition(" ")[2] if shown else none)
        palette = self.palette()
        if looked_at or not held:
            palette.setColor(self._name.foregroundRole(), look.quiet())
        self._name.setPalette(palette)


def offered(record: Record, field: Field) -> list[Any]:
    """What may be chosen in a field of closed choices: none as well, where it starts with none."""
    optional = type(record).__dataclass_fields__[field.name].default is None
    return [*([None] if optional else []), *(field.choices or ())]


class ChoiceEditor(Editor):
    """One of a closed set, in a list that opens."""

    half = True

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the form past it
        self.box.installEventFilter(self)
        self._hold(self.box)
        assert field.choices is not None
        self._values: list[Any] = list(field.choices)
        self.box.activated.connect(lambda _at: self.meant.emit())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the form; it changes no value on the way."""
        if event.type() == QEvent.Type.Wheel and watched is self.box:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_record(self, record: Record, year: Year) -> None:
        self._values = offered(record, self.field)
        texts = [self._(v.label) if v else self._(NOT_STATED) for v in self._values]
        if texts != [self.box.itemText(at) for at in range(self.box.count())]:
            self.box.clear()
            self.box.addItems(texts)
        super().show_record(record, year)

    def value(self) -> Any:
        at = self.box.currentIndex()
        return self._values[at] if at >= 0 else None

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def show_mixed(self) -> None:
        self.box.setCurrentIndex(-1)


class ShownOnly(Editor):
    """A value that nobody types: derived, or the machinery's own."""

    half = True

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._value: Any = None
        self._hold(self._label)

    def value(self) -> Any:
        return self._value

    def show_value(self, value: Any) -> None:
        self._value = value
        self._label.setText(said(self.field, value, self._))


EDITORS: dict[Kind, Callable[[Field, Texts], Editor]] = {
    Kind.KEY: ShownOnly,
    Kind.OWNER: ShownOnly,
    Kind.LINK: ShownOnly,
    Kind.LINEAGE: ShownOnly,
    Kind.POSITION: ShownOnly,
    Kind.LINE: LineEditor,
    Kind.PARAGRAPH: ParagraphEditor,
    Kind.STEP: StepEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.NUMBER: ParsedEditor,
    Kind.DECIMAL: ParsedEditor,
    Kind.DATE: ParsedEditor,
}
