"""A page for whoever performs a control: what to do, and room to say what was found and to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskreg.domain.fields import field_of
from riskreg.domain.records import ControlPoint
from riskreg.domain.scales import Decision
from riskreg.domain.wording import NOT_STATED, risk_said, value_said
from riskreg.domain.year import Year
from riskreg.paper.blocks import Beside, Facts, Filled, Heading, Paragraph
from riskreg.paper.columns import record_table
from riskreg.paper.document import Document
from riskreg.paper.flow import Block
from riskreg.paper.front import opening, parts_of
from riskreg.paper.look import LEAD
from riskreg.paper.page import Parts, Section
from riskreg.paper.points import NONE_HANDLED
from riskreg.paper.writing import Blank, Choices
from riskreg.texts import N_, Texts

_TOLD = ("responsible", "frequency", "extent", "period", "governing_document")
_NOT_LISTED = ("origin", "likelihood", "consequence", "governing_document", "method", "status", "decision")


def _parts(year: Year, _: Texts) -> Parts:
    title = _("Control sheets {year}", year=year.plan.year)
    points = [p for p in year.control_points if p.decision is Decision.HANDLE]
    sections = [Section((*opening(year, title, _), *_listed(year, points, _)))]
    sections += [Section(_sheet(year, point, _)) for point in points]
    return parts_of(year, title, sections, _)


CONTROL_SHEET = Document("control-sheet", N_("Control sheets"), N_("control-sheets"), _parts)


def _listed(year: Year, points: Sequence[ControlPoint], _: Texts) -> Iterator[Block]:
    yield Heading(2, _("Controls to perform"))
    if not points:
        yield Paragraph(_(NONE_HANDLED))
        return
    yield Paragraph(
        _("Each control has a sheet of its own. Whoever performs it fills it in, signs it and sends it back.")
    )
    yield record_table(year, points, _, without={*_NOT_LISTED, "analysis"})


def _sheet(year: Year, point: ControlPoint, _: Texts) -> list[Block]:
    """What to do, and room to write: as many lines for what was seen as the page has left."""

    def filled(lines: int) -> list[Block]:
        others = min(2, lines // 2)
        return [
            Heading(2, _("Control sheet {number}", number=year.number(point))),
            Paragraph(point.text, LEAD, before=4.0),
            Facts([*(_fact(point, name, _) for name in _TOLD), *_value(year, point, _)]),
            Heading(3, _("Control method")),
            Paragraph(point.method.strip() or _(NOT_STATED)),
            Heading(3, _("The control as it was performed")),
            Beside([[Blank(_("Date of the control"))], [Blank(_("Performed by"))]]),
            Blank(
                _("What was looked at: period, number, how the sample was drawn"), lines=others, before=10.0
            ),
            Choices(_("Result"), [_("No deviation"), _("Minor deviation"), _("Serious deviation")]),
            Blank(_("Observations"), lines=lines, before=10.0),
            Blank(_("Proposed action, who is responsible, and by when"), lines=others, before=10.0),
            Beside([[Blank(_("Place and date"))], [Blank(_("Signature and name in print"))]]),
        ]

    return [Filled(filled)]


def _fact(point: ControlPoint, name: str, _: Texts) -> tuple[str, str]:
    field = field_of(ControlPoint, name)
    return _(field.label), value_said(point, field, _).strip() or _(NOT_STATED)


def _value(year: Year, point: ControlPoint, _: Texts) -> Iterator[tuple[str, str]]:
    yield _("Risk value"), risk_said(year, point.risk_value, _) or _(NOT_STATED)
