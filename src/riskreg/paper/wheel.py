"""The annual wheel of a year: drawn, described for those who do not see it, and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from riskreg.domain.scales import EventKind
from riskreg.domain.wheel import MONTHS, day_said, when_said
from riskreg.domain.wheel_layout import MARKS, Placed, month_turns, period_spans, place, placed
from riskreg.domain.year import Year
from riskreg.paper.blocks import Heading, Paragraph
from riskreg.paper.columns import record_table
from riskreg.paper.document import Document
from riskreg.paper.flow import Block, Room, Strip
from riskreg.paper.fonts import SEMIBOLD
from riskreg.paper.front import opening, parts_of
from riskreg.paper.look import ACCENT, GREY, INK, LABEL, RULE, SHADE, TITLE, Colour, Style
from riskreg.paper.page import LYING, Parts, Section
from riskreg.paper.tagged import Align, Element, TaggedCanvas
from riskreg.paper.typeset import Typesetter
from riskreg.texts import N_, Texts

_DAY = Style(9.5, 11.5, SEMIBOLD, INK, 99)
_TEXT = Style(9.5, 11.5, ink=INK)
_MONTH = Style(9.5, 12, SEMIBOLD, INK, 99)
_PERIOD = Style(9, 11, ink=INK, hyphenate_from=99)
_LEGEND = replace(LABEL, ink=INK)
_LABEL_WIDTH = 178.0
_HEIGHT = 372.0
_RING, _INNER_RING = 30.0, 20.0
_MARK, _LEVEL = 4.2, 11.0
_WHITE: Colour = (1.0, 1.0, 1.0)
_MOST_SAID = 20  # events in the description
_MOST_LINES = 4  # of a label


def _parts(year: Year, _: Texts) -> Parts:
    title = _("Annual wheel {year}", year=year.plan.year)
    sections = [Section((*opening(year, title, _), *_listed(year, _)), LYING)]
    if year.events:
        sections.append(Section((Heading(2, _("The year as a wheel")), Wheel(year, _)), LYING))
    return parts_of(year, title, sections, _)


WHEEL = Document("wheel", N_("Annual wheel"), N_("annual-wheel"), _parts)


def _listed(year: Year, _: Texts) -> Iterator[Block]:
    if year.events:
        yield Heading(2, _("The events of the year"))
        yield record_table(year, year.events, _)
    else:
        yield Paragraph(_("Nothing is written into the annual wheel of this year."))


@dataclass(frozen=True, slots=True)
class Wheel:
    """Months and report periods round the year, and the events where they lie."""

    year: Year
    texts: Texts

    def strips(self, setter: Typesetter, room: Room) -> Iterator[Strip]:
        """One strip: the figure."""
        yield _Figure(
            height=_HEIGHT + _LEGEND.leading + 4,
            before=0.0,
            year=self.year,
            texts=self.texts,
            width=room.width,
        )


@dataclass(kw_only=True, slots=True, eq=False)
class _Figure(Strip):
    year: Year
    texts: Texts
    width: float

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """January begins at the top; the year goes round clockwise."""
        figure = Element("Figure", alt=self._alt(), box=(x, top - self.height, x + self.width, top))
        canvas.document.below.append(figure)
        track = _HEIGHT / 2 - 2 * _LEVEL
        lines = self._lines(self._placed(track, _MOST_LINES))
        here = self._placed(track, lines)
        middle = (x + self.width / 2, top - _HEIGHT / 2)
        self._rings(canvas, figure, middle, track - _LEVEL)
        edge = track + max((p.level for p in here), default=0) * _LEVEL + 16
        for one in here:
            self._event(canvas, figure, one, middle, (track + one.level * _LEVEL, edge), lines)
        self._legend(canvas, figure, x, top - _HEIGHT - 4)

    def _placed(self, track: float, lines: int) -> tuple[Placed, ...]:
        year, high = self.year.plan.year or 0, lines * _TEXT.leading + 3
        return placed(self.year.events, year, radius=track, gap=2.7 * _MARK, line=high, room=_HEIGHT)

    def _lines(self, here: tuple[Placed, ...]) -> int:
        """How many lines a label may have: the day, and up to three of what it is."""
        most = max(sum(p.to_right is side for p in here) for side in (True, False))
        return max(1, min(_MOST_LINES, int((_HEIGHT / max(most, 1) - 3) / _TEXT.leading)))

    def _rings(self, canvas: TaggedCanvas, figure: Element, middle: tuple[float, float], rim: float) -> None:
        _, plan = self.texts, self.year.plan
        inner = rim - _RING
        for at, (begin, end) in enumerate(pairwise(month_turns(plan.year or 0))):
            _sector(canvas, middle, (begin, end), (rim, inner), SHADE if at % 2 else _WHITE)
            self._centred(canvas, figure, _(MONTHS[at]), _MONTH, middle, (begin + end) / 2, rim - _RING / 2)
        for span in period_spans(self.year, _):
            _sector(canvas, middle, (span.begin, span.end), (inner - 3, inner - 3 - _INNER_RING), _WHITE)
            radius = inner - 3 - _INNER_RING / 2
            self._centred(canvas, figure, span.label, _PERIOD, middle, (span.begin + span.end) / 2, radius)
        self._centred(canvas, figure, str(plan.year), TITLE, middle, 0.0, 0.0)

    def _centred(
        self, canvas: TaggedCanvas, figure: Element, text: str, style: Style,
        middle: tuple[float, float], turn: float, radius: float,
    ) -> None:  # fmt: skip
        along, down = place(turn, radius)
        y = middle[1] - down - style.size * 0.33
        text = canvas.setter.drawable(text)
        canvas.text(
            [text], middle[0] + along - 60, y, style, owner=figure, align="centre", room=120
        )  # fmt: skip

    def _event(
        self, canvas: TaggedCanvas, figure: Element, one: Placed, middle: tuple[float, float],
        reach: tuple[float, float], lines: int,
    ) -> None:  # fmt: skip
        """The mark, a line to its label, and the label."""
        (out, edge), setter = reach, canvas.setter
        along, down = place(one.turn, out)
        mark = middle[0] + along, middle[1] - down
        side = 1 if one.to_right else -1
        y = middle[1] - one.label_y
        canvas.line((mark, (middle[0] + side * (edge - 3), y)), GREY, 0.5)
        _mark(canvas, one.event.kind, mark)
        day = day_said(one.event.dated, self.texts) if one.event.dated else ""
        if one.event.begins:
            day = f"{day} {one.event.begins.isoformat('minutes')}"
        room = min(_LABEL_WIDTH, self.width / 2 - edge)
        left = middle[0] + edge if one.to_right else middle[0] - edge - room
        text = one.event.text if lines > 1 else f"{day}  {one.event.text}"
        told = _cut(setter, text, room, max(lines - 1, 1))
        high = (len(told) + (1 if lines > 1 else 0)) * _TEXT.leading
        upper = y + high / 2
        align: Align = "left" if one.to_right else "right"
        if lines > 1:
            day = setter.drawable(day)
            canvas.text([day], left, _DAY.baseline(upper), _DAY, owner=figure, align=align, room=room)
            upper -= _DAY.leading
        canvas.text(told, left, _TEXT.baseline(upper), _TEXT, owner=figure, align=align, room=room)

    def _legend(self, canvas: TaggedCanvas, figure: Element, x: float, top: float) -> None:
        """What the marks mean, of those that the year has."""
        for kind in EventKind:
            if any(event.kind is kind for event in self.year.events):
                said = canvas.setter.drawable(self.texts(kind.label))
                _mark(canvas, kind, (x + 5, top - _LEGEND.leading / 2))
                canvas.text([said], x + 13, _LEGEND.baseline(top), _LEGEND, owner=figure)
                x += canvas.setter.width(said, _LEGEND) + 30

    def _alt(self) -> str:
        _, events = self.texts, self.year.events
        said = [_("Annual wheel {year}.", year=self.year.plan.year)]
        said += [f"{when_said(e, _)}: {' '.join(e.text.split())}." for e in events[:_MOST_SAID]]
        if len(events) > _MOST_SAID:
            said.append(_("The table names all {count} events.", count=len(events)))
        return " ".join(said)


def _cut(setter: Typesetter, text: str, room: float, most: int) -> list[str]:
    """The text in so many lines; what does not fit ends in "…", and the table has it whole."""
    lines = setter.wrap(" ".join(text.split()), _TEXT, room)
    if len(lines) <= most:
        return [line.rstrip() for line in lines]
    last = lines[most - 1].rstrip()
    while last and setter.width(f"{last}…", _TEXT) > room:
        last = last[:-1]
    return [*(line.rstrip() for line in lines[: most - 1]), f"{last.rstrip()}…"]


def _mark(canvas: TaggedCanvas, kind: EventKind, at: tuple[float, float]) -> None:
    points, is_filled = MARKS[kind]
    outline = tuple((at[0] + x * _MARK, at[1] - y * _MARK) for x, y in points)
    canvas.polygon(outline, ACCENT if is_filled else _WHITE, ACCENT)


def _sector(
    canvas: TaggedCanvas, middle: tuple[float, float], turns: tuple[float, float],
    radii: tuple[float, float], colour: Colour,
) -> None:  # fmt: skip
    """A piece of a ring: from one turn to another, from the outer radius to the inner."""
    begin, end = turns
    steps = max(2, int((end - begin) * 180))
    along = [begin + (end - begin) * at / steps for at in range(steps + 1)]
    points = [place(turn, radii[0]) for turn in along] + [place(turn, radii[1]) for turn in reversed(along)]
    canvas.polygon(tuple((middle[0] + x, middle[1] - y) for x, y in points), colour, RULE)
