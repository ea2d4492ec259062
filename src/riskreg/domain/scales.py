"""Scales, bands and the closed sets of the field, and what a new plan starts with."""

from __future__ import annotations

from riskreg.domain.fields import Choice
from riskreg.texts import N_


class Axis(Choice):
    """The two scales that a risk is assessed on."""

    LIKELIHOOD = "likelihood", N_("Likelihood")
    CONSEQUENCE = "consequence", N_("Consequence")


class Decision(Choice):
    """What the committee decides about a risk; none of these is "not decided yet"."""

    HANDLE = "handle", N_("Handle through internal control")
    ACCEPT = "accept", N_("Accept")
    ACT = "act", N_("Act now")
    DISMISS = "dismiss", N_("Dismiss")


class Origin(Choice):
    """Who set the control point: the committee itself or a parent body."""

    OWN = "own", N_("Own")
    MANDATORY = "mandatory", N_("Mandatory")


class Extent(Choice):
    """How much is looked at when the control is performed."""

    ALL = "all", N_("Check of all")
    SAMPLE = "sample", N_("Sample")
    EITHER = "either", N_("Check of all or sample")


class Stage(Choice):
    """How far a plan has come."""

    DRAFT = "draft", N_("Draft")
    PROPOSED = "proposed", N_("Proposed")
    ADOPTED = "adopted", N_("Adopted")
    CLOSED = "closed", N_("Closed")


class Scope(Choice):
    """What an edition decides: all of the plan, or only what a parent body set."""

    PLAN = "plan", N_("The plan")
    MANDATORY = "mandatory", N_("The mandatory control points")


class InformationClass(Choice):
    """Who may read the document."""

    PUBLIC = "public", N_("Public")
    INTERNAL = "internal", N_("Internal")
    CONFIDENTIAL = "confidential", N_("Confidential")


class ReportPeriod(Choice):
    """How often the plan is followed up."""

    TERTIAL = "tertial", N_("Every four months")
    QUARTER = "quarter", N_("Every quarter")
    HALF_YEAR = "half_year", N_("Every half-year")


class GoalKind(Choice):
    """Effect goals say what the committee is for; goals what it does about it this year."""

    EFFECT = "effect", N_("Effect goal")
    GOAL = "goal", N_("Goal")


class Direction(Choice):
    """Which way an indicator's value is better."""

    HIGHER = "higher", N_("Higher is better")
    LOWER = "lower", N_("Lower is better")


class Outcome(Choice):
    """What a control showed."""

    FINE = "fine", N_("No remark")
    MINOR = "minor", N_("Minor shortcomings")
    SERIOUS = "serious", N_("Serious shortcomings")
    NOT_DONE = "not_done", N_("Not performed")


class Assessment(Choice):
    """How it goes with a goal or an indicator."""

    MET = "met", N_("Met")
    ON_COURSE = "on_course", N_("On course")
    AT_RISK = "at_risk", N_("At risk")
    NOT_MET = "not_met", N_("Not met")


class ActionStatus(Choice):
    """How far an action has come."""

    PLANNED = "planned", N_("Planned")
    UNDER_WAY = "under_way", N_("Under way")
    DONE = "done", N_("Done")
    DROPPED = "dropped", N_("Dropped")


class Repeats(Choice):
    """How often an action comes again."""

    YEARLY = "yearly", N_("Yearly")
    QUARTERLY = "quarterly", N_("Quarterly")


class ActionSource(Choice):
    """What an action comes from."""

    DEVIATION = "deviation", N_("Deviation")
    GOAL = "goal", N_("Goal not met")
    DECISION = "decision", N_("Decision to act now")
    ASSESSMENT = "assessment", N_("Assessment before a change")
    OTHER = "other", N_("Other")


class Language(Choice):
    """The language of paper."""

    SWEDISH = "sv", N_("Swedish")
    ENGLISH = "en", N_("English")


class EventKind(Choice):
    """What sort of event the year brings."""

    MEETING = "meeting", N_("Meeting of the committee")
    PREPARATION = "preparation", N_("Preparatory meeting")
    STRATEGY_DAY = "strategy_day", N_("Strategy day")
    DECISION = "decision", N_("Decision")
    DEADLINE = "deadline", N_("Deadline")
    PERIOD_END = "period_end", N_("End of a report period")
    OTHER = "other", N_("Other")


class UndertakingKind(Choice):
    """What sort of work the committee has taken on."""

    PROJECT = "project", N_("Project")
    SERVICE = "service", N_("Standing service")
    ONGOING = "ongoing", N_("Ongoing work")


class UndertakingPhase(Choice):
    """How far an undertaking has come, from the idea to what is looked after year by year."""

    IDEA = "idea", N_("Idea")
    STUDY = "study", N_("Pre-study")
    DEVELOPMENT = "development", N_("Development")
    INTRODUCTION = "introduction", N_("Introduction")
    MANAGEMENT = "management", N_("Management")


class OnPaper(Choice):
    """Whether a part of the plan is printed; none of these is "left out"."""

    PRINTED = "printed", N_("Are printed")
    LEFT_OUT = "left_out", N_("Are left out")


class AssessmentStage(Choice):
    """How far an assessment before a change has come."""

    DRAFT = "draft", N_("Draft")
    DONE = "done", N_("Done")
    FOLLOWED_UP = "followed_up", N_("Has been followed up")


class Gravity(Choice):
    """How a risk of a change is judged."""

    MINOR = "minor", N_("Minor")
    SERIOUS = "serious", N_("Serious")


# Decisions that do something about the risk, against those that leave it: points of equal value on
# either side of this line want a reason.
ACTIVE = frozenset({Decision.HANDLE, Decision.ACT})
PASSIVE = frozenset({Decision.ACCEPT, Decision.DISMISS})

# What a new plan starts with; each plan keeps its own copy, which may be changed.
LIKELIHOOD_STEPS = (N_("Unlikely"), N_("Less likely"), N_("Possible"), N_("Likely"))
CONSEQUENCE_STEPS = (N_("Negligible"), N_("Slight"), N_("Noticeable"), N_("Serious"))
BANDS = (
    (1, N_("Low"), Decision.ACCEPT),
    (3, N_("Medium"), Decision.ACCEPT),
    (8, N_("High"), Decision.HANDLE),
    (16, N_("Extremely high"), Decision.ACT),
)

# Goals and indicators assessed so want an action; actions that have come so far are over.
MISSED = frozenset({Assessment.AT_RISK, Assessment.NOT_MET})
OVER = frozenset({ActionStatus.DONE, ActionStatus.DROPPED})
