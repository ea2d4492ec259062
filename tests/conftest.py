"""What every test stands on: no screen, one language, and none of the user's own folders touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from riskreg.register import Register
from riskreg.texts import Texts, texts
from tests.builders import a_register

os.environ["LC_ALL"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples in every run: a failure belongs to the change that is tested, not to chance.
settings.register_profile("riskreg", deadline=None, max_examples=25, derandomize=True, database=None)
settings.load_profile("riskreg")


@pytest.fixture(autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def sv() -> Texts:
    return texts("sv")


@pytest.fixture
def en() -> Texts:
    return texts("en")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """A register with a plan for 2022: four control points, goals, indicators and links."""
    register = a_register(tmp_path, points=4)
    yield register
    register.close()
