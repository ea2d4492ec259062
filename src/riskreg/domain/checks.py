"""The rules of the field: what the register refuses, and what it points out but leaves to the user."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import TypeAlias

from riskreg.domain.assessing import refuse_assessment
from riskreg.domain.change import Change, Contents, all_of, found
from riskreg.domain.fields import Field, Kind, stored_fields
from riskreg.domain.follow_up_records import Action, FollowUpPeriod
from riskreg.domain.follow_up_rules import refuse_follow_up
from riskreg.domain.pictures import unpacked
from riskreg.domain.printable import unprintable
from riskreg.domain.records import ControlPoint, Event, Goal, Indicator, Plan, Record, ScaleStep
from riskreg.domain.restoring import plan_of
from riskreg.domain.scales import ACTIVE, PASSIVE, Decision, GoalKind
from riskreg.domain.wheel import refuse_event
from riskreg.domain.workshop_records import Vote
from riskreg.domain.year import Year
from riskreg.faults import Marked, Trouble
from riskreg.texts import N_, Texts

# Counted as a spreadsheet counts, in UTF-16: a paragraph fills at most one of its cells.
LONGEST = {Kind.LINE: 1_000, Kind.PARAGRAPH: 32_767}
SURE_TO_FIT = min(LONGEST.values()) // 2  # characters that fit into any field, whatever they are
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_NAMED = 5  # other records that a finding's sentence names

# What no text of ours can hold: controls other than tab and line feed, other signs for a line's end, lone
# surrogates, and what is no character to XML or that Qt keeps for its own marks.
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0\ufdd1\ufffc\ufffe\uffff]"
)
_OBJECT = "\ufffc"  # of these the only one that Python calls printable


# ------------------------------------------------------------------ what is refused
def refuse(change: Change, contents: Contents) -> None:
    """Raise Trouble when the record as it would be is none that a register may hold.

    `contents` is the register with the whole step applied: links and scales are looked up in it.
    """
    record = change.after
    if isinstance(change.before, ScaleStep):
        _refuse_lost_step(change.before, contents)
    if record is None:
        return
    _refuse_values(record, contents)
    if isinstance(record, Plan):
        _refuse_plan(record, contents)
    if isinstance(record, Event):
        refuse_event(record, next((p for p in all_of(contents, Plan) if p.id == record.plan_id), None))
    refuse_follow_up(change, contents)
    refuse_assessment(record, contents)


def _refuse_values(record: Record, contents: Contents) -> None:
    kind: type = type(record)
    written, required, others = _asked(kind)
    texts = [getattr(record, field.name) for field in written]
    if not is_plain("".join(texts)):  # asked of all together, for thousands may come in one step
        for field, text in zip(written, texts, strict=True):
            refuse_text(field, text)
    for field in required:
        value = getattr(record, field.name)
        if value is None or (field.kind in LONGEST and not value.strip()):
            raise empty(field)
    for field in others:
        value = getattr(record, field.name)
        if field.kind is Kind.STEP and value is not None:
            _refuse_step(field, value, record, contents)
        if field.kind is Kind.PICTURE and value:
            unpacked(value)


_Fields: TypeAlias = tuple[Field, ...]


@cache
def _asked(kind: type) -> tuple[_Fields, _Fields, _Fields]:
    """The fields whose value may be refused by itself: texts, what must be given, steps and pictures."""
    fields = stored_fields(kind)
    return (
        tuple(field for field in fields if field.kind in LONGEST),
        tuple(field for field in fields if field.required),
        tuple(field for field in fields if field.kind in (Kind.STEP, Kind.PICTURE)),
    )


def empty(field: Field) -> Trouble:
    """That a field which must be filled says nothing."""
    return Trouble(N_("“{field}” must not be empty. Write something in it."), field=Marked(field.label))


def refuse_text(field: Field, value: str) -> None:
    """Raise Trouble for a text that is too long or holds what cannot be written."""
    if not is_plain(value):
        _refuse_long_or_odd(field, value)


def is_plain(text: str, longest: int | None = None) -> bool:
    """Whether a text is sure to fit into any field, and holds nothing odd, not even a line's end.  Of several
    that are joined to be asked together, `longest` is the length of the longest."""
    length = len(text) if longest is None else longest
    return length <= SURE_TO_FIT and text.isprintable() and _OBJECT not in text


def _refuse_long_or_odd(field: Field, value: str) -> None:
    length = len(value.encode("utf-16-le", "surrogatepass")) // 2
    if length > LONGEST[field.kind]:
        raise Trouble(
            N_("The text in “{field}” has {length} characters; at most {most} fit. Shorten it."),
            field=Marked(field.label),
            length=length,
            most=LONGEST[field.kind],
        )
    if field.kind is Kind.LINE and "\n" in value:
        raise Trouble(
            N_("“{field}” holds a line break, but it is a single line. Put it all on one line."),
            field=Marked(field.label),
        )
    found = UNWRITABLE.search(value)
    if found:
        raise Trouble(
            N_(
                "“{field}” holds a control character ({code}) that can be neither shown nor printed. "
                "Remove it, or write the text anew."
            ),
            field=Marked(field.label),
            code=f"U+{ord(found[0]):04X}",
        )


def refuse_unprintable(field: Field, value: object) -> None:
    """Raise Trouble for a text, as it is entered, that paper could not show.

    Not asked of a text that a register holds already: that must be kept, carried and restored whatever it is,
    and its printed page says what it could not show.
    """
    if isinstance(value, str) and (found := unprintable(value)):
        raise Trouble(
            N_(
                "“{field}” holds “{character}” ({code}), which cannot be printed. "
                "Leave it out, or write it in other characters."
            ),
            field=Marked(field.label),
            character=found,
            code=f"U+{ord(found):04X}",
        )


def _refuse_step(field: Field, value: int, record: Record, contents: Contents) -> None:
    plan_id = _plan_id_of(record, contents)
    scales = all_of(contents, ScaleStep)
    for step in scales:
        if step.value == value and step.plan_id == plan_id and step.axis == field.axis:
            return
    steps = [s.value for s in scales if s.plan_id == plan_id and s.axis == field.axis]
    raise Trouble(
        N_("{value} is not on the scale of “{field}”. Choose one of {steps}."),
        value=value,
        field=Marked(field.label),
        steps=", ".join(str(step) for step in sorted(s for s in steps if s is not None)),
    )


def _plan_id_of(record: Record, contents: Contents) -> int | None:
    """The plan whose scales a record is scored on; asked of every scored record, so the short way first."""
    if isinstance(record, ControlPoint):
        return record.plan_id
    plan = plan_of(record, partial(found, contents))
    return plan.id if plan else None


def _refuse_lost_step(step: ScaleStep, contents: Contents) -> None:
    """A step that is taken off its scale, or given another value, must not leave scores off the scale."""
    left = {(s.plan_id, s.axis, s.value) for s in all_of(contents, ScaleStep)}
    if (step.plan_id, step.axis, step.value) in left:
        return
    for scored in (*all_of(contents, ControlPoint), *all_of(contents, Vote)):
        names = [f.name for f in stored_fields(type(scored)) if f.kind is Kind.STEP and f.axis == step.axis]
        in_use = step.value in (getattr(scored, name) for name in names)
        if in_use and _plan_id_of(scored, contents) == step.plan_id:
            raise Trouble(
                N_("The step {value} “{name}” is in use. Score those control points anew first."),
                value=step.value,
                name=step.name,
            )


def _refuse_plan(plan: Plan, contents: Contents) -> None:
    if plan.year is None or not FIRST_YEAR <= plan.year <= LAST_YEAR:
        raise Trouble(
            N_("{year} is not a year that a plan can have. Give one from {first} to {last}."),
            year=plan.year,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    if sum(p.year == plan.year for p in all_of(contents, Plan)) > 1:
        raise Trouble(N_("The register already has a plan for {year}. Choose another year."), year=plan.year)


# ------------------------------------------------------------------ what is pointed out
@dataclass(frozen=True, slots=True)
class Finding:
    """Something unfinished or doubtful, and the place where it is mended."""

    rule: str
    record: ControlPoint | Goal | Indicator | Action | Plan
    number: str  # of a plan its year
    field: str
    sentence: str
    others: str = ""  # what else the sentence names: the numbers of other records, a period
    period: FollowUpPeriod | None = None  # the one in which it is mended

    def say(self, _: Texts) -> str:
        """The sentence, without the number of the record it is about."""
        return _(self.sentence, others=self.others) if self.others else _(self.sentence)


# A register refuses it; a damaged or a merged one may hold it all the same.
_OFF_THE_SCALE = {
    "likelihood": N_("The likelihood is not on the scale."),
    "consequence": N_("The consequence is not on the scale."),
}


def findings(year: Year) -> tuple[Finding, ...]:
    """Everything unfinished or doubtful in a year, in the order of its records."""
    opposite = _opposites(year)
    found: list[Finding] = []
    for point in year.control_points:
        found += _unfinished(year, point)
        found += reasons_wanted(year, point, opposite)
    for goal in year.goals:
        if goal.kind is GoalKind.GOAL and not year.guards(goal):
            found.append(
                Finding(
                    "goal-unguarded",
                    goal,
                    year.number(goal),
                    "text",
                    N_("No control point guards this goal."),
                )
            )
    return tuple(found)


def findings_of(year: Year, point: ControlPoint) -> tuple[Finding, ...]:
    """Everything unfinished or doubtful about one control point."""
    return (*_unfinished(year, point), *reasons_wanted(year, point))


def _unfinished(year: Year, point: ControlPoint) -> Iterator[Finding]:
    def finding(rule: str, field: str, sentence: str) -> Finding:
        return Finding(rule, point, year.number(point), field, sentence)

    if point.likelihood is None:
        yield finding("likelihood-missing", "likelihood", N_("The likelihood is not assessed."))
    if point.consequence is None:
        yield finding("consequence-missing", "consequence", N_("The consequence is not assessed."))
    for field in (f for f in stored_fields(ControlPoint) if f.kind is Kind.STEP):
        value = getattr(point, field.name)
        if value is not None and all(step.value != value for step in year.steps(field.axis)):
            yield finding("off-the-scale", field.name, _OFF_THE_SCALE[field.name])
    if point.decision is None:
        yield finding("undecided", "decision", N_("There is no decision yet."))
    if point.decision is Decision.HANDLE and not point.responsible.strip():
        yield finding(
            "responsible-missing", "responsible", N_("It is to be handled, but nobody is responsible.")
        )
    if point.decision is Decision.HANDLE and not point.method.strip():
        yield finding("method-missing", "method", N_("It is to be handled, but there is no control method."))
    if point.decision in PASSIVE and not point.analysis.strip():
        yield finding(
            "reason-missing", "analysis", N_("The risk is left as it is, but the analysis does not say why.")
        )
    if not year.goals_of(point) and not year.indicators_of(point):
        yield finding("serves-no-goal", "goals", N_("It serves no goal and no indicator."))


def reasons_wanted(
    year: Year, point: ControlPoint, opposite: dict[int | None, tuple[ControlPoint, ...]] | None = None
) -> tuple[Finding, ...]:
    """Why the analysis of a decided point ought to give a reason that it does not give yet."""
    if point.decision is None or point.analysis.strip():
        return ()
    number = year.number(point)
    found = []
    band = year.band(point.risk_value)
    if band and band.suggests and band.suggests is not point.decision:
        found.append(
            Finding(
                "against-band",
                point,
                number,
                "analysis",
                N_(
                    "The decision differs from what the risk band suggests. State the reason in the analysis."
                ),
            )
        )
    against = (_opposites(year) if opposite is None else opposite).get(point.id, ())
    if against:
        found.append(
            Finding(
                "opposite-decisions",
                point,
                number,
                "analysis",
                N_(
                    "{others} has the same risk value but the opposite decision. "
                    "State the reason in the analysis."
                ),
                ", ".join(year.number(p) for p in against[:MOST_NAMED])
                + (" …" if len(against) > MOST_NAMED else ""),
            )
        )
    return tuple(found)


def _opposites(year: Year) -> dict[int | None, tuple[ControlPoint, ...]]:
    """For each decided point, those of the same origin and value with the opposite decision."""
    by_value: defaultdict[tuple[object, ...], list[ControlPoint]] = defaultdict(list)
    for point in year.control_points:
        if point.decision and point.risk_value is not None:
            by_value[point.origin, point.risk_value, point.decision in ACTIVE].append(point)
    return {
        point.id: tuple(by_value.get((origin, value, not active), ()))
        for (origin, value, active), points in by_value.items()
        for point in points
    }
