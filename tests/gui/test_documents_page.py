from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from riskreg.gui import ask
from riskreg.gui.documents import NO_PRINTER, DocumentsPage
from riskreg.gui.session import Session
from riskreg.paper.documents import DOCUMENTS, SINGLE
from riskreg.texts import texts
from tests.gui.small_plan import open_small
from tests.paper.test_documents import ALWAYS


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_small(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> DocumentsPage:
    made = DocumentsPage(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: made.preview.pdf.pageCount() > 0)
    return made


def text_of(pdf: QPdfDocument) -> str:
    return " ".join(pdf.getAllText(page).text() for page in range(pdf.pageCount())).replace("\xad", "")


def change(session: Session, text: str) -> None:
    point = session.year.control_points[0]
    with session.register.step("Change") as edit:
        edit.put(point, replace(point, text=text))


def test_shows_the_plan_as_it_will_be_printed(page: DocumentsPage) -> None:
    assert "Contracts run out" in text_of(page.preview.pdf)
    assert page.preview.page_label.text() == f"Page 1 of {page.preview.pdf.pageCount()}"


def test_a_step_is_seen_where_one_is_looking(page: DocumentsPage, session: Session, qtbot: QtBot) -> None:
    page.zoom(1)
    zoom, bar = page.preview.factor, page.preview.view.verticalScrollBar()
    bar.setValue(300)
    change(session, "Models are followed")
    qtbot.waitUntil(lambda: "Models are followed" in text_of(page.preview.pdf))
    assert bar.value() == 300
    assert page.preview.factor == zoom


def test_nothing_is_drawn_while_nobody_looks(page: DocumentsPage, session: Session, qtbot: QtBot) -> None:
    page.hide()
    change(session, "Models are followed")
    qtbot.wait(300)
    assert "Models are followed" not in text_of(page.preview.pdf)
    page.show()
    qtbot.waitUntil(lambda: "Models are followed" in text_of(page.preview.pdf))


def test_zoom_by_button_key_and_wheel(page: DocumentsPage, qtbot: QtBot) -> None:
    preview = page.preview
    assert preview.fit_width.isChecked()
    wide = preview.factor
    preview.nearer.click()
    assert preview.factor == pytest.approx(wide * 1.2)
    assert not preview.fit_width.isChecked()
    preview.further.click()
    assert preview.factor == pytest.approx(wide)
    turn = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(preview.view.viewport(), turn)
    assert preview.factor == pytest.approx(wide * 1.2)
    QTest.keyClick(page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.fit_width.isChecked()
    preview.fit_page.click()
    assert preview.view.zoomMode() is QPdfView.ZoomMode.FitInView
    for _time in range(40):
        page.zoom(1)
    assert preview.factor == 6


def test_saves_the_newest_state_under_a_proposed_name(
    page: DocumentsPage, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def answer(*_question: object) -> Path:
        asked.append(Path(str(_question[-1])))
        return tmp_path / "plan.pdf"

    monkeypatch.setattr(ask, "save_file", answer)
    page.hide()
    change(session, "Models are followed")
    with qtbot.waitSignal(session.told):
        page.save_pdf()
    saved = QPdfDocument()
    saved.load(str(tmp_path / "plan.pdf"))
    assert "Models are followed" in text_of(saved)
    assert asked[0].name == "internal-control-plan-2022.pdf"
    page.save_pdf()
    assert asked[1].parent == tmp_path  # where the last one was saved


def test_a_place_that_cannot_be_written_is_told(
    page: DocumentsPage, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_question: tmp_path / "nowhere" / "plan.pdf")
    with qtbot.waitSignal(session.trouble) as told:
        page.save_pdf()
    assert "nowhere" in told.args[0]


def test_prints_every_page_at_its_own_size(
    page: DocumentsPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with qtbot.waitSignal(session.told, timeout=20_000):
        page.print_on(printer)
    printed, shown = QPdfDocument(), page.preview.pdf
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == shown.pageCount()
    for at in range(shown.pageCount()):
        one, other = printed.pagePointSize(at), shown.pagePointSize(at)
        assert (one.width(), one.height()) == pytest.approx((other.width(), other.height()), abs=2)


def test_prints_the_pages_that_were_asked_for(
    page: DocumentsPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    with qtbot.waitSignal(session.told, timeout=20_000):
        page.print_on(printer)
    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == 1


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="there is a printer here")
def test_without_a_printer_it_says_what_to_do_instead(
    page: DocumentsPage, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.trouble) as told:
        page.print_paper()
    assert told.args == [NO_PRINTER]


def test_another_year_is_shown_from_its_beginning(
    page: DocumentsPage, session: Session, qtbot: QtBot
) -> None:
    from riskreg.keeping import copy_forward

    copy_forward(session.register, 2022, 2023, keep_decisions=True)
    page.preview.view.verticalScrollBar().setValue(300)
    session.show_year(2023)
    qtbot.waitUntil(lambda: "2023" in text_of(page.preview.pdf))
    assert page.preview.view.verticalScrollBar().value() == 0


def choose(page: DocumentsPage, name: str) -> None:
    page.list.setCurrentRow([document.name for document in DOCUMENTS].index(name))


def test_every_document_can_be_seen_and_saved(
    page: DocumentsPage, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def answer(*question: object) -> Path:
        proposed.append(Path(str(question[-1])).name)
        return tmp_path / proposed[-1]

    monkeypatch.setattr(ask, "save_file", answer)
    for document in ALWAYS:
        title = document.parts(session.year, texts("en")).running.title
        choose(page, document.name)
        qtbot.waitUntil(lambda title=title: title in text_of(page.preview.pdf))  # type: ignore[misc]
        with qtbot.waitSignal(session.told):
            page.save_pdf()
    assert len(set(proposed)) == len(ALWAYS)
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in proposed)


def test_the_bundle_holds_what_is_ticked_and_remembers_it(
    page: DocumentsPage, session: Session, qtbot: QtBot
) -> None:
    choose(page, "bundle")
    qtbot.waitUntil(lambda: "Gross list of risks 2022" in text_of(page.preview.pdf))
    for at, document in enumerate(SINGLE):
        if document.name not in {"plan", "goals"}:
            page.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: "Gross list of risks 2022" not in text_of(page.preview.pdf))
    assert "Goals and indicators 2022" in text_of(page.preview.pdf)
    assert page.list.item(len(SINGLE)).text() == "Bundle (2 of 10)"
    later = DocumentsPage(session)
    qtbot.addWidget(later)
    assert [document.name for document in later.ticked] == ["plan", "goals"]


def test_a_bundle_of_nothing_cannot_be_chosen(page: DocumentsPage) -> None:
    choose(page, "bundle")
    for at in range(len(SINGLE)):
        page.list.item(at).setCheckState(Qt.CheckState.Unchecked)
    assert page.document.name == "plan"
    assert not page.list.item(len(SINGLE)).flags() & Qt.ItemFlag.ItemIsEnabled


def test_the_keyboard_ticks_and_chooses(page: DocumentsPage, qtbot: QtBot) -> None:
    page.list.setFocus()
    at = page.list.currentRow()
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.list.item(at).checkState() is Qt.CheckState.Unchecked
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.document.name == "mandatory"
    qtbot.waitUntil(lambda: "Mandatory control points 2022" in text_of(page.preview.pdf))
