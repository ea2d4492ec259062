"""What the command line does with the annual wheel."""

from __future__ import annotations

import argparse
import datetime
import json
from collections.abc import Mapping

from riskreg.domain.records import Event
from riskreg.domain.wheel import Standing, standings, when_said
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts


def wheel(given: argparse.Namespace, _: Texts) -> int:
    """List the events of a year, after filling an empty wheel when that is asked for."""
    from riskreg.keeping import start_wheel
    from riskreg.opening import open_register

    register = open_register(given.file, for_reading=not given.usual)
    try:
        number = given.year or register.newest_year
        if given.usual:
            start_wheel(register, number)
        year = register.year(number)
    finally:
        register.close()
    _tell(year, given, _)
    return 0


def _tell(year: Year, given: argparse.Namespace, _: Texts) -> None:
    standing = standings(year.events, datetime.date.today())
    if given.json:
        print(json.dumps([_as_json(e, standing) for e in year.events], ensure_ascii=False, indent=2))
        return
    if not year.events:
        print(_(N_("The annual wheel of {year} is empty. Begin it with: --usual"), year=year.plan.year))
    for event in year.events:
        said = _(standing[event.id].label)
        print(f"{when_said(event, _):16}  {said:9}  {' '.join(event.text.split())}")


def _as_json(event: Event, standing: Mapping[int | None, Standing]) -> dict[str, object]:
    return {
        "date": event.dated.isoformat() if event.dated else None,
        "time": event.begins.isoformat("minutes") if event.begins else None,
        "kind": event.kind.value,
        "text": event.text,
        "place": event.place,
        "standing": standing[event.id].value,
        "done": event.done.isoformat() if event.done else None,
    }
