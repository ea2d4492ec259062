"""What a step changed, in words: the lines of the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeAlias

from riskreg.domain.assessment_records import (
    AssessmentBenefit,
    AssessmentParticipant,
    AssessmentRisk,
    ChangeAssessment,
)
from riskreg.domain.change import Change
from riskreg.domain.fields import INTERNAL, Field, Kind, stored_fields
from riskreg.domain.follow_up_records import (
    Action,
    ControlResult,
    FollowUpPeriod,
    GoalResult,
    IndicatorResult,
    YearReport,
)
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    ControlPointUndertaking,
    Edition,
    Event,
    Goal,
    GoalIndicator,
    Indicator,
    Organisation,
    Plan,
    Record,
    RiskBand,
    ScaleStep,
    Undertaking,
)
from riskreg.domain.wording import said
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.texts import N_, Texts

# In the order in which they are looked for.
NAMES: dict[type[Record], str] = {
    ControlPoint: N_("Control point"),
    Goal: N_("Goal"),
    Indicator: N_("Indicator"),
    Undertaking: N_("Undertaking"),
    ChangeAssessment: N_("Assessment before a change"),
    AssessmentRisk: N_("Risk of a change"),
    AssessmentBenefit: N_("Positive consequence of a change"),
    AssessmentParticipant: N_("Participant in an assessment"),
    Plan: N_("Plan"),
    ScaleStep: N_("Step of a scale"),
    RiskBand: N_("Risk band"),
    Organisation: N_("Organisation"),
    ControlPointGoal: N_("Link between control point and goal"),
    ControlPointIndicator: N_("Link between control point and indicator"),
    GoalIndicator: N_("Link between goal and indicator"),
    ControlPointUndertaking: N_("Link between control point and undertaking"),
    Edition: N_("Edition"),
    Event: N_("Event"),
    FollowUpPeriod: N_("Report period"),
    ControlResult: N_("Result of a control"),
    GoalResult: N_("Result of a goal"),
    IndicatorResult: N_("Result of an indicator"),
    Action: N_("Action"),
    YearReport: N_("Annual report"),
    Participant: N_("Participant"),
    Vote: N_("Vote"),
}
_NAMED = 5  # damaged rows that a sentence names
_LISTED = 10  # more of one sort than this are counted, not listed
_LONGEST = 60  # characters of a text
_LONGEST_TITLE = 200  # of what a field leads to, where values are shown whole
_LED_IN = 16  # characters shown before the first difference of two long texts
DELETED = N_("(deleted)")

Find: TypeAlias = Callable[[str, int | None], Record | None]  # by table and id


# ------------------------------------------------------------------ which record
def title(record: Record, most: int = _LONGEST) -> str:
    """What a record is known by, on one line: its text, its name or its year; links have nothing."""
    if isinstance(record, Edition):
        return f"{record.number} ({record.meeting}, {record.paragraph})"
    known = (getattr(record, name, None) for name in ("text", "name", "year"))
    return _shortened(str(next((value for value in known if value), "")), most)


def title_said(record: Record, find: Find, _: Texts, most: int = _LONGEST) -> str:
    """What a record is known by; a link by what it ties."""
    owners = (f for f in stored_fields(type(record)) if f.kind is Kind.OWNER)
    ends = (find(f.record, getattr(record, f.name)) for f in owners)
    return title(record, most) or " – ".join(title(end, most) if end else _(DELETED) for end in ends)


# ------------------------------------------------------------------ what
@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field in words, before and after a step; empty for nothing."""

    label: str
    before: str
    after: str


def fields_changed(change: Change, find: Find, _: Texts) -> list[FieldChange]:
    """The fields that a step changed, whole; of a record that came or went those that say something."""

    def told(field: Field, value: object) -> str:
        if field.kind is not Kind.LINK or value is None:
            return said(field, value, _)
        other = find(field.record, value if isinstance(value, int) else None)
        return title(other, _LONGEST_TITLE) if other else _(DELETED)

    changed = (
        FieldChange(_(field.label), told(field, before), told(field, after))
        for field, before, after in _differing(change)
    )
    return [field for field in changed if field.before or field.after]


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
    for field, before, after in _differing(change):
        values = _shortened_both(said(field, before, _), said(field, after, _))
        told = " → ".join(value or "–" for value in values)
        yield _(field.label) if field.kind is Kind.LINK else f"{_(field.label)}: {told}"


def _differing(change: Change) -> Iterator[tuple[Field, object, object]]:
    """The fields that people see and that differ, with both values; None for a record that is not there."""
    for field in stored_fields(type(change.record)):
        before, after = getattr(change.before, field.name, None), getattr(change.after, field.name, None)
        if before != after and (field.kind not in INTERNAL or field.label):
            yield field, before, after


def _shortened(text: str, most: int = _LONGEST) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _shortened_both(before: str, after: str) -> tuple[str, str]:
    """Both texts cut so that their first difference can be seen."""
    texts = [" ".join(text.split()) for text in (before, after)]
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False))
    start = sum(1 for _pair in alike) - _LED_IN
    if start > 0 and max(map(len, texts)) > _LONGEST:
        texts = ["…" + text[start:] for text in texts]
    first, second = (_shortened(text) for text in texts)
    return first, second


def damage_said(rows: Sequence[str], _: Texts) -> str:
    """That the file was changed behind our back or is damaged, where if that is known, and what to do."""
    if not rows:
        return _(
            N_(
                "Something that the register held is missing from its file. "
                "Look closer and repair it: File ▸ Check the register, or riskreg check"
            )
        )
    return _(
        N_(
            "Some of what the register holds was changed outside riskreg or is damaged: {rows}. "
            "Look closer and repair it: File ▸ Check the register, or riskreg check"
        ),
        rows=", ".join(_row_said(row, _) for row in rows[:_NAMED]) + (" …" if len(rows) > _NAMED else ""),
    )


def _row_said(row: str, _: Texts) -> str:
    """A row as its table and number tell it, in the words of the field."""
    table, _space, number = row.partition(" ")
    return f"{_(next(name for kind, name in NAMES.items() if kind.table == table))} {number}"
