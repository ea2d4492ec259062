"""The strip that tells what went wrong: one sentence, its buttons, and no flicker while it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from riskreg.gui.message_bar import MessageBar
from riskreg.texts import Texts


def shown(qtbot: QtBot, en: Texts, *, lasting: bool = False) -> MessageBar:
    bar = MessageBar(en, lasting=lasting)
    qtbot.addWidget(bar)
    return bar


def test_tells_a_sentence_as_it_is_written_with_what_may_be_done(qtbot: QtBot, en: Texts) -> None:
    bar, done = shown(qtbot, en), []
    assert bar.sentence == ""
    bar.tell("<b>Budget</b> & plan", [("Open", lambda: done.append("opened")), ("Leave", done.clear)])
    assert bar.isVisible()
    assert bar.sentence == "<b>Budget</b> & plan"
    assert [button.text() for button in bar.buttons] == ["Open", "Leave"]
    bar.buttons[0].click()
    assert done == ["opened"]


def test_told_again_it_keeps_its_buttons_and_told_anew_it_does_not(qtbot: QtBot, en: Texts) -> None:
    bar = shown(qtbot, en)
    bar.tell("Gone", [("Copy", bar.hide)])
    before = bar.buttons
    bar.tell("Gone", [("Copy", bar.hide)])
    assert bar.buttons == before
    bar.tell("Back")
    assert bar.buttons == ()
    assert bar.sentence == "Back"


def test_is_closed_unless_it_lasts(qtbot: QtBot, en: Texts) -> None:
    bar, lasting = shown(qtbot, en), shown(qtbot, en, lasting=True)
    for each in (bar, lasting):
        each.tell("Gone")
    (close,) = bar.findChildren(QToolButton)
    close.click()
    assert not bar.isVisible()
    assert bar.sentence == ""
    (none,) = lasting.findChildren(QToolButton)
    assert not none.isVisible()
