from __future__ import annotations

import gc

import pytest

from riskreg.collecting import uncollected


def test_the_collector_rests_and_goes_on_whatever_happens() -> None:
    def mishap() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise ValueError("mishap")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="mishap"):
        mishap()
    assert gc.isenabled()


def test_one_that_rested_before_goes_on_resting() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
