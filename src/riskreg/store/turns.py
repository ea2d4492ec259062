"""Undo and redo: what may be taken back and what may be done again, as the journal tells it."""

from __future__ import annotations

from collections.abc import Iterable

from riskreg.store.journal import Entry, EntryKind


class Turns:
    """The steps that undo and redo would turn to, newest last."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        for entry in entries:
            self.take(entry)

    @property
    def undoable(self) -> Entry | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Entry | None:
        """The step that redo would do again."""
        return self._undone[-1] if self._undone else None

    def take(self, entry: Entry) -> None:
        """Go on with the next entry of the journal."""
        match entry.kind:
            case EntryKind.STEP:
                self._done.append(entry)
                self._undone.clear()
            case EntryKind.UNDO if self._done:
                self._undone.append(self._done.pop())
            case EntryKind.REDO if self._undone:
                self._done.append(self._undone.pop())
            case EntryKind.START:
                pass
            case _:  # damaged, or it turns to a step that is missing: nobody knows what may be turned to
                self._done.clear()
                self._undone.clear()
