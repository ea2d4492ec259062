"""A text as large as its place allows."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from riskreg.gui.big_text import BigText


@pytest.mark.parametrize(
    ("text", "size"), [("Avtal löper ut", 40), ("Avtal löper ut obemärkt " * 12, 24), ("Avtal " * 2_000, 12)]
)
def test_short_texts_are_large_and_long_ones_smaller(qtbot: QtBot, text: str, size: int) -> None:
    shown = BigText()
    qtbot.addWidget(shown)
    shown.resize(700, 300)
    shown.show()
    shown.show_text(text, 40)
    found = shown.label.font().pointSize()
    assert found == size if size in (12, 40) else 12 < found < 40
    assert shown.label.text() == text
    fits = shown.label.heightForWidth(shown.viewport().width()) <= shown.viewport().height()
    assert fits is (found > 12), "only what does not fit at the smallest size is scrolled"
