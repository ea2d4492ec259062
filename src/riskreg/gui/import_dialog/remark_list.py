"""Sentences below one another, whole, to read and copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QListView

_PAD = 3


class RemarkList(QListView):
    """Shows sentences, each as high as it needs."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = QStringListModel()
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSpacing(_PAD)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_remarks(self, sentences: Sequence[str]) -> None:
        """Show these."""
        self._model.setStringList(list(sentences))

    def texts(self) -> Sequence[str]:
        """What is shown."""
        return self._model.stringList()
