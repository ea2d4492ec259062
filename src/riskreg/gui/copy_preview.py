"""What a copy to another year would do, as a tree to look into."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QTreeWidgetItemIterator

from riskreg.domain.carrying import Carrying
from riskreg.domain.carrying_said import Chapter, Line, chapters
from riskreg.gui import look
from riskreg.gui.tips import plain
from riskreg.texts import Texts

_ROW = 22
_MOST = 1_000  # records shown of one kind
_WHAT, _COUNT, _THERE = range(3)
_INSIDE = Qt.ItemDataRole.UserRole  # which line it is, to be looked into
_NOTE = _INSIDE + 1
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CopyPreview(QTreeWidget):
    """Chapters, their lines with counts, and in each line the records, listed once it is opened."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._ = _ = texts
        self._inside: list[Callable[[], list[str]]] = []
        self.setColumnCount(_THERE + 1)
        self.setHeaderLabels([_("What"), _("Number"), _("There already")])
        self.setAccessibleName(_("What the copy does"))
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        for column in (_COUNT, _THERE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.itemExpanded.connect(self._fill)

    def show_carrying(self, carrying: Carrying | None) -> None:
        """Show a copy, worked out; nothing while there is none.  What was opened stays open."""
        opened = {item.text(_WHAT) for item in self._items() if item.parent() and item.isExpanded()}
        self.clear()
        self._inside = []
        if carrying is None:
            return
        self.setColumnHidden(_THERE, carrying.target is None)
        for chapter in chapters(carrying, self._):
            self._add(chapter)
        for item in list(self._items()):
            if item.parent() and item.text(_WHAT) in opened:
                item.setExpanded(True)

    def lines(self) -> list[str]:
        """Every row that is shown, its columns set apart by tabs."""
        shown = [column for column in range(self.columnCount()) if not self.isColumnHidden(column)]
        return ["\t".join(item.text(column) for column in shown).rstrip() for item in self._items()]

    def _add(self, chapter: Chapter) -> None:
        top = _item([chapter.title])
        font = self.font()
        font.setBold(True)
        top.setFont(_WHAT, font)
        self.addTopLevelItem(top)
        if chapter.note:
            note = _item([chapter.note], top)
            note.setForeground(_WHAT, look.quiet())
            note.setToolTip(_WHAT, plain(chapter.note))
            note.setFirstColumnSpanned(True)
            note.setData(_WHAT, _NOTE, True)
        for line in chapter.lines:
            self._add_line(top, line)
        top.setExpanded(True)

    def _add_line(self, top: QTreeWidgetItem, line: Line) -> None:
        counts = ["" if count is None else str(count) for count in (line.count, line.there)]
        item = _item([line.text, *counts], top)
        for column in (_COUNT, _THERE):
            item.setTextAlignment(column, _RIGHT)
        item.setToolTip(_WHAT, plain(line.text))
        item.setFirstColumnSpanned(line.count is None)
        if line.count != 0:
            item.setData(_WHAT, _INSIDE, len(self._inside))
            self._inside.append(line.inside)
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)

    def _fill(self, item: QTreeWidgetItem) -> None:
        """List what is inside a line, when it is opened for the first time."""
        at = item.data(_WHAT, _INSIDE)
        if at is None or item.childCount():
            return
        told = self._inside[at]()
        for text in told[:_MOST]:
            child = _item([text], item)
            child.setFirstColumnSpanned(True)
            child.setToolTip(_WHAT, plain(text))
        if len(told) > _MOST:
            _item([self._("… and {count} more", count=len(told) - _MOST)], item)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        at = QTreeWidgetItemIterator(self)
        while (item := at.value()) is not None:
            yield item
            at += 1  # type: ignore[operator, assignment, unused-ignore]

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for item in self._items():
                if item.data(_WHAT, _NOTE):
                    item.setForeground(_WHAT, look.quiet())


def _item(texts: list[str], below: QTreeWidgetItem | None = None) -> QTreeWidgetItem:
    item = QTreeWidgetItem(below, texts) if below else QTreeWidgetItem(texts)
    item.setSizeHint(_WHAT, QSize(0, _ROW))
    return item
