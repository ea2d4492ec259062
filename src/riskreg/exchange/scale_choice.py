"""What was chosen for a scale of the source, in place of what its cells tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from riskreg.domain.scales import Axis
from riskreg.exchange.scale_reading import AxisReading, OwnScale, Score

NO_SCORE = 0  # in place of a step, for a cell that is to count as empty


@dataclass(frozen=True, slots=True)
class ScaleChoice:
    """What was chosen for one scale; as read where nothing was."""

    keep: bool = False  # the plan keeps its own scale, even where it could take over the source's
    turned: bool | None = None  # whether the lowest number is the gravest
    steps: Mapping[str, int] = field(default_factory=dict)  # by the text of a cell
    of: int = 0  # the number of steps that they were chosen among

    def with_step(self, cell: str, step: int, of: int) -> ScaleChoice:
        """This choice with another step for a cell."""
        before = self.steps if self.of == of else {}
        return replace(self, steps={**before, cell: step}, of=of)


def chosen_scale(own: OwnScale, choice: ScaleChoice | None) -> OwnScale:
    """The source's scale, turned as was chosen."""
    return own if choice is None or choice.turned is None else replace(own, turned=choice.turned)


def chosen_reading(read: AxisReading, choice: ScaleChoice | None) -> AxisReading:
    """A reading with the steps that were chosen, unless that was among another number of steps."""
    if choice is None or choice.of != len(read.steps):
        return read
    values = {value for value, _name in read.steps}
    cells = {*read.scores, *read.unread}
    chosen = {cell: step for cell, step in choice.steps.items() if cell in cells}
    scores = {cell: score for cell, score in read.scores.items() if chosen.get(cell) != NO_SCORE}
    for cell, step in chosen.items():
        if step in values:
            own = read.scores[cell].own if cell in read.scores else float(step)
            scores[cell] = Score(own, step)
    return replace(read, scores=scores, unread=read.unread - chosen.keys())


def choices_as_json(choices: Mapping[str, ScaleChoice]) -> dict[str, Any]:
    """What was chosen for the scales, by axis, ready for JSON."""
    return {
        axis: {"keep": choice.keep, "turned": choice.turned, "steps": dict(choice.steps), "of": choice.of}
        for axis, choice in choices.items()
    }


def choices_from_json(told: object) -> dict[str, ScaleChoice]:
    """The choices again; without those that make no sense, as a file that people edit may have."""
    choices = {}
    for axis, choice in told.items() if isinstance(told, dict) else ():
        if axis in set(Axis) and isinstance(choice, dict) and isinstance(choice.get("steps"), dict):
            turned, of = choice.get("turned"), choice.get("of")
            choices[axis] = ScaleChoice(
                choice.get("keep") is True,
                turned if isinstance(turned, bool) else None,
                {cell: step for cell, step in choice["steps"].items() if isinstance(step, int)},
                of if isinstance(of, int) else 0,
            )
    return choices
