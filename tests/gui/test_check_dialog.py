"""Check the register: what is wrong is listed, and repaired as one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from riskreg.gui.check_dialog import CheckDialog
from riskreg.gui.session import Session
from riskreg.opening import open_register
from tests.gui.small_plan import open_small


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


def shown(session: Session, qtbot: QtBot) -> CheckDialog:
    dialog = CheckDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.examination is not None)
    return dialog


def test_a_sound_register_is_said_to_be_sound(session: Session, qtbot: QtBot) -> None:
    dialog = shown(session, qtbot)
    assert dialog.state.text().startswith(
        "The file, its records, their links and the whole history are sound."
    )
    assert "unfinished or doubtful" in dialog.state.text()
    assert not dialog.found.isVisible()
    assert not dialog.mend.isVisible()


def test_damage_is_listed_and_repaired(session: Session, qtbot: QtBot) -> None:
    path, text = session.register.path, session.year.control_points[1].text
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE control_point SET text = 'Something else' WHERE text = ?", (text,))
    session.register.reload()
    dialog = shown(session, qtbot)
    assert dialog.state.text().startswith("1 thing is wrong.")
    ((sentence,),) = dialog.found.texts()
    assert f"It can be put back as the history has it: “{text}”" in sentence
    dialog.mend.click()
    qtbot.waitUntil(lambda: "are sound" in dialog.state.text())
    assert session.year.control_points[1].text == text
    with closing(open_register(path, for_reading=True)) as again:
        assert again.is_sound


def test_what_cannot_be_looked_through_is_told(session: Session, qtbot: QtBot) -> None:
    session.register.close()
    session.register.path.write_bytes(b"")
    dialog = CheckDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.trouble.sentence))
    assert "is empty, not a register" in dialog.trouble.sentence
