"""Editions: what must be clear before a plan is adopted, what adopting makes of it, what stays as decided.

A plan is decided as long as there is an edition with its number; starting the next edition frees it again.
The mandatory control points can be decided on their own, by an edition of that scope with the plan's number.
"""

from __future__ import annotations

import datetime
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from riskreg.domain.change import Change, Contents, all_of, found
from riskreg.domain.checks import Finding, findings
from riskreg.domain.fields import Kind, stored_fields
from riskreg.domain.records import (
    ControlPoint,
    ControlPointGoal,
    ControlPointIndicator,
    ControlPointUndertaking,
    Edition,
    Goal,
    GoalIndicator,
    Indicator,
    Plan,
    Record,
    RiskBand,
    ScaleStep,
    Undertaking,
)
from riskreg.domain.scales import Origin, Scope, Stage
from riskreg.domain.workshop_records import Participant, Vote
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.texts import N_, Texts

DECIDED = frozenset({Stage.ADOPTED, Stage.CLOSED})

# Findings that leave it unclear what is decided; the others are pointed out and hinder nothing.
UNCLEAR = frozenset({"undecided", "reason-missing", "responsible-missing", "method-missing"})
_MOST_NAMED = 5  # findings that a sentence names

# What each decision is about, and so may not be changed after it.  Records that are left out here, as those
# of following a plan up, stay open.
CONTENT: dict[Scope, frozenset[type[Record]]] = {
    Scope.PLAN: frozenset(
        {
            Plan,
            ScaleStep,
            RiskBand,
            Goal,
            Indicator,
            ControlPoint,
            ControlPointGoal,
            ControlPointIndicator,
            GoalIndicator,
            Undertaking,
            ControlPointUndertaking,
            Participant,
            Vote,
        }
    ),
    Scope.MANDATORY: frozenset({ScaleStep, RiskBand, ControlPoint, Vote}),  # only of mandatory points
}
_MAY_BE_DECIDED = frozenset().union(*CONTENT.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What is known of the decision: the meeting's day, the paragraph of its minutes, and who approves."""

    meeting: datetime.date
    paragraph: str
    case_number: str = ""
    comment: str = ""
    role: str = ""
    name: str = ""
    scope: Scope = Scope.PLAN


class Unclear(Trouble):
    """It cannot be adopted, because these findings leave it unclear what would be decided."""

    def __init__(self, year: Year, hindrances: Sequence[Finding]) -> None:
        super().__init__(
            N_(
                "It is not clear yet what would be decided for {year}: {findings} "
                "Mend that first; riskreg check lists everything."
            ),
            year=year.plan.year,
            findings="",
        )
        self.hindrances = tuple(hindrances)

    def say(self, _: Texts) -> str:
        """The sentence, with the first of the findings."""
        told = [f"{finding.number}: {finding.say(_)}" for finding in self.hindrances[:_MOST_NAMED]]
        more = ["…"] if len(self.hindrances) > _MOST_NAMED else []
        return _(self.sentence, **(self.values | {"findings": " ".join([*told, *more])}))


# ------------------------------------------------------------------ before
def decided_points(year: Year, scope: Scope) -> tuple[ControlPoint, ...]:
    """The control points that a decision is about."""
    if scope is Scope.PLAN:
        return year.control_points
    return tuple(p for p in year.control_points if p.origin is Origin.MANDATORY)


def findings_before(year: Year, scope: Scope) -> tuple[Finding, ...]:
    """What is unfinished or doubtful in what is to be decided; what hinders the decision comes first."""
    ids = {point.id for point in decided_points(year, scope)}
    concerned = [
        finding
        for finding in findings(year)
        if (finding.record.id in ids if isinstance(finding.record, ControlPoint) else scope is Scope.PLAN)
    ]
    return tuple(sorted(concerned, key=lambda finding: not hinders(finding)))


def hinders(finding: Finding) -> bool:
    """Whether a finding leaves it unclear what is decided."""
    return finding.rule in UNCLEAR


def refuse_adopting(year: Year, scope: Scope) -> None:
    """Raise Trouble when this cannot be adopted: it is already, there is nothing, or it is unclear."""
    for decided in (Scope.PLAN, scope):
        if edition := edition_in_force(year, decided):
            raise Trouble(
                N_(
                    "Edition {number} for {year} is adopted already ({meeting}, {paragraph}). "
                    "Start the next edition first: Plan ▸ Start the next edition, or riskreg next-edition."
                ),
                number=edition.number,
                year=year.plan.year,
                meeting=edition.meeting,
                paragraph=edition.paragraph,
            )
    if not decided_points(year, scope):
        raise Trouble(_NOTHING[scope], year=year.plan.year)
    if hindrances := [finding for finding in findings_before(year, scope) if hinders(finding)]:
        raise Unclear(year, hindrances)


_NOTHING = {
    Scope.PLAN: N_(
        "The plan for {year} has no control points, so there is nothing to adopt. Record them first."
    ),
    Scope.MANDATORY: N_(
        "The plan for {year} has no mandatory control points, so there is nothing to adopt. "
        "Record them first."
    ),
}


# ------------------------------------------------------------------ adopting
def adopted(year: Year, adoption: Adoption) -> tuple[Year, Edition]:
    """The year as it is once it is adopted, and its new edition, which is not yet printed."""
    edition = Edition(
        plan_id=year.plan.id,
        scope=adoption.scope,
        number=year.plan.edition or 1,
        meeting=adoption.meeting,
        paragraph=_with_sign(adoption.paragraph),
        case_number=adoption.case_number,
        comment=adoption.comment,
        role=adoption.role,
        name=adoption.name,
    )
    if adoption.scope is Scope.MANDATORY:
        return replace(year, mandatory_editions=(*year.mandatory_editions, edition)), edition
    plan = replace(
        year.plan,
        stage=Stage.ADOPTED,
        edition=edition.number,
        dated=adoption.meeting,
        meeting=adoption.meeting,
        case_number=adoption.case_number or year.plan.case_number,
    )
    return replace(year, plan=plan, editions=(*year.editions, edition)), edition


def _with_sign(paragraph: str) -> str:
    """A paragraph as minutes write it, also when only its number was given."""
    paragraph = paragraph.strip()
    return f"§ {paragraph}" if paragraph.isdecimal() else paragraph


def next_edition(year: Year, today: datetime.date) -> Plan:
    """The plan as a draft of its next edition.  Trouble when nothing of it is adopted."""
    plan = year.plan
    if not (edition_in_force(year, Scope.PLAN) or edition_in_force(year, Scope.MANDATORY)):
        raise Trouble(
            N_(
                "Edition {number} for {year} is not adopted yet. Go on with it as it is, "
                "and adopt it when it is decided."
            ),
            number=plan.edition or 1,
            year=plan.year,
        )
    return replace(plan, stage=Stage.DRAFT, edition=(plan.edition or 1) + 1, dated=today, meeting=None)


# ------------------------------------------------------------------ after
def edition_in_force(year: Year, scope: Scope) -> Edition | None:
    """The edition by which this is decided now; None while it may be changed."""
    return in_force(year, year.editions if scope is Scope.PLAN else year.mandatory_editions)


def in_force(year: Year, editions: Iterable[Edition]) -> Edition | None:
    """That of the editions which has the plan's number; None while none decides the plan as it stands."""
    return next((edition for edition in editions if edition.number == year.plan.edition), None)


def edition_of(year: Year, number: int, scope: Scope = Scope.PLAN) -> Edition:
    """An edition by its number.  Trouble when there is none."""
    editions = year.editions if scope is Scope.PLAN else year.mandatory_editions
    for edition in editions:
        if edition.number == number:
            return edition
    raise Trouble(
        N_("There is no adopted edition {number} for {year}. There are: {numbers}."),
        number=number,
        year=year.plan.year,
        numbers=", ".join(str(edition.number) for edition in editions) or "–",
    )


def deciding(contents: Contents, record: Record) -> Edition | None:
    """The edition that decides what a record says, so that it must not be changed; None when it may."""
    plan = plan_of(contents, record) if type(record) in _MAY_BE_DECIDED else None
    if plan is None:
        return None
    for edition in all_of(contents, Edition):
        if (
            edition.plan_id == plan.id
            and edition.number == plan.edition
            and _is_about(edition, record, contents)
        ):
            return edition
    return None


def refuse_decided(changes: Iterable[Change], before: Contents, after: Contents) -> None:
    """Raise Trouble when a step changes what is decided and stays so; `after` has the whole step applied.

    Only what is decided both before and after is held: adopting, starting the next edition and bringing
    back an earlier version of the whole register lead from the one to the other.
    """
    if not all_of(before, Edition) and not all_of(after, Edition):
        return
    for change in changes:
        for record in filter(None, (change.before, change.after)):
            edition = deciding(before, record)
            if edition and deciding(after, record) and not _only_closes(change):
                raise _decided(edition, before)
        if isinstance(change.record, Edition):
            _refuse_edition(change, after)
        elif isinstance(change.after, Plan):
            _refuse_stage(change.after, after)


def _only_closes(change: Change) -> bool:
    """Whether a step only closes an adopted plan, or opens it again for following up."""
    before, after = change.before, change.after
    if not isinstance(before, Plan) or not isinstance(after, Plan) or after.stage not in DECIDED:
        return False
    return replace(before, stage=after.stage) == after


def _refuse_edition(change: Change, after: Contents) -> None:
    """An edition stands as it was decided; it comes with its plan's stage, and goes with it."""
    if change.before and change.after:
        raise Trouble(N_("An edition stays as it was decided. Adopt the next one instead."))
    if change.after and isinstance(plan := plan_of(after, change.after), Plan):
        _refuse_stage(plan, after)


def _refuse_stage(plan: Plan, after: Contents) -> None:
    edition = deciding(after, plan)
    if edition and plan.stage not in DECIDED:
        raise _decided(edition, after)


def _decided(edition: Edition, contents: Contents) -> Trouble:
    plan = found(contents, Plan.table, edition.plan_id)
    return Trouble(
        _STAYS[edition.scope],
        year=plan.year if isinstance(plan, Plan) else "",
        meeting=edition.meeting,
        paragraph=edition.paragraph,
        number=edition.number,
    )


_STAYS = {
    Scope.PLAN: N_(
        "The plan for {year} is decided ({meeting}, {paragraph}) as edition {number}, "
        "so it cannot be changed. "
        "Start the next edition first: Plan ▸ Start the next edition, or riskreg next-edition."
    ),
    Scope.MANDATORY: N_(
        "The mandatory control points for {year} are decided ({meeting}, {paragraph}) as edition {number}, "
        "so neither they nor the scales can be changed. "
        "Start the next edition first: Plan ▸ Start the next edition, or riskreg next-edition."
    ),
}


def plan_of(contents: Contents, record: Record) -> Plan | None:
    """The plan that a record is part of, through whatever it is part of."""
    if isinstance(record, Plan):
        current = found(contents, Plan.table, record.id)
        return current if isinstance(current, Plan) else None
    kind: type = type(record)
    for name, table in _owners(kind):
        if above := found(contents, table, getattr(record, name)):
            return plan_of(contents, above)
    return None


@cache
def _owners(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of what records of a kind are part of, each with its table."""
    return tuple((f.name, f.record) for f in stored_fields(kind) if f.kind is Kind.OWNER)


def _is_about(edition: Edition, record: Record, contents: Contents) -> bool:
    if type(record) not in CONTENT[edition.scope]:
        return False
    voted = record.control_point_id if isinstance(record, Vote) else None
    point = found(contents, ControlPoint.table, voted) if voted else record
    is_own = isinstance(point, ControlPoint) and point.origin is not Origin.MANDATORY
    return edition.scope is Scope.PLAN or not is_own


# ------------------------------------------------------------------ what an edition keeps
def packed(content: bytes) -> str:
    """Something large as the text that a record keeps."""
    return b85encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """What was packed.  Trouble when the text is damaged."""
    try:
        return zlib.decompress(b85decode(text))
    except (ValueError, zlib.error) as damaged:
        raise Trouble(
            N_(
                "What the edition keeps is damaged. Look for a sound backup: "
                "File ▸ Restore an earlier version, or riskreg restore"
            )
        ) from damaged
