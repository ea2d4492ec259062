"""How a value is said, in the window, on paper and in a history line alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from riskreg.domain.fields import Choice, Field, Kind
from riskreg.domain.records import Plan, Record
from riskreg.domain.scales import Decision
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts

_LONGEST_MOMENT = 40  # characters of what should be a moment

NOT_STATED = N_("Not stated")
NOT_DECIDED = N_("Not decided")


def _nothing(value: Any, _: Texts) -> str:
    return ""


def _choice(value: Choice, _: Texts) -> str:
    return _(value.label)


def _date(value: date, _: Texts) -> str:
    return value.isoformat()


def _time(value: time, _: Texts) -> str:
    return value.isoformat("minutes")


def _plain(value: Any, _: Texts) -> str:
    return str(value)


def _picture(value: str, _: Texts) -> str:
    return _(N_("A picture, {size}"), size=size_said(len(value) * 4 // 5, _)) if value else ""


def _decimal(value: Decimal, _: Texts) -> str:
    text = f"{value:f}"
    return text.replace(".", ",") if _.language == "sv" else text


SAYING: dict[Kind, Callable[[Any, Texts], str]] = {
    Kind.KEY: _nothing,
    Kind.OWNER: _nothing,
    Kind.LINK: _nothing,
    Kind.LINEAGE: _nothing,
    Kind.POSITION: _plain,
    Kind.LINE: _plain,
    Kind.PARAGRAPH: _plain,
    Kind.STEP: _plain,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _plain,
    Kind.DECIMAL: _decimal,
    Kind.DATE: _date,
    Kind.PICTURE: _picture,
    Kind.BLOB: _nothing,
    Kind.TIME: _time,
}


def said(field: Field, value: object, _: Texts) -> str:
    """A field's value in words; empty for none."""
    return "" if value is None else SAYING[field.kind](value, _)


def value_said(record: Record, field: Field, _: Texts) -> str:
    """A record's value of a field in words; empty for none."""
    return said(field, getattr(record, field.name), _)


def decision_said(decision: Decision | None, _: Texts) -> str:
    """The decision in words, "Not decided" for none."""
    return _(decision.label if decision else NOT_DECIDED)


def step_said(year: Year, axis: str, value: int | None, _: Texts) -> str:
    """A step with its name: "3 Possible"."""
    return "" if value is None else f"{value} {year.step_name(axis, value)}".rstrip()


def risk_said(year: Year, value: int | None, _: Texts) -> str:
    """A risk value with its band: "9 High"."""
    band = year.band(value)
    return "" if value is None else f"{value} {band.name if band else ''}".rstrip()


def plan_title(plan: Plan, _: Texts) -> str:
    """The document's designation: "Internal control plan 2022"."""
    return _(N_("Internal control plan {year}"), year=plan.year)


def moment(at: datetime | str) -> datetime | None:
    """A moment in local time; None for a text that tells none, as damage may leave it."""
    try:
        return (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def moment_said(at: datetime | str) -> str:
    """A moment in local time, to the minute.  A text that tells none stays as it is, on one short line."""
    when = moment(at)
    return f"{when:%Y-%m-%d %H:%M}" if when else " ".join(str(at).split())[:_LONGEST_MOMENT]


def size_said(size: int, _: Texts) -> str:
    """The size of a file: "1.4 MB"; in Swedish with a decimal comma."""
    return f"{_.decimal(size / 1_000_000)} MB" if size >= 100_000 else f"{max(size // 1000, 1)} kB"


def recovered_said(path: Path, at: datetime, aside: Path | None, _: Texts) -> str:
    """That a register is there again as it was then, and where the damaged file is, if there was one."""
    if aside is None:
        return _(N_("{path} is there again, as it was {at}."), path=path, at=moment_said(at))
    return _(
        N_("{path} is there again, as it was {at}. The damaged file is kept as {aside}."),
        path=path,
        at=moment_said(at),
        aside=aside.name,
    )
