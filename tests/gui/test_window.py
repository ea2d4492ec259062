"""The window as a whole: opening, years, steps, languages, and what it says when things go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from riskreg.gui import ask
from riskreg.gui.actions import COMMANDS
from riskreg.gui.page_stack import home_of
from riskreg.gui.window import MainWindow
from riskreg.keeping import copy_forward
from riskreg.opening import open_register
from riskreg.register import Register
from riskreg.settings import Settings
from riskreg.texts import N_, Texts
from tests.builders import ORGANISATION, a_register

Open = Callable[..., MainWindow]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def open_window(qtbot: QtBot, settings: Settings, en: Texts) -> Iterator[Open]:
    """Shows a window, on a register where a path is given, with the page that is shown first."""
    windows = []

    def opened(path: Path | None = None, page: str = "risks") -> MainWindow:
        settings.put("page", page)
        window = MainWindow(settings, en)
        qtbot.addWidget(window)
        window.show()
        window.begin(path or next(iter(settings.recent), None))
        windows.append(window)
        return window

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    register = a_register(tmp_path, points=4)
    register.close()
    return register.path


def register_of(window: MainWindow) -> Register:
    assert window.session is not None
    return window.session.register


def test_the_welcome_page_leads_to_a_new_register(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from riskreg.gui import opening
    from riskreg.gui.new_register import NewRegisterDialog

    target = tmp_path / "ny.riskreg"
    monkeypatch.setattr(ask, "save_file", lambda *args: target)

    class Filled(NewRegisterDialog):
        def exec(self) -> int:
            self.organisation.setText("Kulturnämnden")
            self.year.setValue(2024)
            self.make.click()
            return self.result()

    monkeypatch.setattr(opening, "NewRegisterDialog", Filled)
    window = open_window()
    button = next(b for b in window.stack.findChildren(QPushButton) if b.text() == "New register…")
    button.click()
    assert window.windowTitle() == "Kulturnämnden – ny.riskreg"
    assert window.year_bar.year_box.currentText() == "2024"
    assert window.year_bar.stage.text() == "Draft"


def test_a_new_register_wants_a_name(qtbot: QtBot, en: Texts) -> None:
    from riskreg.gui.new_register import NewRegisterDialog

    dialog = NewRegisterDialog(en)
    qtbot.addWidget(dialog)
    assert not dialog.make.isEnabled()
    dialog.organisation.setText("   ")
    assert not dialog.make.isEnabled()
    dialog.organisation.setText("Kulturnämnden")
    assert dialog.make.isEnabled()


def test_the_sample_opens_where_the_user_wants_it(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "prov.riskreg"
    monkeypatch.setattr(ask, "save_file", lambda *args: target)
    window = open_window()
    window.actions_by_key["open_sample"].trigger()
    assert target.exists()
    assert len(register_of(window).year(2022).control_points) == 7


def test_the_last_register_opens_by_itself_and_is_offered_on_the_welcome_page(
    open_window: Open, settings: Settings, path: Path
) -> None:
    settings.opened(path)
    window = open_window()
    assert window.windowTitle() == f"{ORGANISATION} – namnden.riskreg"
    window.actions_by_key["close_register"].trigger()
    recent = window.stack.findChild(QListWidget)
    assert recent is not None
    assert "namnden" in recent.item(0).text()
    recent.itemActivated.emit(recent.item(0))
    assert window.session is not None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("brev.riskreg", b"Hej, detta \xe4r ett brev. " * 50, "is not a riskreg register"),
        ("tom.riskreg", b"", "is empty"),
        ("saknas.riskreg", None, "There is no file"),
    ],
)
def test_a_wrong_file_is_told_and_the_open_register_stays(
    open_window: Open, path: Path, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    wrong = tmp_path / name
    if content is not None:
        wrong.write_bytes(content)
    window = open_window(path)
    window.files.open_register(wrong)
    assert said in window.message.sentence
    assert register_of(window).path == path
    assert content is None or wrong.read_bytes() == content


def test_undo_and_redo_name_their_step_and_survive_a_restart(open_window: Open, path: Path) -> None:
    register = open_register(path)
    point = register.year(2022).control_points[0]
    label, number = N_("Move {number} in the matrix"), "K1"
    with register.step(label, number=number) as edit:
        edit.put(point, replace(point, likelihood=4))
    register.close()
    window = open_window(path)
    undo, redo = window.actions_by_key["undo"], window.actions_by_key["redo"]
    assert undo.text() == "&Undo “Move K1 in the matrix”"
    assert not redo.isEnabled()
    undo.trigger()
    assert register_of(window).year(2022).control_points[0].likelihood == point.likelihood
    assert redo.text() == "&Redo “Move K1 in the matrix”"
    redo.trigger()
    assert register_of(window).year(2022).control_points[0].likelihood == 4


def test_the_year_is_chosen_at_the_top_and_undoing_its_copy_leads_back(open_window: Open, path: Path) -> None:
    window = open_window(path)
    copy_forward(register_of(window), 2022, 2023, keep_decisions=True)
    box = window.year_bar.year_box
    assert [box.itemText(i) for i in range(box.count())] == ["2023", "2022"]
    box.setCurrentText("2023")
    box.textActivated.emit("2023")
    assert window.session is not None
    assert window.session.year.plan.year == 2023
    window.actions_by_key["undo"].trigger()
    assert window.session.year.plan.year == 2022
    assert box.currentText() == "2022"
    assert box.count() == 1


def test_the_language_is_switched_and_remembered(open_window: Open, settings: Settings, path: Path) -> None:
    window = open_window(path, page="goals")
    window.actions_by_key["set_language:sv"].trigger()
    titles = [window.navigation.item(i).text() for i in range(window.navigation.count())]
    assert titles == [
        "Översikt",
        "Risker",
        "Mål",
        "Uppföljning",
        "Åtaganden",
        "Årshjul",
        "Bedömningar",
        "Dokument",
        "Historik",
    ]
    assert window.navigation.currentRow() == 2
    assert window.year_bar.stage.text() == "Utkast"
    assert settings.get("language") == "sv"
    window.actions_by_key["set_language:en"].trigger()
    assert window.navigation.item(0).text() == "Overview"


def test_the_bottom_line_says_what_is_saved_where(open_window: Open, path: Path) -> None:
    window = open_window(path)
    assert window.status.text().startswith("Everything is saved · namnden.riskreg · 4 control points")
    window.actions_by_key["toggle_proposed"].trigger()
    assert window.status.text().startswith("Saved ")
    assert window.year_bar.stage.text() == "Proposed"


def test_every_command_has_somebody_who_does_it(open_window: Open, path: Path) -> None:
    window = open_window(path)
    for page in ("overview", "risks", "goals", "documents", "history"):
        window.show_page(page)
        for command in COMMANDS:
            if window.actions_by_key[command.key].isEnabled():
                home = home_of(command.name) or "overview"
                owners = (window, window.files, window.plans, window.page)
                doer = next((o for o in owners if hasattr(o, command.name)), None) or window.show_page(home)
                assert callable(getattr(doer, command.name)), command.name
                window.show_page(page)


def test_shortcuts_and_letters_are_given_once() -> None:
    shortcuts = [c.shortcut for c in COMMANDS if c.shortcut]
    assert len(shortcuts) == len(set(shortcuts))


def test_a_row_changed_behind_our_back_is_told(open_window: Open, path: Path, qtbot: QtBot) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE control_point SET analysis = 'Ändrad' WHERE id = 2")
    connection.close()
    window = open_window(path)
    qtbot.waitUntil(lambda: "Control point 2" in window.standing.sentence)
    assert [button.text() for button in window.standing.buttons] == ["Check the register…"]


def test_a_bug_shows_a_report_without_the_users_texts(
    qtbot: QtBot, en: Texts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    from riskreg.gui import crash

    shown: list[crash.CrashDialog] = []

    def shown_only(dialog: crash.CrashDialog) -> None:
        shown.append(dialog)

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(crash.CrashDialog, "exec", shown_only)
    crash.watch(en)
    try:
        raise ValueError("Hemlig analys av leverantören")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.addWidget(shown[0])
    report = shown[0].report.toPlainText()
    assert "ValueError" in report
    assert "test_window.py" in report
    assert "Hemlig" not in report
    assert "Hemlig" not in capsys.readouterr().err
    assert any("intact" in label.text() for label in shown[0].findChildren(QLabel))


def test_the_window_remembers_its_page_and_size(open_window: Open, settings: Settings, path: Path) -> None:
    window = open_window(path)
    window.resize(1100, 640)
    window.show_page("goals")
    window.close()
    again = MainWindow(Settings(settings._path), window._)
    again.begin(path)
    try:
        assert again.height() == window.height()  # the width is cut to the offscreen screen's
        assert again.navigation.currentRow() == 2
    finally:
        again.close()
        again.deleteLater()


def test_the_bottom_line_counts_what_is_unfinished(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window = open_window(path)
    point = register_of(window).year(2022).control_points[0]
    with register_of(window).step(N_("Change {field}"), field="x") as edit:
        edit.put(point, replace(point, decision=None))
    qtbot.waitUntil(lambda: window.status.text().endswith("4 control points, 1 unfinished"))


def test_a_register_whose_plan_is_unreadable_is_told(open_window: Open, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE plan SET stage = 'no such stage'")
    connection.close()
    window = open_window(path)
    assert "holds no plan that can be read" in window.message.sentence
    assert window.session is None


def test_a_name_with_an_ampersand_stands_whole_in_the_menu(open_window: Open, path: Path) -> None:
    window = open_window(path)
    point = register_of(window).year(2022).control_points[0]
    with register_of(window).step(N_("Change {field}"), field="<b>R&D") as edit:
        edit.put(point, replace(point, likelihood=4))
    undo = window.actions_by_key["undo"]
    assert undo.text() == "&Undo “Change <b>R&&D”"
    assert "&lt;b&gt;R&amp;D" in undo.toolTip()


@pytest.mark.parametrize(("suffix", "start"), [(".docx", b"PK"), (".xlsx", b"PK"), (".csv", b"\xef\xbb\xbf")])
def test_a_year_is_exported_as_the_name_says(
    open_window: Open, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, suffix: str, start: bytes
) -> None:
    asked: list[Path] = []

    def answer(*_question: object) -> Path:
        asked.append(Path(str(_question[-1])))
        return path.with_suffix(suffix)

    monkeypatch.setattr(ask, "save_file", answer)
    window = open_window(path)
    assert window.session is not None
    with qtbot.waitSignal(window.session.told) as told:
        window.actions_by_key["export_file"].trigger()
    assert path.with_suffix(suffix).read_bytes().startswith(start)
    assert asked[0].name == "internkontrollplan-2022.docx"
    assert suffix in told.args[0]


def test_an_export_without_a_known_ending_is_told(
    open_window: Open, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_question: path.with_suffix(".odt"))
    window = open_window(path)
    assert window.session is not None
    with qtbot.waitSignal(window.session.trouble) as told:
        window.actions_by_key["export_file"].trigger()
    assert ".docx" in told.args[0]
    assert not path.with_suffix(".odt").exists()
