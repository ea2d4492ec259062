"""Fields with their values before and after, whole and wrapped, to read, select and copy."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit

from riskreg.domain.differing import Piece, differences
from riskreg.domain.history import FieldChange
from riskreg.gui import look
from riskreg.texts import N_, Texts

SIDES = {"before": N_("Before"), "after": N_("After")}
_LINES = {"before": "line-through", "after": "underline"}  # what differs is not told by colour alone
_TINT = 0.2  # how much of the accent lies under it
_LABELS = 24  # percent of the width
_CELL = "padding: 3px 8px 3px 0"


class FieldTable(QTextEdit):
    """As high as what it shows; the words that differ are struck out before and underlined after."""

    def __init__(
        self,
        fields: Sequence[FieldChange],
        sides: Sequence[str],
        _: Texts,
        *,
        headings: Mapping[str, str] = SIDES,
    ) -> None:
        super().__init__()
        self._fields, self._sides, self._, self._headings = fields, sides, _, headings
        self.setAccessibleName(_("Fields"))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._write()

    def _write(self) -> None:
        quiet = f"color: {look.quiet().name()}"
        lines = []
        if len(self._sides) > 1:  # of what came or went there is one side only, which needs no heading
            headings = {side: self._(self._headings[side]) for side in SIDES}
            lines.append("<td></td>" + self._cells(headings, quiet))
        for field in self._fields:
            pieces = dict(zip(SIDES, differences(field.before, field.after), strict=True))
            said = {side: self._marked(pieces[side], side) for side in SIDES}
            label = f"<td width='{_LABELS}%' style='{_CELL}; {quiet}'>{html.escape(field.label)}</td>"
            lines.append(label + self._cells(said, _CELL))
        table = "".join(f"<tr>{line}</tr>" for line in lines)
        self.setHtml(f"<table width='100%' cellspacing='0' cellpadding='0'>{table}</table>")

    def _cells(self, said: Mapping[str, str], style: str) -> str:
        width = (100 - _LABELS) // len(self._sides)
        return "".join(f"<td width='{width}%' style='{style}'>{said[side]}</td>" for side in self._sides)

    def _marked(self, pieces: Iterable[Piece], side: str) -> str:
        style = f"text-decoration: {_LINES[side]}; background-color: {_tint(self.palette())}"
        said = (
            f"<span style='{style}'>{_escaped(piece.text)}</span>" if piece.differs else _escaped(piece.text)
            for piece in pieces
        )
        return "".join(said) or "–"

    def _grow(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower means higher."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _tint(palette: QPalette) -> str:
    """The accent, mixed into the background."""
    ground, accent = palette.color(QPalette.ColorRole.Window), look.accent()
    parts = (
        (ground.red(), accent.red()),
        (ground.green(), accent.green()),
        (ground.blue(), accent.blue()),
    )
    return QColor(*(round(one + (other - one) * _TINT) for one, other in parts)).name()
