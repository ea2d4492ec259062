"""The forms of a goal and of an indicator: their fields, and what they are linked to."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox

from riskreg.domain.fields import Field, field_of
from riskreg.domain.numbering import Linked
from riskreg.domain.records import ControlPoint, Goal, Indicator, Record
from riskreg.domain.scales import GoalKind
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.gui.editors import Editor
from riskreg.gui.goal_moves import set_kind
from riskreg.gui.links_section import LinksSection
from riskreg.gui.notes import Note
from riskreg.gui.record_form import FieldRow, RecordForm
from riskreg.gui.session import Session
from riskreg.texts import N_, Texts

_LONGEST = 80  # characters of a goal in the list

NO_EFFECT_GOAL = N_("Serves no effect goal")


class EffectGoalEditor(Editor):
    """The effect goal that a goal serves, or none."""

    def __init__(self, field: Field, _: Texts) -> None:
        super().__init__(field, _)
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self._hold(self.box)
        self.box.activated.connect(lambda _at: self.meant.emit())

    def show_record(self, record: Record, year: Year) -> None:
        self.box.clear()
        self.box.addItem(self._(NO_EFFECT_GOAL), None)
        for goal in year.effect_goals:
            text = " ".join(goal.text[:_LONGEST].split())
            self.box.addItem(f"{year.number(goal)}  {text}", goal.id)
        super().show_record(record, year)

    def value(self) -> Any:
        return self.box.currentData()

    def show_value(self, value: Any) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(value)))


class AimForm(RecordForm):
    """What the forms of goals and indicators have in common: their links, by what they are to."""

    def __init__(
        self, session: Session, kind: type[Goal | Indicator], links: dict[str, type[Linked]]
    ) -> None:
        super().__init__(session, kind)
        self._extend()
        self.links: dict[type[Linked], LinksSection] = {}
        for heading, other in links.items():
            self.add_heading(self._(heading))
            self.links[other] = LinksSection(session, (other,))
            self.column.addWidget(self.links[other])

    def _extend(self) -> None:
        """Add what comes between the fields and the links."""

    def refresh(self) -> None:
        """Show the record as it is now, with its links."""
        super().refresh()
        for section in self.links.values():
            section.show_record(self.aim)

    @property
    def aim(self) -> Goal | Indicator | None:
        """The goal or indicator that is shown."""
        record = self.records[0] if self.records else None
        return record if isinstance(record, (Goal, Indicator)) else None


class GoalForm(AimForm):
    """A goal or an effect goal."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Goal, {N_("Indicators"): Indicator, N_("Guarded by"): ControlPoint})
        self.through = Note()
        self.column.addWidget(self.through)
        self.column.addStretch(1)

    def _extend(self) -> None:
        self.effect_goal = self._row(EffectGoalEditor(field_of(Goal, "parent_id"), self._))
        self.column.addWidget(self.effect_goal)

    def refresh(self) -> None:
        """Show the goal as it is now, and who guards it by way of its indicators and goals."""
        super().refresh()
        goal, year = self.aim, self._session.year
        if not isinstance(goal, Goal) or goal not in year.goals:
            return
        self.effect_goal.setVisible(goal.kind is GoalKind.GOAL)
        indirect = [year.number(p) for p in year.guards(goal) if p not in year.points_of(goal)]
        self.through.setText(
            self._("By way of its indicators or goals also: {numbers}", numbers=", ".join(indirect))
        )
        self.through.setVisible(bool(indirect))

    def _commit(self, row: FieldRow) -> None:
        goal, kind = self.aim, row.editor.value() if row.field.name == "kind" else None
        if isinstance(goal, Goal) and isinstance(kind, GoalKind) and kind is not goal.kind:
            try:
                set_kind(self._session, goal, kind)  # what it holds and what holds it has to follow
            except Trouble as trouble:
                row.refusal.say(trouble.say(self._))
        else:
            super()._commit(row)


class IndicatorForm(AimForm):
    """An indicator."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Indicator, {N_("Measures"): Goal, N_("Guarded by"): ControlPoint})
        self.column.addStretch(1)
