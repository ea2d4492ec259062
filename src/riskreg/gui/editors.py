"""The form's editor for every kind of field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from riskreg.domain.fields import Field, Kind
from riskreg.domain.records import Record
from riskreg.domain.wording import NOT_STATED, said
from riskreg.domain.year import Year
from riskreg.gui import look
from riskreg.gui.parsed import PARSING
from riskreg.gui.picture_choice import PictureChoice
from riskreg.gui.segments import Option, Segments
from riskreg.gui.text_edits import TextArea, TextLine
from riskreg.texts import N_, Texts

DIFFERENT = N_("Different values")
MIXED: Final = object()  # held by choices of which none is what all records have


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

    def hold(self, held: bool) -> None:
        """Let nothing be changed while it is held; what is there can still be read."""
        if held:
            look.keep_readable(self)
            self.setEnabled(False)

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

    def hold(self, held: bool) -> None:
        """It can still be selected, copied and scrolled; it looks like the page, not like a field to fill."""
        self.edit.setReadOnly(held)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        ours = self.palette()
        wanted = ours.color(QPalette.ColorRole.Window if self.edit.isReadOnly() else QPalette.ColorRole.Base)
        palette = self.edit.palette()
        if palette.color(QPalette.ColorRole.Base) != wanted:
            palette.setColor(QPalette.ColorRole.Base, wanted)
            self.edit.setPalette(palette)

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
        elif field.kind is Kind.TIME:
            self._hint = _("hh:mm")

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


class PictureEditor(Editor):
    """A picture from a file."""

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self.choice = PictureChoice(_)
        self.choice.chosen.connect(self.meant)
        self._hold(self.choice)

    def value(self) -> str:
        return self.choice.picture

    def show_value(self, value: Any) -> None:
        self.choice.show_picture(value or "")


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
    Kind.PICTURE: PictureEditor,
    Kind.BLOB: ShownOnly,
    Kind.TIME: ParsedEditor,
}
