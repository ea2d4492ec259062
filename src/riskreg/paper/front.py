"""What the documents of a year have in common: who they are from, how far they have come, what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskreg.domain.fields import field_of
from riskreg.domain.records import Organisation, Plan
from riskreg.domain.scales import Stage
from riskreg.domain.wording import NOT_STATED, value_said
from riskreg.domain.year import Year
from riskreg.paper.archive import Identity
from riskreg.paper.blocks import Facts, Heading, Paragraph
from riskreg.paper.flow import Block
from riskreg.paper.logo import Logo
from riskreg.paper.look import LEAD
from riskreg.paper.page import Parts, Running, Section
from riskreg.texts import Texts

# What identifies every document …
IDENTITY = ("case_number", "edition", "stage", "meeting", "dated", "information_class")
# … and what the plan also tells.
PLAN_FACTS = (*IDENTITY, "prepared_by", "report_period", "host")


def parts_of(year: Year, title: str, sections: Sequence[Section], _: Texts) -> Parts:
    """A document with the running heads and the identity that every document has."""
    running = Running(
        head=year.organisation.name,
        title=title,
        foot=_foot(year.plan, _),
        stamp=_("DRAFT") if year.plan.stage is Stage.DRAFT else "",
    )
    return Parts(sections, running, Identity(title, year.organisation.name, _.language, year.plan.dated))


def _foot(plan: Plan, _: Texts) -> str:
    edition = _("Edition {edition}", edition=plan.edition or _(NOT_STATED).lower())
    dated = plan.dated.isoformat() if plan.dated else _("Not dated")
    return f"{edition}  ·  {_(plan.stage.label)}  ·  {dated}"


def opening(year: Year, title: str, _: Texts, facts: Sequence[str] = IDENTITY) -> Iterator[Block]:
    """The top of page 1."""
    yield from letterhead(year, _)
    yield Heading(1, title)
    if year.plan.stage is Stage.DRAFT:
        yield Paragraph(_("Draft, not yet decided"), LEAD, before=0.0)
    yield Facts([fact(year, name, _) for name in facts])


def letterhead(year: Year, _: Texts) -> Iterator[Block]:
    """Whose document it is: the logo, and the name."""
    if year.organisation.logo:
        alt = _("The logo of {organisation}", organisation=year.organisation.name)
        yield Logo(year.organisation.logo, alt)
    yield Paragraph(year.organisation.name, LEAD, before=0.0, keeps=True)


def fact(year: Year, name: str, _: Texts) -> tuple[str, str]:
    """A field of the plan or the organisation, as its label and what it says."""
    record = year.plan if name in Plan.__dataclass_fields__ else year.organisation
    field = field_of(Plan if record is year.plan else Organisation, name)
    return _(field.label), value_said(record, field, _).strip() or _(NOT_STATED)
