"""What is typed for a field, as a value."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from riskreg.domain.fields import Field, Kind
from riskreg.domain.numbers import decimal_of
from riskreg.faults import Marked, Trouble
from riskreg.texts import N_


def parsed_number(field: Field, text: str) -> int | None:
    """A whole number as it is typed; empty is none."""
    try:
        return int(text) if text.strip() else None
    except ValueError:
        raise Trouble(
            N_("“{text}” in “{field}” is not a whole number. Write it with digits only."),
            text=text,
            field=Marked(field.label),
        ) from None


def parsed_decimal(field: Field, text: str) -> Decimal | None:
    """A number as it is typed, with a comma or a point; empty is none."""
    try:
        return decimal_of(text)
    except ValueError:
        raise Trouble(
            N_("“{text}” in “{field}” is not a number. Write it as 2,5 or 2.5, and nothing else."),
            text=text,
            field=Marked(field.label),
        ) from None


def parsed_date(field: Field, text: str) -> datetime.date | None:
    """A day as it is typed; empty is none."""
    try:
        return datetime.date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise Trouble(
            N_("“{text}” in “{field}” is not a date. Write it as {example}."),
            text=text,
            field=Marked(field.label),
            example="2026-03-16",
        ) from None


def parsed_time(field: Field, text: str) -> datetime.time | None:
    """A time of day as it is typed, with a colon, a full stop or nothing between hours and minutes; empty is
    none."""
    found = re.fullmatch(r"(?:kl\.? ?)?([0-9]{1,2})(?:[:.]?([0-9]{2}))?", text.strip().lower())
    if not text.strip():
        return None
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return datetime.time(int(found[1]), int(found[2] or 0))
    raise Trouble(
        N_("“{text}” in “{field}” is not a time of day. Write it as {example}."),
        text=text,
        field=Marked(field.label),
        example="13:30",
    )


# What is typed, as a value; kinds that are chosen are not here.
PARSING: dict[Kind, Callable[[Field, str], Any]] = {
    Kind.LINE: lambda field, text: text,
    Kind.PARAGRAPH: lambda field, text: text,
    Kind.NUMBER: parsed_number,
    Kind.DECIMAL: parsed_decimal,
    Kind.DATE: parsed_date,
    Kind.TIME: parsed_time,
}
