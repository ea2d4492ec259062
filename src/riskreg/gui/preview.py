"""A PDF on the screen: its pages below one another, nearer or further away."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from riskreg.gui import look
from riskreg.gui.buttons import dress
from riskreg.texts import Texts

FURTHEST, NEAREST = 0.25, 6.0
_STEP = 1.2  # nearer by a fifth


class _Pages(QPdfView):
    """Qt's view, with Ctrl and the wheel to zoom."""

    zoomed = Signal(int)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.zoomed.emit(1 if turn > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)


class Preview(QWidget):
    """Shows a PDF; a newer one takes its place without moving the page that is looked at."""

    def __init__(self, _: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._buffer: QBuffer | None = None
        self.pdf = QPdfDocument(self)
        self.view = _Pages(self)
        self.view.setAccessibleName(_("Preview of the printed pages"))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocumentMargins(QMargins(look.MARGIN, look.MARGIN, look.MARGIN, look.MARGIN))
        self.view.setPageSpacing(look.MARGIN)
        self.view.setDocument(self.pdf)
        self.page_label = QLabel()
        self._lay_out()
        self.view.zoomed.connect(self.zoom)
        self.view.zoomModeChanged.connect(self._tell_zoom)
        self.view.zoomFactorChanged.connect(self._tell_zoom)
        self.view.pageNavigator().currentPageChanged.connect(self._tell_page)
        self._tell_zoom()

    def _lay_out(self) -> None:
        _ = self._
        self.bar = QHBoxLayout()
        self.bar.setSpacing(look.GAP)
        self.further = self._button(_("Zoom out"), "Ctrl+-")
        dress(self.further, "zoom-out")
        self.further.clicked.connect(lambda: self.zoom(-1))
        self.nearer = self._button(_("Zoom in"), "Ctrl++", "Ctrl+=")
        dress(self.nearer, "zoom-in")
        self.nearer.clicked.connect(lambda: self.zoom(1))
        self.fit_width = self._button(_("Fit width"), "Ctrl+0")
        self.fit_width.clicked.connect(lambda: self._fit(QPdfView.ZoomMode.FitToWidth))
        self.fit_page = self._button(_("Fit page"), "Ctrl+9")
        self.fit_page.clicked.connect(lambda: self._fit(QPdfView.ZoomMode.FitInView))
        for button in (self.fit_width, self.fit_page):
            button.setCheckable(True)
        for widget in (self.further, self.nearer, self.fit_width, self.fit_page):
            self.bar.addWidget(widget)
        self.bar.addSpacing(look.GAP)
        self.bar.addWidget(self.page_label)
        self.bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.GAP)
        column.addLayout(self.bar)
        column.addWidget(self.view, 1)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        palette = self.view.palette()
        palette.setColor(palette.ColorRole.Dark, look.rule())  # what Qt lays under the pages
        self.view.setPalette(palette)

    def _button(self, text: str, *keys: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setText(text)
        button.setAccessibleName(text)
        button.setIconSize(QSize(20, 20))
        native = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text} ({native})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)
        return button

    def show_pdf(self, content: bytes, *, afresh: bool = False) -> None:
        """Show this PDF where the last one was looked at, or from its beginning."""
        bars = (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
        places = [0 if afresh else bar.value() for bar in bars]
        buffer = QBuffer(self)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.pdf.close()
        self.pdf.load(buffer)
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._buffer = buffer  # the document reads from it as long as it is shown
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        self._tell_page()

    @property
    def factor(self) -> float:
        """How large the page is shown: 1 is its own size."""
        mode = self.view.zoomMode()
        size = self.pdf.pagePointSize(max(0, self.view.pageNavigator().currentPage()))
        if mode is QPdfView.ZoomMode.Custom or size.isEmpty():
            return self.view.zoomFactor()
        margins = self.view.documentMargins()
        room = self.view.viewport().size()
        dots = self.view.logicalDpiX() / 72
        wide = (room.width() - margins.left() - margins.right()) / (size.width() * dots)
        high = (room.height() - self.view.pageSpacing()) / (size.height() * dots)
        return wide if mode is QPdfView.ZoomMode.FitToWidth else min(wide, high)

    def zoom(self, by: int) -> None:
        """Nearer or further away, by steps; the middle of what is seen stays there."""
        factor = min(NEAREST, max(FURTHEST, self.factor * _STEP**by))
        bars = (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
        middles = [(bar.value() + bar.pageStep() / 2) / (bar.maximum() + bar.pageStep()) for bar in bars]
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(factor)
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    def _fit(self, mode: QPdfView.ZoomMode) -> None:
        navigator = self.view.pageNavigator()
        page = navigator.currentPage()
        self.view.setZoomMode(mode)
        for at in (0, self.pdf.pageCount() - 1, page):  # it moves only when the page is another
            navigator.jump(at, QPointF())
        self._tell_zoom()

    def _tell_zoom(self) -> None:
        self.fit_width.setChecked(self.view.zoomMode() is QPdfView.ZoomMode.FitToWidth)
        self.fit_page.setChecked(self.view.zoomMode() is QPdfView.ZoomMode.FitInView)

    def _tell_page(self) -> None:
        count = self.pdf.pageCount()
        page = self.view.pageNavigator().currentPage() + 1
        self.page_label.setText(self._("Page {page} of {count}", page=page, count=count) if count else "")
