"""JSON parsed in little memory: the same as the library makes of it, or a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskreg.exchange.json_text import MAX_BYTES, parsed
from riskreg.faults import Trouble
from tests.builders import any_text
from tests.peak import peak


def written(folder: Path, text: str) -> Path:
    path = folder / "register.json"
    path.write_text(text, encoding="utf-8")
    return path


@given(st.dictionaries(any_text, any_text | st.integers() | st.none()), st.booleans())
def test_any_texts_come_back(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, object], is_escaped: bool
) -> None:
    text = json.dumps({"records": [told]}, ensure_ascii=is_escaped)
    assert parsed(written(tmp_path_factory.getbasetemp(), text)) == {"records": [told]}


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_characters_written_both_ways_come_back(tmp_path: Path, start: str) -> None:
    text = start + r'{"a": "å \u00e5 – \u2013 \ud83d\ude00 😀", "å": "\\u00e5"}'
    assert parsed(written(tmp_path, text)) == {"a": "å å – – 😀 😀", "å": r"\u00e5"}


@pytest.mark.parametrize("wide", ["😀", r"\ud83d\ude00", "😀\\u00e5"])
def test_a_text_that_one_emoji_makes_four_times_as_large_is_refused(tmp_path: Path, wide: str) -> None:
    path = written(tmp_path, '{"text": "' + "x" * 45_000_000 + wide + '"}')
    with pytest.raises(Trouble, match="far more than any register"):
        parsed(path)


def test_a_large_file_with_one_emoji_is_read_in_little_memory(tmp_path: Path) -> None:
    lines = ",\n".join(json.dumps("x" * 5_000) for _line in range(MAX_BYTES // 5_010))
    path = written(tmp_path, f'{{"texts": [{lines}],\n"text": "😀"}}')
    names = "import sys; from pathlib import Path; from riskreg.exchange.json_text import parsed"
    assert peak(f"{names}; parsed(Path(sys.argv[1]))", path) < 250_000
