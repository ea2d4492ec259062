"""How a risk is worded as it is written down: its cause, what happens, what that leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from riskreg.texts import N_, Texts

BECAUSE, THERE_IS, LEADS_TO = N_("Because of"), N_("there is"), N_("which leads to")
_GAP = "…"
# What stands before an idea in a list copied from elsewhere: a dash, a dot, or "3." and "3)".
_BULLET = re.compile(r"^(?:[-–—•·*▪◦]|[0-9]{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The three parts of a risk as they are typed."""

    cause: str = ""
    event: str = ""
    effect: str = ""

    def say(self, _: Texts) -> str:
        """The parts as one sentence.  What is missing is left out at the ends, and a gap in the middle."""
        cause, event, effect = (part.strip() for part in (self.cause, self.event, self.effect))
        if cause and effect:
            return _(
                N_("Because of {cause} there is {event} which leads to {effect}"),
                cause=cause,
                event=event or _GAP,
                effect=effect,
            )
        if cause:
            return _(N_("Because of {cause} there is {event}"), cause=cause, event=event or _GAP)
        if effect:
            return _(N_("{event} which leads to {effect}"), event=event or _GAP, effect=effect)
        return event


def ideas(text: str) -> tuple[str, ...]:
    """A text of several lines as one idea a line, without empty lines and, of a list, its bullets."""
    lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
    is_list = sum(bool(_BULLET.match(line)) for line in lines) > 1
    return tuple(_BULLET.sub("", line) if is_list else line for line in lines)
