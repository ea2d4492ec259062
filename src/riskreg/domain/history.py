"""What a step changed, in words: the lines of the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from riskreg.domain.change import Change
from riskreg.domain.fields import INTERNAL, Kind, stored_fields
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    Goal,
    GoalIndicator,
    Indicator,
    Organisation,
    Plan,
    Record,
    RiskBand,
    ScaleStep,
)
from riskreg.domain.wording import said
from riskreg.texts import N_, Texts

NAMES: dict[type[Record], str] = {
    Organisation: N_("Organisation"),
    Plan: N_("Plan"),
    ScaleStep: N_("Step"),
    RiskBand: N_("Risk band"),
    Goal: N_("Goal"),
    Indicator: N_("Indicator"),
    ControlPoint: N_("Control point"),
    ControlPointGoal: N_("Link between control point and goal"),
    ControlPointIndicator: N_("Link between control point and indicator"),
    GoalIndicator: N_("Link between goal and indicator"),
}
_LISTED = 10  # more of one sort than this are counted, not listed
_LONGEST = 60  # characters of a text


def changes_told(changes: Sequence[Change], _: Texts) -> Iterator[str]:
    """One line for each thing that was added (+), removed (−) or changed (field: before → after)."""
    groups: defaultdict[tuple[str, type[Record]], list[Change]] = defaultdict(list)
    for change in changes:
        sign = "+" if change.before is None else "−" if change.after is None else ""
        groups[sign, type(change.record)].append(change)
    for (sign, kind), group in groups.items():
        name = _(NAMES[kind])
        titles = [title(change.record) for change in group]
        if len(group) > _LISTED or (sign and not any(titles)):
            yield f"{sign} {len(group)} × {name}".lstrip()
        elif sign:
            yield from (f"{sign} {name}: {named}" for named in titles)
        else:
            for change, named in zip(group, titles, strict=True):
                for line in fields_told(change, _):
                    yield _(N_("{name} “{title}”: {change}"), name=name, title=named, change=line)


def changes_counted(changes: Sequence[Change], _: Texts) -> str:
    """How many records were changed, added and removed: "3 changed, 1 added"."""
    added = sum(change.before is None for change in changes)
    removed = sum(change.after is None for change in changes)
    told = (
        _.n("{count} changed", "{count} changed", count) if (count := len(changes) - added - removed) else "",
        _.n("{count} added", "{count} added", added) if added else "",
        _.n("{count} removed", "{count} removed", removed) if removed else "",
    )
    return ", ".join(filter(None, told)) or _(N_("no difference"))


def fields_told(change: Change, _: Texts) -> Iterator[str]:
    """One line for each field of a changed record: before → after.  What it points to has no words of
    its own, so there the field alone is named."""
    for field in stored_fields(type(change.record)):
        before, after = getattr(change.before, field.name), getattr(change.after, field.name)
        if before == after or (field.kind in INTERNAL and not field.label):
            continue
        values = (_shortened(said(field, value, _)) or "–" for value in (before, after))
        yield _(field.label) if field.kind is Kind.LINK else f"{_(field.label)}: {' → '.join(values)}"


def title(record: Record) -> str:
    """What a record is known by: its text, its name or its year; links have nothing."""
    known = (getattr(record, name, None) for name in ("text", "name", "year"))
    return _shortened(str(next((value for value in known if value), "")))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
