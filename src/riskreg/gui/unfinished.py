"""What is unfinished, in a list: calm groups, one row a record, each leading to where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from riskreg.domain.checks import Finding
from riskreg.domain.follow_up_checks import FOLLOW_UP_RULES
from riskreg.domain.follow_up_records import Action, FollowUpPeriod
from riskreg.domain.records import ControlPoint, Goal, Indicator, Plan
from riskreg.domain.wording import plan_title
from riskreg.gui import look, tips
from riskreg.gui.count_table import bold
from riskreg.gui.session import Session
from riskreg.texts import N_, Texts

# Group by group: its heading, the rules that fall into it (None: all that are left), and whether the heading
# says everything already.
GROUPS: tuple[tuple[str, frozenset[str] | None, bool], ...] = (
    (N_("To be completed"), None, False),
    (
        N_("Decisions that want a reason"),
        frozenset({"reason-missing", "against-band", "opposite-decisions"}),
        False,
    ),
    (N_("Late in following up"), FOLLOW_UP_RULES, False),
    (N_("Goals that nothing guards"), frozenset({"goal-unguarded"}), True),
    (N_("Control points that serve no goal"), frozenset({"serves-no-goal"}), True),
    (N_("The decision"), frozenset({"not-adopted"}), False),
)
MOST_SHOWN = 200  # rows of a group; the rest is better looked for in the list of risks
_LINE = 0x0100  # Qt.ItemDataRole.UserRole
_PAD = 6

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a heading (no record) or a record with what is to be said about it."""

    title: str
    record: ControlPoint | Goal | Indicator | Action | Plan | None = None
    number: str = ""
    sentences: str = ""
    period: FollowUpPeriod | None = None  # where it is followed up
    is_followed_up: bool = False

    @property
    def said(self) -> str:
        """Everything, for a screen reader and the tool tip."""
        return "\n".join(filter(None, (f"{self.number} {self.title}".strip(), self.sentences)))


def lines(findings: Iterable[Finding], _: Texts) -> list[Line]:
    """The rows of all groups that have any."""
    named = frozenset[str]().union(*(rules for _heading, rules, _plain in GROUPS if rules))
    everything = tuple(findings)
    found: list[Line] = []
    for heading, rules, plain in GROUPS:
        inside = [f for f in everything if (f.rule in rules if rules else f.rule not in named)]
        by_record: dict[str, list[Finding]] = {}
        for finding in inside:
            by_record.setdefault(finding.number, []).append(finding)
        if by_record:
            found.append(Line(f"{_(heading)} · {len(by_record)}"))
            found += [_row(about, plain, _) for about in islice(by_record.values(), MOST_SHOWN)]
        if len(by_record) > MOST_SHOWN:
            found.append(Line(_("… and {count} more", count=len(by_record) - MOST_SHOWN)))
    return found


def _row(about: Sequence[Finding], plain: bool, _: Texts) -> Line:
    """One record with everything that is said about it."""
    record = about[0].record
    sentences = "" if plain else " ".join(finding.say(_) for finding in about)
    text = plan_title(record, _) if isinstance(record, Plan) else " ".join(record.text.split())
    place = next((finding for finding in about if finding.rule in FOLLOW_UP_RULES), about[0])
    return Line(text, record, about[0].number, sentences, place.period, place.rule in FOLLOW_UP_RULES)


class UnfinishedList(QListWidget):
    """The list.  `wanted` tells which record was activated by a click or Enter."""

    wanted = Signal(object)  # ControlPoint, Goal, Indicator or Plan
    follow_up_wanted = Signal(object, object)  # the FollowUpPeriod, or None; a record to follow up there

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = session.texts
        self._lines: list[Line] = []
        self.setAccessibleName(self._("What is unfinished"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_LineDelegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.itemClicked.connect(self._follow)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show what is unfinished; the current row and the scrolling stay."""
        wanted = lines(findings, self._)
        if wanted == self._lines:
            return
        at, scrolled = self.currentRow(), self.verticalScrollBar().value()
        self._lines = wanted
        self.clear()
        for line in wanted:
            item = QListWidgetItem(self)
            item.setData(_LINE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.said)
            if line.record:
                item.setToolTip(tips.plain(line.said))
            else:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.setCurrentRow(min(at, len(wanted) - 1))
        self.verticalScrollBar().setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the record."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._follow(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _follow(self, item: QListWidgetItem) -> None:
        line = item.data(_LINE)
        if isinstance(line, Line) and line.record:
            if line.is_followed_up:
                self.follow_up_wanted.emit(line.period, line.record)
            else:
                self.wanted.emit(line.record)


class _LineDelegate(QStyledItemDelegate):
    """Paints a heading, or number and text with the sentences quietly below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(_LINE)
        width = self._width(option)
        if not line.record:
            above = 0 if index.row() == 0 else look.MARGIN
            return QSize(width, option.fontMetrics.height() + 2 * _PAD + above)
        height = option.fontMetrics.height() + _PAD + _PAD // 2
        if line.sentences:
            height += self._sentences(option.fontMetrics, width, line).height()
        return QSize(width, height + _PAD // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect
        text = option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText)
        if not line.record:
            painter.setFont(bold(option.font))
            painter.setPen(text)
            below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(rect.adjusted(_PAD, 0, 0, -_PAD), below, line.title)
        else:
            self._paint_ground(painter, option)
            indent = self._indent(option.fontMetrics)
            painter.setPen(text)
            top = QRect(rect.left() + _PAD, rect.top() + _PAD // 2, rect.width(), option.fontMetrics.height())
            painter.drawText(top, Qt.AlignmentFlag.AlignLeft, line.number)
            room = rect.width() - indent - _PAD
            shown = option.fontMetrics.elidedText(line.title, Qt.TextElideMode.ElideRight, room)
            painter.drawText(top.translated(indent - _PAD, 0), Qt.AlignmentFlag.AlignLeft, shown)
            painter.setPen(look.quiet())
            place = self._sentences(option.fontMetrics, rect.width(), line)
            place.translate(rect.left() + indent, top.bottom() + 2)
            painter.drawText(place, Qt.TextFlag.TextWordWrap, line.sentences)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        veil = look.accent()
        veil.setAlphaF(0.18 if current else 0.12)
        painter.setPen(Qt.PenStyle.NoPen)
        if current or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(veil)
            painter.drawRoundedRect(option.rect.adjusted(0, 0, 0, -1), 4, 4)

    def _indent(self, metrics: QFontMetrics) -> int:
        return metrics.horizontalAdvance("K000") + 2 * _PAD

    def _sentences(self, metrics: QFontMetrics, width: int, line: Line) -> QRect:
        room = QRect(0, 0, width - self._indent(metrics) - _PAD, 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, line.sentences)

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = self.parent()
        return view.viewport().width() if isinstance(view, QListWidget) else option.rect.width()
