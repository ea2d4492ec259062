"""What every kind of record has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from riskreg.domain.fields import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: a table, what is unique in it, and its number once it is stored."""

    table: ClassVar[str]
    unique: ClassVar[tuple[tuple[str, ...], ...]] = ()

    id: int | None = key()
