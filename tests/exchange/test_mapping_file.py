from __future__ import annotations

import json
from pathlib import Path

import pytest

from riskreg.exchange.layout import Layout
from riskreg.exchange.mapping import find_layout
from riskreg.exchange.mapping_file import (
    AS_BEFORE,
    FROM_FILE,
    as_file,
    fingerprint,
    keep_mapping,
    kept_mapping,
    mapped,
    mapping_of,
    read_mapping,
)
from riskreg.faults import Trouble
from riskreg.settings import Settings
from riskreg.texts import texts
from tests.exchange.odd_registers import sheet

_ = texts("en")


def layout(heads: str = "Kontrollmoment|Färg|Metod|Färg") -> Layout:
    return find_layout([sheet(f"{heads}\nA|röd|b|blå")], _)


def fields(layout: Layout) -> list[tuple[str, bool]]:
    return [(column.field, column.labelled) for column in layout.columns]


def test_a_mapping_goes_through_a_file_and_back(tmp_path: Path) -> None:
    chosen = layout().with_column(3, "status", _).with_column(1, "method", _)
    path = tmp_path / "mapping.json"
    path.write_bytes(as_file(chosen))
    again = mapped(layout(), read_mapping(path), FROM_FILE, _)
    assert fields(again) == [("text", False), ("method", True), ("method", False), ("status", False)]
    assert again.columns[3].reason == "as the mapping says"
    assert again.columns[0].reason == "known by its heading", "what it does not change keeps its reason"


def test_columns_it_does_not_know_keep_out_of_its_way() -> None:
    mapping = mapping_of(layout("Kontrollmoment|Färg|X|Y").with_column(1, "responsible", _))
    other = mapped(layout("Kontrollmoment|Färg|Ansvarig|Metod"), mapping, FROM_FILE, _)
    assert fields(other)[1:3] == [("responsible", False), ("", False)]


def test_what_was_chosen_is_remembered_for_the_same_headings(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    assert kept_mapping(settings, layout()) is None
    keep_mapping(settings, layout().with_column(1, "status", _))
    kept = kept_mapping(Settings(tmp_path / "settings.json"), layout())
    assert kept is not None
    assert fields(mapped(layout(), kept, AS_BEFORE, _))[1] == ("status", False)
    assert kept_mapping(settings, layout("Kontrollmoment|Form|Metod|Färg")) is None


def test_not_every_mapping_is_remembered_for_ever(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    many = [layout(f"Kontrollmoment|Form {n}|Metod|Färg") for n in range(60)]
    for one in many:
        keep_mapping(settings, one)
    assert kept_mapping(settings, many[0]) is None
    assert kept_mapping(settings, many[-1]) is not None


def test_settings_that_hold_something_else_count_as_nothing(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for damaged in ("nonsense", {fingerprint(layout()): {"columns": 3}}):
        settings.put("mappings", damaged)
        assert kept_mapping(settings, layout()) is None


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"riskreg_mapping": 2, "source": "own", "columns": []}',
        b'{"riskreg_mapping": 1, "source": "poem", "columns": []}',
        b'{"riskreg_mapping": 1, "source": "own", "columns": [{"source": "A"}]}',
    ],
)
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mapping.json"
    path.write_bytes(content)
    with pytest.raises(Trouble, match="is no mapping of columns"):
        read_mapping(path)


def test_a_field_that_there_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    told = mapping_of(layout())
    told["columns"][0]["field"] = "colour"
    path.write_text(json.dumps(told), "utf-8")
    with pytest.raises(Trouble, match=r"fills a field “colour”.*responsible"):
        read_mapping(path)
