"""The annual wheel as an iCalendar file, which Outlook, Thunderbird and Apple Calendar take in.

An event keeps its identity from export to export, so that taking the file in again updates what is there; the
same event of another year is another one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Entry

from riskreg.domain.records import Event
from riskreg.domain.wheel import Stand
from riskreg.domain.year import Year
from riskreg.texts import N_, Texts

_ZONE = "Europe/Stockholm"
_USUAL_LENGTH = timedelta(hours=1)  # of an event whose length is not stated


def calendar_of(year: Year, stand: Stand, _: Texts) -> bytes:
    """A year's events.  The same register in the same state always gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//riskreg//annual wheel//SV")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = _(N_("Annual wheel {year}"), year=year.plan.year)
    calendar.add("x-wr-calname", f"{title} – {year.organisation.name}")
    if any(event.begins for event in year.events):
        calendar.add_component(_zone())
    for event in year.events:
        if event.dated:
            calendar.add_component(_entry(event, event.dated, year, stand, _))
    return bytes(calendar.to_ical())


def _entry(event: Event, day: date, year: Year, stand: Stand, _: Texts) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.lineage}-{year.plan.year}@riskreg")
    entry.add("sequence", stand.number)
    entry.add("dtstamp", stand.at)
    entry.add("last-modified", stand.at)
    if event.begins:
        begins = datetime.combine(day, event.begins, ZoneInfo(_ZONE))
        length = timedelta(minutes=event.minutes) if event.minutes else _USUAL_LENGTH
        # Reckoned in UTC: an hour is an hour, also in the night when the clock is set.
        ends = (begins.astimezone(UTC) + length).astimezone(ZoneInfo(_ZONE))
        entry.add("dtstart", begins)
        entry.add("dtend", ends)
    else:
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")  # a day that is noted, not one that is taken
    entry.add("summary", _one_line(event.text))
    if event.place:
        entry.add("location", event.place)
    if event.note:
        entry.add("description", event.note)
    entry.add("categories", [_(event.kind.label)])
    return entry


def _one_line(text: str) -> str:
    """A text that calendars show in one line."""
    return " ".join(text.split())


def _zone() -> Timezone:
    """Swedish time, as it has been since 1996: the clock is set on the last Sundays of March and October."""
    zone = Timezone()
    zone.add("tzid", _ZONE)
    for kind, name, month, before, after in (
        (TimezoneDaylight, "CEST", 3, 1, 2),
        (TimezoneStandard, "CET", 10, 2, 1),
    ):
        part = kind()
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        day, hour = (31, 2) if month == 3 else (27, 3)
        part.add("dtstart", datetime(1996, month, day, hour))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
