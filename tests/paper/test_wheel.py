"""The printed wheel: every event in the figure's words and in the table, the same bytes each time."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from riskreg.domain.records import Event
from riskreg.domain.scales import EventKind
from riskreg.domain.year import Year, year_of
from riskreg.paper.wheel import WHEEL
from riskreg.texts import Texts
from tests.builders import YEAR, an_edit
from tests.paper.reading import heard, opened, structure, text_of


def year_of_events(*events: dict[str, Any]) -> Year:
    edit, plan = an_edit()
    for values in events:
        edit.add(Event(**{"plan_id": plan.id, "dated": date(2022, 3, 16), "text": "Möte"} | values))
    return year_of(edit.contents, YEAR)


FULL = (
    {"text": "Nämnden sammanträder", "begins": time(13, 30), "place": "Storälv", "note": "Ekonomi"},
    {"text": "Underlaget lämnas", "dated": date(2022, 9, 30), "kind": EventKind.DEADLINE},
)


def test_every_event_is_drawn_and_stands_in_the_table(tmp_path: Path, sv: Texts) -> None:
    text = text_of(WHEEL.draw(year_of_events(*FULL), sv), tmp_path)
    assert "Årshjul 2022" in text
    assert "16 mars 13:30" in text
    assert "2022-03-16 13:30 Nämnden sammanträder Sammanträde Storälv Ekonomi" in text
    assert "2022-09-30 Hela dagen Underlaget lämnas Sista dag" in text
    assert "T3" in text


def test_the_figure_says_what_it_shows(en: Texts) -> None:
    pdf = WHEEL.draw(year_of_events(*FULL), en)
    with opened(pdf) as file:
        (figure,) = structure(file).all("Figure")
        alt = str(figure.raw.Alt)
        assert len(list(structure(file).all("Table"))) == 2  # the facts and the events
    assert alt == "Annual wheel 2022. 2022-03-16 13:30: Nämnden sammanträder. 2022-09-30: Underlaget lämnas."
    assert "Nämnden sammanträder" in heard(pdf)


def test_the_same_year_gives_the_same_bytes(sv: Texts) -> None:
    year = year_of_events(*FULL)
    assert WHEEL.draw(year, sv) == WHEEL.draw(year, sv)


def test_an_empty_wheel_says_so(tmp_path: Path, sv: Texts) -> None:
    assert "Ingenting är inskrivet" in text_of(WHEEL.draw(year_of_events(), sv), tmp_path)


@pytest.mark.parametrize("count", [24, 120])
def test_a_full_wheel_still_names_every_event(en: Texts, count: int) -> None:
    days = [date(2022, 1, 1) + timedelta(days=3 * at) for at in range(count)]
    year = year_of_events(*({"dated": day, "text": f"Möte nummer {day:%j}"} for day in days))
    pdf = WHEEL.draw(year, en)
    text = heard(pdf)
    assert all(f"{day.isoformat()} Möte nummer {day:%j}" in text for day in days)
    with opened(pdf) as file:
        (figure,) = structure(file).all("Figure")
        assert str(figure.raw.Alt).endswith(f"The table names all {count} events.")


def test_an_event_outside_the_calendar_year_is_in_the_table_only(tmp_path: Path, en: Texts) -> None:
    text = text_of(WHEEL.draw(year_of_events({"dated": date(2023, 3, 15)}), en), tmp_path)
    assert "2023-03-15" in text
    assert "15 Mar" not in text
