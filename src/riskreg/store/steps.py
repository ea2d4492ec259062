"""The steps of the journal one by one: what each of them changed, and which are undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

from riskreg.domain.change import Change
from riskreg.domain.history_filter import Gist, HistoryFilter, gist_of, gist_unread
from riskreg.faults import Trouble
from riskreg.store.journal import Entry, EntryKind
from riskreg.store.rows import values_of
from riskreg.texts import Texts


@dataclass(frozen=True, slots=True)
class Step:
    """An entry with what it changed, or with the trouble why that cannot be read."""

    entry: Entry
    changes: tuple[Change, ...] = ()
    damage: Trouble | None = None

    def as_json(self, _: Texts, *, undone: bool) -> dict[str, Any]:
        """Everything, whole, for another program to read."""
        return {
            "step": self.entry.id,
            "at": self.entry.at,
            "who": self.entry.who,
            "kind": self.entry.kind,
            "label": self.entry.say(_),
            "undone": undone,
            "damaged": self.damage.say(_) if self.damage else None,
            "changes": [
                {
                    "record": change.record.table,
                    "id": change.record.id,
                    "before": values_of(change.before) if change.before else None,
                    "after": values_of(change.after) if change.after else None,
                }
                for change in self.changes
            ],
        }


def read(entry: Entry, changes_of: Callable[[Entry], tuple[Change, ...]]) -> Step:
    """A step, whether it is whole or damaged."""
    try:
        return Step(entry, changes_of(entry))
    except Trouble as trouble:
        return Step(entry, damage=trouble)


def gists(step: Step, _: Texts) -> tuple[Gist, ...]:
    """What a filter asks about each change of a step."""
    said = step.entry.say(_)
    return (gist_unread(said),) if step.damage else tuple(gist_of(change, said) for change in step.changes)


def narrowed(step: Step, wanted: HistoryFilter, _: Texts) -> Step | None:
    """The step with those of its changes that are looked for; None when it is not looked for itself."""
    means = [wanted.means(gist) for gist in gists(step, _)]
    return replace(step, changes=tuple(compress(step.changes, means))) if any(means) else None


def undone(entries: Iterable[Entry]) -> frozenset[int]:
    """The steps that were taken back, and not done again since; entries come oldest first."""
    found: set[int] = set()
    for entry in entries:
        if entry.target is not None:
            (found.add if entry.kind is EntryKind.UNDO else found.discard)(entry.target)
    return frozenset(found)
