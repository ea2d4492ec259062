"""The calendar that goes out: read by a parser, the same event known again, nothing lost in escaping."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from icalendar import Calendar

from riskreg.domain.change import all_of
from riskreg.domain.records import Event
from riskreg.domain.scales import EventKind
from riskreg.domain.wheel import Stand
from riskreg.domain.year import Year, year_of
from riskreg.edit import Edit
from riskreg.exchange.calendar import calendar_of
from riskreg.exchange.export import exported
from riskreg.texts import Texts, texts
from tests.builders import YEAR, an_edit, any_text, copy_on

STAND = Stand(7, datetime(2022, 1, 5, 12, 30, tzinfo=UTC))


def an_edit_with(*events: dict[str, Any]) -> Edit:
    edit, plan = an_edit()
    for values in events:
        edit.add(Event(**{"plan_id": plan.id, "dated": date(2022, 3, 16), "text": "Möte"} | values))
    return edit


def year_of_events(*events: dict[str, Any]) -> Year:
    return year_of(an_edit_with(*events).contents, YEAR)


def entries(year: Year, stand: Stand = STAND) -> list[Any]:
    return list(Calendar.from_ical(calendar_of(year, stand, texts("sv"))).walk("VEVENT"))


def test_a_whole_day_is_a_day(sv: Texts) -> None:
    (entry,) = entries(year_of_events({"kind": EventKind.DEADLINE, "place": "Storälv", "note": "a\nb;c,d"}))
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (date(2022, 3, 16), date(2022, 3, 17))
    assert entry["transp"] == "TRANSPARENT"
    assert (entry["summary"], entry["location"], entry["description"]) == ("Möte", "Storälv", "a\nb;c,d")
    assert entry["categories"].cats == [sv(EventKind.DEADLINE.label)]


def test_a_time_is_swedish_time_in_winter_and_in_summer() -> None:
    winter, summer = entries(
        year_of_events(
            {"begins": time(13, 0), "minutes": 90}, {"dated": date(2022, 6, 22), "begins": time(13, 0)}
        )
    )
    assert winter.decoded("dtstart").astimezone(UTC) == datetime(2022, 3, 16, 12, tzinfo=UTC)
    assert summer.decoded("dtstart").astimezone(UTC) == datetime(2022, 6, 22, 11, tzinfo=UTC)
    assert winter.decoded("dtend") - winter.decoded("dtstart") == timedelta(minutes=90)
    assert summer.decoded("dtend") - summer.decoded("dtstart") == timedelta(hours=1)
    assert winter["dtstart"].params["TZID"] == "Europe/Stockholm"


def test_the_time_zone_says_when_the_clock_is_set() -> None:
    calendar = Calendar.from_ical(calendar_of(year_of_events({"begins": time(9)}), STAND, texts("sv")))
    zone: Any = calendar.walk("VTIMEZONE")[0]
    there = zone.to_tz(lookup_tzid=False)  # reckoned from what the file says, not from what is known of it
    for day, hours in ((date(2022, 3, 26), 1), (date(2022, 3, 28), 2), (date(2022, 10, 31), 1)):
        assert datetime.combine(day, time(12), there).utcoffset() == timedelta(hours=hours)


def test_an_event_is_known_again_and_the_newer_file_is_told_from_the_older() -> None:
    edit = an_edit_with({"text": "Möte"})
    (before,) = entries(year_of(edit.contents, YEAR))
    (event,) = all_of(edit.contents, Event)
    edit.put(event, replace(event, dated=date(2022, 3, 17), text="Annat"))
    later = Stand(8, datetime(2022, 1, 6, tzinfo=UTC))
    (after,) = entries(year_of(edit.contents, YEAR), later)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (7, 8)
    assert after.decoded("last-modified") == after.decoded("dtstamp") == later.at
    assert after["summary"] == "Annat"


def test_next_years_event_is_another_one() -> None:
    edit = an_edit_with({})
    copy_on(edit, YEAR, YEAR + 1, keep_decisions=False)
    (old,), (new,) = entries(year_of(edit.contents, YEAR)), entries(year_of(edit.contents, YEAR + 1))
    assert old["uid"] != new["uid"]


def test_the_same_state_gives_the_same_bytes(sv: Texts) -> None:
    year = year_of_events({}, {"begins": time(9)})
    assert exported(year, ".ICS", sv, STAND) == calendar_of(year, STAND, sv)
    assert b"\r\n" in calendar_of(year, STAND, sv)
    assert all(len(line) <= 75 for line in calendar_of(year, STAND, sv).split(b"\r\n"))


@given(any_text.filter(str.strip))
def test_any_text_goes_out_and_is_read_back(text: str) -> None:
    (entry,) = entries(year_of_events({"text": text, "note": text}))
    assert str(entry["description"]) == text
    assert str(entry["summary"]) == " ".join(text.split())


def test_an_empty_wheel_is_a_calendar_without_events() -> None:
    assert entries(year_of_events()) == []
