"""The documents: the printed page as it will be, to save as PDF and to print."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from riskreg import files
from riskreg.adopting import document_now
from riskreg.domain.year import Year
from riskreg.faults import Trouble
from riskreg.gui import ask, look
from riskreg.gui.background import PATIENCE, Job, run
from riskreg.gui.buttons import dress, push_button
from riskreg.gui.notes import Note
from riskreg.gui.preview import Preview
from riskreg.gui.printing import print_pages
from riskreg.gui.session import Session
from riskreg.paper.bundle import BUNDLE, bundle_of
from riskreg.paper.document import Document
from riskreg.paper.documents import DOCUMENTS, SINGLE, file_name
from riskreg.paper.plan import PLAN
from riskreg.texts import N_, texts

_LIST_WIDTH, _ROW = 236, 34
_WHICH_LETTERS = 18

NO_PRINTER = N_("No printer is set up on this computer. Save the document as PDF, and print it elsewhere.")
PDF_FILES = N_("PDF documents (*.pdf)")


class DocumentsPage(QWidget):
    """The list of documents, and the chosen one as it will be printed now."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._ = session, session.texts
        self._drawn: tuple[Year, Document, bytes] | None = None
        self._offered: tuple[str, int | None] | None = None  # whose numbers are to choose among
        self._job: Job | None = None
        self._wishes: list[Callable[[bytes], None]] = []  # what waits for the newest state to be drawn
        self.list = QListWidget()
        self.list.setAccessibleName(self._("Documents"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setSpacing(2)
        self._fill_list()
        self.which = QComboBox()  # of a document that there are several of in a year
        self.which.setAccessibleName(self._("Which one"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(_WHICH_LETTERS)
        self.which.hide()
        self.preview = Preview(self._)
        self._make_busy()
        self._lay_out()
        self.list.currentRowChanged.connect(self._refresh)
        self.list.itemChanged.connect(self._tick)
        self.which.activated.connect(self._refresh)
        session.stepped.connect(self._refresh)
        session.year_changed.connect(self._refresh)

    @property
    def document(self) -> Document:
        """The chosen document; of several the chosen one."""
        document = self._listed
        if document.name == BUNDLE:
            return bundle_of(self.ticked)
        return document.one(self.which.currentData() or "") if document.several else document

    @property
    def _listed(self) -> Document:
        return DOCUMENTS[max(0, self.list.currentRow())]

    @property
    def ticked(self) -> list[Document]:
        """The documents that the bundle holds."""
        return [d for at, d in enumerate(SINGLE) if self.list.item(at).checkState() is Qt.CheckState.Checked]

    # -- the list
    def _fill_list(self) -> None:
        """Every document, with a tick for what goes into the bundle, which is last."""
        last = self.session.settings.get("bundle")
        for document in DOCUMENTS:
            item = QListWidgetItem(self._(document.label))
            item.setSizeHint(QSize(0, _ROW))
            if document.name != BUNDLE:
                wanted = not isinstance(last, list) or document.name in last
                item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
                item.setToolTip(self._("Tick the documents that the bundle holds."))
            else:
                dress(item, "documents")
            self.list.addItem(item)
        self.list.setCurrentRow(DOCUMENTS.index(PLAN))
        self._offer_bundle()

    def _tick(self, item: QListWidgetItem) -> None:
        """Remember what the bundle holds, and draw it anew."""
        if self.list.row(item) < len(SINGLE):
            self.session.settings.put("bundle", [document.name for document in self.ticked])
            self._offer_bundle()
            self._refresh()

    def _offer_bundle(self) -> None:
        """Say how much the bundle holds; one of nothing cannot be chosen."""
        at = len(SINGLE)
        if not self.ticked and self.list.currentRow() == at:
            self.list.setCurrentRow(DOCUMENTS.index(PLAN))
        with QSignalBlocker(self.list):
            enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            bundle = self.list.item(at)
            bundle.setFlags(enabled if self.ticked else Qt.ItemFlag.NoItemFlags)
            bundle.setText(
                self._(
                    "{bundle} ({count} of {all})",
                    bundle=self._(DOCUMENTS[at].label),
                    count=len(self.ticked),
                    all=at,
                )
            )

    def _offer_which(self) -> None:
        """What to choose among, of a document that there are several of; a choice stays."""
        year, several = self.session.year, self._listed.several
        chosen = self.which.currentData() if self._offered == (self._listed.name, year.plan.id) else None
        self._offered = (self._listed.name, year.plan.id)
        ones = several.ones(year) if several else ()
        usual = several.usual(year) if several else ""
        self.which.clear()
        if len(ones) > 1 and not usual:
            self.which.addItem(self._("All"), "")
        for one in ones:
            self.which.addItem(f"{one.number}  {one.title}", one.number)
        numbers = [self.which.itemData(at) for at in range(self.which.count())]
        wanted = chosen if chosen in numbers else usual
        self.which.setCurrentIndex(numbers.index(wanted) if wanted in numbers else 0)
        self.which.setVisible(bool(ones))

    # -- what the window calls
    @property
    def first_stop(self) -> QWidget:
        """What has the focus when the page is entered."""
        return self.list

    def flush(self) -> None:
        """Nothing is typed here."""

    def zoom(self, by: int) -> None:
        """Nearer or further away, by steps."""
        self.preview.zoom(by)

    def save_pdf(self) -> None:
        """Ask where to, and write the document."""
        year, folder = self.session.year, self.session.settings.documents_folder
        name = file_name(year, self.document, texts(year.organisation.language))
        path = ask.save_file(self, self._, self._("Save as PDF"), self._(PDF_FILES), folder / name)
        if path is None:
            return

        def write(pdf: bytes) -> None:
            with self.session.attempt():
                files.write_whole(path, pdf)
                self.session.settings.put("documents_folder", str(path.absolute().parent))
                self.session.told.emit(self._("Saved as {path}", path=path))

        self._with_pdf(write)

    def print_paper(self) -> None:
        """Ask for a printer, and print the document."""
        with self.session.attempt():
            if not QPrinterInfo.availablePrinterNames():
                raise Trouble(NO_PRINTER)
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setDocName(self._(self.document.label))
            if ask.printer(self, printer):
                self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the document on a printer that is set up."""

        def send(pdf: bytes) -> None:
            run(
                self,
                self.session,
                self._("Printing"),
                lambda progress: print_pages(pdf, printer, progress),
                lambda _nothing: self.session.told.emit(self._("Sent to the printer")),
            )

        self._with_pdf(send)

    # -- drawing
    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while nobody looked."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self.isVisible():
            self._offer_which()
        if self.isVisible() and not self._current():
            self._draw()

    def _with_pdf(self, wish: Callable[[bytes], None]) -> None:
        """Fulfil a wish with the document as the register has it now."""
        waiting = self._wishes if self._drawing else []
        self._wishes = [*waiting, wish]
        self._draw()

    def _current(self) -> bytes | None:
        """The PDF, if it shows the register's newest state."""
        if self._drawn is None:
            return None
        year, document, pdf = self._drawn
        return pdf if year is self.session.year and document == self.document else None

    def _draw(self) -> None:
        """Draw in the background, one at a time; what is out of date by then is drawn again."""
        if self._drawing:
            return
        pdf = self._current()
        if pdf is not None:
            self._fulfil(pdf)
            return
        year, document = self.session.year, self.document
        _ = texts(year.organisation.language)
        self._job = run(
            self,
            self.session,
            "",
            lambda _progress: document_now(year, document, _),
            lambda pdf: self._take(year, document, pdf),
            failed=self._fail,
            quietly=True,  # the page itself shows it
        )
        self._busy_soon.start()

    @property
    def _drawing(self) -> bool:
        return self._job is not None and self._job.under_way

    def _take(self, year: Year, document: Document, pdf: bytes) -> None:
        seen = self._drawn
        self._drawn = (year, document, pdf)
        self._busy.hide()
        self._busy_soon.stop()
        afresh = seen is None or (seen[0].plan.id, seen[1]) != (year.plan.id, document)
        self.preview.show_pdf(pdf, afresh=afresh)
        if self._wishes or self.isVisible():
            self._draw()

    def _fulfil(self, pdf: bytes) -> None:
        wishes, self._wishes = self._wishes, []
        for wish in wishes:
            wish(pdf)

    # -- what is going on
    def _make_busy(self) -> None:
        """A strip that shows when drawing takes long, with a way to stop it and to begin again."""
        self._busy = QWidget()
        self._busy_note = Note()
        self._busy_button = QPushButton()
        self._busy_button.clicked.connect(self._stop_or_draw)
        row = QHBoxLayout(self._busy)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._busy_note, 1)
        row.addWidget(self._busy_button)
        self._busy_soon = QTimer(self)
        self._busy_soon.setSingleShot(True)
        self._busy_soon.setInterval(PATIENCE)
        self._busy_soon.timeout.connect(self._show_busy)
        self._busy.hide()

    def _show_busy(self) -> None:
        self._busy_note.setText(self._("Drawing the document…"))
        self._busy_button.setText(self._("Cancel"))
        self._busy.show()

    def _show_stopped(self) -> None:
        self._busy_soon.stop()
        self._wishes = []
        self._busy_note.setText(self._("The document was not drawn."))
        self._busy_button.setText(self._("Draw it"))
        self._busy.show()

    def _stop_or_draw(self) -> None:
        if self._job is not None and self._job.under_way:
            self._job.cancel()
            self._show_stopped()
        else:
            self._busy.hide()
            self._draw()

    def _fail(self, trouble: Trouble) -> None:
        self._show_stopped()
        self.session.trouble.emit(trouble.say(self._))

    # -- looks
    def _lay_out(self) -> None:
        self.save_button = push_button(self._("Save as PDF…"), "save-pdf", self.save_pdf)
        self.print_button = push_button(self._("Print…"), "print", self.print_paper)
        self.preview.bar.addWidget(self.which)
        for button in (self.save_button, self.print_button):
            self.preview.bar.addWidget(button)
        column = QVBoxLayout()
        column.setContentsMargins(look.MARGIN, look.GAP, look.MARGIN, look.GAP)
        column.addWidget(self.preview, 1)
        column.addWidget(self._busy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(column, 1)
