"""What the program remembers for its user."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskreg import paths
from riskreg.settings import RECENT, Settings


def test_what_is_put_is_remembered() -> None:
    Settings().put("columns", {"text": 300})
    assert Settings().get("columns") == {"text": 300}
    assert Settings().get("nothing", 7) == 7


def test_the_users_own_folder_is_not_touched_by_tests(tmp_path: Path) -> None:
    assert tmp_path.parent.parent in paths.settings_file().parents


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'"text"'])
def test_a_file_that_cannot_be_read_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.recent == ()
    settings.put("language", "en")
    assert Settings(path).get("language") == "en"


def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.put("language", "en")
    assert settings.get("language") == "en"


def test_the_register_opened_last_comes_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for name in "abcabdefghij":
        settings.opened(tmp_path / name)
    assert [path.name for path in settings.recent] == list("jihgfedb")
    assert len(settings.recent) == RECENT


def test_nonsense_among_the_recent_ones_is_passed_over(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for nonsense, understood in (([1, None, str(tmp_path)], [tmp_path]), ("text", []), (7, []), ({}, [])):
        settings.put("recent", nonsense)
        assert list(settings.recent) == understood
