from pathlib import Path

from riskreg.domain.counting import Tally, by_band, by_decision, range_said, tally
from riskreg.domain.scales import Decision
from tests.gui.small_plan import open_small


def test_points_are_counted_by_decision_and_by_band_with_those_that_have_none(tmp_path: Path) -> None:
    year = open_small(tmp_path).year
    assert tally(year.control_points) == Tally(own=3, mandatory=1)
    assert by_decision(year) == {
        Decision.HANDLE: Tally(1, 0),
        Decision.ACCEPT: Tally(1, 1),
        Decision.ACT: Tally(),
        Decision.DISMISS: Tally(),
        None: Tally(1, 0),
    }
    bands = {band.name if band else "": count.total for band, count in by_band(year).items()}
    assert bands == {"Low": 1, "Medium": 0, "High": 2, "Extremely high": 0, "": 1}


def test_a_band_is_said_with_the_values_that_the_scales_can_give(tmp_path: Path) -> None:
    year = open_small(tmp_path).year
    assert [range_said(year, band) for band in year.bands] == ["1–2", "3–6", "8–12", "16"]
